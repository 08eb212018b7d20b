"""`scograph query`: SPARQL given as an argument, in a file, or on standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scograph.cli import options
from scograph.corpus import special_files
from scograph.errors import InputError, UsageError, sentence
from scograph.formats import results
from scograph.query import run
from scograph.rdf import undeclared
from scograph.store import cache

_LONGEST = 16 << 20  # Bytes of a query.

EXAMPLES = """\b
Examples:
  scograph query "SELECT ?summit { ?summit a scog:Summit }"
  scograph query "ASK { scod:india scog:memberOf scod:sco }"
  scograph query --labels "SELECT ?summit ?city { ?summit scog:heldIn ?city }"
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
    type=options.FilePath(),
    metavar="FILE",
    help="Read the SPARQL from a file.",
)
@click.option(
    "--labels",
    "with_labels",
    is_flag=True,
    help="Add the label of each thing in a column beside it, in the language of --lang.",
)
@options.options(
    *options.ANSWER,
    options.LANG,
    *options.AT_ENDPOINT,
    *options.GRAPH,
    options.WITH_ONTOLOGY,
    options.TIMEOUT,
    options.QUIET,
)
def command(
    sparql: str | None,
    file: Path | None,
    with_labels: bool,
    format_name: str | None,
    output: Path | None,
    lang: str,
    endpoint: str | None,
    store_name: str | None,
    user: str | None,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    with_ontology: bool,
    timeout: float | None,
    quiet: bool,
) -> None:
    """Run ad-hoc SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE. `-` reads standard input."""
    options.under_deadline(timeout)
    there = options.endpoint(endpoint, store_name, user)
    text, source = _text(sparql, file)
    spec = options.graph_spec(data, only_data, asserted, with_ontology=with_ontology)
    known = cache.open(spec)
    opened = options.view(known, spec, with_ontology=with_ontology)
    found: results.Answer = run.answer(
        opened, text, endpoint=there, asserted=asserted, source=source
    )
    if not quiet and there is None:
        for one in undeclared.in_query(known, text):
            click.echo(f"scograph: {sentence(one)}", err=True)
    if with_labels:
        options.speaks(known, lang)
        from scograph.query import labelled

        found = labelled.beside(found, known, lang)
    run.write(found, format_name, output)


def _text(sparql: str | None, file: Path | None) -> tuple[str, str]:
    """The SPARQL and what to call it in messages."""
    if sparql is not None and file is not None:
        raise UsageError("Give the SPARQL as an argument or with -f, not both.")
    if file is not None and str(file) != "-":
        return _decoded(special_files.read(file, _LONGEST), file), str(file)
    if sparql is not None and sparql != "-":
        return sparql, "query"
    if sys.stdin is None or (sparql is None and file is None and sys.stdin.isatty()):
        raise UsageError(
            "There is no SPARQL: give it as an argument, with -f FILE, or on standard input."
        )
    return _decoded(special_files.standard_input(_LONGEST), "standard input"), "standard input"


def _decoded(text: bytes, source: Path | str) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("It is not UTF-8.", path=source) from None
