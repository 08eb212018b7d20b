"""Times that an event gives: `before India joined`, `when the Samarkand summit met`.

Dates that stand with a word such as `since` become one item; a clause becomes its date.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scograph.ask.match import matches
from scograph.ask.meetings import CHG
from scograph.ask.parts import ORGANIZERS, SINGULAR
from scograph.ask.phrases import joined
from scograph.ask.plan import Asking, RefusalError
from scograph.ask.reading import Item, Reading, Sense

_PLURAL = ("哪些", "列出", "所有", "全部", "几", "多少", "各", "历", "名单", "都")
_MARKS = ("before", "after", "since", "until", "during")
# A way to ask that only says which meeting is meant.
_ABOUT_A_MEETING = frozenset(["meet", "host", "begin", "summit", "session", "attend", "when"])
_MEETING = Asking(
    "", (frozenset(),), _ABOUT_A_MEETING, {}, "", (), "any", "", "", "", {}, (), {}, {}, {}, "",
)  # fmt: skip


def reduced(
    reading: Reading,
    lexicon: dict[str, Any],
    asked: list[Asking],
    queries: Mapping[str, Any],
) -> list[Item]:
    """The items with times that events give, and words such as `since`, put into the dates."""
    items = titled(_between(_plain(joined(_dashed(list(reading.items), reading.text)))), lexicon)
    items = _same_state(_known_meeting(_next_meeting(items, lexicon), lexicon), lexicon)
    for at, item in enumerate(items):
        mark = next((word for word in _MARKS if item.means(word)), "")
        if not mark or (at == 0 and item.means("when") and not _has_pause(items)):
            continue
        after = items[at + 1 :]
        meeting = any(one.means("summit", "session", "meet") for one in after[1:4])
        if after and after[0].of("date") and not meeting:
            items = [*items[:at], _dated(after[0], mark), *after[1:]]
            return _again(items, reading, lexicon, asked, queries)
        before = items[:at]
        if before and before[-1].of("date") and reading.lang == "zh":
            items = [*before[:-1], _dated(before[-1], mark), *after]
            return _again(items, reading, lexicon, asked, queries)
        for clause, rest in _clauses(items, at, reading.lang):
            if mark in ("before", "after") and at and items[at - 1].text.lower() in SINGULAR:
                # `The summit after …` is the next one alone.
                raise RefusalError("not-understood", [items[at]])
            days = _days(_whole(clause, items, at, lexicon), lexicon)
            alone = reading.lang == "zh" and not any(word in reading.text for word in _PLURAL)
            if (
                days
                and alone
                and mark in ("before", "after")
                and after
                and after[0].means("summit")
            ):
                # One summit or all: nothing says which.
                raise RefusalError("not-understood", [after[0]])
            if days:
                next_to = [] if not item.means("immediate") else [_NEXT_TO[mark]]
                return [*rest[0], *next_to, _event(clause, days, mark), *rest[1]]
    return items


# `Right after India joined` asks for the first one after it.
_NEXT_TO = {
    "after": Item(0, 0, "", [Sense("word", "first")], {"bare"}),
    "before": Item(0, 0, "", [Sense("word", "last")], {"bare"}),
}


def _whole(clause: list[Item], items: list[Item], at: int, lexicon: dict[str, Any]) -> list[Item]:
    """`Who joined after Iran` with the verb of the clause, `when it joined` with its state."""
    main = items[:at]
    if len(clause) == 1 and clause[0].of("State"):
        verbs = [one for one in main if one.means("join", "become")]
        return [*clause, *verbs[:1], *(one for one in main if verbs and one.of("Status"))]
    if not any(one.means("join", "become") for one in clause) or any(
        one.of("State", "Person") for one in clause
    ):
        return clause
    named = _named_states(items, lexicon)
    if len(named) != 1:
        return clause
    return [Item(0, 0, "", [Sense("State", named.pop())], {"nom"}), *clause]


def _named_states(items: list[Item], lexicon: dict[str, Any]) -> set[str]:
    return {sense.value for one in items for sense in one.of("State")} | {
        lexicon["posts"][sense.value][0] for one in items for sense in one.of("Post")
    }


def _plain(items: list[Item]) -> list[Item]:
    """Without relative pronouns, and without the SCO before the name of one of its documents."""
    found: list[Item] = []
    for at, item in enumerate(items):
        after = items[at + 1] if at + 1 < len(items) else None
        asked = any(one.means("list", "which", "what", "howmany") for one in items[:at])
        noun = at and (
            items[at - 1].of("Role", "Status") or items[at - 1].means("person", "state", "leaders")
        )
        relative = item.means("who") and [sense.value for sense in item.senses] == ["who"]
        # `Cities in which`.
        joining = at > 0 and [sense.value for sense in item.senses] == ["which"]
        relative |= joining and items[at - 1].means("place", "state")
        noun = noun or joining
        if relative and asked and noun and "pause" not in item.cues:
            continue
        words = {sense.value for sense in item.of("word")}
        if at and ((words == {"where"} and items[at - 1].means("place", "state"))
                   or ("when" in words and items[at - 1].means("year", "date"))):  # fmt: skip
            # `The countries where summits were held`.
            continue
        if at and after is not None and _of_the_sco(items[at - 1], item, after):
            continue
        ours = item.of("Body") and all(sense.value == "sco" for sense in item.senses)
        if ours and after is not None and after.of("Document") and after.start - item.end < 2:
            after.cues = set(item.cues)
            continue
        if ours and "of" in item.cues and at and items[at - 1].of("Document"):
            continue
        if ours and "for" in item.cues and after is not None and after.means("summit", "session"):
            # `To Tashkent for an SCO summit`.
            item.cues = {"bare"}
        found.append(item)
    return found


def _of_the_sco(before: Item, item: Item, after: Item) -> bool:
    """True for the states in `ministers of the member states of the SCO`."""
    ours = after.of("Body") and all(sense.value == "sco" for sense in after.senses)
    members = item.means("state") or any(
        sense.value == "status-member" for sense in item.of("Status")
    )
    led = before.of("Role", "Ministers", "Council") or before.means("leaders", "summit", "session")
    return bool(ours and members and led) and "pause" not in item.cues and "in" not in item.cues


_STEPS = {"before": -1, "precede": -1, "after": 1, "succeed": 1}


def _next_meeting(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`The summit before the one in Ufa` as the summit that it is."""
    for at in range(1, len(items) - 1):
        step = next((step for word, step in _STEPS.items() if items[at].means(word)), 0)
        near = at - 2 if at > 1 and items[at - 1].means("past", "present") else at - 1
        noun, clause = items[near], items[at + 1 :]
        if not step or noun.text.lower() not in SINGULAR or not noun.means("summit", "session"):
            continue
        known = all(one.of("City", "date", "Summit", "Body") or one.means("summit", "session")
                    for one in clause)  # fmt: skip
        days = _days(clause, lexicon) if known else None
        kind = "summit" if noun.means("summit") else "session"
        rows = [
            one for one in lexicon["meetings"]
            if one["kind"] == kind and one["body"] in (*ORGANIZERS, CHG)
        ]  # fmt: skip
        places = [n for n, one in enumerate(rows) if days and one["start"] == days[0]]
        if len(places) != 1:
            continue
        place = places[0] + step
        if not 0 <= place < len(rows):
            raise RefusalError("no-meeting", clause)
        text = " ".join(one.text for one in items[at:])
        named = Sense(kind.capitalize(), rows[place]["iri"])
        return [*items[:at], Item(items[at].start, items[-1].end, text, [named], {"bare"})]
    return items


