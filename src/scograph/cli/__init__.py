"""The command line: `scograph COMMAND`, each command in the module of its name.

A command's module is imported when the command runs, so that a query pays for nothing else.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import NoReturn

import click

from scograph import __version__
from scograph.errors import ScographError, StoreFailed

COMMANDS = {
    "run": "Run a canned query.",
    "queries": "List the canned queries, or show one.",
    "query": "Run ad-hoc SPARQL.",
    "describe": "Print all that the graph says of one thing, with its sources.",
    "validate": "Check the data, or your own Turtle, against the SHACL shapes.",
    "export": "Write the graph in an RDF format.",
    "push": "Load the graph into an external triple store.",
    "check": "Run every canned query's example and compare it with the recorded answer.",
    "build": "Build the embedded store.",
    "info": "Versions, counts, sources, and where the store is.",
    "context": "Print the JSON-LD context.",
    "serve": "Serve the graph: pages, SPARQL, the canned queries, linked data.",
    "site": "Write the pages as a site of files.",
}

EXAMPLES = """\b
Examples:
  scograph run attendees --host Uzbekistan
  scograph describe "Hu Jintao"
  scograph query "SELECT ?s WHERE { ?s a scog:Summit }"
"""


class LazyGroup(click.Group):
    """A group that imports `scograph.cli.NAME` when the command NAME is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"scograph.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=LazyGroup,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="scograph")
def cli() -> None:
    """Questions to a knowledge graph of the Shanghai Cooperation Organisation."""


def main() -> NoReturn:
    """Ends the process with the exit code of the contract; errors become sentences on stderr."""
    try:
        code = _run()
        for stream in (sys.stdout, sys.stderr):
            # It is None where the caller closed it.
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        code = 0
    except OSError as error:
        click.echo(f"scograph: The answer could not be written: {error.strerror}.", err=True)
        code = StoreFailed.exit_code
    # The interpreter would take ten milliseconds to tidy up, a tenth of an answer.
    os._exit(code)


def _run() -> int:
    try:
        code = cli.main(prog_name="scograph", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit:
        # So click ends when whoever read the answer has read enough.
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except BrokenPipeError:
        return 0
    except ScographError as error:
        click.echo(f"scograph: {_printable(str(error))}", err=True)
        return error.exit_code
    except Exception as error:
        if os.environ.get("SCOGRAPH_DEBUG"):
            raise
        click.echo(
            "scograph: failed in a way that it should not: "
            f"{type(error).__name__}: {_printable(str(error))}. "
            "Set SCOGRAPH_DEBUG=1 to see where, and please report it.",
            err=True,
        )
        return 4
    return code if isinstance(code, int) else 0


def _printable(text: str) -> str:
    """What was given may have control characters, which a terminal would obey."""
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text)
