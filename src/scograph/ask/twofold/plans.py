"""The plan of a question of two parts, by the first way that fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scograph.ask.plan import Asking, Plan
from scograph.ask.reading import Item, Reading
from scograph.ask.twofold import (
    alternatives,
    compared,
    conditions,
    each,
    either,
    left_out,
    lists,
    meetings,
)

Simple = Callable[..., Any]


def plans(
    items: list[Item],
    reading: Reading,
    lexicon: dict[str, Any],
    asked: list[Asking],
    queries: Mapping[str, Any],
    simple: Simple,
) -> list[Plan]:
    """The plan of a question of two parts; empty if it is none."""

    def read(part: list[Item], yes_or_no: bool = False) -> list[Plan]:
        found: list[Plan] = simple(part, yes_or_no, lexicon, asked, queries)[0]
        return found

    items = [
        one for one in items
        if not one.senses or not all(sense.value in ("past", "present") for sense in one.senses)
    ]  # fmt: skip
    return (
        left_out.plans(items, read, queries, lexicon)
        or alternatives.plans(items, reading, read)
        or alternatives.status(items, read)
        or alternatives.than(items, reading, read)
        or compared.plans(items, reading, read)
        or each.plans(items, reading, read)
        or meetings.at_both(items, reading, read)
        or meetings.but_not(items, reading, read)
        or meetings.of_both(items, reading, read)
        or lists.two_lists(items, reading, read)
        or conditions.became(items, reading, read)
        or conditions.never_became(items, reading, read)
        or meetings.both_kinds(items, reading, read)
        or conditions.in_office_between(items, read)
        or lists.never_hosts(items, read)
        or lists.no_founders(items, read)
        or conditions.of_a_kind(items, read)
        or either.plans(items, reading, read)
    )
