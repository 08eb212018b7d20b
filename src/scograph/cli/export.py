"""`scograph export`: the graph as a file."""

from __future__ import annotations

from pathlib import Path

import click

from scograph import files
from scograph.cli import options
from scograph.errors import UsageError
from scograph.formats import graphs, write
from scograph.formats.kept import Kept
from scograph.remote import stores
from scograph.store import cache

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
    type=click.Choice(list(write.FORMATS)),
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
    type=click.Choice(list(stores.PROFILES)),
    help="The files that this store's own loader takes, with a recipe, into the folder of -o.",
)
@click.option(
    "--context-url",
    metavar="URL",
    help="In JSON-LD, refer to the context at this address instead of writing it out.",
)
@options.options(options.OUTPUT, *options.GRAPH, options.WITH_ONTOLOGY)
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
    with_ontology: bool,
) -> None:
    """Write the graph in an RDF format, the same bytes on each run.

    nquads and trig hold the default graph, which has every triple, and the named graphs, which
    say where each triple comes from. The other formats hold one graph, by default the default one.
    """
    spec = options.graph_spec(data, only_data, asserted, with_ontology=with_ontology)
    if store_name:
        if format_name or graph or entity or description or context_url or output is None:
            raise UsageError("--for takes no other option than -o, the folder for its files.")
        from scograph.formats import lines
        from scograph.remote import recipes

        stored, folder = cache.opened(spec)
        opened = options.view(stored, spec, with_ontology=with_ontology)
        kept = Kept(folder) if opened is stored else None
        for path in recipes.write(lines.of_graphs(opened, kept), store_name, output):
            click.echo(path)
        return
    chosen = format_name or _by_extension(output)
    if sum(map(bool, (graph, entity, description))) > 1:
        raise UsageError("--graph, --entity and --description each choose what to write: name one.")
    if context_url and chosen != "jsonld":
        raise UsageError("--context-url is for jsonld alone.")
    # A thing or a graph that is named is written as it is.
    stored, folder = cache.opened(spec)
    opened = options.view(
        stored, spec, with_ontology=with_ontology or (only_data and bool(entity or graph))
    )
    if entity:
        from scograph.entity import neighbourhood
        from scograph.names import resolve

        thing = resolve.resolve(opened, entity, option="entity")
        found = neighbourhood.neighbourhood(opened, thing)
    elif description:
        from scograph.entity import void
        from scograph.query import catalog

        about = void.dataset(opened, void.numbers(opened))
        void.add_files(about, opened)
        void.add_queries(about, void.runnable(opened, catalog.load().values()))
        found = {None: about.triples}
    elif graph and graphs.node(opened, graph) == graphs.ONTOLOGY:
        found = graphs.ontology(opened)
    else:
        node = graphs.node(opened, graph) if graph else None
        kept = Kept(folder) if opened is stored else None
        with files.output(output) as stream:
            write.write_store(opened, chosen, stream, node, context_url=context_url, kept=kept)
        return
    with files.output(output) as stream:
        write.write(found, chosen, stream, context_url=context_url)


def _by_extension(output: Path | None) -> str:
    extension = "" if output is None else output.suffix.removeprefix(".")
    for name, known in write.FORMATS.items():
        if known.extension == extension:
            return name
    raise UsageError(f"Name a format: -f {', '.join(write.FORMATS)}.")
