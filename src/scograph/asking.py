"""One question to one place, the embedded store or an endpoint, and the answer written."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from scograph import atomic, deadline, query, rows
from scograph.namespaces import SOURCE_GRAPHS


def answer(
    store: ox.Store,
    sparql: str,
    *,
    endpoint: str | None = None,
    asserted: bool = False,
    source: str | None = None,
) -> query.Answer | list[ox.Triple]:
    """The answer of the store, or of the endpoint where one is named.

    From then on Ctrl-C ends the process at once.
    """
    deadline.interruptible()
    if endpoint is None:
        return query.ask(store, sparql, source=source)
    from scograph import endpoint as remote

    query.refuse(sparql)
    graphs: list[str] = []
    if asserted:
        named = sorted(graph.value for graph in store.named_graphs())
        graphs = query.asserted_graphs([name for name in named if name.startswith(SOURCE_GRAPHS)])
    text = query.with_prefixes(sparql)
    ask = remote.construct if query.makes_graph(text, source) else remote.select
    return ask(endpoint, text, default_graphs=graphs)


def write(
    found: query.Answer | list[ox.Triple], format_name: str | None, output: Path | None
) -> None:
    """Writes the answer to a file or to standard output."""
    terminal = output is None and rows.is_terminal()
    with atomic.output(output) as stream:
        rows.write(found, format_name, stream, terminal=terminal)
