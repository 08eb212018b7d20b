"""The graphs of a store for an export.

The default graph holds every triple. The named graphs `ontology`, `record` and `source/NAME` hold
the asserted ones. The graph `inferred` is made when it is requested: the triples of the default
graph that are in no named graph.
"""

from __future__ import annotations

from typing import TypeAlias

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.rdf import graph as lookup
from scograph.rdf.namespaces import GRAPH, INFERRED_GRAPH, NAMES_GRAPH, ONTOLOGY_GRAPH

Graphs: TypeAlias = dict[str | None, list[ox.Triple]]
"""Triples by the IRI of their graph; None is the default graph."""

Node: TypeAlias = ox.NamedNode | ox.DefaultGraph

DEFAULT = ox.DefaultGraph()
INFERRED = ox.NamedNode(INFERRED_GRAPH)
ONTOLOGY = ox.NamedNode(ONTOLOGY_GRAPH)
_LABEL, _PREF_LABEL = lookup.term("rdfs:label"), lookup.term("skos:prefLabel")
_NOT_ASSERTED = {NAMES_GRAPH, INFERRED_GRAPH}


def asserted(store: ox.Store) -> list[ox.NamedNode]:
    """The named graphs of a store that say where asserted triples come from, in order."""
    found = (graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    return sorted((g for g in found if g.value not in _NOT_ASSERTED), key=lambda g: g.value)


def names(store: ox.Store) -> list[str]:
    """The names by which `--graph` knows the named graphs of a store, in order."""
    known = [graph.value for graph in asserted(store)]
    if holds(store, INFERRED):
        known.append(INFERRED_GRAPH)
    return sorted(name.removeprefix(GRAPH) for name in known)


def holds(store: ox.Store, graph: Node) -> bool:
    """True if a store has this graph; it always has the default graph."""
    if graph == INFERRED:
        return any(lookup.is_inferred(store, triple) for triple in lookup.triples(store))
    return graph == DEFAULT or graph in asserted(store)


def node(store: ox.Store, name: str) -> Node:
    """The graph of a name such as `default`, `record` or `source/NAME`, or of an IRI.

    Raises UsageError if the store has no graph of that name.
    """
    if name == "default":
        return DEFAULT
    graph = ox.NamedNode(name if "://" in name else GRAPH + name)
    if not holds(store, graph):
        known = ", ".join([*names(store), "default"])
        raise UsageError(f"There is no graph {name!r}. The graphs are: {known}.")
    return graph


def whole(store: ox.Store) -> Graphs:
    """The triples of all graphs, without those that serve the search for names."""
    found: Graphs = {None: one(store, DEFAULT)}
    found |= {graph.value: one(store, graph) for graph in asserted(store)}
    if inferred := one(store, INFERRED):
        found[INFERRED_GRAPH] = inferred
    return found


def ontology(store: ox.Store) -> Graphs:
    """The ontology as a file of its own: its graph, with rdfs:label for each preferred label.

    Editors of ontologies and other readers look for rdfs:label, which is inferred in the store.
    """
    found = one(store, ONTOLOGY)
    labels = [
        ox.Triple(triple.subject, _LABEL, triple.object)
        for triple in found
        if triple.predicate == _PREF_LABEL
    ]
    return {ONTOLOGY_GRAPH: list({*found, *labels})}


def one(store: ox.Store, graph: Node) -> list[ox.Triple]:
    """The triples of one graph."""
    if graph == INFERRED:
        return list(lookup.inferred(store))
    return list(lookup.triples(store, within=graph))
