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
    kept = [
        quad
        for quad in store.quads_for_pattern(None, None, None, None)
        if quad.graph_name not in (graph.DEFAULT, _ONTOLOGY)
    ]
    own.extend(kept)
    stated = {quad.triple for quad in kept}
    terms = {one.subject for one in graph.triples(store, within=_ONTOLOGY)}
    own.extend(
        ox.Quad(*triple)
        for triple in graph.triples(store)
        if triple in stated
        or (
            triple.subject not in terms
            and not isinstance(triple.subject, ox.BlankNode)
            and not graph.exists(
                store, triple.subject, triple.predicate, triple.object, within=_ONTOLOGY
            )
        )
    )
    return own
