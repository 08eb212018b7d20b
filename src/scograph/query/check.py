"""The answers of canned queries' examples against the recorded ones."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from scograph import paths
from scograph.errors import InputError, UsageError
from scograph.query import header, run

if TYPE_CHECKING:
    from scograph.remote.endpoint import Endpoint


class Outcome(NamedTuple):
    """The result for one query: the missing rows, and the rows too many."""

    name: str
    rows: int
    missing: list[str]
    surplus: list[str]

    @property
    def same(self) -> bool:
        """True if the answer is the recorded one."""
        return not self.missing and not self.surplus


def outcome(
    store: ox.Store,
    canned: header.Query,
    *,
    endpoint: Endpoint | None = None,
    engine: str = "oxigraph",
) -> Outcome:
    """The example's answer compared with the recorded one as a set of rows, without their order."""
    expected = _rows(recorded(canned["name"]))
    found = _rows(answer(store, canned, endpoint=endpoint, engine=engine))
    names = expected[:1] or [()]
    missing, surplus = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
    return Outcome(
        canned["name"],
        max(len(found) - 1, 0),
        [_shown(names[0], row) for row in missing.elements()],
        [_shown(names[0], row) for row in surplus.elements()],
    )


def answer(
    store: ox.Store,
    canned: header.Query,
    *,
    endpoint: Endpoint | None = None,
    engine: str = "oxigraph",
) -> str:
    """The answer to a query's example as CSV, by `oxigraph`, by `rdflib` or by an endpoint."""
    given = canned["example"]
    if engine == "rdflib" and endpoint is None:
        from scograph.query import rdflib_engine

        sparql = run.sparql(store, canned, given)
        return rdflib_engine.answer(store, sparql)
    found = run.canned(store, canned, given, endpoint=endpoint)
    return (found.solutions.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()


def recorded(name: str) -> str:
    """The recorded answer as CSV; InputError if there is none."""
    path = path_of(name)
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise InputError(
            f"No answer is recorded for {name}. Look at its rows, then record them: "
            f"scograph check --record {name}.",
            path=path,
        ) from None


def path_of(name: str) -> Path:
    """The file of a query's recorded answer, beside its `.rq`; UsageError if there is no query."""
    for path in paths.QUERIES.rglob(f"{name}.rq"):
        return path.with_suffix(".csv")
    raise UsageError(f"There is no canned query named {name}.")


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def _shown(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = dict(zip(columns, row, strict=False))
    labels = [cells[name] for name in columns if f"{name}Label" not in columns]
    return " | ".join(labels)
