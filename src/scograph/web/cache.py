"""A cache of answers, limited by size: the graph does not change while a server runs."""

from __future__ import annotations

import sys
from collections import OrderedDict
from typing import NamedTuple

_MOST = 64 * 1024 * 1024
LARGEST = 256 * 1024
"""The bytes of the largest answer that is kept."""
_ENTRY = 256


class Kept(NamedTuple):
    """The bytes and the headers of an answer."""

    content: bytes
    headers: dict[str, str]


class Answers:
    """The latest answers by ETag, in 64 MiB of memory at most."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, tag: str) -> Kept | None:
        """The answer with an ETag; None if it is not in the cache."""
        found = self._kept.get(tag)
        if found is not None:
            self._kept.move_to_end(tag)
        return found

    def keep(self, tag: str, content: bytes, headers: dict[str, str]) -> Kept:
        """The answer, which is added to the cache if it is not too large."""
        kept = Kept(content, headers)
        if len(content) <= LARGEST and tag not in self._kept:
            self._kept[tag] = kept
            self._size += _cost(tag, kept)
            while self._size > self._most:
                oldest = self._kept.popitem(last=False)
                self._size -= _cost(*oldest)
        return kept


def _cost(tag: str, kept: Kept) -> int:
    """The bytes that an entry takes, as a whole: small answers cost more than their content."""
    values = (tag, kept, kept.content, kept.headers, *kept.headers.values())
    return _ENTRY + sum(sys.getsizeof(one) for one in values)
