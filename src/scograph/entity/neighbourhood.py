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
    quads = set(store.quads_for_pattern(None, None, thing, None))
    for node in whole:
        quads.update(store.quads_for_pattern(node, None, None, None))
    for fact in facts:
        meeting = describer.facts.meeting(fact)
        if meeting is not None:
            for name in _DATES:
                quads.update(store.quads_for_pattern(meeting, graph.term(name), None, None))
    for node in _mentioned(quads) - whole:
        for link in (graph.TYPE, _LABEL) if node.value.startswith(SCOD) else (_LABEL,):
            quads.update(store.quads_for_pattern(node, link, None, None))
    names = list(_names(quads, whole))
    graphs = _by_graph(quads)
    for within in (None, INFERRED_GRAPH):
        graphs.setdefault(within, []).extend(names)
    return {name: found for name, found in graphs.items() if found}


def _names(quads: Iterable[ox.Quad], nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Triple]:
    """The names of claims, places and selectors, which the store does not keep."""
    near = ox.Store()
    near.extend(quads)
    readers = [Labels(near, lang) for lang in languages.FALLBACK]
    for node in nodes:
        for labels in readers:
            name = labels.computed(node)
            if name is not None:
                yield ox.Triple(node, _LABEL, ox.Literal(name, language=labels.lang))


def _mentioned(quads: Iterable[ox.Quad]) -> set[ox.NamedNode]:
    ours = (SCOD, SCOG)
    return {
        term
        for quad in quads
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(ours)
    }


def _by_graph(quads: Iterable[ox.Quad]) -> Graphs:
    """The triples by the names of their graphs; those that no file asserts are inferred."""
    graphs: Graphs = {None: []}
    asserted = set()
    for quad in quads:
        if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value != NAMES_GRAPH:
            asserted.add(quad.triple)
            graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    graphs[None] = [quad.triple for quad in quads if quad.graph_name == graph.DEFAULT]
    graphs[INFERRED_GRAPH] = [one for one in graphs[None] if one not in asserted]
    return graphs
