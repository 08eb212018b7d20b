"""`scograph validate`: the shipped data, or the user's own Turtle with it, against the shapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

EXAMPLES = """\b
Examples:
  scograph validate
  scograph validate my.ttl
  scograph validate data/states more.ttl --format json
"""


@click.command("validate", epilog=EXAMPLES)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "-F",
    "style",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="How findings are written; turtle is a SHACL report.",
)
@click.option(
    "--engine",
    type=click.Choice(["pyshacl", "shacl"]),
    help="The SHACL engine; shacl where it is installed, else pyshacl.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], style: str, engine: str | None) -> None:
    """Check the shipped data, or your own Turtle together with it, against the SHACL shapes.

    PATH is a Turtle file, or a folder in which all *.ttl files are taken. What they say is
    checked together with the shipped graph, and what they break is reported, with file and line.

    Exit code 0: no findings, or warnings only; 1: findings; 3: a file cannot be read.
    """
    from scograph import findings, validate

    looked = validate.examine(paths, engine, step=_step)  # type: ignore[arg-type]
    _step("")
    write = {
        "text": findings.as_text,
        "json": findings.as_json,
        "turtle": findings.as_shacl,
    }[style]
    click.echo(write(looked.findings), nl=False)
    click.echo(_summary(looked.findings, len(looked.files)), err=True)
    if any(finding.severity == findings.VIOLATION for finding in looked.findings):
        ctx.exit(1)


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


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
