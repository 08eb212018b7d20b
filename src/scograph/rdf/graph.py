"""Look-ups in a graph: values, subjects, instances, types, lists.

Predicates and classes are given as terms, as IRIs or as CURIEs of the project. What is looked up is
the default graph, which holds everything; `within` names another graph, and None takes all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

import pyoxigraph as ox

from scograph.rdf.namespaces import NAMES_GRAPH, PREFIXES, expand

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple
Name: TypeAlias = ox.NamedNode | str
GraphName: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

DEFAULT = ox.DefaultGraph()
_NOT_ASSERTED = (DEFAULT, ox.NamedNode(NAMES_GRAPH))
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_FIRST = ox.NamedNode(PREFIXES["rdf"] + "first")
_REST = ox.NamedNode(PREFIXES["rdf"] + "rest")
_NIL = ox.NamedNode(PREFIXES["rdf"] + "nil")


@lru_cache(maxsize=1000)
def term(name: Name) -> ox.NamedNode:
    """The term with this CURIE or IRI.

    >>> term("scog:Summit")
    <NamedNode value=https://w3id.org/scograph/ontology#Summit>
    """
    return ox.NamedNode(expand(name) or name) if isinstance(name, str) else name


def triples(
    store: ox.Store,
    subject: Term | None = None,
    predicate: Name | None = None,
    value: Term | None = None,
    *,
    within: GraphName | None = DEFAULT,
) -> Iterator[ox.Triple]:
    """The triples with these terms; None matches any term, and a literal is never a subject."""
    if not isinstance(subject, ox.Literal):
        kind = None if predicate is None else term(predicate)
        for quad in store.quads_for_pattern(subject, kind, value, within):
            yield quad.triple


def exists(
    store: ox.Store,
    subject: Term | None = None,
    predicate: Name | None = None,
    value: Term | None = None,
    *,
    within: GraphName | None = DEFAULT,
) -> bool:
    """True if there is a triple with these terms."""
    return next(triples(store, subject, predicate, value, within=within), None) is not None


def graphs_of(store: ox.Store, fact: ox.Triple) -> set[GraphName]:
    """The graphs that hold a triple."""
    found = store.quads_for_pattern(fact.subject, fact.predicate, fact.object, None)
    return {quad.graph_name for quad in found}


def asserted(
    store: ox.Store, subject: Node | None = None, value: Term | None = None
) -> Iterator[ox.Triple]:
    """The asserted triples with a subject, or with a value, each once."""
    seen = set()
    for quad in store.quads_for_pattern(subject, None, value, None):
        if quad.graph_name not in _NOT_ASSERTED and quad.triple not in seen:
            seen.add(quad.triple)
            yield quad.triple


def is_inferred(store: ox.Store, fact: ox.Triple) -> bool:
    """True if no graph but the default one holds a triple: each asserted one is in another too."""
    return graphs_of(store, fact) == {DEFAULT}


def inferred(store: ox.Store) -> Iterator[ox.Triple]:
    """The inferred triples: those that no graph but the default one holds.

    >>> store, node = ox.Store(), ox.NamedNode("urn:a")
    >>> store.add(ox.Quad(node, node, node))
    >>> len(list(inferred(store))), is_inferred(store, ox.Triple(node, node, node))
    (1, True)
    """
    found = {
        quad.triple
        for quad in store.quads_for_pattern(None, None, None, None)
        if quad.graph_name != DEFAULT
    }
    return (fact for fact in triples(store) if fact not in found)


def values(
    store: ox.Store, subject: Term | None, predicate: Name, *, within: GraphName | None = DEFAULT
) -> Iterator[Term]:
    """The values of a property of a thing; none where the thing is None."""
    if subject is not None and not isinstance(subject, ox.Literal):
        for quad in store.quads_for_pattern(subject, term(predicate), None, within):
            yield quad.object


def value(
    store: ox.Store, subject: Term | None, predicate: Name, *, within: GraphName | None = DEFAULT
) -> Term | None:
    """One value of a property of a thing, or None."""
    return next(values(store, subject, predicate, within=within), None)


def text(
    store: ox.Store, subject: Term | None, predicate: Name, *, within: GraphName | None = DEFAULT
) -> str:
    """One value of a property as text, an IRI or the characters of a literal; empty if none."""
    found = value(store, subject, predicate, within=within)
    return "" if found is None else str(getattr(found, "value", found))


def nodes(
    store: ox.Store, subject: Term | None, predicate: Name, *, within: GraphName | None = DEFAULT
) -> Iterator[ox.NamedNode]:
    """The values of a property that have an IRI."""
    for found in values(store, subject, predicate, within=within):
        if isinstance(found, ox.NamedNode):
            yield found


def literals(
    store: ox.Store, subject: Term | None, predicate: Name, *, within: GraphName | None = DEFAULT
) -> Iterator[ox.Literal]:
    """The values of a property that are literals."""
    for found in values(store, subject, predicate, within=within):
        if isinstance(found, ox.Literal):
            yield found


def subjects(
    store: ox.Store, predicate: Name | None, value: Term, *, within: GraphName | None = DEFAULT
) -> Iterator[ox.NamedNode]:
    """The things with an IRI of which a property (None: any) has the value."""
    kind = None if predicate is None else term(predicate)
    for quad in store.quads_for_pattern(None, kind, value, within):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject


def instances(
    store: ox.Store, kind: Name, *, within: GraphName | None = DEFAULT
) -> Iterator[ox.NamedNode]:
    """The things with an IRI that are of a class."""
    return subjects(store, TYPE, term(kind), within=within)


def types(store: ox.Store, thing: Term, *, within: GraphName | None = DEFAULT) -> set[ox.NamedNode]:
    """The classes of a thing that have an IRI."""
    return set(nodes(store, thing, TYPE, within=within))


def closure(
    store: ox.Store, predicate: Name, top: Name, *, within: GraphName | None = DEFAULT
) -> set[ox.NamedNode]:
    """A term and all that lead to it over a property, such as a class and its subclasses.

    >>> store, a, b = ox.Store(), ox.NamedNode("urn:a"), ox.NamedNode("urn:b")
    >>> store.add(ox.Quad(b, term("rdfs:subClassOf"), a))
    >>> sorted(node.value for node in closure(store, "rdfs:subClassOf", "urn:a"))
    ['urn:a', 'urn:b']
    """
    found: set[ox.NamedNode] = set()
    new = {term(top)}
    while new:
        found |= new
        below = {one for node in new for one in subjects(store, predicate, node, within=within)}
        new = below - found
    return found


def members(
    store: ox.Store, head: Term | None, *, within: GraphName | None = DEFAULT
) -> Iterator[Term]:
    """The members of an RDF list in order; a list that leads back to itself ends there."""
    seen = set()
    while head is not None and head != _NIL and head not in seen:
        seen.add(head)
        yield from values(store, head, _FIRST, within=within)
        head = value(store, head, _REST, within=within)
