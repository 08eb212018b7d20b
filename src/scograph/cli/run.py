"""`scograph run NAME`: a canned query, its options made from its header."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from scograph import files
from scograph.cli import options
from scograph.errors import printable
from scograph.query import catalog, header
from scograph.query import run as running
from scograph.store import cache

_TYPES = {"thing": "NAME", "concept": "CODE", "date": "DATE", "integer": "N", "text": "TEXT"}


class CannedQueries(click.Group):
    """A group with a command for each canned query; only the one that is asked for is made."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_queries())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        return _command(catalog.get(_queries(), cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Canned queries"):
            formatter.write_dl([(name, query["summary"]) for name, query in _queries().items()])


EXAMPLES = """\b
Examples:
  scograph run attendees --host Uzbekistan
  scograph run members --on 2018-06-20 --status member
  scograph run meetings --participant "Hu Jintao" --from 2004-06 --to 2004-06 --format json
  scograph run attendees --help
"""


@click.command("run", cls=CannedQueries, epilog=EXAMPLES)
def command() -> None:
    """Run a canned query.

    Names may be given in any language; dates as YYYY, YYYY-MM or YYYY-MM-DD.
    """


_found: dict[str, header.Query] = {}


def _queries() -> dict[str, header.Query]:
    if not _found:
        _found.update(catalog.load())
    return _found


def _command(canned: header.Query) -> click.Command:
    def run(
        format_name: str | None,
        output: Path | None,
        lang: str,
        endpoint: str | None,
        store_name: str | None,
        user: str | None,
        data: tuple[Path, ...],
        only_data: bool,
        asserted: bool,
        timeout: float | None,
        sources: Path | None,
        cite: bool,
        style: str,
        show: bool,
        quiet: bool,
        **given: Any,
    ) -> None:
        options.under_deadline(timeout)
        there = options.endpoint(endpoint, store_name, user)
        spec = options.graph_spec(data, only_data, asserted)
        opened, folder = cache.opened(spec)
        if not quiet:
            options.speaks(opened, lang)
        if show:
            sent = running.sparql(opened, canned, given, lang, anywhere=endpoint is not None)
            with files.output(output) as stream:
                stream.write(sent.encode())
            return
        answer = running.canned(opened, canned, given, lang=lang, endpoint=there, asserted=asserted)
        found = answer.table(members=not quiet and format_name == "json")
        if cite:
            from scograph.entity import cited

            citing = cited.cited(opened, answer, found.members, folder)
            running.write_to(output, partial(cited.write, citing, format_name, style))
            if not quiet and (remark := answer.remark()):
                click.echo(printable(remark), err=True)
            return
        if sources is not None:
            from scograph.entity import passages

            found = passages.beside(found, opened, sources)
        running.write(found, format_name, output)
        if not quiet and (remark := answer.remark()):
            click.echo(printable(remark), err=True)

    example = " ".join(
        f"--{name} {_quoted(str(value))}" for name, value in canned["example"].items()
    )
    return click.Command(
        canned["name"],
        callback=run,
        params=[*map(_option, canned["parameters"]), *_COMMON],
        help="\n\n".join(filter(None, (canned["question"], canned["description"]))),
        short_help=canned["summary"],
        epilog=f"\b\nExample:\n  scograph run {canned['name']} {example}".rstrip(),
    )


def _option(parameter: header.Parameter) -> click.Option:
    name, text = parameter["name"], parameter["help"]
    if parameter["type"] == "flag":
        return click.Option([f"--{name}"], is_flag=True, help=text)
    if parameter.get("default"):
        text += f"  [default: {parameter['default']}]"
    if parameter.get("example"):
        text += f"  E.g. {_quoted(parameter['example'])}"
    choices = parameter.get("choices")
    return click.Option(
        [f"--{name}"],
        type=click.Choice(choices) if choices else click.STRING,
        metavar=None if choices else _TYPES[parameter["type"]],
        help=text,
    )


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


_SHOW = click.Option(
    ["--show"], is_flag=True, help="Print the SPARQL that would be sent, and stop."
)
_COMMON = (
    *options.ANSWER,
    options.LANG,
    *options.AT_ENDPOINT,
    *options.GRAPH,
    options.TIMEOUT,
    options.SOURCES,
    options.QUIET,
    *options.CITING,
    _SHOW,
)
