"""`scograph build`: builds the embedded store."""

from __future__ import annotations

from pathlib import Path

import click

from scograph.cli import options
from scograph.store import cache, pointers

EXAMPLES = """\b
Examples:
  scograph build
  scograph build --force --engine owlrl --validator pyshacl
  scograph build --data my.ttl
"""


@click.command("build", epilog=EXAMPLES)
@click.option("--force", is_flag=True, help="Build even if the store is current.")
@click.option(
    "--engine",
    type=click.Choice(["owlrl", "sparq"]),
    help="The reasoner  [default: sparq if installed, otherwise owlrl]",
)
@click.option(
    "--validator",
    type=click.Choice(["pyshacl", "shacl"]),
    help="The SHACL engine  [default: shacl if installed, otherwise pyshacl]",
)
@options.options(*options.GRAPH)
def command(
    force: bool,
    engine: str | None,
    validator: str | None,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
) -> None:
    """Build the embedded store: parse, infer, validate, load.

    Other commands do so by themselves if the store is missing or its inputs have changed. If the
    graph does not conform, or the build is stopped, the last good store stays.
    """
    from scograph.store import build
    from scograph.store.progress import Progress

    spec = options.graph_spec(data, only_data, asserted)
    state = cache.look(spec, thorough=True)
    if state.current and state.path and not force:
        folder = state.path
    else:
        choice = build.Choice(engine, validator, force)  # type: ignore[arg-type]
        folder = build.build(spec, reason=state.reason, progress=Progress(), choice=choice)
    cache.warn(spec, folder)
    counts = pointers.counts(folder)
    done = "was current" if state.current and not force else "is built"
    held = f"{counts['asserted']:,} triples asserted, {counts['inferred']:,} inferred"
    click.echo(f"The store {done}: {held}.")
    click.echo(folder)
