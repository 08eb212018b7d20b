"""`scograph run NAME`: a canned query, its options made from its header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scograph import asking, atomic, catalog, query, store
from scograph.cli import options

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


_found: dict[str, catalog.Query] = {}
_folder: list[Path] = []


def _queries() -> dict[str, catalog.Query]:
    if not _found:
        _folder.append(store.current())
        _found.update(catalog.load(_folder[0]))
    return _found


def _command(canned: catalog.Query) -> click.Command:
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
        show: bool,
        **given: Any,
    ) -> None:
        options.under_deadline(timeout)
        there = options.endpoint(endpoint, store_name, user)
        spec = options.graph_spec(data, only_data, asserted)
        opened = store.open_at(_folder[0]) if spec == store.GraphSpec() else store.open(spec)
        values = {name.replace("_", "-"): value for name, value in given.items()}
        bound = query.bind(opened, canned, values, anywhere=endpoint is not None)
        sparql = query.expand(canned, bound, lang)
        if show:
            with atomic.output(output) as stream:
                stream.write(sparql.encode())
            return
        found = asking.answer(opened, sparql, endpoint=there, asserted=asserted)
        if sources is not None:
            from scograph import passages

            found = passages.beside(found, opened, sources)
        asking.write(found, format_name, output)

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


def _option(parameter: dict[str, Any]) -> click.Option:
    name, text = parameter["name"], parameter["help"]
    if parameter["type"] == "flag":
        return click.Option([f"--{name}"], is_flag=True, help=text)
    if parameter.get("default"):
        text += f"  [default: {parameter['default']}]"
    if parameter.get("example"):
        text += f"  Say, {_quoted(parameter['example'])}."
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
    _SHOW,
)
