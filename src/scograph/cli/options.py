"""Options that several commands have in common, and what they mean together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from scograph import deadline, rows
from scograph.errors import BadRequest
from scograph.store import GraphSpec

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

FORMAT = click.Option(
    ["--format", "-F", "format_name"],
    type=click.Choice(rows.FORMATS),
    help="How the answer is written: a table on a terminal and CSV elsewhere, unless said.",
)
OUTPUT = click.Option(
    ["--output", "-o"],
    type=click.Path(path_type=Path),
    help="Write to a file, which appears whole or not at all.",
)
LANG = click.Option(
    ["--lang"], default="en", show_default=True, help="The language of labels: en, ru, zh, ..."
)
ENDPOINT = click.Option(
    ["--endpoint"], metavar="URL", help="Ask this SPARQL endpoint instead of the embedded store."
)
DATA = click.Option(
    ["--data"],
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own Turtle file or folder on top of the shipped graph; repeatable.",
)
ONLY_DATA = click.Option(
    ["--only-data"], is_flag=True, help="With --data: without the shipped instance data."
)
ASSERTED = click.Option(["--asserted"], is_flag=True, help="Without what was inferred.")
TIMEOUT = click.Option(
    ["--timeout"],
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="End it when it runs longer; exit code 5.",
)
SOURCES = click.Option(
    ["--sources"],
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with the texts of sources: shows the passages that are cited.",
)
GRAPH = (DATA, ONLY_DATA, ASSERTED)
ANSWER = (FORMAT, OUTPUT)


def options(*wanted: click.Option) -> Callable[[Decorated], Decorated]:
    """A decorator that gives a command these options, in this order in its help."""

    def decorate(function: Decorated) -> Decorated:
        for option in reversed(wanted):
            if isinstance(function, click.Command):
                function.params.insert(0, option)
            else:
                function.__dict__.setdefault("__click_params__", []).append(option)
        return function

    return decorate


def graph_spec(data: tuple[Path, ...], only_data: bool, asserted: bool) -> GraphSpec:
    """The graph that the options ask for; BadRequest where they contradict each other."""
    if only_data and not data:
        raise BadRequest("--only-data goes with --data: say which Turtle to read.")
    return GraphSpec(data=data, only_data=only_data, asserted=asserted)


def under_deadline(seconds: float | None) -> None:
    """Where --timeout was given, starts the clock."""
    if seconds is not None:
        deadline.start(seconds)
