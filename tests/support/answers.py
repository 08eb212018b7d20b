"""Rows of canned queries on a store, as texts."""

from __future__ import annotations

import pyoxigraph as ox

from scograph.query import catalog, run
from scograph.store import cache

Row = dict[str, str]


def shipped(name: str, **given: str | bool) -> list[Row]:
    """The rows of a canned query on the shipped graph; empty cells are left out."""
    return rows(cache.open(), name, **given)


def rows(store: ox.Store, name: str, **given: str | bool) -> list[Row]:
    """The rows of a canned query on a store; empty cells are left out."""
    answer = run.canned(store, catalog.get(catalog.load(), name), given)
    return [
        {
            column: cell.value
            for column, cell in zip(answer.columns, row, strict=True)
            if isinstance(cell, ox.NamedNode | ox.Literal)
        }
        for row in answer.rows
    ]
