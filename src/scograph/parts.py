"""Lines of N-Triples by subject: in memory while they are few, else in files that fit it singly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from zlib import crc32

from scograph.scratch import Scratch

_BATCH = 500_000


class Parts:
    r"""Lines, each once; those with one subject are in one part.

    Of two that share their scratch, parts with the same number have the same subjects.

    >>> parts = of(b"<urn:a> <urn:p> <urn:b> .\n" * 2)
    >>> [len(lines) for lines in parts]
    [1]
    """

    def __init__(self, scratch: Scratch) -> None:
        self.scratch = scratch
        self._lines: set[bytes] = set()
        self._twice: set[bytes] = set()
        self._files = [scratch.path() for _ in range(scratch.parts)] if scratch.parts > 1 else []

    def add(self, lines: Iterable[bytes]) -> None:
        """Takes lines in any order."""
        if not self._files:
            added = lines if isinstance(lines, set) else set(lines)
            self._twice |= added & self._lines
            self._lines |= added
            return
        for batch in batches(lines):
            parts: list[list[bytes]] = [[] for _ in self._files]
            for line in batch:
                parts[crc32(line.partition(b" ")[0]) % len(parts)].append(line)
            self.add_parts(parts)

    def add_parts(self, parts: Iterable[Collection[bytes]]) -> None:
        """Takes lines that come in parts already."""
        if not self._files:
            self._lines.update(*parts)
            return
        for path, lines in zip(self._files, parts, strict=True):
            with path.open("ab") as file:
                file.writelines(lines)

    def __iter__(self) -> Iterator[set[bytes]]:
        """Each part, which is not to be changed."""
        if not self._files:
            yield self._lines
        for path in self._files:
            yield set(path.read_bytes().splitlines(keepends=True)) if path.exists() else set()

    def lines(self) -> Iterator[bytes]:
        """All of them."""
        return chain.from_iterable(self)

    def repeated(self) -> Iterator[bytes]:
        """Those that were added more than once."""
        yield from self._twice
        for path in self._files:
            if path.exists():
                seen = Counter(path.read_bytes().splitlines(keepends=True))
                yield from (line for line, times in seen.items() if times > 1)

    def discard(self) -> None:
        """Leaves nothing, neither in memory nor on the disk."""
        self._lines = set()
        for path in self._files:
            path.unlink(missing_ok=True)


def of(text: bytes, scratch: Scratch | None = None) -> Parts:
    """The lines of a text."""
    parts = Parts(scratch or Scratch(len(text)))
    parts.add(text.splitlines(keepends=True))
    return parts


def batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines, a bounded number at a time."""
    left = iter(lines)
    while batch := list(islice(left, _BATCH)):
        yield batch
