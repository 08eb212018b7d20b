"""One question to one place, the embedded store or an endpoint, and the answer written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from scograph import atomic, deadline, query, rows
from scograph.namespaces import SOURCE_GRAPHS

if TYPE_CHECKING:
    from scograph.endpoint import Endpoint


def answer(
    store: ox.Store,
    sparql: str,
    *,
    endpoint: Endpoint | None = None,
    asserted: bool = False,
    source: str | None = None,
) -> query.Answer | list[ox.Triple]:
    """The answer of the store, or of the endpoint where one is named."""
    if endpoint is None:
        with deadline.interruptible():
            return query.ask(store, sparql, source=source)
    from scograph import endpoint as remote

    query.refuse(sparql)
    graphs = list(endpoint.default_graphs)
    if asserted:
        named = sorted(graph.value for graph in store.named_graphs())
        graphs = query.asserted_graphs([name for name in named if name.startswith(SOURCE_GRAPHS)])
    ask = remote.construct if query.makes_graph(sparql, source) else remote.select
    return ask(
        endpoint.url, query.with_prefixes(sparql), default_graphs=graphs, auth=endpoint.login
    )


def write(
    found: query.Answer | list[ox.Triple], format_name: str | None, output: Path | None
) -> None:
    """Writes the answer to a file or to standard output; Ctrl-C meanwhile ends the process."""
    terminal = output is None and rows.is_terminal()
    with deadline.interruptible(writing=output is not None), atomic.output(output) as stream:
        rows.write(found, format_name, stream, terminal=terminal)
