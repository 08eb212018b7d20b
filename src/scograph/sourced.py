"""Which source states which triple, by the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import TypeAlias
from urllib.parse import quote

from scograph.namespaces import PREFIXES, SCOG, SOURCE_GRAPHS
from scograph.parts import Parts

_TYPE = b"<%s>" % (PREFIXES["rdf"] + "type").encode()
_HAS_SOURCE = b"<%s>" % (PREFIXES["oa"] + "hasSource").encode()
_HAS_SELECTOR = b"<%s>" % (PREFIXES["oa"] + "hasSelector").encode()
_CLAIM, _SOURCE, _ABOUT, _FOR, _VALUE, _FROM = (
    b"<%s>" % (SCOG + name).encode()
    for name in ("Claim", "Source", "claimAbout", "claimFor", "claimedValue", "claimFrom")
)

_PLACES = {_TYPE, _HAS_SOURCE, _HAS_SELECTOR}
_CLAIMS = {_TYPE, _ABOUT, _FOR, _VALUE, _FROM}
# Control characters made for lists, which no term of N-Triples has.
_COMMA, _SEMICOLON = b"\x1f", b"\x1e"

_Told: TypeAlias = dict[bytes, dict[bytes, list[bytes]]]


def by_graph(facts: Parts) -> Iterator[dict[str, set[bytes]]]:
    """For each part, by graph, the lines that the claims of a source cover, claims and places.

    A claim covers the properties that it is for, or all; with `claimedValue`, only those values.
    """
    wanted = Parts(facts.scratch)
    names, places = _places(facts, wanted)
    for lines in facts:
        claims = _told(lines, _CLAIMS)
        wanted.add(chain.from_iterable(_demands(c, claims[c], names, places) for c in claims))
    for lines, demands in zip(facts, wanted, strict=True):
        yield _answered(lines, demands)
    wanted.discard()


def _places(facts: Parts, wanted: Parts) -> tuple[dict[bytes, str], dict[bytes, list[bytes]]]:
    """The graph of each source, and the sources of each place; both are wanted in their graphs."""
    places: dict[bytes, list[bytes]] = {}
    selectors: dict[bytes, list[bytes]] = {}
    sources: set[bytes] = set()
    for lines in facts:
        for thing, told in _told(lines, _PLACES).items():
            if _HAS_SOURCE in told:
                places[thing] = told[_HAS_SOURCE]
                selectors[thing] = told.get(_HAS_SELECTOR, [])
                sources.update(told[_HAS_SOURCE])
            if _SOURCE in told.get(_TYPE, []):
                sources.add(thing)
    names = graph_names(sources)
    wanted.add(_demand(source, name) for source, name in names.items())
    wanted.add(
        _demand(thing, names[source])
        for place, stated_by in places.items()
        for source in stated_by
        for thing in (place, *selectors[place])
    )
    return names, places


def _told(lines: Iterable[bytes], predicates: Container[bytes]) -> _Told:
    """The values of some properties of each thing that has one of them."""
    found: _Told = {}
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        if predicate in predicates:
            found.setdefault(subject, {}).setdefault(predicate, []).append(value[:-3])
    return found


def _demands(
    claim: bytes,
    told: dict[bytes, list[bytes]],
    names: dict[bytes, str],
    places: dict[bytes, list[bytes]],
) -> Iterator[bytes]:
    """What a claim wants in the graphs of its sources: itself, and what it covers."""
    if _CLAIM not in told.get(_TYPE, []):
        return
    graphs = {names[source] for place in told.get(_FROM, []) for source in places.get(place, [])}
    for name in graphs:
        yield _demand(claim, name)
        for thing in told.get(_ABOUT, []):
            yield _demand(thing, name, told.get(_FOR, []), told.get(_VALUE, []))


def _demand(
    thing: bytes, graph: str, predicates: Iterable[bytes] = (), values: Iterable[bytes] = ()
) -> bytes:
    """A line that asks for lines about a thing in a graph: those of some properties and values."""
    lists = (graph.encode(), _COMMA.join(predicates), _COMMA.join(values))
    return b"%s %s\n" % (thing, _SEMICOLON.join(lists))


def _answered(lines: Iterable[bytes], demands: Iterable[bytes]) -> dict[str, set[bytes]]:
    """The lines by the graphs in which they are wanted."""
    wanted: dict[bytes, list[tuple[set[bytes], list[bytes], tuple[bytes, ...]]]] = {}
    graphs: dict[str, set[bytes]] = defaultdict(set)
    for demand in demands:
        thing, _, lists = demand[:-1].partition(b" ")
        graph, predicates, values = lists.split(_SEMICOLON)
        wanted.setdefault(thing, []).append(
            (
                graphs[graph.decode()],
                predicates.split(_COMMA) if predicates else [],
                tuple(b" %s .\n" % value for value in values.split(_COMMA) if value),
            )
        )
    for line in lines:
        subject, predicate, _ = line.split(b" ", 2)
        for found, predicates_of, ends in wanted.get(subject, ()):
            if (not predicates_of or predicate in predicates_of) and (
                not ends or line.endswith(ends)
            ):
                found.add(line)
    return {name: found for name, found in graphs.items() if found}


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
