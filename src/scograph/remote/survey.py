"""The content of a store before a push: data of another origin, and graphs of earlier pushes."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from scograph.errors import UsageError
from scograph.rdf.namespaces import GRAPH
from scograph.remote.graph_store import GraphStore
from scograph.remote.staging import STAGING

_FOREIGN = f"""SELECT (COUNT(*) AS ?n) WHERE {{
  ?s ?p ?o FILTER (!isBlank(?s) && !isBlank(?o))
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{GRAPH}")) }}
}}"""
_OURS = f"""SELECT DISTINCT ?g WHERE {{
  GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{GRAPH}"))
}} ORDER BY ?g"""


class Leftovers(NamedTuple):
    """Graphs of earlier pushes that this one does not replace: `old` ones and `staging` ones."""

    old: list[str]
    staging: list[str]


def check_default_graph(store: GraphStore, named: Collection[str]) -> None:
    """UsageError if the default graph holds triples that no push put there.

    `named` are the named graphs of this push: without a query address, triples in one of them are
    taken for proof that an earlier push filled the default graph.
    """
    if store.at.query:
        foreign = store.number(_FOREIGN)
    else:
        pushed_before = any(store.get(graph) for graph in named)
        foreign = 0 if pushed_before else store.counts([None])[None]
    if foreign:
        raise UsageError(
            f"The default graph of the store holds {foreign} triples of another origin, which "
            "would be lost. --no-default leaves it alone, --replace-default overwrites it."
        )


def leftovers(store: GraphStore, replaced: Collection[str | None]) -> Leftovers:
    """The graphs of earlier pushes in the store, without those that are replaced anyway."""
    found = [graph for graph in store.graphs(_OURS, GRAPH) if graph not in replaced]
    return Leftovers(
        [graph for graph in found if not graph.startswith(STAGING)],
        [graph for graph in found if graph.startswith(STAGING)],
    )
