"""Staging graphs: where a push loads first, and the one update that moves them to their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scograph.rdf.namespaces import GRAPH
from scograph.remote.graph_store import drop

STAGING = GRAPH + "staging/"

# Not MOVE: Fuseki 5.6 on TDB2 lost triples by it, in five pushes of five by update. BIND, since
# RDF4J 4.1 leaves a variable unbound that VALUES binds and only the template uses.
_MOVE = (
    "INSERT { GRAPH ?to { ?s ?p ?o } } WHERE { VALUES (?from ?name) { ",
    " } GRAPH ?from { ?s ?p ?o } BIND (?name AS ?to) }",
)


def staged(graph: str | None, run: str) -> str:
    """The IRI of the staging graph that holds `graph` (None: the default graph) during a push.

    >>> staged(GRAPH + "record", "4f2a").removeprefix(STAGING)
    '4f2a/record'
    """
    return f"{STAGING}{run}/" + ("default" if graph is None else graph.removeprefix(GRAPH))


def switch(graphs: Sequence[str | None], dropped: Iterable[str], run: str) -> str:
    """The SPARQL update that replaces `graphs` by their staging graphs and empties `dropped`.

    The number of operations does not grow with the number of graphs: Virtuoso 7.2 limits it.
    """
    named = [graph for graph in graphs if graph is not None]
    pairs = " ".join(f"(<{staged(graph, run)}> <{graph}>)" for graph in named)
    steps = [
        _empty([*named, *dropped]),
        f"{_MOVE[0]}{pairs}{_MOVE[1]}",
    ]
    if len(named) < len(graphs):
        staging = staged(None, run)
        steps += [
            drop([None]),
            f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{staging}> {{ ?s ?p ?o }} }}",
        ]
    return " ;\n".join([*steps, _empty([staged(graph, run) for graph in graphs])])


def _empty(graphs: list[str]) -> str:
    names = " ".join(f"<{graph}>" for graph in graphs)
    pattern = "GRAPH ?g { ?s ?p ?o }"
    return f"DELETE {{ {pattern} }} WHERE {{ VALUES ?g {{ {names} }} {pattern} }}"
