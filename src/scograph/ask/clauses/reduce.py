"""Times that an event gives: `before India joined`, `when the Samarkand summit met`.

Dates that stand with a word such as `since` become one item; a clause becomes its date.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scograph.ask.clauses.asked import (
    at_meeting,
    earlier,
    every_summit,
    led,
    met_as_council,
    ministers,
    premiers,
    statements,
    under_whom,
    years_in_office,
)
from scograph.ask.clauses.events import days_of, term_of
from scograph.ask.clauses.inflected import (
    kinds_of_state,
    of_which_state,
    turned,
    without_signers,
    without_their_state,
)
from scograph.ask.clauses.plain import plain
from scograph.ask.clauses.references import (
    known_meeting,
    named_states,
    neighbour,
    next_meeting,
    same_state,
)
from scograph.ask.clauses.spans import between, between_meetings, dashed, parted
from scograph.ask.clauses.titles import in_capitals, located, titled
from scograph.ask.clauses.years import beside
from scograph.ask.parts import SINGULAR
from scograph.ask.phrases import joined
from scograph.ask.plan import Asking, RefusalError
from scograph.ask.reading import Item, Reading, Sense

_PLURAL = ("哪些", "列出", "所有", "全部", "几", "多少", "各", "历", "名单", "都")

_MARKS = ("before", "after", "since", "until", "during")


def reduced(
    reading: Reading,
    lexicon: dict[str, Any],
    asked: list[Asking],
    queries: Mapping[str, Any],
) -> list[Item]:
    """The items with times that events give, and words such as `since`, put into the dates."""
    items = plain(joined(dashed(list(reading.items), reading.text)))
    items = between(between_meetings(items, lexicon))
    items = neighbour(in_capitals(located(titled(items, lexicon), lexicon), lexicon))
    items = premiers(years_in_office(earlier(items, reading.text)))
    items = led(every_summit(statements(ministers(met_as_council(items))), lexicon))
    items = under_whom(items, reading.lang)
    items = same_state(known_meeting(next_meeting(items, lexicon), lexicon), lexicon)
    items = without_their_state(items, lexicon)
    if reading.lang == "ru":
        items = without_signers(kinds_of_state(of_which_state(turned(items))))
    items = beside(items, reading.lang, lexicon)
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
        for clause, rest in parted(items, at, reading.lang):
            placed = any(one.means("first", "last") or one.of("ordinal") for one in items[:at])
            single = bool(at) and items[at - 1].text.lower() in SINGULAR and not placed
            if mark in ("before", "after") and single:
                # `The summit after …` is the next one alone.
                raise RefusalError("not-understood", [items[at]])
            term = term_of(clause, lexicon) if mark == "during" else None
            if term is not None:
                text = " ".join(one.text for one in clause)
                whole = Sense("date", "/".join(term))
                dated = Item(clause[0].start, clause[-1].end, text, [whole], {"in"})
                return [*rest[0], dated, *rest[1]]
            days = days_of(_whole(clause, items, at, lexicon), lexicon)
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
            if (
                days
                and mark == "during"
                and (_of_talks(clause, items) or at_meeting(items[:at] + items[at + 1 :], clause))
            ):
                # Talks at a summit are recorded with it, though they were a day before.
                return [*rest[0], *clause, *rest[1]]
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
    if any(one.of("Document") for one in main):
        # Who joined a treaty did not join the SCO.
        return clause
    if len(clause) == 1 and clause[0].of("State"):
        verbs = [one for one in main if one.means("join", "become")]
        return [*clause, *verbs[:1], *(one for one in main if verbs and one.of("Status"))]
    if not any(one.means("join", "become") for one in clause) or any(
        one.of("State", "Person") for one in clause
    ):
        return clause
    named = named_states(items, lexicon)
    if len(named) != 1:
        return clause
    return [Item(0, 0, "", [Sense("State", named.pop())], {"nom"}), *clause]


def _of_talks(clause: list[Item], items: list[Item]) -> bool:
    """True for `whom Xi met during the summit`, with the noun of the meeting in the clause."""
    others = [one for one in items if one not in clause]
    return (
        any(one.means("summit") or one.of("Summit") for one in clause)
        and any(one.means("meet") for one in others)
        and any(one.of("Person") for one in others)
    )


def _again(items: list[Item], reading: Reading, *others: Any) -> list[Item]:
    return reduced(Reading(reading.text, reading.lang, items, [], [], reading.asks), *others)


def _has_pause(items: list[Item]) -> bool:
    return any("pause" in item.cues for item in items[1:])


def _dated(item: Item, mark: str) -> Item:
    cues = {"in"} if mark == "during" else {mark}
    return Item(item.start, item.end, item.text, item.of("date"), cues)


def _event(clause: list[Item], days: tuple[str, str], mark: str) -> Item:
    text = " ".join(item.text for item in clause)
    start, end = days[mark == "after"], days[mark != "before"]
    # Whoever held an office when it began is meant, not all who held it in these days.
    cues = {"in", "begun"} if mark == "during" else {mark}
    return Item(clause[0].start, clause[-1].end, text, [Sense("date", f"{start}/{end}")], cues)
