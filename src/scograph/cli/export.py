"""`scograph export`: the graph as a file."""

from __future__ import annotations

from pathlib import Path

import click

from scograph import atomic, export, profiles, store
from scograph.cli import options
from scograph.errors import BadRequest

EXAMPLES = """\b
Examples:
  scograph export -f turtle -o scograph.ttl
  scograph export -f jsonld --entity "Tashkent summit 2004"
  scograph export -f nquads --asserted > scograph.nq
  scograph export -f turtle --graph source/globalsecurity-sco-2018
  scograph export -f turtle --description -o void.ttl
  scograph export --for virtuoso -o load/
"""


@click.command("export", epilog=EXAMPLES)
@click.option(
    "-f",
    "-F",
    "--format",
    "format_name",
    type=click.Choice(list(export.FORMATS)),
    help="The RDF format; without it, that of the output file's extension.",
)
@click.option(
    "--graph",
    metavar="NAME",
    help="One graph only: default, ontology, record, inferred, source/NAME, or an IRI.",
)
@click.option(
    "--entity",
    metavar="THING",
    help="One thing only, by name, CURIE or IRI, with the facts around it and their claims.",
)
@click.option("--description", is_flag=True, help="The VoID and DCAT description of the graph.")
@click.option(
    "--for",
    "store_name",
    type=click.Choice(list(profiles.PROFILES)),
    help="The files that this store's own loader takes, with a recipe, into the folder of -o.",
)
@click.option(
    "--context-url",
    metavar="URL",
    help="In JSON-LD, refer to the context at this address instead of writing it out.",
)
@options.options(options.OUTPUT, *options.GRAPH)
def command(
    format_name: str | None,
    output: Path | None,
    graph: str | None,
    entity: str | None,
    description: bool,
    store_name: str | None,
    context_url: str | None,
    asserted: bool,
    data: tuple[Path, ...],
    only_data: bool,
) -> None:
    """Write the graph in an RDF format, the same bytes on each run.

    nquads and trig hold the default graph, which is everything, and the named graphs that say
    where each triple comes from. The other formats hold one graph: everything, unless --graph
    names another one.
    """
    if store_name:
        if format_name or graph or entity or description or context_url or output is None:
            raise BadRequest("--for writes a folder of files: say where with -o, and no format.")
        from scograph import recipes

        whole = export.whole(store.open(options.graph_spec(data, only_data, asserted)))
        for path in recipes.write(whole, store_name, output):
            click.echo(path)
        return
    chosen = format_name or _by_extension(output)
    if sum(map(bool, (graph, entity, description))) > 1:
        raise BadRequest("--graph, --entity and --description each choose what to write: name one.")
    if context_url and chosen != "jsonld":
        raise BadRequest("--context-url is for jsonld alone.")
    spec = options.graph_spec(data, only_data, asserted)
    opened = store.open(spec)
    if chosen in ("ntriples", "nquads") and not (entity or description):
        from scograph import linewise

        every = chosen == "nquads" and not graph
        node = None if every else export.graph_node(opened, graph or "default")
        with atomic.output(output) as stream:
            linewise.write(opened, stream, node)
        return
    if graph:
        graphs = export.one_graph(opened, graph)
    elif entity:
        from scograph import names, neighbourhood

        thing = names.resolve(opened, entity, option="entity")
        graphs = neighbourhood.neighbourhood(opened, thing.value)
    elif description:
        from scograph import catalog
        from scograph import description as descriptions

        queries = catalog.load(store.current(spec)).values()
        canned = descriptions.runnable(opened, queries)
        graphs = {None: descriptions.describe(export.whole(opened), canned)}
    elif export.FORMATS[chosen].named_graphs:
        graphs = export.whole(opened)
    else:
        graphs = export.one_graph(opened, "default")
    with atomic.output(output) as stream:
        export.write(graphs, chosen, stream, context_url=context_url)


def _by_extension(output: Path | None) -> str:
    extension = "" if output is None else output.suffix.removeprefix(".")
    for name, known in export.FORMATS.items():
        if known.extension == extension:
            return name
    raise BadRequest(f"Say which format: -f {', '.join(export.FORMATS)}.")
