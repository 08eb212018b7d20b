"""Which source states which triple, by the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from scograph.namespaces import PREFIXES, SCOG, SOURCE_GRAPHS

_TYPE = b"<%s>" % (PREFIXES["rdf"] + "type").encode()
_HAS_SOURCE = b"<%s>" % (PREFIXES["oa"] + "hasSource").encode()
_HAS_SELECTOR = b"<%s>" % (PREFIXES["oa"] + "hasSelector").encode()
_CLAIM, _SOURCE, _ABOUT, _FOR, _VALUE, _FROM = (
    b"<%s>" % (SCOG + name).encode()
    for name in ("Claim", "Source", "claimAbout", "claimFor", "claimedValue", "claimFrom")
)


def by_graph(lines: Iterable[bytes]) -> dict[str, set[bytes]]:
    """For each source's graph, the lines that its claims cover, the claims and the places.

    A claim covers the properties that it is for, or all; with `claimedValue`, only those values.
    """
    index = _Index(lines)
    places = {thing: found for thing in index if (found := index.values(thing, _HAS_SOURCE))}
    sources = {thing for thing in index if _SOURCE in index.values(thing, _TYPE)}
    sources.update(source for found in places.values() for source in found)
    names = graph_names(sources)
    graphs: dict[str, set[bytes]] = defaultdict(set)
    for source, name in names.items():
        graphs[name].update(index.about(source))
    for place, stated_by in places.items():
        for source in stated_by:
            graphs[names[source]].update(index.about(place))
            for selector in index.values(place, _HAS_SELECTOR):
                graphs[names[source]].update(index.about(selector))
    for claim in index:
        if _CLAIM in index.values(claim, _TYPE):
            for place in index.values(claim, _FROM):
                for source in places.get(place, []):
                    graphs[names[source]].update(index.about(claim), _covered(claim, index))
    return {name: found for name, found in graphs.items() if found}


class _Index:
    """Lines of N-Triples by subject and predicate."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._things: dict[bytes, dict[bytes, list[bytes]]] = {}
        for line in lines:
            subject, predicate, _ = line.split(b" ", 2)
            groups = self._things.setdefault(subject, {})
            groups.setdefault(predicate, []).append(line)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._things)

    def values(self, thing: bytes, predicate: bytes) -> list[bytes]:
        start = len(thing) + len(predicate) + 2
        return [line[start:-3] for line in self._things.get(thing, {}).get(predicate, [])]

    def about(self, thing: bytes, predicate: bytes | None = None) -> list[bytes]:
        groups = self._things.get(thing, {})
        if predicate is not None:
            return groups.get(predicate, [])
        return [line for group in groups.values() for line in group]


def _covered(claim: bytes, index: _Index) -> Iterator[bytes]:
    wanted: list[bytes | None] = [*index.values(claim, _FOR)] or [None]
    only = tuple(b" %s .\n" % value for value in index.values(claim, _VALUE))
    for thing in index.values(claim, _ABOUT):
        for predicate in wanted:
            for line in index.about(thing, predicate):
                if not only or line.split(b" ", 1)[1].endswith(only):
                    yield line


def graph_names(sources: Iterable[bytes]) -> dict[bytes, str]:
    """`source/` and the local name; the whole IRI where two sources share their local name."""
    names: dict[bytes, str] = {}
    taken: set[str] = set()
    for source in sorted(sources):
        iri = source.decode().strip("<>")
        local = SOURCE_GRAPHS + quote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2])
        names[source] = SOURCE_GRAPHS + quote(iri, safe="") if local in taken else local
        taken.add(names[source])
    return names
