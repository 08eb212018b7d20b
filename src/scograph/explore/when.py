"""Dates as the graph has them, as one text: ISO 8601, with `..` and `/` where not all is known."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.namespaces import SCOG

_LENGTH = {"precision-day": 10, "precision-month": 7, "precision-year": 4}
_DEFAULT = ox.DefaultGraph()

BEGINNING = ("earliest", "latest", "precision")
END = ("endEarliest", "endLatest", "endPrecision")


class Span(NamedTuple):
    """When a thing was or began, and when it ended; empty where the graph does not say."""

    start: str
    end: str


def span(store: ox.Store, node: ox.NamedNode) -> Span:
    """The dates of a thing."""
    return Span(*(_one(store, node, *names) for names in (BEGINNING, END)))


def _one(store: ox.Store, node: ox.NamedNode, first: str, last: str, precision: str) -> str:
    begins, ends, exact = (_value(store, node, name) for name in (first, last, precision))
    if not begins and not ends:
        return ""
    return written(begins, ends, exact.removeprefix(SCOG))


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


def _value(store: ox.Store, node: ox.NamedNode, name: str) -> str:
    found = store.quads_for_pattern(node, ox.NamedNode(SCOG + name), None, _DEFAULT)
    quad = next(found, None)
    return "" if quad is None or isinstance(quad.object, ox.Triple) else quad.object.value
