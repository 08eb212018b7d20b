"""Options that several commands share, and what they mean together."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import pyoxigraph as ox

from scograph import interrupts
from scograph import paths as shipped_files
from scograph.corpus import special_files
from scograph.errors import InputError, UsageError, printable
from scograph.formats import references, results
from scograph.remote import stores
from scograph.store.pointers import GraphSpec

if TYPE_CHECKING:
    from scograph.remote.endpoint import Endpoint

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class FilePath(click.Path):
    """The path of a file or folder to read, or to write; an empty text is none."""

    def __init__(self, *, written: bool = False) -> None:
        super().__init__(path_type=Path)
        self._written = written

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in ("", b""):
            self.fail("the path is empty: name a file or a folder.", param, ctx)
        try:
            os.stat(value)  # noqa: PTH116 (a text still)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG and not self._written:
                raise InputError("The name is too long for a file.", path=value) from None
        return super().convert(value, param, ctx)


class Seconds(click.FloatRange):
    """A number of seconds above zero; `nan` is none."""

    def __init__(self, least: float = 0.0, most: float | None = None) -> None:
        super().__init__(least, most, min_open=not least)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = super().convert(value, param, ctx)
        if found != found:
            self.fail("not a number of seconds, e.g. 30.", param, ctx)
        return found


FORMAT = click.Option(
    ["--format", "-F", "format_name"],
    type=click.Choice(results.FORMATS),
    help="Output format  [default: table on a terminal, otherwise csv]",
)
OUTPUT = click.Option(
    ["--output", "-o"],
    type=FilePath(written=True),
    help="Write to this file; an error leaves the old file unchanged.",
)
LANG = click.Option(
    ["--lang"], default="en", show_default=True, help="The language of labels: en, ru, zh, ..."
)
ENDPOINT = click.Option(
    ["--endpoint"], metavar="URL", help="Query this SPARQL endpoint instead of the embedded store."
)
STORE = click.Option(
    ["--store", "store_name"],
    type=click.Choice(list(stores.PROFILES)),
    help="The kind of store at that address, if the address does not show it.",
)
USER = click.Option(
    ["--user"],
    metavar="NAME",
    help="User name for the endpoint; the password is read from SCOGRAPH_PASSWORD or asked for.",
)
DATA = click.Option(
    ["--data"],
    multiple=True,
    type=FilePath(),
    help="Add your own Turtle file or folder to the shipped graph; repeatable.",
)
ONLY_DATA = click.Option(
    ["--only-data"], is_flag=True, help="With --data: leave out the shipped instance data."
)
WITH_ONTOLOGY = click.Option(
    ["--with-ontology"],
    is_flag=True,
    help="With --only-data: keep the triples of the ontology beside your own.",
)
ASSERTED = click.Option(["--asserted"], is_flag=True, help="Leave out inferred triples.")
TIMEOUT = click.Option(
    ["--timeout"],
    type=Seconds(),
    metavar="SECONDS",
    help="Stop after this time, with exit code 5.",
)
SOURCES = click.Option(
    ["--sources"],
    type=FilePath(),
    metavar="DIR",
    help="Folder with the texts of sources; cited passages are shown.",
)
QUIET = click.Option(["--quiet", "-q"], is_flag=True, help="Do not say how complete the record is.")
CITE = click.Option(
    ["--cite"], is_flag=True, help="Where each row comes from: sources, and sources that differ."
)
STYLE = click.Option(
    ["--style"],
    type=click.Choice(references.STYLES),
    default="chicago",
    show_default=True,
    help="How references are written.",
)
CITING = (CITE, STYLE)
GRAPH = (DATA, ONLY_DATA, ASSERTED)
AT_ENDPOINT = (ENDPOINT, STORE, USER)
ANSWER = (FORMAT, OUTPUT)


def options(*wanted: click.Option) -> Callable[[Decorated], Decorated]:
    """A decorator that adds these options to a command, in this order."""

    def decorate(function: Decorated) -> Decorated:
        for option in reversed(wanted):
            if isinstance(function, click.Command):
                function.params.insert(0, option)
            else:
                function.__dict__.setdefault("__click_params__", []).append(option)
        return function

    return decorate


def unread_clone() -> str:
    """A sentence on a clone of the project in which one is, whose files are not read; or empty."""
    clone = shipped_files.clone_around(Path.cwd())
    if clone is None:
        return ""
    return (
        f"The files of the clone in {clone} were not read, but those that scograph was "
        f"installed with, in {shipped_files.ROOT}. For the clone: python3 -m pip install -e {clone}"
    )


def _tell_of_edits() -> None:
    """Says on standard error that the clone in which one is has other files than are read."""
    with suppress(OSError):
        clone = shipped_files.clone_around(Path.cwd())
        if clone is not None and shipped_files.differs(clone):
            click.echo(f"scograph: {printable(unread_clone())}", err=True)


def graph_spec(
    data: tuple[Path, ...], only_data: bool, asserted: bool, *, with_ontology: bool = False
) -> GraphSpec:
    """The graph that the options select; UsageError if they contradict each other."""
    if with_ontology and not only_data:
        raise UsageError("--with-ontology needs --only-data: otherwise the ontology is there.")
    if only_data and not data:
        raise UsageError("--only-data needs --data: name the Turtle to read.")
    if not only_data:
        _tell_of_edits()
    return GraphSpec(
        data=tuple(map(special_files.kept, data)), only_data=only_data, asserted=asserted
    )


def speaks(store: ox.Store, lang: str) -> None:
    """Says on standard error that the graph has no names in the language of --lang."""
    from scograph.names import labels

    if not labels.has_language(store, lang):
        click.echo(
            f"scograph: The graph has no names in the language {lang}; they are in another one "
            "that it has, English first.",
            err=True,
        )


def view(store: ox.Store, spec: GraphSpec, *, with_ontology: bool) -> ox.Store:
    """The store of a graph; with --only-data, without the ontology unless that is wanted."""
    if not spec.only_data or with_ontology:
        return store
    from scograph.store import own_data

    return own_data.without_ontology(store)


def endpoint(url: str | None, store: str | None, user: str | None) -> Endpoint | None:
    """The endpoint that the options name, or None for the embedded store."""
    if url is None:
        if store or user:
            raise UsageError("--store and --user need --endpoint.")
        return None
    from scograph.remote.endpoint import Endpoint

    profile = stores.get(store) if store else stores.guess(url)
    graphs = (profile.everything,) if profile and profile.everything else ()
    at = stores.endpoint_of(profile, url) if profile else url
    return Endpoint(at, graphs, login(user, None))


def login(user: str | None, password: str | None) -> tuple[str, str] | None:
    """User and password, or None without a user; the password may be asked for."""
    if user is None:
        return None
    password = password or os.environ.get("SCOGRAPH_PASSWORD")
    if password is None:
        if sys.stdin is None or not sys.stdin.isatty():
            raise UsageError("There is no password for --user: set SCOGRAPH_PASSWORD.")
        password = str(click.prompt(f"Password of {user}", hide_input=True, err=True))
    return user, password


def under_deadline(seconds: float | None) -> None:
    """Starts the time limit of --timeout, if it was given."""
    if seconds is not None:
        interrupts.start(seconds)
