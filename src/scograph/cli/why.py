"""`scograph why`: the claims of what is asserted, rule and premises of what is inferred."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click

from scograph import files
from scograph.cli import options
from scograph.errors import printable
from scograph.store import cache

EXAMPLES = """\b
Examples:
  scograph why scod:dushanbe-summit-2000-islam-karimov
  scograph why "Hu Jintao" attended "Tashkent summit 2004"
  scograph why "Tashkent summit 2004" hostedBy Uzbekistan --format json
"""


@click.command("why", epilog=EXAMPLES)
@click.argument("fact", nargs=-1, required=True)
@click.option(
    "--format",
    "-F",
    "format_name",
    type=click.Choice(["text", "json", "turtle", "ntriples", "jsonld"]),
    default="text",
    help="Output format; turtle, ntriples and jsonld use PROV and Web Annotation.",
)
@options.options(options.OUTPUT, options.LANG, *options.GRAPH, options.STYLE, options.TIMEOUT)
def command(
    fact: tuple[str, ...],
    format_name: str,
    output: Path | None,
    lang: str,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    style: str,
    timeout: float | None,
) -> None:
    """Say why the graph says something.

    FACT is an entity of the graph (a participation, a membership, a signature …), or three terms:
    a thing, a property and a value. What is asserted has its claims with their places; what is
    inferred has the rule, the axiom and the premises, each down to its sources. What other sources
    say against it follows.
    """
    options.under_deadline(timeout)
    opened = cache.open(options.graph_spec(data, only_data, asserted))
    from scograph.entity import why, why_rdf, why_writers
    from scograph.rdf.labels import Labels

    found = why.of_terms(opened, fact)
    with files.output(output) as stream:
        if format_name in ("turtle", "ntriples", "jsonld"):
            from scograph.formats import write

            write.write({None: why_rdf.triples(opened, found)}, format_name, stream)
            return
        writer = why_writers.Writer(opened, Labels(opened, lang), style)
        if format_name == "json":
            text = json.dumps(writer.json(found), ensure_ascii=False, indent=2) + "\n"
        else:
            text = printable(writer.text(found, shutil.get_terminal_size((100, 24)).columns))
        stream.write(text.encode())
