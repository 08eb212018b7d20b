"""`scograph context`: the JSON-LD context."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scograph import files
from scograph.cli import options
from scograph.formats import context

EXAMPLES = """\b
Examples:
  scograph context
  scograph context -o context.jsonld
"""


@click.command("context", epilog=EXAMPLES)
@options.options(options.OUTPUT)
def command(output: Path | None) -> None:
    """Print the JSON-LD context, which maps the names in the JSON to IRIs.

    It is published as https://w3id.org/scograph/context.jsonld; no command ever fetches it.
    """
    document = {"@context": context.published()}
    with files.output(output) as stream:
        stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")
