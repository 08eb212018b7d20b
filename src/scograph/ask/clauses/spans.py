"""Two dates as one: `2023/24`, `between 2004 and 2008`."""

from __future__ import annotations

import datetime
from typing import Any

from scograph.ask.clauses.events import days_of
from scograph.ask.reading import Item, Sense

_DASHES = "-–—/"


def dashed(items: list[Item], text: str) -> list[Item]:
    """`2023/24`, `2023–24` and `2023/2024` as one date."""
    for at in range(len(items) - 1):
        first, second = items[at], items[at + 1]
        gap = text[first.end : second.start].strip()
        if len(gap) != 1 or gap not in _DASHES or not first.of("date"):
            continue
        days = first.of("date")[0].value
        end = ""
        if second.of("number") and len(second.text) == 2 and second.text > days[2:4]:
            end = f"{days[:2]}{second.text}-12-31"
        elif second.of("date") and gap == "/":
            end = second.of("date")[0].value.partition("/")[2]
        if end > days:
            whole = Sense("date", f"{days.partition('/')[0]}/{end}")
            one = Item(first.start, second.end, text[first.start : second.end], [whole], first.cues)
            return dashed([*items[:at], one, *items[at + 2 :]], text)
    return items


def between_meetings(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`Between the 2014 and 2015 summits` as the days from the end of one to the other."""
    at = next((n for n, one in enumerate(items) if one.means("between")), -1)
    cut = next((n for n in range(at + 1, len(items)) if items[n].means("and")), 0) if at >= 0 else 0
    if not cut:
        return items
    parts = [items[at + 1 : cut], items[cut + 1 :]]
    nouns = [one for part in parts for one in part if one.means("summit", "session")]
    known = all(one.of("date", "City", "Body") or one in nouns for part in parts for one in part)
    if not known or not nouns or any("bare" not in one.cues for one in nouns):
        return items
    days = []
    for part in parts:
        noun = [] if any(one in nouns for one in part) else nouns[:1]
        days.append(days_of([*part, *noun], lexicon))
    if not days[0] or not days[1] or days[0][1] >= days[1][0]:
        return items
    start, end = days[0][1], days[1][0]
    text = " ".join(one.text for one in items[at:])
    sense = Sense("date", f"{_shifted(start, 1)}/{_shifted(end, -1)}")
    return [*items[:at], Item(items[at].start, items[-1].end, text, [sense], {"in"})]


def _shifted(day: str, by: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()


def between(items: list[Item]) -> list[Item]:
    """`between 2004 and 2008` and `from 2004 to 2008` as one date."""
    for at in range(len(items) - 1):
        first = items[at]
        if not first.of("date"):
            continue
        gap = 2 if items[at + 1].means("and") and at + 2 < len(items) else 1
        second = items[at + gap] if at + gap < len(items) else None
        if second is None or not second.of("date"):
            continue
        opened = at > 0 and items[at - 1].means("between")
        spanning = (
            first.cues & {"from", "since"} and second.cues & {"to", "until"}
        ) or "to" in second.cues
        if opened or (spanning and gap == 1):
            start = first.of("date")[0].value.partition("/")[0]
            end = second.of("date")[0].value.partition("/")[2]
            whole = Item(
                first.start, second.end, f"{first.text} – {second.text}",
                [Sense("date", f"{start}/{end}")], {"in"},
            )  # fmt: skip
            return between([*items[: at - opened], whole, *items[at + gap + 1 :]])
    return items


def parted(
    items: list[Item], at: int, lang: str
) -> list[tuple[list[Item], tuple[list[Item], list[Item]]]]:
    """The clause that belongs to the word at a place, and what stands before and after it."""
    if lang == "zh":
        # `习近平在峰会期间`: what stands before `在` is no part of the clause.
        starts = [0, *(n for n in range(1, at) if "in" in items[n].cues)]
        return [(items[start:at], (items[:start], items[at + 1 :])) for start in starts]
    if at == 0:
        end = next((n for n in range(1, len(items)) if "pause" in items[n].cues), len(items))
        return [(items[1:end], ([], items[end:]))]
    return [(items[at + 1 :], (items[:at], []))]
