"""From a question to plans: the readings that explain every word of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scograph.ask import also, build
from scograph.ask.clauses.reduce import reduced
from scograph.ask.match import matches, required
from scograph.ask.plan import Asking, Plan, RefusalError
from scograph.ask.reading import LONGEST, Item, Reading


def plans(
    reading: Reading, lexicon: dict[str, Any], asked: list[Asking], queries: Mapping[str, Any]
) -> list[Plan]:
    """The best readings of a question, one or several; RefusalError if there is none."""
    _refuse_at_once(reading)
    if reading.lang == "zh":
        # Only Chinese questions need it.
        from scograph.ask import chinese

        reading = reading._replace(items=chinese.reordered(reading.items, lexicon))
    items, more = also.split(reading.items)
    if more:
        return also.shown(plans(reading._replace(items=items), lexicon, asked, queries), more)
    items = reduced(reading, lexicon, asked, queries)
    if _of_two_parts(items):
        from scograph.ask.twofold import plans as twofold

        together = twofold.plans(items, reading, lexicon, asked, queries, simple)
        if together:
            return together
    found, reason = simple(items, reading.asks, lexicon, asked, queries)
    if not found and reading.asks:
        from scograph.ask.twofold import checked

        def read(part: list[Item]) -> list[Plan]:
            return simple(part, False, lexicon, asked, queries)[0]

        found = checked.plans(items, read)
    if found:
        return found
    raise reason or RefusalError("not-understood")


_JOINING = (
    "and", "or", "except", "not", "both", "before", "after", "between", "than", "sameday",
    "sameyear", "also",
)  # fmt: skip


def _of_two_parts(items: list[Item]) -> bool:
    """True if a question may be one of two parts."""
    if any(one.means(*_JOINING) for one in items):
        return True
    if any(one.of("Kind") for one in items):
        return True
    return any(
        sum(bool(one.of(kind)) for one in items) > 1
        for kind in ("Body", "Person", "State", "Status")
    )


def simple(
    items: list[Item],
    yes_or_no: bool,
    lexicon: dict[str, Any],
    asked: list[Asking],
    queries: Mapping[str, Any],
) -> tuple[list[Plan], RefusalError | None]:
    """The plans of items that are one clause, those with the highest score; why there is none."""
    found: dict[str, Plan] = {}
    reason: RefusalError | None = None
    for asking in asked:
        if not required(asking, items):
            continue
        for match in matches(items, asking, yes_or_no):
            try:
                plans = build.plans(
                    match, items, queries[asking.query], lexicon, yes_or_no=yes_or_no
                )
            except RefusalError as refused:
                reason = reason or refused
                continue
            for plan in plans:
                found.setdefault(plan.key, plan)
    best = max((plan.score // 10 for plan in found.values()), default=0)
    return [plan for plan in found.values() if plan.score // 10 == best], reason


def _refuse_at_once(reading: Reading) -> None:
    if not reading.items and not reading.unknown:
        raise RefusalError("empty")
    words = len(reading.items) + len(reading.unknown)
    if max(words, len(reading.text.split())) > LONGEST:
        raise RefusalError("too-long")
    if reading.items and reading.items[0].means("and"):
        # `And who represented Russia?` belongs to a question before it.
        raise RefusalError("not-understood", reading.items[:1])
    for item in reading.items:
        reasons = item.of("refuse")
        if reasons and len(reasons) == len(item.senses):
            raise RefusalError(reasons[0].value, [item])
    if reading.unknown:
        raise RefusalError("unknown-words", reading.unknown)
    outside = [item for item in reading.items if item.of("outside")]
    if outside:
        raise RefusalError("outside", outside)
