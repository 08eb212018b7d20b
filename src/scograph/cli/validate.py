"""`scograph validate`: the shipped data, or your own Turtle with it, against the shapes."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from scograph import paths as shipped_files
from scograph.cli import options
from scograph.corpus import special_files
from scograph.errors import printable

# Seconds in which the first bytes of a pipe come, where no PATH is given.
_PATIENCE = 0.2
EXAMPLES = """\b
Examples:
  scograph validate
  scograph validate my.ttl
  cat my.ttl | scograph validate -
  scograph validate data/states more.ttl --format json
  scograph validate --replace corrected/tashkent-summit-2004.ttl
"""


@click.command("validate", epilog=EXAMPLES)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=options.FilePath())
@click.option(
    "--format",
    "-F",
    "style",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="Output format; turtle is a SHACL validation report.",
)
@click.option(
    "--engine",
    type=click.Choice(["pyshacl", "shacl"]),
    help="The SHACL engine  [default: shacl if installed, otherwise pyshacl]",
)
@click.option(
    "--replace",
    "replacements",
    metavar="FILE",
    multiple=True,
    type=options.FilePath(),
    help="Use this corrected copy in place of the shipped file of that name; repeatable.",
)
@click.option("--full", is_flag=True, help="Validate the whole graph, even if little has changed.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    style: str,
    engine: str | None,
    replacements: tuple[Path, ...],
    full: bool,
) -> None:
    """Validate the shipped data, or your own Turtle together with it, against the SHACL shapes.

    PATH is a Turtle file, a folder with *.ttl files, or - for standard input. Findings in these
    files are printed with file and line, the cause first and its consequences below it.

    Only the things in these files, or in files that you have edited, and the things that refer to
    them are validated. Without PATH and without an edit, and with --full, the whole graph is.

    Exit code 0: no findings, or warnings only; 1: findings; 3: a file cannot be read.
    """
    with _files(paths) as given:
        _examine(ctx, given, style, engine, replacements, full)


def _examine(
    ctx: click.Context,
    given: tuple[Path, ...],
    style: str,
    engine: str | None,
    replacements: tuple[Path, ...],
    full: bool,
) -> None:
    from scograph.corpus import load
    from scograph.shapes import findings, reports
    from scograph.store import examine

    whose = tuple(_whose(bool(given or replacements)))
    looked = examine.examine(
        given,
        engine,  # type: ignore[arg-type]
        replacements=replacements,
        full=full,
        step=_step,
    )
    _step("")
    write = {
        "text": reports.as_text,
        "json": reports.as_json,
        "turtle": reports.as_shacl,
    }[style]
    click.echo(write(looked.findings), nl=False)
    click.echo(_summary(looked.findings, len(looked.files)), err=True)
    if looked.things is not None and looked.referring is not None:
        click.echo(_reach(len(looked.files), looked.things, looked.referring), err=True)
    said = (
        *load.passed_over(given or (shipped_files.DATA,)),
        *examine.wrong_namespaces(given),
        *whose,
    )
    for sentence in said:
        click.echo(f"scograph: {printable(sentence)}", err=True)
    if findings.violations(looked.findings):
        ctx.exit(1)


@contextmanager
def _files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
    """The files to validate; what comes on standard input is in a file of its own meanwhile."""
    piped = str(paths[0]) == "-" if len(paths) == 1 else not paths and _is_piped()
    text = special_files.standard_input() if piped else b""
    if not piped or not (text or paths):
        yield paths
        return
    with tempfile.TemporaryDirectory(prefix="scograph-") as folder:
        path = Path(folder) / "standard-input.ttl"
        path.write_bytes(text)
        yield (shipped_files.call(path, special_files.STANDARD_INPUT),)


def _is_piped() -> bool:
    """True if something other than a terminal or nothing is on standard input already."""
    try:
        kind = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    if stat.S_ISREG(kind):
        return True
    if not stat.S_ISFIFO(kind) or sys.platform == "win32":
        return False
    import select

    ready, _, _ = select.select([sys.stdin], [], [], _PATIENCE)
    return bool(ready)


def _whose(own: bool) -> Iterator[str]:
    """Whose files were read, and where an edit of a clone near by is not seen."""
    if unread := options.unread_clone():
        yield unread
    elif not own and not Path.cwd().is_relative_to(shipped_files.ROOT):
        yield f"The files are those in {shipped_files.ROOT}."


def _step(label: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{label and label + ' …'}", nl=False, err=True)


def _summary(found: list, files: int) -> str:  # type: ignore[type-arg]
    warnings = sum(finding.severity == "Warning" for finding in found)
    checked = _count(files, "file")
    if not found:
        return f"{checked} checked: no findings."
    broken = _count(len(found) - warnings, "finding")
    return f"{checked} checked: {broken}" + (
        f", {_count(warnings, 'warning')}." if warnings else "."
    )


def _reach(files: int, things: int, referring: int) -> str:
    where = "it" if files == 1 else "them"
    return (
        f"Looked at {_count(things, 'thing')} in {where} and {referring} around; "
        "to check the whole graph: scograph validate --full"
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
