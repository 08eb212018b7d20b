"""Search as you type: things by the beginning of a name, in any language."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.names.resolve import fold
from scograph.rdf import graph
from scograph.rdf.namespaces import NAMES_GRAPH, SCOD, SCOG, expand
from scograph.web.pages.texts import Text, Texts

_KEY = ox.NamedNode(NAMES_GRAPH + "#key")
# What people look for first; all else comes after.
_ORDER = (
    "State",
    "InternationalBody",
    "Person",
    "Summit",
    "Organ",
    "CouncilSession",
    "Meeting",
    "Document",
    "Post",
    "Place",
    "Organization",
    "Source",
)
_NEVER = {SCOG + name for name in ("Coverage", "Claim", "SourcePlace")}


class Found(NamedTuple):
    """A thing whose name matches, and its kind."""

    thing: Text
    kind: Text


class _Named(NamedTuple):
    key: str
    iri: str
    rank: int
    kind: str


class Index:
    """The names of all things, read once."""

    def __init__(self, store: ox.Store) -> None:
        self._types: dict[str, set[str]] = {}
        for one in graph.triples(store, None, graph.TYPE):
            if isinstance(one.subject, ox.NamedNode) and isinstance(one.object, ox.NamedNode):
                self._types.setdefault(one.subject.value, set()).add(one.object.value)
        self._names = sorted(self._read(store))

    def search(
        self, text: str, texts: Texts, *, of: str | None = None, most: int = 10
    ) -> list[Found]:
        """The things with a name whose words begin with those of the text, best matches first."""
        words = fold(text).split()
        if not words:
            return []
        whole = " ".join(words)
        needed = (expand(of) or of) if of else None
        best: dict[str, tuple[tuple[bool, int, int, int, str], _Named]] = {}
        for named in self._names:
            if needed and needed not in self._types[named.iri]:
                continue
            place = _fits(words, whole, named.key)
            if place is None:
                continue
            # A whole name comes first, and among those the kinds in their order: the title of an
            # article about a person is not the person.
            order = (named.key != whole, named.rank, place, len(named.key), named.iri)
            if named.iri not in best or order < best[named.iri][0]:
                best[named.iri] = (order, named)
        ranked = sorted(best.values())[:most]
        return [Found(texts.of(one.iri), texts.of(one.kind)) for _, one in ranked]

    def all(self) -> dict[str, tuple[str, list[str]]]:
        """Each thing with its kind and its names in their search form."""
        found: dict[str, tuple[str, list[str]]] = {}
        for named in sorted(self._names, key=lambda one: (one.rank, one.key)):
            found.setdefault(named.iri, (named.kind, []))[1].append(named.key)
        return found

    def _read(self, store: ox.Store) -> list[_Named]:
        found = []
        for one in graph.triples(store, None, _KEY, within=ox.NamedNode(NAMES_GRAPH)):
            if not isinstance(one.subject, ox.NamedNode) or not isinstance(one.object, ox.Literal):
                continue
            iri = one.subject.value
            types = self._types.get(iri, set())
            if not iri.startswith(SCOD) or types & _NEVER:
                continue
            rank = next((i for i, n in enumerate(_ORDER) if SCOG + n in types), len(_ORDER))
            kind = SCOG + _ORDER[rank] if rank < len(_ORDER) else _any(types)
            found.append(_Named(one.object.value, iri, rank, kind))
        return found


def _any(types: set[str]) -> str:
    ours = sorted(iri for iri in types if iri.startswith(SCOG))
    return ours[0] if ours else SCOG + "Event"


def _fits(words: list[str], whole: str, key: str) -> int | None:
    """0 if the name begins with the text, 1 if its words do, 2 if it contains them."""
    if key.startswith(whole):
        return 0
    padded = f" {key}"
    if all(f" {word}" in padded for word in words):
        return 1
    # Chinese has no spaces, so a word may begin anywhere.
    if all(word in key for word in words) and any(ord(char) > 0x2E80 for char in whole):
        return 2
    return None
