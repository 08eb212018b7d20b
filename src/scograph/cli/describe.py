"""`scograph describe`: everything the graph holds on one entity, with its sources."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click

from scograph import files
from scograph.cli import options
from scograph.errors import printable
from scograph.names import resolve
from scograph.store import cache

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
    help="Output format; turtle, jsonld and ntriples give the entity and its facts as a graph.",
)
@click.option(
    "--curies",
    is_flag=True,
    help="In the text, put the CURIE of each term beside it.",
)
@options.options(
    options.OUTPUT,
    options.LANG,
    *options.GRAPH,
    options.SOURCES,
    *options.CITING,
    options.TIMEOUT,
)
def command(
    entity: str,
    format_name: str,
    curies: bool,
    output: Path | None,
    lang: str,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    sources: Path | None,
    cite: bool,
    style: str,
    timeout: float | None,
) -> None:
    """Print everything the graph holds on an entity: a name in any language, a CURIE or an IRI.

    Each statement has the places in the sources that support it. Inferred statements come last.
    """
    options.under_deadline(timeout)
    spec = options.graph_spec(data, only_data, asserted)
    opened, folder = cache.opened(spec)
    options.speaks(opened, lang)
    thing = resolve.resolve(opened, entity)
    with files.output(output) as stream:
        if format_name in ("turtle", "jsonld", "ntriples"):
            from scograph.entity.neighbourhood import neighbourhood
            from scograph.formats import write

            write.write(neighbourhood(opened, thing), format_name, stream)
            return
        from scograph.entity import writers
        from scograph.entity.describe import Describer
        from scograph.entity.passages import Passages
        from scograph.rdf.labels import Labels

        passages = None if sources is None else Passages(sources)
        found = Describer(opened, passages).describe(thing)
        # The labels of facts are inferred.
        labels = Labels(cache.open(spec._replace(asserted=False)) if asserted else opened, lang)
        width = shutil.get_terminal_size((100, 24)).columns
        if cite:
            from scograph.entity import cited_description as numbered
        if format_name == "json":
            content = (
                numbered.as_json(opened, found, labels, style, folder)
                if cite
                else writers.as_json(found, labels)
            )
            text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        elif cite:
            text = numbered.as_text(opened, found, labels, width, style, folder)
        else:
            text = writers.as_text(found, labels, width, curies=curies)
        stream.write((text if format_name == "json" else printable(text)).encode())
