"""Which source states which triple, by the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from urllib.parse import quote

import pyoxigraph as ox

from scograph.namespaces import PREFIXES, SCOG, SOURCE_GRAPHS

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_HAS_SOURCE = ox.NamedNode(PREFIXES["oa"] + "hasSource")
_HAS_SELECTOR = ox.NamedNode(PREFIXES["oa"] + "hasSelector")
_CLAIM, _SOURCE, _ABOUT, _FOR, _VALUE, _FROM = (
    ox.NamedNode(SCOG + name)
    for name in ("Claim", "Source", "claimAbout", "claimFor", "claimedValue", "claimFrom")
)


def by_graph(triples: Iterable[ox.Triple]) -> dict[str, set[ox.Triple]]:
    """For each source's graph, the triples that its claims cover, the claims and the places.

    A claim covers the properties that it is for, or all; with `claimedValue`, only those values.
    """
    index = _Index(triples)
    places = {thing: found for thing in index if (found := index.values(thing, _HAS_SOURCE))}
    sources = {thing for thing in index if _SOURCE in index.values(thing, _TYPE)}
    sources.update(source for found in places.values() for source in found)
    names = _graph_names(sources)
    graphs: dict[str, set[ox.Triple]] = defaultdict(set)
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
    """Triples by subject and predicate."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._things: dict[Term, dict[Term, list[ox.Triple]]] = {}
        for triple in triples:
            groups = self._things.setdefault(triple.subject, {})
            groups.setdefault(triple.predicate, []).append(triple)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._things)

    def values(self, thing: Term, predicate: ox.NamedNode) -> list[Term]:
        return [triple.object for triple in self._things.get(thing, {}).get(predicate, [])]

    def about(self, thing: Term) -> list[ox.Triple]:
        return [triple for group in self._things.get(thing, {}).values() for triple in group]


def _covered(claim: Term, index: _Index) -> list[ox.Triple]:
    wanted = index.values(claim, _FOR)
    only = index.values(claim, _VALUE)
    return [
        triple
        for thing in index.values(claim, _ABOUT)
        for triple in index.about(thing)
        if (not wanted or triple.predicate in wanted) and (not only or triple.object in only)
    ]


def _graph_names(sources: Iterable[Term]) -> dict[Term, str]:
    """`source/` and the local name; the whole IRI where two sources share their local name."""
    names: dict[Term, str] = {}
    for source in sorted(sources, key=str):
        iri = str(source).strip("<>")
        local = SOURCE_GRAPHS + quote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2])
        names[source] = SOURCE_GRAPHS + quote(iri, safe="") if local in names.values() else local
    return names
