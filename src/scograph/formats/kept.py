"""Lines of the graphs of a store, kept beside it by one export for those that come after it.

The engine looks up every term of a dump, which takes longer than all that an export does with the
lines. Sorted lines are much alike: compressed, they take a tenth of the store. A store is never
changed, so they hold as long as it does.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

DEFAULT, NAMED = "default.lines", "named.lines"
_LEVEL = 1  # The others take longer, for a tenth less.
_PIECE = 1 << 20
_CHECKSUM = len(f"{0:08x}\n")


class Kept:
    r"""The lines that are kept in the folder of a store.

    >>> import tempfile
    >>> kept = Kept(Path(tempfile.mkdtemp()))
    >>> list(kept.writing(DEFAULT, [[b"<urn:a> <urn:p> <urn:b> .\n"]]))
    [[b'<urn:a> <urn:p> <urn:b> .\n']]
    >>> list(kept.read(DEFAULT) or ())
    [b'<urn:a> <urn:p> <urn:b> .\n']
    >>> kept.read(NAMED) is None
    True
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> Iterator[bytes] | None:
        """Pieces of whole lines; None if there are none, or damaged ones, which are removed."""
        path = self._folder / name
        with suppress(OSError):
            if _whole(path):
                return _unpacked(path)
            path.unlink()
        return None

    def writing(
        self, name: str, blocks: Iterable[list[bytes]], first: Iterable[bytes] = ()
    ) -> Iterator[list[bytes]]:
        """The blocks of lines, which are kept, after `first`, when the last one has been taken.

        Where the disk does not allow it, nothing is kept.
        """
        draft = _Draft(self._folder / name)
        try:
            draft.write(b"".join(first))
            for block in blocks:
                draft.write(b"".join(block))
                yield block
            draft.finish()
        finally:
            draft.discard()


class _Draft:
    """A file of compressed lines, which is there when it is finished."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_name(f"{path.name}.{os.urandom(4).hex()}.tmp")
        self._packer = zlib.compressobj(_LEVEL)
        self._sum = 0
        self._file: BinaryIO | None = None
        with suppress(OSError):
            self._file = self._draft.open("xb")
        self._put(b"0" * _CHECKSUM)
        self._sum = 0

    def write(self, lines: bytes) -> None:
        self._put(self._packer.compress(lines))

    def finish(self) -> None:
        self._put(self._packer.flush())
        if self._file is not None:
            with suppress(OSError):
                self._file.seek(0)
                self._file.write(f"{self._sum:08x}\n".encode())
                self._file.close()
                self._draft.replace(self._path)

    def discard(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                self._draft.unlink()

    def _put(self, packed: bytes) -> None:
        self._sum = zlib.crc32(packed, self._sum)
        if self._file is not None:
            try:
                self._file.write(packed)
            except OSError:
                self.discard()
                self._file = None


def _whole(path: Path) -> bool:
    """True if the file has the checksum that it begins with; OSError if it cannot be read."""
    with path.open("rb") as file:
        known = file.read(_CHECKSUM)
        found = 0
        while piece := file.read(_PIECE):
            found = zlib.crc32(piece, found)
    return known == f"{found:08x}\n".encode()


def _unpacked(path: Path) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    left = b""
    with path.open("rb") as file:
        file.seek(_CHECKSUM)
        while piece := file.read(_PIECE):
            text = left + unpacker.decompress(piece)
            cut = text.rfind(b"\n") + 1
            if cut:
                yield text[:cut]
            left = text[cut:]
    if left:
        yield left
