"""The description of a thing as a graph: its triples, the facts that involve it, their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from scograph.entity.describe import Describer
from scograph.formats.graphs import Graphs
from scograph.names import dates
from scograph.rdf import graph, languages
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import INFERRED_GRAPH, NAMES_GRAPH, SCOD, SCOG

_LABEL = graph.term("skos:prefLabel")
_CLAIM = graph.term("scog:Claim")
_CITED = ("scog:claimFrom", "oa:hasSelector", "oa:hasSource")
_DATES = tuple(f"scog:{name}" for name in (*dates.BEGINNING, *dates.END, "dateText", "endDateText"))


def neighbourhood(store: ox.Store, thing: ox.NamedNode) -> Graphs:
    """All triples of a thing and of the facts that involve it, in every graph that holds them.

    With them come the claims about these, the places and sources cited, every triple with the
    thing as its value, and a class and the labels of each further thing that is mentioned.
    """
    describer = Describer(store)
    leading = list(graph.triples(store, None, None, thing))
    facts = [fact.node for fact in describer.facts.of(thing)]
    whole = {thing, *facts}
    whole.update(claim for about in (thing, *facts) for claim in describer.claims.nodes(about))
    whole.update(
        one.subject
        for one in leading
        if isinstance(one.subject, ox.NamedNode) and _CLAIM in graph.types(store, one.subject)
    )
    for predicate in _CITED:
        whole.update(cited for node in list(whole) for cited in graph.nodes(store, node, predicate))
    triples = set(leading)
    for node in whole:
        triples.update(graph.triples(store, node))
    for fact in facts:
        meeting = describer.facts.meeting(fact)
        if meeting is not None:
            triples.update(one for name in _DATES for one in graph.triples(store, meeting, name))
    triples.update(_labels(store, _mentioned(triples) - whole))
    names = list(_names(store, whole))
    graphs = _by_graph(store, triples)
    for name in (None, INFERRED_GRAPH):
        graphs.setdefault(name, []).extend(names)
    return {name: found for name, found in graphs.items() if found}


def _labels(store: ox.Store, nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Triple]:
    for node in nodes:
        for predicate in (graph.TYPE, _LABEL) if node.value.startswith(SCOD) else (_LABEL,):
            yield from graph.triples(store, node, predicate)


def _names(store: ox.Store, nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Triple]:
    """The names of claims, places and selectors, which the store does not keep."""
    readers = [Labels(store, lang) for lang in languages.FALLBACK]
    for node in nodes:
        for labels in readers:
            name = labels.computed(node)
            if name is not None:
                yield ox.Triple(node, _LABEL, ox.Literal(name, language=labels.lang))


def _mentioned(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    ours = (SCOD, SCOG)
    return {
        term
        for triple in triples
        for term in (triple.subject, triple.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(ours)
    }


def _by_graph(store: ox.Store, triples: Iterable[ox.Triple]) -> Graphs:
    graphs: Graphs = {None: []}
    for triple in triples:
        graphs[None].append(triple)
        named = {
            name.value
            for name in graph.graphs_of(store, triple)
            if isinstance(name, ox.NamedNode) and name.value != NAMES_GRAPH
        }
        for name in named or {INFERRED_GRAPH}:
            graphs.setdefault(name, []).append(triple)
    return graphs
