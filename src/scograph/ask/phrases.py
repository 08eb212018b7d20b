"""Words that only together mean something: `at least three`, `how long did it last`."""

from __future__ import annotations

from scograph.ask.reading import Item, Sense

_LIMITS = {"atleast": ">=", "morethan": ">", "fewerthan": "<", "exactly": "=", "only": "="}


_TIMES = ("次", "届")


def joined(items: list[Item]) -> list[Item]:
    """The items with such words as one."""
    for step in _STEPS:
        items = step(items)
    return items


def _without_one(items: list[Item]) -> list[Item]:
    """Without the pronoun of `the Qingdao one`."""
    return [
        one for at, one in enumerate(items)
        if not (at and one.text.lower() == "one" and items[at - 1].of("City", "State", "date"))
    ]  # fmt: skip


def _twice(items: list[Item]) -> list[Item]:
    """`Astana (Nur-Sultan)` as one: the other name of the same thing."""
    found: list[Item] = []
    for one in items:
        names = {(sense.kind, sense.value) for sense in one.senses}
        before = {(sense.kind, sense.value) for sense in found[-1].senses} if found else set()
        other = found and found[-1].text.lower() != one.text.lower()
        other = other and one.cues - {"pause"} <= found[-1].cues | {"bare", "nom"}
        if other and len(names) == 1 and names == before and one.of("City", "State", "Person"):
            continue
        found.append(one)
    return found


def _more(items: list[Item]) -> list[Item]:
    """`More summits than any other` as `the most summits`."""
    more = [one for one in items if one.means("more")]
    others = [one for one in items if one.means("thanothers")]
    if len(more) != 1 or len(others) != 1 or others[0].start < more[0].start:
        return items
    most = Item(more[0].start, more[0].end, more[0].text, [Sense("word", "most")], more[0].cues)
    return [most if one is more[0] else one for one in items if one is not others[0]]


def _or_more(items: list[Item]) -> list[Item]:
    """`Three or more` and `三次以上` as at least three."""
    found: list[Item] = []
    for one in items:
        number = found[-1].of("number") if found else []
        if number and one.means("ormore") and "pause" not in one.cues:
            limit = Sense("Limit", f">={number[0].value}")
            many = found.pop()
            found.append(Item(many.start, one.end, many.text + one.text, [limit], many.cues))
            continue
        found.append(one)
    return found


def _venue(items: list[Item]) -> list[Item]:
    """`Venue of the 2013 meeting` asks for the place, `was the venue of` says who hosted it."""
    found: list[Item] = []
    for at, one in enumerate(items):
        if one.means("place") and one.means("host"):
            asked = not at or items[at - 1].means("what", "which", "list", "where")
            asked |= at == 2 and items[1].means("past")
            meant = "place" if asked else "host"
            senses = [sense for sense in one.senses if meant in sense.value.split("+")]
            one = Item(one.start, one.end, one.text, senses, one.cues)
        found.append(one)
    return found


def _founding(items: list[Item]) -> list[Item]:
    """`The founding summit` as the first one, `president until` as until when."""
    found: list[Item] = []
    for at, one in enumerate(items):
        after = items[at + 1 : at + 2]
        if one.text.lower() == "founding" and after and after[0].means("summit", "session", "meet"):
            one = Item(one.start, one.end, one.text, [Sense("word", "first")], one.cues)
        counted = (
            after
            and "pause" not in after[0].cues
            and (
                after[0].of("Status", "Kind", "Role")
                or after[0].means("state", "person", "founder")
            )
        )
        if one.text.lower() == "the five" and counted:
            one = Item(one.start, one.end, one.text, [Sense("number", "5")], one.cues)
        if at and not after and one.means("until"):
            one = Item(one.start, one.end, one.text, [Sense("word", "when+stop")], one.cues)
        found.append(one)
    return found


_BARE = ("twice", "two times", "three times", "thrice")
_OVER = {"once-only": "1", "twice": "2", "thrice": "3"}


def _times_over(items: list[Item]) -> list[Item]:
    """`Only once` and `twice` as so many times, `at least twice` as a number of times."""
    found: list[Item] = []
    for at, one in enumerate(items):
        many = next((number for word, number in _OVER.items() if one.means(word)), "")
        if many:
            limited = at and items[at - 1].means(*_LIMITS)
            sense = Sense("number", many) if limited else Sense("Limit", f"={many}")
            # `At least only twice` says two things.
            twofold = limited and one.text.lower() not in _BARE
            one = Item(one.start, one.end, one.text, [] if twofold else [sense], one.cues)
        found.append(one)
    return found


