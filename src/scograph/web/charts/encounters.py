"""Common meetings of leaders: a matrix of persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.web.charts import data
from scograph.web.charts.canvas import Canvas, Mark, shorten, width
from scograph.web.charts.chart import Ask, Cell, Chart, Kind, count, day
from scograph.web.charts.data import Attendance
from scograph.web.words import Phrase, joined

_CELL = 27.0
_LEVELS = 5
_ROOM = 190.0
_MEETINGS: dict[str, Phrase] = {
    "summits": Phrase("chart_encounters_meetings_summits"),
    "government": Phrase("chart_encounters_meetings_government"),
    "talks": Phrase("chart_encounters_meetings_talks"),
    "all": Phrase("chart_encounters_meetings_all"),
}
_KINDS = {
    "summits": ("summit",),
    "government": ("government",),
    "talks": ("talks",),
    "all": ("summit", "government", "talks"),
}
_TITLE = Phrase("chart_encounters_title")
_SUMMARY = Phrase("chart_encounters_summary")
_ALONE = Phrase("chart_encounters_alone")
_BLANK = Phrase("chart_encounters_blank")
_OWN = Phrase("chart_encounters_own")
_VIDEO = Phrase("chart_encounters_video")
_NOTHING = Phrase("chart_encounters_nothing")
_HEADS = (
    Phrase("chart_encounters_heads_one"),
    Phrase("chart_encounters_heads_the_other"),
    Phrase("chart_encounters_heads_together"),
    Phrase("chart_encounters_heads_of_these_by_video"),
    Phrase("chart_encounters_heads_first"),
    Phrase("chart_encounters_heads_last"),
)


class Pair(NamedTuple):
    """Two persons and the meetings that both attended, in order of date.

    `by_video` is how many of these one of the two saw on a screen.
    """

    one: ox.NamedNode
    other: ox.NamedNode
    meetings: list[Attendance]
    by_video: int


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The chart of the leaders who were at the most meetings."""
    kinds = _KINDS[values["meetings"]]
    since, until = day(values, "from"), day(values, "to", last=True)
    leading = data.posts(store, data.HEAD_OF_STATE, data.HEAD_OF_GOVERNMENT)
    attended: dict[str, dict[str, Attendance]] = {}
    persons: dict[str, ox.NamedNode] = {}
    for one in data.attendances(store):
        known = one.post is not None and one.post.value in leading
        if known and one.kind in kinds and _within(one.day, since, until):
            persons[one.person.value] = one.person
            attended.setdefault(one.person.value, {}).setdefault(one.meeting.value, one)
    if not attended:
        raise UsageError(_NOTHING.to(lang))
    most = sorted(attended, key=lambda person: (-len(attended[person]), person))
    shown = most[: count(values, "count", 2, 40)]
    shown.sort(key=lambda person: (min(one.day for one in attended[person].values()), person))
    names = [data.label(store, persons[person], lang) for person in shown]
    pairs = {
        (at, to): _pair(persons[one], persons[other], attended[one], attended[other])
        for at, one in enumerate(shown)
        for to, other in enumerate(shown)
        if at < to
    }
    title = _TITLE.to(lang)
    places, closest = max(
        pairs.items(), key=lambda pair: len(pair[1].meetings), default=((0, 0), None)
    )
    meetings = _MEETINGS[values["meetings"]].to(lang)
    parts = {"shown": len(shown), "all": len(most), "meetings": meetings}
    if closest is not None and closest.meetings:
        counts = _SUMMARY.to(lang).format(
            one=names[places[0]], other=names[places[1]], most=len(closest.meetings), **parts
        )
    else:
        counts = _ALONE.to(lang).format(**parts)
    summary = joined(lang, counts, _BLANK.to(lang))
    own = [len(attended[person]) for person in shown]
    svg = _draw(lang, title, summary, names, own, pairs)
    table = [
        [
            Cell(names[at], pair.one.value),
            Cell(names[to], pair.other.value),
            Cell(str(len(pair.meetings))),
            Cell(str(pair.by_video)),
            *(Cell(met.date, met.meeting.value) for met in (pair.meetings[0], pair.meetings[-1])),
        ]
        for (at, to), pair in sorted(pairs.items(), key=lambda one: -len(one[1].meetings))
        if pair.meetings
    ]
    return Chart(svg, title, summary, [head.to(lang) for head in _HEADS], table)


