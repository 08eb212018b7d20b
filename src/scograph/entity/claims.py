"""The claims: which place of which source supports a statement, with rank and reason.

A claim without a rank has the normal one, and a claim that names no properties supports all
properties of its thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity.passages import Passages
from scograph.names import dates
from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES, SCOG

_DAY = ox.NamedNode(PREFIXES["xsd"] + "date")
NORMAL = ox.NamedNode(SCOG + "rank-normal")


_FOR, _VALUE, _FROM, _RANK, _REASON, _NOTE = (
    graph.term(name)
    for name in (
        "scog:claimFor",
        "scog:claimedValue",
        "scog:claimFrom",
        "scog:rank",
        "scog:rankReason",
        "skos:editorialNote",
    )
)


class Place(NamedTuple):
    """A place in a source; `passage` is its text where the source is at hand."""

    node: ox.NamedNode
    source: ox.NamedNode
    passage: str | None


class Claim(NamedTuple):
    """A claim on a thing: for some of its properties, or all; for some values, or all.

    `rank` and `reason` say whether the graph holds what the claim says, and why not.
    """

    node: ox.NamedNode
    properties: frozenset[ox.NamedNode]
    values: tuple[graph.Term, ...]
    rank: ox.NamedNode
    reason: str
    note: str
    places: tuple[Place, ...]

    def supports(self, predicate: ox.NamedNode, value: graph.Term) -> bool:
        """True if the claim is for this property and this value."""
        return (not self.properties or predicate in self.properties) and (
            not self.values or value in self.values
        )


class Other(NamedTuple):
    """A value that a claim gives for a property and that the graph does not hold.

    `held` is what the graph has instead. A date is one value, of `scog:dateText` or
    `scog:endDateText`; it is `less_exact` if it says the same as the graph, but only to the month
    or year.
    """

    predicate: ox.NamedNode
    value: graph.Term
    claim: Claim
    held: tuple[graph.Term, ...] = ()
    less_exact: bool = False


class Claims:
    """The claims of one store, each place read once."""

    def __init__(self, store: ox.Store, passages: Passages | None = None) -> None:
        self._store = store
        self._passages = passages
        self._places: dict[ox.NamedNode, Place | None] = {}

    def nodes(self, thing: ox.NamedNode) -> list[ox.NamedNode]:
        """The claims about a thing, in order of their IRIs."""
        found = graph.subjects(self._store, "scog:claimAbout", thing)
        return sorted(found, key=lambda node: node.value)

    def about(self, thing: ox.NamedNode, most: int | None = None) -> list[Claim]:
        """The claims about a thing that name a source; of the first `most` claims if given."""
        read = (self._read(node) for node in self.nodes(thing)[:most])
        return [claim for claim in read if claim.places]

    def places(self, claim: ox.NamedNode) -> list[Place]:
        """The places that a claim cites."""
        return list(self._places_of(graph.values(self._store, claim, _FROM)))

    def others(self, thing: ox.NamedNode, claims: list[Claim]) -> list[Other]:
        """The values in claims about a thing that the graph does not hold."""
        found: list[Other] = []
        for claim in claims:
            if claim.values:
                found += self._other_dates(thing, claim)
                found += self._other_values(thing, claim)
        return found

    def _other_values(self, thing: ox.NamedNode, claim: Claim) -> Iterator[Other]:
        of_dates = claim.properties & _DATES
        predicates = sorted(claim.properties - _DATES, key=lambda one: one.value)
        held = {one: tuple(graph.values(self._store, thing, one)) for one in predicates}
        known = {value for values in held.values() for value in values}
        for value in claim.values:
            if value not in known and not (of_dates and _is_of_date(value)):
                for one in predicates:
                    yield Other(one, value, claim, held[one])

    def _other_dates(self, thing: ox.NamedNode, claim: Claim) -> Iterator[Other]:
        values = [value for value in claim.values if _is_of_date(value)]
        for names, text in ((dates.BEGINNING, "dateText"), (dates.END, "endDateText")):
            properties = claim.properties.intersection(map(_scog, names))
            known = {v for one in properties for v in graph.values(self._store, thing, one)}
            if not properties or known.issuperset(values):
                continue
            days = sorted(one.value for one in values if isinstance(one, ox.Literal))
            first, last = (days[0], days[-1]) if days else ("", "")
            exact = next((one.value for one in values if isinstance(one, ox.NamedNode)), "")
            given = dates.written(first, last, exact.removeprefix(SCOG)) if days else exact
            span = dates.span(self._store, thing)
            held = span.start if names == dates.BEGINNING else span.end
            less = bool(exact) and held.startswith(given)
            texts = (ox.Literal(held),) if held else ()
            yield Other(_scog(text), ox.Literal(given), claim, texts, less)

    def _read(self, node: ox.NamedNode) -> Claim:
        # All at once: a look-up for each property would take five times as long.
        found: dict[ox.NamedNode, list[graph.Term]] = {}
        for one in graph.triples(self._store, node):
            found.setdefault(one.predicate, []).append(one.object)
        rank = next(iter(found.get(_RANK, ())), None)
        reasons = (one.value for one in found.get(_REASON, ()) if isinstance(one, ox.Literal))
        note = next(iter(found.get(_NOTE, ())), None)
        return Claim(
            node,
            frozenset(one for one in found.get(_FOR, ()) if isinstance(one, ox.NamedNode)),
            tuple(found.get(_VALUE, ())),
            rank if isinstance(rank, ox.NamedNode) else NORMAL,
            " ".join(reasons),
            note.value if isinstance(note, ox.Literal) else "",
            tuple(self._places_of(found.get(_FROM, ()))),
        )

    def _places_of(self, values: Iterable[graph.Term]) -> Iterator[Place]:
        nodes = (one for one in values if isinstance(one, ox.NamedNode))
        for node in sorted(nodes, key=lambda one: one.value):
            if node not in self._places:
                self._places[node] = self._place(node)
            place = self._places[node]
            if place is not None:
                yield place

    def _place(self, node: ox.NamedNode) -> Place | None:
        source = graph.value(self._store, node, "oa:hasSource")
        if not isinstance(source, ox.NamedNode):
            return None
        passage = self._passages.of(self._store, node) if self._passages else None
        return Place(node, source, passage)


def _scog(name: str) -> ox.NamedNode:
    return graph.term(SCOG + name)


_DATES = frozenset(map(_scog, (*dates.BEGINNING, *dates.END)))


def _is_of_date(value: graph.Term) -> bool:
    """True if a value is a day or a precision."""
    if isinstance(value, ox.NamedNode):
        return value.value.startswith(SCOG + "precision-")
    return isinstance(value, ox.Literal) and value.datatype == _DAY
