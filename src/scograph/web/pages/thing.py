"""The page of a thing: names, statements with their sources, facts, and related queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.entity.describe import Describer, Statement
from scograph.names import dates
from scograph.query import completeness, completeness_words
from scograph.query.header import Query
from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG, curie, expand
from scograph.web.pages import citing, schema_org, why
from scograph.web.pages.citations import Citations, Other, Reference
from scograph.web.pages.links import Links, Page
from scograph.web.pages.tables import MEMBERS, Table, Tables
from scograph.web.pages.texts import Text, Texts

FORMATS = {"turtle": "Turtle", "jsonld": "JSON-LD", "ntriples": "N-Triples"}
PLACES = 100
INFERRED = 4
# With more inferred values than these, a page shows fewer, and one “Why?” for each property.
EACH_WHY = 50
INFERRED_OF_MANY = 1

_LABELS = {PREFIXES["skos"] + name for name in ("prefLabel", "altLabel")} | {
    PREFIXES["rdfs"] + "label"
}
_DATES = {SCOG + name for name in (*dates.BEGINNING, *dates.END)}
# The class of a thing, the query whose completeness is shown, its parameter, and over which table.
# The class of a page, the question whose completeness is that of a table, and the table.
_COVERED = (
    ("scog:Meeting", "participants", "meeting", "Participation"),
    ("scog:Meeting", "documents", "event", "Document"),
    ("scog:Document", "signatories", "document", "Signature"),
    ("scog:Organization", "members", "organization", MEMBERS),
    ("scog:Organization", "documents", "organization", "Document"),
    ("scog:Organization", "organs", "organization", "Organ"),
    ("scog:State", "memberships", "state", "MembershipSpell"),
    ("scog:State", "participants", "represents", "Participation"),
    ("scog:State", "statements", "speaker", "Statement"),
    ("scog:Person", "participants", "person", "Participation"),
    ("scog:Person", "statements", "speaker", "Statement"),
)
_BODY = graph.term("scog:InternationalBody")
_SOURCE = graph.term("scog:Source")


class Value(NamedTuple):
    """A value, the numbers of the sources that give it, and the page with the reasons."""

    text: Text
    sources: list[int]
    why: str | None = None


class Line(NamedTuple):
    """A property and its values; `why` has the reasons of all, where not each value has its own."""

    property: Text
    values: list[Value]
    more: int = 0
    why: str | None = None


class Supported(NamedTuple):
    """A place in a source, and the things and facts that it supports."""

    locator: str
    facts: list[Text]


class Thing(NamedTuple):
    """The content of the page of a thing."""

    iri: str
    curie: str
    title: Text
    names: list[Text]
    aliases: list[str]
    kinds: list[Text]
    when: str
    until: str
    dates_from: list[int]
    asserted: list[Line]
    inferred: list[Line]
    others: list[Other]
    tables: list[Table]
    remarks: dict[str, str]
    part: str | None
    is_body: bool
    places: list[Supported]
    more_places: int
    references: list[Reference]
    cite: list[citing.Style]
    questions: list[Text]
    schema: dict[str, Any]


def thing(
    store: ox.Store,
    queries: dict[str, Query],
    node: ox.NamedNode,
    links: Links,
    texts: Texts,
    part: str | None = None,
    start: int = 0,
) -> Thing:
    """The content of the page of a thing; with `part`, facts of that kind from a number on."""
    describer = Describer(store)
    citations = Citations(store, texts)
    types = graph.types(store, node)
    claims = citations.claims.about(node)
    statements = describer.statements(node, claims)
    asserted, inferred = _lines(node, statements, texts, citations, links)
    span = dates.span(store, node)
    dates_from = _date_sources(statements, citations)
    others = citations.others(node, claims)
    tables = Tables(store, texts, citations).of(node, part, start)
    places = list(_places(store, node, texts)) if _SOURCE in types else []
    title = texts.of(node.value)
    return Thing(
        node.value,
        curie(node.value),
        title,
        [name for name in texts.names(node) if name.text != title.text],
        sorted({one.value for one in graph.literals(store, node, "skos:altLabel")}),
        [texts.of(iri) for iri in _own_types(statements)],
        span.start,
        span.end,
        dates_from,
        asserted,
        inferred,
        others,
        tables,
        _remarks(store, queries, node, types, {one.kind for one in tables}, links.lang),
        part,
        _BODY in types,
        places[:PLACES] if not part else places,
        0 if part else max(0, len(places) - PLACES),
        citations.references(),
        citing.of_thing(store, node, texts),
        _questions(queries, node, {kind.value for kind in types}, links),
        schema_org.about(store, node, texts),
    )


def _remarks(
    store: ox.Store,
    queries: dict[str, Query],
    node: ox.NamedNode,
    types: set[ox.NamedNode],
    tables: set[str],
    lang: str,
) -> dict[str, str]:
    """How complete the record is of what the tables show, where it is not complete."""
    found = {}
    for kind, name, parameter, table in _COVERED:
        if table in tables and graph.term(kind) in types and name in queries:
            record = completeness.of(store, queries[name], {parameter: node})
            if record is not None and record.short and not record.complete:
                found[table] = completeness_words.sentence(store, record, lang)
    return found


def _own_types(statements: list[Statement]) -> list[str]:
    """The classes of the ontology that are asserted."""
    return sorted(
        one.value.value
        for one in statements
        if one.predicate == graph.TYPE
        and not one.inferred
        and isinstance(one.value, ox.NamedNode)
        and one.value.value.startswith(SCOG)
    )


def _lines(
    node: ox.NamedNode,
    statements: list[Statement],
    texts: Texts,
    citations: Citations,
    links: Links,
) -> tuple[list[Line], list[Line]]:
    """The asserted statements and the inferred ones, by property."""
    found: tuple[dict[str, list[Value]], dict[str, list[Value]]] = ({}, {})
    for one in statements:
        name = one.predicate.value
        if name in _LABELS or name in _DATES:
            continue
        if one.predicate == graph.TYPE and not one.inferred:
            continue
        triple = ox.Triple(node, one.predicate, one.value)
        reason = why.address(links, triple) if one.inferred else None
        value = Value(texts.value(one.value), citations.numbers(one.claims), reason)
        found[one.inferred].setdefault(name, []).append(value)
    asserted, inferred = (
        sorted(
            (
                Line(texts.of(name), sorted(values, key=lambda one: one.text.text))
                for name, values in lines.items()
            ),
            key=lambda line: line.property.text,
        )
        for lines in found
    )
    shown = [
        line._replace(values=line.values[:INFERRED], more=max(0, len(line.values) - INFERRED))
        for line in inferred
    ]
    if sum(len(line.values) for line in shown) > EACH_WHY:
        shown = [_explained_once(node, line, links) for line in shown]
    return asserted, shown


def _explained_once(node: ox.NamedNode, line: Line, links: Links) -> Line:
    """A line with one address for the reasons of all values."""
    predicate = ox.NamedNode(line.property.iri or "")
    values = [one._replace(why=None) for one in line.values[:INFERRED_OF_MANY]]
    more = line.more + len(line.values) - len(values)
    return line._replace(values=values, more=more, why=why.of_property(links, node, predicate))


def _date_sources(statements: list[Statement], citations: Citations) -> list[int]:
    dates = (one for one in statements if one.predicate.value in _DATES)
    return citations.numbers(claim for one in dates for claim in one.claims)


def _places(store: ox.Store, node: ox.NamedNode, texts: Texts) -> Iterator[Supported]:
    """The things and facts that a source supports, by place."""
    found = []
    for place in graph.subjects(store, "oa:hasSource", node):
        facts = {
            fact
            for claim in graph.subjects(store, "scog:claimFrom", place)
            for fact in graph.nodes(store, claim, "scog:claimAbout")
        }
        shown = sorted((texts.of(fact.value) for fact in facts), key=lambda one: one.text)
        found.append((_sorting(store, place), texts.labels.locator(place), shown))
    for _, locator, facts_here in sorted(found, key=lambda one: one[0]):
        yield Supported(locator, facts_here)


def _sorting(store: ox.Store, place: ox.NamedNode) -> tuple[float, float, str]:
    """The sort key of a locator: numbers as numbers, the rest as text."""
    heading, paragraph, sentence = (
        graph.text(store, place, f"scog:{name}") for name in ("heading", "paragraph", "sentence")
    )
    words = [heading, f"§ {paragraph}" if paragraph else "", f"/ {sentence}" if sentence else ""]
    text = " ".join(word for word in words if word)
    numbers = (float(part) if part.isdecimal() else 0.0 for part in (paragraph, sentence))
    return (*numbers, text)  # type: ignore[return-value]


def _questions(
    queries: dict[str, Query], node: ox.NamedNode, types: set[str], links: Links
) -> list[Text]:
    """The canned queries that take the thing as a value, filled in."""
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
