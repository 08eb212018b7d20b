"""The graph that owlrl and pyshacl are given answers each pattern as rdflib's own does."""

from __future__ import annotations

from itertools import product

import pytest
import rdflib
from rdflib import RDF

from scograph.reason.indexed_graph import IndexedGraph, Terms

DATA = b"""\
<urn:a> <urn:p> <urn:b> .
<urn:a> <urn:p> <urn:c> .
<urn:a> <urn:q> <urn:b> .
<urn:b> <urn:p> <urn:c> .
<urn:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:c> .
_:node <urn:q> _:other .
<urn:c> <urn:q> "one" .
<urn:c> <urn:q> "one"@en .
<urn:c> <urn:q> "a \\"quoted\\" line\\n" .
<urn:c> <urn:q> "2001-06-15"^^<http://www.w3.org/2001/XMLSchema#date> .
"""
SUBJECTS = (None, rdflib.URIRef("urn:a"), rdflib.URIRef("urn:c"), rdflib.URIRef("urn:nothing"))
PREDICATES = (None, rdflib.URIRef("urn:p"), rdflib.URIRef("urn:q"), RDF.type)
VALUES = (
    None,
    rdflib.URIRef("urn:b"),
    rdflib.URIRef("urn:c"),
    rdflib.Literal("one"),
    rdflib.Literal("one", lang="en"),
)


@pytest.fixture(scope="module")
def graphs() -> tuple[rdflib.Graph, rdflib.Graph]:
    # The label of a blank node is rdflib's own affair, so both get the same terms.
    quick = IndexedGraph(DATA.splitlines(keepends=True), Terms())
    usual = rdflib.Graph()
    for triple in quick:
        usual.add(triple)
    return quick, usual


def test_terms_are_read_as_rdflib_reads_them(graphs: tuple[rdflib.Graph, rdflib.Graph]) -> None:
    named = [line for line in DATA.splitlines(keepends=True) if not line.startswith(b"_:")]
    read = rdflib.Graph().parse(data=b"".join(named), format="nt")
    assert set(read) == {one for one in graphs[0] if not isinstance(one[0], rdflib.BNode)}


def test_each_pattern_finds_the_same(graphs: tuple[rdflib.Graph, rdflib.Graph]) -> None:
    quick, usual = graphs
    for pattern in product(SUBJECTS, PREDICATES, VALUES):
        found = list(quick.triples(pattern))
        assert set(found) == set(usual.triples(pattern)), pattern
        assert len(found) == len(set(found)), pattern
        assert (pattern in quick) == (pattern in usual), pattern


def test_it_answers_sparql_with_a_path(graphs: tuple[rdflib.Graph, rdflib.Graph]) -> None:
    sparql = "SELECT ?end { <urn:a> <urn:p>+ ?end }"
    assert set(graphs[0].query(sparql)) == set(graphs[1].query(sparql))
    assert len(graphs[0]) == len(graphs[1])
