"""Members of a body on a given day, with their status: a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.names import dates
from scograph.web.charts import data, land, rows, statuses
from scograph.web.charts.canvas import NARROW, Canvas, Mark, shorten
from scograph.web.charts.chart import Ask, Cell, Chart, Kind, day
from scograph.web.charts.data import Membership
from scograph.web.words import Phrase, joined

_WIDE = 900.0
_MARGIN = 0.02
_DOT = 6.0
# A state with less area than this, about the square of ten pixels, is drawn as a dot.
_SMALL = 0.0006
# One with less than this may have its name beside it.
_NARROW = 0.004
_BESIDE = 12.0
_TITLE = Phrase("chart_members_title")
_NONE = Phrase("chart_members_none")
_CERTAIN = Phrase("chart_members_certain")
_POSSIBLE = Phrase("chart_members_possible")
_SUMMARY = Phrase("chart_members_summary")
_NOBODY = Phrase("chart_members_nobody")
_AWAY = Phrase("chart_members_away")
_HEADS = (
    Phrase("chart_members_heads_state_or_organisation"),
    Phrase("chart_members_heads_status"),
    Phrase("chart_members_heads_since"),
    Phrase("chart_members_heads_until"),
    Phrase("chart_members_heads_how_certain"),
)


class Placed(NamedTuple):
    """A membership on the day, whether it is certain, and where the party lies on the map."""

    membership: Membership
    certain: bool
    name: str
    code: str
    point: land.Point | None
    dot: bool

    @property
    def ink(self) -> str:
        """The ink of the status."""
        return statuses.ink(self.membership.family)


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The map of a body on a day, by default the last one that the record covers."""
    body, name, found = statuses.recorded(store, lang, values)
    record = data.recorded(store, body)
    on = day(values, "on") or record.until or dates.days("today")[0]
    held = [_placed(store, lang, one, how) for one in found if (how := one.time.holds(on))]
    if not held:
        raise UsageError(_NOBODY.to(lang).format(body=name, day=on))
    held.sort(key=lambda one: (not one.certain, statuses.weight(one.membership.family), one.name))
    # A state that accedes is an observer still; the map shows what weighs more.
    first: dict[str, Placed] = {}
    for one in held:
        first.setdefault(one.membership.party.value, one)
    shown = list(first.values())
    title = _TITLE.to(lang).format(body=name, day=on)
    summary = joined(
        lang,
        _SUMMARY.to(lang).format(body=name, day=on, counts=_counts(store, lang, shown)),
        statuses.reach(store, lang, record),
        _away(lang, shown),
        land.BOUNDARIES.to(lang),
    )
    table = [
        [
            Cell(one.name, one.membership.party.value),
            Cell(data.label(store, one.membership.status, lang), one.membership.status.value),
            Cell(one.membership.time.since or "?", one.membership.membership.value),
            Cell(rows.until(one.membership.time, lang)),
            Cell((_CERTAIN if one.certain else _POSSIBLE).to(lang)),
        ]
        for one in held
    ]
    svg = _draw(store, lang, title, summary, shown, narrow="narrow" in values)
    return Chart(svg, title, summary, [head.to(lang) for head in _HEADS], table)


def _placed(store: ox.Store, lang: str, one: Membership, how: str) -> Placed:
    name = data.label(store, one.party, lang)
    code = data.code(store, one.party)
    rings = land.outlines().get(code, [])
    if rings:
        largest = max(rings, key=land.area)
        small = land.area(largest) < _SMALL
        return Placed(one, how == "certain", name, code, land.centre(largest), small)
    city = data.city_of(store, one.party)
    return Placed(one, how == "certain", name, "", city and land.project(*city), True)


def _counts(store: ox.Store, lang: str, shown: list[Placed]) -> str:
    """The number of parties in each status, with the number of those only possibly in it."""
    parts = []
    for family in statuses.families([one.membership for one in shown]):
        label = data.label(store, ox.NamedNode(family), lang)
        of_family = [one for one in shown if one.membership.family == family]
        certain = sum(one.certain for one in of_family)
        if certain:
            parts.append(f"{label} – {certain}")
        if certain < len(of_family):
            parts.append(f"{label} ({_POSSIBLE.to(lang)}) – {len(of_family) - certain}")
    return ", ".join(parts)


def _away(lang: str, shown: list[Placed]) -> str:
    names = [one.name for one in shown if one.point is None]
    return _AWAY.to(lang).format(", ".join(names)) if names else ""


def _draw(
    store: ox.Store, lang: str, title: str, summary: str, shown: list[Placed], *, narrow: bool
) -> str:
    canvas = Canvas(NARROW if narrow else _WIDE, lang)
    marks: list[tuple[Mark, str]] = [
        (statuses.swatch(statuses.ink(family)), data.label(store, ox.NamedNode(family), lang))
        for family in statuses.families([one.membership for one in shown])
    ]
    if any(not one.certain for one in shown):
        marks.append((_possible_mark, _POSSIBLE.to(lang)))
    marks.append((_land_mark, _NONE.to(lang)))
    top = canvas.legend(12, 12, marks) + 6
    on_map = [one for one in shown if one.point]
    reach = land.within(_reach(on_map)) if narrow else _reach(on_map)
    chart = land.Map(reach, canvas.width, _MARGIN)
    canvas.window(0, top, canvas.width, chart.high)
    styles = {
        one.code: land.Style(_look(one), _tip(store, lang, one)) for one in on_map if one.code
    }
    chart.draw(canvas, styles)
    for one in on_map:
        if one.point and one.dot:
            x, y = chart.at(one.point)
            canvas.add("circle", _look(one), _tip(store, lang, one), cx=x, cy=y, r=_DOT)
            chart.take(x, y, _DOT)
    # The large ones first, since their names have only one place.
    for one in sorted(on_map, key=lambda one: (one.dot, -_size(one))):
        text = shorten(one.name, 12, 170)
        tries = (_DOT,) if one.dot else (0, _BESIDE) if _size(one) < _NARROW else (0,)
        for beside in tries:
            if one.point and chart.label(canvas, one.point, text, beside, "n h b"):
                break
    canvas.close()
    return canvas.finish(top + chart.high, title, summary)


def _reach(on_map: list[Placed]) -> list[land.Point]:
    """The points that must be on the map."""
    points = []
    for one in on_map:
        rings = land.outlines().get(one.code, [])
        points += [point for ring in rings for point in ring]
        if one.point:
            points.append(one.point)
    return points


def _size(one: Placed) -> float:
    return max((land.area(ring) for ring in land.outlines().get(one.code, [])), default=0.0)


def _look(one: Placed) -> str:
    return f"p-{one.ink} s-paper" if one.certain else f"f-land s-{one.ink} dash w2"


def _tip(store: ox.Store, lang: str, one: Placed) -> str:
    status = data.label(store, one.membership.status, lang)
    text = [one.name, status] if one.certain else [one.name, status, _POSSIBLE.to(lang)]
    return " · ".join([*text, rows.dates(one.membership.time, lang)])


def _land_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 18, 12, "f-land")


def _possible_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 1, y, 16, 12, "f-land s-ink dash w2")


MEMBERS = Kind(
    Phrase("chart_members_members_title"),
    Phrase("chart_members_members_about"),
    (
        statuses.ORGANIZATION,
        Ask(
            "on",
            "date",
            Phrase("chart_members_members_on_help"),
        ),
    ),
    paint,
)
