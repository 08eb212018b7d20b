"""Answers that a server has packed (`Content-Encoding`): unpacked whole, or refused.

No packing is asked for, but some servers and proxies pack all the same. What the HTTP library
unpacks ends without a word where it was cut off, or after the first of several parts.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_PIECE = 1 << 20
_FREE = 64 << 20  # Bytes up to which an answer may be unpacked from however few.
_RATIO = 100  # Ten to thirty are usual for RDF.
_GZIP = 16 + zlib.MAX_WBITS


class PackingError(Exception):
    """An answer that cannot be unpacked; the message says why, as the end of a sentence."""


class Unpacker:
    """Unpacks an answer piece by piece; `encoding` is the header `Content-Encoding`.

    >>> import gzip
    >>> unpacker = Unpacker("gzip")
    >>> list(unpacker.feed(gzip.compress(b"a") + gzip.compress(b"b")))
    [b'a', b'b']
    >>> unpacker.end()
    """

    def __init__(self, encoding: str) -> None:
        names = [name.strip().lower() for name in encoding.split(",")]
        names = [name for name in names if name not in ("", "identity")]
        if len(names) > 1:
            raise PackingError("it is packed more than once")
        self._name = names[0].removeprefix("x-") if names else ""
        if self._name not in ("", "gzip", "deflate"):
            raise PackingError(f"it is packed as {self._name[:40]}, which nobody asked for")
        self._engine: zlib._Decompress | None = None
        self._start = b""
        self._taken = self._given = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The unpacked bytes of the next piece; PackingError if it is broken or a bomb."""
        if not self._name:
            yield piece
            return
        self._taken += len(piece)
        piece = self._start + piece
        self._start = b""
        while piece:
            if self._engine is None:
                if len(piece) < 2:
                    self._start = piece
                    return
                self._engine = zlib.decompressobj(self._window(piece))
            try:
                unpacked = self._engine.decompress(piece, _PIECE)
            except zlib.error as error:
                words = str(error).rpartition(": ")[2]
                raise PackingError(f"it is broken ({words})") from None
            self._given += len(unpacked)
            if self._given > max(_FREE, _RATIO * self._taken):
                raise PackingError(
                    f"it is more than {_RATIO} times as large as what came, and larger than "
                    f"{_FREE >> 20} MB"
                )
            if unpacked:
                yield unpacked
            piece = self._engine.unconsumed_tail
            if self._engine.eof:
                piece = self._engine.unused_data
                self._engine = None
                if piece and self._name == "deflate":
                    raise PackingError("something follows its end")

    def end(self) -> None:
        """PackingError if what came is not whole."""
        if self._engine is not None or self._start:
            raise PackingError("it stops before its end")

    def _window(self, start: bytes) -> int:
        """How the bytes that begin so are packed; some servers send deflate without its header."""
        if self._name == "gzip":
            return _GZIP
        headed = start[0] & 15 == zlib.DEFLATED and (start[0] << 8 | start[1]) % 31 == 0
        return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS
