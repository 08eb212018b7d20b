"""Answers to text: a table for people, the W3C formats and Markdown for everybody else.

Machines get full IRIs; a table shortens them to CURIEs, and leaves out the IRI of a thing whose
label stands beside it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import IO, TypeAlias, cast

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.namespaces import curie

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple]
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = list[Term | None]

_W3C = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_RDF = ("turtle", "ntriples", "jsonld")
FORMATS = ("table", *_W3C, "md", *_RDF)


def write(answer: Answer, format_name: str | None, out: IO[bytes], *, terminal: bool) -> None:
    """Writes the answer to `out`.

    Without a format: a table on a terminal and CSV elsewhere; Turtle for a graph. BadRequest where
    the format is not one for this kind of answer.
    """
    if isinstance(answer, ox.QueryTriples | list):
        _write_graph(answer, format_name or "turtle", out)
        return
    name = format_name or ("table" if terminal else "csv")
    if name in _RDF:
        raise BadRequest(f"--format {name} is for CONSTRUCT and DESCRIBE; this query gives rows.")
    if isinstance(answer, ox.QueryBoolean):
        if name in ("json", "xml"):
            answer.serialize(out, format=_W3C[name])
        else:
            out.write(b"true\n" if bool(answer) else b"false\n")
        return
    if name in _W3C:
        sink = cast("IO[bytes]", _Xml(out)) if name == "xml" else out
        answer.serialize(sink, format=_W3C[name])
        if name in ("json", "xml"):
            out.write(b"\n")
        return
    columns = [variable.value for variable in answer.variables]
    table = ([solution[column] for column in columns] for solution in answer)
    if name == "md":
        _write_markdown(columns, table, out)
    else:
        _write_table(columns, table, out)


def text(term: Term | None) -> str:
    """A value as a table shows it: a CURIE, or the text of a literal, or nothing."""
    if term is None:
        return ""
    return (
        curie(term.value) if isinstance(term, ox.NamedNode) else getattr(term, "value", str(term))
    )


def shown(columns: list[str]) -> list[int]:
    """The columns that a table shows: all but those whose label stands beside them."""
    return [at for at, column in enumerate(columns) if f"{column}Label" not in columns]


def heading(column: str) -> str:
    """A column's name in a table: `personLabel` is the person."""
    return column.removesuffix("Label") or column


class _Xml:
    """Passes XML on, with U+FFFD for the control characters that XML cannot hold."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        self._out.write(_NOT_IN_XML.sub("\ufffd".encode(), data))
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def _write_graph(triples: Iterable[ox.Triple], name: str, out: IO[bytes]) -> None:
    if name not in _RDF:
        raise BadRequest(
            f"--format {name} is for rows; this query gives a graph: turtle, ntriples or jsonld."
        )
    from scograph import export

    found = list(set(triples))
    export.write({None: found}, name, out)


def _write_markdown(columns: list[str], table: Iterable[Row], out: IO[bytes]) -> None:
    visible = shown(columns)
    lines = ["| " + " | ".join(heading(columns[at]) for at in visible) + " |"]
    lines.append("|" + " --- |" * len(visible))
    out.write(("\n".join(lines) + "\n").encode())
    for row in table:
        cells = (_escape(_printable(text(row[at]))) for at in visible)
        out.write(("| " + " | ".join(cells) + " |\n").encode())


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace("|", "\\|")


def _write_table(columns: list[str], table: Iterable[Row], out: IO[bytes]) -> None:
    import io
    import shutil

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    visible = shown(columns)
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for at in visible:
        grid.add_column(heading(columns[at]), overflow="fold")
    for row in table:
        grid.add_row(*(Text(_printable(text(row[at]))) for at in visible))
    buffer = io.StringIO()
    width = shutil.get_terminal_size((100, 24)).columns
    Console(file=buffer, width=width, no_color=True, highlight=False).print(grid)
    for line in _trimmed(buffer.getvalue()):
        out.write((line + "\n").encode())


def _printable(value: str) -> str:
    """Control characters could speak to the terminal; a blank stands for them.

    The joiners that Persian and other scripts need are no such characters.
    """
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in value)


def _trimmed(printed: str) -> Iterator[str]:
    lines = [line.rstrip() for line in printed.splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    yield from lines


def is_terminal() -> bool:
    """Whether results go to a person."""
    return sys.stdout is not None and sys.stdout.isatty()
