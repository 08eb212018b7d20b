"""Answers to text: a table for people, the W3C formats and Markdown for everybody else.

Machines get full IRIs; a table shortens them to CURIEs, and leaves out the IRI of a thing whose
label stands beside it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, NamedTuple, TypeAlias, cast

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.formats import results_json
from scograph.rdf.namespaces import curie

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = Sequence[Term | None]


class Table(NamedTuple):
    """Rows that were read already; `members` stand beside `results` in JSON."""

    columns: Sequence[str]
    rows: Sequence[Row]
    members: Mapping[str, object] = {}


Answer: TypeAlias = Table | ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple]

_W3C = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_RDF = ("turtle", "ntriples", "jsonld")
FORMATS = ("table", *_W3C, "md", *_RDF)


def write(answer: Answer, format_name: str | None, out: IO[bytes], *, terminal: bool) -> None:
    """Writes the answer to `out`.

    Without a format: a table on a terminal and CSV elsewhere; Turtle for a graph. UsageError where
    the format is not one for this kind of answer.
    """
    if isinstance(answer, ox.QueryTriples | list):
        _write_graph(answer, format_name or "turtle", out)
        return
    name = format_name or ("table" if terminal else "csv")
    if name in _RDF:
        raise UsageError(f"--format {name} is for CONSTRUCT and DESCRIBE; this query gives rows.")
    if isinstance(answer, ox.QueryBoolean):
        if name in ("json", "xml"):
            answer.serialize(out, format=_W3C[name])
        else:
            out.write(b"true\n" if bool(answer) else b"false\n")
        return
    if name in _W3C:
        if isinstance(answer, Table):
            written = results_json.written(answer.columns, answer.rows, answer.members)
            if name == "json":
                out.write(written + b"\n")
                return
            answer = cast(
                ox.QuerySolutions,
                ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON),
            )
        sink = xml_into(out) if name == "xml" else out
        answer.serialize(sink, format=_W3C[name])
        if name in ("json", "xml"):
            out.write(b"\n")
        return
    columns, table = _read(answer)
    if name == "md":
        _write_markdown(columns, table, out)
    else:
        _write_table(columns, table, out)


def boolean(value: bool) -> ox.QueryBoolean:
    """A boolean as the answer of an ASK.

    >>> bool(boolean(True)), bool(boolean(False))
    (True, False)
    """
    text = json.dumps({"head": {}, "boolean": value}).encode()
    return cast(ox.QueryBoolean, ox.parse_query_results(text, format=_W3C["json"]))


def _read(answer: Table | ox.QuerySolutions) -> tuple[Sequence[str], Iterable[Row]]:
    """The columns and the rows of an answer."""
    if isinstance(answer, Table):
        return answer.columns, answer.rows
    columns = [variable.value for variable in answer.variables]
    return columns, ([solution[column] for column in columns] for solution in answer)


def text(term: Term | None) -> str:
    """A value as a table shows it: a CURIE, or the text of a literal, or nothing."""
    if term is None:
        return ""
    return (
        curie(term.value) if isinstance(term, ox.NamedNode) else getattr(term, "value", str(term))
    )


def shown(columns: Sequence[str]) -> list[int]:
    """The columns that a table shows: all but those whose label stands beside them."""
    return [at for at, column in enumerate(columns) if f"{column}Label" not in columns]


def heading(column: str) -> str:
    """A column's name in a table: `personLabel` is the person."""
    return column.removesuffix("Label") or column


def xml_into(out: IO[bytes]) -> IO[bytes]:
    """A stream that passes XML on, always well-formed.

    U+FFFD stands for the characters that XML cannot hold. Carriage returns, which a parser would
    read as line feeds, become references.

    >>> import io
    >>> out = io.BytesIO()
    >>> stream = xml_into(out)
    >>> for piece in (b"a\\r\\x01", b"\\xef", b"\\xbf\\xbf", b"\\xef\\xbf\\xbdz"):
    ...     _ = stream.write(piece)
    >>> out.getvalue().decode()
    'a&#13;���z'
    """
    return cast("IO[bytes]", _Xml(out))


class _Xml:
    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._begun = b""

    def write(self, data: bytes) -> int:
        whole = self._begun + data
        # A character that ends in the next piece.
        end = 1 if whole.endswith(b"\xef") else 2 if whole.endswith(b"\xef\xbf") else 0
        whole, self._begun = whole[: len(whole) - end], whole[len(whole) - end :]
        self._out.write(_NOT_IN_XML.sub("�".encode(), whole).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def _write_graph(triples: Iterable[ox.Triple], name: str, out: IO[bytes]) -> None:
    if name not in _RDF:
        raise UsageError(
            f"--format {name} is for rows; this query gives a graph: turtle, ntriples or jsonld."
        )
    from scograph.formats import write as graph_formats

    found = list(set(triples))
    graph_formats.write({None: found}, name, out)


def _write_markdown(columns: Sequence[str], table: Iterable[Row], out: IO[bytes]) -> None:
    visible = shown(columns)
    lines = ["| " + " | ".join(heading(columns[at]) for at in visible) + " |"]
    lines.append("|" + " --- |" * len(visible))
    out.write(("\n".join(lines) + "\n").encode())
    for row in table:
        cells = (_escape(_printable(text(row[at]))) for at in visible)
        out.write(("| " + " | ".join(cells) + " |\n").encode())


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace("|", "\\|")


def _write_table(columns: Sequence[str], table: Iterable[Row], out: IO[bytes]) -> None:
    import shutil

    from scograph.formats import table as tables

    visible = shown(columns)
    headings = [heading(columns[at]) for at in visible]
    rows = [[_printable(text(row[at])) for at in visible] for row in table]
    width = shutil.get_terminal_size((100, 24)).columns
    out.write(tables.written(headings, rows, width).encode())


def _printable(value: str) -> str:
    """Control characters could speak to the terminal; a blank stands for them.

    The joiners that Persian and other scripts need are no such characters.
    """
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in value)


def is_terminal() -> bool:
    """True if standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()
