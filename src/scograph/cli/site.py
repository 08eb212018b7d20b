"""`scograph site`: the web pages as a static site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scograph.cli import options
from scograph.store import cache

EXAMPLES = """\b
Examples:
  scograph site public
  scograph site public --lang en --lang zh
  python -m http.server --directory public
"""


@click.command("site", epilog=EXAMPLES)
@click.argument("folder", metavar="DIR", type=options.FilePath(written=True))
@click.option(
    "--lang",
    "languages",
    type=click.Choice(["en", "ru", "zh"]),
    multiple=True,
    help="Language of the pages; repeatable  [default: all]",
)
@options.options(*options.GRAPH)
def command(
    folder: Path,
    languages: tuple[str, ...],
    asserted: bool,
    data: tuple[Path, ...],
    only_data: bool,
) -> None:
    """Write the web pages as a static site, for any web server.

    The pages are those of `scograph serve`, each with its data in Turtle, JSON-LD and N-Triples.
    Forms show the answer of their example, and there is no SPARQL editor, since these need a
    server. English pages are in DIR itself, those in other languages in subfolders.
    """
    from scograph.web import child_process, site
    from scograph.web.pages.links import LANGUAGES

    current = cache.current(options.graph_spec(data, only_data, asserted))
    terminal = sys.stderr.isatty()

    def tell(done: int, known: int) -> None:
        if terminal:
            click.echo(f"\r{done:,} of {known:,} files ", nl=done == known, err=True)

    with child_process.ending_in_order():
        written = site.write(current, folder, languages or tuple(LANGUAGES), tell=tell)
    click.echo(f"{folder}: {written.pages:,} pages and {written.files:,} files of data.")
