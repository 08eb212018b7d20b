"""The completeness of the record, from the canned query `coverage`, with equal years joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph.query import catalog, run
from scograph.rdf import graph
from scograph.store import cache

_ALIKE = ("bodyLabel", "kindLabel", "completenessLabel", "note", "since", "until", "recorded")


class Coverage(NamedTuple):
    """One kind of fact about one body in one period; dates are ISO 8601 days.

    `checks` and `against` are the labels of the ways in which the record was checked, and of the
    sources that claim to list everything with which it was compared.
    """

    body: str
    kind: str
    completeness: str
    note: str
    since: str
    until: str
    recorded: int
    checks: tuple[str, ...]
    against: tuple[str, ...]


def read(folder: Path) -> list[Coverage]:
    """The coverage of the store in a folder, in order of body, kind and period."""
    return list(_gathered(run.canned(cache.open_at(folder), catalog.load()["coverage"], {})))


def periods(found: Iterable[Coverage]) -> list[Coverage]:
    """The coverages, with consecutive equal years joined into one period."""
    merged: list[Coverage] = []
    for one in found:
        last = merged[-1] if merged else None
        if last and _alike(last, one) and int(last.until[:4]) + 1 == int(one.since[:4]):
            merged[-1] = last._replace(until=one.until, recorded=last.recorded + one.recorded)
        else:
            merged.append(one)
    return merged


def _gathered(answer: run.Answer) -> Iterator[Coverage]:
    """Rows that differ only in the check or in the source, joined."""
    rows = [dict(zip(answer.columns, map(_text, row), strict=True)) for row in answer.rows]
    for _, group in groupby(rows, key=lambda row: tuple(row[name] for name in _ALIKE)):
        alike = list(group)
        yield Coverage(
            body=alike[0]["bodyLabel"],
            kind=alike[0]["kindLabel"],
            completeness=alike[0]["completenessLabel"],
            note=alike[0]["note"],
            since=alike[0]["since"],
            until=alike[0]["until"],
            recorded=int(alike[0]["recorded"]),
            checks=tuple(sorted({row["checkLabel"] for row in alike})),
            against=tuple(sorted({row["sourceLabel"] for row in alike} - {""})),
        )


def _text(term: graph.Term | None) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""


def _alike(one: Coverage, other: Coverage) -> bool:
    return one == other._replace(since=one.since, until=one.until, recorded=one.recorded)
