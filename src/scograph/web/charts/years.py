"""A scale of years: the position of a day, the grid, and bars for periods.

A bar says what is known of its ends: a thin piece spans the days on which it may have begun or
ended, and an arrow marks that it goes on at the end of the record.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from scograph.web.charts.canvas import Canvas
from scograph.web.charts.data import Stretch


class Bar(NamedTuple):
    """A bar for a period, with its ink; hollow for another kind."""

    time: Stretch
    ink: str
    tip: str
    hollow: bool = False


class Years(NamedTuple):
    """The scale from the start of one year to the end of another, over a width."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: str) -> float:
        """The position of a day; days outside of the scale are at its edge."""
        year = int(day[:4])
        if year < self.first:
            return self.left
        if year > self.last:
            return self.right
        begin = datetime.date(year, 1, 1)
        date = datetime.date.fromisoformat(day)
        part = (date - begin).days / (datetime.date(year, 12, 31) - begin).days
        return self.left + (year - self.first + min(part, 1.0)) * self.step

    @property
    def step(self) -> float:
        """The width of a year."""
        return (self.right - self.left) / (self.last - self.first + 1)

    def grid(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Draws a line for every year, a stronger one with its number for every fifth."""
        for year in range(self.first, self.last + 1):
            at = self.left + (year - self.first) * self.step
            if year % 5 == 0:
                canvas.line(at, top - 4, at, bottom + 4, "s-grid")
                if (self.step * 5 > 34 or year % 10 == 0) and at + 34 < canvas.width:
                    for y in (top - 8, bottom + 16):
                        canvas.text(at + 3, y, str(year), "n q t")
            else:
                canvas.line(at, top, at, bottom, "s-rule")

    def bar(self, canvas: Canvas, bar: Bar, y: float, high: float) -> None:
        """Draws a bar at the line y."""
        time, tip = bar.time, bar.tip
        soonest = self.x(time.earliest) if time.earliest else self.left
        end = self._end(time)
        latest_end = self.x(time.end_latest) if time.end_latest else self.right
        # Of what has no recorded beginning, nothing before its end is certain.
        begin = min(self.x(time.latest), max(end, soonest)) if time.latest else end
        look = f"f-paper s-{bar.ink} w2" if bar.hollow else f"p-{bar.ink} s-{bar.ink}"
        middle = y + high / 2
        if begin - soonest > 1.5:
            canvas.rect(soonest, middle - 2, begin - soonest, 4, f"o dash s-{bar.ink}", tip)
        if latest_end - end > 1.5:
            canvas.rect(end, middle - 2, latest_end - end, 4, f"o dash s-{bar.ink}", tip)
        if time.latest:
            canvas.rect(begin, y, end - begin, high, look, tip)
        if time.goes_on:
            self._arrow(canvas, end + 2, y, high, 7, bar.ink)
        if not time.earliest or int(time.earliest[:4]) < self.first:
            self._arrow(canvas, soonest - 2, y, high, -6, bar.ink)

    def _end(self, time: Stretch) -> float:
        if time.goes_on:
            return self.right
        if time.end_earliest:
            return self.x(time.end_earliest)
        # An end on an unknown day is drawn as possible from the last day on which it is shown.
        return self.x(max(time.shown_until, time.latest or time.earliest or "0001"))

    def _arrow(
        self, canvas: Canvas, x: float, y: float, high: float, wide: float, ink: str
    ) -> None:
        path = f"M{x:.1f} {y:.1f}l{wide:.0f} {high / 2:.1f}l{-wide:.0f} {high / 2:.1f}z"
        canvas.add("path", f"f-{ink}", d=path)
