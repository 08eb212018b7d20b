"""Dates: read as users write them, written from what the graph holds.

The graph holds a date as two days and a precision (docs/decisions/0003). It is written as ISO 8601,
with `..` and `/` where not all of it is known.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.names.resolve import shortened
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOG

BEGINNING = ("earliest", "latest", "precision")
END = ("endEarliest", "endLatest", "endPrecision")
_LENGTH = {"precision-day": 10, "precision-month": 7, "precision-year": 4}
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def days(text: str, option: str = "") -> tuple[str, str]:
    """The first and the last day of a date as typed, as `YYYY-MM-DD`; `today` is one day.

    UsageError where it is no date; `option` names the option in the message.

    >>> days("2004"), days("2004-02"), days("2004-06-17")
    (('2004-01-01', '2004-12-31'), ('2004-02-01', '2004-02-29'), ('2004-06-17', '2004-06-17'))
    """
    if text.strip() == "today":
        today = datetime.date.today().isoformat()
        return today, today
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise UsageError(
            f"{_where(option)}{shortened(text)} is not a date. "
            "Write YYYY, YYYY-MM or YYYY-MM-DD, e.g. 2004-06.",
            kind="date",
            option=option,
            value=text,
        )
    year, month, day = found.groups()
    try:
        first = datetime.date.fromisoformat(f"{year}-{month or '01'}-{day or '01'}")
    except ValueError:
        raise UsageError(
            f"{_where(option)}there is no such day as {text!r}.",
            kind="day",
            option=option,
            value=text,
        ) from None
    if day:
        return first.isoformat(), first.isoformat()
    if month is None or month == "12":
        return first.isoformat(), f"{year}-12-31"
    last = first.replace(month=first.month + 1) - datetime.timedelta(days=1)
    return first.isoformat(), last.isoformat()


def _where(option: str) -> str:
    return f"--{option}: " if option else ""


class Span(NamedTuple):
    """The dates of a thing as texts: start and end, empty if not recorded.

    Where one is empty, `no_start` and `no_end` are the codes that say why: an end that goes on, and
    a start or an end that is not known, are three things. None for what has no term.
    """

    start: str
    end: str
    no_start: ox.NamedNode | None = None
    no_end: ox.NamedNode | None = None


def span(store: ox.Store, node: ox.NamedNode) -> Span:
    """The dates of a thing as texts."""
    start, end = _one(store, node, *BEGINNING), _one(store, node, *END)
    codes = (
        None if text else next(graph.nodes(store, node, SCOG + name), None)
        for text, name in ((start, "startBound"), (end, "endBound"))
    )
    return Span(start, end, *codes)


def written(first: str, last: str, precision: str) -> str:
    """Two days and a precision as one text.

    >>> written("2004-06-17", "2004-06-17", "precision-day")
    '2004-06-17'
    >>> written("2004-06-01", "2004-06-30", "precision-month")
    '2004-06'
    >>> written("2018-05-17", "", "precision-range")
    '2018-05-17/..'
    """
    if first and last:
        if precision in _LENGTH and first[: _LENGTH[precision]] == last[: _LENGTH[precision]]:
            return first[: _LENGTH[precision]]
        return first if first == last else f"{first}/{last}"
    return f"{first or '..'}/{last or '..'}"


def _one(store: ox.Store, node: ox.NamedNode, first: str, last: str, precision: str) -> str:
    begins, ends, exact = (
        graph.text(store, node, SCOG + name) for name in (first, last, precision)
    )
    return written(begins, ends, exact.removeprefix(SCOG)) if begins or ends else ""
