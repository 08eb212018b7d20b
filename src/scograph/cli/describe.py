"""`scograph describe`: all that the graph says of one thing, with its sources."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click

from scograph import atomic, names, store
from scograph import describe as describing
from scograph.cli import options
from scograph.passages import Passages

EXAMPLES = """\b
Examples:
  scograph describe "Hu Jintao"
  scograph describe "Tashkent summit 2004" --lang ru
  scograph describe scod:sco --format turtle
  scograph describe "Li Hui" --sources texts/
"""


@click.command("describe", epilog=EXAMPLES)
@click.argument("entity")
@click.option(
    "--format",
    "-F",
    "format_name",
    type=click.Choice(["text", "json", "turtle", "jsonld", "ntriples"]),
    default="text",
    help="Text for people; JSON; or the thing and the facts around it as a graph.",
)
@options.options(options.OUTPUT, options.LANG, *options.GRAPH, options.SOURCES, options.TIMEOUT)
def command(
    entity: str,
    format_name: str,
    output: Path | None,
    lang: str,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    sources: Path | None,
    timeout: float | None,
) -> None:
    """Print all that the graph says of one thing: a name in any language, a CURIE or an IRI.

    Each statement shows the places in the sources that say so. What was inferred stands apart.
    """
    options.under_deadline(timeout)
    opened = store.open(options.graph_spec(data, only_data, asserted))
    thing = names.resolve(opened, entity)
    with atomic.output(output) as stream:
        if format_name in ("turtle", "jsonld", "ntriples"):
            from scograph import export, neighbourhood

            export.write(neighbourhood.neighbourhood(opened, thing.value), format_name, stream)
            return
        passages = None if sources is None else Passages(sources)
        found = describing.describe(opened, thing, lang=lang, passages=passages)
        if format_name == "json":
            text = json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n"
        else:
            text = describing.as_text(found, shutil.get_terminal_size((100, 24)).columns)
        stream.write(text.encode())
