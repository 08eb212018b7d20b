"""Whether something is so of each of two: `Are India and Iran members?`."""

from __future__ import annotations

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading
from scograph.ask.twofold.read import Read

_AT_MEETINGS = ("attend", "summit", "session")

_MEMBERS = ("join", "become", "belong", "attend")


def plans(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Did Hu Jintao and Medvedev attend …?`, `Are India and Iran members?`, asked of each."""
    if not reading.asks or any(one.means("together", "not", "before", "after") for one in items):
        return []
    if any(one.means("sidelines") for one in items):
        # `Did Putin and Modi meet` is not asked of each.
        return []
    for kind, words in (("Person", _AT_MEETINGS), ("State", _MEMBERS), ("Body", _MEMBERS)):
        places = [n for n, one in enumerate(items) if one.of(kind)]
        if len(places) != 2 or places[1] - places[0] > 2:
            continue
        between = items[places[0] + 1 : places[1]]
        asked = any(one.means(*words) or (kind != "Person" and one.of("Status")) for one in items)
        if not asked or not all(one.means("and") for one in between):
            continue
        if not between and reading.lang != "zh":
            continue
        start = [one for one in items[: places[0]] if not one.means("both")]
        rest = [one for one in items[places[1] + 1 :] if not one.means("both")]
        first = read([*start, items[places[0]], *rest], True)
        second = read([*start, items[places[1]], *rest], True)
        if len(first) != 1 or len(second) != 1 or first[0].asking.query != second[0].asking.query:
            continue
        made: Plan = first[0]
        if made.asking.query == "meetings":
            # Whether each met somebody is not asked, but whether they met.
            continue
        if made.asking.meeting and len(made.meetings) != 1:
            # Both at some summit is not yet both at the same one.
            continue
        made.operation, made.other = "both", second[0]
        return [made]
    return []
