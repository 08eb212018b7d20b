"""Plans run, and their rows as answers: `answer`, `answerLabel`, and the columns that explain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.ask import order
from scograph.ask.order import Row, text
from scograph.ask.plan import Plan, RefusalError
from scograph.query import run
from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES, SCOG

INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
_VIDEO = SCOG + "format-video"


class Answer(NamedTuple):
    """What a plan gives: columns and rows, or a boolean, None if neither can be said."""

    plan: Plan
    columns: list[str]
    rows: list[Row]
    boolean: bool | None
    asks: bool
    source: run.Answer | None = None
    # True where there are rows, which lack what is asked for.
    lacking: bool = False
    # Answers to canned queries, with the rows that a count or a boolean rests on.
    used: Sequence[tuple[run.Answer, Sequence[Row]]] = ()

    @property
    def complete(self) -> bool:
        """True if nothing was found and there was nothing: the record of this is complete."""
        record = self.source.completeness if self.source is not None else None
        return (
            record is not None
            and record.complete
            and not (self.asks or self.lacking or self.plan.other)
            # Offices of states are recorded for the years in which their holders matter here.
            and self.plan.asking.query != "office-holders"
        )

    @property
    def key(self) -> Any:
        """Equal for answers that say the same."""
        if self.asks:
            return self.boolean
        return sorted(str(row[0]) for row in self.rows)

    @property
    def recorded(self) -> bool:
        """True if there is anything to say."""
        return self.boolean is not None if self.asks else bool(self.rows)


def answer(
    store: ox.Store,
    plan: Plan,
    queries: Mapping[str, Any],
    lexicon: Mapping[str, Any],
    lang: str,
    **where: Any,
) -> Answer:
    """The answer to a plan."""
    source = run.canned(store, queries[plan.asking.query], plan.given, lang=lang, **where)
    made = _made(store, plan, queries, lexicon, lang, where, source)
    return made._replace(source=source, used=made.used or [(source, made.rows)])


def _made(
    store: ox.Store,
    plan: Plan,
    queries: Mapping[str, Any],
    lexicon: Mapping[str, Any],
    lang: str,
    where: Mapping[str, Any],
    source: run.Answer,
) -> Answer:
    columns, rows = _kept(plan, source)
    if not rows and "capacity" in plan.filters and plan.operation in ("list", "count"):
        from scograph.ask import roles

        roles.others(store, plan, queries, lang, source)
    if plan.operation == "neighbour":
        rows = order.neighbour(plan, columns, rows)
    if plan.other is not None:
        columns, rows = _combined(store, plan, queries, lang, where, columns, rows)
    if plan.without:
        rows = _left(plan, columns, rows)
    if plan.limit and plan.operation == "exists":
        at = columns.index(plan.column)
        many = len({text(row[at]) for row in rows if row[at] is not None})
        rows = rows if order.within(many, plan.limit) else []
    elif plan.limit:
        rows = order.limited(plan, columns, rows)
    if plan.operation == "every":
        attended = {text(row[columns.index(plan.column)]) for row in rows}
        from scograph.ask import attendance

        said = attendance.every(store, plan, queries, attended)
        return Answer(plan, [], rows, said, True)
    if plan.operation == "exists":
        others = _others(store, plan, queries, lang, where)
        from scograph.ask import complete

        known = complete.boolean(store, plan, bool(rows), others, source)
        if known is None and plan.asking.complete == "absence":
            from scograph.ask import attendance

            known = attendance.absent(store, plan, queries, lexicon)
        return Answer(plan, [], rows, known, True)
    if plan.asking.query == "chairs" and plan.operation in ("nth", "most", "fewest"):
        from scograph.ask import presided

        presided.decided(plan, columns, rows, lexicon)
    if plan.operation == "nth":
        if plan.asking.query == "office-holders" and plan.number > 0:
            _all_recorded(plan, columns, rows, lexicon)
        rows = order.nth(plan, columns, rows)
    elif plan.operation in ("most", "fewest"):
        rows = order.extreme(plan, columns, _of_class(store, plan, columns, rows))
    elif plan.operation in ("longest", "shortest"):
        if plan.asking.query == "office-holders":
            rows = order.terms(columns, rows)
        rows = order.lengths(plan, columns, rows, lexicon["end"])
    elif plan.operation == "how-long":
        if plan.asking.query == "office-holders":
            rows = order.terms(columns, rows)
        return _durations(plan, columns, rows)
    if plan.asking.query == "office-holders":
        rows = order.terms(columns, rows)
        if plan.operation == "count" and not {"on", "from", "to"} & plan.given.keys():
            _all_recorded(plan, columns, rows, lexicon)
    values = _values(plan, columns, rows)
    if plan.column == "city" and plan.operation in ("list", "nth"):
        values = _placed(plan, columns, values)
    found: dict[str, Row] = {}
    counted: list[Row] = []
    for value, label, row in values:
        if plan.only and not graph.exists(store, value, graph.TYPE, graph.term(plan.only)):
            continue
        if value is not None:
            asked = (value, *(row[columns.index(name)] for name in plan.also))
            found.setdefault(" ".join(map(str, asked)), [value, label, *row])
            counted.append(row)
    if plan.expected is not None and plan.operation != "count" and len(found) != plan.expected:
        raise RefusalError("other-number", number=str(len(found)))
    if plan.operation == "count":
        known = source.completeness is not None and source.completeness.complete
        if not found and (plan.filters or not known):
            return Answer(plan, ["answer", "answerLabel"], [], None, False)
        number = ox.Literal(str(len(found)), datatype=INTEGER)
        used = [(source, counted)]
        return Answer(plan, ["answer", "answerLabel"], [[number, number]], None, False, used=used)
    return Answer(
        plan, ["answer", "answerLabel", *columns], list(found.values()), None, False,
        lacking=bool(rows),
    )  # fmt: skip


def _of_class(store: ox.Store, plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The rows whose thing is of the class that alone counts."""
    at = columns.index(plan.column)
    return [
        row for row in rows
        if not plan.only or graph.exists(store, row[at], graph.TYPE, graph.term(plan.only))
    ]  # fmt: skip


