"""What citations have found of the things of one store, kept beside it for the next command.

Of each thing: the asserted triples on which triples about it rest, its claims, what sources say
otherwise, and the place that it is itself. An entry is made where it is needed first, by what is
asked of the graph, so that it is what the graph would give again. A wheel has the entries of all
answers.
"""

from __future__ import annotations

import marshal
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast
from zlib import crc32

import pyoxigraph as ox

from scograph import files
from scograph.entity import claims
from scograph.entity.claims import Claim, Other, Place
from scograph.rdf import graph

NAME = "cite.bin"
_FORMAT = b"1"
_WORD = 4
_HERE = Path(__file__).parent
# The modules that decide what an entry is; a store is made anew where those of other rooms change.
_DECIDING = ("citations.py", "claims.py", "kept.py")
_Encoded = Any


class UnkeptError(Exception):
    """A term that has another name in each copy of a store."""


class Entry:
    """What is known of one thing; None where nobody has asked yet."""

    __slots__ = ("claims", "itself", "leaves", "others")

    def __init__(self) -> None:
        self.leaves: dict[tuple[_Encoded, _Encoded], list[_Encoded] | None] = {}
        self.claims: list[Claim] | None = None
        self.others: list[Other] | None = None
        self.itself: list[Place] | None = None


