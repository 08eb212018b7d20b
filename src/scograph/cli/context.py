"""`scograph context`: the JSON-LD context."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scograph import atomic, context
from scograph.cli import options

EXAMPLES = """\b
Examples:
  scograph context
  scograph context -o context.jsonld
"""


@click.command("context", epilog=EXAMPLES)
@options.options(options.OUTPUT)
def command(output: Path | None) -> None:
    """Print the JSON-LD context: what each name in the JSON stands for.

    It is published as https://w3id.org/scograph/context.jsonld; no command ever fetches it.
    """
    document = {"@context": context.published()}
    with atomic.output(output) as stream:
        stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")
