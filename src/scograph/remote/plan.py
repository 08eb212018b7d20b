"""The plan of a push: each graph once, as N-Triples, and the requests for it."""

from __future__ import annotations

from dataclasses import dataclass

from scograph.formats.lines import Lines
from scograph.remote.graph_store import Addresses, graph_url, shown
from scograph.remote.staging import staged, switch


@dataclass(frozen=True)
class Load:
    """One graph to load: its IRI (None for the default graph) and its triples as N-Triples."""

    graph: str | None
    body: bytes

    @property
    def triples(self) -> int:
        """The number of triples in the body."""
        return self.body.count(b"\n")


def loads(graphs: Lines, default_as: str | None = None) -> list[Load]:
    """The graphs to load, in a stable order with stable bytes, the default graph last.

    `default_as` is the IRI of the graph that takes the default graph's triples, for stores that
    have no default graph of their own.
    """
    names = sorted(graphs, key=lambda name: (name is None, name or ""))
    return [Load(default_as if name is None else name, b"".join(graphs[name])) for name in names]


def preview(planned: list[Load], at: Addresses) -> str:
    """The requests that a push would send, one to a line; nothing is sent."""
    lines = []
    for load in planned:
        where = staged(load.graph, "RUN") if at.update else load.graph
        request = (
            f"PUT {graph_url(at.graphs, where)}"
            if at.graphs
            else f"POST {at.update}  INSERT DATA into {shown(where)}"
        )
        lines.append(f"{request}  ({load.triples} triples)")
    if at.update:
        lines.append(f"POST {at.update}")
        moved = switch([load.graph for load in planned], [], "RUN")
        lines.extend(f"  {line}" for line in moved.splitlines())
    return "\n".join(lines)
