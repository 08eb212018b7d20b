"""Years beside that of an event: `the year before India joined`, `за год до саммита в Уфе`."""

from __future__ import annotations

from typing import Any

from scograph.ask.clauses.events import days_of
from scograph.ask.clauses.spans import parted
from scograph.ask.plan import RefusalError
from scograph.ask.reading import Item, Sense

# Russian and Chinese have a word for both, English says `the year` before or after something.
_APART = {"yearbefore": -1, "yearafter": 1}
_BESIDE = {"before": -1, "after": 1}
_YEARS = ("year", "the year")


def beside(items: list[Item], lang: str, lexicon: dict[str, Any]) -> list[Item]:
    """The items with the year before or after an event as one item.

    RefusalError if such a year is meant and what it is beside has no date.
    """
    for at, item in enumerate(items):
        step = _step(item, _APART)
        if step:
            for clause, (before, after) in parted(items, at, lang):
                year = _year(item, clause, step, lexicon)
                if year is not None:
                    return [*before, year, *after]
            raise RefusalError("not-understood", [item])
        step = _step(item, _BESIDE)
        if step and at and items[at - 1].text.lower() in _YEARS and not _counts(items[: at - 1]):
            year = _year(items[at - 1], _whole(items[at + 1 :]), step, lexicon)
            if year is not None:
                return [*items[: at - 1], year]
    return items


def _step(item: Item, words: dict[str, int]) -> int:
    return next((step for word, step in words.items() if item.means(word)), 0)


def _counts(items: list[Item]) -> bool:
    """True for `which year before 2010`, which means them all."""
    return bool(items) and items[-1].means("which", "what", "every", "most", "list", "howmany")


def _whole(clause: list[Item]) -> list[Item]:
    """`The year before Ufa` with the summit that took place there."""
    if len(clause) == 1 and clause[0].of("City"):
        return [*clause, Item(0, 0, "", [Sense("word", "summit")], {"bare"})]
    return clause


def _year(first: Item, clause: list[Item], step: int, lexicon: dict[str, Any]) -> Item | None:
    """The year as far from the days of a clause; None if these are unknown, or of two years."""
    if len(clause) == 1 and clause[0].of("date"):
        start, _, end = clause[0].of("date")[0].value.partition("/")
    else:
        start, end = days_of(clause, lexicon) or ("", "")
    if not start or start[:4] != end[:4]:
        return None
    year = int(start[:4]) + step
    text = " ".join(one.text for one in (first, *clause))
    sense = Sense("date", f"{year}-01-01/{year}-12-31")
    return Item(first.start, max(one.end for one in (first, *clause)), text, [sense], {"in"})
