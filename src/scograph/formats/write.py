"""The six RDF formats, the same bytes on every run and every machine."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import pyoxigraph as ox

from scograph.formats import graphs, lines
from scograph.formats.kept import Kept


class Sink(Protocol):
    """A binary stream for writing."""

    def write(self, piece: bytes, /) -> int: ...


@dataclass(frozen=True)
class Format:
    """A format's file extension and media type, and whether it can hold named graphs."""

    extension: str
    media_type: str
    named_graphs: bool = False


FORMATS = {
    "turtle": Format("ttl", "text/turtle"),
    "jsonld": Format("jsonld", "application/ld+json"),
    "ntriples": Format("nt", "application/n-triples"),
    "nquads": Format("nq", "application/n-quads", named_graphs=True),
    "trig": Format("trig", "application/trig", named_graphs=True),
    "rdfxml": Format("rdf", "application/rdf+xml"),
}


def write(
    found: graphs.Graphs, format_name: str, stream: Sink, *, context_url: str | None = None
) -> None:
    """Writes triples in one of FORMATS.

    Formats without named graphs take the default graph, or else the only graph there is. Raises
    UsageError for what the format cannot hold.

    >>> import io
    >>> sco = ox.NamedNode("https://w3id.org/scograph/id/sco")
    >>> stream = io.BytesIO()
    >>> write({None: [ox.Triple(sco, sco, sco)]}, "nquads", stream)
    >>> stream.getvalue().decode().count("sco>")
    3
    """
    if not FORMATS[format_name].named_graphs:
        name = None if None in found else next(iter(found))
        found = {name: found[name]}
    for piece in _pieces(lines.of_triples(found), format_name, context_url):
        stream.write(piece)


def write_store(
    store: ox.Store,
    format_name: str,
    stream: Sink,
    graph: graphs.Node | None = None,
    *,
    context_url: str | None = None,
    kept: Kept | None = None,
) -> None:
    """Writes one graph of a store in one of FORMATS; without one, all that the format can hold.

    That is all graphs for those with named graphs, and the default graph for the others. N-Triples
    and N-Quads need a bounded memory. Lines that are `kept` beside the store are read or, if there
    are none, written. Raises UsageError for what the format cannot hold.
    """
    if graph is None and not FORMATS[format_name].named_graphs:
        graph = graphs.DEFAULT
    if graph is None and format_name == "nquads":
        pieces = lines.nquads_of_store(store, kept)
    elif graph is None:
        pieces = _pieces(lines.of_graphs(store, kept), format_name, context_url)
    else:
        name = graph.value if isinstance(graph, ox.NamedNode) else None
        blocks = lines.of_graph(store, graph, kept)
        if format_name == "ntriples":
            pieces = map(b"".join, blocks)
        elif format_name == "nquads":
            pieces = (lines.nquads({name: block}) for block in blocks)
        else:
            pieces = _pieces({name: [*chain.from_iterable(blocks)]}, format_name, context_url)
    with _no_collector():
        for piece in pieces:
            stream.write(piece)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Switches the search for cycles off: there are none, and it takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _pieces(found: lines.Lines, format_name: str, context_url: str | None) -> Iterator[bytes]:
    if format_name == "nquads":
        return iter([lines.nquads(found)])
    if format_name == "ntriples":
        return map(b"".join, found.values())
    return map(str.encode, _texts(found, format_name, context_url))


def _texts(found: lines.Lines, format_name: str, context_url: str | None) -> Iterator[str]:
    # Each writer is imported where it is needed: N-Triples need none.
    if format_name == "trig":
        from scograph.formats.turtle import trig

        return trig(found)
    (only,) = found.values()
    if format_name == "jsonld":
        from scograph.formats import context
        from scograph.formats.jsonld import jsonld

        return jsonld(only, context.published(), context_url=context_url)
    if format_name == "turtle":
        from scograph.formats.turtle import turtle

        return turtle(only)
    from scograph.formats.rdfxml import rdfxml

    return rdfxml(only)
