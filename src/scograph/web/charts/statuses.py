"""The statuses of states in a body over time: a bar for each membership."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.rdf.namespaces import SCOG
from scograph.web.charts import data, rows
from scograph.web.charts.canvas import Canvas, Mark
from scograph.web.charts.chart import Ask, Cell, Chart, Kind, thing
from scograph.web.charts.data import Membership
from scograph.web.charts.years import Bar
from scograph.web.words import Phrase, joined

# The highest first, for charts that have room for one status of a state only.
INKS = {
    "status-member": "member",
    "status-acceding-state": "acceding",
    "status-observer": "observer",
    "status-dialogue-partner": "dialogue",
    "status-partner": "partner",
}
ORGANIZATION = Ask(
    "organization", "thing", Phrase("chart_statuses_organization_organization_help"), "scod:sco"
)
_TITLE = Phrase("chart_statuses_title")
_HEADS = (
    Phrase("chart_statuses_heads_state_or_organisation"),
    Phrase("chart_statuses_heads_status"),
    Phrase("chart_statuses_heads_body"),
    Phrase("chart_statuses_heads_since"),
    Phrase("chart_statuses_heads_until"),
)
_SUMMARY = Phrase("chart_statuses_summary")
UNDATED = Phrase("chart_statuses_undated")
UNTIL = Phrase("chart_statuses_until")
_NOTHING = Phrase("chart_statuses_nothing")


def ink(family: str) -> str:
    """The ink of a status, by its IRI."""
    return INKS.get(family.removeprefix(SCOG), "other")


def weight(family: str) -> int:
    """The rank of a status; the highest status has the lowest number."""
    return list(INKS).index(family.removeprefix(SCOG)) if ink(family) != "other" else len(INKS)


def swatch(name: str) -> Mark:
    """The legend entry of a status."""

    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y, 18, 12, f"p-{name} s-{name}")

    return mark


def families(found: list[Membership]) -> list[str]:
    """The statuses that occur, the highest first."""
    return sorted({one.family for one in found}, key=lambda family: (weight(family), family))


def recorded(
    store: ox.Store, lang: str, values: Mapping[str, str]
) -> tuple[ox.NamedNode, str, list[Membership]]:
    """The body of the parameter, its name and its memberships; UsageError if it has none."""
    body = thing(store, values, "organization", "scog:Organization") or data.SCO
    name = data.label(store, body, lang)
    found = data.memberships(store, body)
    if not found:
        raise UsageError(_NOTHING.to(lang).format(name))
    return body, name, found


def remarks(store: ox.Store, lang: str, found: list[Membership], record: data.Record) -> list[str]:
    """Remarks on the record: its last day and completeness, and memberships without a date."""
    undated = sum(not one.time.latest for one in found)
    return [
        UNDATED.to(lang).format(undated) if undated else "",
        reach(store, lang, record),
    ]


def reach(store: ox.Store, lang: str, record: data.Record) -> str:
    """A sentence on the last day of the record; empty if it is not recorded."""
    if not record.until:
        return ""
    how = record.completeness
    return UNTIL.to(lang).format(record.until, data.label(store, how, lang) if how else "?")


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The chart of the memberships in a body, with those in the body before it."""
    body, name, own = recorded(store, lang, values)
    pairs = [(one, body) for one in own]
    earlier = [
        (before, memberships)
        for before in data.predecessors(store, body)
        if (memberships := data.memberships(store, before))
    ]
    for before, memberships in earlier:
        pairs += [(one, before) for one in memberships]
    pairs.sort(key=lambda pair: (pair[0].time.earliest, pair[0].membership.value))
    labels = {one.party.value: data.label(store, one.party, lang) for one, _ in pairs}
    of_party: dict[str, list[tuple[Membership, ox.NamedNode]]] = {}
    for one, where in pairs:
        of_party.setdefault(one.party.value, []).append((one, where))
    order = sorted(of_party, key=lambda party: _place(of_party[party], labels[party]))
    record = data.recorded(store, body)
    years = rows.span((one.time for one, _ in pairs), record.until)
    marks = [
        (swatch(ink(family)), data.label(store, ox.NamedNode(family), lang))
        for family in families(own)
    ]
    marks += [(_outline, data.label(store, before, lang)) for before, _ in earlier]
    drawn = [
        rows.Row(
            labels[party],
            [
                _bar(store, lang, labels[party], one, hollow=where != body)
                for one, where in of_party[party]
            ],
        )
        for party in order
    ]
    canvas, high = rows.draw(lang, drawn, years, marks, narrow="narrow" in values)
    title = _TITLE.to(lang).format(name)
    counts = _SUMMARY.to(lang).format(
        parties=len({one.party.value for one in own}),
        memberships=len(own),
        body=name,
        going=sum(one.time.goes_on for one in own),
    )
    summary = joined(lang, counts, *remarks(store, lang, own, record))
    table = [
        [
            Cell(labels[party], party),
            Cell(data.label(store, one.status, lang), one.status.value),
            Cell(data.label(store, where, lang), where.value),
            Cell(one.time.since or "?", one.membership.value),
            Cell(rows.until(one.time, lang)),
        ]
        for party in order
        for one, where in of_party[party]
    ]
    heads = [head.to(lang) for head in _HEADS]
    return Chart(canvas.finish(high, title, summary), title, summary, heads, table)


def _bar(store: ox.Store, lang: str, party: str, one: Membership, *, hollow: bool) -> Bar:
    status = data.label(store, one.status, lang)
    tip = f"{party} · {status} · {rows.dates(one.time, lang)}"
    return Bar(one.time, "soft" if hollow else ink(one.family), tip, hollow)


def _place(memberships: list[tuple[Membership, ox.NamedNode]], name: str) -> tuple[int, str, str]:
    current = [one for one, _ in memberships if not one.time.ended] or [memberships[-1][0]]
    first = min(one.time.earliest or "9999" for one, _ in memberships)
    return min(weight(one.family) for one in current), first, name


def _outline(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 18, 12, "f-paper s-soft w2")


STATUSES = Kind(
    Phrase("chart_statuses_statuses_title"),
    Phrase("chart_statuses_statuses_about"),
    (ORGANIZATION,),
    paint,
)
