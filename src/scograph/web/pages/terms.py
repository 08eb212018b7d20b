"""The page of the ontology: classes, properties and codes, with definitions and examples."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.rdf import graph, languages
from scograph.rdf.namespaces import ONTOLOGY_GRAPH, PREFIXES, SCOD, SCOG, curie
from scograph.web.pages.texts import Text, Texts

_GRAPH = ox.NamedNode(ONTOLOGY_GRAPH)
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
    """A term; the last part of its IRI is its anchor on the page."""

    name: str
    curie: str
    label: Text
    definition: Text | None
    note: Text | None
    links: list[tuple[Text, list[Text]]]


def terms(store: ox.Store, texts: Texts) -> dict[str, list[Term]]:
    """The terms of the ontology, in groups, by name."""
    found: dict[str, list[Term]] = {}
    for group, kinds in _GROUPS:
        nodes = {
            node
            for kind in kinds
            for node in graph.instances(store, kind, within=_GRAPH)
            if node.value.startswith(SCOG)
        }
        found[group] = [
            _term(store, node, texts) for node in sorted(nodes, key=lambda n: n.value.lower())
        ]
    return found


def completions(store: ox.Store, texts: Texts) -> dict[str, str]:
    """The CURIEs that an editor completes, each with a label or nothing.

    They are our own terms, and those of others that the ontology speaks of.
    """
    found = {
        node.value: curie(node.value)
        for triple in graph.triples(store, within=_GRAPH)
        for node in triple
        if isinstance(node, ox.NamedNode) and not node.value.startswith(SCOD)
    }
    named = {
        short: texts.of(iri).text if iri.startswith(SCOG) else ""
        for iri, short in found.items()
        if short != iri
    }
    return dict(sorted(named.items(), key=lambda one: (one[0].lower(), one[0])))


def _term(store: ox.Store, node: ox.NamedNode, texts: Texts) -> Term:
    links: dict[str, list[Text]] = {}
    for triple in graph.triples(store, node, within=_GRAPH):
        if triple.predicate.value in _SHOWN and isinstance(triple.object, ox.NamedNode):
            value = texts.of(triple.object.value)
            if triple.object.value.startswith(SCOG):
                value = value._replace(href=f"#{triple.object.value.removeprefix(SCOG)}")
            links.setdefault(triple.predicate.value, []).append(value)
    return Term(
        node.value.removeprefix(SCOG),
        curie(node.value),
        texts.of(node.value),
        _note(store, node, "skos:definition", texts),
        _note(store, node, "skos:scopeNote", texts),
        [(texts.of(name), values) for name, values in sorted(links.items())],
    )


def _note(store: ox.Store, node: ox.NamedNode, name: str, texts: Texts) -> Text | None:
    found = graph.literals(store, node, name, within=_GRAPH)
    best = languages.best(found, texts.labels.lang)
    return None if best is None else texts.value(best)
