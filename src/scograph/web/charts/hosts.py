"""The cities of summits and sessions of the heads of government: a map."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.web.charts import data, land, summits
from scograph.web.charts.canvas import NARROW, Canvas, Mark, shorten
from scograph.web.charts.chart import Cell, Chart, Kind
from scograph.web.charts.data import Session
from scograph.web.words import Phrase, joined

_WIDE = 860.0
_MARGIN = 0.09
_UNIT = 4.2
_TITLE = Phrase("chart_hosts_title")
_ALL = Phrase("chart_hosts_all")
_SUMMITS = Phrase("chart_hosts_summits")
_SUMMARY = Phrase("chart_hosts_summary")
_ELSEWHERE = Phrase("chart_hosts_elsewhere")
_NOTHING = Phrase("chart_hosts_nothing")
_HEADS = (
    Phrase("chart_hosts_heads_city"),
    Phrase("chart_hosts_heads_host"),
    Phrase("chart_hosts_heads_summits_of_the_shanghai_five"),
    Phrase("chart_hosts_heads_summits_of_the_sco"),
    Phrase("chart_hosts_heads_sessions_of_the_heads_of_government"),
    Phrase("chart_hosts_heads_together"),
    Phrase("chart_hosts_heads_of_these_by_video"),
)


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The map of all sessions."""
    found = data.sessions(store)
    groups: dict[tuple[str, str], list[Session]] = {}
    for one in found:
        city, host = (thing.value if thing else "" for thing in (one.city, one.host))
        groups.setdefault((city, host), []).append(one)
    points: dict[str, land.Point] = {}
    held: dict[str, list[Session]] = {}
    for one in found:
        point = land.project(*one.place) if one.place and not one.by_video else None
        if one.city and point:
            points[one.city.value] = point
            held.setdefault(one.city.value, []).append(one)
    if not held:
        raise UsageError(_NOTHING.to(lang))
    names = {city: data.label(store, ox.NamedNode(city), lang) for city in held}
    most = max(held, key=lambda city: (len(held[city]), city))
    shown = sum(map(len, held.values()))
    counts = _SUMMARY.to(lang).format(
        meetings=shown, cities=len(held), most=names[most], many=len(held[most])
    )
    elsewhere = len(found) - shown
    summary = joined(
        lang,
        counts,
        _ELSEWHERE.to(lang).format(elsewhere) if elsewhere else "",
        land.BOUNDARIES.to(lang),
    )
    title = _TITLE.to(lang)
    order = sorted(groups.values(), key=lambda group: -len(group))
    table = [_row(store, lang, group) for group in order]
    wide = NARROW if "narrow" in values else _WIDE
    svg = _draw(lang, title, summary, points, held, names, wide)
    return Chart(svg, title, summary, [head.to(lang) for head in _HEADS], table)


def _draw(
    lang: str,
    title: str,
    summary: str,
    points: Mapping[str, land.Point],
    held: Mapping[str, list[Session]],
    names: Mapping[str, str],
    wide: float,
) -> str:
    canvas = Canvas(wide, lang)
    marks: list[tuple[Mark, str]] = [(_all_mark, _ALL.to(lang)), (_mark, _SUMMITS.to(lang))]
    top = canvas.legend(12, 12, marks) + 6
    chart = land.Map(points.values(), wide, _MARGIN)
    canvas.window(0, top, wide, chart.high)
    chart.draw(canvas, {})
    order = sorted(held, key=lambda city: -len(held[city]))
    for city in order:
        x, y = chart.at(points[city])
        many = len(held[city])
        top_level = sum(summits.kind(one) != "government" for one in held[city])
        dates = ", ".join(one.dates[:4] for one in held[city])
        canvas.add(
            "circle", "f-paper s-member w2", f"{names[city]}: {dates}", cx=x, cy=y, r=_radius(many)
        )
        if top_level:
            canvas.add("circle", "f-member", cx=x, cy=y, r=_radius(top_level))
        chart.take(x, y, _radius(many) * 0.8)
    for city in order:
        text = f"{shorten(names[city], 12, 150)} {len(held[city])}"
        chart.label(canvas, points[city], text, _radius(len(held[city])), "n h")
    canvas.close()
    return canvas.finish(top + chart.high, title, summary)


def _radius(many: int) -> float:
    """The radius of a circle whose area is proportional to the number."""
    return _UNIT * math.sqrt(many)


def _row(store: ox.Store, lang: str, group: list[Session]) -> list[Cell]:
    kinds = [summits.kind(one) for one in group]
    return [
        summits.named(store, group[0].city, lang),
        summits.named(store, group[0].host, lang),
        *(Cell(str(kinds.count(name))) for name in summits.KINDS),
        Cell(str(len(group))),
        Cell(str(sum(one.by_video for one in group))),
    ]


def _all_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.add("circle", "f-paper s-member w2", cx=x + 9, cy=y + 6, r=6)


def _mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.add("circle", "f-member", cx=x + 9, cy=y + 6, r=6)


HOSTS = Kind(
    _TITLE,
    Phrase("chart_hosts_hosts_about"),
    (),
    paint,
)
