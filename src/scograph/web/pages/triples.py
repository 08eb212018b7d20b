"""Triples for display: Turtle with links, and a drawing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from scograph.formats import write
from scograph.rdf.namespaces import expand
from scograph.web.pages.links import Links

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*")'
    r'|(?P<iri><[^<>"{}|^`\s]*>)'
    r"|(?P<word>@prefix)(?P<rest>[^\n]*)"
    r"|(?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.+(?=[\w:%\\-]))*)"
)
_ESCAPED = re.compile(r"\\(.)")


class Triples(NamedTuple):
    """Triples, their Turtle, and whether there are more."""

    listed: list[ox.Triple]
    turtle: str
    cut: bool


class Piece(NamedTuple):
    """A piece of Turtle: its text, its CSS class, and the address of the thing that it names."""

    text: str
    kind: str = ""
    href: str | None = None


def read(found: Iterable[ox.Triple], most: int) -> Triples:
    """The first triples of an answer, each once."""
    listed: dict[ox.Triple, None] = {}
    for triple in found:
        listed[triple] = None
        if len(listed) > most:
            break
    kept = list(listed)[:most]
    out = io.BytesIO()
    write.write({None: kept}, "turtle", out)
    return Triples(kept, out.getvalue().decode(), len(listed) > most)


def pieces(turtle: str, links: Links) -> Iterator[Piece]:
    """The whole text in pieces; names of things and addresses have links.

    >>> from scograph.web.pages.links import Addresses
    >>> found = pieces('scod:sco rdfs:label "a:b <c:d>"@en .', Addresses())
    >>> [(piece.text, piece.kind) for piece in found if piece.kind]
    [('scod:sco', 'name'), ('rdfs:label', 'name'), ('"a:b <c:d>"', 'string'), ('@en', 'lang')]
    """
    end = 0
    for token in _TOKEN.finditer(turtle):
        if token.start() > end:
            yield Piece(turtle[end : token.start()])
        end = token.end()
        if token["word"]:
            yield Piece(token["word"], "word")
            yield Piece(token["rest"])
        elif token["iri"] is not None:
            yield Piece(token["iri"], "name", address(token["iri"][1:-1], links))
        elif token["name"]:
            iri = expand(_ESCAPED.sub(r"\1", token["name"]))
            yield Piece(token["name"], "name", address(iri, links) if iri else None)
        else:
            yield Piece(token[0], str(token.lastgroup))
    if end < len(turtle):
        yield Piece(turtle[end:])


def address(iri: str, links: Links) -> str | None:
    """The address for an IRI; None if a browser should not open it."""
    if iri.startswith(("http://", "https://")):
        return links.thing(iri) or iri
    return None
