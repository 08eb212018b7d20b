"""A drawing of triples: things in columns from left to right, joined by labelled lines.

Only things are drawn; texts, numbers and dates are left to the Turtle. Each thing hangs on the
first one that leads to it, with words on the line; the other lines have their words as a tip.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph.rdf.namespaces import PREFIXES, SCOG, curie
from scograph.web.charts.canvas import legal, width
from scograph.web.pages.texts import Text, Texts

MOST = 60
_TYPE = PREFIXES["rdf"] + "type"
_SIZE, _SMALL = 13.0, 11.0
_ROW, _BOX, _EDGE = 32.0, 24.0, 8.0
_BEND, _TIP = 44.0, 10.0
_WIDEST, _WIDEST_WORD = 320.0, 190.0

Thing: TypeAlias = ox.NamedNode | ox.BlankNode


class Box(NamedTuple):
    """A thing, in a box from its upper left corner."""

    x: float
    y: float
    wide: float
    high: float
    name: Text
    full: str


class Line(NamedTuple):
    """A line between two boxes, and the position of its label, if it has one."""

    path: str
    words: str
    x: float
    y: float
    full: str
    hangs: bool


class Drawing(NamedTuple):
    """Boxes and lines; `left_out` is the number of things without room."""

    wide: float
    high: float
    boxes: list[Box]
    lines: list[Line]
    left_out: int


class _Place(NamedTuple):
    column: int
    row: int


def draw(triples: Iterable[ox.Triple], texts: Texts) -> Drawing | None:
    """The drawing; None if no thing is joined to another."""
    joined = _joined(triples)
    if not joined:
        return None
    tree = _Tree(joined)
    places = tree.places()
    names = {thing: _name(thing, texts) for thing in places}
    shown = {
        thing: text._replace(text=_fitting(text.text, _SIZE, _WIDEST - 20))
        for thing, text in names.items()
    }
    words = {
        (parent, thing): _words(joined[parent][thing], texts)
        for thing, parent in tree.hanging.items()
    }
    columns = 1 + max(place.column for place in places.values())
    wide = [
        max(_wide(shown[t].text, _SIZE) for t, p in places.items() if p.column == column) + 20
        for column in range(columns)
    ]
    gaps = [0.0] + [
        _BEND
        + _TIP
        + max(
            _wide(words[parent, thing], _SMALL)
            for thing, parent in tree.hanging.items()
            if places[thing].column == column
        )
        + 18
        for column in range(1, columns)
    ]
    lefts = [_EDGE + sum(wide[:c]) + sum(gaps[: c + 1]) for c in range(columns)]
    boxes = {
        thing: Box(
            lefts[place.column],
            _EDGE + place.row * _ROW,
            _wide(shown[thing].text, _SIZE) + 20,
            _BOX,
            shown[thing],
            f"{legal(names[thing].text)} ({_short(thing)})",
        )
        for thing, place in places.items()
    }
    lines = []
    for one, others in joined.items():
        for other, predicates in others.items():
            if one in boxes and other in boxes:
                hangs = tree.hanging.get(other) == one
                full = " · ".join(curie(iri) for iri in predicates)
                label = words[one, other] if hangs else ""
                start = places[other].column
                bend = lefts[start] - gaps[start] + _BEND
                lines.append(_line(boxes[one], boxes[other], bend, label, full, hangs))
    lines.sort(key=lambda line: line.hangs)
    high = max(box.y for box in boxes.values()) + _BOX + _EDGE
    # A line back to a box at its left swings out to the right of both.
    right = max(box.x + box.wide for box in boxes.values()) + _EDGE
    if any(not line.hangs for line in lines):
        right += _BEND
    return Drawing(round(right), round(high), list(boxes.values()), lines, tree.left_out)


class _Tree:
    """The parent of each thing: the first thing that leads to it, as far as there is room."""

    def __init__(self, joined: dict[Thing, dict[Thing, list[str]]]) -> None:
        self._joined = joined
        self.hanging: dict[Thing, Thing] = {}
        self._under: dict[Thing, list[Thing]] = {}
        self._roots: list[Thing] = []
        led_to = {other for others in joined.values() for other in others}
        every = dict.fromkeys([*joined, *sorted(led_to, key=str)])
        order = sorted(every, key=lambda t: (t in led_to, -len(joined.get(t, ())), str(t)))
        for thing in order:
            if thing not in self._under and len(self._under) < MOST:
                self._roots.append(thing)
                self._grow(thing)
        self.left_out = len(every) - len(self._under)

    def _grow(self, root: Thing) -> None:
        self._under[root] = []
        queue = deque([root])
        while queue:
            thing = queue.popleft()
            for other in self._joined.get(thing, ()):
                if other not in self._under and len(self._under) < MOST:
                    self._under[other] = []
                    self._under[thing].append(other)
                    self.hanging[other] = thing
                    queue.append(other)

    def places(self) -> dict[Thing, _Place]:
        """A column and a row for each: what hangs on nothing at the left, others from there on."""
        columns: dict[Thing, int] = {}
        for root in self._roots:
            queue = deque([(root, 0)])
            while queue:
                thing, column = queue.popleft()
                columns[thing] = column
                queue.extend((other, column + 1) for other in self._under[thing])
        rows: dict[Thing, int] = {}
        last = 0
        for root in self._roots:
            stack = [root]
            while stack:
                thing = stack.pop()
                rows[thing] = last
                if self._under[thing]:
                    stack.extend(reversed(self._under[thing]))
                else:
                    last += 1
        return {thing: _Place(columns[thing], rows[thing]) for thing in columns}


def _joined(triples: Iterable[ox.Triple]) -> dict[Thing, dict[Thing, list[str]]]:
    """From thing to thing by which properties: those of this ontology first.

    What kind a thing is, is left out where anything else is said.
    """
    found: dict[Thing, dict[Thing, list[str]]] = {}
    kinds: dict[Thing, dict[Thing, list[str]]] = {}
    for triple in sorted(triples, key=str):
        one, other, iri = triple.subject, triple.object, triple.predicate.value
        if (
            isinstance(one, ox.NamedNode | ox.BlankNode)
            and isinstance(other, ox.NamedNode | ox.BlankNode)
            and one != other
        ):
            into = kinds if iri == _TYPE else found
            into.setdefault(one, {}).setdefault(other, []).append(iri)
    for others in found.values():
        for iris in others.values():
            iris.sort(key=lambda iri: (not iri.startswith(SCOG), iri))
    return {
        one: dict(sorted(others.items(), key=lambda pair: (_rank(pair[1][0]), str(pair[0]))))
        for one, others in (found or kinds).items()
    }


def _rank(iri: str) -> tuple[bool, str]:
    return (not iri.startswith(SCOG), iri)


def _line(one: Box, other: Box, bend: float, words: str, full: str, hangs: bool) -> Line:
    x1, y1 = one.x + one.wide, one.y + _BOX / 2
    x2, y2 = other.x, other.y + _BOX / 2
    if hangs:
        # What hangs on a thing is below it or beside it, so no other trunk runs along this one.
        trunk = bend - _BEND / 2
        turn = f"H{trunk:.0f}V{y2 - 8:.0f}Q{trunk:.0f} {y2:.0f} {trunk + 8:.0f} {y2:.0f}"
        path = f"M{x1:.0f} {y1:.0f}{turn if y2 > y1 else ''}H{x2 - 3:.0f}"
        return Line(path, words, round(bend + 4), round(y2 - 4), full, True)
    if x2 > x1:
        middle = (x1 + x2) / 2
    else:
        x2 = other.x + other.wide
        middle = max(x1, x2) + _BEND
        x2 += 3
    path = f"M{x1:.0f} {y1:.0f}C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    return Line(path, "", 0, 0, full, False)


def _words(iris: list[str], texts: Texts) -> str:
    more = f" +{len(iris) - 1}" if len(iris) > 1 else ""
    return _fitting(texts.of(iris[0]).text, _SMALL, _WIDEST_WORD) + more


def _name(thing: Thing, texts: Texts) -> Text:
    return texts.value(thing) if isinstance(thing, ox.NamedNode) else Text("[ ]")


def _short(thing: Thing) -> str:
    return curie(thing.value) if isinstance(thing, ox.NamedNode) else str(thing)


def _wide(words: str, size: float) -> float:
    """A little more than the width in charts, since boxes are close to their text."""
    return 1.05 * width(words, size)


def _fitting(words: str, size: float, most: float) -> str:
    words = legal(words)
    if _wide(words, size) <= most:
        return words
    while words and _wide(words + "…", size) > most:
        words = words[:-1]
    return words.rstrip() + "…"
