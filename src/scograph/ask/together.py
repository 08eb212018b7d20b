"""What several answers say together: both, either, and which of two is more or earlier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from scograph.ask import answer as answers
from scograph.ask.answer import INTEGER, Answer
from scograph.ask.order import Row, days, text
from scograph.ask.plan import Plan, RefusalError
from scograph.names import labels
from scograph.query import run
from scograph.rdf import graph


def answer(
    store: ox.Store,
    plan: Plan,
    queries: Mapping[str, Any],
    lexicon: Mapping[str, Any],
    lang: str,
    **where: Any,
) -> Answer:
    """The answer to a plan of several parts."""
    found = []
    for part in _parts(plan):
        operation = "exists" if plan.operation == "both" else part.asked
        copy = part.but(operation=operation, other=None, combined="")
        found.append(answers.answer(store, copy, queries, lexicon, lang, **where))
        part.needed = copy.needed
    if plan.combined == "or":
        made = _either(plan, found)
    elif plan.operation == "both":
        made = _both(plan, found)
    elif plan.operation == "is":
        made = Answer(plan, [], found[0].rows, _is(plan, found[0]), True)
    elif plan.operation == "compare":
        made = Answer(plan, [], found[0].rows, _first(plan, found), True)
    else:
        made = _which(store, plan, found, lang)
    return made._replace(
        source=found[0].source, used=[one for part in found for one in _used(part)]
    )


def _used(part: Answer) -> list[tuple[run.Answer, list[Row]]]:
    """The rows of canned queries that an answer rests on, without the columns put before them."""
    before = 2 if part.plan.operation == "list" else 0
    return [(source, [row[before:] for row in rows]) for source, rows in part.used]


def _parts(plan: Plan) -> Iterator[Plan]:
    part: Plan | None = plan
    while part is not None:
        yield part
        part = part.other


def _either(plan: Plan, found: list[Answer]) -> Answer:
    """What one answer or another has, each thing once; or how many there are."""
    rows: dict[str, Row] = {}
    for part in found:
        for row in part.rows:
            rows.setdefault(text(row[0]), row)
    if plan.operation == "count":
        number = ox.Literal(str(len(rows)), datatype=INTEGER)
        return Answer(plan, ["answer", "answerLabel"], [[number, number]], None, False)
    return Answer(plan, found[0].columns, list(rows.values()), None, False)


def _both(plan: Plan, found: list[Answer]) -> Answer:
    """Whether all are so: no if one is not, yes only if each is."""
    said = {one.boolean for one in found}
    known = False if False in said else (None if None in said else True)
    return Answer(plan, [], [row for one in found for row in one.rows], known, True)


# Columns with one value for each thing: another one is a “no”.
_ONE_VALUE = {
    "documents": ("date", "place"), "founders": ("date", "place"), "organs": ("seat", "since"),
    "memberships": ("since",), "office-holders": ("since", "until", "person"), "about": ("value",),
    "documents-in-force": ("since",), "exercises": ("start", "host"),
    "cultural-capitals": ("since", "city"), "summits": ("city", "state", "start"),
    "council-sessions": ("city", "state", "start"), "chairs": ("chair",), "lineage": ("date",),
    "status-changes": ("state",),
}  # fmt: skip


def _is(plan: Plan, found: Answer) -> bool | None:
    """Whether a thing is the answer; None where it may be one that is not recorded."""
    values = [text(row[0]) for row in found.rows]
    if "/" in plan.about:
        said = {_within(value, plan.about) for value in values}
    else:
        said = {graph.term(plan.about) == row[0] for row in found.rows}
    if True in said:
        return True
    one_value = plan.column in _ONE_VALUE.get(plan.asking.query, ())
    single = (
        one_value and len(set(values)) == 1 and (plan.asked == "nth" or plan.column != "person")
    )
    return False if single and said == {False} else None


def _within(day: str, period: str) -> bool | None:
    """True if a date is within a period, None if only part of what it may mean is."""
    try:
        first, last = (one.isoformat() for one in days(day))
    except RefusalError:
        return None
    start, end = period.split("/")
    if start <= first and last <= end:
        return True
    return False if last < start or end < first else None


def _first(plan: Plan, found: list[Answer]) -> bool | None:
    """Whether the first value is the smaller, or the larger one; None if that is not known."""
    one, two = (_value(part) for part in found)
    if one is None or two is None:
        return None
    if plan.combined.startswith("same-"):
        return _same(plan, str(one), str(two))
    if isinstance(one, str) or isinstance(two, str):
        days_of = _apart(str(one), str(two))
        return None if days_of is None else (days_of if plan.combined == "before" else not days_of)
    return one > two if plan.combined == "more" else one < two


def _same(plan: Plan, one: str, two: str) -> bool | None:
    """Whether two dates are of one day, or of one year; None if that is not known."""
    try:
        first, second = days(one), days(two)
    except RefusalError:
        return None
    if plan.combined == "same-year":
        years = {day.year for day in (*first, *second)}
        alike = first[0].year == first[1].year and second[0].year == second[1].year
        return len(years) == 1 if alike else None
    if first[0] == first[1] and second[0] == second[1]:
        return first == second
    return False if first[1] < second[0] or second[1] < first[0] else None


def _value(found: Answer) -> int | str | None:
    """The one date or number of an answer; None if it has none, or several dates."""
    values = {text(row[0]) for row in found.rows}
    if len(values) != 1:
        return None
    value = values.pop()
    return int(value) if found.plan.operation == "count" else value


def _apart(one: str, two: str) -> bool | None:
    """True if the first date is before the other one; None if they may be on one day."""
    try:
        first, second = days(one), days(two)
    except RefusalError:
        return None
    if first[1] < second[0] or second[1] < first[0]:
        return first[1] < second[0]
    return None


def _which(store: ox.Store, plan: Plan, found: list[Answer], lang: str) -> Answer:
    """The one of two that has more, or that comes first; both where they have as many."""
    things = [graph.term(part.about) for part in _parts(plan)]
    values = [_value(one) for one in found]
    if plan.combined in ("more", "fewer") and values[0] == values[1]:
        chosen = things
    else:
        said = _first(plan, found)
        if said is None:
            raise RefusalError("no-order")
        chosen = things[:1] if said else things[1:]
    rows: list[Row] = [
        [thing, ox.Literal(labels.label(store, thing, lang)), *_shown(values, things, thing)]
        for thing in chosen
        if isinstance(thing, ox.NamedNode)
    ]
    return Answer(plan, ["answer", "answerLabel", "value"], rows, None, False)


def _shown(values: list[int | str | None], things: list[Any], thing: Any) -> Row:
    value = values[things.index(thing)]
    kind = INTEGER if isinstance(value, int) else None
    return [ox.Literal(str(value), datatype=kind) if kind else ox.Literal(str(value))]
