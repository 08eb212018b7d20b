"""`scograph site`: the pages of the explorer as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scograph import store
from scograph.cli import options

EXAMPLES = """\b
Examples:
  scograph site public
  scograph site public --lang en --lang zh
  python -m http.server --directory public
"""


@click.command("site", epilog=EXAMPLES)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    "languages",
    type=click.Choice(["en", "ru", "zh"]),
    multiple=True,
    help="A language of the pages; more than one can be named.  [default: all]",
)
@options.options(*options.GRAPH)
def command(
    folder: Path,
    languages: tuple[str, ...],
    asserted: bool,
    data: tuple[Path, ...],
    only_data: bool,
) -> None:
    """Write the explorer's pages as a site of files that can be published anywhere.

    The pages are those of `scograph serve`, each with its Turtle, JSON-LD and N-Triples beside it.
    What needs a running graph, other values for a question and the SPARQL editor, says so there.
    English pages lie at the top, those in other languages in folders of their own.
    """
    from scograph.explore import site
    from scograph.explore.links import LANGUAGES

    current = store.current(options.graph_spec(data, only_data, asserted))
    terminal = sys.stderr.isatty()

    def tell(done: int, known: int) -> None:
        if terminal:
            click.echo(f"\r{done:,} of {known:,} files ", nl=done == known, err=True)

    written = site.write(current, folder, languages or tuple(LANGUAGES), tell=tell)
    click.echo(f"{folder}: {written.pages:,} pages and {written.files:,} files of data.")
