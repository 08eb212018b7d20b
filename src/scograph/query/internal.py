"""Queries that only the program runs: the files of `queries/internal/`, by name.

They are written as the canned queries are, with a header and marked lines; no command lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeAlias, cast

import pyoxigraph as ox

from scograph import paths
from scograph.query import template
from scograph.query.parameters import Term

FOLDER = "internal"
Row: TypeAlias = dict[str, ox.NamedNode | ox.Literal]
Ask: TypeAlias = Callable[[str], object]
"""Sends SPARQL elsewhere than to the store, and gives its solutions."""


def rows(store: ox.Store, name: str, ask: Ask | None = None, /, **given: Term) -> list[Row]:
    """The rows of an internal query, each with its bound values by column.

    From the store, or from where `ask` sends the SPARQL.
    """
    sparql = template.expand({"sparql": _sparql(name)}, given)
    found = cast(ox.QuerySolutions, template.ask(store, sparql) if ask is None else ask(sparql))
    columns = [variable.value for variable in found.variables]
    return [
        {
            column: term
            for column, term in zip(columns, row, strict=True)
            if isinstance(term, ox.NamedNode | ox.Literal)
        }
        for row in found
    ]


def whole(found: Iterable[Row], *columns: str) -> list[Row]:
    """The rows that have a value in all these columns; what is no more than a blank node has none.

    >>> whole([{"a": ox.Literal("x")}, {}], "a")
    [{'a': <Literal value=x datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>}]
    """
    return [row for row in found if all(column in row for column in columns)]


@cache
def _sparql(name: str) -> str:
    """The query without its header."""
    text = (paths.QUERIES / FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#+"))
