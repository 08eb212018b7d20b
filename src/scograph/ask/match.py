"""Items of a question matched with the ways to ask: every item has a part, or it is no match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scograph.ask.meetings import Wanted
from scograph.ask.parts import MODES, PLURAL, SESSIONS, SINGULAR, of_the_meeting, parts
from scograph.ask.plan import Asking
from scograph.ask.reading import Item, Sense

_NOUNS = {"summit", "session", "meet"}

_MOST = 400


class Match:
    """One way in which the items have their parts."""

    asking: Asking
    words: list[tuple[int, str]]
    names: dict[str, list[Sense]]
    times: list[Item]
    meeting: Wanted
    position: int = 0
    expected: int | None = None
    # Whether the number is one of meetings.
    of_meetings: bool = False
    mode: str = ""
    # How many of what is counted, such as `>=3`.
    limit: str = ""
    # Whether the noun of the meeting is in the singular, in languages that show it.
    singular: bool = False
    # Whether nothing says that several are asked for.
    one: bool = True
    concepts: set[str]

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.words = []
        self.names = {}
        self.times = []
        self.meeting = Wanted()
        self.concepts = set()

    def but(self, **changed: Any) -> Match:
        """A copy with some values changed."""
        other = Match.__new__(Match)
        other.__dict__.update(self.__dict__, **changed)
        return other

    def said(self, concept: str) -> bool:
        """True if the question has this word."""
        return concept in self.concepts


def matches(items: list[Item], asking: Asking, yes_or_no: bool) -> Iterator[Match]:
    """All ways in which this asking explains every item."""
    budget = [_MOST]
    for choice in _choices(items, 0, asking, [], yes_or_no, budget):
        found = _match(items, choice, asking)
        if found is not None:
            yield found


def _choices(
    items: list[Item],
    at: int,
    asking: Asking,
    chosen: list[tuple[str, Sense]],
    yes_or_no: bool,
    budget: list[int],
) -> Iterator[list[tuple[str, Sense]]]:
    if budget[0] <= 0:
        return
    if at == len(items):
        budget[0] -= 1
        yield list(chosen)
        return
    for part, sense in parts(items, at, asking, yes_or_no):
        if part.startswith("slot ") and any(one == part for one, _ in chosen):
            joined = items[at - 1].means("and") and at > 1 and chosen[at - 2][0] == part
            # `Hu Jintao and Karzai` met each other.
            joined = joined and not any(slot.name == "with" for slot in asking.slots)
            if not joined or chosen[at - 2][1].kind != sense.kind:
                continue
        chosen.append((part, sense))
        yield from _choices(items, at + 1, asking, chosen, yes_or_no, budget)
        chosen.pop()


def _match(items: list[Item], chosen: list[tuple[str, Sense]], asking: Asking) -> Match | None:
    found = Match(asking)
    meeting = found.meeting
    meeting.kind = asking.meeting if asking.meeting != "any" else "any"
    for at, (part, sense) in enumerate(chosen):
        if part == "word":
            for word in sense.value.split("+"):
                some = "any" in items[at].cues
                found.singular |= items[at].text.lower() in SINGULAR and not some
                found.one &= items[at].text.lower() not in PLURAL
                found.words.append((at, word))
                found.concepts.add(word)
                if word in ("summit", "session") and asking.meeting == "any":
                    meeting.kind = word
        elif part == "time":
            found.times.append(Item(0, 0, items[at].text, [sense], items[at].cues))
        elif part == "position":
            if found.position:
                return None
            found.position = int(sense.value)
            found.concepts |= {"first"} if found.position == 1 else {"last"}
        elif part == "meeting-position":
            if meeting.position:
                return None
            meeting.position = int(sense.value)
        elif part == "context":
            continue
        elif part == "number":
            found.expected = int(sense.value)
            found.of_meetings = any(
                one.means("summit", "session") for one in items[at + 1 : at + 3]
            )
        elif part == "limit":
            if found.limit:
                return None
            found.limit = sense.value
        elif part == "lasting":
            if meeting.lasting:
                return None
            meeting.lasting = sense.value
        elif part == "mode":
            if found.mode:
                return None
            found.mode = MODES[sense.value]
            found.concepts.add(sense.value)
        elif part == "format":
            if meeting.format:
                return None
            meeting.format = sense.value
            meeting.form_of_noun = of_the_meeting(items, at)
        elif part in ("city", "state", "region", "body"):
            if getattr(meeting, part):
                return None
            setattr(meeting, part, sense.value)
        elif part == "named":
            meeting.names.append(sense.value)
        elif part == "council":
            if meeting.council:
                return None
            meeting.kind = SESSIONS.get(sense.value, "session")
            meeting.council = "" if sense.value in SESSIONS else sense.value
            found.concepts.add(meeting.kind)
        else:
            found.names.setdefault(part.removeprefix("slot "), []).append(sense)
    if meeting.council and meeting.kind == "summit":
        # Ministers hold no summits.
        return None
    if any(slot.required and slot.name not in found.names for slot in asking.slots):
        return None
    return found


def required(asking: Asking, items: list[Item]) -> bool:
    """True if the question has the words of one of the alternatives, whatever else it has."""
    said = {word for item in items for sense in item.of("word") for word in sense.value.split("+")}
    kinds = {sense.kind for item in items for sense in item.senses} | {"Said", "Time", "Meeting"}
    kinds |= {"Capacity"} if "Status" in kinds else set()
    said |= {
        SESSIONS[sense.value]
        for item in items
        for sense in item.of("Organ")
        if sense.value in SESSIONS
    }
    said |= {"session"} if kinds & {"Council", "Ministers"} else set()
    kinds |= {"Count"} if "number" in kinds else set()
    # `The tenth member`: a place in their order.
    said |= {"first", "last"} if "ordinal" in kinds else set()
    return any(all(_there(word, said, kinds) for word in words) for words in asking.words)


def _there(word: str, said: set[str], kinds: set[str]) -> bool:
    # A word in capitals is a kind of name: `Status` is there if the question names one.
    return word in kinds if word[:1].isupper() else word in said


def alternative(match: Match) -> frozenset[str] | None:
    """The largest set of required words that the match has; None if it has none of them."""
    kinds = {sense.kind for senses in match.names.values() for sense in senses}
    if match.meeting.names:
        kinds.add("Meeting")
    if (
        match.meeting.council
        or match.meeting.city
        or match.meeting.names
        or {word for _, word in match.words} & _NOUNS
    ):
        kinds.add("Said")
    kinds |= {"Time"} if match.times else set()
    kinds |= {"Limit"} if match.limit else set()
    kinds |= {"Count"} if match.expected is not None else set()
    fitting = [
        words for words in match.asking.words
        if all(_there(word, match.concepts, kinds) for word in words)
    ]  # fmt: skip
    return max(fitting, key=len, default=None)
