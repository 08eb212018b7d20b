"""`scograph cite`: references in the styles of bibliographies and for reference managers."""

from __future__ import annotations

from pathlib import Path

import click

from scograph import files
from scograph.cli import options
from scograph.errors import printable
from scograph.names import resolve
from scograph.query import parameters
from scograph.store import cache

EXAMPLES = """\b
Examples:
  scograph cite
  scograph cite scod:globalsecurity-sco-2018 --style gost
  scograph cite scod:tashkent-summit-2004-hu-jintao --style bibtex
  scograph cite "attendees?host=Uzbekistan" --style apa
"""


@click.command("cite", epilog=EXAMPLES)
@click.argument("things", metavar="[THING]...", nargs=-1)
@options.options(options.STYLE, options.OUTPUT, options.LANG, *options.GRAPH, options.TIMEOUT)
def command(
    things: tuple[str, ...],
    style: str,
    output: Path | None,
    lang: str,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    timeout: float | None,
) -> None:
    """Print references.

    THING is a source, a fact or anything else of the graph, whose sources are cited, or an answer
    as NAME?PARAMETER=VALUE, cited with its question, the version of the data and the day. Without
    a THING, the data set itself is cited.
    """
    options.under_deadline(timeout)
    spec = options.graph_spec(data, only_data, asserted)
    opened, folder = cache.opened(spec)
    from scograph.entity import cite
    from scograph.rdf.labels import Labels

    labels = Labels(opened, lang)
    records = [] if things else [cite.of_data(opened, folder, lang)]
    for thing in things:
        asked = cite.answer_of(thing)
        if asked is None:
            records += cite.of_thing(opened, labels, resolve.resolve(opened, thing))
        else:
            bound = parameters.bind(opened, *asked)
            records.append(cite.of_answer(opened, folder, asked[0], bound, labels))
    with files.output(output) as stream:
        stream.write(printable(cite.written(records, style)).encode())
