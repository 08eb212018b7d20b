"""Graphs as sorted lines of N-Triples, with canonical labels for blank nodes.

All RDF formats are written from these lines. Those of a store come in blocks and need bounded
memory: a large graph is sorted through files.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias, cast

import pyoxigraph as ox

from scograph.corpus.partitions import Scratch
from scograph.errors import UsageError
from scograph.formats import graphs
from scograph.formats.blank_nodes import relabelled
from scograph.formats.kept import DEFAULT, NAMED, Kept
from scograph.rdf import ntriples
from scograph.rdf.namespaces import INFERRED_GRAPH

Lines: TypeAlias = dict[str | None, list[bytes]]
"""Sorted lines of N-Triples by the IRI of their graph; None is the default graph."""

_PIECE = 16 << 20  # Bytes that are split into lines at a time.
_RUN = 128 << 20  # Bytes of lines that are sorted in memory.
_BLOCK = 10_000  # Lines that are passed on at a time.
_END = b".\n"
_INFERRED = f"<{INFERRED_GRAPH}> .\n".encode()


def of_triples(found: graphs.Graphs) -> Lines:
    """The lines of graphs whose triples are in memory; UsageError for triples inside triples."""
    plain: dict[str | None, set[bytes]] = {}
    odd: dict[str | None, set[bytes]] = {}
    for name, triples in found.items():
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        lines = set(text.splitlines(keepends=True))
        odd[name] = {line for line in lines if b"_:" in line or b"<<(" in line}
        plain[name] = lines - odd[name]
    return _labelled(plain, odd)


def _labelled(
    plain: Mapping[str | None, Iterable[bytes]], odd: Mapping[str | None, Iterable[bytes]]
) -> Lines:
    """The lines of graphs, sorted; those in `odd` get canonical labels for their blank nodes."""
    found = {name: list(lines) for name, lines in plain.items()}
    quads = (ntriples.quads(ntriples.read(b"".join(odd[name])), name) for name in odd)
    for quad in relabelled(chain.from_iterable(quads)):
        if isinstance(quad.object, ox.Triple):
            raise UsageError(f"RDF 1.1 has no triples inside triples, as in: {quad.triple}")
        graph = quad.graph_name
        name = graph.value if isinstance(graph, ox.NamedNode) else None
        found[name].append(_line(quad.triple))
    for lines in found.values():
        lines.sort()
    return found


def of_graph(
    store: ox.Store, graph: graphs.Node, kept: Kept | None = None
) -> Iterator[list[bytes]]:
    """The lines of one graph of a store, in sorted blocks; `kept` are those beside the store.

    >>> store, node = ox.Store(), ox.NamedNode("urn:a")
    >>> store.extend([ox.Quad(node, node, ox.Literal(text)) for text in "ba"])
    >>> list(of_graph(store, ox.DefaultGraph()))
    [[b'<urn:a> <urn:a> "a" .\\n', b'<urn:a> <urn:a> "b" .\\n']]
    """
    if graph == graphs.INFERRED:
        plain, blank = _of_dataset(store, kept)
        inferred = [(parts.inferred for parts in plain), iter([blank.inferred])]
        for lines in _merged(inferred):
            yield [line[: -len(_INFERRED)] + _END for line in lines]
        return
    if graph == graphs.DEFAULT:
        found, blocks = _default(store, kept)
    else:
        found = _Sorter()
        _dump(store, graph, found.add)
        blocks = _merged(found.runs())
    read = ox.parse(b"".join(found.blank), format=ox.RdfFormat.N_TRIPLES)
    # The graph that a triple is in has a say in the labels: they are those of `of_triples`.
    labelled = relabelled(
        ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in read
    )
    yield from _merged([blocks, iter([sorted(_line(quad.triple) for quad in labelled)])])


def of_graphs(store: ox.Store, kept: Kept | None = None) -> Lines:
    """The lines of all graphs of a store, the inferred one among them.

    `kept` are the lines that are kept beside the store.
    """
    found, blocks = _default(store, kept)
    plain: dict[str | None, list[bytes]] = {None: [*chain.from_iterable(blocks)]}
    odd: dict[str | None, list[bytes]] = {None: found.blank}
    for name, text in _named(store, kept):
        lines, blank = _apart(text)
        plain.setdefault(name, []).extend(lines.splitlines(keepends=True))
        odd.setdefault(name, []).extend(blank)
    for parts in plain, odd:
        asserted: set[bytes] = set()
        asserted.update(*(inside for name, inside in parts.items() if name is not None))
        parts[INFERRED_GRAPH] = [line for line in parts[None] if line not in asserted]
    if not plain[INFERRED_GRAPH] and not odd[INFERRED_GRAPH]:
        del plain[INFERRED_GRAPH]
    return _labelled(plain, odd)


def nquads(lines: Lines) -> bytes:
    """Graphs as sorted N-Quads.

    >>> nquads({"urn:g": [b"<urn:a> <urn:p> <urn:b> .\\n"]})
    b'<urn:a> <urn:p> <urn:b> <urn:g> .\\n'
    """
    return b"".join(
        sorted(
            chain.from_iterable(
                found if name is None else ntriples.in_graph(found, name).splitlines(keepends=True)
                for name, found in lines.items()
            )
        )
    )


def nquads_of_store(store: ox.Store, kept: Kept | None = None) -> Iterator[bytes]:
    """All graphs of a store as sorted N-Quads, in blocks; `kept` are the lines beside the store."""
    plain, labelled = _of_dataset(store, kept)
    runs = [(sorted(chain(*parts)) for parts in plain), iter([sorted(chain(*labelled))])]
    return map(b"".join, _merged(runs))


class _Parts(NamedTuple):
    """Sorted lines of the default graph, and N-Quads of the named and the inferred graphs."""

    default: list[bytes]
    named: list[bytes]
    inferred: list[bytes]


def _of_dataset(store: ox.Store, kept: Kept | None) -> tuple[Iterator[_Parts], _Parts]:
    """All lines of a store without a blank node, in blocks one after the other, and the others."""
    default, blocks = _default(store, kept)
    asserted, named = _Sorter(), _Sorter()
    for name, text in _named(store, kept):
        asserted.add(text)
        named.add(text.replace(b" " + _END, f" <{name}> .\n".encode()))
    sorters = default, asserted, named
    plain = _with_inferred(blocks, _merged(asserted.runs()), _merged(named.runs()))
    blank = _with_inferred(*(iter([sorted(sorter.blank)]) for sorter in sorters))
    text = b"".join(chain.from_iterable(chain.from_iterable(blank)))
    labelled = _Parts([], [], [])
    for quad in relabelled(ox.parse(text, format=ox.RdfFormat.N_QUADS)):
        if not isinstance(quad.graph_name, ox.NamedNode):
            labelled.default.append(_line(quad.triple))
        elif quad.graph_name == graphs.INFERRED:
            labelled.inferred.append(_line(quad.triple, _INFERRED))
        else:
            labelled.named.append(_line(quad.triple, f"{quad.graph_name} .\n".encode()))
    for lines in labelled:
        lines.sort()
    return plain, labelled


def _with_inferred(
    default: Iterator[list[bytes]], asserted: Iterator[list[bytes]], named: Iterator[list[bytes]]
) -> Iterator[_Parts]:
    """Blocks of the default graph, each with the quads of its triples in the other graphs.

    `asserted` has the triples of the named graphs, `named` their quads. A triple that is in no
    named graph is in the inferred one.
    """
    triples, quads = _UpTo(asserted), _UpTo(named)
    for block in filter(None, default):
        # The quads of a triple go on where its line in the default graph ends, with `<`.
        bound = block[-1][: -len(_END)] + b"="
        inferred = b"".join(sorted({*block}.difference(triples.take(bound))))
        inferred = inferred.replace(b" " + _END, b" " + _INFERRED)
        yield _Parts(block, quads.take(bound), inferred.splitlines(keepends=True))


class _UpTo:
    """Sorted lines, from which those before a bound are taken."""

    def __init__(self, blocks: Iterator[list[bytes]]) -> None:
        self._blocks = blocks
        self._waiting: list[bytes] = []

    def take(self, bound: bytes) -> list[bytes]:
        """The lines before a bound that have not been taken."""
        while not self._waiting or self._waiting[-1] < bound:
            more = next(self._blocks, None)
            if more is None:
                break
            self._waiting += more
        cut = bisect_right(self._waiting, bound)
        taken, self._waiting = self._waiting[:cut], self._waiting[cut:]
        return taken


class _Sorter:
    """Sorts lines, through files if there are many; those with a blank node are put aside."""

    def __init__(self) -> None:
        self.blank: list[bytes] = []
        self._lines: list[bytes] = []
        self._size = 0
        self._scratch = Scratch(0)
        self._paths: list[Path] = []

    def add(self, text: bytes) -> None:
        """Adds whole lines, in any order."""
        plain, blank = _apart(text)
        self._lines += plain.splitlines(keepends=True)
        self.blank += blank
        self._size += len(text)
        if self._size > _RUN:
            self._paths.append(self._scratch.path())
            self._lines.sort()
            self._paths[-1].write_bytes(b"".join(self._lines))
            self._lines, self._size = [], 0

    def runs(self) -> list[Iterator[list[bytes]]]:
        """Sorted runs of all lines, each in blocks."""
        self._lines.sort()
        last = (self._lines[at : at + _BLOCK] for at in range(0, len(self._lines), _BLOCK))
        return [*map(_blocks, self._paths), last]


def _apart(text: bytes) -> tuple[bytes, list[bytes]]:
    """The text without the lines that have a blank node, mostly a few, and those lines."""
    at = text.find(b"_:")
    kept, blank, start = [], [], 0
    while at >= 0:
        begin, end = text.rfind(b"\n", start, at) + 1 or start, text.index(b"\n", at) + 1
        kept.append(text[start:begin])
        blank.append(text[begin:end])
        start, at = end, text.find(b"_:", end)
    return (b"".join([*kept, text[start:]]) if blank else text), blank


def _blocks(path: Path) -> Iterator[list[bytes]]:
    with path.open("rb") as file:
        while lines := file.readlines(_PIECE):
            yield lines


def _merged(runs: Iterable[Iterator[list[bytes]]]) -> Iterator[list[bytes]]:
    """The lines of sorted runs in sorted blocks, none of them empty."""
    left = [filter(None, run) for run in runs]
    heads = [(block, run) for run in left for block in [next(run, [])] if block]
    while len(heads) > 1:
        bound = min(block[-1] for block, _ in heads)
        lines: list[bytes] = []
        after = []
        for block, run in heads:
            cut = bisect_right(block, bound)
            lines += block[:cut]
            if rest := block[cut:] or next(run, []):
                after.append((rest, run))
        heads = after
        lines.sort()
        yield lines
    for block, run in heads:
        yield block
        yield from run


def _default(store: ox.Store, kept: Kept | None) -> tuple[_Sorter, Iterator[list[bytes]]]:
    """The default graph: a sorter with its blank nodes, and the sorted blocks of other lines."""
    found = _Sorter()
    if kept is None or (before := kept.read(DEFAULT)) is None:
        _dump(store, graphs.DEFAULT, found.add)
        blocks = _merged(found.runs())
        return found, blocks if kept is None else kept.writing(DEFAULT, blocks, found.blank)
    for text in before:
        found.add(text)
    return found, _merged(found.runs())


def _named(store: ox.Store, kept: Kept | None) -> Iterator[tuple[str, bytes]]:
    """Lines of the named graphs with asserted triples, each with the name of its graph.

    Those that are kept are the same, after a comment with the name of the graph.
    """
    before = None if kept is None else kept.read(NAMED)
    if before is not None:
        yield from _by_name(before)
        return
    blocks = _dumped(store)
    for block in blocks if kept is None else kept.writing(NAMED, blocks):
        yield block[0][2:-1].decode(), b"".join(block[1:])


def _by_name(texts: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """The lines between comments, each with the name in the comment before it."""
    name = ""
    for text in texts:
        same, *others = (b"\n" + text).split(b"\n# ")
        # The last one alone has the end of its last line.
        parts = [(name, same[1:])]
        for part in others:
            comment, _, lines = part.partition(b"\n")
            name = comment.decode()
            parts.append((name, lines))
        for graph, lines in parts:
            if lines:
                yield graph, lines if lines.endswith(b"\n") else lines + b"\n"


def _dumped(store: ox.Store) -> Iterator[list[bytes]]:
    """Some lines of each named graph with asserted triples, after a comment with its name."""
    for graph in graphs.asserted(store):
        pieces: list[bytes] = []
        _dump(store, graph, pieces.append)
        for piece in pieces:
            yield [b"# %s\n" % graph.value.encode(), *sorted(piece.splitlines(keepends=True))]


def _dump(store: ox.Store, graph: graphs.Node, take: Callable[[bytes], None]) -> None:
    """Passes on the lines of a graph, many at a time."""
    sink = _Sink(take)
    store.dump(cast("IO[bytes]", sink), format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    sink.close()


class _Sink:
    """A file for `dump` that passes on pieces of whole lines."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > _PIECE:
            text = b"".join(self._pieces)
            cut = text.rindex(b"\n") + 1
            self._take(text[:cut])
            self._pieces, self._size = [text[cut:]], len(text) - cut
        return len(piece)

    def flush(self) -> None:
        """Nothing: the last piece is passed on at the end."""

    def close(self) -> None:
        self._take(b"".join(self._pieces))


def _line(triple: ox.Triple, end: bytes = _END) -> bytes:
    return f"{triple} ".encode() + end
