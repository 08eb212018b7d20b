"""Summits and sessions of the heads of government over time: one line for each year."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.web.charts import data
from scograph.web.charts.canvas import NARROW, Canvas, Mark, shorten, width
from scograph.web.charts.chart import Cell, Chart, Kind
from scograph.web.charts.data import Session
from scograph.web.words import Phrase, joined

_LINE = 25.0
_LEFT = 62.0
_MONTH = 54.0
_RIGHT = 96.0
_MONTHS = Phrase("chart_summits_months")
KINDS = {
    "five": Phrase("chart_summits_kinds_five"),
    "summit": Phrase("chart_summits_kinds_summit"),
    "government": Phrase("chart_summits_kinds_government"),
}
VIDEO = Phrase("chart_summits_video")
_INKS = {"five": "partner", "summit": "member", "government": "observer"}
_TITLE = Phrase("chart_summits_title")
_SUMMARY = Phrase("chart_summits_summary")
_UNDATED = Phrase("chart_summits_undated")
_NOTHING = Phrase("chart_summits_nothing")
_HEADS = (
    Phrase("chart_summits_heads_date"),
    Phrase("chart_summits_heads_meeting"),
    Phrase("chart_summits_heads_kind"),
    Phrase("chart_summits_heads_form"),
    Phrase("chart_summits_heads_city"),
    Phrase("chart_summits_heads_host"),
)


def kind(session: Session) -> str:
    """The kind of a session: five, summit or government."""
    if session.body == data.SHANGHAI_FIVE:
        return "five"
    return "government" if session.body == data.GOVERNMENT else "summit"


def mark(name: str, video: bool = False) -> Mark:
    """The symbol of a kind of session in a box of 18 by 12; hollow if held by video."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        put(canvas, x + 9, y + 6, name, video)

    return draw


def put(canvas: Canvas, x: float, y: float, name: str, video: bool, tip: str = "") -> None:
    """The symbol of a kind of session around a point."""
    look = f"f-{'paper' if video else _INKS[name]} s-{_INKS[name]} w2"
    if name == "summit":
        canvas.add("circle", look, tip, cx=x, cy=y, r=5.5)
    elif name == "government":
        canvas.add("rect", look, tip, x=x - 4.7, y=y - 4.7, width=9.4, height=9.4)
    else:
        canvas.add("path", look, tip, d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z")


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The chart of all sessions."""
    every = data.sessions(store)
    found = [one for one in every if one.day]
    if not found:
        raise UsageError(_NOTHING.to(lang))
    last = int(found[-1].day[:4])
    first = max(int(found[0].day[:4]), last - 120)
    narrow = "narrow" in values
    wide = (NARROW - _LEFT - _RIGHT / 2) / 12 if narrow else _MONTH
    canvas = Canvas(NARROW if narrow else _LEFT + 12 * _MONTH + _RIGHT, lang)
    marks = [(mark(name), label.to(lang)) for name, label in KINDS.items()]
    top = canvas.legend(12, 12, [*marks, (mark("summit", True), VIDEO.to(lang))]) + 32
    bottom = top + (last - first + 1) * _LINE
    for year in range(first, last + 1, 2):
        canvas.rect(0, top + (year - first) * _LINE, canvas.width, _LINE, "f-band")
    for month, name in enumerate(_MONTHS.to(lang).split()):
        at = _LEFT + month * wide
        canvas.line(at, top, at, bottom, "s-rule")
        # On a phone there is room for the name of every third month.
        for y in (top - 8, bottom + 17) if not narrow or month % 3 == 0 else ():
            canvas.text(at + wide / 2, y, name, "n q", "middle")
    canvas.line(_LEFT + 12 * wide, top, _LEFT + 12 * wide, bottom, "s-rule")
    for year in range(first, last + 1):
        y = top + (year - first + 0.5) * _LINE
        canvas.text(12, y + 4.5, str(year), "t b" if year % 5 == 0 else "t")
        _year(canvas, store, lang, y, wide, [one for one in found if int(one.day[:4]) == year])
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
    return Chart(canvas.finish(bottom + 28, title, summary), title, summary, heads, table)


def _year(
    canvas: Canvas, store: ox.Store, lang: str, y: float, month: float, found: list[Session]
) -> None:
    """Draws the sessions of a year: names of summits on the left, of the others on the right."""
    free = 0.0
    previous = ""
    for one in found:
        x = max(_at(one.day, month), free + 15)
        free = x
        place = one.city or one.host
        room = canvas.width - x - 15 if kind(one) == "government" else x - 58
        name = shorten(data.label(store, place, lang), 13, min(room, 130)) if place else "–"
        tip = f"{one.dates} · {KINDS[kind(one)].to(lang)} · {name}"
        if one.latest > one.day:
            until = _at(one.latest, month) if one.latest[:4] == one.day[:4] else _LEFT + 12 * month
            canvas.rect(x, y - 2, until - x, 4, f"o dash s-{_INKS[kind(one)]}", tip)
        put(canvas, x, y, kind(one), one.by_video, tip)
        if kind(one) == "government":
            canvas.text(x + 11, y + 4.5, name)
            free = x + 11 + width(name, 13)
        elif name != previous:
            canvas.text(x - 11, y + 4.5, name, "", "end")
        previous = name


def _at(day: str, month: float) -> float:
    date = datetime.date.fromisoformat(day)
    after = (date.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    days = (after - date.replace(day=1)).days
    return _LEFT + (date.month - 1 + (date.day - 0.5) / days) * month


def _row(store: ox.Store, lang: str, one: Session) -> list[Cell]:
    return [
        Cell(one.dates or "?"),
        Cell(data.label(store, one.meeting, lang), one.meeting.value),
        Cell(KINDS[kind(one)].to(lang)),
        *(named(store, thing, lang) for thing in (one.format, one.city, one.host)),
    ]


def named(store: ox.Store, thing: ox.NamedNode | None, lang: str) -> Cell:
    """A cell with the name of a thing; empty if there is none."""
    return Cell(data.label(store, thing, lang), thing.value) if thing else Cell("")


SUMMITS = Kind(
    _TITLE,
    Phrase("chart_summits_summits_about"),
    (),
    paint,
)
