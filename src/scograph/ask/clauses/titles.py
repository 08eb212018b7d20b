"""A title with a name as the person: `President Yeltsin`."""

from __future__ import annotations

from typing import Any

from scograph.ask.reading import Item


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
