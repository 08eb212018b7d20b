"""What is asked for, where words that mean something else elsewhere say it."""

from __future__ import annotations

import re
from typing import Any

from scograph.ask.parts import COUNCILS, ORGANIZERS
from scograph.ask.reading import Item, Sense

# Comparatives that stand alone: `кто вступил раньше, Индия или Иран`.
_EARLIER = ("раньше", "ранее", "прежде", "早", "更早", "较早")
_LATER = ("позже", "позднее", "晚", "更晚", "较晚")
_COMPARED = (
    ("earlier", _EARLIER), ("later", _LATER), ("more", ("больше", "более")), ("fewer", ("меньше",)),
)  # fmt: skip
_DASH = re.compile(r"\s[-–—]\s|:\s")
_NOMINATIVE = {"nom", "bare"}


def earlier(items: list[Item], text: str) -> list[Item]:
    """`Кто вступил раньше, Индия или Иран` with a word for which of the two came first."""
    at = next((n for n, one in enumerate(items) if one.means("or")), 0)
    if not 0 < at < len(items) - 1:
        return items
    start = next((n for n in range(1, at) if _DASH.search(_gap(items, n, text))), 0)
    named = [items[at - 1], items[at + 1]]
    alone = all(one.cues & _NOMINATIVE and not one.of("word") for one in named)
    if not start and not alone:
        return items
    if start:
        items[start].cues = items[start].cues | {"pause"}
    found = []
    for one in items:
        word = next((word for word, texts in _COMPARED if one.text.lower() in texts), "")
        found.append(_word(one, word) if word else one)
    return found


def _gap(items: list[Item], at: int, text: str) -> str:
    """What stands between an item and the one before it."""
    return text[items[at - 1].end : items[at].start]


def years_in_office(items: list[Item]) -> list[Item]:
    """`В какие годы Атамбаев был президентом` asks from when to when, not only when it began."""
    asked = next((n for n, one in enumerate(items) if one.text.lower() in _YEARS), -1)
    people = [one for one in items if one.of("Person")]
    offices = [one for one in items if one.of("Role", "Post")]
    others = any(one.means("attend", "summit", "session", "meet", "chair") for one in items)
    if asked < 0 or len(people) != 1 or len(offices) != 1 or others:
        return items
    return [_word(one, "howlong") if n == asked else one for n, one in enumerate(items)]


_YEARS = ("в какие годы", "в каких годах", "哪些年", "哪几年", "在哪些年", "在哪几年")


