"""The change of the OWL 2 RL closure when some asserted triples are added or removed.

The reasoner is run on what is asserted around the changed things, before and after, instead of on
the whole graph. An inference joins triples by property chains alone, so from a changed triple the
neighbourhood goes back along chains, and forward along whatever is asserted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph.errors import InconsistencyError
from scograph.rdf import graph, ntriples
from scograph.rdf.graph import Term
from scograph.rdf.namespaces import PREFIXES, SCOG
from scograph.reason import closure, contradictions
from scograph.reason.contradictions import ContradictionError

_AXIOMS = tuple(f"<{PREFIXES[name]}".encode() for name in ("owl", "rdfs"))
_LISTS = {f"<{PREFIXES['rdf']}{name}>".encode() for name in ("first", "rest")}
_TYPE = f"<{PREFIXES['rdf']}type>".encode()
# From these nothing is inferred about another thing.
_DECLARATIONS = {
    f"<{PREFIXES['owl']}{name}>".encode()
    for name in (
        "AnnotationProperty",
        "Class",
        "DatatypeProperty",
        "NamedIndividual",
        "ObjectProperty",
    )
}
_NO_AXIOMS = {
    f"<{PREFIXES['rdfs']}{name}>".encode()
    for name in ("comment", "isDefinedBy", "label", "seeAlso")
} | {f"<{PREFIXES['owl']}differentFrom>".encode()}
_DEPTH = 3
_MOST = 5_000


class TooWideError(Exception):
    """Too much is around the changed things; the closure of the whole graph is to be computed."""


class Change(NamedTuple):
    """Inferred triples that no longer hold, and those that newly hold."""

    gone: set[ox.Triple]
    new: set[ox.Triple]


class _Edge(NamedTuple):
    """A thing, and a property that leads from it to another one."""

    start: Term
    property: ox.NamedNode


def is_axiom(line: bytes) -> bool:
    """True if more can be inferred from a line of N-Triples than about its subject and its value.

    >>> is_axiom(b"<urn:a> <http://www.w3.org/2002/07/owl#sameAs> <urn:b> .\\n")
    True
    """
    _, predicate, value = line.split(b" ", 2)
    if predicate == _TYPE:
        return value.startswith(_AXIOMS) and value[:-3] not in _DECLARATIONS
    return predicate in _LISTS or (predicate.startswith(_AXIOMS) and predicate not in _NO_AXIOMS)


def is_asserted(store: ox.Store, triple: ox.Triple) -> bool:
    """True if a triple is in a graph of the files."""
    return any(found == triple for found in graph.asserted(store, triple.subject, triple.object))


def change(
    before: ox.Store, after: ox.Store, differing: Collection[ox.Triple], schema: Iterable[bytes]
) -> Change:
    """The change of the closure where `before` and `after` differ by these asserted triples.

    The default graph of both holds the closure of `before`, apart from the differing triples. The
    `schema` are the axioms, as lines of N-Triples. ContradictionError is raised if the graph
    contradicts itself afterwards, TooWideError if too much is around the changed things.
    """
    axioms = b"".join(schema)
    nodes = _around((before, after), differing)
    removed = any(graph.exists(before, *triple) for triple in differing)
    held = _entailed(axioms, before, nodes)[0] if removed else set()
    holds, messages = _entailed(axioms, after, nodes)
    lost = {triple for triple in held - holds if not is_asserted(after, triple)}
    if others := _other_support(after, lost) - nodes:
        holds, messages = _entailed(axioms, after, nodes | others)
        lost -= holds
    _refuse_contradictions(axioms, after, nodes, holds, messages)
    return Change(lost, {triple for triple in holds if not graph.exists(after, *triple)})


def _entailed(
    axioms: bytes, store: ox.Store, nodes: Iterable[ox.NamedNode]
) -> tuple[set[ox.Triple], list[str]]:
    """The triples inferred from the asserted ones of some things, and contradictions."""
    triples = (triple for node in nodes for triple in graph.asserted(store, node))
    lines, messages = closure.derived(axioms + ntriples.write(triples))
    names = {str(node).encode() for node in nodes}
    about = b"".join(line for line in lines if line.partition(b" ")[0] in names)
    return set(ntriples.read(about)), messages


def _around(stores: Sequence[ox.Store], differing: Collection[ox.Triple]) -> set[ox.NamedNode]:
    """The things whose asserted triples decide what is inferred from the differing ones."""
    found = {one.subject for one in differing if isinstance(one.subject, ox.NamedNode)}
    found |= set(_backward(stores[-1], stores, differing))
    here = set(found)
    for _ in range(_DEPTH):
        reached = {
            triple.object
            for thing in here
            for store in stores
            for triple in graph.asserted(store, thing)
            if isinstance(triple.object, ox.NamedNode) and not triple.object.value.startswith(SCOG)
        }
        here = reached - found
        found |= here
        if len(found) > _MOST:
            raise TooWideError(f"{len(found)} things")
    return found


def _backward(
    axioms: ox.Store, stores: Sequence[ox.Store], differing: Iterable[ox.Triple]
) -> Iterator[ox.NamedNode]:
    """The things from which a property chain leads over a differing triple."""
    chains = list(_chains(axioms))
    edges = {
        edge
        for triple in differing
        if isinstance(triple.object, ox.NamedNode)
        for edge in _edges(axioms, triple)
    }
    seen: set[_Edge] = set()
    while edges:
        seen |= edges
        starts = {
            (start, whole)
            for edge in edges
            for whole, links in chains
            for number, link in enumerate(links[1:])
            if link == edge.property
            for store in stores
            for start in graph.subjects(store, links[number], edge.start)
        }
        yield from (start for start, _ in starts)
        if len(starts) > _MOST:
            raise TooWideError(f"{len(starts)} things")
        edges = {
            _Edge(start, above) for start, whole in starts for above in _above(axioms, whole)
        } - seen


def _edges(axioms: ox.Store, triple: ox.Triple) -> Iterator[_Edge]:
    """The edges that a triple implies by superproperties and inverse properties."""
    for above in _above(axioms, triple.predicate):
        yield _Edge(triple.subject, above)
        for inverse in (
            *graph.nodes(axioms, above, "owl:inverseOf"),
            *graph.subjects(axioms, "owl:inverseOf", above),
        ):
            yield from (_Edge(triple.object, one) for one in _above(axioms, inverse))


def _above(axioms: ox.Store, predicate: ox.NamedNode) -> set[ox.NamedNode]:
    """A property and its superproperties."""
    return {predicate, *graph.nodes(axioms, predicate, "rdfs:subPropertyOf")}


def _chains(axioms: ox.Store) -> Iterator[tuple[ox.NamedNode, list[ox.NamedNode]]]:
    """Each property that is inferred from others in turn, with these."""
    for triple in graph.triples(axioms, None, "owl:propertyChainAxiom"):
        if isinstance(triple.subject, ox.NamedNode):
            members = graph.members(axioms, triple.object)
            yield triple.subject, [one for one in members if isinstance(one, ox.NamedNode)]
    for transitive in graph.instances(axioms, "owl:TransitiveProperty"):
        yield transitive, [transitive, transitive]


def _other_support(store: ox.Store, lost: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """The things that may imply a lost triple all the same: they refer to both of its ends."""
    found: set[ox.NamedNode] = set()
    for triple in lost:
        ends = [triple.subject, triple.object]
        if triple.predicate == graph.TYPE:
            ends.pop()
        if all(isinstance(end, ox.NamedNode) for end in ends):
            patterns = " ".join(f"?thing ?p{number} {end} ." for number, end in enumerate(ends))
            rows = cast(
                ox.QuerySolutions,
                store.query(f"SELECT DISTINCT ?thing {{ {patterns} }} LIMIT {_MOST}"),
            )
            found |= {row["thing"] for row in rows if isinstance(row["thing"], ox.NamedNode)}
    return found


def _refuse_contradictions(
    axioms: bytes,
    store: ox.Store,
    nodes: Iterable[ox.NamedNode],
    inferred: Iterable[ox.Triple],
    messages: list[str],
) -> None:
    near = ox.Store()
    near.extend(ntriples.quads(ntriples.read(axioms)))
    near.extend(ntriples.quads(inferred))
    near.extend(ntriples.quads(triple for node in nodes for triple in graph.asserted(store, node)))
    if found := contradictions.find(near):
        raise ContradictionError(found)
    if messages:
        raise InconsistencyError(messages, [])
