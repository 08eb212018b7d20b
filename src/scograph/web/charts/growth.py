"""The numbers of members, observers and partners of a body over time, as steps."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.rdf.namespaces import SCOG
from scograph.web.charts import data, statuses
from scograph.web.charts.canvas import Canvas, shorten, width
from scograph.web.charts.chart import Cell, Chart, Kind
from scograph.web.charts.data import Membership
from scograph.web.charts.years import Years
from scograph.web.words import Phrase, joined

_HIGH = 330.0
_TITLE = Phrase("chart_growth_title")
_NOTHING = Phrase("chart_growth_nothing")
_SUMMARY = Phrase("chart_growth_summary")
_INEXACT = Phrase("chart_growth_inexact")
_DATE = Phrase("chart_growth_date")
_TOTAL = Phrase("chart_growth_total")
_CHANGES = Phrase("chart_growth_changes")
_END = Phrase("chart_growth_end")
_POSSIBLE = Phrase("chart_growth_possible")
MEMBER = SCOG + "status-member"
ACCEDING = SCOG + "status-acceding-state"

Counts = list[tuple[str, list[int]]]


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The chart of a body's growth."""
    body, name, found = statuses.recorded(store, lang, values)
    memberships = [one for one in found if one.time.latest]
    if not memberships:
        raise UsageError(_NOTHING.to(lang).format(name))
    # An acceding state is an observer still, and would be counted twice.
    kinds = [family for family in statuses.families(memberships) if family != ACCEDING]
    bounds = (day for one in memberships for day in (one.time.latest, one.time.end_latest))
    days = sorted(set(filter(None, bounds)))
    counted = [(day, _count(memberships, day, kinds)) for day in days]
    title = _TITLE.to(lang).format(name)
    record = data.recorded(store, body)
    last = int(max(days[-1], record.until)[:4])
    possible = _possible(memberships)
    start, end = (
        dict(zip(kinds, numbers, strict=True)) for numbers in (counted[0][1], counted[-1][1])
    )
    counts = _SUMMARY.to(lang).format(
        body=name,
        first=days[0],
        firstCount=start.get(MEMBER, 0),
        last=days[-1],
        lastCount=end.get(MEMBER, 0),
        total=sum(end.values()),
    )
    inexact = _INEXACT.to(lang) if possible else ""
    summary = joined(lang, counts, inexact, *statuses.remarks(store, lang, found, record))
    labels = [data.label(store, ox.NamedNode(family), lang) for family in kinds]
    table = [
        [
            Cell(day),
            *(Cell(str(number)) for number in numbers),
            Cell(str(sum(numbers))),
            Cell(_changes(store, lang, memberships, day)),
        ]
        for day, numbers in counted
    ]
    heads = [_DATE.to(lang), *labels, _TOTAL.to(lang), _CHANGES.to(lang)]
    svg = _draw(lang, title, summary, counted, possible, kinds, labels, last)
    return Chart(svg, title, summary, heads, table)


def _count(memberships: list[Membership], day: str, kinds: list[str]) -> list[int]:
    held = [one for one in memberships if one.time.latest <= day and one.time.holds(day)]
    return [len({one.party for one in held if one.family == family}) for family in kinds]


def _possible(memberships: list[Membership]) -> list[tuple[str, str, int]]:
    """The periods in which more may have had a status than are counted, and the largest number."""
    held = [one for one in memberships if one.family != ACCEDING]
    days = sorted({day for one in held for day in one.time[:4] if day})
    found = []
    for day, after in pairwise(days):
        possible = {one.party for one in held if one.time.holds(day)}
        counted = {one.party for one in held if one.time.latest <= day and one.time.holds(day)}
        if len(possible) > len(counted):
            found.append((day, after, len(possible)))
    return found


