"""The search index of the store: the folded form of each name of each thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from scograph.names.resolve import KEY, fold
from scograph.rdf import graph, languages
from scograph.rdf.namespaces import PREFIXES, SCOG

_TYPE = f"<{PREFIXES['rdf']}type>".encode()
_KEY = f"<{KEY}>".encode()
_LABELS = frozenset(
    str(graph.term(naming)).encode() for kind in languages.NAMING for naming in kind
)
# They are many, and nobody searches for them by name.
_NOT_INDEXED = tuple(
    f" <{iri}> .\n".encode()
    for iri in (SCOG + "Claim", SCOG + "SourcePlace", PREFIXES["oa"] + "TextPositionSelector")
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def lines(triples: Iterable[bytes]) -> set[bytes]:
    """A line of N-Triples for each label and alias of each thing, with the folded name."""
    excluded: set[bytes] = set()
    names: set[tuple[bytes, bytes]] = set()
    for line in triples:
        # Most lines have neither such a class nor a text, and need no split.
        if line.endswith(_NOT_INDEXED):
            subject, predicate, _ = line.split(b" ", 2)
            if predicate == _TYPE:
                excluded.add(subject)
        elif b'"' in line:
            subject, predicate, value = line.split(b" ", 2)
            if predicate in _LABELS:
                # The language tag or datatype after the text has no quotation mark.
                names.add((subject, value[1 : value.rindex(b'"')]))
    return {
        b'%s %s "%s" .\n' % (subject, _KEY, _folded(text))
        for subject, text in names
        if subject not in excluded
    }


@lru_cache(maxsize=10_000)
def _folded(text: bytes) -> bytes:
    """The folded form of a literal; it has no character that needs an escape."""
    return fold(_ESCAPE.sub(_meaning, text.decode())).encode()


def _meaning(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _CONTROL.get(found[3], found[3])
