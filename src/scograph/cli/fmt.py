"""`scograph fmt`: Turtle files in the style of the data."""

from __future__ import annotations

from pathlib import Path

import click

from scograph.cli import options

EXAMPLES = """\b
Examples:
  scograph fmt data/bodies/sco.ttl
  scograph fmt --check data my.ttl
"""


@click.command("fmt", epilog=EXAMPLES)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=options.FilePath())
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], check: bool) -> None:
    """Rewrite Turtle files in the style of the data: sorted, one value a line.

    PATH is a Turtle file, or a folder in which all *.ttl files are taken; by default the data and
    the ontology. The paths of the files that change are printed; with -, standard input is
    printed anew. Text with comments is refused, since they would be lost.

    Exit code 0: done; 1: with --check, files would change; 3: a file cannot be read.
    """
    from scograph import files
    from scograph.corpus import load, special_files
    from scograph.errors import InputError, printable
    from scograph.formats.restyle import restyled
    from scograph.paths import given_name

    if [str(path) for path in paths] == ["-"] and not check:
        text = restyled(special_files.standard_input(), Path(special_files.STANDARD_INPUT))
        click.echo(text, nl=False)
        return
    for path in paths:
        if path.is_fifo():
            reason = "It is a pipe, and cannot be written anew. Give a file or a folder, or -."
            raise InputError(reason, path=path)
    found = load.turtle_files(paths) if paths else [*load.data_files(), *load.ontology_files()]
    changed = 0
    for path in found:
        try:
            before = path.read_bytes()
        except OSError as error:
            raise InputError(f"{error.strerror or error}.", path=path) from None
        after = restyled(before, path).encode()
        if after != before:
            changed += 1
            if not check:
                with files.output(path) as stream:
                    stream.write(after)
            click.echo(given_name(path))
    would = "would change" if check else "rewritten"
    read = f"{len(found)} file{'' if len(found) == 1 else 's'} read"
    for sentence in load.passed_over(paths):
        click.echo(f"scograph: {printable(sentence)}", err=True)
    click.echo(f"{read}, {changed} {would}.", err=True)
    if check and changed:
        ctx.exit(1)
