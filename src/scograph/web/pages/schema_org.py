"""A thing in schema.org terms, for search engines: JSON-LD for its page."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from scograph.names import dates
from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES
from scograph.web.pages.texts import Texts

_SCHEMA = PREFIXES["schema"]
_LINKS = {
    "heldIn": "location",
    "meetingOf": "organizer",
    "attendedBy": "attendee",
    "inState": "containedInPlace",
    "hasMember": "member",
    "seat": "location",
}
_MOST = 50


def about(store: ox.Store, node: ox.NamedNode, texts: Texts) -> dict[str, Any]:
    """The thing as an object of JSON-LD."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": node.value,
        "@type": _types(store, node) or "Thing",
        "name": texts.of(node.value).text,
        "alternateName": [name.text for name in texts.names(node)],
    }
    span = dates.span(store, node)
    if "Event" in found["@type"] and len(span.start) == 10:
        found["startDate"] = span.start
    for ours, theirs in _LINKS.items():
        values = [one.value for one in graph.nodes(store, node, f"scog:{ours}")]
        if values:
            found[theirs] = [
                {"@id": iri, "name": texts.of(iri).text} for iri in sorted(values)[:_MOST]
            ]
    same = [one.value for one in graph.nodes(store, node, "owl:sameAs") if one != node]
    return {**found, "sameAs": sorted(same)} if same else found


def _types(store: ox.Store, node: ox.NamedNode) -> list[str]:
    return sorted(
        kind.value.removeprefix(_SCHEMA)
        for kind in graph.types(store, node)
        if kind.value.startswith(_SCHEMA)
    )
