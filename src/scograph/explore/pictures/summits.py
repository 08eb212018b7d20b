"""When the summits and the sessions of the heads of government were: a year to a line."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.explore.pictures import facts
from scograph.explore.pictures.canvas import Canvas, Mark, shorten, width
from scograph.explore.pictures.facts import Session
from scograph.explore.pictures.picture import Cell, Kind, Picture
from scograph.explore.pictures.said import Said, joined

_LINE = 25.0
_LEFT = 62.0
_MONTH = 54.0
_MONTHS = Said(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
)
KINDS = {
    "five": Said("summit of the Shanghai Five", "上海五国峰会", "саммит Шанхайской пятёрки"),
    "summit": Said("summit of the SCO", "上合组织峰会", "саммит ШОС"),
    "government": Said(
        "session of the heads of government", "政府首脑会议", "заседание глав правительств"
    ),
}
VIDEO = Said("by video", "视频会议", "по видеосвязи")
_INKS = {"five": "partner", "summit": "member", "government": "observer"}
_TITLE = Said(
    "Summits and sessions of the heads of government",
    "峰会与政府首脑会议",
    "Саммиты и заседания глав правительств",
)
_SUMMARY = Said(
    "From {first} to {last}. Summits of the Shanghai Five: {five}, of the SCO: {summit}, sessions "
    "of the heads of government: {government}; of these by video: {video}.",
    "{first} 年至 {last} 年：上海五国峰会 {five} 次，上合组织峰会 {summit} 次，"
    "政府首脑会议 {government} 次，其中视频会议 {video} 次。",
    "{first}–{last} годы. Саммитов Шанхайской пятёрки: {five}, саммитов ШОС: {summit}, "
    "заседаний глав правительств: {government}, из них по видеосвязи: {video}.",
)
_UNDATED = Said(
    "Without a recorded date, and in the table only: {}.",
    "另有 {} 次未记载日期，只列于表中。",
    "Без указанной даты (только в таблице): {}.",
)
_NOTHING = Said(
    "The graph records no dated summit.",
    "图谱中没有记载日期的峰会。",
    "В графе нет саммитов с датой.",
)
_HEADS = (
    Said("Date", "日期", "Дата"),
    Said("Meeting", "会议", "Встреча"),
    Said("Kind", "类别", "Вид"),
    Said("Form", "形式", "Форма"),
    Said("City", "城市", "Город"),
    Said("Host", "主办国", "Принимающее государство"),
)


def kind(session: Session) -> str:
    """The sort of a session: five, summit or government."""
    if session.body == facts.SHANGHAI_FIVE:
        return "five"
    return "government" if session.body == facts.GOVERNMENT else "summit"


def mark(name: str, video: bool = False) -> Mark:
    """The mark of a sort of session in a box of 18 by 12; hollow where it was held by video."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        put(canvas, x + 9, y + 6, name, video)

    return draw


def put(canvas: Canvas, x: float, y: float, name: str, video: bool, tip: str = "") -> None:
    """The mark of a sort of session around a point."""
    look = f"f-{'paper' if video else _INKS[name]} s-{_INKS[name]} w2"
    if name == "summit":
        canvas.add("circle", look, tip, cx=x, cy=y, r=5.5)
    elif name == "government":
        canvas.add("rect", look, tip, x=x - 4.7, y=y - 4.7, width=9.4, height=9.4)
    else:
        canvas.add("path", look, tip, d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z")


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
    """The picture of all sessions."""
    every = facts.sessions(store)
    found = [one for one in every if one.day]
    if not found:
        raise BadRequest(_NOTHING.to(lang))
    last = int(found[-1].day[:4])
    first = max(int(found[0].day[:4]), last - 120)
    canvas = Canvas(_LEFT + 12 * _MONTH + 96, lang)
    marks = [(mark(name), said.to(lang)) for name, said in KINDS.items()]
    top = canvas.legend(12, 12, [*marks, (mark("summit", True), VIDEO.to(lang))]) + 32
    bottom = top + (last - first + 1) * _LINE
    for year in range(first, last + 1, 2):
        canvas.rect(0, top + (year - first) * _LINE, canvas.width, _LINE, "f-band")
    for month, name in enumerate(_MONTHS.to(lang).split()):
        at = _LEFT + month * _MONTH
        canvas.line(at, top, at, bottom, "s-rule")
        for y in (top - 8, bottom + 17):
            canvas.text(at + _MONTH / 2, y, name, "n q", "middle")
    canvas.line(_LEFT + 12 * _MONTH, top, _LEFT + 12 * _MONTH, bottom, "s-rule")
    for year in range(first, last + 1):
        y = top + (year - first + 0.5) * _LINE
        canvas.text(12, y + 4.5, str(year), "t b" if year % 5 == 0 else "t")
        _year(canvas, store, lang, y, [one for one in found if int(one.day[:4]) == year])
    kinds = [kind(one) for one in every]
    undated = len(every) - len(found)
    counts = _SUMMARY.to(lang).format(
        **{name: kinds.count(name) for name in KINDS},
        first=first,
        last=last,
        video=sum(one.by_video for one in every),
    )
    summary = joined(lang, counts, _UNDATED.to(lang).format(undated) if undated else "")
    title = _TITLE.to(lang)
    heads = [head.to(lang) for head in _HEADS]
    table = [_row(store, lang, one) for one in every]
    return Picture(canvas.finish(bottom + 28, title, summary), title, summary, heads, table)


def _year(canvas: Canvas, store: ox.Store, lang: str, y: float, found: list[Session]) -> None:
    """The sessions of a year: summits have their names on the left, the others on the right."""
    free = 0.0
    said = ""
    for one in found:
        x = max(_at(one.day), free + 15)
        free = x
        place = one.city or one.host
        name = shorten(facts.label(store, place, lang), 13, 130) if place else "–"
        tip = f"{one.dates} · {KINDS[kind(one)].to(lang)} · {name}"
        if one.latest > one.day:
            until = _at(one.latest) if one.latest[:4] == one.day[:4] else _LEFT + 12 * _MONTH
            canvas.rect(x, y - 2, until - x, 4, f"o dash s-{_INKS[kind(one)]}", tip)
        put(canvas, x, y, kind(one), one.by_video, tip)
        if kind(one) == "government":
            canvas.text(x + 11, y + 4.5, name)
            free = x + 11 + width(name, 13)
        elif name != said:
            canvas.text(x - 11, y + 4.5, name, "", "end")
        said = name


def _at(day: str) -> float:
    date = datetime.date.fromisoformat(day)
    after = (date.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    days = (after - date.replace(day=1)).days
    return _LEFT + (date.month - 1 + (date.day - 0.5) / days) * _MONTH


def _row(store: ox.Store, lang: str, one: Session) -> list[Cell]:
    return [
        Cell(one.dates or "?"),
        Cell(facts.label(store, one.meeting, lang), one.meeting.value),
        Cell(KINDS[kind(one)].to(lang)),
        *(named(store, thing, lang) for thing in (one.format, one.city, one.host)),
    ]


def named(store: ox.Store, thing: ox.NamedNode | None, lang: str) -> Cell:
    """A cell with the name of a thing; empty where there is none."""
    return Cell(facts.label(store, thing, lang), thing.value) if thing else Cell("")


SUMMITS = Kind(
    _TITLE,
    Said(
        "When and where the heads of state and the heads of government met, a year to a line.",
        "国家元首和政府首脑何时何地会晤，每年一行。",
        "Когда и где встречались главы государств и главы правительств, год за годом.",
    ),
    (),
    paint,
)
