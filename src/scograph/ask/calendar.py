"""Dates in questions: years, months and days as people write them in three languages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from scograph.errors import UsageError
from scograph.names import dates

# What may stand after the number of a year, a month or a day.
_YEAR = {
    "year",
    "年",
    "года",
    "годов",
    "годам",
    "году",
    "год",
    "годом",
    "годами",
    "г",
    "гг",
    "годы",
    "годах",
}
# What stands between the number and the word: `2013-м году`.
_ENDING = {"м", "го", "му", "ом"}
_MONTH = {"月"}
_DAY = {"日", "号", "st", "nd", "rd", "th", "го", "ого", "е", "ое"}


def starting(words: list[str], at: int, lexicon: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    """The dates that begin at a word: where each ends, and its first and last day."""
    for end, text in _written(words, at, lexicon["months"]):
        try:
            first, last = dates.days(text)
        except UsageError:
            continue
        yield end, first, last
    if _is_year(words[at]) and words[at].endswith("0"):
        ends = (["s"], ["х"], ["年", "代"])
        end = next(
            (at + 1 + len(one) for one in ends if words[at + 1 : at + 1 + len(one)] == one), 0
        )
        if end:
            yield end, f"{words[at]}-01-01", f"{words[at][:3]}9-12-31"
    yield from _ends(words, at)
    relative = lexicon["relative"]
    for end in range(at + 1, min(len(words), at + 4) + 1):
        shift = relative.get(" ".join(words[at:end]))
        if shift is not None:
            year = datetime.date.today().year + int(shift)
            yield end, f"{year}-01-01", f"{year}-12-31"


_AT_THE_END = (["end", "of"], ["the", "end", "of"], ["в", "конце"], ["на", "конец"], ["конец"])
_AT_THE_BEGINNING = (
    ["beginning", "of"], ["the", "beginning", "of"], ["the", "start", "of"], ["в", "начале"],
    ["на", "начало"],
)  # fmt: skip


def _ends(words: list[str], at: int) -> Iterator[tuple[int, str, str]]:
    """The first or the last day of a year: `at the end of 2017`, `2017年底`."""
    for phrases, day in ((_AT_THE_END, "12-31"), (_AT_THE_BEGINNING, "01-01")):
        for phrase in phrases:
            year = at + len(phrase)
            if words[at:year] == phrase and year < len(words) and _is_year(words[year]):
                end = year + 1 + (year + 1 < len(words) and words[year + 1] in _YEAR)
                yield end, f"{words[year]}-{day}", f"{words[year]}-{day}"
    if _is_year(words[at]) and words[at + 1 : at + 2] == ["年"]:
        for word, day in (("底", "12-31"), ("末", "12-31"), ("初", "01-01")):
            if words[at + 2 : at + 3] == [word]:
                yield at + 3, f"{words[at]}-{day}", f"{words[at]}-{day}"


def _written(words: list[str], at: int, months: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Ends and texts such as `2004-06-17`."""
    word = words[at]
    if _is_year(word):
        if word.endswith("0") and words[at + 1 : at + 2] in (["s"], ["х"]):
            # A decade, which `starting` gives.
            return
        after = _after_year(words, at)
        yield after, word
        month = _month(words, after, months)
        if month:
            yield month[0], f"{word}-{month[1]}"
            day = _day(words, month[0])
            if day:
                yield day[0], f"{word}-{month[1]}-{day[1]}"
        return
    month = _named(words, at, months)
    if month:
        day = _day(words, month[0])
        for end, text in ((month[0], ""), day or (0, "")):
            if end and end < len(words) and _is_year(words[end]):
                stop = _after_year(words, end)
                yield stop, f"{words[end]}-{month[1]}" + (f"-{text}" if text else "")
    day = _day(words, at)
    if day:
        month = _named(words, day[0] + (day[0] < len(words) and words[day[0]] == "of"), months)
        if month and month[0] < len(words) and _is_year(words[month[0]]):
            end = month[0]
            stop = _after_year(words, end)
            yield stop, f"{words[end]}-{month[1]}-{day[1]}"
        elif (
            day[0] + 1 < len(words)
            and words[day[0]].isdigit()
            and 1 <= int(words[day[0]]) <= 12
            and _is_year(words[day[0] + 1])
        ):
            # 17.06.2004, as it is written outside America.
            yield day[0] + 2, f"{words[day[0] + 1]}-{int(words[day[0]]):02d}-{day[1]}"


def _after_year(words: list[str], at: int) -> int:
    """The place after a year and what belongs to it."""
    end = at + 1 + (words[at + 1 : at + 2] != [] and words[at + 1] in _ENDING)
    return end + (end < len(words) and words[end] in _YEAR)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2099


def _named(words: list[str], at: int, months: dict[str, str]) -> tuple[int, str] | None:
    if at < len(words) and words[at] in months:
        return at + 1, f"{int(months[words[at]]):02d}"
    return None


def _month(words: list[str], at: int, months: dict[str, str]) -> tuple[int, str] | None:
    short = at < len(words) and words[at].isdigit() and len(words[at]) <= 2
    if short and 1 <= int(words[at]) <= 12:
        return at + 1 + (at + 1 < len(words) and words[at + 1] in _MONTH), (f"{int(words[at]):02d}")
    return _named(words, at, months)


def _day(words: list[str], at: int) -> tuple[int, str] | None:
    if (
        at < len(words)
        and words[at].isdigit()
        and len(words[at]) <= 2
        and 1 <= int(words[at]) <= 31
    ):
        return at + 1 + (at + 1 < len(words) and words[at + 1] in _DAY), f"{int(words[at]):02d}"
    return None
