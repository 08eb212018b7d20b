"""The command line: `scograph COMMAND`, each command in the module of its name.

A command's module is imported only when the command runs, which keeps the start short.
"""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from scograph import __version__, files, interrupts
from scograph.errors import ScographError, StoreError, UsageError, first_line, sentence

COMMANDS = {
    "run": "Run a canned query.",
    "ask": "Answer a question in your own words.",
    "queries": "List the canned queries, or show one.",
    "query": "Run ad-hoc SPARQL.",
    "describe": "Print everything the graph holds on one entity, with its sources.",
    "why": "Say why the graph says something, down to the sources.",
    "cite": "Print references of a thing, an answer or the data set.",
    "validate": "Validate the data, or your own Turtle, against the SHACL shapes.",
    "export": "Write the graph in an RDF format.",
    "push": "Load the graph into an external triple store.",
    "check": "Compare the answers of all canned queries with the recorded ones.",
    "build": "Build the embedded store.",
    "info": "Print versions, counts, sources and the location of the store.",
    "context": "Print the JSON-LD context.",
    "fmt": "Rewrite Turtle files in the style of the data.",
    "serve": "Serve web pages, SPARQL, canned queries and linked data over HTTP.",
    "site": "Write the web pages as a static site.",
}

EXAMPLES = """\b
Examples:
  scograph run attendees --host Uzbekistan
  scograph ask "Who attended the summits hosted in Uzbekistan?"
  scograph describe "Hu Jintao"
  scograph query "SELECT ?s WHERE { ?s a scog:Summit }"
"""


class LazyGroup(click.Group):
    """A group that imports `scograph.cli.NAME` when the command NAME is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            raise UsageError(_unknown(cmd_name))
        command: click.Command = importlib.import_module(f"scograph.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _unknown(name: str) -> str:
    """The message for a command that there is not, with what was meant."""
    import difflib

    from scograph.query import catalog

    queries = catalog.load()
    if name in queries:
        return f"No such command {name!r}, but there is a canned query: scograph run {name}"
    known = {**{one: f"run {one}" for one in queries}, **{one: one for one in COMMANDS}}
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    hint = f"Did you mean scograph {known[near[0]]}?" if near else "`scograph --help` lists them."
    return f"No such command {name[:80]!r}. {hint}"


@click.command(
    cls=LazyGroup,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="scograph")
def cli() -> None:
    """Query a knowledge graph of the Shanghai Cooperation Organisation."""


def main() -> NoReturn:
    """Ends the process with the exit code of the contract; errors become sentences on stderr."""
    _prepare_streams()
    interrupts.heed_processor_limit()
    try:
        code = invoke()
        for stream in (sys.stdout, sys.stderr):
            # It is None where the caller closed it.
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        code = 0
    except OSError as error:
        click.echo(f"scograph: The answer could not be written: {error.strerror}.", err=True)
        code = StoreError.exit_code
    # Finalizing the interpreter would take ten milliseconds, a tenth of an answer.
    os._exit(code)


def _prepare_streams() -> None:
    """Makes the standard streams such that no character, no full disk and no gap harms."""
    for number in range(3):
        # The next file that is opened would take the place of a stream that is closed.
        with suppress(OSError):
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or a locale may not have all characters of a name.
        sys.stdout.reconfigure(errors="backslashreplace")
    elif sys.stdout is None:
        sys.stdout = files.Closed()
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = files.Notes(
            sys.stderr.buffer, sys.stderr.encoding, "backslashreplace", line_buffering=True
        )


def invoke(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command; without arguments, of the one that the process was given."""
    try:
        code = cli.main(arguments, prog_name="scograph", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit:
        # click raises it when the reader of a pipe has closed it.
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.message = sentence(error.message)  # type: ignore[misc]
        error.show()
        return 2
    except BrokenPipeError:
        return 0
    except ScographError as error:
        click.echo(f"scograph: {sentence(error)}", err=True)
        if isinstance(error, UsageError) and error.instead is not None:
            from scograph.query.instead import Question

            click.echo(f"Ask instead: {Question(*error.instead).command}", err=True)
        return error.exit_code
    except OSError as error:
        if os.environ.get("SCOGRAPH_DEBUG"):
            raise
        click.echo(f"scograph: {sentence(_refused(error))}", err=True)
        return StoreError.exit_code
    except MemoryError:
        click.echo("scograph: There is not enough memory for this. Ask for less.", err=True)
        return StoreError.exit_code
    except BaseException as error:
        # Engines in Rust panic with exceptions that are no `Exception`.
        if os.environ.get("SCOGRAPH_DEBUG"):
            raise
        click.echo(
            "scograph: failed in a way that it should not: "
            f"{type(error).__name__}: {sentence(first_line(error))}. "
            "Set SCOGRAPH_DEBUG=1 to see where, and please report it.",
            err=True,
        )
        return 4
    return code if isinstance(code, int) else 0


def _refused(error: OSError) -> str:
    """What the system, or a library in its stead, does not do."""
    if error.errno is None:
        return f"{first_line(error)}."
    if error.filename:
        return f"{error.filename}: {error.strerror}."
    if error.errno == errno.ENOENT:
        # Only the folder in which the command runs has no name.
        return "The current folder is not there any longer. Go to another one."
    return f"The answer could not be written: {error.strerror}."
