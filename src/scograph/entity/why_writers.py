"""Reasons as text, and as plain dictionaries for JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from scograph.entity.claims import NORMAL, Claim, Place
from scograph.entity.references import References
from scograph.entity.why import Reason
from scograph.entity.why_words import words
from scograph.formats import references
from scograph.rdf import graph
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import curie

_NARROWEST = 40


class Writer:
    """Writes reasons for a reader of one language; places are numbered as they are met."""

    def __init__(self, store: ox.Store, labels: Labels, style: str) -> None:
        self._store = store
        self._labels = labels
        self._style = style
        self._records = References(store, labels)
        self._numbers: dict[Place, int] = {}
        self._words = words(labels.lang)

    def text(self, reasons: Sequence[Reason], width: int) -> str:
        """The reasons as lines, the references below."""
        lines: list[str] = []
        for one in reasons:
            lines += [*_wrapped(self._statement(one), 0, width), *self._because(one, 1, width), ""]
        if self._numbers:
            lines.append(self._words.sources)
            lines += [self._numbered(place) for place in self._numbers]
        return "\n".join(lines).rstrip() + "\n"

    def json(self, reasons: Sequence[Reason]) -> dict[str, Any]:
        """The reasons as plain dictionaries, with the references that they number."""
        found = [self._as_json(one) for one in reasons]
        return {
            "reasons": found,
            "style": self._style,
            "references": [
                {
                    "number": number,
                    "source": place.source.value,
                    "place": place.node.value,
                    "locator": self._labels.citation(place.node),
                    "reference": self._reference(place),
                }
                for place, number in self._numbers.items()
            ],
        }

    def _as_json(self, one: Reason) -> dict[str, Any]:
        found: dict[str, Any] = {
            **_terms(one.triple),
            "text": self._statement(one),
            "held": one.held,
            "inferred": bool(one.rule),
        }
        if one.rule:
            found["rule"] = one.rule
            found["axioms"] = [
                {**_terms(axiom), "text": axiom_text(self._store, axiom)} for axiom in one.axioms
            ]
            found["premises"] = [self._as_json(premise) for premise in one.premises]
        else:
            found["claims"] = [self._claim(claim) for claim in one.claims]
        found["against"] = [
            {**self._claim(other.claim), "value": _plain(other.value),
             "text": self._labels.text(other.value)}
            for other in one.against
        ]  # fmt: skip
        return found

    def _claim(self, claim: Claim) -> dict[str, Any]:
        return {
            "claim": claim.node.value,
            "rank": claim.rank.value,
            "reason": claim.reason,
            "note": claim.note,
            "places": [
                {
                    "place": place.node.value,
                    "source": place.source.value,
                    "number": self._number(place),
                }
                for place in claim.places
            ],
        }

    def _because(self, one: Reason, depth: int, width: int) -> Iterator[str]:
        indent = 2 * depth
        if not one.held:
            yield from _wrapped(self._words.claimed, indent, width)
        if one.rule:
            axioms = "; ".join(axiom_text(self._store, axiom) for axiom in one.axioms)
            rule = self._words.inferred.format(one.rule) + (f": {axioms}" if axioms else "")
            yield from _wrapped(rule, indent, width)
            for premise in one.premises:
                yield from _wrapped(self._statement(premise), indent + 2, width)
                yield from self._because(premise, depth + 2, width)
        elif not one.claims:
            yield from _wrapped(self._words.unsourced, indent, width)
        for claim in one.claims:
            yield from _wrapped(self._cited(claim), indent, width)
        for other in one.against:
            against = self._words.against.format(self._labels.text(other.value))
            yield from _wrapped(f"{against} {self._cited(other.claim)}", indent, width)

    def _cited(self, claim: Claim) -> str:
        marks = "".join(f"[{self._number(place)}]" for place in claim.places)
        rank = "" if claim.rank == NORMAL else f"({self._labels.text(claim.rank)})"
        parts = (marks, rank, claim.reason, claim.note, curie(claim.node.value))
        return " ".join(part for part in parts if part)

    def _statement(self, one: Reason) -> str:
        subject, predicate, value = one.triple
        texts = [self._labels.text(term) for term in (subject, predicate, value)]
        return f"{texts[0]}: {texts[1]}: {texts[2]}"

    def _number(self, place: Place) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def _numbered(self, place: Place) -> str:
        return f"[{self._numbers[place]}] {self._reference(place)}"

    def _reference(self, place: Place) -> str:
        return references.file([self._records.at(place)], self._style).strip()


def axiom_text(store: ox.Store, axiom: ox.Triple) -> str:
    """An axiom in CURIEs, with the members of its list."""
    members = [_short(one) for one in graph.members(store, axiom.object)]
    value = f"( {' '.join(members)} )" if members else _short(axiom.object)
    return f"{_short(axiom.subject)} {_short(axiom.predicate)} {value}"


def _terms(triple: ox.Triple) -> dict[str, str]:
    names = ("subject", "property", "value")
    return {name: _plain(term) for name, term in zip(names, triple, strict=True)}


def _plain(term: graph.Term) -> str:
    return str(getattr(term, "value", term))


def _short(term: graph.Term) -> str:
    return curie(term.value) if isinstance(term, ox.NamedNode) else _plain(term)


def _wrapped(text: str, indent: int, width: int) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        text, max(width, _NARROWEST), initial_indent=margin, subsequent_indent=margin + "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
