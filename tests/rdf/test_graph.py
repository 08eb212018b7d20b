"""Look-ups in a graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.rdf import graph

FACTS = """
PREFIX ex: <http://example.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA {
  ex:a a ex:Small ; ex:name "a", "b"@en ; ex:next ex:b, [] ; ex:all ( 1 ex:b "c" ) .
  ex:b a ex:Large ; ex:next ex:a .
  ex:Small rdfs:subClassOf ex:Any . ex:Large rdfs:subClassOf ex:Any .
  ex:Any rdfs:subClassOf ex:Any .
  _:round rdf:first 1 ; rdf:rest _:round . ex:b ex:round _:round .
  GRAPH ex:g { ex:c a ex:Small . ex:a a ex:Small }
}
"""
EX = "http://example.org/"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    found.update(FACTS)
    return found


def test_a_name_is_a_term_an_iri_or_a_curie() -> None:
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert {graph.term(name) for name in (label, label.value, "skos:prefLabel")} == {label}


def test_values(store: ox.Store) -> None:
    assert len(list(graph.values(store, node("a"), EX + "next"))) == 2
    assert list(graph.nodes(store, node("a"), EX + "next")) == [node("b")]
    names = {literal.value for literal in graph.literals(store, node("a"), EX + "name")}
    assert names == {"a", "b"}
    assert graph.value(store, node("b"), EX + "next") == node("a")
    assert graph.text(store, node("b"), EX + "next") == EX + "a"


@pytest.mark.parametrize("thing", [None, ox.Literal("a"), ox.NamedNode(EX + "unknown")])
def test_what_has_no_values(store: ox.Store, thing: graph.Term | None) -> None:
    assert list(graph.values(store, thing, EX + "name")) == []
    assert graph.value(store, thing, EX + "name") is None
    assert graph.text(store, thing, EX + "name") == ""


def test_subjects_have_an_iri(store: ox.Store) -> None:
    assert list(graph.subjects(store, EX + "next", node("b"))) == [node("a")]
    assert set(graph.subjects(store, None, node("a"))) == {node("b")}
    assert list(graph.subjects(store, "rdf:first", ox.Literal(1))) == []


def test_one_graph_or_all(store: ox.Store) -> None:
    assert list(graph.instances(store, EX + "Small")) == [node("a")]
    assert set(graph.instances(store, EX + "Small", within=node("g"))) == {node("a"), node("c")}
    assert not graph.exists(store, node("c"))
    assert graph.exists(store, node("c"), within=None)
    fact = ox.Triple(node("a"), graph.TYPE, node("Small"))
    assert graph.graphs_of(store, fact) == {graph.DEFAULT, node("g")}


def test_types_and_subclasses(store: ox.Store) -> None:
    assert graph.types(store, node("a")) == {node("Small")}
    below = graph.closure(store, "rdfs:subClassOf", EX + "Any")
    assert below == {node("Any"), node("Small"), node("Large")}


def test_lists(store: ox.Store) -> None:
    head = graph.value(store, node("a"), EX + "all")
    assert list(graph.members(store, head)) == [ox.Literal(1), node("b"), ox.Literal("c")]
    assert list(graph.members(store, graph.term("rdf:nil"))) == []
    assert list(graph.members(store, graph.value(store, node("b"), EX + "round"))) == [
        ox.Literal(1)
    ]
