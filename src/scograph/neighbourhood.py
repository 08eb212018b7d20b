"""One thing and what lies around it: its triples, the facts it takes part in, and their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from scograph.export import Graphs
from scograph.namespaces import NAMES_GRAPH, PREFIXES, SCOD, SCOG

_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_CLAIM_ABOUT = ox.NamedNode(SCOG + "claimAbout")
_CLAIM_FROM = ox.NamedNode(SCOG + "claimFrom")
_SELECTOR = ox.NamedNode(PREFIXES["oa"] + "hasSelector")
_SOURCE = ox.NamedNode(PREFIXES["oa"] + "hasSource")
_FACTS = ("Act", "Claim", "Figure", "Invitation", "MembershipSpell", "Participation", "Tenure")


def neighbourhood(store: ox.Store, iri: str) -> Graphs:
    """All triples of the thing and of the facts that involve it, in every graph that holds them.

    With them come the claims for these, the places and sources cited, every triple that leads to
    the thing, and a class and the labels of each further thing that is named.
    """
    thing = ox.NamedNode(iri)
    whole: set[ox.NamedNode | ox.BlankNode] = {thing}
    leading = [quad.triple for quad in store.quads_for_pattern(None, None, thing, _DEFAULT)]
    whole.update(_facts(store, {triple.subject for triple in leading}))
    for about in list(whole):
        claims = store.quads_for_pattern(None, _CLAIM_ABOUT, about, _DEFAULT)
        whole.update(_named(quad.subject for quad in claims))
    for predicate in (_CLAIM_FROM, _SELECTOR, _SOURCE):
        for node in list(whole):
            cited = store.quads_for_pattern(node, predicate, None, _DEFAULT)
            whole.update(_named(quad.object for quad in cited))
    triples = set(leading)
    for node in whole:
        triples.update(q.triple for q in store.quads_for_pattern(node, None, None, _DEFAULT))
    triples.update(_labels(store, _mentioned(triples) - whole))
    return _with_graphs(store, triples)


def _labels(store: ox.Store, nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Triple]:
    for node in nodes:
        for predicate in (_TYPE, _LABEL) if node.value.startswith(SCOD) else (_LABEL,):
            for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT):
                yield quad.triple


def _mentioned(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    ours = (SCOD, SCOG)
    return {
        term
        for triple in triples
        for term in (triple.subject, triple.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(ours)
    }


def _facts(store: ox.Store, nodes: Iterable[object]) -> Iterator[ox.NamedNode]:
    """Those of the nodes that are facts with claims of their own."""
    classes = _classes_of_facts(store)
    for node in _named(nodes):
        types = store.quads_for_pattern(node, _TYPE, None, _DEFAULT)
        if any(quad.object in classes for quad in types):
            yield node


def _classes_of_facts(store: ox.Store) -> set[ox.NamedNode]:
    classes = {ox.NamedNode(SCOG + name) for name in _FACTS}
    new = set(classes)
    while new:
        below = {
            quad.subject
            for known in new
            for quad in store.quads_for_pattern(None, _SUBCLASS, known, _DEFAULT)
        }
        new = set(_named(below)) - classes
        classes |= new
    return classes


def _named(terms: Iterable[object]) -> Iterator[ox.NamedNode]:
    return (term for term in terms if isinstance(term, ox.NamedNode))


def _with_graphs(store: ox.Store, triples: Iterable[ox.Triple]) -> Graphs:
    graphs: Graphs = {None: []}
    for triple in triples:
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            graph = quad.graph_name
            name = None if isinstance(graph, ox.DefaultGraph) else graph.value
            if name != NAMES_GRAPH:
                graphs.setdefault(name, []).append(triple)
    return graphs
