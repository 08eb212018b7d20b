"""Rows of bars over the years, for charts of periods."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scograph.web.charts.canvas import NARROW, Canvas, Mark, shorten, width
from scograph.web.charts.data import Stretch
from scograph.web.charts.years import Bar, Years
from scograph.web.words import Phrase

GOES_ON = Phrase("chart_rows_goes_on")
POSSIBLE = Phrase("chart_rows_possible")
UNDATED = Phrase("chart_rows_undated")
_LANE = 13.0
_GUTTER = 225.0
_GUTTER_NARROW = 84.0
_MOST_YEARS = 120


class Row(NamedTuple):
    """A name and its bars; one without bars is a heading."""

    name: str
    bars: list[Bar]


def span(times: Iterable[Stretch], until: str, first: int | None = None) -> tuple[int, int]:
    """The first and the last year of a chart; the last is the end of the record."""
    known = [int(day[:4]) for time in times for day in (*time[:4], until) if day]
    last = max(known, default=2001)
    begin = max(min(known, default=last), last - _MOST_YEARS)
    return min(max(begin, first or begin), last), last


def draw(
    lang: str,
    rows: list[Row],
    years: tuple[int, int],
    marks: list[tuple[Mark, str]],
    *,
    narrow: bool = False,
) -> tuple[Canvas, float]:
    """Draws the rows under a legend, and returns the height."""
    widest = max((width(row.name, 13) for row in rows if row.bars), default=0.0)
    gutter = min(widest, _GUTTER_NARROW if narrow else _GUTTER) + 24
    first, last = years
    wide = max(420.0, min((last - first + 1) * 24.0, 840.0))
    if narrow:
        wide = NARROW - gutter - 22
    scale = Years(first, last, gutter, gutter + wide)
    canvas = Canvas(scale.right + 22, lang)
    times = [bar.time for row in rows for bar in row.bars]
    top = canvas.legend(12, 12, [*marks, *_marks(lang, times)]) + 28
    lanes = [_lanes(row.bars) for row in rows]
    heights = [10 + (max(of_row, default=0) + 1) * (_LANE + 2) - 2 for of_row in lanes]
    bottom = top + sum(heights)
    y = top
    for at, high in enumerate(heights):
        if at % 2 == 0:
            canvas.rect(0, y, canvas.width, high, "f-band")
        y += high
    scale.grid(canvas, top, bottom)
    y = top
    for row, of_row, high in zip(rows, lanes, heights, strict=True):
        if not row.bars:
            canvas.text(12, y + high / 2 + 4.5, shorten(row.name, 13, canvas.width - 30), "b h")
        else:
            name = shorten(row.name, 13, gutter - 18)
            canvas.text(gutter - 11, y + high / 2 + 4.5, name, "", "end")
        for bar, lane in zip(row.bars, of_row, strict=True):
            place = y + 5 + lane * (_LANE + 2)
            if _undated(bar.time):
                canvas.line(scale.left, place + 7, scale.right, place + 7, f"dash s-{bar.ink}")
                canvas.text(scale.left + 8, place + 11, UNDATED.to(lang), "n q h")
            else:
                scale.bar(canvas, bar, place, _LANE)
        y += high
    return canvas, bottom + 30


def dates(time: Stretch, lang: str) -> str:
    """The dates as recorded, or a text that there are none."""
    if _undated(time):
        return UNDATED.to(lang)
    return f"{time.since or '?'} – {until(time, lang)}"


def until(time: Stretch, lang: str) -> str:
    """The end as recorded, that it goes on, or ? where the end is not known."""
    return time.until or (GOES_ON.to(lang) if time.goes_on else "?")


def _undated(time: Stretch) -> bool:
    return not any(time[:4])


def _lanes(bars: list[Bar]) -> list[int]:
    """The lane of each bar, so that bars of the same time do not overlap."""
    ends: list[str] = []
    lanes = []
    for bar in bars:
        begin = bar.time.earliest or bar.time.latest
        free = next((at for at, end in enumerate(ends) if end <= begin), len(ends))
        ends[free : free + 1] = [bar.time.end_latest or "9999"]
        lanes.append(free)
    return lanes


def _marks(lang: str, times: list[Stretch]) -> list[tuple[Mark, str]]:
    """The legend entries for unknown dates that occur."""
    marks: list[tuple[Mark, str]] = []
    if any(time.goes_on for time in times if not _undated(time)):
        marks.append((_open_mark, GOES_ON.to(lang)))
    if any(map(_inexact, times)):
        marks.append((_possible_mark, POSSIBLE.to(lang)))
    return marks


def _inexact(time: Stretch) -> bool:
    ends = time.goes_on or (time.ended and time.end_earliest == time.end_latest)
    return time.earliest != time.latest or not ends


def _open_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 9, 12, "f-soft")
    canvas.add("path", "f-soft", d=f"M{x + 11:.1f} {y:.1f}l7 6l-7 6z")


def _possible_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y + 4, 18, 4, "o dash s-soft")
