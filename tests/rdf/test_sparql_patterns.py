"""The triple patterns that a query has, and the triples that a solution of it rests on."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.query import catalog, template
from scograph.rdf import sparql_paths, sparql_patterns
from scograph.rdf.sparql_parser import Path, Pattern, Variable


def names(sparql: str) -> list[tuple[str, ...]]:
    return [
        tuple(getattr(term, "name", getattr(term, "kind", str(term))) for term in one)
        for one in sparql_patterns.read(sparql).patterns
    ]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("?a <p:> ?b ; <q:> ?c , 'x;y'@en .", [("a", "<p:>", "b"), ("a", "<q:>", "c")]),
        ("OPTIONAL { ?a <p:> ?b } FILTER NOT EXISTS { ?a <q:> ?c }", [("a", "<p:>", "b")]),
        ("{ ?a <p:> ?b } UNION { ?a <q:> ?c } MINUS { ?a <r:> ?d }",
         [("a", "<p:>", "b"), ("a", "<q:>", "c")]),
        ("VALUES (?a ?b) { (<x:> 1) } BIND (STR(?b) AS ?c) ?a ?p ?b", [("a", "p", "b")]),
        ("?a <p:>/<q:>* ?b . ?b ^<r:>|(<s:>/<t:>)? ?c", [("a", "/", "b"), ("b", "|", "c")]),
        ("?a <p:> [ <q:> ?b ]", [("_1", "<q:>", "b"), ("a", "<p:>", "_1")]),
    ],
)  # fmt: skip
def test_the_patterns_that_a_solution_matches(where: str, expected: list[tuple[str, ...]]) -> None:
    assert names(f"SELECT ?a {{ {where} }}")[: len(expected)] == expected


def test_an_aggregate_is_opened_unless_it_limits_the_rows() -> None:
    counted = (
        "SELECT ?a ?n { { SELECT ?a (COUNT(?b) AS ?n) { ?a <p:> ?b } GROUP BY ?a } ?a <q:> ?c }"
    )
    assert names(counted) == [("a", "<p:>", "b"), ("a", "<q:>", "c")]
    compared = counted.replace("?a <q:> ?c", "FILTER (?n > 1)")
    assert names(compared) == []
    assert "COUNT" in sparql_patterns.read(compared).sparql


@pytest.fixture(scope="module")
def steps() -> ox.Store:
    store = ox.Store()
    lines = "<a:1> <p:> <a:2> . <a:2> <p:> <a:3> . <a:3> <q:> <a:1> . <a:3> <p:> <a:2> ."
    store.load(lines.encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("path", "end", "length"),
    [
        ("<p:>", "a:2", 1),
        ("<p:>/<p:>", "a:3", 2),
        ("<p:>*", "a:1", 0),
        ("<p:>+", "a:3", 2),
        ("<p:>*/<q:>", "a:1", 3),
        ("^<q:>", "a:3", 1),
        ("<q:>|(<p:>/<p:>)", "a:3", 2),
        ("<p:>?", "a:2", 1),
        ("(<p:>/<p:>)*", "a:3", 2),
    ],
)
def test_one_way_along_a_path(path: str, end: str, length: int, steps: ox.Store) -> None:
    (pattern,) = sparql_patterns.read(f"SELECT ?s {{ ?s {path} ?o }}").patterns
    solution = {"s": ox.NamedNode("a:1"), "o": ox.NamedNode(end)}
    found = sparql_paths.triples(steps, pattern, solution)
    assert len(found) == length
    assert all(ox.Quad(*one) in steps for one in found)


@pytest.mark.reference
def test_rdflib_finds_the_same_patterns_in_every_canned_query() -> None:
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.parserutils import CompValue

    from scograph.rdf.namespaces import PREFIXES

    def triples(part: object) -> set[tuple[str, ...]]:
        """The patterns in a parsed query, without those in filters."""
        if isinstance(part, CompValue):
            if part.name in ("Builtin_NOTEXISTS", "Builtin_EXISTS"):
                return set()
            own = {tuple(map(str, one)) for one in part.get("triples") or () if len(one) == 3}
            skip = {"triples", "_vars"} | ({"p2"} if part.name == "Minus" else set())
            inner = (triples(value) for key, value in part.items() if key not in skip)
            return own.union(*inner)
        if isinstance(part, list | tuple):
            return set().union(*map(triples, part))
        return set()

    for name, canned in catalog.load().items():
        sparql = template.expand(canned, {}, labelled=False)
        read = sparql_patterns.read(sparql)
        expected = triples(prepareQuery(read.sparql, initNs=PREFIXES).algebra)
        folded = read.sparql.count("SELECT") - 1
        assert folded or len(set(read.patterns)) == len(expected), name


def test_a_path_is_part_of_a_pattern() -> None:
    (pattern,) = sparql_patterns.read("SELECT ?s { ?s scog:partOf/a ?o }").patterns
    assert isinstance(pattern, Pattern)
    assert pattern.subject == Variable("s")
    assert isinstance(pattern.predicate, Path)
    assert [one.kind for one in pattern.predicate.parts if isinstance(one, Path)] == ["iri", "iri"]
