"""The senses of phrases, as a lexicon keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# Phrases with the same first letters are in one text.
START = 2


def senses_of(phrase: str, lexicon: Mapping[str, Any]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """The senses of a phrase: kind, value and cues of each."""
    marks = lexicon["marks"]
    block: str = lexicon["senses"].get(phrase[:START], "")
    line = f"\n{phrase}\t"
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
    blocks = lexicon["senses"]
    for block in [blocks.get(start[:START], "")] if start else blocks.values():
        for line in block.splitlines():
            yield line.partition("\t")[0]
