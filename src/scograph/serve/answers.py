"""Answers that were given, kept while there is room: the graph does not change under a server."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

_MOST = 64 * 1024 * 1024
_EACH = 1024 * 1024


class Kept(NamedTuple):
    """The bytes of an answer and the headers that belong to it."""

    content: bytes
    headers: dict[str, str]


class Answers:
    """The last answers by their ETag, 64 MiB of them at most."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0

    def get(self, tag: str) -> Kept | None:
        """The answer of an ETag, if it is still there."""
        found = self._kept.get(tag)
        if found is not None:
            self._kept.move_to_end(tag)
        return found

    def keep(self, tag: str, content: bytes, headers: dict[str, str]) -> Kept:
        """Keeps an answer of a MiB or less, and forgets the oldest ones for it."""
        kept = Kept(content, headers)
        if len(content) <= _EACH and tag not in self._kept:
            self._kept[tag] = kept
            self._size += len(content)
            while self._size > _MOST:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest.content)
        return kept
