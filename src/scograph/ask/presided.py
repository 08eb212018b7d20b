"""Whether enough chairs are recorded to say who was the first, or who presided most often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from scograph.ask.order import Row, text
from scograph.ask.plan import Plan, RefusalError
from scograph.rdf.namespaces import SCOD


def decided(plan: Plan, columns: list[str], rows: list[Row], lexicon: Mapping[str, Any]) -> None:
    """RefusalError if a meeting without a recorded chair may change the answer."""
    if {"chair", "state"} & (plan.given.keys() | plan.filters.keys()) or not rows:
        return
    at, by = columns.index("meeting"), columns.index(plan.column)
    chaired: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row[by] is not None:
            chaired[text(row[at]).removeprefix(SCOD)].add(text(row[by]))
    meetings = [one["iri"] for one in _meant(plan, set(chaired), lexicon)]
    if plan.operation == "nth":
        needed = meetings[: plan.number] if plan.number > 0 else meetings[plan.number :]
        open_ = [one for one in needed if one not in chaired]
    else:
        many: dict[str, int] = defaultdict(int)
        for people in chaired.values():
            for person in people:
                many[person] += 1
        best, second = [*sorted(many.values(), reverse=True), 0, 0][:2]
        missing = [one for one in meetings if one not in chaired]
        open_ = missing if len(missing) > best - second else []
    if open_:
        raise RefusalError("no-chair", number=str(len(open_)))


def _meant(plan: Plan, chaired: set[str], lexicon: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The meetings of the bodies that the rows are of, in the period, in order of date."""
    known = [one for one in lexicon["meetings"] if one["kind"] != "part"]
    if plan.meetings:
        wanted = {one["iri"] for one in plan.meetings}
        return [one for one in known if one["iri"] in wanted]
    bodies = {one["body"] for one in known if one["iri"] in chaired}
    first, last = plan.given.get("from", ""), plan.given.get("to", "9999")
    return [
        one
        for one in known
        if one["body"] in bodies and first <= one["end"] and one["start"] <= last
    ]
