"""The day for which the page of a body shows its members."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.names import dates
from scograph.query import coverages
from scograph.rdf import graph
from scograph.web import days
from scograph.web.charts import data
from scograph.web.pages.tables import MEMBERS, Table

ALWAYS = "all"
"""The value of `on` that shows the memberships of all time."""


class MembersDay(NamedTuple):
    """The day shown, and the first and the last day that can be shown.

    `asked` is a day after the last one of the record, which is answered as of that last day.
    """

    on: str
    first: str
    last: str
    asked: str
    always: bool
    parties: int


def of(
    store: ox.Store, body: ox.NamedNode, tables: list[Table], given: str | None
) -> MembersDay | None:
    """The day of the address, by default the last one with members; None without members.

    UsageError if it is no date.
    """
    table = next((one for one in tables if one.kind == MEMBERS), None)
    if table is None or table.start or len(table.rows) < table.total:
        return None
    starts = [row.first for row in table.rows if row.first]
    last = max(data.recorded(store, body).until or _last(store), max(starts, default=""))
    always = given == ALWAYS
    if given is None and not table.parties(last):
        # A body that has ended is shown as it last was.
        ends = [row.last for row in table.rows if row.last]
        given = coverages.before(max(ends)) if ends else None
    asked = last if given is None or always else dates.days(days.read(given), "on")[0]
    on = min(asked, last)
    return MembersDay(
        on,
        min(starts, default=last),
        last,
        asked if asked > last else "",
        always,
        table.parties(on),
    )


def _last(store: ox.Store) -> str:
    """The last day of the record on any body; today if the graph does not say."""
    found = [
        fact.object.value
        for fact in graph.triples(store, None, "scog:coversThrough")
        if isinstance(fact.object, ox.Literal)
    ]
    return max(found, default=dates.days("today")[0])
