"""Several things asked for at once: `where and when`, `summits with their dates`."""

from __future__ import annotations

from scograph.ask.plan import Plan, RefusalError
from scograph.ask.reading import Item

# The columns that answer are known by these words.
_QUESTIONS = {"where": "place", "when": "when", "who": "who"}
_JOINED = ("and", "when", "join")
_NOUNS = {"date": "when", "year": "when", "place": "place"}


def split(items: list[Item]) -> tuple[list[Item], list[str]]:
    """A question with the first thing that it asks for, and words for the others."""
    for at in range(len(items) - 2):
        one, other = (_asked(items[n]) for n in (at, at + 2))
        if one and not other and items[at + 2].means("place") and items[at].text > "\u2e80":
            other = "place"
        if one and other and one != other and items[at + 1].means("and"):
            return [*items[: at + 1], *items[at + 3 :]], [other]
    for at in range(len(items) - 2):
        one, other = (_noun(items[n]) for n in (at, at + 2))
        if one and other and one != other and items[at + 1].means("and"):
            # `Date and place of the second summit`.
            return [*items[: at + 1], *items[at + 3 :]], [other]
    for at in range(len(items) - 1):
        one, other = _asked(items[at]), _asked(items[at + 1])
        if one and not other and items[at + 1].means("place"):
            other = "place"
        if one and other and one != other and items[at].text > "\u2e80":
            # `何时何地`, `时间地点`.
            return [*items[: at + 1], *items[at + 2 :]], [other]
    cut = next((n for n, one in enumerate(items) if n and "with" in one.cues), len(items))
    named = [one for one in items[cut:] if not one.means("and")]
    words = [next((_NOUNS[word] for word in _NOUNS if one.means(word)), "") for one in named]
    if words and all(words) and "pause" not in items[cut].cues:
        return items[:cut], words
    last = _asked(items[-1]) if len(items) > 3 and items[-2].means("and") else ""
    first = next(filter(None, map(_asked, items[:-2])), "") if last else ""
    if first and first != last:
        # `When was the Charter adopted and where?`
        return items[:-2], [last]
    end = [one for one in items if not one.means("past")]
    start = len(end) - len(_JOINED)
    if start > 0 and all(end[start + n].means(word) for n, word in enumerate(_JOINED)):
        # `Who are the members, and when did they join?`
        return end[:start], ["joined"]
    return items, []


def _asked(item: Item) -> str:
    words = [sense.value for sense in item.of("word")]
    return next((key for word, key in _QUESTIONS.items() if word in words), "")


def _noun(item: Item) -> str:
    return next((key for word, key in _NOUNS.items() if item.means(word)), "")


def shown(plans: list[Plan], words: list[str]) -> list[Plan]:
    """The plans with the columns of these words; RefusalError where a query has none."""
    for one in plans:
        answers = one.asking.answers
        if one.operation not in ("list", "nth") or one.other or not all(map(answers.get, words)):
            raise RefusalError("not-understood")
        one.also = tuple(answers[word] for word in words)
    return plans