class Kept:
    """The entries of the things of one store; of a store without a `folder` in memory alone."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder / NAME if folder else None
        self._stored = _Table(self._path)
        self._entries: dict[ox.NamedNode, Entry] = {}
        self._changed: set[ox.NamedNode] = set()

    def __len__(self) -> int:
        return len(self._entries) + sum(len(one.leaves) for one in self._entries.values())

    def of(self, thing: ox.NamedNode) -> Entry:
        """The entry of a thing."""
        found = self._entries.get(thing)
        if found is None:
            stored = self._stored.get(thing.value)
            found = self._entries[thing] = _decoded(stored) if stored else Entry()
        return found

    def leaves(self, triple: ox.Triple) -> list[ox.Triple]:
        """The asserted triples on which a triple rests; KeyError where nobody has asked yet."""
        try:
            key = encode(triple.predicate), encode(triple.object)
        except UnkeptError:
            raise KeyError from None
        found = self.of(cast(ox.NamedNode, triple.subject)).leaves[key]
        if found is None:
            return []
        return [_triple(one) for one in found] if found else [triple]

    def keep_leaves(self, triple: ox.Triple, leaves: list[ox.Triple]) -> None:
        """Keeps the asserted triples on which a triple rests."""
        thing = cast(ox.NamedNode, triple.subject)
        with suppress(UnkeptError):
            key = encode(triple.predicate), encode(triple.object)
            found = None
            if leaves:
                found = [] if leaves == [triple] else [tuple(map(encode, one)) for one in leaves]
            self.of(thing).leaves[key] = cast(Any, found)
            self._changed.add(thing)

    def changed(self, thing: ox.NamedNode) -> None:
        """Notes that the entry of a thing says more than before."""
        self._changed.add(thing)

    def save(self) -> None:
        """Writes what is new beside the store; where it cannot be written, it is found again."""
        if self._path is None or not self._changed:
            return
        # Another command may have kept something meanwhile.
        table = _Table(self._path)
        stored = dict(table.items())
        table.close()
        for thing in self._changed:
            with suppress(UnkeptError):
                stored[thing.value] = _encoded(self._entries[thing])
        self._changed.clear()
        self._stored.close()
        with suppress(OSError):
            files.replace(self._path, _Table.content(stored))
        self._stored = _Table(self._path)


class _Table:
    """The entries in a file, found by the hash of their things; each is checked when it is read.

    There are none if the file cannot be read, or was made by other modules.
    """

    def __init__(self, path: Path | None) -> None:
        self._file: BinaryIO | None = None
        self._hashes = self._ends = memoryview(b"").cast("I")
        self._start = 0
        with suppress(OSError, ValueError, TypeError):
            if path is not None:
                self._open(path)

    def close(self) -> None:
        """Closes the file, so that it can be replaced."""
        if self._file is not None:
            self._file.close()

    def _open(self, path: Path) -> None:
        file = path.open("rb")
        stamp = _stamp()
        if file.read(len(stamp)) != stamp:
            file.close()
            return
        size = int.from_bytes(file.read(_WORD), "little") * _WORD
        hashes, ends = file.read(size), file.read(size)
        if len(ends) == size:
            self._hashes = memoryview(hashes).cast("I")
            self._ends = memoryview(ends).cast("I")
        self._start = file.tell()
        self._file = file

    @staticmethod
    def content(entries: Mapping[str, bytes]) -> bytes:
        """The content of a file with these entries."""
        named = sorted((crc32(name.encode()), name) for name in entries)
        ends, blobs, end = [], [], 0
        for _, name in named:
            blob = marshal.dumps((name, entries[name]), 4)
            blob = crc32(blob).to_bytes(_WORD, "little") + blob
            end += len(blob)
            ends.append(end)
            blobs.append(blob)
        numbers = (len(named), *(one for one, _ in named), *ends)
        words = (one.to_bytes(_WORD, sys.byteorder) for one in numbers[1:])
        count = numbers[0].to_bytes(_WORD, "little")
        return b"".join((_stamp(), count, *words, *blobs))

    def get(self, name: str) -> bytes | None:
        """The entry of a thing."""
        wanted = crc32(name.encode())
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            found = self._at(at)
            if found is not None and found[0] == name:
                return found[1]
            at += 1
        return None

    def items(self) -> Iterator[tuple[str, bytes]]:
        """All entries with their things."""
        for at in range(len(self._hashes)):
            found = self._at(at)
            if found is not None:
                yield found

    def _at(self, at: int) -> tuple[str, bytes] | None:
        """An entry with its thing; None if it is damaged."""
        if self._file is None:
            return None
        start = self._ends[at - 1] if at else 0
        self._file.seek(self._start + start)
        blob = self._file.read(self._ends[at] - start)
        if len(blob) < _WORD or crc32(blob[_WORD:]) != int.from_bytes(blob[:_WORD], "little"):
            return None
        found: tuple[str, bytes] = marshal.loads(blob[_WORD:])  # noqa: S302
        return found


def encode(term: graph.Term) -> _Encoded:
    """A term as a plain value; UnkeptError for a blank node."""
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        return term.value, term.language or "", "" if term.language else term.datatype.value
    raise UnkeptError


def decode(value: _Encoded) -> graph.Term:
    """The term of a plain value."""
    if isinstance(value, str):
        return ox.NamedNode(value)
    text, language, datatype = value
    if language:
        return ox.Literal(text, language=language)
    return ox.Literal(text, datatype=ox.NamedNode(datatype))


def _triple(value: tuple[_Encoded, ...]) -> ox.Triple:
    subject, predicate, found = value
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), decode(found))


def _shared(value: _Encoded, known: dict[_Encoded, _Encoded]) -> _Encoded:
    """The same value, in which equal texts and tuples are one, so that each is written once."""
    if isinstance(value, tuple | list):
        value = tuple(_shared(one, known) for one in value)
    return known.setdefault(value, value) if isinstance(value, str | tuple) else value


def _encoded(entry: Entry) -> bytes:
    said = entry.claims
    places = entry.itself
    return _dumped(
        (
            list(entry.leaves.items()),
            None if said is None else [_of_claim(one) for one in said],
            None
            if entry.others is None
            else [
                (
                    encode(one.predicate),
                    encode(one.value),
                    _of_claim(one.claim),
                    tuple(map(encode, one.held)),
                    one.less_exact,
                )
                for one in entry.others
            ],
            None if places is None else _of_places(places),
        )
    )


def _dumped(value: _Encoded) -> bytes:
    return marshal.dumps(_shared(value, {}), 4)


def _decoded(stored: bytes) -> Entry:
    entry = Entry()
    leaves, said, others, places = marshal.loads(stored)  # noqa: S302
    entry.leaves = dict(leaves)
    if said is not None:
        entry.claims = [_claim(one) for one in said]
    if others is not None:
        entry.others = [
            Other(ox.NamedNode(a), decode(b), _claim(c), tuple(map(decode, d)), e)
            for a, b, c, d, e in others
        ]
    if places is not None:
        entry.itself = _places(places)
    return entry


def _of_claim(one: Claim) -> _Encoded:
    return (
        one.node.value,
        sorted(name.value for name in one.properties),
        [encode(value) for value in one.values],
        one.rank.value,
        one.reason,
        one.note,
        _of_places(one.places),
    )


def _claim(value: _Encoded) -> Claim:
    node, properties, values, rank, reason, note, places = value
    return Claim(
        ox.NamedNode(node),
        frozenset(map(ox.NamedNode, properties)),
        tuple(map(decode, values)),
        claims.NORMAL if rank == claims.NORMAL.value else ox.NamedNode(rank),
        reason,
        note,
        tuple(_places(places)),
    )


def _of_places(places: Iterable[Place]) -> list[tuple[str, str]]:
    return [(one.node.value, one.source.value) for one in places]


def _places(values: Iterable[tuple[str, str]]) -> list[Place]:
    return [Place(ox.NamedNode(node), ox.NamedNode(source), None) for node, source in values]


def _stamp() -> bytes:
    text = b"".join((_HERE / name).read_bytes() for name in _DECIDING)
    return b"%b %b %08x" % (_FORMAT, sys.byteorder.encode(), crc32(text))
