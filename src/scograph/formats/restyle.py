"""Turtle files in the style of the data: sorted, one value a line."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from scograph.corpus import load
from scograph.errors import InputError
from scograph.formats import lines
from scograph.formats.turtle import turtle
from scograph.rdf import ntriples

_COMMENT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|\\#|(?P<comment>#)',
    re.DOTALL,
)


def restyled(text: bytes, path: Path) -> str:
    """The same triples in the style of `data/`, with the prefixes that the file declares.

    Raises InputError if the file cannot be read, or has a comment, which would be lost.

    >>> print(restyled(b"@prefix e: <http://e.org/> . e:b e:p 2, 1 .", Path("a.ttl")), end="")
    @prefix e: <http://e.org/> .
    <BLANKLINE>
    e:b
        e:p
            1 ,
            2 ;
    .
    """
    found = b"".join(load.lines(text, path, based=False))
    _refuse_comments(text.decode(), path)
    parser = ox.parse(text.removeprefix(b"\xef\xbb\xbf"), format=ox.RdfFormat.TURTLE)
    for _ in parser:
        pass
    (sorted_lines,) = lines.of_triples({None: list(ntriples.read(found))}).values()
    return "".join(turtle(sorted_lines, parser.prefixes))


def _refuse_comments(text: str, path: Path) -> None:
    for token in _COMMENT.finditer(text):
        if token["comment"]:
            start = token.start()
            raise InputError(
                "This comment would be lost. Write it as a triple, such as skos:editorialNote, "
                "or delete it.",
                path=path,
                line=text.count("\n", 0, start) + 1,
                column=start - text.rfind("\n", 0, start),
            )
