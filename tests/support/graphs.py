"""Graphs that the tests of exports share: the shipped one, a small and an awkward one."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from scograph.corpus import load
from scograph.formats.graphs import Graphs
from scograph.rdf.namespaces import RECORD_GRAPH
from tests.support.terminal import CORPUS

AWKWARD = r"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

scod:texts skos:note "", " a ", "\"'\\", "line\nline\rline\ttab", "𐍈 ]]> & < > &amp; {}", "\\u0041",
        "上海"@zh, "Шанхай"@ru, "x"@en-GB, "x"@sr-Latn-RS, "@base", "_:b", "https://schema.org/" ;
    skos:prefLabel "no language", "one"@en, "eins"@de, "zwei"@de ;
    scog:gist <https://w3id.org/scograph/id/sco>, 5 .
scod:numbers scog:value 1, 01, -0, +1, 1.0, 1.50, -.5, 12345678901234567890, true, false,
        "1"^^xsd:boolean, "1.0E0"^^xsd:double, "2004"^^xsd:gYear, "1" ;
    scog:acting true, "true", "1"^^xsd:boolean, 1 ;
    scog:sentence 1, 01, "1", "one"@en, scod:sco ;
    scog:earliest "2004-06-17"^^xsd:date, "2004-06-17", "2004-06"^^xsd:gYearMonth .
scod:things scog:concerns scod:sco, "scod:sco", <http://example.org/é?a=b&c='d'#(e)>, rdf:nil,
        <urn:example:1>, <https://w3id.org/scograph/id/a/b>, <https://w3id.org/scograph/id/>,
        <https://w3id.org/scograph/id/a.b>, <https://w3id.org/scograph/id/a.>,
        <https://w3id.org/scograph/id/-a>, <https://w3id.org/scograph/id/a%20b>,
        <https://w3id.org/scograph/id/名>, <https://w3id.org/scograph/id/1~2> ;
    <http://example.org/ns/own> scod:sco ; <http://example.org/other#own-2.0x> 1 ;
    a scog:Summit, <http://example.org/Class>, [ a owl:Class ] .
scod:lists scog:concerns ( ), ( "2004"^^xsd:gYear ),
        ( 1 "a"@en scod:sco ( true ) [ skos:note "in" ] ) .
scod:blank scog:concerns [ ], [ skos:note "a" ], [ skos:note "b" ;
        scog:concerns [ skos:note "c" ] ], _:twice, _:round .
scod:blank2 scog:concerns _:twice, _:open .
_:round scog:concerns [ scog:concerns _:round ] .
_:alone skos:note "nobody names me" .
_:island scog:concerns _:island2 . _:island2 scog:concerns _:island .
_:open rdf:first 1 ; rdf:rest _:more . _:more rdf:first 2 ; rdf:rest rdf:nil ; skos:note "odd" .
"""


@cache
def awkward() -> Graphs:
    """All that a writer may get wrong, in the default graph, and some of it in a named one."""
    triples = [quad.triple for quad in ox.parse(AWKWARD, ox.RdfFormat.TURTLE)]
    return {None: triples, RECORD_GRAPH: triples[::2]}


@cache
def shipped_store() -> ox.Store:
    """The shipped ontology and data, without inference."""
    store = ox.Store()
    store.extend(load.read([*load.ontology_files(), *load.data_files()]).quads())
    return store


@cache
def small_store() -> ox.Store:
    """The ontology and the small invented corpus, without inference."""
    store = ox.Store()
    store.extend(load.read([*load.ontology_files(), CORPUS]).quads())
    return store


def dataset(graphs: Graphs) -> ox.Dataset:
    """The graphs in canonical form, for comparison."""
    return canonical(
        ox.Dataset(
            ox.Quad(*triple, ox.DefaultGraph() if name is None else ox.NamedNode(name))
            for name, triples in graphs.items()
            for triple in triples
        )
    )


def canonical(found: ox.Dataset) -> ox.Dataset:
    """The same dataset, with RDFC-1.0 labels."""
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def apart(read: ox.Dataset, expected: ox.Dataset) -> tuple[list[str], list[str]]:
    """Some quads that were expected and not read, and some that were read and not expected.

    Both are in canonical form. Language tags may differ in case, as some readers leave them.
    """
    if read == expected:
        return [], []
    one, other = lowered(read), lowered(expected)
    return sorted(map(str, other - one))[:5], sorted(map(str, one - other))[:5]


def lowered(found: ox.Dataset) -> set[ox.Quad]:
    """The quads, in canonical form once their language tags are in lower case."""
    quads = (ox.Quad(q.subject, q.predicate, _lower(q.object), q.graph_name) for q in found)
    return set(canonical(ox.Dataset(quads)))


def _lower(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    if isinstance(term, ox.Literal) and term.language:
        return ox.Literal(term.value, language=term.language.lower())
    return term
