"""The page that says why the graph holds a statement: claims, or rule and premises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity import why as core
from scograph.entity.claims import NORMAL, Claim, Place
from scograph.entity.references import References
from scograph.entity.why import Reason
from scograph.entity.why_words import words
from scograph.entity.why_writers import axiom_text
from scograph.formats import references
from scograph.rdf import graph
from scograph.rdf.namespaces import curie
from scograph.web.pages.links import Links, Page
from scograph.web.pages.questions import Mark
from scograph.web.pages.texts import Text, Texts


class Support(NamedTuple):
    """A claim: what it says first, the marks of its places, its rank and the reason."""

    said: str
    marks: list[Mark]
    rank: str
    reason: str


class Step(NamedTuple):
    """A statement, how it came to be here, and what it rests on."""

    statement: tuple[Text, Text, Text]
    how: str
    axioms: list[str]
    supports: list[Support]
    premises: list[Step]


class Why(NamedTuple):
    """The reasons of a fact or a statement, and all references."""

    steps: list[Step]
    references: list[Mark]


def address(links: Links, triple: ox.Triple) -> str | None:
    """The address of the page of a statement; None where pages are files."""
    if not links.live or not isinstance(triple.subject, ox.NamedNode):
        return None
    terms = {
        name: curie(term.value) if isinstance(term, ox.NamedNode) else _characters(term)
        for name, term in zip(("thing", "property", "value"), triple, strict=True)
    }
    return links.to(Page("why", "", terms))


def _characters(term: graph.Term) -> str:
    """The characters of a literal."""
    return str(getattr(term, "value", term))


def of_property(links: Links, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
    """The address of the page of all values of a property; None where pages are files."""
    given = {"thing": curie(subject.value), "property": curie(predicate.value)}
    return links.to(Page("why", "", given)) if links.live else None


def reasons(store: ox.Store, terms: Sequence[str]) -> list[Reason]:
    """The reasons of a fact, of a property of a thing, or of a statement."""
    return (
        core.of_property(store, terms[0], terms[1])
        if len(terms) == 2
        else core.of_terms(store, terms)
    )


def why(store: ox.Store, found: Sequence[Reason], texts: Texts, style: str) -> Why:
    """The content of the page."""
    reader = _Reader(store, texts, style)
    steps = [reader.step(one) for one in found]
    return Why(steps, list(reader.marks.values()))


class _Reader:
    def __init__(self, store: ox.Store, texts: Texts, style: str) -> None:
        self._store = store
        self._texts = texts
        self._style = style
        self._records = References(store, texts.labels)
        self._words = words(texts.labels.lang)
        self.marks: dict[Place, Mark] = {}

    def step(self, one: Reason) -> Step:
        subject, predicate, value = (self._texts.value(term) for term in one.triple)
        supports = self._together(one.claims)
        supports += [
            self._support(
                self._words.against.format(self._texts.labels.text(other.value)), other.claim
            )
            for other in one.against
        ]
        return Step(
            (subject, predicate, value),
            self._how(one),
            [axiom_text(self._store, axiom) for axiom in one.axioms],
            supports,
            [self.step(premise) for premise in one.premises],
        )

    def _how(self, one: Reason) -> str:
        if not one.held:
            return self._words.claimed
        if one.rule:
            return self._words.inferred.format(one.rule)
        return "" if one.claims else self._words.unsourced

    def _together(self, claims: Sequence[Claim]) -> list[Support]:
        """The claims, those without a rank and a reason in one line."""
        found = [self._support("", claim) for claim in claims]
        plain = [one for one in found if not one.rank and not one.reason]
        marks = dict.fromkeys(mark for one in plain for mark in one.marks)
        joined = [Support("", list(marks), "", "")] if plain else []
        return [*joined, *(one for one in found if one.rank or one.reason)]

    def _support(self, said: str, claim: Claim) -> Support:
        rank = "" if claim.rank == NORMAL else self._texts.labels.text(claim.rank)
        return Support(said, [self._mark(place) for place in claim.places], rank, claim.reason)

    def _mark(self, place: Place) -> Mark:
        if place not in self.marks:
            record = self._records.at(place)
            text = references.file([record], self._style).strip()
            self.marks[place] = Mark(len(self.marks) + 1, text)
        return self.marks[place]