def every_summit(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`Who attended all SCO summits` as who attended at least as many as there were."""
    every = next((n for n, one in enumerate(items) if one.means("every")), -1)
    asked = any(one.means("who", "person", "leaders") for one in items)
    others = [one for one in items if one.of("Body")]
    known = all(
        one.means("every", "summit", "attend", "past", "present", "who", "person", "leaders")
        or one.means("which", "list", "everyone")
        or one in others
        or one.optional
        for one in items
    )
    ours = all(sense.value in ORGANIZERS for one in others for sense in one.of("Body"))
    if every < 0 or not asked or not known or len(others) > 1 or not ours:
        return items
    if not any(one.means("attend") for one in items):
        return items
    body = others[0].of("Body")[0].value if others else "sco"
    count = sum(one["kind"] == "summit" and one["body"] == body for one in lexicon["meetings"])
    limit = Item(
        items[every].start, items[every].end, items[every].text,
        [Sense("Limit", f">={count}")], {"bare"},
    )  # fmt: skip
    summit = [] if any(_is_noun(one) for one in items) else [_word(items[every], "summit")]
    named = others or [Item(0, 0, "", [Sense("Body", "sco")], {"bare"})]
    who = _word(items[every], "who")
    attend = _word(next(one for one in items if one.means("attend")), "attend")
    nouns = [one for one in items if _is_noun(one)] or summit
    return [who, attend, limit, *named, *nouns[:1]]


def _is_noun(one: Item) -> bool:
    return any(sense.value == "summit" for sense in one.of("word"))


def premiers(items: list[Item]) -> list[Item]:
    """`When the prime ministers met in Dushanbe` as when their council met."""
    at = next((n for n, one in enumerate(items) if _premiers(one)), -1)
    near = [one for one in items[max(at - 2, 0) : at] + items[at + 1 : at + 3] if one.means("meet")]
    others = any(one.of("Person", "State") or one.means("session", "summit") for one in items[at:])
    timed = any(one.means("during", "where", "when") for one in items[:at])
    if at < 0 or not near or others or not timed:
        return items
    return [_word(one, "session") if n == at else one for n, one in enumerate(items)]


def _premiers(one: Item) -> bool:
    return any(sense.value == "prime minister" for sense in one.of("Role"))


_LED = ("возглавл", "возглавил", "руковод", "стоял", "правил", "управлял", "执政", "领导")
_CLAUSE = ("join", "become")


def led(items: list[Item]) -> list[Item]:
    """`Кто возглавлял Киргизию` as who was its president: the office is in the verb."""
    cut = next((n for n, one in enumerate(items) if n and one.means("during")), len(items))
    items, rest = items[:cut], items[cut:]
    found = _led(items)
    return [*found, *rest]


def _led(items: list[Item]) -> list[Item]:
    at = next((n for n, one in enumerate(items) if one.text.lower().startswith(_LED)), -1)
    states = [one for one in items if one.of("State")]
    others = any(
        one.of("Role", "Post", "Organ", "Body", "Ministers", "Person")
        or one.means("summit", "session", "meet", "delegation", "chair", "electionmission")
        for one in items
    )
    who = any(one.means("who") for one in items)
    if at < 0 or not who or not items[at].means("served") or len(states) != 1 or others:
        return items
    if not any(sense.value in _LED_BY_PRESIDENTS for sense in states[0].of("State")):
        return items
    states[0].cues = {"of"}
    role = Item(
        items[at].start, items[at].end, items[at].text, [Sense("Role", "president")], {"bare"}
    )
    return [role if n == at else one for n, one in enumerate(items)]


# Elsewhere a prime minister leads, or nothing in a verb says which of two does.
_LED_BY_PRESIDENTS = (
    "kazakhstan", "kyrgyzstan", "tajikistan", "uzbekistan", "turkmenistan", "russia", "china",
    "belarus", "azerbaijan",
)  # fmt: skip


def under_whom(items: list[Item], lang: str) -> list[Item]:
    """`При каком президенте Иран вступил` as who was its president when it joined."""
    for at in range(len(items) - 1):
        asked, role = items[at : at + 2]
        rest = [one for n, one in enumerate(items) if n not in (at, at + 1)]
        tenure = [one for one in rest if one.means("tenure")]
        clause = [one for one in rest if one not in tenure]
        states = [one for one in clause if one.of("State")]
        joined = any(one.means(*_CLAUSE) for one in clause)
        under = "of" in asked.cues or tenure
        if not (asked.means("which", "who") and role.of("Role") and under and joined):
            continue
        if len(states) != 1 or any(one.of("date", "Person", "City") for one in clause):
            continue
        state = Item(states[0].start, states[0].end, states[0].text, states[0].senses, {"of"})
        start = [_word(asked, "who"), Item(role.start, role.end, role.text, role.senses, {"bare"})]
        during = _word(asked, "during")
        # In Chinese what happened then stands first.
        return (
            [*clause, during, state, *start] if lang == "zh" else [*start, state, during, *clause]
        )
    return items


def ministers(items: list[Item]) -> list[Item]:
    """`Which ministers came` asks for people, at the meeting of a council of ministers."""
    council = any(one.of("Ministers", "Council", "Session") for one in items)
    return [
        _word(one, "person") if council and one.means("minister") else one for one in items
    ]  # fmt: skip


def met_as_council(items: list[Item]) -> list[Item]:
    """`Which meetings did RATS hold` asks for those of its council."""
    others = [one for one in items if not one.of("Organ")]
    meets = any(one.means("session", "meet") for one in others)
    if not meets or any(
        one.of("Person", "Post", "Role", "Ministers", "Council", "Session", "Summit")
        or one.means("attend", "represent", "send", "summit", "instead", "absent")
        for one in others
    ):
        return items
    return [_of_council(one) for one in items]


def _of_council(one: Item) -> Item:
    councils = [COUNCILS[sense.value] for sense in one.of("Organ") if sense.value in COUNCILS]
    if not councils or len(one.of("Organ")) > 1:
        return one
    return Item(one.start, one.end, one.text, [Sense("Council", councils[0])], set(one.cues))


def statements(items: list[Item]) -> list[Item]:
    """`Which statements were adopted in Qingdao` asks for documents: nobody who spoke is named."""
    if any(one.of("Person", "State", "Post", "Role") or one.means("who") for one in items):
        return items
    if not any(one.means("adopt", "sign") for one in items):
        return items
    return [
        Item(one.start, one.end, one.text, one.of("Kind"), one.cues)
        if any(sense.value == "kind-statement" for sense in one.of("Kind")) else one
        for one in items
    ]  # fmt: skip


def at_meeting(items: list[Item], clause: list[Item]) -> bool:
    """True for `who represented India when the summit met`: they came to it, not only then."""
    others = [one for one in items if one not in clause]
    meets = any(one.means("summit", "session", "meet") for one in clause) or any(
        one.of("Summit", "Session") for one in clause
    )
    came = any(one.means("represent", "attend", "send", "delegation", "absent") for one in others)
    dated = any(one.of("date", "City", "Summit", "Session") for one in others)
    return meets and came and not dated


def _word(one: Item, value: str) -> Item:
    return Item(one.start, one.end, one.text, [Sense("word", value)], set(one.cues))
