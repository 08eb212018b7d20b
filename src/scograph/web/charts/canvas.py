"""A canvas: an SVG document without references to other files, for light and dark backgrounds.

Every text goes through ElementTree, which escapes it. Colours have a place in `COLOURS` for both
backgrounds, each at least three to one against it, and each status a pattern as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TypeAlias
from xml.etree import ElementTree as ET

COLOURS: dict[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#1c2326"),
    "ink": ("#1a1f25", "#e8ecf0"),
    "soft": ("#55606b", "#a9b3bd"),
    "rule": ("#dfe3e8", "#323d42"),
    "grid": ("#c3c9d0", "#4d5a61"),
    "band": ("#f4f6f8", "#222b2f"),
    "land": ("#e4e2dc", "#3a444a"),
    "member": ("#0a4a8f", "#62a8ff"),
    "acceding": ("#0a4a8f", "#62a8ff"),
    "observer": ("#c2570c", "#f0933f"),
    "dialogue": ("#2f9468", "#7fd6a0"),
    "partner": ("#b4468c", "#e58cc4"),
    "other": ("#6b7078", "#9aa2ab"),
    "heat1": ("#e3edf7", "#22374c"),
    "heat2": ("#b9d3ec", "#264b75"),
    "heat3": ("#7fb0db", "#2f6aa8"),
    "heat4": ("#2f74b3", "#6aa9ee"),
    "heat5": ("#0a3f7d", "#b5d6ff"),
    "on1": ("#1a1f25", "#e8ecf0"),
    "on2": ("#1a1f25", "#e8ecf0"),
    "on3": ("#1a1f25", "#ffffff"),
    "on4": ("#ffffff", "#14181d"),
    "on5": ("#ffffff", "#14181d"),
}
# The width of a drawing for a phone.
NARROW = 340.0
PATTERNED = ("acceding", "observer", "dialogue", "partner", "other")
_FONTS = (
    'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,'
    '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",'
    '"Source Han Sans SC","WenQuanYi Micro Hei",sans-serif'
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NARROW = frozenset("iljItfr.,:;!|'’()[]·- ")
_WIDE = frozenset("mwMWЖШЩЮжшщюмМ—…@%")

Mark: TypeAlias = Callable[["Canvas", float, float], None]


class Canvas:
    """A canvas of a fixed width, whose height grows with what is drawn.

    Classes of marks: `f-COLOUR` fills, `s-COLOUR` strokes, and `p-STATUS` fills with a pattern.
    """

    def __init__(self, width: float, lang: str) -> None:
        self.width = width
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "xml:lang": lang})
        self._into = self._root

    def add(self, tag: str, cls: str, tip: str | None = None, **attributes: str | float) -> None:
        """Draws an element; `tip` is its tooltip."""
        written = {
            name.replace("_", "-"): value if isinstance(value, str) else _number(value)
            for name, value in attributes.items()
        }
        mark = ET.SubElement(self._into, tag, {"class": cls, **written} if cls else written)
        if tip:
            ET.SubElement(mark, "title").text = legal(tip)

    def line(self, x1: float, y1: float, x2: float, y2: float, cls: str) -> None:
        """A straight line."""
        self.add("path", cls, d=f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}")

    def rect(
        self, x: float, y: float, wide: float, high: float, cls: str, tip: str | None = None
    ) -> None:
        """A rectangle from its upper left corner."""
        self.add("rect", cls, tip, x=x, y=y, width=max(wide, 0.5), height=high)

    def text(self, x: float, y: float, text: str, cls: str = "", anchor: str = "start") -> None:
        """Draws a text on the line y; `cls`: n small, b bold, q quiet, h with a halo."""
        placed = {"x": _number(x), "y": _number(y)}
        if cls:
            placed["class"] = cls
        if anchor != "start":
            placed["text-anchor"] = anchor
        ET.SubElement(self._into, "text", placed).text = legal(text)

    def slanted(self, x: float, y: float, text: str, cls: str = "") -> None:
        """Draws a text that rises from a point to the right."""
        at = f"{_number(x)} {_number(y)}"
        mark = {"transform": f"translate({at}) rotate(-55)", **({"class": cls} if cls else {})}
        ET.SubElement(self._into, "text", mark).text = legal(text)

    def window(self, x: float, y: float, wide: float, high: float) -> None:
        """Opens a window with its own origin; what is outside of it is cut off."""
        frame = {"x": x, "y": y, "width": wide, "height": high}
        self._into = ET.SubElement(
            self._root, "svg", {name: _number(value) for name, value in frame.items()}
        )

    def close(self) -> None:
        """Closes the window."""
        self._into = self._root

    def legend(self, x: float, y: float, entries: list[tuple[Mark, str]]) -> float:
        """Draws a legend from y on, and returns the y below it."""
        left = x
        for mark, whole in entries:
            text = shorten(whole, 12, self.width - x - 32)
            wide = 24 + width(text, 12)
            if left > x and left + wide > self.width - 8:
                left, y = x, y + 20
            mark(self, left, y)
            self.text(left + 24, y + 11, text, "n")
            left += wide + 18
        return y + 20

    def finish(self, height: float, title: str, summary: str) -> str:
        """The SVG document with the given height."""
        size = {"width": _number(self.width), "height": _number(height)}
        self._root.attrib.update(
            size,
            viewBox=f"0 0 {size['width']} {size['height']}",
            role="img",
            **{"aria-labelledby": "title desc"},
        )
        head = [ET.Element("title", {"id": "title"}), ET.Element("desc", {"id": "desc"})]
        head[0].text, head[1].text = legal(title), legal(summary)
        style = ET.Element("style")
        style.text = _style()
        head += [style, _patterns(), ET.Element("rect", {"class": "f-paper", **size})]
        for at, element in enumerate(head):
            self._root.insert(at, element)
        return ET.tostring(self._root, encoding="unicode") + "\n"


def width(text: str, size: float) -> float:
    """The approximate width of a text in the fonts of the charts.

    >>> width("塔什干", 12), width("Tashkent", 12) < width("Ташкент Ташкент", 12)
    (36.0, True)
    """
    return size * sum(_em(char) for char in text)


def shorten(text: str, size: float, wide: float) -> str:
    """The text, cut to a width.

    >>> shorten("Shanghai Cooperation Organisation", 12, 80), shorten("Ufa", 12, 80)
    ('Shanghai C…', 'Ufa')
    """
    room = wide / size
    used = 0.0
    fits = 0
    for at, char in enumerate(text):
        used += _em(char)
        if used > room:
            return text[:fits].rstrip() + "…"
        if used + _em("…") <= room:
            fits = at + 1
    return text


def legal(text: str) -> str:
    """The text without characters that XML excludes or that change the direction of the line.

    >>> legal("a\\x00b\\x1b\\u202e")
    'ab'
    """
    return _TURNS.sub("", _NO_XML.sub("", text))


def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if unicodedata.category(char) == "Mn":
        return 0.0
    if char in _NARROW:
        return 0.34
    if char in _WIDE:
        return 0.86
    return 0.66 if char.isupper() or "\u0400" <= char <= "\u04ff" else 0.57


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


def _style() -> str:
    rules = [
        f"text{{font:13px {_FONTS};fill:{COLOURS['ink'][0]}}}",
        ".n{font-size:12px}.b{font-weight:600}.t{font-variant-numeric:tabular-nums}",
        ".h{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}",
        "path,.o{fill:none}.w2{stroke-width:2}.w0{stroke-width:.5}",
        ".dash{stroke-dasharray:3 2}.round{stroke-linecap:round}",
        *(f".p-{name}{{fill:url(#{name})}}" for name in PATTERNED),
        ".p-member{fill:" + COLOURS["member"][0] + "}",
    ]
    dark = [
        f"text{{fill:{COLOURS['ink'][1]}}}",
        ".p-member{fill:" + COLOURS["member"][1] + "}",
    ]
    for into, which in ((rules, 0), (dark, 1)):
        for name, pair in COLOURS.items():
            into.append(f".f-{name}{{fill:{pair[which]}}}.s-{name}{{stroke:{pair[which]}}}")
        into.append(f".q{{fill:{COLOURS['soft'][which]}}}.h{{stroke:{COLOURS['paper'][which]}}}")
    return "\n".join([*rules, f"@media (prefers-color-scheme:dark){{{''.join(dark)}}}"])


def _patterns() -> ET.Element:
    defs = ET.Element("defs")
    strokes = {
        "acceding": ("f-paper", "s-acceding", "M-1 1L1 -1M-1 9L9 -1M7 9L9 7", 2.4),
        "observer": ("f-observer", "s-paper", "M-1 7L1 9M-1 -1L9 9M7 -1L9 1", 1.1),
        "dialogue": ("f-dialogue", "s-paper", "M2 2h.01M6 6h.01", 2.2),
        "partner": ("f-partner", "s-paper", "M0 2h8M0 6h8", 1.1),
        "other": ("f-paper", "s-other", "M0 2h8M0 6h8M2 0v8M6 0v8", 0.9),
    }
    for name, (ground, ink, lines, weight) in strokes.items():
        size = {"width": "8", "height": "8"}
        tile = ET.SubElement(
            defs, "pattern", {"id": name, "patternUnits": "userSpaceOnUse", **size}
        )
        ET.SubElement(tile, "rect", {"class": ground, **size})
        ET.SubElement(
            tile, "path", {"class": f"{ink} round", "d": lines, "stroke-width": _number(weight)}
        )
    return defs