def _same_state(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`When that country joined` with the one state that the question names."""
    if not any(one.means("same-state") for one in items):
        return items
    named = _named_states(items, lexicon)
    if len(named) != 1:
        return items
    state = [Sense("State", named.pop())]
    return [
        Item(one.start, one.end, one.text, state, {"nom"}) if one.means("same-state") else one
        for one in items
    ]


_OF_A_THING = ("about", "source", "timeline", "disagreement")


def _known_meeting(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`Sources on the summit in Samarkand` with the summit as the thing that it is."""
    if not any(one.means(*_OF_A_THING) for one in items):
        return items
    said = [one for one in items if one.of("City", "date") or one.means("summit", "session")]
    nouns = [one for one in said if one.means("summit", "session")]
    if len(nouns) != 1 or len(said) < 2:
        return items
    first = items.index(said[0])
    if items[first : first + len(said)] != said:
        return items
    days = _days(said, lexicon)
    kind = "summit" if nouns[0].means("summit") else "session"
    found = [
        one["iri"] for one in lexicon["meetings"]
        if days and (one["start"], one["end"]) == days and one["kind"] == kind
    ]  # fmt: skip
    if len(found) != 1:
        return items
    text = " ".join(one.text for one in said)
    named = Item(said[0].start, said[-1].end, text, [Sense(kind.capitalize(), found[0])], {"bare"})
    return [*items[:first], named, *items[first + len(said) :]]


def summit(items: list[Item], lexicon: dict[str, Any]) -> str:
    """The summit that items name and nothing else; empty if they do not."""
    if not items or not all(one.of("City", "date") or one.means("summit") for one in items):
        return ""
    try:
        days = _days(items, lexicon)
    except RefusalError:
        return ""
    found = [
        str(one["iri"]) for one in lexicon["meetings"]
        if days and (one["start"], one["end"]) == days and one["kind"] == "summit"
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


def _again(items: list[Item], reading: Reading, *others: Any) -> list[Item]:
    return reduced(Reading(reading.text, reading.lang, items, [], [], reading.asks), *others)


def _has_pause(items: list[Item]) -> bool:
    return any("pause" in item.cues for item in items[1:])


def _dated(item: Item, mark: str) -> Item:
    cues = {"in"} if mark == "during" else {mark}
    return Item(item.start, item.end, item.text, item.of("date"), cues)


def _clauses(
    items: list[Item], at: int, lang: str
) -> list[tuple[list[Item], tuple[list[Item], list[Item]]]]:
    """The clause that belongs to the word at a place, and what stands before and after it."""
    if lang == "zh":
        return [(items[:at], ([], items[at + 1 :]))]
    if at == 0:
        end = next((n for n in range(1, len(items)) if "pause" in items[n].cues), len(items))
        return [(items[1:end], ([], items[end:]))]
    return [(items[at + 1 :], (items[:at], []))]


def _days(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The days of the event that a clause tells of."""
    if not clause:
        return None
    found = set()
    for match in matches(clause, _MEETING, False):
        match.meeting.kind = (
            "session" if match.said("session") else ("summit" if match.said("summit") else "any")
        )
        for item in match.times:
            match.meeting.period = tuple(item.senses[0].value.split("/"))  # type: ignore[assignment]
        if not match.meeting.says:
            continue
        meetings = match.meeting.found(lexicon)
        if len(meetings) == 1:
            found.add((meetings[0]["start"], meetings[0]["end"]))
    if found:
        return found.pop() if len(found) == 1 else None
    return _founding(clause, lexicon) or _signing(clause, lexicon) or _joining(clause, lexicon)


def _signing(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The day of a document, of `the Charter was signed`."""
    documents = [item.of("Document") for item in clause if item.of("Document")]
    known = all(
        item.of("Document") or item.optional or item.means("sign", "adopt", "past")
        for item in clause
    )
    made = any(item.means("sign", "adopt") for item in clause)
    if not known or not made or len(documents) != 1 or len(documents[0]) != 1:
        return None
    day = lexicon["signed"].get(documents[0][0].value)
    if not day:
        raise RefusalError("no-event", clause)
    return day, day


def _founding(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The day on which a body was founded, of `the SCO was founded`."""
    bodies = {sense.value for item in clause for sense in item.of("Body")} or {"sco"}
    known = all(
        item.of("Body") or item.optional or item.means("found", "past", "begin") for item in clause
    )
    if not known or len(bodies) > 1 or not any(item.means("found") for item in clause):
        return None
    day = lexicon["founded"].get(bodies.pop())
    if not day:
        raise RefusalError("no-event", clause)
    return day, day


def _joining(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The day on which a state joined the SCO, of `India joined`."""
    states = [sense.value for item in clause for sense in item.of("State")]
    statuses = [sense.value for item in clause for sense in item.of("Status")]
    allowed = all(
        item.of("State") or item.of("Status") or item.means("join", "become", "full")
        or any(sense.value == "sco" for sense in item.of("Body"))
        for item in clause
    )  # fmt: skip
    joined = any(item.means("join", "become") for item in clause)
    if not allowed or not joined or len(states) != 1 or len(set(statuses)) > 1:
        return None
    status = statuses[0] if statuses else "status-member"
    days = lexicon["joined"].get(f"{states[0]} {status}") or (
        lexicon["joined"].get(f"{states[0]} status-founding-member")
        if status == "status-member" else None
    )  # fmt: skip
    if not days:
        raise RefusalError("no-event", clause)
    return days, days


def _event(clause: list[Item], days: tuple[str, str], mark: str) -> Item:
    text = " ".join(item.text for item in clause)
    day = days[0] if mark in ("during", "before") else days[1]
    cues = {"in"} if mark == "during" else {mark}
    return Item(clause[0].start, clause[-1].end, text, [Sense("date", f"{day}/{day}")], cues)


_DASHES = "-–—/"


def _dashed(items: list[Item], text: str) -> list[Item]:
    """`2023/24`, `2023–24` and `2023/2024` as one date."""
    for at in range(len(items) - 1):
        first, second = items[at], items[at + 1]
        gap = text[first.end : second.start].strip()
        if len(gap) != 1 or gap not in _DASHES or not first.of("date"):
            continue
        days = first.of("date")[0].value
        end = ""
        if second.of("number") and len(second.text) == 2 and second.text > days[2:4]:
            end = f"{days[:2]}{second.text}-12-31"
        elif second.of("date") and gap == "/":
            end = second.of("date")[0].value.partition("/")[2]
        if end > days:
            whole = Sense("date", f"{days.partition('/')[0]}/{end}")
            one = Item(first.start, second.end, text[first.start : second.end], [whole], first.cues)
            return _dashed([*items[:at], one, *items[at + 2 :]], text)
    return items


def _between(items: list[Item]) -> list[Item]:
    """`between 2004 and 2008` and `from 2004 to 2008` as one date."""
    for at in range(len(items) - 1):
        first = items[at]
        if not first.of("date"):
            continue
        gap = 2 if items[at + 1].means("and") and at + 2 < len(items) else 1
        second = items[at + gap] if at + gap < len(items) else None
        if second is None or not second.of("date"):
            continue
        opened = at > 0 and items[at - 1].means("between")
        spanning = (
            first.cues & {"from", "since"} and second.cues & {"to", "until"}
        ) or "to" in second.cues
        if opened or (spanning and gap == 1):
            start = first.of("date")[0].value.partition("/")[0]
            end = second.of("date")[0].value.partition("/")[2]
            whole = Item(
                first.start, second.end, f"{first.text} – {second.text}",
                [Sense("date", f"{start}/{end}")], {"in"},
            )  # fmt: skip
            return _between([*items[: at - opened], whole, *items[at + gap + 1 :]])
    return items


def titled(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`President Yeltsin` as one item: the persons of that name who held the office."""
    for at in range(len(items) - 1):
        first, second = items[at], items[at + 1]
        role, person = (first, second) if first.of("Role") else (second, first)
        if not role.of("Role") or not person.of("Person") or "pause" in second.cues:
            continue
        cases = {"of", "to", "acc", "by", "in"}
        agree = second.cues & {"bare", "nom"} or second.cues & cases & first.cues
        if first.of("Role") and not agree:
            continue
        if first is person and not items[at].text[-1:] > "\u2e80":
            continue
        roles = {sense.value for sense in role.of("Role")}
        held = [
            sense
            for sense in person.of("Person")
            if any(lexicon["posts"].get(post, ["", ""])[1] in roles for post in
                   lexicon["holders"].get(sense.value, ()))
        ]  # fmt: skip
        if held:
            one = Item(
                first.start, second.end, f"{first.text} {second.text}", held, set(first.cues)
            )
            start = at
            if at and items[at - 1].of("State") and first is role:
                state = {sense.value for sense in items[at - 1].of("State")}
                if any(
                    lexicon["posts"][post][0] in state
                    for sense in held
                    for post in lexicon["holders"].get(sense.value, ())
                ):
                    start = at - 1
                    one.cues = set(items[start].cues)
            return titled([*items[:start], one, *items[at + 2 :]], lexicon)
    return items
