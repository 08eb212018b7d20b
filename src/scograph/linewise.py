"""A store as sorted lines, N-Triples of one graph or N-Quads of all, in bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from scograph.export import Sink
from scograph.namespaces import NAMES_GRAPH
from scograph.ntriples import quads
from scograph.parts import batches

_NAMES = f" <{NAMES_GRAPH}> .\n".encode()
_Node = ox.NamedNode | ox.DefaultGraph


def write(store: ox.Store, stream: Sink, graph: _Node | None = None) -> None:
    """Writes the lines of a graph, or without one the N-Quads of all graphs but that of names.

    The same bytes as `export.write` gives, whose triples are all in memory.

    >>> import io
    >>> store, node, stream = ox.Store(), ox.NamedNode("urn:a"), io.BytesIO()
    >>> store.extend([ox.Quad(node, node, ox.Literal(text)) for text in "ba"])
    >>> write(store, stream)
    >>> stream.getvalue()
    b'<urn:a> <urn:a> "a" .\\n<urn:a> <urn:a> "b" .\\n'
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as files:
        dumped = Path(folder, "dumped")
        if graph is None:
            store.dump(str(dumped), format=ox.RdfFormat.N_QUADS)
        else:
            store.dump(str(dumped), format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        blank: list[bytes] = []
        runs: list[Iterable[bytes]] = []
        for number, batch in enumerate(_sorted(dumped, blank)):
            if runs:
                runs[-1] = _kept(runs[-1], Path(folder, str(number)), files)
            runs.append(batch)
        for lines in batches(heapq.merge(*runs, _relabelled(blank, graph))):
            stream.write(b"".join(lines))


def _sorted(dumped: Path, blank: list[bytes]) -> Iterator[list[bytes]]:
    """Sorted runs of the lines without a blank node; the others go into `blank`."""
    with dumped.open("rb") as lines:
        for batch in batches(lines):
            run: list[bytes] = []
            for line in batch:
                if line.endswith(_NAMES):
                    continue
                (blank if b"_:" in line else run).append(line)
            run.sort()
            yield run


def _kept(run: Iterable[bytes], path: Path, files: ExitStack) -> IO[bytes]:
    """The same run from a file, since the next one needs the memory."""
    with path.open("wb") as file:
        file.writelines(run)
    return files.enter_context(path.open("rb"))


def _relabelled(lines: list[bytes], graph: _Node | None) -> list[bytes]:
    """The lines with the labels that RDFC-1.0 gives to their blank nodes, sorted.

    Triples without blank nodes have no say in the labels; the graph that they are in has.
    """
    found = ox.Dataset(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
    if isinstance(graph, ox.NamedNode):
        found = ox.Dataset(quads((quad.triple for quad in found), graph.value))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    told: Iterable[ox.Quad | ox.Triple] = found if graph is None else (q.triple for q in found)
    return sorted(f"{one} .\n".encode() for one in told)
