"""States of one list that are in another, or not: `Which members are not founders?`."""

from __future__ import annotations

from scograph.ask.parts import ORGANIZERS
from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading, Sense
from scograph.ask.twofold.read import Read

_LISTS = {
    "which", "what", "who", "list", "state", "everyone", "belong", "now", "full", "and", "both",
    "not", "except", "founder", "status", "howmany", "also",
}  # fmt: skip


def two_lists(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Which members of the SCO are not members of BRICS?`"""
    items = _without_aside(items)
    bodies = [n for n, one in enumerate(items) if one.of("Body")]
    negated = any(one.means("not", "except") for one in items)
    known = all(
        one.of("Body", "Status", "date") or one.optional or
        any(set(sense.value.split("+")) <= _LISTS for sense in one.of("word"))
        for one in items
    )  # fmt: skip
    if len(bodies) == 1 and known:
        items, bodies = _of_the_sco(items, bodies[0])
    if len(bodies) != 2 or not known or sum(one.means("not", "except") for one in items) > 1:
        return []
    counted = any(one.means("howmany") for one in items)
    items = [_WHICH[0] if one.means("howmany") else one for one in items]
    cut = _cut(items, bodies)
    joining = ("not", "except", "and", "both", "howmany")
    parts = [items[:cut], items[cut:]]
    if negated and any(one.means("not") for one in items[: bodies[0]]):
        # `不属于独联体的成员国`: what is left out stands first.
        parts = parts[::-1]
    first, second = (
        _one_list([one for one in part if not one.means(*joining)], read) for part in parts
    )
    if first is None or second is None or first.asking.default != second.asking.default:
        return []
    if (
        first.asking.query not in ("members", "founders")
        and first.asking.query != second.asking.query
    ):
        return []
    first.other, first.combined = second, "minus" if negated else "and"
    if counted:
        first.operation = "count"
    return [first]


def _of_the_sco(items: list[Item], at: int) -> tuple[list[Item], list[int]]:
    """`Which members also belong to the CIS`: those of the SCO, where another body is named."""
    body = items[at]
    other = all(sense.value not in ORGANIZERS for sense in body.of("Body"))
    member = next((n for n, one in enumerate(items[:at]) if _is_member(one)), -1)
    joined = any(one.means("also", "not", "except") for one in items[member + 1 : at])
    # `也是`.
    joined = joined or items[at - 1].means("and")
    if not other or member < 0 or not joined:
        return items, [at]
    sco = Item(0, 0, "", [Sense("Body", "sco")], {"of"})
    return [*items[:member], sco, *items[member:]], [member, at + 1]


def _is_member(one: Item) -> bool:
    return any(sense.value == "status-member" for sense in one.of("Status"))


def _cut(items: list[Item], bodies: list[int]) -> int:
    """Where the second list begins: after the name of the first body and its status."""
    first = bodies[0] + 1
    has_status = any(one.of("Status") or one.means("founder") for one in items[: bodies[0]])
    after = items[first : first + 1]
    if not has_status and any(one.of("Status") or one.means("founder") for one in after):
        return first + 1
    return first


def _one_list(part: list[Item], read: Read) -> Plan | None:
    part = [one for one in part if not one.means("belong", "also", "state")]
    if not any(one.of("Status") or one.means("founder") for one in part):
        part = [*part, Item(0, 0, "", [Sense("Status", "status-member")], {"bare"})]
    found = [plan for plan in read(part) if plan.operation == "list" and plan.column == "state"]
    return found[0] if len(found) == 1 else None


def _without_aside(items: list[Item]) -> list[Item]:
    """Without `(members, not partners)` at the end: a member is no partner."""
    if len(items) > 3 and items[-2].means("not") and items[-1].of("Status"):
        status = {sense.value for sense in items[-3].of("Status")}
        if "status-member" in status:
            return items[:-3] if any(one.of("Status") for one in items[:-3]) else items[:-2]
    return items


def never_hosts(items: list[Item], read: Read) -> list[Plan]:
    """`Which members have never hosted a summit?`"""
    at = next((n for n, one in enumerate(items) if one.means("not")), 0)
    if not at or not any(one.means("host") for one in items[at:]):
        return []
    if not any(one.of("Status") for one in items[:at]) and not _any_state(items, at):
        return []
    first = _one_list(items[:at], read)
    listed = [
        Item(0, 0, "", [Sense("word", "which")], {"bare"}),
        Item(0, 0, "", [Sense("word", "state")], {"bare"}),
        *items[at + 1 :],
    ]
    second = [plan for plan in read(listed) if plan.asking.query == "hosts"]
    if first is None or len(second) != 1:
        return []
    first.other, first.combined = second[0], "minus"
    return [first]


def _any_state(items: list[Item], at: int) -> bool:
    """True for `Which countries have never hosted a summit?`, which means the members."""
    asked = all(one.means("which", "what", "list", "state") for one in items[:at])
    others = any(sense.value != "sco" for one in items for sense in one.of("Body", "Organ"))
    return asked and not others and any(one.means("state") for one in items[:at])


_WHICH = (Item(0, 0, "", [Sense("word", "which")], {"bare"}),)


def no_founders(items: list[Item], read: Read) -> list[Plan]:
    """`Which members were not founders?`"""
    at = next((n for n, one in enumerate(items) if one.means("not", "except")), 0)
    bodies = [one for one in items if one.of("Body")]
    left = [one for one in items[:at] if not one.of("Body")]
    right = [one for one in items[at + 1 :] if not one.of("Body")]
    members = all(
        one.means("which", "what", "who", "list", "state")
        or any(sense.value == "status-member" for sense in one.of("Status"))
        for one in left
    )
    if not left or not members or len(right) != 1 or not right[0].means("founder"):
        return []
    if len(bodies) > 1 or not (bodies or any(one.of("Status") for one in left)):
        return []
    first, second = _one_list([*left, *bodies], read), _one_list([*_WHICH, *right, *bodies], read)
    if first is None or second is None or first.asking.query != "members":
        return []
    first.other, first.combined = second, "minus"
    return [first]
