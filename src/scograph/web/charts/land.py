"""The map: outlines of states, in an equal-area projection."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from scograph.web.charts.canvas import Canvas, width
from scograph.web.words import Phrase

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Point]

BOUNDARIES = Phrase("chart_land_boundaries")
# Lambert's azimuthal equal-area projection around the middle of Asia.
_LONG, _LAT = math.radians(80), math.radians(42)
_EDGE = (-0.89, -0.94, 0.76, 0.76)


# What a phone shows of a larger map: from the Black Sea to the Yellow Sea.
_NARROW = (-0.58, -0.42, 0.6, 0.52)


class Style(NamedTuple):
    """The style of a state on the map."""

    look: str
    tip: str


def project(lat: float, long: float) -> Point | None:
    """The position of a place, right and down from the centre; None if it is off the map.

    >>> project(42, 80), project(40.7, -74)
    ((0.0, 0.0), None)
    """
    x, y = _project(lat, long)
    left, top, right, bottom = _EDGE
    return (x, y) if left <= x <= right and top <= y <= bottom else None


def _project(lat: float, long: float) -> Point:
    up, along = math.radians(lat), math.radians(long) - _LONG
    near = math.sin(_LAT) * math.sin(up) + math.cos(_LAT) * math.cos(up) * math.cos(along)
    scale = math.sqrt(2 / (1 + max(-0.9999, near)))
    down = math.sin(_LAT) * math.cos(up) * math.cos(along) - math.cos(_LAT) * math.sin(up)
    return scale * math.cos(up) * math.sin(along), scale * down


@cache
def outlines() -> dict[str, list[Ring]]:
    """The rings of each state by its ISO 3166 code, projected."""
    file = resources.files("scograph.web.charts") / "outlines.json"
    found: dict[str, list[list[int]]] = json.loads(file.read_text(encoding="utf-8"))
    return {
        code: [
            [
                _project(lat / 100, long / 100)
                for long, lat in zip(ring[::2], ring[1::2], strict=True)
            ]
            for ring in rings
        ]
        for code, rings in found.items()
    }


def within(points: Iterable[Point]) -> list[Point]:
    """The points that a phone shows; all where it would show none."""
    left, top, right, bottom = _NARROW
    every = list(points)
    return [(x, y) for x, y in every if left <= x <= right and top <= y <= bottom] or every


def area(ring: Ring) -> float:
    """The area of a ring."""
    return abs(_signed(ring))


def centre(ring: Ring) -> Point:
    """The centre of gravity of a ring."""
    size = _signed(ring) * 6
    if not size:
        return ring[0]
    sums = [0.0, 0.0]
    for (x0, y0), (x1, y1) in _edges(ring):
        cross = x0 * y1 - x1 * y0
        sums[0] += (x0 + x1) * cross
        sums[1] += (y0 + y1) * cross
    return sums[0] / size, sums[1] / size


def _signed(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in _edges(ring)) / 2


def _edges(ring: Ring) -> Iterable[tuple[Point, Point]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)


class Map:
    """A part of the map that has room for some points, at a width in pixels."""

    def __init__(self, points: Iterable[Point], wide: float, margin: float) -> None:
        placed = list(points) or [(0.0, 0.0)]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        self._left = max(min(xs) - margin, _EDGE[0])
        self._top = max(min(ys) - margin, _EDGE[1])
        right = min(max(xs) + margin, _EDGE[2])
        self._bottom = min(max(ys) + margin, _EDGE[3])
        self.wide = wide
        self.scale = wide / (right - self._left)
        self.high = (self._bottom - self._top) * self.scale
        self._taken: list[tuple[float, float, float, float]] = []

    def at(self, point: Point) -> Point:
        """The position of a point in the window of the map."""
        return (point[0] - self._left) * self.scale, (point[1] - self._top) * self.scale

    def draw(self, canvas: Canvas, states: Mapping[str, Style]) -> None:
        """Draws the land, and on it the states that have a style."""
        known = outlines()
        others = (ring for code, rings in known.items() if code not in states for ring in rings)
        canvas.add("path", "f-land s-paper w0", d=self._path(others))
        for code, style in states.items():
            path = self._path(known.get(code, []))
            if path:
                canvas.add("path", style.look, style.tip, d=path)

    def take(self, x: float, y: float, around: float) -> None:
        """Keeps labels away from a box."""
        self._taken.append((x - around, y - around, x + around, y + around))

    def label(self, canvas: Canvas, point: Point, text: str, beside: float, cls: str) -> bool:
        """Draws a label at a point or beside it; False if there is no room."""
        x, y = self.at(point)
        wide = width(text, 12) * 1.08
        for across, down in _places(wide, beside):
            box = (x + across, y + down - 10, x + across + wide, y + down + 3)
            inside = box[0] > 2 and box[1] > 2 and box[2] < self.wide - 2 and box[3] < self.high - 2
            if inside and not any(_meet(box, other) for other in self._taken):
                self._taken.append(box)
                canvas.text(box[0], y + down, text, cls)
                return True
        return False

    def _path(self, rings: Iterable[Ring]) -> str:
        written = []
        for ring in rings:
            placed = [self.at(point) for point in ring]
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            if max(xs) < 0 or min(xs) > self.wide or max(ys) < 0 or min(ys) > self.high:
                continue
            tenths = [(round(x * 10), round(y * 10)) for x, y in placed]
            moves = [f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}l"]
            for (x0, y0), (x1, y1) in pairwise(tenths):
                if (x0, y0) != (x1, y1):
                    moves.append(f"{_tenth(x1 - x0)} {_tenth(y1 - y0)} ")
            if len(moves) > 2:
                written.append("".join(moves).rstrip() + "z")
        return "".join(written)


def _places(wide: float, beside: float) -> list[Point]:
    """The offsets of a label from a point: on it, right, left, above and below."""
    if not beside:
        return [(-wide / 2, 4.0)]
    slant = beside * 0.75
    return [
        (beside + 3, 4.0),
        (-beside - 3 - wide, 4.0),
        (slant + 2, -slant),
        (slant + 2, slant + 9),
        (-slant - 2 - wide, -slant),
        (-slant - 2 - wide, slant + 9),
        (-wide / 2, -beside - 4),
        (-wide / 2, beside + 12),
    ]


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _tenth(value: int) -> str:
    return f"{value // 10}" if value % 10 == 0 else f"{value / 10:.1f}"
