"""The index by which things are found: each name of a thing, in the form in which names compare."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from scograph.names import fold
from scograph.namespaces import NAMES_GRAPH, PREFIXES, SCOG

KEY = NAMES_GRAPH + "#key"

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_KEY = ox.NamedNode(KEY)
_LABELS = tuple(
    ox.NamedNode(iri)
    for iri in (
        PREFIXES["skos"] + "prefLabel",
        PREFIXES["skos"] + "altLabel",
        PREFIXES["rdfs"] + "label",
        PREFIXES["dct"] + "title",
    )
)
# Nobody asks for these by name, and they are many.
_NAMELESS = tuple(
    ox.NamedNode(iri)
    for iri in (SCOG + "Claim", SCOG + "SourcePlace", PREFIXES["oa"] + "TextPositionSelector")
)


def quads(triples: set[ox.Triple]) -> Iterator[ox.Quad]:
    """A quad of the names graph for each label and alias of each thing that people ask for."""
    graph = ox.NamedNode(NAMES_GRAPH)
    nameless = {
        triple.subject
        for triple in triples
        if triple.predicate == _TYPE and triple.object in _NAMELESS
    }
    for triple in triples:
        name = triple.object
        if (
            triple.predicate in _LABELS
            and isinstance(name, ox.Literal)
            and triple.subject not in nameless
        ):
            yield ox.Quad(triple.subject, _KEY, ox.Literal(fold(name.value)), graph)
