"""What answers a question, as the files beside this one write it, and the verdict."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.ask.core import Response
from scograph.query import run
from scograph.rdf.namespaces import SCOD, SCOG


class Expected(NamedTuple):
    """The expectation of a line: `kind` is that of its answer, or refuse, unrecorded or none."""

    kind: str
    value: Any
    column: str = ""
    count: bool = False
    where: tuple[str, str] = ("", "")


def expected(text: str) -> Expected:
    """The expectation that a text in the files writes."""
    text = str(text).strip()
    if text in ("refuse", "unrecorded", "none"):
        return Expected(text, None)
    if text in ("yes", "no"):
        return Expected("boolean", text == "yes")
    if text.startswith("="):
        return Expected("values", [value.strip().split("|") for value in text[1:].split(";")])
    if text.startswith("SELECT"):
        return Expected("select", text)
    command, _, rest = text.partition(" > ")
    rest, _, condition = rest.partition(" where ")
    name, _, value = condition.partition("=")
    column = rest.rstrip("# ").strip()
    return Expected("run", shlex.split(command), column, rest.endswith("#"), (name, value))


def verdict(
    wanted: Expected, response: Response, store: ox.Store, queries: Mapping[str, Any]
) -> str:
    """`right`, `wrong`, `refused` or `empty`; for `none` anything but a wrong refusal is right."""
    answer = response.answer
    if wanted.kind == "none":
        return "right"
    if wanted.kind == "unrecorded":
        return "right" if answer is None or not answer.recorded else "wrong"
    if answer is None:
        return "right" if wanted.kind == "refuse" else "refused"
    if not answer.recorded:
        return "wrong" if wanted.kind == "refuse" else "empty"
    if answer.asks or wanted.kind == "boolean":
        same = answer.asks and wanted.kind == "boolean" and answer.boolean == wanted.value
        return "right" if same else "wrong"
    if wanted.kind == "refuse":
        return "wrong"
    columns = [
        {_text(row[at]) for row in answer.rows if row[at] is not None}
        for at in range(len(answer.columns))
    ]
    if wanted.kind == "values":
        return "right" if any(_has(column, wanted.value) for column in columns) else "wrong"
    if wanted.kind == "select":
        values = _selected(store, wanted.value)
    else:
        values = _run(wanted, store, queries)
    if wanted.count:
        values = {str(len(values))}
    return "right" if values in columns else "wrong"


def _has(column: set[str], wanted: list[list[str]]) -> bool:
    def fits(value: str, others: list[str]) -> bool:
        return any(other in value for other in others)

    return all(any(fits(value, others) for value in column) for others in wanted) and all(
        any(fits(value, others) for others in wanted) for value in column
    )


def _selected(store: ox.Store, text: str) -> set[str]:
    prefixes = f"PREFIX scog: <{SCOG}> PREFIX scod: <{SCOD}> "
    found = store.query(prefixes + text)
    return {_text(row[0]) for row in found if row[0] is not None}  # type: ignore[union-attr,index]


def _run(wanted: Expected, store: ox.Store, queries: Mapping[str, Any]) -> set[str]:
    name, *arguments = wanted.value
    given = {
        option.removeprefix("--"): value
        for option, value in zip(arguments[::2], arguments[1::2], strict=True)
    }
    found = run.canned(store, queries[name], given)
    column, (at, value) = found.columns.index(wanted.column), wanted.where
    return {
        _text(row[column])
        for row in found.rows
        if row[column] is not None and (not at or _text(row[found.columns.index(at)]) == value)
    }


def _text(term: Any) -> str:
    return str(getattr(term, "value", term))
