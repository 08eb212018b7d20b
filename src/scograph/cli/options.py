"""Options that several commands have in common, and what they mean together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scograph import deadline, profiles, rows
from scograph.errors import BadRequest
from scograph.store import GraphSpec

if TYPE_CHECKING:
    from scograph.endpoint import Endpoint

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
STORE = click.Option(
    ["--store", "store_name"],
    type=click.Choice(list(profiles.PROFILES)),
    help="Which kind of store is there, where its address does not tell.",
)
USER = click.Option(
    ["--user"],
    metavar="NAME",
    help="The user to log in as there; the password is in SCOGRAPH_PASSWORD, or asked for.",
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
AT_ENDPOINT = (ENDPOINT, STORE, USER)
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


def endpoint(url: str | None, store: str | None, user: str | None) -> Endpoint | None:
    """The endpoint that the options name; None where there is none."""
    if url is None:
        if store or user:
            raise BadRequest("--store and --user go with --endpoint.")
        return None
    from scograph.endpoint import Endpoint

    profile = profiles.get(store) if store else profiles.guess(url)
    graphs = (profile.everything,) if profile and profile.everything else ()
    at = profiles.endpoint_of(profile, url) if profile else url
    return Endpoint(at, graphs, login(user, None))


def login(user: str | None, password: str | None) -> tuple[str, str] | None:
    """User and password, from the environment or by a question where none was given."""
    if user is None:
        return None
    password = password or os.environ.get("SCOGRAPH_PASSWORD")
    if password is None:
        if sys.stdin is None or not sys.stdin.isatty():
            raise BadRequest("There is no password for --user: set SCOGRAPH_PASSWORD.")
        password = str(click.prompt(f"Password of {user}", hide_input=True, err=True))
    return user, password


def under_deadline(seconds: float | None) -> None:
    """Where --timeout was given, starts the clock."""
    if seconds is not None:
        deadline.start(seconds)
