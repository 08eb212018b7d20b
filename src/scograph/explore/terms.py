"""The terms of the ontology: classes, properties and codes, each with what it says of itself."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.explore.labels import Labels, Text
from scograph.namespaces import ONTOLOGY_GRAPH, PREFIXES, SCOD, SCOG, curie

_GRAPH = ox.NamedNode(ONTOLOGY_GRAPH)
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_GROUPS = (
    ("classes", (PREFIXES["owl"] + "Class",)),
    (
        "properties",
        (PREFIXES["owl"] + "ObjectProperty", PREFIXES["owl"] + "DatatypeProperty",
         PREFIXES["owl"] + "AnnotationProperty"),
    ),
    ("codes", (PREFIXES["skos"] + "ConceptScheme", PREFIXES["skos"] + "Concept")),
)  # fmt: skip
_SHOWN = {
    PREFIXES["rdfs"] + "subClassOf",
    PREFIXES["rdfs"] + "subPropertyOf",
    PREFIXES["rdfs"] + "domain",
    PREFIXES["rdfs"] + "range",
    PREFIXES["owl"] + "inverseOf",
    PREFIXES["skos"] + "broader",
}


class Term(NamedTuple):
    """A term: the last part of its IRI is its place on the page."""

    name: str
    curie: str
    label: Text
    definition: Text | None
    note: Text | None
    links: list[tuple[Text, list[Text]]]


def terms(store: ox.Store, labels: Labels, lang: str) -> dict[str, list[Term]]:
    """All terms of ours, in groups, by name."""
    found: dict[str, list[Term]] = {}
    for group, kinds in _GROUPS:
        nodes = {
            quad.subject
            for kind in kinds
            for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(kind), _GRAPH)
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(SCOG)
        }
        found[group] = [
            _term(store, node, labels, lang)
            for node in sorted(nodes, key=lambda n: n.value.lower())
        ]
    return found


def completions(store: ox.Store, labels: Labels) -> dict[str, str]:
    """The CURIEs that an editor completes, each with a label or nothing.

    They are our own terms, and those of others that the ontology speaks of.
    """
    found = {
        node.value: curie(node.value)
        for quad in store.quads_for_pattern(None, None, None, _GRAPH)
        for node in (quad.subject, quad.predicate, quad.object)
        if isinstance(node, ox.NamedNode) and not node.value.startswith(SCOD)
    }
    named = {
        short: labels.of(iri).text if iri.startswith(SCOG) else ""
        for iri, short in found.items()
        if short != iri
    }
    return dict(sorted(named.items(), key=lambda one: (one[0].lower(), one[0])))


def _term(store: ox.Store, node: ox.NamedNode, labels: Labels, lang: str) -> Term:
    links: dict[str, list[Text]] = {}
    for quad in store.quads_for_pattern(node, None, None, _GRAPH):
        if quad.predicate.value in _SHOWN and isinstance(quad.object, ox.NamedNode):
            value = labels.of(quad.object.value)
            if quad.object.value.startswith(SCOG):
                value = value._replace(href=f"#{quad.object.value.removeprefix(SCOG)}")
            links.setdefault(quad.predicate.value, []).append(value)
    return Term(
        node.value.removeprefix(SCOG),
        curie(node.value),
        labels.of(node.value),
        _said(store, node, "definition", labels, lang),
        _said(store, node, "scopeNote", labels, lang),
        [(labels.of(name), values) for name, values in sorted(links.items())],
    )


def _said(store: ox.Store, node: ox.NamedNode, name: str, labels: Labels, lang: str) -> Text | None:
    values = [
        quad.object
        for quad in store.quads_for_pattern(
            node, ox.NamedNode(PREFIXES["skos"] + name), None, _GRAPH
        )
        if isinstance(quad.object, ox.Literal)
    ]
    if not values:
        return None
    return labels.value(min(values, key=lambda one: (one.language != lang, one.language != "en")))
