"""How complete the record is for one question, computed from the coverages of the graph.

A query says in its header on which kinds of fact its answer rests, and which of its parameters
narrow them. From that, the values given and `scog:Coverage` follows whether an absence in the
answer means that it did not happen.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from scograph.query.coverages import COMPLETE, FIRST, LAST
from scograph.query.header import Query
from scograph.query.parameters import Term
from scograph.query.part import Part
from scograph.query.scope import Scope
from scograph.query.there import There
from scograph.rdf import graph


class Completeness(NamedTuple):
    """How complete the record is for one question.

    `first` and `last` are the days asked for, today where the question has no end. `reaches` is
    the last day of the record, None where no coverage speaks of what was asked. `day` is true
    where one day, month or year was asked for, as with `on`. `asserted` is true where what is
    inferred was left out, so that the answer may lack what the record has. `certainly` is true
    where only what is certain was asked for, so that it may lack what is so none the less.
    """

    parts: tuple[Part, ...]
    first: str | None
    last: str
    reaches: str | None
    day: bool = False
    rests: bool = True
    asserted: bool = False
    certainly: bool = False

    @property
    def complete(self) -> bool:
        """True if what the answer lacks did not happen, until `reaches`."""
        whole = all(part.complete for part in self.parts)
        return bool(self.parts) and whole and not self.asserted

    @property
    def as_of(self) -> str | None:
        """The last day of the record, where the question goes on after it; otherwise None."""
        return self.reaches if self.reaches is not None and self.reaches < self.last else None

    @property
    def beyond(self) -> bool:
        """True if all that was asked comes after the last day of the record."""
        return bool(self.as_of and self.first and self.first > self.as_of)

    @property
    def short(self) -> bool:
        """True if the answer may be short of something."""
        return self.asserted or (self.rests and (not self.complete or self.as_of is not None))

    def without(self, shown: Collection[str]) -> Completeness:
        """The same where nothing is missing of these kinds of fact, within the record."""
        return self._replace(
            parts=tuple(
                part._replace(spans=tuple(span._replace(degree=COMPLETE[0]) for span in part.spans))
                if part.kind in shown
                else part
                for part in self.parts
            )
        )


def of(
    store: ox.Store,
    query: Query,
    bound: Mapping[str, Term],
    *,
    asserted: bool = False,
    there: There | None = None,
) -> Completeness | None:
    """The completeness of the record for a canned query with these values.

    With `there`, that of the record at an endpoint; bodies and their meetings are the store's.

    A question about one day, with `on`, is answered as of the last day of the record where it
    comes after it. None where the graph has no coverages, as with a user's own data alone, or
    where the header of the query has no `completeness`.
    """
    rests = query["completeness"]
    if rests is None:
        return None
    if not (graph.exists(store, None, "scog:coverageOf") if there is None else there.known):
        return None
    given = {
        role: bound[name]
        for role, names in rests["by"].items()
        for name in reversed(names)
        if name in bound
    }
    first = _day(bound, "on") or _day(bound, "from")
    last = _day(bound, "on-last") or _day(bound, "on") or _day(bound, "to")
    day = "on" in bound
    until = last or datetime.date.today().isoformat()
    scope = Scope(store, rests, given, first or FIRST, until, there)
    parts = scope.parts()
    going = [part for part in parts if not part.ended]
    reaches = _reach(going or parts)
    if day and reaches is not None and scope.first > reaches:
        parts = Scope(store, rests, given, reaches, reaches, there).parts()
    over = reaches if parts and not going else None
    # A document is signed on one day: after it, nothing is to be recorded.
    if parts and all(part.document and part.kind == "signatures" for part in parts):
        over = max(span.until for part in parts for span in part.spans) or None
    return Completeness(
        parts=tuple(part for part in parts if part.spans),
        first=first,
        last=min(scope.until, over or LAST),
        reaches=reaches,
        day=day,
        rests=bool(rests["facts"]),
        asserted=asserted,
        certainly="certainly" in bound,
    )


def _reach(parts: Iterable[Part]) -> str | None:
    """The day until which somebody has looked at all kinds of fact about at least one body."""
    found: dict[ox.NamedNode, str] = {}
    for part in parts:
        if part.reaches is not None and part.body is not None:
            found[part.body] = min(found.get(part.body, LAST), part.reaches)
    return max(found.values(), default=None)


def reach(
    store: ox.Store, query: Query, bound: Mapping[str, Term], there: There | None = None
) -> str | None:
    """The last day of the record for a query with these values; None where nothing says."""
    found = of(store, query, bound, there=there)
    return None if found is None else found.reaches


def _day(bound: Mapping[str, Term], name: str) -> str | None:
    return bound[name].value if name in bound else None
