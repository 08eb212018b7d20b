"""The senses of phrases, as a lexicon keeps them."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

# Phrases with the same first letters are in one text, without these letters.
START = 2
_CYRILLIC = "cp1251"
_SHORT = 6
# Kind, value and cues.
Found = tuple[str, str, frozenset[str]]


def packed(text: str) -> str | bytes:
    """A line as it is kept: Cyrillic letters in one byte each."""
    with suppress(UnicodeEncodeError):
        return text if text.isascii() else text.encode(_CYRILLIC)
    return text


def compressed(text: str) -> str | bytes:
    """A block as it is kept: a third of its size, unless it is too short to gain by it."""
    small = zlib.compress(text.encode(), 9)
    return small if len(small) < len(text) else text


def _block(start: str, lexicon: Mapping[str, Any]) -> str:
    blocks: dict[str, str | bytes] = lexicon["senses"]
    block = blocks.get(start, "")
    if isinstance(block, bytes):
        block = blocks[start] = zlib.decompress(block).decode()
    return block


def senses_of(phrase: str, lexicon: Mapping[str, Any]) -> Iterator[Found]:
    """The senses of a phrase: kind, value and cues of each."""
    block = _block(phrase[:START], lexicon)
    line = f"\n{phrase[START:]}\t"
    at = block.find(line)
    while at >= 0:
        end = block.find("\n", at + len(line))
        yield _sense(block[at + len(line) : end], lexicon)
        at = end if block.startswith(line, end) else -1


def patterns(stem: str, lexicon: Mapping[str, Any]) -> Iterable[tuple[list[str], Found]]:
    """The phrases whose first word begins with a stem, as words with `*`; a sense of each."""
    stems: dict[str, Any] = lexicon["stems"]
    lines = stems.get(stem, ())
    if isinstance(lines, str | bytes):
        text = lines.decode(_CYRILLIC) if isinstance(lines, bytes) else lines
        lines = []
        for line in text.split("\n"):
            rest, _, sense = line.partition("\t")
            lines.append(((stem + rest).split(" "), _sense(sense, lexicon)))
        stems[stem] = lines
    return cast("Iterable[tuple[list[str], Found]]", lines)


def _sense(text: str, lexicon: Mapping[str, Any]) -> Found:
    marks = lexicon["marks"]
    letters, _, value = text.partition("\t")
    if value.startswith("#"):
        value = lexicon["values"][int(value[1:])]
    return marks[letters[0]], value, frozenset(marks[letter] for letter in letters[1:])


def phrases(lexicon: Mapping[str, Any], start: str = "") -> Iterator[str]:
    """All phrases that have a sense, each once for each of its senses.

    With `start`, those that begin with the same letters as this word.
    """
    for first in [start[:START]] if start else list(lexicon["senses"]):
        for line in _block(first, lexicon).splitlines()[1:]:
            yield first + line.partition("\t")[0]


def repeated(senses: Mapping[str, Any]) -> list[str]:
    """The longer values that several phrases have: a person with all forms of the name."""
    many = Counter(value for found in senses.values() for _, value, *_ in found)
    return [value for value, times in sorted(many.items()) if times > 1 and len(value) > _SHORT]


def blocks(
    senses: Mapping[str, Any], marks: Mapping[str, str], values: list[str]
) -> dict[str, str | bytes]:
    """The senses of all phrases with the same first letters as one text.

    A value for each phrase would take longer to read than the question.
    """
    numbers = {value: f"#{at}" for at, value in enumerate(values)}
    blocks: dict[str, list[str]] = {}
    for phrase, found in senses.items():
        blocks.setdefault(phrase[:START], []).extend(
            f"{phrase[START:]}\t{_written(one, marks, numbers)}" for one in found
        )
    return {start: compressed("\n" + "\n".join(lines) + "\n") for start, lines in blocks.items()}


def stems(
    senses: Mapping[str, Any], marks: Mapping[str, str], values: list[str]
) -> dict[str, str | bytes]:
    """The senses of phrases with `*`, by the letters before the first one of its first word."""
    numbers = {value: f"#{at}" for at, value in enumerate(values)}
    lines: dict[str, list[str]] = {}
    for phrase, found in senses.items():
        stem = phrase.partition(" ")[0].rstrip("*")
        lines.setdefault(stem, []).extend(
            f"{phrase[len(stem) :]}\t{_written(one, marks, numbers)}" for one in found
        )
    return {stem: packed("\n".join(of)) for stem, of in lines.items()}


def _written(sense: list[str], marks: Mapping[str, str], numbers: Mapping[str, str]) -> str:
    kind, value, *cues = sense
    return f"{marks[kind]}{''.join(marks[cue] for cue in cues)}\t{numbers.get(value, value)}"
