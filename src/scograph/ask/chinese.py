"""Chinese questions in orders of words that English does not have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scograph.ask.reading import Item, Sense


def reordered(items: list[Item], lexicon: Mapping[str, Any]) -> list[Item]:
    """The items of a Chinese question, as the same question would be put with other words."""
    for rewrite in (
        _as, _except, _leaders, _capital, _absent, _host, _alternatives, _chair, _numbered,
        _status_before, _asked_bodies, _which_first, _never,
    ):  # fmt: skip
        items = rewrite(items)
    return _risen(items, lexicon)


def _word(*words: str) -> Item:
    return Item(0, 0, "", [Sense("word", word) for word in words], {"bare"})


def _as(items: list[Item]) -> list[Item]:
    """Without the noun of `以观察员身份`: the role before it says as what somebody came."""
    return [
        one for at, one in enumerate(items)
        if not (at and one.text == "身份" and items[at - 1].of("Capacity", "Role", "Post"))
    ]  # fmt: skip


def _except(items: list[Item]) -> list[Item]:
    """`除成员国外` with one word for both."""
    first = next((at for at, one in enumerate(items) if one.means("except")), len(items))
    return [
        one for at, one in enumerate(items)
        if at <= first or not one.means("except") or items[at - 1].means("except")
    ]  # fmt: skip


_LEADERS = ("国家领导人", "各国领导人", "国家领导", "各国首脑")


def _leaders(items: list[Item]) -> list[Item]:
    """`哪些国家领导人` asks for people; how many of those who came led a state is not recorded."""
    if any(one.means("howmany") for one in items):
        return items
    return [
        Item(one.start, one.end, one.text, [Sense("word", "person")], one.cues)
        if one.text in _LEADERS else one
        for one in items
    ]  # fmt: skip


def _capital(items: list[Item]) -> list[Item]:
    """`塔吉克斯坦首都杜尚别` as the city."""
    for at in range(1, len(items) - 1):
        state, noun, city = items[at - 1 : at + 2]
        if state.of("State") and noun.means("capital") and city.of("City"):
            city.cues = city.cues - {"bare"} | (state.cues & {"in"}) or city.cues
            return [*items[: at - 1], *items[at + 1 :]]
    return items


def _absent(items: list[Item]) -> list[Item]:
    """`莫迪没来，谁代替他`: who is replaced did not come, which need not be said."""
    instead = next((at for at, one in enumerate(items) if one.means("instead")), 0)
    named = [at for at, one in enumerate(items[:instead]) if one.of("Person", "State", "Post")]
    if len(named) != 1 or any(one.of("Person", "Post") for one in items[instead:]):
        return items
    return [one for at, one in enumerate(items) if at > instead or not one.means("absent")]


_HOST = ("东道国", "东道主", "主办国", "举办国", "承办国", "主办国家", "东道主国家")


def _host(items: list[Item]) -> list[Item]:
    """`峰会的东道国是哪个` asks for a state, though only the host is named."""
    last = len(items) - 1
    if last < 1 or items[last].means("yesno"):
        return items
    asked = items[last].means("which", "what") and not items[last].means("state")
    if asked and items[last - 1].text in _HOST and items[last - 1].means("host"):
        return [*items, _word("state")]
    return items


def _alternatives(items: list[Item]) -> list[Item]:
    """`是成员国还是观察员国` asks for the status."""
    for at in range(1, len(items) - 1):
        before, after = items[at - 1], items[at + 1]
        if items[at].text == "还是" and before.of("Status") and after.of("Status"):
            return [*items[: at - 1], _word("what"), _word("status"), *items[at + 2 :]]
    return items


def _chair(items: list[Item]) -> list[Item]:
    """`峰会主席` presided over it; elsewhere `主席` may be a head of state."""
    for at in range(1, len(items)):
        one, before = items[at], items[at - 1]
        of_meeting = before.of("Summit", "Session") or before.means("summit", "session", "meet")
        if of_meeting and one.means("chair") and one.of("Role"):
            chair = Item(one.start, one.end, one.text, [Sense("word", "chair")], one.cues)
            return [*items[:at], chair, *items[at + 1 :]]
    return items


def _numbered(items: list[Item]) -> list[Item]:
    """`加入的国家是哪两个` with the number before its noun."""
    if len(items) < 3 or not items[-1].of("number") or not items[-2].means("which"):
        return items
    number, rest = items[-1], items[:-1]
    known = [one for one in rest if one.of("number")]
    if known:
        same = [one for one in known if one.of("number") == number.of("number")]
        return rest if same else items
    nouns = [at for at, one in enumerate(rest) if one.of("Status") or one.means(*_COUNTED)]
    return [*rest[: nouns[-1]], number, *rest[nouns[-1] :]] if nouns else items


_COUNTED = ("state", "person", "place", "summit", "session", "document", "organ", "body")


def _status_before(items: list[Item]) -> list[Item]:
    """`伊朗加入之前是什么身份` with the state, whose status is asked for, after the clause."""
    at = next((n for n, one in enumerate(items) if one.means("before", "after")), 0)
    clause, rest = items[:at], items[at + 1 :]
    states = [one for one in clause if one.of("State")]
    joined = any(one.means("join", "become") for one in clause)
    asked = any(one.means("status") for one in rest) and not any(one.of("State") for one in rest)
    if len(states) == 1 and joined and asked:
        return [*items[: at + 1], states[0], *rest]
    return items


def _risen(items: list[Item], lexicon: Mapping[str, Any]) -> list[Item]:
    """`由观察员国升格为成员国` without the former status, which the state is known to have had."""
    states = [sense.value for one in items for sense in one.of("State")]
    for at in range(len(items) - 2):
        former, verb, status = items[at : at + 3]
        if len(states) != 1 or not former.cues & {"by", "since"} or not verb.means("become"):
            continue
        had = [sense.value for sense in former.of("Status")]
        if status.of("Status") and any(f"{states[0]} {one}" in lexicon["joined"] for one in had):
            return [*items[:at], *items[at + 1 :]]
    return items


def _asked_bodies(items: list[Item]) -> list[Item]:
    """`哪些国际组织` asks for bodies; elsewhere it says as what somebody came."""
    for at in range(1, len(items)):
        one = items[at]
        if items[at - 1].means("which", "howmany") and one.of("Capacity") and one.means("body"):
            body = Item(one.start, one.end, one.text, one.of("word"), one.cues)
            return [*items[:at], body, *items[at + 1 :]]
    return items


_COMPARED = ("Document", "Organ", "Body", "Summit", "Exercise", "Person", "State")
_FIRST = ("先", "更早", "早", "较早", "最先", "先于", "率先")


def _which_first(items: list[Item]) -> list[Item]:
    """`宪章和成立宣言哪个先通过` as which of them, the one or the other."""
    for at in range(1, len(items) - 3):
        one, joined, two, asked, first = items[at - 1 : at + 4]
        same = {kind for kind, *_ in one.senses} & {kind for kind, *_ in two.senses}
        if not joined.means("and", "or") or not same & set(_COMPARED) or "State" in same:
            continue
        if asked.means("which", "who") and first.text in _FIRST:
            or_ = Item(joined.start, joined.end, joined.text, [Sense("word", "or")], {"bare"})
            rest = items[at + 4 :]
            two.cues = two.cues - {"pause"}
            one.cues = one.cues | {"pause"}
            return [*items[: at - 1], asked, _word("earlier"), *rest, one, or_, two]
    return items


def _never(items: list[Item]) -> list[Item]:
    """`从没举办过峰会的成员国有哪些` with those that are asked for first."""
    start = next((at for at, one in enumerate(items) if one.means("not")), -1)
    if start or len(items) < 4 or not items[1].means("host"):
        return items
    at = next((n for n, one in enumerate(items) if n > 1 and _asked_states(one)), 0)
    rest = items[at + 1 :]
    if not at or not all(one.means("which", "what", "who", "list", "howmany") for one in rest):
        return items
    asked = rest or [_word("which")]
    ours = [one for one in items[:at] if one.of("Body") and one is items[at - 1]]
    clause = [one for one in items[:at] if one not in ours]
    return [*asked, *ours, items[at], *clause]


def _asked_states(one: Item) -> bool:
    return bool(one.of("Status")) or one.means("state")