def _draw(
    lang: str,
    title: str,
    summary: str,
    counted: Counts,
    possible: list[tuple[str, str, int]],
    kinds: list[str],
    labels: list[str],
    last: int,
) -> str:
    most = max(1, *(sum(numbers) for _, numbers in counted), *(many for *_, many in possible))
    first = max(int(counted[0][0][:4]), last - 120)
    wide = max(480.0, min((last - first + 1) * 26.0, 780.0))
    years = Years(first, last, 44, 44 + wide)
    end = counted[-1][1]
    texts = [
        f"{shorten(label, 13, 220)}: {number}" for number, label in zip(end, labels, strict=True)
    ]
    room = max((width(text, 13) for text in texts), default=0.0) * 1.06
    canvas = Canvas(years.right + 26 + room, lang)
    marks = [
        (statuses.swatch(statuses.ink(family)), label)
        for family, label in zip(kinds, labels, strict=True)
    ]
    if possible:
        marks.append((_possible_mark, _POSSIBLE.to(lang)))
    top = canvas.legend(12, 12, marks) + 30
    bottom = top + _HIGH
    unit = _HIGH / (most * 1.05)
    years.grid(canvas, top, bottom)
    for number in range(0, most + 1, max(1, most // 25) * 5 if most > 12 else 2):
        y = bottom - number * unit
        canvas.line(years.left - 4, y, years.right, y, "s-grid" if number else "s-soft")
        canvas.text(years.left - 9, y + 4, str(number), "n q t", "end")
    below = [0] * len(counted)
    for at, family in enumerate(kinds):
        above = [base + numbers[at] for base, (_, numbers) in zip(below, counted, strict=True)]
        _band(canvas, years, counted, below, above, bottom, unit, statuses.ink(family))
        if end[at]:
            y = bottom - (below[-1] + above[-1]) / 2 * unit
            canvas.text(years.right + 10, y + 4.5, texts[at], "b")
        if family == MEMBER:
            _steps(canvas, years, counted, bottom, unit)
        below = above
    for since, until, many in possible:
        y = bottom - many * unit
        canvas.line(years.x(since), y, years.x(until), y, "dash s-ink")
    return canvas.finish(bottom + 30, title, summary)


def _band(
    canvas: Canvas,
    years: Years,
    counted: Counts,
    below: list[int],
    above: list[int],
    bottom: float,
    unit: float,
    ink: str,
) -> None:
    """Draws one status as an area between two step lines."""
    edges = [*(years.x(day) for day, _ in counted), years.right]
    at = 0
    while at < len(counted):
        stop = at
        while stop < len(counted) and above[stop] > below[stop]:
            stop += 1
        if stop > at:
            upper = [
                (x, bottom - above[i] * unit) for i in range(at, stop) for x in edges[i : i + 2]
            ]
            lower = [
                (x, bottom - below[i] * unit) for i in range(at, stop) for x in edges[i : i + 2]
            ]
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in [*upper, *reversed(lower)])
            canvas.add("path", f"p-{ink} s-paper", d=f"M{path}z")
        at = max(stop, at + 1)


def _steps(
    canvas: Canvas,
    years: Years,
    counted: Counts,
    bottom: float,
    unit: float,
) -> None:
    """Writes the number of members where it changes."""
    known = 0
    for day, numbers in counted:
        if numbers[0] != known:
            known = numbers[0]
            canvas.text(years.x(day) + 4, bottom - known * unit + 15, str(known), "b f-paper t")


def _possible_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y + 6, x + 18, y + 6, "dash s-ink")


def _changes(store: ox.Store, lang: str, memberships: list[Membership], day: str) -> str:
    """The memberships that began on the day, and those that ended without a successor."""
    began = [one for one in memberships if one.time.latest == day]
    moved = {one.party for one in began}
    parts = []
    for one in began:
        text = f"{data.label(store, one.party, lang)}: {data.label(store, one.status, lang)}"
        parts.append(text if one.time.since in ("", day) else f"{text} ({one.time.since})")
    parts += [
        f"{data.label(store, one.party, lang)}: "
        + _END.to(lang).format(data.label(store, one.status, lang))
        for one in memberships
        if one.time.end_latest == day and one.party not in moved
    ]
    return "; ".join(parts)


GROWTH = Kind(
    Phrase("chart_growth_growth_title"),
    Phrase("chart_growth_growth_about"),
    (statuses.ORGANIZATION,),
    paint,
)