def _within(on: str, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    return bool(on) and (since is None or since <= on) and (until is None or on <= until)


def _pair(
    one: ox.NamedNode,
    other: ox.NamedNode,
    mine: Mapping[str, Attendance],
    theirs: Mapping[str, Attendance],
) -> Pair:
    common = [met for meeting, met in mine.items() if meeting in theirs]
    common.sort(key=lambda met: (met.day, met.meeting.value))
    by_video = sum(met.by_video or theirs[met.meeting.value].by_video for met in common)
    return Pair(one, other, common, by_video)


def _draw(
    lang: str,
    title: str,
    summary: str,
    names: list[str],
    own: list[int],
    pairs: Mapping[tuple[int, int], Pair],
) -> str:
    most = max((len(pair.meetings) for pair in pairs.values()), default=1)
    widest = min(max(width(name, 13) for name in names) * 1.06, _ROOM)
    left = widest + 24
    side = len(names) * _CELL
    canvas = Canvas(max(left + side + widest * 0.58 + 12, 360), lang)
    marks: list[tuple[Mark, str]] = [
        (_swatch(level), text) for level, text in _legend(most) if text
    ]
    marks.append((_own_mark, _OWN.to(lang)))
    top = canvas.legend(12, 12, marks) + widest * 0.82 + 16
    canvas.rect(left, top, side, side, "f-band")
    for at, name in enumerate(names):
        short = shorten(name, 13, _ROOM)
        across, down = left + at * _CELL, top + at * _CELL
        canvas.text(left - 8, down + _CELL / 2 + 4.5, short, "", "end")
        canvas.slanted(across + _CELL / 2 + 3, top - 6, short)
        canvas.rect(across + 1, down + 1, _CELL - 2, _CELL - 2, "f-paper s-grid", name)
        canvas.text(across + _CELL / 2, down + _CELL / 2 + 4.5, str(own[at]), "n q t", "middle")
    for (at, to), pair in pairs.items():
        many = len(pair.meetings)
        if not many:
            continue
        tip = f"{names[at]} – {names[to]}: {many}"
        if pair.by_video:
            tip += f" ({_VIDEO.to(lang)}: {pair.by_video})"
        level = _level(many, most)
        for row, column in ((at, to), (to, at)):
            x, y = left + column * _CELL, top + row * _CELL
            canvas.rect(x + 1, y + 1, _CELL - 2, _CELL - 2, f"f-heat{level}", tip)
            look = f"n t f-on{level}"
            canvas.text(x + _CELL / 2, y + _CELL / 2 + 4.5, str(many), look, "middle")
    return canvas.finish(top + side + 16, title, summary)


def _level(many: int, most: int) -> int:
    """The level of a number; the last level is that of the largest."""
    return max(1, -(-many * _LEVELS // most))


def _legend(most: int) -> list[tuple[int, str]]:
    levels: dict[int, list[int]] = {}
    for many in range(1, most + 1):
        levels.setdefault(_level(many, most), []).append(many)
    return [
        (level, str(of[0]) if len(of) == 1 else f"{of[0]}–{of[-1]}") for level, of in levels.items()
    ]


def _swatch(level: int) -> Mark:
    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y, 18, 12, f"f-heat{level}")

    return mark


def _own_mark(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 3, y, 12, 12, "o s-grid")


ENCOUNTERS = Kind(
    _TITLE,
    Phrase("chart_encounters_encounters_about"),
    (
        Ask(
            "meetings",
            "choice",
            Phrase("chart_encounters_encounters_meetings_help"),
            "summits",
            _MEETINGS,
        ),
        Ask(
            "count",
            "count",
            Phrase("chart_encounters_encounters_count_help"),
            "20",
        ),
        Ask(
            "from",
            "date",
            Phrase("chart_encounters_encounters_from_help"),
        ),
        Ask(
            "to",
            "date",
            Phrase("chart_encounters_encounters_to_help"),
        ),
    ),
    paint,
)
