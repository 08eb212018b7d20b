"""Answers of workers, held until their clients have taken them.

Small answers stay in memory, others in temporary files, so that a slow client keeps no worker.
"""

from __future__ import annotations

import asyncio
import tempfile
import weakref
from collections.abc import Iterator
from typing import IO

from scograph.web.problem import ProblemError

_PIECE = 64 * 1024
_IN_MEMORY = 1024 * 1024
_MEMORY = 64 * 1024 * 1024
_DISK = 1024 * 1024 * 1024


class Spool:
    """A whole answer of `length` bytes; `content` if it is in memory."""

    def __init__(self, length: int, content: bytes | None, file: IO[bytes] | None = None) -> None:
        self.length = length
        self.content = content
        self._file = file

    def pieces(self) -> Iterator[bytes]:
        """The answer from its beginning, in pieces of 64 KiB."""
        if self._file is None:
            content = memoryview(self.content or b"")
            for start in range(0, self.length, _PIECE):
                yield bytes(content[start : start + _PIECE])
            return
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def close(self) -> None:
        """Gives the memory or the file back."""
        self.content = None
        if self._file is not None:
            self._file.close()
            self._file = None


class Spools:
    """Makes spools, within bounds on the memory and the disk that all of them take."""

    def __init__(self, memory: int = _MEMORY, disk: int = _DISK) -> None:
        self._memory = memory
        self._disk = disk

    async def receive(self, replies: asyncio.StreamReader, length: int) -> Spool:
        """The next `length` bytes of a worker; ProblemError 503 where there is no room for them."""
        if length <= min(_IN_MEMORY, self._memory):
            spool = Spool(length, await replies.readexactly(length))
            self._memory -= length
            weakref.finalize(spool, self._free, length, 0)
            return spool
        if length > self._disk:
            raise _no_room(length)
        try:
            file = tempfile.TemporaryFile()  # noqa: SIM115
        except OSError:
            raise _no_room(length) from None
        spool = Spool(length, None, file)
        self._disk -= length
        weakref.finalize(spool, self._free, 0, length)
        left = length
        while left:
            piece = await replies.read(min(left, _PIECE))
            if not piece:
                raise EOFError
            try:
                file.write(piece)
            except OSError:
                raise _no_room(length) from None
            left -= len(piece)
        return spool

    def _free(self, memory: int, disk: int) -> None:
        self._memory += memory
        self._disk += disk


def _no_room(length: int) -> ProblemError:
    return ProblemError(
        503,
        f"The answer has {length // (1024 * 1024):,} MiB, and there is no room to hold it until it "
        "is taken. Ask for less, or try again later.",
        headers={"Retry-After": "30"},
    )