def _limits(items: list[Item]) -> list[Item]:
    found: list[Item] = []
    at = 0
    while at < len(items):
        one = items[at]
        mark = next((sign for word, sign in _LIMITS.items() if one.means(word)), "")
        verb = _verb(items, at) if mark else 0
        if verb:
            found += items[at + 1 : at + 1 + verb]
            at += verb
        number = items[at + 1].of("number") if at + 1 < len(items) else []
        if mark and number and "pause" not in items[at + 1].cues:
            many = int(number[0].value)
            limit = f">={many + 1}" if mark == ">" else f"{mark}{many}"
            whole = Sense("Limit", limit)
            text = f"{one.text} {items[at + 1].text}"
            found.append(Item(one.start, items[at + 1].end, text, [whole], set(one.cues)))
            at += 2
            continue
        found.append(one)
        at += 1
    return found


def _verb(items: list[Item], at: int) -> int:
    """How many items are the verb that stands between in Chinese: `只举办过一次`."""
    for verb in (1, 2):
        after = items[at + 1 + verb : at + 2 + verb]
        if after and after[0].of("number") and after[0].text[-1:] in _TIMES:
            between = items[at + 1 : at + 1 + verb]
            return verb if all(one.of("word") and not one.of("number") for one in between) else 0
    return 0


def _days(items: list[Item]) -> list[Item]:
    """`Two days` and `more than one day` as how long a meeting took."""
    found: list[Item] = []
    for one in items:
        before = found[-1] if found else None
        many = before.of("number", "Limit") if before is not None else []
        # `Only two days` says more than that it was two.
        open_ended = many and not many[0].value.startswith("=")
        if before is not None and open_ended and one.means("days") and "pause" not in one.cues:
            value = many[0].value
            long = Sense("Lasting", value if many[0].kind == "Limit" else f"={value}")
            text = f"{before.text} {one.text}"
            found[-1] = Item(before.start, one.end, text, [long], before.cues)
            continue
        found.append(one)
    return found


_OLD = ("organ", "body", "document")


def _oldest(items: list[Item]) -> list[Item]:
    """`The oldest organ` as the first one; the oldest of people is another question."""
    if len(items) < 2 or not any(one.of("Kind") or one.means(*_OLD) for one in items):
        return items
    first = [Sense("word", "first")]
    return [
        Item(one.start, one.end, one.text, first, one.cues) if one.means("oldest") else one
        for one in items
    ]


def _lasting(items: list[Item]) -> list[Item]:
    """Without the verb of `how long did it last`, which is no `last`."""
    if len(items) > 1 and items[0].means("howlong") and items[-1].text.lower() == "last":
        return items[:-1]
    return items


_ALL = ("all", "所有", "所有的", "全部")
_AT_MEETINGS = ("attend", "represent")
_MEETINGS = ("summit", "session", "meet")


def _every(items: list[Item]) -> list[Item]:
    """`Who attended all summits` as every one of them: elsewhere `all` only asks for a list."""
    found: list[Item] = []
    for at, one in enumerate(items):
        of_meetings = any(after.means(*_MEETINGS) for after in items[at + 1 : at + 4])
        came = any(before.means(*_AT_MEETINGS) for before in items[:at])
        if one.text.lower() in _ALL and came and of_meetings:
            one = Item(one.start, one.end, one.text, [Sense("word", "every")], one.cues)
        found.append(one)
    return found


def _sole(items: list[Item]) -> list[Item]:
    """`The only country` as one country; it is refused where there are more."""
    return [
        Item(one.start, one.end, "1", [Sense("number", "1")], one.cues)
        if one.means("sole") else one
        for one in items
    ]  # fmt: skip


def _not_in(items: list[Item]) -> list[Item]:
    """`Was not in the Shanghai Five` as no member of it; elsewhere it says who did not come."""
    return [
        Item(one.start, one.end, one.text, [Sense("word", "not")], one.cues)
        if one.means("absent") and one.text.lower().endswith((" not in", "不在"))
        and items[at + 1 : at + 2] and items[at + 1].of("Body") else one
        for at, one in enumerate(items)
    ]  # fmt: skip


_ELECTIONS = ("election", "observe", "electionkind")


def _observers(items: list[Item]) -> list[Item]:
    """`SCO observers` as states of that status, where no election is spoken of."""
    found: list[Item] = []
    for one in items:
        words = one.text.lower().split(" ")
        if one.means("electionmission") and words[-2:] == ["sco", "observers"]:
            others = [other for other in items if other is not one]
            host = any(other.of("State") for other in others)
            if not host and not any(other.means(*_ELECTIONS) for other in others):
                cut = one.end - len("observers")
                found += [
                    Item(one.start, cut - 1, "SCO", [Sense("Body", "sco")], set(one.cues)),
                    Item(cut, one.end, words[-1], [Sense("Status", "status-observer")], {"bare"}),
                ]
                continue
        found.append(one)
    return found


_STEPS = (
    _without_one, _twice, _founding, _venue, _or_more, _sole, _times_over, _limits, _more, _days,
    _lasting, _oldest, _every, _observers, _not_in,
)  # fmt: skip
