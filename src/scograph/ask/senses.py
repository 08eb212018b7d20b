"""The senses of phrases, as a lexicon keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

# Phrases with the same first letters are in one text, without these letters.
START = 2
_CYRILLIC = "cp1251"


def packed(text: str) -> str | bytes:
    """A block as it is kept: Cyrillic letters in one byte each."""
    with suppress(UnicodeEncodeError):
        return text if text.isascii() else text.encode(_CYRILLIC)
    return text


def _block(start: str, lexicon: Mapping[str, Any]) -> str:
    blocks: dict[str, str | bytes] = lexicon["senses"]
    block = blocks.get(start, "")
    if isinstance(block, bytes):
        block = blocks[start] = block.decode(_CYRILLIC)
    return block


def senses_of(phrase: str, lexicon: Mapping[str, Any]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """The senses of a phrase: kind, value and cues of each."""
    marks = lexicon["marks"]
    block = _block(phrase[:START], lexicon)
    line = f"\n{phrase[START:]}\t"
    at = block.find(line)
    while at >= 0:
        end = block.find("\n", at + len(line))
        letters, _, value = block[at + len(line) : end].partition("\t")
        if value.startswith("#"):
            value = lexicon["values"][int(value[1:])]
        yield marks[letters[0]], value, frozenset(marks[letter] for letter in letters[1:])
        at = end if block.startswith(line, end) else -1


def phrases(lexicon: Mapping[str, Any], start: str = "") -> Iterator[str]:
    """All phrases that have a sense, each once for each of its senses.

    With `start`, those that begin with the same letters as this word.
    """
    for first in [start[:START]] if start else list(lexicon["senses"]):
        for line in _block(first, lexicon).splitlines()[1:]:
            yield first + line.partition("\t")[0]
