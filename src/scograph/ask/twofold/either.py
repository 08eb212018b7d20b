"""Several values of one condition: `summits in 2015 and 2016`, `held in Russia or China`."""

from __future__ import annotations

from itertools import pairwise

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading
from scograph.ask.twofold.read import Read

# Whatever stands beside these with `and` belongs to one or to the other.
_APART = ("date", "City", "Summit", "Session")
_KINDS = (*_APART, "State", "Person", "Body", "Kind", "Role")
_MOST = 6


def plans(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """The answers for each of the values, put together."""
    if reading.asks or any(one.means("both", "together", "between") for one in items):
        return []
    run = _row(items)
    if run is None:
        return []
    start, end, values, joined, kind = run
    found = []
    for value in values:
        one = Item(value.start, value.end, value.text, value.of(kind), set(values[0].cues))
        one.cues |= value.cues & {"meet"}
        found.append(read([*items[:start], one, *items[end:]]))
    if any(len(one) != 1 for one in found):
        return []
    made = [one[0] for one in found]
    first = made[0]
    if any((one.asking.query, one.column, one.operation) != (
            first.asking.query, first.column, first.operation) for one in made):  # fmt: skip
        return []
    if first.operation not in ("list", "count") or first.expected is not None or first.limit:
        return []
    if not _adds_up(made, kind, joined):
        return []
    for plan, other in pairwise(made):
        plan.combined, plan.other = "or", other
    return [first]


def _row(items: list[Item]) -> tuple[int, int, list[Item], str, str] | None:
    """The one row of values of a kind: its place, the values, how they are joined, the kind."""
    found = []
    for at, one in enumerate(items):
        joined = next((word for word in ("or", "and") if one.means(word)), "")
        if not joined or not 0 < at < len(items) - 1:
            continue
        for kind in _KINDS:
            if not items[at - 1].of(kind) or not items[at + 1].of(kind):
                continue
            start = at - 1
            while start and items[start - 1].of(kind) and "pause" in items[start].cues:
                start -= 1
            values = [*items[start:at], items[at + 1]]
            found.append((start, at + 2, values, joined, kind))
            break
    return found[0] if len(found) == 1 and len(found[0][2]) <= _MOST else None


def _adds_up(made: list[Plan], kind: str, joined: str) -> bool:
    """True if the answer for both values is what the one or the other has."""
    first = made[0]
    if first.asking.time == "on" and not first.asking.meeting and kind == "date":
        # Who was a member in 2010 and in 2015 was so both times.
        return False
    if joined == "or":
        return True
    if kind in _APART:
        if first.column == "person" and not {"represents"} & {*first.given, *first.filters}:
            # `Who attended the summits of 2015 and 2016` may mean those who came to both.
            return False
        return bool(first.asking.meeting) or first.asking.time == "period"
    if kind == "Kind":
        return first.column == "document"
    if kind == "State":
        hosts = any(one.given.get("host") for one in made) and first.column != "state"
        return hosts or first.column == "person"
    return kind == "Role" and first.column == "person"
