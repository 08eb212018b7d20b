"""Who stood where in a body on a day: states on a map, each in the ink of its status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from scograph import dates
from scograph.errors import BadRequest
from scograph.explore.pictures import facts, land, rows, statuses
from scograph.explore.pictures.canvas import Canvas, Mark, shorten
from scograph.explore.pictures.facts import Standing
from scograph.explore.pictures.picture import Ask, Cell, Kind, Picture, day
from scograph.explore.pictures.said import Said, joined

_WIDE = 900.0
_MARGIN = 0.02
_DOT = 6.0
# A state with less area than this, about the square of ten pixels, is drawn as a dot.
_SMALL = 0.0006
# One with less than this may have its name beside it.
_NARROW = 0.004
_BESIDE = 12.0
_TITLE = Said("{body} on {day}", "{body}，{day}", "{body}, {day}")
_NONE = Said("none recorded", "未记载", "не указан")
_CERTAIN = Said("certain", "确定", "точно")
_POSSIBLE = Said("possible", "可能", "возможно")
_SUMMARY = Said(
    "{body} on {day}: {counts}.", "{body}，{day}：{counts}。", "{body}, {day}: {counts}."
)
_NOBODY = Said(
    "The graph records nobody in {body} on {day}.",
    "图谱中没有 {day} {body}中地位的记载。",
    "В графе нет никого в организации {body} на {day}.",
)
_AWAY = Said("Not on the map: {}.", "未显示在图上：{}。", "Нет на карте: {}.")
_HEADS = (
    Said("State or organisation", "国家或组织", "Государство или организация"),
    Said("Status", "地位", "Статус"),
    Said("Since", "自", "С"),
    Said("Until", "至", "По"),
    Said("How certain", "确定程度", "Насколько точно"),
)


class Placed(NamedTuple):
    """A standing on the day, whether it is certain, and where the party lies on the map."""

    standing: Standing
    certain: bool
    name: str
    code: str
    point: land.Point | None
    dot: bool

    @property
    def ink(self) -> str:
        """The ink of the status."""
        return statuses.ink(self.standing.family)


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
    """The map of a body on a day; without one, on the last that the record covers."""
    body, name, found = statuses.recorded(store, lang, values)
    record = facts.recorded(store, body)
    on = day(values, "on") or record.until or dates.days("today")[0]
    held = [_placed(store, lang, one, how) for one in found if (how := one.time.holds(on))]
    if not held:
        raise BadRequest(_NOBODY.to(lang).format(body=name, day=on))
    held.sort(key=lambda one: (not one.certain, statuses.weight(one.standing.family), one.name))
    # A state that accedes is an observer still; the map shows what weighs more.
    first: dict[str, Placed] = {}
    for one in held:
        first.setdefault(one.standing.party.value, one)
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
            Cell(one.name, one.standing.party.value),
            Cell(facts.label(store, one.standing.status, lang), one.standing.status.value),
            Cell(one.standing.time.since or "?", one.standing.spell.value),
            Cell(one.standing.time.until or ("?" if one.standing.time.ended else "")),
            Cell((_CERTAIN if one.certain else _POSSIBLE).to(lang)),
        ]
        for one in held
    ]
    svg = _draw(store, lang, title, summary, shown)
    return Picture(svg, title, summary, [head.to(lang) for head in _HEADS], table)


def _placed(store: ox.Store, lang: str, one: Standing, how: str) -> Placed:
    name = facts.label(store, one.party, lang)
    code = facts.code(store, one.party)
    rings = land.outlines().get(code, [])
    if rings:
        largest = max(rings, key=land.area)
        small = land.area(largest) < _SMALL
        return Placed(one, how == "certain", name, code, land.centre(largest), small)
    city = facts.city_of(store, one.party)
    return Placed(one, how == "certain", name, "", city and land.project(*city), True)


def _counts(store: ox.Store, lang: str, shown: list[Placed]) -> str:
    """How many stand where, the weightiest first; what is only possible apart."""
    told = []
    for family in statuses.families([one.standing for one in shown]):
        label = facts.label(store, ox.NamedNode(family), lang)
        of_family = [one for one in shown if one.standing.family == family]
        certain = sum(one.certain for one in of_family)
        if certain:
            told.append(f"{label} – {certain}")
        if certain < len(of_family):
            told.append(f"{label} ({_POSSIBLE.to(lang)}) – {len(of_family) - certain}")
    return ", ".join(told)


def _away(lang: str, shown: list[Placed]) -> str:
    names = [one.name for one in shown if one.point is None]
    return _AWAY.to(lang).format(", ".join(names)) if names else ""


def _draw(store: ox.Store, lang: str, title: str, summary: str, shown: list[Placed]) -> str:
    canvas = Canvas(_WIDE, lang)
    marks: list[tuple[Mark, str]] = [
        (statuses.swatch(statuses.ink(family)), facts.label(store, ox.NamedNode(family), lang))
        for family in statuses.families([one.standing for one in shown])
    ]
    if any(not one.certain for one in shown):
        marks.append((_possible_mark, _POSSIBLE.to(lang)))
    marks.append((_land_mark, _NONE.to(lang)))
    top = canvas.legend(12, 12, marks) + 6
    on_map = [one for one in shown if one.point]
    chart = land.Map(_reach(on_map), _WIDE, _MARGIN)
    canvas.window(0, top, _WIDE, chart.high)
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
        words = shorten(one.name, 12, 170)
        tries = (_DOT,) if one.dot else (0, _BESIDE) if _size(one) < _NARROW else (0,)
        for beside in tries:
            if one.point and chart.label(canvas, one.point, words, beside, "n h b"):
                break
    canvas.close()
    return canvas.finish(top + chart.high, title, summary)


def _reach(on_map: list[Placed]) -> list[land.Point]:
    """The points that the map has to have room for."""
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
    status = facts.label(store, one.standing.status, lang)
    words = [one.name, status] if one.certain else [one.name, status, _POSSIBLE.to(lang)]
    return " · ".join([*words, rows.dates(one.standing.time, lang)])


def _land_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 18, 12, "f-land")


def _possible_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 1, y, 16, 12, "f-land s-ink dash w2")


MEMBERS = Kind(
    Said("Members on a map", "成员国地图", "Члены на карте"),
    Said(
        "Which states were members, observers and partners on a day, on a map.",
        "某日的成员国、观察员国和伙伴地图。",
        "Какие государства были в этот день членами, наблюдателями и партнёрами, на карте.",
    ),
    (
        statuses.ORGANIZATION,
        Ask(
            "on",
            "date",
            Said(
                "The day; the last that the record covers where none is given.",
                "日期；不填则为记录所及的最后一日。",
                "День; если не указан – последний, до которого доходит запись.",
            ),
        ),
    ),
    paint,
)
