"""The page of a thing: its names, statements with their sources, facts, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.explore import schema_org, when
from scograph.explore.citations import Citations, Other, Reference
from scograph.explore.facts import Facts, Table
from scograph.explore.labels import Labels, Text
from scograph.explore.links import Links, Page
from scograph.namespaces import INFERRED_GRAPH, PREFIXES, SCOD, SCOG, curie, expand

FORMATS = {"turtle": "Turtle", "jsonld": "JSON-LD", "ntriples": "N-Triples"}
PLACES = 100
FOLLOWING = 4

_DEFAULT = ox.DefaultGraph()
_TYPE = PREFIXES["rdf"] + "type"
_LABELS = {PREFIXES["skos"] + name for name in ("prefLabel", "altLabel")} | {
    PREFIXES["rdfs"] + "label"
}
_DATES = {SCOG + name for name in (*when.BEGINNING, *when.END)}
_ALIAS = ox.NamedNode(PREFIXES["skos"] + "altLabel")
# Bodies, and so their members at a date, are told by this.
_BODY = SCOG + "InternationalBody"


class Value(NamedTuple):
    """A value and the numbers of the sources that give it."""

    text: Text
    sources: list[int]


class Line(NamedTuple):
    """A property and its values."""

    property: Text
    values: list[Value]
    more: int = 0


class Said(NamedTuple):
    """A place in a source, and the things and facts that rest on it."""

    locator: str
    facts: list[Text]


class Thing(NamedTuple):
    """All that the page of a thing shows."""

    iri: str
    curie: str
    title: Text
    names: list[Text]
    aliases: list[str]
    kinds: list[Text]
    when: str
    until: str
    dates_from: list[int]
    stated: list[Line]
    inferred: list[Line]
    others: list[Other]
    tables: list[Table]
    part: str | None
    is_body: bool
    places: list[Said]
    more_places: int
    references: list[Reference]
    questions: list[Text]
    schema: dict[str, Any]


def exists(store: ox.Store, node: ox.NamedNode) -> bool:
    """Whether the graph says anything of the thing."""
    return next(store.quads_for_pattern(node, None, None, None), None) is not None


def thing(
    store: ox.Store,
    queries: dict[str, Any],
    node: ox.NamedNode,
    links: Links,
    labels: Labels,
    part: str | None = None,
    start: int = 0,
) -> Thing:
    """What there is to show of a thing; with `part`, facts of that one kind from a number on."""
    citations = Citations(store, labels)
    types = _types(store, node)
    sources = citations.by_statement(node)
    stated, inferred = _lines(store, node, labels, sources)
    span = when.span(store, node)
    dates_from = _date_sources(store, node, sources)
    others = citations.others(node)
    tables = Facts(store, labels, citations).tables(node, part, start)
    places = list(_places(store, node, labels)) if SCOG + "Source" in types else []
    aliases = sorted({
        quad.object.value
        for quad in store.quads_for_pattern(node, _ALIAS, None, _DEFAULT)
        if isinstance(quad.object, ox.Literal)
    })  # fmt: skip
    title = labels.of(node.value)
    return Thing(
        node.value,
        curie(node.value),
        title,
        [name for name in labels.names(node) if name.text != title.text],
        aliases,
        [labels.of(iri) for iri in _own_types(store, node)],
        span.start,
        span.end,
        dates_from,
        stated,
        inferred,
        others,
        tables,
        part,
        _BODY in types,
        places[:PLACES] if not part else places,
        0 if part else max(0, len(places) - PLACES),
        citations.references(),
        _questions(queries, node, types, links),
        schema_org.about(store, node, labels),
    )


def _types(store: ox.Store, node: ox.NamedNode) -> set[str]:
    return {
        quad.object.value
        for quad in store.quads_for_pattern(node, ox.NamedNode(_TYPE), None, _DEFAULT)
        if isinstance(quad.object, ox.NamedNode)
    }


def _own_types(store: ox.Store, node: ox.NamedNode) -> list[str]:
    """The classes that are stated, not those that follow from them."""
    inferred = ox.NamedNode(INFERRED_GRAPH)
    return sorted({
        quad.object.value
        for quad in store.quads_for_pattern(node, ox.NamedNode(_TYPE), None, None)
        if isinstance(quad.object, ox.NamedNode)
        and quad.graph_name not in (inferred, _DEFAULT)
        and quad.object.value.startswith(SCOG)
    })  # fmt: skip


def _lines(
    store: ox.Store, node: ox.NamedNode, labels: Labels, sources: Any
) -> tuple[list[Line], list[Line]]:
    """The statements that are stated and those that are inferred, by property."""
    inferred = ox.NamedNode(INFERRED_GRAPH)
    follows = {
        (quad.predicate.value, quad.object)
        for quad in store.quads_for_pattern(node, None, None, inferred)
    }
    found: tuple[dict[str, list[Value]], dict[str, list[Value]]] = ({}, {})
    for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
        name = quad.predicate.value
        if name in _LABELS or name in _DATES or name == SCOG + "hasClaim":
            continue
        is_inferred = (name, quad.object) in follows
        if name == _TYPE and not is_inferred:
            continue
        numbers = [] if is_inferred else sources(name, quad.object)
        value = Value(labels.value(quad.object), numbers)
        found[is_inferred].setdefault(name, []).append(value)
    stated, followed = (
        sorted(
            (
                Line(labels.of(name), sorted(values, key=lambda one: one.text.text))
                for name, values in lines.items()
            ),
            key=lambda line: line.property.text,
        )
        for lines in found
    )
    return stated, [
        line._replace(values=line.values[:FOLLOWING], more=max(0, len(line.values) - FOLLOWING))
        for line in followed
    ]


def _date_sources(store: ox.Store, node: ox.NamedNode, sources: Any) -> list[int]:
    return sorted({
        number
        for name in _DATES
        for quad in store.quads_for_pattern(node, ox.NamedNode(name), None, _DEFAULT)
        for number in sources(name, quad.object)
    })  # fmt: skip


def _places(store: ox.Store, node: ox.NamedNode, labels: Labels) -> Iterator[Said]:
    """What rests on a source, place by place."""
    has_source = ox.NamedNode(PREFIXES["oa"] + "hasSource")
    claim_from = ox.NamedNode(SCOG + "claimFrom")
    about = ox.NamedNode(SCOG + "claimAbout")
    found = []
    for place in store.quads_for_pattern(None, has_source, node, _DEFAULT):
        facts = {
            quad.object.value
            for claim in store.quads_for_pattern(None, claim_from, place.subject, _DEFAULT)
            for quad in store.quads_for_pattern(claim.subject, about, None, _DEFAULT)
            if isinstance(quad.object, ox.NamedNode)
        }
        if isinstance(place.subject, ox.NamedNode):
            key = _sorting(store, place.subject)
            found.append((key, sorted((labels.of(iri) for iri in facts), key=lambda f: f.text)))
    for key, facts_here in sorted(found, key=lambda one: one[0]):
        yield Said(key[-1], facts_here)


def _sorting(store: ox.Store, place: ox.NamedNode) -> tuple[float, float, str]:
    """Paragraph and sentence as numbers, where they are such, and as text."""

    def one(name: str) -> str:
        found = next(
            store.quads_for_pattern(place, ox.NamedNode(SCOG + name), None, _DEFAULT), None
        )
        return "" if found is None or isinstance(found.object, ox.Triple) else found.object.value

    heading, paragraph, sentence = one("heading"), one("paragraph"), one("sentence")
    words = [heading, f"§ {paragraph}" if paragraph else "", f"/ {sentence}" if sentence else ""]
    text = " ".join(word for word in words if word)
    numbers = (float(part) if part.isdecimal() else 0.0 for part in (paragraph, sentence))
    return (*numbers, text)  # type: ignore[return-value]


def _questions(
    queries: dict[str, Any], node: ox.NamedNode, types: set[str], links: Links
) -> list[Text]:
    """The canned queries that take the thing as a value, with it filled in."""
    if not node.value.startswith(SCOD):
        return []
    found = []
    for name, canned in sorted(queries.items()):
        needed = [p["name"] for p in canned["parameters"] if p.get("required")]
        fits = [
            p["name"]
            for p in canned["parameters"]
            if p["type"] == "thing" and ("of" not in p or (expand(p["of"]) or "") in types)
        ]
        if fits and set(needed) <= {fits[0]}:
            given = {fits[0]: curie(node.value)}
            found.append(Text(name, links.to(Page("query", name, given))))
    return found
