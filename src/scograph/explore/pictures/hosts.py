"""Where the summits and the sessions of the heads of government were: cities on a map."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.explore.pictures import facts, land, summits
from scograph.explore.pictures.canvas import Canvas, Mark, shorten
from scograph.explore.pictures.facts import Session
from scograph.explore.pictures.picture import Cell, Kind, Picture
from scograph.explore.pictures.said import Said, joined

_WIDE = 860.0
_MARGIN = 0.09
_UNIT = 4.2
_TITLE = Said("Where the summits were held", "峰会举办地", "Где проходили саммиты")
_ALL = Said(
    "all sessions; the number counts them", "全部会议（数字为次数）", "все заседания (их число)"
)
_SUMMITS = Said("summits among them", "其中峰会", "из них саммиты")
_SUMMARY = Said(
    "Summits and sessions: {meetings}, cities: {cities}, most often {most}: {many}.",
    "{cities} 个城市举行了 {meetings} 次峰会和政府首脑会议，最多的是{most}：{many} 次。",
    "Саммитов и заседаний: {meetings}, городов: {cities}, чаще всего – {most}: {many}.",
)
_ELSEWHERE = Said(
    "By video or in a place that is not recorded, and in the table only: {}.",
    "视频会议或地点未记载的 {} 次，只列于表中。",
    "По видеосвязи или без указанного места: {} (только в таблице).",
)
_NOTHING = Said(
    "The graph records no summit in a city.",
    "图谱中没有在城市举行的峰会的记载。",
    "В графе нет саммитов с указанным городом.",
)
_HEADS = (
    Said("City", "城市", "Город"),
    Said("Host", "主办国", "Принимающее государство"),
    Said("Summits of the Shanghai Five", "上海五国峰会", "Саммиты Шанхайской пятёрки"),
    Said("Summits of the SCO", "上合组织峰会", "Саммиты ШОС"),
    Said("Sessions of the heads of government", "政府首脑会议", "Заседания глав правительств"),
    Said("Together", "合计", "Всего"),
    Said("Of these by video", "其中视频", "Из них по видеосвязи"),
)


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
    """The map of all sessions."""
    found = facts.sessions(store)
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
        raise BadRequest(_NOTHING.to(lang))
    names = {city: facts.label(store, ox.NamedNode(city), lang) for city in held}
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
    svg = _draw(lang, title, summary, points, held, names)
    return Picture(svg, title, summary, [head.to(lang) for head in _HEADS], table)


def _draw(
    lang: str,
    title: str,
    summary: str,
    points: Mapping[str, land.Point],
    held: Mapping[str, list[Session]],
    names: Mapping[str, str],
) -> str:
    canvas = Canvas(_WIDE, lang)
    marks: list[tuple[Mark, str]] = [(_all_mark, _ALL.to(lang)), (_mark, _SUMMITS.to(lang))]
    top = canvas.legend(12, 12, marks) + 6
    chart = land.Map(points.values(), _WIDE, _MARGIN)
    canvas.window(0, top, _WIDE, chart.high)
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
        words = f"{shorten(names[city], 12, 150)} {len(held[city])}"
        chart.label(canvas, points[city], words, _radius(len(held[city])), "n h")
    canvas.close()
    return canvas.finish(top + chart.high, title, summary)


def _radius(many: int) -> float:
    """So that the area is as the number."""
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
    Said(
        "The cities of the summits and of the sessions of the heads of government, on a map.",
        "峰会和政府首脑会议的举办城市地图。",
        "Города саммитов и заседаний глав правительств на карте.",
    ),
    (),
    paint,
)
