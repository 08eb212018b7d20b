"""Which of two has more, or came first: `Who joined first, India or Iran?`."""

from __future__ import annotations

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading, Sense
from scograph.ask.twofold.read import Read

# What is compared, by the word that says so.
MEASURES = {
    "more": "more", "most": "more", "fewer": "fewer", "fewest": "fewer", "first": "before",
    "earlier": "before", "last": "after", "later": "after",
}  # fmt: skip
_KINDS = ("State", "Person", "Document", "Body", "Organ", "City", "Summit", "Session", "Exercise")
_MEETING = ("City", "date", "Summit", "Session")
_NOUNS = ("summit", "session", "meet")
# With `which` before it this only says what the two are.
_HEADS = ("state", "person", "document", "body", "organ", "place", "exercise", *_NOUNS, "leaders")


def plans(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """The plan of a question that offers two things to choose from."""
    parts = _offered(items)
    if parts is None:
        return []
    rest, one, two = parts
    measures = [item for item in rest if item.means(*MEASURES)]
    if len(measures) != 1:
        return []
    measure = MEASURES[next(word for word in MEASURES if measures[0].means(word))]
    head = [item for item in _head(rest) if item.means(*_NOUNS)]
    asked = [item for item in rest if item not in _head(rest) and not item.means("past", "present")]
    if any(item.means("who", "which", "what", "list") for item in asked):
        return []
    for part, other in ((one, two), (two, one)):
        if part[-1].of(*_MEETING) and not any(item.means(*_NOUNS) for item in part):
            part += [item for item in (*other, *head) if item.means(*_NOUNS)][:1]
    found = [_measured(asked, measures[0], measure, part, read) for part in (one, two)]
    first, second = found
    if first is None or second is None or first.asking.query != second.asking.query:
        return []
    if first.column != second.column or first.about == second.about:
        return []
    first.operation, first.combined, first.other = "which", measure, second
    return [first]


def status(items: list[Item], read: Read) -> list[Plan]:
    """`Was Belarus an observer or a dialogue partner in 2014?` asks for its status."""
    at = next((n for n, one in enumerate(items) if one.means("or")), 0)
    offered = items[at - 1 : at + 2 : 2] if at else []
    if len(offered) != 2 or not all(one.of("Status") for one in offered):
        return []
    rest = [*items[: at - 1], *items[at + 2 :]]
    if any(one.of("Status") for one in rest) or not any(one.of("State") for one in rest):
        return []
    found = read([_word("what"), _word("status"), *rest])
    return found if len(found) == 1 and found[0].column == "status" else []


def than(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Has Russia hosted more summits than China?`"""
    at = next((n for n, one in enumerate(items) if one.means("than")), 0)
    measures = [one for one in items[:at] if one.means("more", "fewer")]
    names = [one for one in items[:at] if one.of(*_KINDS)]
    two = items[at + 1 :]
    if not reading.asks or not at or len(measures) != 1 or len(two) != 1:
        return []
    same = [
        one for one in names if {kind for kind, *_ in one.senses} & {s.kind for s in two[0].senses}
    ]
    if len(same) != 1 or not _thing(same) or not _thing(two):
        return []
    asked = [one for one in items[:at] if one is not same[0] and not one.means("past", "present")]
    measure = MEASURES[next(word for word in MEASURES if measures[0].means(word))]
    first, second = (_measured(asked, measures[0], measure, part, read) for part in (same, two))
    if first is None or second is None or first.asking.query != second.asking.query:
        return []
    first.operation, first.combined, first.other = "compare", measure, second
    return [first]


def _offered(items: list[Item]) -> tuple[list[Item], list[Item], list[Item]] | None:
    """The question without the two things, and the items of each."""
    joins = [at for at, one in enumerate(items) if one.means("or")]
    if len(joins) != 1 or not 0 < joins[0] < len(items) - 1:
        return None
    at = joins[0]
    start = next((n for n in range(at, 0, -1) if "pause" in items[n].cues and n < at), 0)
    if start and _thing(items[start:at]) and _thing(items[at + 1 :]):
        return items[:start], items[start:at], items[at + 1 :]
    if _thing(items[at - 1 : at]) and _thing(items[at + 1 : at + 2]):
        return [*items[: at - 1], *items[at + 2 :]], items[at - 1 : at], items[at + 1 : at + 2]
    return None


def _thing(part: list[Item]) -> bool:
    """True for a name, or for a meeting by its place and its date."""
    if len(part) == 1:
        return bool(part[0].of(*_KINDS))
    named = any(one.of(*_MEETING) for one in part)
    return named and all(one.of(*_MEETING, "Body") or one.means(*_NOUNS) for one in part)


def _head(rest: list[Item]) -> list[Item]:
    """`Which country`, `who`: the words that only ask for one of the two."""
    at = next((n for n, one in enumerate(rest) if one.means("who", "which", "what")), -1)
    if at < 0:
        return []
    noun = rest[at + 1 : at + 2]
    return [rest[at], *(one for one in noun if one.means(*_HEADS))]


def _measured(
    asked: list[Item], word: Item, measure: str, part: list[Item], read: Read
) -> Plan | None:
    """The plan that gives the number or the date of one of the two."""
    at = asked.index(word)
    rest = [one for one in asked if one is not word]
    if measure in ("more", "fewer"):
        noun = rest[at : at + 1]
        counted = bool(noun) and bool(noun[0].of("word")) and noun[0].means(*_HEADS)
        question = "howmany" if counted else "howoften"
        start = [_word(question), *(noun if counted else [])]
        ways = [[*start, *(one for one in rest if not counted or one not in noun), *part]]
        operation = "count"
    else:
        # `Which came first` says nothing of how somebody came.
        bare = [one for one in rest if not one.means("attend")]
        ways = [[_word("when"), *rest, *part], [_word("when"), *bare, *part]]
        operation = "list"
    for way in ways:
        found = read(way)
        if len(found) == 1 and found[0].operation == operation:
            made = found[0]
            made.asked, made.about = operation, _about(made, part)
            return made if made.about else None
    return None


def _word(value: str) -> Item:
    return Item(0, 0, "", [Sense("word", value)], {"bare"})


def _about(made: Plan, part: list[Item]) -> str:
    """The thing that a part names, as a CURIE; empty if it may be several."""
    if len(part) > 1 or part[0].of("City"):
        if len(made.meetings) == 1 and any(one.means(*_NOUNS) for one in part):
            return f"scod:{made.meetings[0]['iri']}"
        part = [one for one in part if one.of("City")]
    named = {sense.value for one in part for sense in one.of(*_KINDS)}
    if len(named) > 1:
        said = repr((made.given, made.filters))
        named = {value for value in named if f"{value}'" in said}
    return f"scod:{named.pop()}" if len(named) == 1 else ""
