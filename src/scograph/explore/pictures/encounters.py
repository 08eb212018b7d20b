"""Which leaders were at meetings together, and how often: a square of persons by persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.explore.pictures import facts
from scograph.explore.pictures.canvas import Canvas, Mark, shorten, width
from scograph.explore.pictures.facts import Attendance
from scograph.explore.pictures.picture import Ask, Cell, Kind, Picture, count, day
from scograph.explore.pictures.said import Said, joined

_CELL = 27.0
_LEVELS = 5
_ROOM = 190.0
_MEETINGS: dict[str, Said] = {
    "summits": Said("summits", "峰会", "саммиты"),
    "government": Said(
        "sessions of the heads of government", "政府首脑会议", "заседания глав правительств"
    ),
    "talks": Said("talks and visits", "会谈与访问", "переговоры и визиты"),
    "all": Said("all of these", "以上全部", "все названные"),
}
_KINDS = {
    "summits": ("summit",),
    "government": ("government",),
    "talks": ("talks",),
    "all": ("summit", "government", "talks"),
}
_TITLE = Said("Who met whom, how often", "谁与谁会晤，几次", "Кто с кем встречался и сколько раз")
_SUMMARY = Said(
    "The {shown} of {all} recorded leaders who were at the most meetings ({meetings}), by their "
    "first one. {one} and {other} were together most often: {most} times.",
    "出席会议（{meetings}）最多的 {shown} 位领导人（共记载 {all} 位），按首次出席排列。"
    "{one} 与 {other} 同时出席最多：{most} 次。",
    "Руководители, бывшие на наибольшем числе встреч ({meetings}): {shown} из {all}, по первой "
    "встрече. Чаще всего вместе ({most}) были {one} и {other}.",
)
_ALONE = Said(
    "The {shown} of {all} recorded leaders who were at the most meetings ({meetings}). No two of "
    "them are recorded at the same one.",
    "出席会议（{meetings}）最多的 {shown} 位领导人（共记载 {all} 位）。没有两人同时出席的记载。",
    "Руководители, бывшие на наибольшем числе встреч ({meetings}): {shown} из {all}. Ни одной "
    "встречи, на которой были бы двое из них, не указано.",
)
_BLANK = Said(
    "An empty field means that no common meeting is recorded.",
    "空格表示没有同时出席的记载。",
    "Пустая клетка: ни одной общей встречи не указано.",
)
_OWN = Said("all meetings of the person", "本人出席的全部会议", "все встречи самого лица")
_VIDEO = Said("by video", "视频", "по видеосвязи")
_NOTHING = Said(
    "The graph records no leader at such a meeting.",
    "图谱中没有领导人出席此类会议的记载。",
    "В графе ни один руководитель не указан на такой встрече.",
)
_HEADS = (
    Said("One", "一方", "Один"),
    Said("The other", "另一方", "Другой"),
    Said("Together", "同时出席次数", "Вместе"),
    Said("Of these by video", "其中视频", "Из них по видеосвязи"),
    Said("First", "首次", "Впервые"),
    Said("Last", "最近", "В последний раз"),
)


class Pair(NamedTuple):
    """Two persons and the meetings at which both were, in the order of time.

    `by_video` is how many of these one of the two saw on a screen.
    """

    one: ox.NamedNode
    other: ox.NamedNode
    meetings: list[Attendance]
    by_video: int


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
    """The picture of the leaders who were at the most meetings."""
    kinds = _KINDS[values["meetings"]]
    since, until = day(values, "from"), day(values, "to", last=True)
    leading = facts.posts(store, facts.HEAD_OF_STATE, facts.HEAD_OF_GOVERNMENT)
    attended: dict[str, dict[str, Attendance]] = {}
    persons: dict[str, ox.NamedNode] = {}
    for one in facts.attendances(store):
        known = one.post is not None and one.post.value in leading
        if known and one.kind in kinds and _within(one.day, since, until):
            persons[one.person.value] = one.person
            attended.setdefault(one.person.value, {}).setdefault(one.meeting.value, one)
    if not attended:
        raise BadRequest(_NOTHING.to(lang))
    most = sorted(attended, key=lambda person: (-len(attended[person]), person))
    shown = most[: count(values, "count", 2, 40)]
    shown.sort(key=lambda person: (min(one.day for one in attended[person].values()), person))
    names = [facts.label(store, persons[person], lang) for person in shown]
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
    told = {"shown": len(shown), "all": len(most), "meetings": meetings}
    if closest is not None and closest.meetings:
        counts = _SUMMARY.to(lang).format(
            one=names[places[0]], other=names[places[1]], most=len(closest.meetings), **told
        )
    else:
        counts = _ALONE.to(lang).format(**told)
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
    return Picture(svg, title, summary, [head.to(lang) for head in _HEADS], table)


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
        (_swatch(level), words) for level, words in _legend(most) if words
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
    """One of the levels, of which the last is that of the most."""
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
    Said(
        "How often heads of state and government were at the same summits or talks.",
        "国家元首和政府首脑同时出席峰会或会谈的次数。",
        "Сколько раз главы государств и правительств были на одних саммитах или переговорах.",
    ),
    (
        Ask(
            "meetings",
            "choice",
            Said("Which meetings.", "会议类别。", "Какие встречи."),
            "summits",
            _MEETINGS,
        ),
        Ask(
            "count",
            "count",
            Said(
                "How many leaders, 2 to 40.",
                "领导人数目，2 至 40。",
                "Сколько руководителей, от 2 до 40.",
            ),
            "20",
        ),
        Ask(
            "from",
            "date",
            Said("Meetings from this day on.", "自此日起的会议。", "Встречи с этого дня."),
        ),
        Ask(
            "to",
            "date",
            Said("Meetings up to this day.", "至此日为止的会议。", "Встречи по этот день."),
        ),
    ),
    paint,
)
