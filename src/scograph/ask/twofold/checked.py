"""Whether a thing is the answer to a question: `Was the SCO founded in 2001?`, `… in Beijing?`."""

from __future__ import annotations

from collections.abc import Iterator

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Sense
from scograph.ask.twofold.read import Read

# What asks for a thing of each kind.
_ASKING = (
    ("date", "when"), ("City", "where"), ("State", "which+state"), ("Person", "who"),
    ("State", "who"),
)  # fmt: skip
# Joined so, a date is no answer to `when`.
_ELSE = {"before", "after", "since", "until", "to", "or-before"}


def plans(items: list[Item], read: Read) -> list[Plan]:
    """The plan of the question without one of its things, and the thing to compare with."""
    for at, word, value in _candidates(items):
        question = Item(0, 0, "", [Sense("word", word)], {"bare"})
        rest = [one for one in items if not one.means("yesno")]
        found = read([question if one is items[at] else one for one in rest])
        if len(found) == 1 and found[0].operation in ("list", "nth") and not found[0].by_year:
            made = found[0]
            made.asked, made.operation, made.about = made.operation, "is", value
            return [made]
    return []


def _candidates(items: list[Item]) -> Iterator[tuple[int, str, str]]:
    for kind, word in _ASKING:
        for at, one in enumerate(items):
            values = {sense.value for sense in one.of(kind)}
            if len(values) == 1 and not one.cues & _ELSE:
                value = values.pop()
                yield at, word, value if kind == "date" else f"scod:{value}"