def _all_recorded(
    plan: Plan, columns: list[str], rows: list[Row], lexicon: Mapping[str, Any]
) -> None:
    # Few questions need it: it is no part of every start.
    from scograph.ask import offices

    offices.all_recorded(plan, columns, rows, lexicon)


def _rows(
    store: ox.Store, plan: Plan, queries: Mapping[str, Any], lang: str, where: Mapping[str, Any]
) -> tuple[list[str], list[Row]]:
    found = run.canned(store, queries[plan.asking.query], plan.given, lang=lang, **where)
    return _kept(plan, found)


def _kept(plan: Plan, found: run.Answer) -> tuple[list[str], list[Row]]:
    """The columns, and the rows that meet the conditions of a plan."""
    columns = found.columns
    rows = [list(row) for row in found.rows]
    plan.needed = set()
    for name, allowed in plan.filters.items():
        at = columns.index(name)
        kept = [row for row in rows if row[at] is not None and text(row[at]) in allowed]
        if len(kept) < len(rows):
            plan.needed.add(name)
        rows = kept
    if plan.asking.complete == "left":
        at = columns.index("until")
        rows = [row for row in rows if row[at] is not None]
    if plan.in_office:
        at = columns.index("until")
        rows = [row for row in rows if row[at] is None]
    if plan.one_term:
        chosen = order.within_period(plan, columns, rows)
        if len(chosen) < len(rows):
            plan.filters["since"] = (text(chosen[0][columns.index("since")]),)
            plan.needed.add("since")
        rows = chosen
    if plan.within:
        name, first, last = plan.within
        at = columns.index(name)
        rows = [row for row in rows if row[at] is not None and _in(text(row[at]), first, last)]
    return columns, rows


