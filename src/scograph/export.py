"""The graph as a file: what to write, and the six formats, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from scograph import context as contexts
from scograph.errors import BadRequest
from scograph.jsonld import jsonld
from scograph.namespaces import GRAPH, NAMES_GRAPH
from scograph.rdfxml import rdfxml
from scograph.turtle import trig, turtle

Graphs: TypeAlias = dict[str | None, list[ox.Triple]]
"""Triples by the IRI of their graph; None is the default graph."""


class Sink(Protocol):
    """What bytes can be written to."""

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


def graph_names(store: ox.Store) -> list[str]:
    """The names by which `--graph` knows the named graphs of a store, in order."""
    names = (graph.value for graph in store.named_graphs())
    return sorted(name.removeprefix(GRAPH) for name in names if name != NAMES_GRAPH)


def whole(store: ox.Store) -> Graphs:
    """The default graph, which holds everything, and the named graphs that say whence it comes."""
    graphs: Graphs = {None: []}
    for quad in store.quads_for_pattern(None, None, None, None):
        graph = quad.graph_name
        name = None if isinstance(graph, ox.DefaultGraph) else graph.value
        if name != NAMES_GRAPH:
            graphs.setdefault(name, []).append(quad.triple)
    return graphs


def one_graph(store: ox.Store, name: str) -> Graphs:
    """One graph: `default`, a name such as `record` or `source/NAME`, or an IRI."""
    graph = graph_node(store, name)
    found = [quad.triple for quad in store.quads_for_pattern(None, None, None, graph)]
    return {None if isinstance(graph, ox.DefaultGraph) else graph.value: found}


def graph_node(store: ox.Store, name: str) -> ox.NamedNode | ox.DefaultGraph:
    """The graph of a name such as `default`, `record` or `source/NAME`, or of an IRI."""
    if name == "default":
        return ox.DefaultGraph()
    known = graph_names(store)
    if name.removeprefix(GRAPH) not in known:
        there = ", ".join([*known, "default"])
        raise BadRequest(f"There is no graph {name!r}. The graphs are: {there}.")
    return ox.NamedNode(name if "://" in name else GRAPH + name)


def write(
    graphs: Graphs, format_name: str, stream: Sink, *, context_url: str | None = None
) -> None:
    """Writes graphs in one of FORMATS; those without named graphs take the one there is.

    >>> import io
    >>> sco = ox.NamedNode("https://w3id.org/scograph/id/sco")
    >>> stream = io.BytesIO()
    >>> write({None: [ox.Triple(sco, sco, sco)]}, "nquads", stream)
    >>> stream.getvalue().decode().count("sco>")
    3
    """
    for piece in _pieces(graphs, format_name, context_url):
        stream.write(piece.encode())


def _pieces(graphs: Graphs, format_name: str, context_url: str | None) -> Iterator[str]:
    if not FORMATS[format_name].named_graphs:
        name = None if None in graphs else next(iter(graphs))
        triples = canonical({name: graphs[name]})[name]
        if format_name == "jsonld":
            yield from jsonld(triples, contexts.published(), context_url=context_url)
        else:
            yield from _TRIPLES[format_name](triples)
    elif format_name == "trig":
        yield from trig(canonical(graphs))
    else:
        yield from nquads(canonical(graphs))


def ntriples(triples: Iterable[ox.Triple]) -> Iterator[str]:
    """Canonical N-Triples, sorted."""
    return iter(sorted(f"{triple} .\n" for triple in triples))


def nquads(graphs: Mapping[str | None, list[ox.Triple]]) -> Iterator[str]:
    """Canonical N-Quads, sorted."""
    return iter(
        sorted(
            f"{triple} .\n" if name is None else f"{triple} <{name}> .\n"
            for name, triples in graphs.items()
            for triple in triples
        )
    )


_TRIPLES: dict[str, Callable[[Iterable[ox.Triple]], Iterator[str]]] = {
    "turtle": turtle,
    "ntriples": ntriples,
    "rdfxml": rdfxml,
}


def canonical(graphs: Graphs) -> Graphs:
    """The same graphs with the labels that RDFC-1.0 gives to their blank nodes."""
    named: Graphs = {name: [] for name in graphs}
    blank = ox.Dataset()
    for name, triples in graphs.items():
        kept = named[name]
        graph = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.BlankNode) or isinstance(value, ox.BlankNode):
                blank.add(ox.Quad(subject, triple.predicate, value, graph))
            elif isinstance(value, ox.Triple):
                raise BadRequest(f"RDF 1.1 has no triples inside triples, as in: {triple}")
            else:
                kept.append(triple)
    # Triples without blank nodes have no say in the labels, so they need not be hashed.
    blank.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    for quad in blank:
        graph_name = quad.graph_name
        named[None if isinstance(graph_name, ox.DefaultGraph) else graph_name.value].append(
            quad.triple
        )
    return named
