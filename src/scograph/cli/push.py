"""`scograph push`: the graph into an external triple store."""

from __future__ import annotations

from pathlib import Path

import click

from scograph import export, graphstore, profiles, push, store
from scograph.cli import options
from scograph.errors import BadRequest

EXAMPLES = """\b
Examples:
  scograph push http://localhost:7878 --store oxigraph
  scograph push http://localhost:3030/scograph --store fuseki --dry-run
  SCOGRAPH_PASSWORD=… scograph push http://localhost:8890 --store virtuoso --user dba
  scograph push http://localhost:8080/rdf4j-server/repositories/scograph --store rdf4j
  scograph push http://localhost:7200/repositories/scograph --store graphdb
  SCOGRAPH_PASSWORD=… scograph push http://localhost:5820/scograph --store stardog --user admin
  scograph push https://your-cluster:8182 --store neptune
  scograph push http://localhost:9999/sparql

QLever is filled from files: scograph export --for qlever. docs/stores.md has a recipe for each.
"""


@click.command("push", epilog=EXAMPLES)
@click.argument("url")
@options.options(options.STORE)
@click.option("--user", help="The user to log in as, by basic or digest, as the store asks.")
@click.option(
    "--password",
    envvar=["SCOGRAPH_PASSWORD", "SCOGRAPH_PUSH_PASSWORD"],
    show_envvar=True,
    help="The password; without it, the variable, or a question on the terminal.",
)
@click.option("--update-url", metavar="URL", help="Where updates go, if it cannot be guessed.")
@click.option("--query-url", metavar="URL", help="Where queries go, if it cannot be guessed.")
@click.option(
    "--default/--no-default",
    "with_default",
    default=True,
    help="Whether to write the default graph beside the named ones (default: yes).",
)
@click.option(
    "--replace-default",
    is_flag=True,
    help="Overwrite a default graph that holds triples of another origin.",
)
@click.option("--clean", is_flag=True, help="Drop what pushes that were cut off have left.")
@click.option(
    "--dry-run", "--show", "dry_run", is_flag=True, help="Print the requests, and send none."
)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds for it all.")
@options.options(*options.GRAPH)
def command(
    url: str,
    store_name: str | None,
    user: str | None,
    password: str | None,
    update_url: str | None,
    query_url: str | None,
    with_default: bool,
    replace_default: bool,
    clean: bool,
    dry_run: bool,
    timeout: float | None,
    asserted: bool,
    data: tuple[Path, ...],
    only_data: bool,
) -> None:
    """Load the graph into the triple store at URL, in place of an earlier load.

    URL is the store's Graph Store Protocol address, or its update address where it has none; with
    --store, any address of the store, or the one that they stand below. The graph is loaded
    beside, counted, and moved to its place in one step: a load that fails leaves the store as it
    was.
    """
    profile = profiles.get(store_name) if store_name else profiles.guess(url)
    at = graphstore.addresses(url, update=update_url, query=query_url, profile=profile)
    if at.graphs is None and at.update is None and profile:
        raise BadRequest(
            f"{profile.title} is {profile.limits}: scograph export --for {profile.name}."
        )
    opened = store.open(options.graph_spec(data, only_data, asserted))
    graphs = export.whole(opened)
    if not with_default:
        graphs.pop(None)
    loads = push.plan(graphs, profile.everything if profile else None)
    if dry_run:
        click.echo(push.preview(loads, at))
        return
    report = push.push(
        loads,
        at,
        login=options.login(user, password),
        timeout=timeout,
        replace_default=replace_default,
        clean=clean,
        tell=lambda line: click.echo(line, err=True),
    )
    for load in report.loaded:
        click.echo(f"{load.triples:>9}  {load.graph or 'default graph'}")
    for graph in report.dropped:
        click.echo(f"{'dropped':>9}  {graph}")
    for note in report.notes:
        click.echo(note, err=True)
