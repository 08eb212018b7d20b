"""English names of things, as findings show them."""

from __future__ import annotations

import pyoxigraph as ox

from scograph.rdf import languages
from scograph.rdf.labels import Labels


def name(store: ox.Store, iri: str) -> str | None:
    """The name of a thing, in English if it has one, or a text made of those it connects, or None.

    >>> from scograph.rdf import graph
    >>> store, sco = ox.Store(), ox.NamedNode("https://w3id.org/scograph/id/sco")
    >>> label = ox.Literal("Shanghai Cooperation Organisation", language="en")
    >>> store.add(ox.Quad(sco, graph.term("skos:prefLabel"), label))
    >>> name(store, sco.value)
    'Shanghai Cooperation Organisation'
    """
    try:
        thing = ox.NamedNode(iri)
    except ValueError:
        # A text that only begins like an IRI.
        return None
    found = languages.name(store, thing)
    return Labels(store).computed(thing) if found is None else found.value
