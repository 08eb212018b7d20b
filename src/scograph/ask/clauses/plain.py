"""Items without words that only join: relative pronouns, the SCO of its documents."""

from __future__ import annotations

from scograph.ask.reading import Item

_PUT_FIRST = ("Person", "State", "City", "Body")


def plain(items: list[Item]) -> list[Item]:
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
        # `Was it Putin who came?` asks what `Was Putin there?` asks.
        cleft = at == 2 and items[0].means("past", "present") and bool(items[1].of(*_PUT_FIRST))
        if cleft and {sense.value for sense in item.senses} <= {"who", "which", "where"}:
            continue
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
        if ours and after is not None and after.of("Organ") and after.start - item.end < 2:
            # All organs are of the SCO.
            after.cues = set(item.cues)
            continue
        if ours and after is not None and after.means("document") and _signed(items):
            continue
        if ours and "of" in item.cues and at and items[at - 1].of("Document"):
            continue
        if ours and "for" in item.cues and after is not None and after.means("summit", "session"):
            # `To Tashkent for an SCO summit`.
            item.cues = {"bare"}
        found.append(item)
    return found


def _signed(items: list[Item]) -> bool:
    """True if a state or a person signed, so that the SCO is not asked about as a signatory."""
    return any(one.of("State", "Person") for one in items) and any(
        one.means("sign") for one in items
    )


def _of_the_sco(before: Item, item: Item, after: Item) -> bool:
    """True for the states in `ministers of the member states of the SCO`."""
    ours = after.of("Body") and all(sense.value == "sco" for sense in after.senses)
    members = item.means("state") or any(
        sense.value == "status-member" for sense in item.of("Status")
    )
    led = before.of("Role", "Ministers", "Council") or before.means("leaders", "summit", "session")
    return bool(ours and members and led) and "pause" not in item.cues and "in" not in item.cues
