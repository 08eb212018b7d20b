"""Triples as sorted N-Triples, and back; the same in named graphs as N-Quads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox


def write(triples: Iterable[ox.Triple]) -> bytes:
    r"""A line for each triple, sorted by bytes.

    >>> sco = ox.NamedNode("https://w3id.org/scograph/id/sco")
    >>> write([ox.Triple(sco, sco, sco)]).count(b"\n")
    1
    """
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(text.splitlines(keepends=True)))


def read(text: bytes) -> Iterator[ox.Triple]:
    """The triples, with the blank nodes as they are labelled."""
    return (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def sort(lines: Iterable[bytes]) -> bytes:
    r"""Each line once, sorted by bytes.

    >>> sort([b"b\n", b"a\n", b"b\n"])
    b'a\nb\n'
    """
    return b"".join(sorted(lines if isinstance(lines, set) else set(lines)))


def quads(triples: Iterable[ox.Triple], graph: str | None = None) -> Iterator[ox.Quad]:
    """The triples in a named graph, or in the default one."""
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, name)


def in_graph(lines: Iterable[bytes], graph: str) -> bytes:
    """N-Quads that say lines of N-Triples in a named graph."""
    return b"".join(lines).replace(b" .\n", f" <{graph}> .\n".encode())


def read_quads(text: bytes) -> Iterator[ox.Quad]:
    """The quads of N-Quads, with the blank nodes as they are labelled."""
    return ox.parse(text, format=ox.RdfFormat.N_QUADS)


def extend(store: ox.Store, pieces: Iterable[Collection[bytes]]) -> None:
    """Adds lines of N-Triples to a store, piece by piece; blank nodes keep their labels."""
    for lines in pieces:
        # A bulk load renames blank nodes, so the few triples that have one are added alone.
        named: list[bytes] = []
        blank: list[bytes] = []
        for line in sorted(lines):
            (blank if b"_:" in line else named).append(line)
        store.bulk_load(b"".join(named), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        store.extend(quads(read(b"".join(blank))))
