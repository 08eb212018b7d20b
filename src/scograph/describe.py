"""All that the graph says of one thing: each statement, stated or inferred, with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph import names
from scograph.namespaces import INFERRED_GRAPH, PREFIXES, SCOG, curie
from scograph.passages import Passages

_FACTS = (
    "Participation",
    "Invitation",
    "Tenure",
    "MembershipSpell",
    "Act",
    "Statement",
    "Figure",
    "Founding",
    "Succession",
    "Opening",
)
_PLACE = (
    ("heading", "{}"),
    ("paragraph", "paragraph {}"),
    ("sentence", "sentence {}"),
)


class Citation(NamedTuple):
    """One place of one source that says so; `passage` where the text is at hand."""

    claim: str
    rank: str
    source: str
    source_label: str
    locator: str
    note: str
    passage: str | None


class Statement(NamedTuple):
    """A property and a value; `inferred` where no file says so."""

    property: str
    property_label: str
    value: str
    value_label: str
    inferred: bool
    citations: list[Citation]


class Other(NamedTuple):
    """A value that a source gives and that the graph does not hold, and why not."""

    property_label: str
    value_label: str
    reason: str
    citation: Citation


class Fact(NamedTuple):
    """A participation, a term of office or the like in which the thing has a part."""

    fact: str
    label: str
    kind: str
    citations: list[Citation]


class Description(NamedTuple):
    """What there is to say of one thing."""

    thing: str
    label: str
    statements: list[Statement]
    others: list[Other]
    facts: list[Fact]

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries, for JSON."""
        return {
            "thing": self.thing,
            "label": self.label,
            "statements": [
                {**one._asdict(), "citations": [cite._asdict() for cite in one.citations]}
                for one in self.statements
            ],
            "otherValues": [
                {**one._asdict(), "citation": one.citation._asdict()} for one in self.others
            ],
            "facts": [
                {**one._asdict(), "citations": [cite._asdict() for cite in one.citations]}
                for one in self.facts
            ],
        }


def describe(
    store: ox.Store, thing: ox.NamedNode, *, lang: str = "en", passages: Passages | None = None
) -> Description:
    """The description of a thing, its labels in a language where there are such."""
    return Describer(store, lang, passages).describe(thing)


class Claim(NamedTuple):
    """A claim: the properties and values it is for (none: all of the thing), and where it is."""

    properties: set[str]
    values: list[Any]
    reason: str
    citation: Citation


