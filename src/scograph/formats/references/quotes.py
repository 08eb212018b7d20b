"""Quotation marks of a style, and apostrophes, in place of those of the source."""

from __future__ import annotations

import re
from typing import NamedTuple

from scograph.formats.references.record import Record


class Marks(NamedTuple):
    """The marks of two levels; with `keep`, only straight marks of a text are replaced."""

    outer: str
    inner: str
    keep: bool = False


ENGLISH, ENGLISH_INSIDE = Marks("“”", "‘’"), Marks("‘’", "“”")
RUSSIAN, CHINESE = Marks("«»", "„“", keep=True), Marks("“”", "‘’")
_BEFORE_OPENING = " \t([{-–—/"
_OUTSIDE = re.compile(r"([’”]+)([,.])(?!\w)")
_DOUBLE, _SINGLE = '"“”', "'‘’"


def replaced(text: str, marks: Marks) -> str:
    """The text with the marks of a style.

    >>> replaced('Belarus\\'s "Kremlin" and the \\'Terminator\\'', ENGLISH)
    'Belarus’s “Kremlin” and the “Terminator”'
    >>> replaced('"Pages of "friendship""', RUSSIAN)
    '«Pages of „friendship“»'
    >>> replaced("Das Manöver „Mission“", ENGLISH)
    'Das Manöver „Mission“'
    """
    out: list[str] = []
    open_marks: list[str] = []
    german = False
    for at, char in enumerate(text):
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        kind = _DOUBLE if char in _DOUBLE else _SINGLE if char in _SINGLE else ""
        if char == "„" or (german and char in "“”"):
            german = char == "„"
            out.append(char)
        elif not kind or (marks.keep and char not in "\"'"):
            out.append(char)
        elif char in "“‘" or (
            char in "\"'"
            and (before in _BEFORE_OPENING or before in _DOUBLE + _SINGLE)
            and not after.isspace()
            and any(one in text[at + 1 :] for one in kind)
        ):
            out.append(_pair(marks, len(open_marks))[0])
            open_marks.append(kind)
        elif (
            open_marks
            and open_marks[-1] == kind
            and not (kind == _SINGLE and before.isalnum() and after.isalnum())
        ):
            open_marks.pop()
            out.append(_pair(marks, len(open_marks))[1])
        else:
            out.append("’" if kind == _SINGLE else char)
    return "".join(out)


def in_record(record: Record, marks: Marks, of_title: Marks | None = None) -> Record:
    """The record with the marks of a style; its title may stand in quotation marks itself."""
    return record._replace(
        title=replaced(record.title, of_title or marks),
        site=replaced(record.site, marks),
        authors=tuple(replaced(name, marks) for name in record.authors),
    )


def inside(text: str) -> str:
    """The text with full stops and commas inside quotation marks, as in the United States.

    >>> inside("On the “Shanghai Five”, 2001")
    'On the “Shanghai Five,” 2001'
    """
    return _OUTSIDE.sub(r"\2\1", text)


def _pair(marks: Marks, depth: int) -> str:
    return (marks.outer, marks.inner)[depth % 2]
