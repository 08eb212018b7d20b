"""Meetings and states that are not called by their names: `the summit before the one in Ufa`."""

from __future__ import annotations

from typing import Any

from scograph.ask.clauses.events import days_of
from scograph.ask.meetings import CHG
from scograph.ask.parts import ORGANIZERS, SINGULAR
from scograph.ask.plan import RefusalError
from scograph.ask.reading import Item, Sense

_STEPS = {"before": -1, "precede": -1, "after": 1, "succeed": 1}


def next_meeting(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`The summit before the one in Ufa` as the summit that it is."""
    for at in range(1, len(items) - 1):
        step = next((step for word, step in _STEPS.items() if items[at].means(word)), 0)
        near = at - 2 if at > 1 and items[at - 1].means("past", "present") else at - 1
        noun, clause = items[near], items[at + 1 :]
        if not step or noun.text.lower() not in SINGULAR or not noun.means("summit", "session"):
            continue
        known = all(one.of("City", "date", "Summit", "Body") or one.means("summit", "session")
                    for one in clause)  # fmt: skip
        days = days_of(clause, lexicon) if known else None
        kind = "summit" if noun.means("summit") else "session"
        rows = [
            one for one in lexicon["meetings"]
            if one["kind"] == kind and one["body"] in (*ORGANIZERS, CHG)
        ]  # fmt: skip
        if any(one.means("join", "become") for one in clause):
            days = days_of(clause, lexicon)
            beside = days and _beside(rows, days, step)
            days = (beside, "") if beside else None
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


def _beside(rows: list[dict[str, Any]], days: tuple[str, str], step: int) -> str:
    """The first day of the meeting from which one step leads past an event."""
    before = [one["start"] for one in rows if one["start"] <= days[1]]
    after = [one["start"] for one in rows if one["end"] >= days[0]]
    return str((before or [""])[-1] if step > 0 else (after or [""])[0])


def named_states(items: list[Item], lexicon: dict[str, Any]) -> set[str]:
    return {sense.value for one in items for sense in one.of("State")} | {
        lexicon["posts"][sense.value][0] for one in items for sense in one.of("Post")
    }


def same_state(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`When that country joined` with the one state that the question names."""
    if not any(one.means("same-state") for one in items):
        return items
    named = named_states(items, lexicon)
    if len(named) != 1:
        return items
    state = [Sense("State", named.pop())]
    return [
        Item(one.start, one.end, one.text, state, {"nom"}) if one.means("same-state") else one
        for one in items
    ]


def neighbour(items: list[Item]) -> list[Item]:
    """`Who was president before Tokayev took over?` without the verb: it asks who came before."""
    for at in range(1, len(items) - 2):
        mark, person, verb = items[at : at + 3]
        ends = len(items) == at + 3 or "pause" in items[at + 3].cues
        offices = any(one.of("Role", "Post") for one in items[:at])
        known = mark.means("before", "after") and person.of("Person") and offices and ends
        if known and verb.means("begin", "become", "stop", "served", "die"):
            return [*items[: at + 2], *items[at + 3 :]]
    return items


_OF_A_THING = ("about", "source", "timeline", "disagreement")


def known_meeting(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
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
    for one in said:
        one.cues.discard("for")
    days = days_of(said, lexicon)
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
