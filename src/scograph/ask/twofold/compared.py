"""Which of two came first: `Did India become a member before Iran did?`."""

from __future__ import annotations

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading, Sense
from scograph.ask.twofold.read import Read

_MARKS = ("before", "after", "sameday", "sameyear")


def plans(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Did India become a member before Iran did?`"""
    items = _than([one for one in items if not one.means("yesno")])
    at = next((n for n, one in enumerate(items) if one.means(*_MARKS)), 0)
    if not reading.asks or not at or items[at].means("immediate"):
        return []
    left, right = items[:at], items[at + 1 :]
    if items[at].means("sameday", "sameyear"):
        return _dated(left, items[at], right, read)
    if reading.lang == "zh" and len(left) == 1:
        # `伊朗先于白俄罗斯加入`: what both did stands at the end.
        left = [*left, *(one for one in right if not one.of("State"))]
    states = [n for n, one in enumerate(left) if one.of("State")]
    others = [one for one in right if one.of("State")]
    rest = [one for one in right if not one.of("State") and not one.means("join", "become")]
    if len(states) != 1 or len(others) != 1 or any(not one.of("Status", "Body") for one in rest):
        return _dated(left, items[at], right, read)
    first, second = (
        read(left),
        read(right if len(right) > 1 else [*left[: states[0]], others[0], *left[states[0] + 1 :]]),
    )
    if len(first) != 1 or len(second) != 1 or first[0].column != "since" != second[0].column:
        return _dated(left, items[at], right, read)
    if second[0].column != "since":
        return _dated(left, items[at], right, read)
    made = first[0]
    made.operation, made.other = "compare", second[0]
    made.combined = "before" if items[at].means("before") else "after"
    return [made]


# What may be one of two that each did the same, and the columns of their dates.
_KINDS = ("Person", "State", "Document", "Organ", "Body", "Summit", "Session", "Exercise")
_DATES = ("since", "date", "start")
_WHEN = Item(0, 0, "", [Sense("word", "when")], {"bare"})


def _dated(left: list[Item], mark: Item, right: list[Item], read: Read) -> list[Plan]:
    """`Did Kazakhstan ratify the Charter before Russia?`: the dates of what each of two did."""
    for kind in _KINDS:
        places = [n for n, one in enumerate(left) if one.of(kind)]
        others = [one for one in right if one.of(kind)]
        if len(places) != 1 or len(others) != 1:
            continue
        # A verb that stands on both sides is said twice.
        words = {sense for one in left for sense in one.of("word")}
        if any(one is not others[0] and not set(one.senses) <= words for one in right):
            continue
        at = places[0]
        first = read([_WHEN, *left])
        second = read([_WHEN, *left[:at], others[0], *left[at + 1 :]])
        if len(first) != 1 or len(second) != 1:
            continue
        one, two = first[0], second[0]
        dated = one.column == two.column in _DATES and one.asking.query == two.asking.query
        if not dated or one.operation != "list" or two.operation != "list" or one.by_year:
            continue
        one.operation, one.other, one.asked = "compare", two, "list"
        if mark.means("sameday", "sameyear"):
            one.combined = "same-day" if mark.means("sameday") else "same-year"
        else:
            one.combined = "before" if mark.means("before") else "after"
        return [one]
    return []


def _than(items: list[Item]) -> list[Item]:
    """`白俄罗斯比伊朗早加入` in the order of `Belarus joined before Iran`."""
    at = next((n for n, one in enumerate(items) if one.means("than")), 0)
    if not at or at + 2 >= len(items) or not items[at + 2].means("before", "after"):
        return items
    return [*items[:at], *items[at + 3 :], items[at + 2], items[at + 1]]
