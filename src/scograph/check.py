"""Every canned query's example, run and compared with its recorded answer."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from scograph import asking, catalog, layout, query
from scograph.errors import UnreadableInput

if TYPE_CHECKING:
    from scograph.endpoint import Endpoint

ANSWERS = "answers"


class Outcome(NamedTuple):
    """What became of one query: the rows that are missing, and those that are too many."""

    name: str
    rows: int
    missing: list[str]
    surplus: list[str]

    @property
    def same(self) -> bool:
        """Whether the answer is the recorded one."""
        return not self.missing and not self.surplus


def outcome(
    store: ox.Store,
    canned: catalog.Query,
    *,
    endpoint: Endpoint | None = None,
    engine: str = "oxigraph",
) -> Outcome:
    """The example's answer against the recorded one, as sets of rows; the order does not count."""
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
    canned: catalog.Query,
    *,
    endpoint: Endpoint | None = None,
    engine: str = "oxigraph",
) -> str:
    """The answer to a query's example as CSV, by `oxigraph`, by `rdflib` or by an endpoint."""
    sparql = query.expand(canned, query.bind(store, canned, canned["example"]))
    if engine == "rdflib" and endpoint is None:
        from scograph import by_rdflib

        return by_rdflib.answer(store, sparql)
    found = asking.answer(store, sparql, endpoint=endpoint)
    if not isinstance(found, ox.QuerySolutions):
        raise UnreadableInput("A canned query is a SELECT.", path=f"{canned['name']}.rq")
    return (found.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()


def recorded(name: str) -> str:
    """The recorded answer as CSV; UnreadableInput where there is none."""
    path = path_of(name)
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise UnreadableInput(
            f"No answer is recorded for {name}. Look at its rows, then record them: "
            f"scograph check --record {name}.",
            path=path,
        ) from None


def path_of(name: str) -> Path:
    """Where the recorded answer of a query lies."""
    return layout.QUERIES / ANSWERS / f"{name}.csv"


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def _shown(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = dict(zip(columns, row, strict=False))
    labels = [cells[name] for name in columns if f"{name}Label" not in columns]
    return " | ".join(labels)
