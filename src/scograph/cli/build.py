"""`scograph build`: the embedded store, made now."""

from __future__ import annotations

from pathlib import Path

import click

from scograph import store

EXAMPLES = """\b
Examples:
  scograph build
  scograph build --force --engine owlrl --validator pyshacl
  scograph build --data my.ttl
"""


@click.command("build", epilog=EXAMPLES)
@click.option("--force", is_flag=True, help="From all files, even where the store is current.")
@click.option(
    "--engine",
    type=click.Choice(["owlrl", "sparq"]),
    help="The reasoner; sparq where it is installed, else owlrl.",
)
@click.option(
    "--validator",
    type=click.Choice(["pyshacl", "shacl"]),
    help="The SHACL engine; shacl where it is installed, else pyshacl.",
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own Turtle file or folder on top of the shipped graph; repeatable.",
)
@click.option("--only-data", is_flag=True, help="With --data: without the shipped instance data.")
@click.option("--asserted", is_flag=True, help="Without what is inferred.")
def command(
    force: bool,
    engine: str | None,
    validator: str | None,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
) -> None:
    """Build the embedded store: parse, infer, validate, load.

    Other commands do it by themselves when the store is missing or its inputs changed. A change of
    some data files is worked into the last store, in under a second; --force builds from all files.
    Where the graph does not conform, or the build is stopped, the last good store stays.
    """
    from scograph import building
    from scograph.progress import Progress

    spec = store.GraphSpec(data, only_data, asserted)
    state = store.look(spec, thorough=True)
    choice = building.Choice(engine, validator, force)  # type: ignore[arg-type]
    folder = building.build(spec, reason=state.reason, progress=Progress(), choice=choice)
    counts = store.counts(folder)
    done = "was current" if state.current and not force else "is built"
    held = f"{counts['asserted']:,} triples asserted, {counts['inferred']:,} inferred"
    click.echo(f"The store {done}: {held}.")
    click.echo(folder)
