"""The source graph of each triple: claims say which source supports which triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import TypeAlias
from urllib.parse import quote

from scograph.corpus.partitions import Partitions
from scograph.rdf.namespaces import PREFIXES, SCOG, SOURCE_GRAPHS

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

_Properties: TypeAlias = dict[bytes, dict[bytes, list[bytes]]]


def by_graph(facts: Partitions) -> Iterator[dict[str, set[bytes]]]:
    """For each partition, the lines of each source graph: claims, places and what claims support.

    A claim supports the properties in `claimFor`, or all; with `claimedValue`, only those values.
    """
    wanted = Partitions(facts.scratch)
    names, places = _places(facts, wanted)
    for lines in facts:
        claims = _properties(lines, _CLAIMS)
        wanted.add(chain.from_iterable(_requests(c, claims[c], names, places) for c in claims))
    for lines, requests in zip(facts, wanted, strict=True):
        yield _by_requests(lines, requests)
    wanted.discard()


def _places(
    facts: Partitions, wanted: Partitions
) -> tuple[dict[bytes, str], dict[bytes, list[bytes]]]:
    """The graph of each source and the sources of each place; requests both for their graphs."""
    places: dict[bytes, list[bytes]] = {}
    selectors: dict[bytes, list[bytes]] = {}
    sources: set[bytes] = set()
    for lines in facts:
        for thing, values in _properties(lines, _PLACES).items():
            # Anything may stand anywhere in RDF, but a graph is named by an IRI.
            if named := [one for one in values.get(_HAS_SOURCE, []) if one.startswith(b"<")]:
                places[thing] = named
                selectors[thing] = [s for s in values.get(_HAS_SELECTOR, []) if s[:1] != b'"']
                sources.update(named)
            if _SOURCE in values.get(_TYPE, []) and thing.startswith(b"<"):
                sources.add(thing)
    names = graph_names(sources)
    wanted.add(_request(source, name) for source, name in names.items())
    wanted.add(
        _request(thing, names[source])
        for place, its_sources in places.items()
        for source in its_sources
        for thing in (place, *selectors[place])
    )
    return names, places


def _properties(lines: Iterable[bytes], predicates: Container[bytes]) -> _Properties:
    """The values of these properties, by thing and property."""
    found: _Properties = {}
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        if predicate in predicates:
            found.setdefault(subject, {}).setdefault(predicate, []).append(value[:-3])
    return found


def _requests(
    claim: bytes,
    values: dict[bytes, list[bytes]],
    names: dict[bytes, str],
    places: dict[bytes, list[bytes]],
) -> Iterator[bytes]:
    """Requests for the graphs of a claim's sources: the claim itself, and what it supports."""
    if _CLAIM not in values.get(_TYPE, []):
        return
    graphs = {names[source] for place in values.get(_FROM, []) for source in places.get(place, [])}
    for name in graphs:
        yield _request(claim, name)
        for thing in (one for one in values.get(_ABOUT, []) if not one.startswith(b'"')):
            yield _request(thing, name, values.get(_FOR, []), values.get(_VALUE, []))


def _request(
    thing: bytes, graph: str, predicates: Iterable[bytes] = (), values: Iterable[bytes] = ()
) -> bytes:
    """A line that requests lines for a graph: those of a thing with some properties and values."""
    lists = (graph.encode(), _COMMA.join(predicates), _COMMA.join(values))
    return b"%s %s\n" % (thing, _SEMICOLON.join(lists))


def _by_requests(lines: Iterable[bytes], requests: Iterable[bytes]) -> dict[str, set[bytes]]:
    """The lines of each graph that has requested them."""
    wanted: dict[bytes, list[tuple[set[bytes], list[bytes], tuple[bytes, ...]]]] = {}
    graphs: dict[str, set[bytes]] = defaultdict(set)
    for request in requests:
        thing, _, lists = request[:-1].partition(b" ")
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
    """The graph of each source: `source/` and its local name, or its IRI if that is taken."""
    names: dict[bytes, str] = {}
    taken: set[str] = set()
    for source in sorted(sources):
        iri = source.decode().strip("<>")
        local = SOURCE_GRAPHS + quote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2])
        names[source] = SOURCE_GRAPHS + quote(iri, safe="") if local in taken else local
        taken.add(names[source])
    return names
