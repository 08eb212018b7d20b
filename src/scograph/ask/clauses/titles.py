"""A title with a name as the person: `President Yeltsin`."""

from __future__ import annotations

from typing import Any

from scograph.ask.named import SAME
from scograph.ask.reading import Item


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
