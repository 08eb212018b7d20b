"""Rows in the order of dates and of numbers: the third, the one after, the most, how long."""

from __future__ import annotations

import datetime
from typing import Any

import pyoxigraph as ox

from scograph.ask.plan import Plan, RefusalError
from scograph.names import dates

Row = list[ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None]


# So many days may an office be empty between two terms that follow each other.
LONGEST_GAP = 31


def text(term: Any) -> str:
    """The value of a term as text."""
    return str(getattr(term, "value", term))


def nth(plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The rows of one place in the order of dates; rows of one day and one thing are one."""
    at, thing = columns.index(plan.asking.order), columns.index(plan.asking.default)
    if plan.asking.default in plan.given or len(plan.filters.get(plan.asking.default, ())) == 1:
        # The meetings of one chair, the terms of one state.
        thing = columns.index("meeting") if "meeting" in columns else at
    dated = sorted((row for row in rows if row[at] is not None), key=lambda row: text(row[at]))
    if len(dated) < len(rows):
        # A thing without a date could be anywhere in the order.
        raise RefusalError("no-order")
    groups: list[list[Row]] = []
    seen: set[str] = set()
    # Who chaired twice was the last to do so at the second time.
    for row in dated if plan.number > 0 else dated[::-1]:
        if text(row[thing]) in seen:
            continue
        seen.add(text(row[thing]))
        if groups and abs(plan.number) == 1 and text(groups[-1][0][at]) == text(row[at]):
            groups[-1].append(row)
        else:
            groups.append([row])
    if plan.number < 0:
        groups.reverse()
    if plan.several > 1:
        ordered = dated if plan.number > 0 else dated[::-1]
        days: dict[str, str] = {}
        for row in ordered:
            days.setdefault(text(row[thing]), text(row[at]))
        things = list(days)
        if plan.several > len(things):
            raise RefusalError("other-number", number=str(len(things)))
        chosen, others = things[: plan.several], things[plan.several :]
        if others and days[others[0]] == days[chosen[-1]]:
            # Several of one day: nothing says which of them are meant.
            raise RefusalError("no-order")
        return [row for row in dated if text(row[thing]) in chosen]
    place = plan.number - 1 if plan.number > 0 else plan.number
    days_of = [text(group[0][at]) for group in groups]
    if -len(groups) <= place < len(groups) and days_of.count(days_of[place]) > 1:
        # Several of one day: nothing says which of them comes first.
        raise RefusalError("no-order")
    return groups[place] if -len(groups) <= place < len(groups) else []


def within_period(plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The one term that began and ended in the period of a plan; all where several did.

    `From October 2023 to October 2024` is a term, though others ended or began in these months.
    """
    since, until = columns.index("since"), columns.index("until")
    first, last = plan.given["from"], plan.given["to"]
    inside = [
        row for row in rows
        if row[since] is not None
        and text(row[since]).partition("/")[0] >= first[: len(text(row[since]).partition("/")[0])]
        and (
            # A term that goes on is in a period that ends in a later year than it began.
            text(row[since])[:4] < last[:4]
            if row[until] is None
            else text(row[until])[:10] <= last[: len(text(row[until])[:10])]
        )
    ]  # fmt: skip
    return inside if len(inside) == 1 else rows


def terms(columns: list[str], rows: list[Row]) -> list[Row]:
    """Terms of one person in one office that follow each other, as one row."""
    person, office, since, until = map(columns.index, ("person", "office", "since", "until"))
    found: list[Row] = []
    for row in sorted(rows, key=lambda row: text(row[since]) if row[since] else ""):
        before = next(
            (
                one for one in found
                if (one[person], one[office], one[until]) == (row[person], row[office], row[since])
                and row[since] is not None
            ),
            None,
        )  # fmt: skip
        if before is None:
            found.append(list(row))
        else:
            for at, name in enumerate(columns):
                if name in ("until", "end", "endLabel"):
                    before[at] = row[at]
    return found


def neighbour(plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The term before or after those of a holder; RefusalError where their order is not known."""
    holder, since = columns.index(plan.column), columns.index("since")
    if any(row[since] is None and text(row[holder]) == plan.around for row in rows):
        raise RefusalError("no-order")
    dated = [row for row in rows if row[since] is not None]
    ordered = terms(columns, dated) if "person" in columns else sorted(dated, key=_by(since))
    places = [at for at, row in enumerate(ordered) if text(row[holder]) == plan.around]
    if not places:
        return []
    if len(places) > 1 and "person" not in columns:
        # States take their turns: nothing says which one is meant.
        raise RefusalError("no-order")
    place = places[-1] if plan.number > 0 else places[0]
    if not 0 <= place + plan.number < len(ordered):
        return []
    earlier, later = sorted((place, place + plan.number))
    until = columns.index("until")
    end, start = ordered[earlier][until], ordered[later][since]
    # A holder without dates may have been between terms with a gap.
    longest = LONGEST_GAP if len(dated) == len(rows) else 1
    if end is None or gap(end, start) > longest:
        # Somebody who is not recorded may have held the office in between.
        raise RefusalError("no-order")
    return [ordered[place + plan.number]]


def _by(at: int) -> Any:
    return lambda row: text(row[at])


def long(plan: Plan, columns: list[str], row: Row) -> int:
    """How many days a meeting took; RefusalError where its days are not known."""
    since, until = (row[columns.index(name)] for name in plan.asking.length)
    if since is None or until is None:
        raise RefusalError("no-order")
    first, last = days(text(since)), days(text(until))
    if first[0] != first[1] or last[0] != last[1]:
        raise RefusalError("no-order")
    return (last[0] - first[0]).days + 1


def gap(end: Any, start: Any) -> int:
    """The days between the end of a row and the start of another."""
    return (days(text(start))[0] - days(text(end))[1]).days


def extreme(plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The rows with the largest or the smallest number.

    Without a period, the newest figures of each thing are compared.
    """
    if plan.column not in (*plan.asking.counts, "date") and "date" in columns:
        rows = rows if {"from", "to"} & {*plan.given} else _newest(plan, columns, rows)
    numbers = counted(plan, columns, rows)
    if not numbers:
        return []
    found = [number for number, _ in numbers]
    best = max(found) if plan.operation == "most" else min(found)
    return [row for number, row in numbers if number == best]


def _newest(plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The rows of the last date of each thing; those without a date where it has no other."""
    of, date = columns.index(plan.column), columns.index("date")
    last: dict[str, str] = {}
    for row in rows:
        day = "" if row[date] is None else text(row[date])
        last[text(row[of])] = max(last.get(text(row[of]), ""), day)
    return [
        row for row in rows if last[text(row[of])] == ("" if row[date] is None else text(row[date]))
    ]


def counted(plan: Plan, columns: list[str], rows: list[Row]) -> list[tuple[float, Row]]:
    """Rows with their numbers: those of a column, or how many values another column has."""
    what = plan.asking.counts.get(plan.column, "")
    if not what:
        at = columns.index(plan.asking.most)
        return [(float(text(row[at])), row) for row in rows if row[at] is not None]
    by, of = columns.index(plan.column), columns.index(what)
    values: dict[str, set[str]] = {}
    first: dict[str, Row] = {}
    for row in rows:
        if row[by] is not None and row[of] is not None:
            values.setdefault(text(row[by]), set()).add(text(row[of]))
            first.setdefault(text(row[by]), row)
    return [(len(values[value]), row) for value, row in first.items()]


def limited(plan: Plan, columns: list[str], rows: list[Row]) -> list[Row]:
    """The rows whose number is within the limit of a plan."""
    return [row for number, row in counted(plan, columns, rows) if within(number, plan.limit)]


def within(number: float, limit: str) -> bool:
    """True if a number meets a limit.

    >>> within(3, ">=2"), within(3, "=2")
    (True, False)
    """
    wanted = int(limit.lstrip("<>="))
    if limit.startswith(">="):
        return number >= wanted
    return number < wanted if limit.startswith("<") else number == wanted


def lengths(plan: Plan, columns: list[str], rows: list[Row], last: str) -> list[Row]:
    """The row that lasted longest or shortest; RefusalError where the dates do not decide it.

    A row without an end goes on until the last day of the record if its state says so.
    """
    since, until = (columns.index(name) for name in plan.asking.length)
    ends = columns.index("end") if "end" in columns else None
    if "person" in columns and len({text(row[columns.index("office")]) for row in rows}) > 1:
        # Of several offices nothing says which is compared with which.
        raise RefusalError("not-understood")
    spans: list[tuple[int, int, Row]] = []
    for row in rows:
        goes_on = ends is not None and text(row[ends]).endswith("bound-goes-on")
        if goes_on and "office" in columns and plan.operation == "shortest":
            # Nothing says how short a term is that has not ended.
            continue
        if row[since] is None or (row[until] is None and not goes_on):
            raise RefusalError("no-order")
        start = days(text(row[since]))
        end = days(text(row[until])) if row[until] is not None else days(last)
        spans.append(((end[0] - start[1]).days, (end[1] - start[0]).days, row))
    if not spans:
        return []
    if plan.operation == "longest":
        best = max(spans, key=lambda one: one[0])
        others = [one for one in spans if one is not best and one[1] >= best[0]]
    else:
        best = min(spans, key=lambda one: one[1])
        # A term that goes on may become longer.
        others = [one for one in spans if one is not best and one[0] <= best[1]]
    if others or _again(columns, spans):
        raise RefusalError("no-order")
    return [best[2]]


def _again(columns: list[str], spans: list[tuple[int, int, Row]]) -> bool:
    """True if somebody held the office more than once: one term and all of them differ."""
    holder = next((name for name in ("person", "state") if name in columns), "")
    if not holder or "city" in columns:
        return False
    people = [text(row[columns.index(holder)]) for _, _, row in spans]
    return len(set(people)) < len(people)


def days(written: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date of the graph may mean."""
    first, _, last = written.partition("/")
    if ".." in (first, last):
        raise RefusalError("no-order")
    start, end = dates.days(first), dates.days(last or first)
    return datetime.date.fromisoformat(start[0]), datetime.date.fromisoformat(end[1])