# Of these only one value holds at a time: another one is a “no”.
_ONE_AT_A_TIME = {"members": "status", "office-holders": "person"}


def _others(
    store: ox.Store, plan: Plan, queries: Mapping[str, Any], lang: str, where: Mapping[str, Any]
) -> Callable[[], bool]:
    def look() -> bool:
        name = _ONE_AT_A_TIME.get(plan.asking.query, "")
        values = {**plan.given, **plan.filters}
        if name not in values or ("from" not in plan.given and name == "person"):
            return False
        if name == "person" and _rows(store, _possible(plan), queries, lang, where)[1]:
            # They may have held it: another holder is no “no”.
            return False
        if name == "status" and "state" not in values:
            return False
        if name == "person" and "office" not in plan.given:
            return False
        wider = plan.but(
            given={key: value for key, value in plan.given.items() if key != name},
            filters={key: value for key, value in plan.filters.items() if key != name},
        )
        return bool(_rows(store, wider, queries, lang, where)[1])

    return look


def _possible(plan: Plan) -> Plan:
    return plan.but(given={key: plan.given[key] for key in plan.given if key != "certainly"})


def _in(day: str, first: str, last: str) -> bool:
    return (not first or day[:10] >= first[: len(day[:10])]) and (
        not last or day[:10] <= last[: len(day[:10])]
    )


def _combined(
    store: ox.Store, plan: Plan, queries: Mapping[str, Any], lang: str, where: Mapping[str, Any],
    columns: list[str], rows: list[Row],
) -> tuple[list[str], list[Row]]:  # fmt: skip
    if plan.other is None:
        return columns, rows
    others, more = _rows(store, plan.other, queries, lang, where)
    if plan.other.operation == "neighbour":
        more = order.neighbour(plan.other, others, more)
    known = {text(row[others.index(plan.other.column)]) for row in more}
    at = columns.index(plan.column)
    keep = plan.combined == "and"
    return columns, [row for row in rows if (text(row[at]) in known) is keep]


def _left(plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The rows without the values that a question leaves out."""
    for name, values in plan.without.items():
        at = columns.index(name)
        rows = [row for row in rows if row[at] is None or text(row[at]) not in values]
    return rows


def _durations(plan: Plan, columns: list[str], rows: list[Row]) -> Answer:
    since, until = (columns.index(name) for name in plan.asking.length or ("since", "until"))
    found: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row[since] is None:
            continue
        start, end = text(row[since]), text(row[until]) if row[until] is not None else ""
        if (start, end) in seen:
            continue
        seen.add((start, end))
        span = ox.Literal(f"{start}/{end or '..'}")
        if plan.in_days:
            number = ox.Literal(str(order.long(plan, columns, row)), datatype=INTEGER)
            found.append([number, number, *row])
        else:
            found.append([span, span, *row])
    return Answer(plan, ["answer", "answerLabel", *columns], found, None, False)


def _placed(
    plan: Plan, columns: list[str], values: list[tuple[Any, Any, Row]]
) -> list[tuple[Any, Any, Row]]:
    """The cities of meetings; the format of those by video, which were in no place.

    Of several meetings the cities alone, if cities are asked for.
    """
    cities = any(value is not None for value, _, _ in values)
    if "format" not in columns or (cities and not plan.where):
        return values
    at, label = columns.index("format"), columns.index("formatLabel")
    return [
        (row[at], row[label], row)
        if value is None and row[at] is not None and text(row[at]) == _VIDEO
        else (value, name, row)
        for value, name, row in values
    ]


def _values(plan: Plan, columns: list[str], rows: list[Row]) -> list[tuple[Any, Any, Row]]:
    column = plan.column
    at = columns.index(column)
    label = columns.index(f"{column}Label") if f"{column}Label" in columns else at
    values = []
    for row in rows:
        value, name = row[at], row[label]
        if plan.by_year and value is not None:
            value = name = ox.Literal(text(value)[:4])
        values.append((value, name, row))
    return values
