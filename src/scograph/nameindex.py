"""The index by which things are found: each name of a thing, in the form in which names compare."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from scograph.names import fold
from scograph.namespaces import NAMES_GRAPH, PREFIXES, SCOG

KEY = NAMES_GRAPH + "#key"

_TYPE = f"<{PREFIXES['rdf']}type>".encode()
_KEY = f"<{KEY}>".encode()
_LABELS = frozenset(
    f"<{iri}>".encode()
    for iri in (
        PREFIXES["skos"] + "prefLabel",
        PREFIXES["skos"] + "altLabel",
        PREFIXES["rdfs"] + "label",
        PREFIXES["dct"] + "title",
    )
)
# Nobody asks for these by name, and they are many.
_NAMELESS = frozenset(
    f"<{iri}> .\n".encode()
    for iri in (SCOG + "Claim", SCOG + "SourcePlace", PREFIXES["oa"] + "TextPositionSelector")
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def lines(triples: Iterable[bytes]) -> set[bytes]:
    """A line of N-Triples for each label and alias of each thing that people ask for."""
    nameless: set[bytes] = set()
    names: set[tuple[bytes, bytes]] = set()
    for line in triples:
        subject, predicate, value = line.split(b" ", 2)
        if predicate == _TYPE:
            if value in _NAMELESS:
                nameless.add(subject)
        elif predicate in _LABELS and value.startswith(b'"'):
            # What follows the text, a language or a datatype, has no quotation mark.
            names.add((subject, value[1 : value.rindex(b'"')]))
    return {
        b'%s %s "%s" .\n' % (subject, _KEY, _folded(text))
        for subject, text in names
        if subject not in nameless
    }


@lru_cache(maxsize=10_000)
def _folded(text: bytes) -> bytes:
    """The folded form, which has no character that would need an escape."""
    return fold(_ESCAPE.sub(_meaning, text.decode())).encode()


def _meaning(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _CONTROL.get(found[3], found[3])