class Describer:
    """What there is to say of things, in one language."""

    def __init__(self, store: ox.Store, lang: str = "en", passages: Passages | None = None) -> None:
        self._store = store
        self._lang = lang
        self._passages = passages
        self._inferred = ox.NamedNode(INFERRED_GRAPH)
        self._labels: dict[ox.NamedNode, str] = {}
        self._places: dict[ox.NamedNode, tuple[ox.NamedNode, str] | None] = {}

    def describe(self, thing: ox.NamedNode) -> Description:
        """All of it, for one thing."""
        claims = list(self.claims(thing))
        statements = []
        for quad in self._about(thing, None):
            if quad.predicate.value != SCOG + "hasClaim":
                statements.append(self._statement(quad, claims))
        statements.sort(key=lambda one: (one.inferred, one.property_label, one.value_label))
        others = [
            Other(self._name(ox.NamedNode(name)), self._name(value), claim.reason, claim.citation)
            for name, value, claim in self._others(thing, claims)
        ]
        return Description(
            thing.value, self._name(thing), statements, sorted(others), list(self._facts(thing))
        )

    def others(self, thing: ox.NamedNode) -> list[tuple[str, Any, Claim]]:
        """The properties and values that sources give and the graph does not hold."""
        return list(self._others(thing, list(self.claims(thing))))

    def _others(self, thing: ox.NamedNode, claims: list[Claim]) -> Iterator[tuple[str, Any, Claim]]:
        held = {(quad.predicate.value, str(quad.object)) for quad in self._about(thing, None)}
        for claim in claims:
            for value in claim.values:
                for name in sorted(claim.properties):
                    if self._is_other(name, value, claim, held):
                        yield name, value, claim

    def _statement(self, quad: ox.Quad, claims: list[Claim]) -> Statement:
        name, value = quad.predicate.value, quad.object
        in_graph = self._store.quads_for_pattern(
            quad.subject, quad.predicate, value, self._inferred
        )
        inferred = next(in_graph, None) is not None
        citations = [
            claim.citation
            for claim in claims
            if not inferred
            and (not claim.properties or name in claim.properties)
            and (not claim.values or value in claim.values)
        ]
        return Statement(
            name,
            self._name(quad.predicate),
            value.value if not isinstance(value, ox.Triple) else str(value),
            self._name(value),
            inferred,
            citations,
        )

    def _is_other(self, name: str, value: Any, claim: Claim, held: set[tuple[str, str]]) -> bool:
        if (name, str(value)) in held:
            return False
        # A claim on a date gives several properties and several values: each is of one only.
        return not any((other, str(value)) in held for other in claim.properties) and (
            len(claim.properties) == 1 or _may_hold(name, value)
        )

    def claims(self, thing: ox.NamedNode) -> Iterator[Claim]:
        """The claims about a thing or fact."""
        for quad in self._store.quads_for_pattern(None, _term("claimAbout"), thing, _DEFAULT):
            claim = quad.subject
            if isinstance(claim, ox.NamedNode):
                citation = self._citation(claim)
                if citation is not None:
                    yield Claim(
                        {value.value for value in self._values(claim, "claimFor")},
                        self._values(claim, "claimedValue"),
                        self._text(claim, "rankReason"),
                        citation,
                    )

    def _citation(self, claim: ox.NamedNode) -> Citation | None:
        place = next(iter(self._values(claim, "claimFrom")), None)
        if not isinstance(place, ox.NamedNode):
            return None
        if place not in self._places:
            self._places[place] = self._place(place)
        found = self._places[place]
        if found is None:
            return None
        source, locator = found
        rank = next(iter(self._values(claim, "rank")), None)
        return Citation(
            claim.value,
            "" if rank is None else self._name(rank),
            source.value,
            self._name(source),
            locator,
            self._note(claim),
            self._passages.of(self._store, place) if self._passages else None,
        )

    def _place(self, place: ox.NamedNode) -> tuple[ox.NamedNode, str] | None:
        source = self._one(place, PREFIXES["oa"] + "hasSource")
        return (source, self._locator(place)) if isinstance(source, ox.NamedNode) else None

    def _locator(self, place: ox.NamedNode) -> str:
        parts = []
        for name, form in _PLACE:
            value = self._one(place, SCOG + name)
            if value is not None:
                parts.append(form.format(value.value))
        selector = self._one(place, PREFIXES["oa"] + "hasSelector")
        start, end = (self._one(selector, PREFIXES["oa"] + name) for name in ("start", "end"))
        if start is not None and end is not None:
            parts.append(f"characters {start.value}–{end.value}")
        return ", ".join(parts)

    def _facts(self, thing: ox.NamedNode) -> Iterator[Fact]:
        kinds = {SCOG + name for name in _FACTS}
        found: dict[str, Fact] = {}
        for quad in self._store.quads_for_pattern(None, None, thing, _DEFAULT):
            fact = quad.subject
            if not isinstance(fact, ox.NamedNode) or fact.value in found or fact == thing:
                continue
            types = {value.value for value in self._all(fact, PREFIXES["rdf"] + "type")}
            kind = sorted(types & kinds)
            if kind:
                cites = [claim.citation for claim in self.claims(fact)]
                found[fact.value] = Fact(
                    fact.value, self._name(fact), self._name(ox.NamedNode(kind[0])), cites
                )
        return iter(sorted(found.values(), key=lambda one: (one.kind, one.label)))

    def _name(self, term: Any) -> str:
        if isinstance(term, ox.NamedNode):
            if term not in self._labels:
                self._labels[term] = names.label(self._store, term, self._lang)
            return self._labels[term]
        return str(getattr(term, "value", term))

    def _note(self, claim: ox.NamedNode) -> str:
        note = self._one(claim, PREFIXES["skos"] + "editorialNote")
        return "" if note is None else note.value

    def _text(self, thing: ox.NamedNode, name: str) -> str:
        return " ".join(value.value for value in self._values(thing, name))

    def _values(self, thing: ox.NamedNode, name: str) -> list[Any]:
        return self._all(thing, SCOG + name)

    def _all(self, thing: ox.NamedNode, predicate: str) -> list[Any]:
        return [quad.object for quad in self._about(thing, ox.NamedNode(predicate))]

    def _one(self, thing: Any, predicate: str) -> Any:
        return next(iter(self._all(thing, predicate)), None) if thing is not None else None

    def _about(self, thing: ox.NamedNode, predicate: ox.NamedNode | None) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(thing, predicate, None, _DEFAULT)


_DEFAULT = ox.DefaultGraph()


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(SCOG + name)


def _may_hold(name: str, value: Any) -> bool:
    """Whether a value may be one of a property, where a claim is for several."""
    of_precision = name.lower().endswith("precision")
    return of_precision == isinstance(value, ox.NamedNode)


def as_text(found: Description, width: int) -> str:
    """The description for a terminal, in lines no longer than `width`."""
    import textwrap

    def block(text: str, indent: str) -> list[str]:
        return textwrap.wrap(
            text, max(width, 40), initial_indent=indent, subsequent_indent=indent + "  "
        ) or [indent]

    def cited(citations: list[Citation], indent: str) -> Iterator[str]:
        for one in citations:
            rank = f" ({one.rank})" if one.rank not in ("", "normal") else ""
            yield from block(
                f"[{one.source_label}: {one.locator}]{rank} {one.note}".rstrip(), indent
            )
            if one.passage is not None:
                yield from block(f"“{one.passage}”", indent + "  ")

    lines = [found.label, curie(found.thing)]
    for inferred, title in ((False, "Stated"), (True, "Inferred")):
        chosen = [one for one in found.statements if one.inferred == inferred]
        if chosen:
            lines += ["", title]
        for one in chosen:
            lines += block(f"{one.property_label}: {one.value_label}", "  ")
            lines += cited(one.citations, "      ")
    if found.others:
        lines += ["", "Other values that sources give"]
    for other in found.others:
        lines += block(f"{other.property_label}: {other.value_label}. {other.reason}", "  ")
        lines += cited([other.citation], "      ")
    if found.facts:
        lines += ["", "Has a part in"]
    for fact in found.facts:
        lines += block(f"{fact.label}  ({curie(fact.fact)})", "  ")
        lines += cited(fact.citations, "      ")
    return "\n".join(line.rstrip() for line in lines) + "\n"
