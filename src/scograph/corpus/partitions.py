"""Lines of N-Triples, partitioned by subject: in memory while they are few, otherwise in files."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count, islice
from pathlib import Path
from zlib import crc32

import pyoxigraph as ox

from scograph.errors import StoreError

PART = 64 << 20  # Bytes of N-Triples, which take four times as much as Python objects.
IN_MEMORY = 256 << 20  # Bytes of asserted N-Triples; stores with the closure take eight times.
_BATCH = 500_000


class Scratch:
    """Temporary files and stores for a graph of `size` bytes of N-Triples, deleted with it."""

    def __init__(self, size: int, within: Path | None = None) -> None:
        self._within = within
        self._folder: Path | None = None
        self._numbers = count()
        self.parts = max(1, -(-size // PART))
        """The number of partitions; a single one is kept in memory."""
        self.on_disk = size > IN_MEMORY
        """True if stores are on the disk."""

    @property
    def folder(self) -> Path:
        if self._folder is None:
            try:
                self._folder = Path(tempfile.mkdtemp(prefix="scograph.", dir=self._within))
            except OSError as error:
                raise StoreError(
                    f"Cannot make a folder for temporary files: {error.strerror}. "
                    "To have it elsewhere, name a folder that you may write to: TMPDIR=/some/folder"
                ) from None
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder

    def path(self, ending: str = "") -> Path:
        """The path of a new file or folder."""
        return self.folder / f"{next(self._numbers)}{ending}"

    def store(self) -> ox.Store:
        """An empty store."""
        return ox.Store(str(self.path())) if self.on_disk else ox.Store()


class Partitions:
    r"""A set of lines; those with one subject are in one partition.

    In two sets with the same scratch, partitions with the same number have the same subjects.

    >>> parts = of(b"<urn:a> <urn:p> <urn:b> .\n" * 2)
    >>> [len(lines) for lines in parts]
    [1]
    """

    def __init__(self, scratch: Scratch) -> None:
        self.scratch = scratch
        self._lines: set[bytes] = set()
        self._files = [scratch.path() for _ in range(scratch.parts)] if scratch.parts > 1 else []

    def add(self, lines: Iterable[bytes]) -> None:
        """Adds lines in any order."""
        if not self._files:
            self._lines.update(lines)
            return
        for batch in batches(lines):
            parts: list[list[bytes]] = [[] for _ in self._files]
            for line in batch:
                parts[crc32(line.partition(b" ")[0]) % len(parts)].append(line)
            self.add_parts(parts)

    def add_parts(self, parts: Iterable[Collection[bytes]]) -> None:
        """Adds lines that are partitioned already."""
        if not self._files:
            self._lines.update(*parts)
            return
        for path, lines in zip(self._files, parts, strict=True):
            with path.open("ab") as file:
                file.writelines(lines)

    def __iter__(self) -> Iterator[set[bytes]]:
        """Each partition; the sets must not be changed."""
        if not self._files:
            yield self._lines
        for path in self._files:
            yield set(path.read_bytes().splitlines(keepends=True)) if path.exists() else set()

    def lines(self) -> Iterator[bytes]:
        """All lines."""
        return chain.from_iterable(self)

    def discard(self) -> None:
        """Frees the memory and deletes the files."""
        self._lines = set()
        for path in self._files:
            path.unlink(missing_ok=True)


def of(text: bytes, scratch: Scratch | None = None) -> Partitions:
    """The set of the lines of a text."""
    parts = Partitions(scratch or Scratch(len(text)))
    parts.add(text.splitlines(keepends=True))
    return parts


def batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines in lists of bounded length."""
    left = iter(lines)
    while batch := list(islice(left, _BATCH)):
        yield batch
