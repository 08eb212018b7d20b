"""A graph without the ontology: what the user's files say, and what follows for their things."""

from __future__ import annotations

import pyoxigraph as ox

from scograph.rdf import graph
from scograph.rdf.namespaces import ONTOLOGY_GRAPH

_ONTOLOGY = ox.NamedNode(ONTOLOGY_GRAPH)


def without_ontology(store: ox.Store) -> ox.Store:
    """The store without the triples of the ontology, and without what is inferred of its terms.

    A triple that the user's files state too stays.
    """
    own = ox.Store()
    named = [name for name in store.named_graphs() if name != _ONTOLOGY]
    kept = [quad for name in named for quad in store.quads_for_pattern(None, None, None, name)]
    own.extend(kept)
    terms, all_of_it = (_subjects(store, name) for name in (_ONTOLOGY, graph.DEFAULT))
    for subject in all_of_it - terms:
        if not isinstance(subject, ox.BlankNode):
            own.extend(store.quads_for_pattern(subject, None, None, graph.DEFAULT))
    own.extend(
        one
        for one in (ox.Quad(*quad.triple) for quad in kept)
        if (one.subject in terms or isinstance(one.subject, ox.BlankNode)) and one in store
    )
    return own


def _subjects(
    store: ox.Store, name: ox.NamedNode | ox.DefaultGraph
) -> set[ox.NamedNode | ox.BlankNode]:
    """The subjects in a graph; by a query, which makes no object for each triple."""
    rows = store.query("SELECT DISTINCT ?subject { ?subject ?p ?o }", default_graph=name)
    return {row[0] for row in rows}  # type: ignore[union-attr]
