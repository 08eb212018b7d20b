"""A title with a name as the person: `President Yeltsin`."""

from __future__ import annotations

from typing import Any

from scograph.ask.named import SAME
from scograph.ask.reading import Item, Sense


def titled(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`President Yeltsin` as one item: the persons of that name who held the office."""
    for at in range(len(items) - 1):
        first, second = items[at], items[at + 1]
        posts = {sense.value for sense in first.of("Post")}
        if posts and len(second.of("Person")) > 1 and "pause" not in second.cues:
            # `印度总理辛格`: of those with this name, the one who held the office.
            held = [sense for sense in second.of("Person")
                    if posts & set(lexicon["holders"].get(sense.value, ()))]  # fmt: skip
            second.senses = held or second.senses
        role, person = (first, second) if first.of("Role") else (second, first)
        # `The Indian prime minister, Narendra Modi, came`.
        after = items[at + 2] if at + 2 < len(items) else None
        aside = first is role and after is not None and "pause" in after.cues
        if not role.of("Role") or not person.of("Person") or ("pause" in second.cues and not aside):
            continue
        cases = {"of", "to", "acc", "by", "in"}
        agree = second.cues & {"bare", "nom"} or second.cues & cases & first.cues
        if first.of("Role") and not agree:
            continue
        if first is person and not items[at].text[-1:] > "\u2e80":
            continue
        roles = {one for sense in role.of("Role") for one in SAME.get(sense.value, (sense.value,))}
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


def located(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`The Uzbek city of Samarkand`, `Samarkand, Uzbekistan` as the city, if it is there."""
    for at, one in enumerate(items):
        state, city = _before(items, at) or _after(items, at) or (None, None)
        if state is None or city is None or not one.of("City"):
            continue
        cities = {sense.value for sense in one.of("City")}
        states = {sense.value for sense in state.of("State")}
        if any(row["city"] in cities and row["state"] in states for row in lexicon["meetings"]):
            left = [other for other in items if other is not state and other is not city]
            one.cues = (set(state.cues) - {"bare", "of"} if state.start < one.start else set()) | (
                one.cues - {"pause"}
            )
            return located(left, lexicon)
    return items


_AT_A_PLACE = ("summit", "session", "host", "meet", "attend", "leaders")


def in_capitals(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`The summit in the Kyrgyz capital`, `in the capital of Kyrgyzstan` as in that city."""
    if not any(one.means(*_AT_A_PLACE) or one.of("Summit", "Session") for one in items):
        return items
    for at, one in enumerate(items):
        asked = at and items[at - 1].means("which", "what", "list", "howmany")
        if not one.means("capital") or asked:
            continue
        before, after = items[max(at - 1, 0) : at], items[at + 1 : at + 2]
        if after and after[0].of("State") and "of" in after[0].cues | one.cues | _ending(one):
            start, end, state, cues = at, at + 2, after[0], one.cues
        elif before and before[0].of("State") and "pause" not in one.cues:
            start, end, state, cues = at - 1, at + 1, before[0], before[0].cues
        else:
            continue
        cities = {lexicon["capitals"].get(sense.value, "") for sense in state.of("State")}
        if len(cities) != 1 or "" in cities:
            continue
        text = " ".join(other.text for other in items[start:end])
        sense = Sense("City", cities.pop())
        city = Item(items[start].start, items[end - 1].end, text, [sense], set(cues))
        return in_capitals([*items[:start], city, *items[end:]], lexicon)
    return items


def _ending(one: Item) -> set[str]:
    """The preposition at the end of a phrase such as `the capital of`."""
    return {"of"} if one.text.lower().endswith(" of") else set()


def _before(items: list[Item], at: int) -> tuple[Item, Item] | None:
    """The state and the noun of `the Uzbek city of Samarkand`."""
    if at > 1 and items[at - 1].means("place", "capital") and items[at - 2].of("State"):
        return items[at - 2], items[at - 1]
    return None


def _after(items: list[Item], at: int) -> tuple[Item, Item] | None:
    """The state of `Samarkand, Uzbekistan`."""
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and after.of("State") and after.cues == {"bare", "pause"}:
        return after, after
    return None
