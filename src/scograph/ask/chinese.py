"""Chinese questions in orders of words that English does not have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scograph.ask.reading import Item, Sense


def reordered(items: list[Item], lexicon: Mapping[str, Any]) -> list[Item]:
    """The items of a Chinese question, as the same question would be put with other words."""
    for rewrite in (
        _as, _except, _leaders, _capital, _absent, _host, _alternatives, _chair, _numbered,
        _status_before, _asked_bodies, _which_of_two, _than, _neighbour, _what_is, _never,
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


_MEASURES = {
    "先": "earlier", "更早": "earlier", "早": "earlier", "较早": "earlier", "最先": "earlier",
    "率先": "earlier", "更晚": "later", "较晚": "later", "晚": "later", "多": "more",
    "更多": "more", "次数多": "more", "次数更多": "more", "较多": "more", "少": "fewer",
    "更少": "fewer", "次数少": "fewer",
}  # fmt: skip
_THINGS = ("State", "Person", "Document", "Body", "Organ", "City", "Summit", "Session", "Exercise")


def _which_of_two(items: list[Item]) -> list[Item]:
    """`宪章和成立宣言哪个先通过` as which of them came first, the one or the other."""
    asked = next((n for n, one in enumerate(items) if one.means("which", "who")), 0)
    joined = next((n for n in range(1, asked) if items[n].means("and", "or")), 0)
    rest = items[asked + 1 :]
    measures = [one for one in rest if one.text in _MEASURES]
    parts = [items[:joined], items[joined + 1 : asked]]
    if not joined or len(measures) != 1 or not all(parts) or not all(map(_one_thing, parts)):
        return items
    word = _MEASURES[measures[0].text]
    if word == "earlier" and all(part[0].of("State") for part in parts):
        # Which of two states joined first is asked of one query.
        return items
    measure = Item(
        measures[0].start, measures[0].end, measures[0].text, [Sense("word", word)], {"bare"}
    )
    others = [measure if one is measures[0] else one for one in rest]
    if others[-1] is measure and len(others) > 1 and word in ("more", "fewer"):
        # `谁参加峰会次数多`: the measure stands before what is counted.
        noun = others[-2]
        counted = noun.of("word") and not noun.means("attend")
        others = [*others[:-2], *([measure, noun] if counted else [noun, measure])]
    parts[0][0].cues = parts[0][0].cues | {"pause"}
    for one in parts[1]:
        one.cues = one.cues - {"pause"}
    or_ = Item(items[joined].start, items[joined].end, "或", [Sense("word", "or")], {"bare"})
    return [_word("which"), *others, *parts[0], or_, *parts[1]]


def _one_thing(part: list[Item]) -> bool:
    if len(part) == 1:
        return bool(part[0].of(*_THINGS))
    named = any(one.of("City", "date", "Summit", "Session") for one in part)
    return named and all(
        one.of("City", "date", "Summit", "Session", "Body") or one.means("summit", "session")
        for one in part
    )


_BEFORE = ("先", "早", "更早", "早些")
_AFTER = ("后", "晚", "更晚", "迟")


def _than(items: list[Item]) -> list[Item]:
    """`谁比伊朗先加入` as who joined before Iran."""
    for at in range(1, len(items) - 3):
        than, state, mark, verb = items[at : at + 4]
        word = "before" if mark.text in _BEFORE else "after" if mark.text in _AFTER else ""
        asked = any(one.means("who", "which", "howmany") for one in items[:at])
        if asked and word and than.means("than") and state.of("State") and verb.means("join"):
            return [*items[:at], *items[at + 3 :], _word("state"), _word(word), state]
    return items


_PREVIOUS = ("上一届", "上届", "前一届", "上一次", "前一次", "上次", "前一届峰会", "上一届峰会")
_NEXT = (
    "下一届",
    "下一次",
    "后一届",
    "后一次",
    "之后的下一届",
    "之后的下一次",
    "的下一届",
    "的下一次",
)


def _neighbour(items: list[Item]) -> list[Item]:
    """`青岛峰会的上一届在哪` as where the summit before the one in Qingdao was."""
    for at in range(1, len(items)):
        step = (
            "precede" if items[at].text in _PREVIOUS
            else "succeed" if items[at].text in _NEXT or items[at].means("succeed") else ""
        )  # fmt: skip
        clause, rest = items[:at], items[at + 1 :]
        noun = rest[0] if rest and rest[0].means("summit", "session") else None
        before = [one for one in clause if one.means("summit", "session")]
        kind = "session" if any(one.means("session") for one in [*before, noun] if one) else ""
        if not step or not _one_thing(clause) or clause[0].of(*_THINGS[:3]) or not (noun or before):
            continue
        if not any(one.of("City", "date", "Summit", "Session") for one in clause):
            continue
        rest = rest[1:] if noun else rest
        if not before:
            clause = [*clause, _word("summit")]
        named = Item(0, 0, "summit", [Sense("word", kind or "summit")], {"bare"})
        asked = rest if rest else [_word("which")]
        return [*asked, named, _word(step), *clause]
    return items


def _what_is(items: list[Item]) -> list[Item]:
    """`地区反恐怖机构是什么` asks about it."""
    alone = len(items) == 2 and items[0].of("Organ", "Document", "Exercise")
    if alone and items[1].text in ("什么", "是什么") and items[1].means("what"):
        return [_word("about"), items[0]]
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
