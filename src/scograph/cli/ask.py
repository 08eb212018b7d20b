"""`scograph ask QUESTION`: a question in the reader's own words, answered or refused."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from scograph.cli import options
from scograph.errors import UsageError, printable
from scograph.query import catalog
from scograph.query import run as running
from scograph.store import cache

EXAMPLES = """\b
Examples:
  scograph ask "Who attended the summits hosted in Uzbekistan?"
  scograph ask "Какие страны были наблюдателями в 2010 году?"
  scograph ask 2004年塔什干峰会有谁出席？
"""

_LANG = click.Option(
    ["--lang"], help="The language of labels: en, ru, zh, ...  [default: that of the question]"
)


@click.command("ask", epilog=EXAMPLES)
@click.argument("question", nargs=-1, required=True)
@options.options(
    *options.ANSWER,
    _LANG,
    *options.AT_ENDPOINT,
    *options.GRAPH,
    options.TIMEOUT,
    *options.CITING,
    options.QUIET,
)
def command(
    question: tuple[str, ...],
    format_name: str | None,
    output: Path | None,
    lang: str | None,
    endpoint: str | None,
    store_name: str | None,
    user: str | None,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    timeout: float | None,
    cite: bool,
    style: str,
    quiet: bool,
) -> int:
    """Answer a question in your own words: English, Chinese or Russian.

    Says first what was understood, and the command that gives the same. A question that is not
    understood in every word is refused with exit code 2.
    """
    from scograph.ask.core import Asker

    options.under_deadline(timeout)
    if format_name in ("turtle", "ntriples", "jsonld"):
        raise UsageError(f"--format {format_name} is for graphs; an answer has rows or a boolean.")
    there = options.endpoint(endpoint, store_name, user)
    spec = options.graph_spec(data, only_data, asserted)
    folder = cache.current(spec)
    store = cache.open_at(folder)
    asker = Asker(store, catalog.load(), folder)
    response = asker.ask(" ".join(question), lang=lang, endpoint=there, asserted=asserted)
    if quiet:
        response.remark = ""
    for line in response.lines():
        click.echo(printable(line), err=True)
    if response.refused:
        return UsageError.exit_code
    with_record = format_name == "json" and not quiet and there is None
    if cite:
        from scograph.ask import cited as citing
        from scograph.entity import cited

        answer = citing.cite(store, response, members=with_record)
        running.write_to(output, partial(cited.write, answer, format_name, style))
        return 0
    found = response.results(members=with_record)
    running.write(found, format_name, output)
    return 0
