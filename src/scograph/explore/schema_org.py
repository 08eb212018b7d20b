"""A thing in the words of schema.org, for search engines: JSON-LD to stand in its page."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from scograph.explore import when
from scograph.explore.labels import Labels
from scograph.namespaces import PREFIXES, SCOG

_SCHEMA = PREFIXES["schema"]
_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LINKS = {
    "heldIn": "location",
    "meetingOf": "organizer",
    "attendedBy": "attendee",
    "inState": "containedInPlace",
    "hasMember": "member",
    "seat": "location",
}
_MOST = 50


def about(store: ox.Store, node: ox.NamedNode, labels: Labels) -> dict[str, Any]:
    """The thing as an object of JSON-LD."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": node.value,
        "@type": _types(store, node) or "Thing",
        "name": labels.of(node.value).text,
        "alternateName": [name.text for name in labels.names(node)],
    }
    span = when.span(store, node)
    if "Event" in found["@type"] and len(span.start) == 10:
        found["startDate"] = span.start
    for ours, theirs in _LINKS.items():
        values = [
            quad.object.value
            for quad in store.quads_for_pattern(node, ox.NamedNode(SCOG + ours), None, _DEFAULT)
            if isinstance(quad.object, ox.NamedNode)
        ]
        if values:
            found[theirs] = [
                {"@id": iri, "name": labels.of(iri).text} for iri in sorted(values)[:_MOST]
            ]
    same = [
        quad.object.value
        for quad in store.quads_for_pattern(
            node, ox.NamedNode(PREFIXES["owl"] + "sameAs"), None, _DEFAULT
        )
        if isinstance(quad.object, ox.NamedNode) and quad.object != node
    ]
    return {**found, "sameAs": sorted(same)} if same else found


def _types(store: ox.Store, node: ox.NamedNode) -> list[str]:
    return sorted(
        quad.object.value.removeprefix(_SCHEMA)
        for quad in store.quads_for_pattern(node, _TYPE, None, _DEFAULT)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(_SCHEMA)
    )
