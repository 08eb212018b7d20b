"""Questions of two parts: those in one list and in another, or not in it; which came first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scograph.ask.plan import Asking, Plan
from scograph.ask.reading import Item, Reading, Sense
from scograph.rdf.namespaces import SCOD, SCOG

_LISTS = {
    "which", "what", "who", "list", "state", "everyone", "belong", "now", "full", "and", "both",
    "not", "except", "founder", "status", "howmany", "also",
}  # fmt: skip
Simple = Callable[..., Any]


def plans(
    items: list[Item],
    reading: Reading,
    lexicon: dict[str, Any],
    asked: list[Asking],
    queries: Mapping[str, Any],
    simple: Simple,
) -> list[Plan]:
    """The plan of a question of two parts; empty if it is none."""

    def read(part: list[Item], yes_or_no: bool = False) -> list[Plan]:
        found: list[Plan] = simple(part, yes_or_no, lexicon, asked, queries)[0]
        return found

    items = [
        one for one in items
        if not one.senses or not all(sense.value in ("past", "present") for sense in one.senses)
    ]  # fmt: skip
    return (
        _except(items, read, queries)
        or _compared(items, reading, read)
        or _both(items, reading, read)
        or _meetings(items, reading, read)
        or _but_not(items, reading, read)
        or _of_both(items, reading, read)
        or _lists(items, reading, read)
        or _became(items, reading, read)
        or _both_kinds(items, reading, read)
        or _in_office_between(items, read)
        or _hosts(items, read)
        or _no_founders(items, read)
        or _of_a_kind(items, read)
    )


def _except(items: list[Item], read: Simple, queries: Mapping[str, Any]) -> list[Plan]:
    """`Who attended except Putin?`: the rest of the question, without what is named."""
    at = next((n for n, one in enumerate(items) if one.means("except")), -1)
    if at < 0 or sum(one.means("except") for one in items) > 1:
        return []
    end = at + 1
    while end < len(items) and (items[end].of(*_LEFT_OUT) or items[end].means("and")):
        end += 1
    named = [one for one in items[at + 1 : end] if not one.means("and")]
    kinds = {sense.kind for one in named for sense in one.of(*_LEFT_OUT)}
    if not named or len(kinds) != 1 or any(len(one.of(*_LEFT_OUT)) != 1 for one in named):
        return []
    if at and end < len(items) and "pause" not in items[end].cues:
        # What follows might belong to what is left out.
        return []
    found = read([*items[:at], *items[end:]])
    if len(found) != 1 or found[0].operation not in ("list", "count"):
        return []
    made: Plan = found[0]
    columns = queries[made.asking.query]["columns"]
    kind = kinds.pop()
    column = next((name for name in _LEFT_OUT[kind] if name in columns), "")
    if not column:
        return []
    values = [sense.value for one in named for sense in one.of(kind)]
    if kind == "Status":
        prefix = "status-" if column == "status" else "capacity-"
        values = [SCOG + value.replace("status-", prefix) for value in values]
    else:
        values = [SCOD + value for value in values]
    made.without = {column: tuple(sorted(values))}
    return [made]


# The columns in which what is left out may stand.
_LEFT_OUT = {
    "Person": ("person", "chair", "leader", "personB", "other"),
    "State": ("state", "represents", "signatory"),
    "Body": ("represents", "organization"),
    "Status": ("capacity", "status"),
}


def _both(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
    """`Did Hu Jintao and Medvedev attend …?`, `Are India and Iran members?`, asked of each."""
    if not reading.asks or any(one.means("together", "not", "before", "after") for one in items):
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
        if made.asking.meeting and len(made.meetings) != 1:
            # Both at some summit is not yet both at the same one.
            continue
        made.operation, made.other = "both", second[0]
        return [made]
    return []


_AT_MEETINGS = ("attend", "summit", "session")
_MEMBERS = ("join", "become", "belong", "attend")


def _compared(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
    """`Did India become a member before Iran did?`"""
    items = _than(items)
    at = next((n for n, one in enumerate(items) if one.means("before", "after")), 0)
    if not reading.asks or not at or items[at].means("immediate"):
        return []
    left, right = items[:at], items[at + 1 :]
    states = [n for n, one in enumerate(left) if one.of("State")]
    others = [one for one in right if one.of("State")]
    rest = [one for one in right if not one.of("State") and not one.means("join", "become")]
    if len(states) != 1 or len(others) != 1 or any(not one.of("Status", "Body") for one in rest):
        return []
    first, second = (
        read(left),
        read(right if len(right) > 1 else [*left[: states[0]], others[0], *left[states[0] + 1 :]]),
    )
    if len(first) != 1 or len(second) != 1 or first[0].column != "since" != second[0].column:
        return []
    if second[0].column != "since":
        return []
    made = first[0]
    made.operation, made.other = "compare", second[0]
    made.combined = "before" if items[at].means("before") else "after"
    return [made]


def _than(items: list[Item]) -> list[Item]:
    """`白俄罗斯比伊朗早加入` in the order of `Belarus joined before Iran`."""
    at = next((n for n, one in enumerate(items) if one.means("than")), 0)
    if not at or at + 2 >= len(items) or not items[at + 2].means("before", "after"):
        return items
    return [*items[:at], *items[at + 3 :], items[at + 2], items[at + 1]]


def _meetings(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
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


def _but_not(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
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


def _of_both(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
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


def _became(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
    """`Which observers became members?`, those who had the one status and got the other."""
    at = next((n for n, one in enumerate(items) if one.means("become", "join")), 0)
    if reading.asks or not at or sum(bool(one.of("Status")) for one in items) != 2:
        return []
    left, right = items[:at], items[at + 1 :]
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


def _both_kinds(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
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


def _in_office_between(items: list[Item], read: Simple) -> list[Plan]:
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


def _lists(items: list[Item], reading: Reading, read: Simple) -> list[Plan]:
    """`Which members of the SCO are not members of BRICS?`"""
    items = _without_aside(items)
    bodies = [n for n, one in enumerate(items) if one.of("Body")]
    negated = any(one.means("not", "except") for one in items)
    known = all(
        one.of("Body", "Status", "date") or one.optional or
        any(set(sense.value.split("+")) <= _LISTS for sense in one.of("word"))
        for one in items
    )  # fmt: skip
    if len(bodies) != 2 or not known or sum(one.means("not", "except") for one in items) > 1:
        return []
    cut = _cut(items, bodies)
    joining = ("not", "except", "and", "both")
    first = _one_list([one for one in items[:cut] if not one.means(*joining)], read)
    second = _one_list([one for one in items[cut:] if not one.means(*joining)], read)
    if first is None or second is None or first.asking.default != second.asking.default:
        return []
    if first.asking.query != "members" and first.asking.query != second.asking.query:
        return []
    first.other, first.combined = second, "minus" if negated else "and"
    if any(one.means("howmany") for one in items):
        first.operation = "count"
    return [first]


def _cut(items: list[Item], bodies: list[int]) -> int:
    """Where the second list begins: after the name of the first body and its status."""
    first = bodies[0] + 1
    has_status = any(one.of("Status") or one.means("founder") for one in items[: bodies[0]])
    if not has_status and first < len(items) and items[first].of("Status"):
        return first + 1
    return first


def _one_list(part: list[Item], read: Simple) -> Plan | None:
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


def _hosts(items: list[Item], read: Simple) -> list[Plan]:
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


def _no_founders(items: list[Item], read: Simple) -> list[Plan]:
    """`Which members were not founders?`"""
    at = next((n for n, one in enumerate(items) if one.means("not")), 0)
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
    first, second = _one_list([*left, *bodies], read), _one_list([*right, *bodies], read)
    if first is None or second is None or first.asking.query != "members":
        return []
    first.other, first.combined = second, "minus"
    return [first]


_ON_DOCUMENTS = ("join", "accede-doc", "ratify")


def _of_a_kind(items: list[Item], read: Simple) -> list[Plan]:
    """`Which treaties has Iran joined?`, the documents that it joined, and that are treaties."""
    kinds = [n for n, one in enumerate(items) if one.of("Kind")]
    if len(kinds) != 1 or not any(one.means(*_ON_DOCUMENTS) for one in items):
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
