"""`scograph push`: the graph into an external triple store."""

from __future__ import annotations

from pathlib import Path

import click

from scograph.cli import options
from scograph.errors import UsageError, printable
from scograph.formats import lines
from scograph.formats.kept import Kept
from scograph.remote import graph_store, plan, push, stores
from scograph.store import cache

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

QLever is filled from files: scograph export --for qlever. docs/stores.md describes each store.
"""


@click.command("push", epilog=EXAMPLES)
@click.argument("url")
@options.options(options.STORE)
@click.option("--user", help="User name, for basic or digest authentication.")
@click.option(
    "--password",
    envvar=["SCOGRAPH_PASSWORD", "SCOGRAPH_PUSH_PASSWORD"],
    show_envvar=True,
    help="Password; by default read from the variable, or asked for on a terminal.",
)
@click.option(
    "--update-url", metavar="URL", help="Address for SPARQL updates, if it cannot be guessed."
)
@click.option(
    "--query-url", metavar="URL", help="Address for SPARQL queries, if it cannot be guessed."
)
@click.option(
    "--default/--no-default",
    "with_default",
    default=True,
    help="Write the default graph too, or the named graphs only  [default: --default]",
)
@click.option(
    "--replace-default",
    is_flag=True,
    help="Overwrite a default graph that holds triples of another origin.",
)
@click.option("--clean", is_flag=True, help="Drop staging graphs that interrupted pushes left.")
@click.option(
    "--dry-run", "--show", "dry_run", is_flag=True, help="Print the requests without sending them."
)
@click.option(
    "--timeout",
    type=options.Seconds(),
    metavar="SECONDS",
    help="Stop after this time, with exit code 5.",
)
@options.options(*options.GRAPH, options.WITH_ONTOLOGY)
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
    with_ontology: bool,
    data: tuple[Path, ...],
    only_data: bool,
) -> None:
    """Load the graph into the triple store at URL, in place of an earlier load.

    URL is the store's Graph Store Protocol address, or its update address if it has none; with
    --store, any address of the store. The graph is loaded into staging graphs, counted, and moved
    to its place in one update: a load that fails leaves the store unchanged.
    """
    profile = stores.get(store_name) if store_name else stores.guess(url)
    at = graph_store.addresses(url, update=update_url, query=query_url, profile=profile)
    if at.graphs is None and at.update is None and profile:
        raise UsageError(
            f"{profile.title} is {profile.limits}: scograph export --for {profile.name}."
        )
    spec = options.graph_spec(data, only_data, asserted, with_ontology=with_ontology)
    stored, folder = cache.opened(spec)
    opened = options.view(stored, spec, with_ontology=with_ontology)
    graphs = lines.of_graphs(opened, Kept(folder) if opened is stored else None)
    if not with_default:
        graphs.pop(None)
    loads = plan.loads(graphs, profile.everything if profile else None)
    if dry_run:
        click.echo(plan.preview(loads, at))
        return
    report = push.push(
        loads,
        at,
        login=options.login(user, password),
        timeout=timeout,
        replace_default=replace_default,
        clean=clean,
        tell=lambda line: click.echo(printable(line), err=True),
    )
    for load in report.loaded:
        click.echo(f"{load.triples:>9}  {load.graph or 'default graph'}")
    for graph in report.dropped:
        click.echo(printable(f"{'dropped':>9}  {graph}"))
    for note in report.notes:
        click.echo(printable(note), err=True)
