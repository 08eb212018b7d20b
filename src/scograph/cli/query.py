"""`scograph query`: SPARQL given as an argument, in a file, or on standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scograph import asking, store
from scograph.cli import options
from scograph.errors import BadRequest, UnreadableInput

EXAMPLES = """\b
Examples:
  scograph query "SELECT ?summit { ?summit a scog:Summit }"
  scograph query "ASK { scod:india scog:memberOf scod:sco }"
  scograph query -f question.rq --format json -o answer.json
  echo "DESCRIBE scod:sco" | scograph query -
  scograph query -f question.rq --endpoint http://localhost:7878/query

The prefixes of the project (scog:, scod:, skos:, org:, prov:, ...) need not be declared.
"""


@click.command("query", epilog=EXAMPLES)
@click.argument("sparql", required=False)
@click.option(
    "-f",
    "--file",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read the SPARQL from a file.",
)
@options.options(*options.ANSWER, *options.AT_ENDPOINT, *options.GRAPH, options.TIMEOUT)
def command(
    sparql: str | None,
    file: Path | None,
    format_name: str | None,
    output: Path | None,
    endpoint: str | None,
    store_name: str | None,
    user: str | None,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    timeout: float | None,
) -> None:
    """Run ad-hoc SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE. `-` reads standard input."""
    options.under_deadline(timeout)
    there = options.endpoint(endpoint, store_name, user)
    text, source = _text(sparql, file)
    opened = store.open(options.graph_spec(data, only_data, asserted))
    found = asking.answer(opened, text, endpoint=there, asserted=asserted, source=source)
    asking.write(found, format_name, output)


def _text(sparql: str | None, file: Path | None) -> tuple[str, str]:
    """The SPARQL and what to call it in messages."""
    if sparql is not None and file is not None:
        raise BadRequest("Give the SPARQL as an argument or with -f, not both.")
    if file is not None and str(file) != "-":
        try:
            return file.read_text(encoding="utf-8-sig"), str(file)
        except OSError as error:
            raise UnreadableInput(f"{error.strerror}.", path=file) from None
        except UnicodeDecodeError:
            raise UnreadableInput("It is not UTF-8.", path=file) from None
    if sparql is not None and sparql != "-":
        return sparql, "query"
    if sys.stdin is None or (sparql is None and file is None and sys.stdin.isatty()):
        raise BadRequest(
            "There is no SPARQL: give it as an argument, with -f FILE, or on standard input."
        )
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig"), "standard input"
    except UnicodeDecodeError:
        raise UnreadableInput("It is not UTF-8.", path="standard input") from None
