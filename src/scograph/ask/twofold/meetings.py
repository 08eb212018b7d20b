"""Two meetings, or two people at one: `Who attended both the Ufa and the Astana summits?`."""

from __future__ import annotations

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading
from scograph.ask.twofold.read import Read


def at_both(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Who attended both the Ufa and the Astana summits?`"""
    at = next((n for n, one in enumerate(items) if one.means("both")), 0)
    cut = next((n for n in range(at + 1, len(items)) if items[n].means("and")), 0)
    if reading.asks or not at or not cut or cut + 1 == len(items):
        return []
    parts = [items[at + 1 : cut], items[cut + 1 :]]
    nouns = [one for part in parts for one in part if one.means("summit", "session")]
    known = all(
        one.of("City", "date", "Summit", "Session") or one in nouns
        for part in parts
        for one in part
    )
    if not known or not all(any(one not in nouns for one in part) for part in parts):
        return []
    found = []
    for part in parts:
        noun = [] if any(one in nouns for one in part) else nouns[:1]
        # In the singular, so that one city with several summits is refused.
        found.append(read([*items[:at], *part, *noun]))
    if any(len(one) != 1 or len(one[0].meetings) != 1 for one in found):
        return []
    one, two = found[0][0], found[1][0]
    if one.asking.query != two.asking.query or one.column != two.column:
        return []
    if one.operation not in ("list", "count") or one.asking.default != "person":
        return []
    one.other, one.combined = two, "and"
    return [one]


def but_not(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Who attended the Ufa but not the Astana 2017 summit?`"""
    places = [n for n, one in enumerate(items) if one.means("except", "not")]
    if reading.asks or len(places) != 1 or not 0 < places[0] < len(items) - 1:
        return []

    def of_meeting(one: Item) -> bool:
        return bool(one.of("City", "date", "Summit", "Session")) or one.means("summit", "session")

    left, right = items[: places[0]], items[places[0] + 1 :]
    nouns = [one for one in items if one.means("summit", "session")][:1]
    if not all(map(of_meeting, right)) or not any(one.means("attend") for one in left):
        return []
    asked = [one for one in left if not of_meeting(one)]
    found = []
    for part in ([one for one in left if of_meeting(one)], right):
        noun = [] if any(one.means("summit", "session") for one in part) else nouns
        found.append(read([*asked, *part, *noun]))
    if any(len(one) != 1 or len(one[0].meetings) != 1 for one in found):
        return []
    one, two = found[0][0], found[1][0]
    same = one.asking.query == two.asking.query and one.column == two.column
    if not same or one.operation not in ("list", "count") or one.asking.default != "person":
        return []
    one.other, one.combined = two, "minus"
    return [one]


def of_both(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Which summits did Karimov and Nazarbayev attend?`, those where both were."""
    places = [n for n, one in enumerate(items) if one.of("Person")]
    if reading.asks or len(places) != 2 or places[1] - places[0] > 2:
        return []
    between = items[places[0] + 1 : places[1]]
    if not between or not between[0].means("and"):
        return []
    if any(one.means("together", "not", "before", "after", "or") for one in items):
        return []
    items = [one for one in items if not one.means("both")]
    places = [n for n, one in enumerate(items) if one.of("Person")]
    start, rest = items[: places[0]], items[places[1] + 1 :]
    first = read([*start, items[places[0]], *rest])
    second = read([*start, items[places[1]], *rest])
    if len(first) != 1 or len(second) != 1:
        return []
    one, two = first[0], second[0]
    same = one.asking.query == two.asking.query == "attendances" and one.column == two.column
    if not same or one.column != "summit" or one.operation not in ("list", "count"):
        return []
    one.other, one.combined = two, "and"
    return [one]


def both_kinds(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Which cities have hosted both a summit and a session …?`, those that are in both answers."""
    at = next((n for n, one in enumerate(items) if one.means("both")), 0)
    cut = next((n for n in range(at + 1, len(items)) if items[n].means("and")), 0)
    if reading.asks or not at or not cut or cut + 1 == len(items):
        return []
    found = [read([*items[:at], *part]) for part in (items[at + 1 : cut], items[cut + 1 :])]
    if any(len(one) != 1 or one[0].operation not in ("list", "count") for one in found):
        return []
    one, two = found[0][0], found[1][0]
    if one.column != two.column or one.operation != two.operation:
        return []
    one.other, one.combined = two.but(operation="list"), "and"
    return [one]
