"""Two conditions on one thing: its status then and later, its kind, its place between others."""

from __future__ import annotations

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading, Sense
from scograph.ask.twofold.read import Read


def became(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Which observers became members?`, those who had the one status and got the other."""
    items = _once(items)
    at = next((n for n, one in enumerate(items) if one.means("become", "join")), 0)
    if reading.asks or not at or sum(bool(one.of("Status")) for one in items) != 2:
        return []
    left, right = items[:at], items[at + 1 :]
    if left and left[-1].means("before"):
        # `Which states were observers before becoming members?`
        left = left[:-1]
    if not (any(one.of("Status") for one in left) and any(one.of("Status") for one in right)):
        return []
    asked = [one for one in left if not one.of("Status", "Body") and not one.means("state")]
    state = Item(0, 0, "", [Sense("word", "state")], {"bare"})
    past = Item(0, 0, "", [Sense("word", "past")], {"bare"})
    had = read([*left, past])
    got = read([*asked, state, items[at], *right])
    if len(had) != 1 or len(got) != 1 or had[0].column != "state" or got[0].column != "state":
        return []
    one, two = had[0], got[0].but(operation="list")
    one.other, one.combined = two, "and"
    return [one]


def never_became(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Which countries were observers but never became members?`"""
    at = next((n for n, one in enumerate(items) if one.means("not", "except")), 0)
    if reading.asks or not at or sum(bool(one.of("Status")) for one in items) != 2:
        return []
    left = [one for one in items[:at] if not one.means("state", "become")]
    right = [one for one in items[at + 1 :] if not one.means("become", "join", "and")]
    if len(right) != 1 or not right[0].of("Status") or right[0].text.lower() not in _STATUSES:
        return []
    if not any(one.of("Status") for one in left) or any(one.of("date") for one in items):
        return []
    if any(sense.value != "sco" for one in items for sense in one.of("Body")):
        # The second status would be one in the SCO.
        return []
    past = Item(0, 0, "", [Sense("word", "past")], {"bare"})
    which = Item(0, 0, "", [Sense("word", "which")], {"bare"})
    had, got = read([*left, past]), read([which, right[0], past])
    if len(had) != 1 or len(got) != 1 or had[0].column != "state" or got[0].column != "state":
        return []
    one, two = had[0], got[0]
    one.other, one.combined = two.but(operation="list"), "minus"
    return [one]


# What a state becomes, in the plural or with the name of the status.
_STATUSES = ("members", "full members", "member", "full member", "observers", "dialogue partners")


def _once(items: list[Item]) -> list[Item]:
    """`Which members were once observers?` as `Which observers became members?`."""
    places = [n for n, one in enumerate(items) if one.of("Status")]
    if len(places) != 2 or places[1] != len(items) - 1 or not items[-2].means("formerly"):
        return items
    become = Item(0, 0, "", [Sense("word", "become")], {"bare"})
    return [*items[: places[0]], items[-1], *items[places[0] + 1 : -2], become, items[places[0]]]


def in_office_between(items: list[Item], read: Read) -> list[Plan]:
    """`Who was president between Bakiyev and Atambayev?`, who came after one, before the other."""
    at = next((n for n, one in enumerate(items) if one.means("between")), 0)
    names = items[at + 1 :]
    if not at or len(names) != 3 or not names[1].means("and"):
        return []
    if not (names[0].of("Person") and names[2].of("Person")):
        return []
    found = [
        read([*items[:at], Item(0, 0, "", [Sense("word", word)], {"bare"}), name])
        for word, name in (("succeed", names[0]), ("precede", names[2]))
    ]
    if any(len(one) != 1 or one[0].operation != "neighbour" for one in found):
        return []
    one, two = found[0][0], found[1][0]
    one.other, one.combined = two, "and"
    return [one]


_ON_DOCUMENTS = ("join", "accede-doc", "ratify")


def of_a_kind(items: list[Item], read: Read) -> list[Plan]:
    """`Which treaties has Iran joined?`, the documents that it joined, and that are treaties."""
    kinds = [n for n, one in enumerate(items) if one.of("Kind")]
    acts = [
        one for one in items
        if one.means(*_ON_DOCUMENTS) and not (one.means("join") and one.means("adopt"))
    ]  # fmt: skip
    if len(kinds) != 1 or not acts:
        return []
    kind = items[kinds[0]]
    noun = Item(kind.start, kind.end, kind.text, [Sense("word", "document")], set(kind.cues))
    first = read([*items[: kinds[0]], noun, *items[kinds[0] + 1 :]])
    second = read([Item(0, 0, "", [Sense("word", "list")], {"bare"}), kind])
    if len(first) != 1 or len(second) != 1 or first[0].asking.query != "parties":
        return []
    one, two = first[0], second[0]
    if one.column != "document" or two.column != "document" or one.operation != "list":
        return []
    one.other, one.combined = two, "and"
    return [one]
