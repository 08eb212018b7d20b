"""In which named graphs the triples of a thing belong, after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph import nameindex, ntriples, parts, sourced
from scograph.namespaces import (
    INFERRED_GRAPH,
    NAMES_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RECORD_GRAPH,
    SCOG,
    SOURCE_GRAPHS,
)
from scograph.revision.refusal import FullBuildNeeded
from scograph.revision.triples import Difference, Term, exists, holds, match, quad, subjects, values

_INFERRED, _NAMES, _ONTOLOGY = map(ox.NamedNode, (INFERRED_GRAPH, NAMES_GRAPH, ONTOLOGY_GRAPH))
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_ABOUT, _FROM, _SOURCE = (
    ox.NamedNode(SCOG + name) for name in ("claimAbout", "claimFrom", "Source")
)
_HAS_SOURCE, _HAS_SELECTOR = (
    ox.NamedNode(PREFIXES["oa"] + name) for name in ("hasSource", "hasSelector")
)


class Facts:
    """What files state of each thing, before a change and after it."""

    def __init__(self, old: ox.Store, changed: Difference) -> None:
        self._old = old
        self._gone, self._new = _by_subject(changed.gone), _by_subject(changed.new)
        self._changed = changed

    def stated(self, fact: ox.Triple) -> bool:
        """Whether a file states it now, be it of data or of the ontology."""
        if fact in self._changed.gone:
            return False
        return fact in self._changed.new or (
            holds(self._old, fact) and quad(fact, _INFERRED) not in self._old
        )

    def about(self, thing: Term) -> set[ox.Triple]:
        """What is stated of a thing now."""
        before = {known.triple for known in self.quads(thing) if _of_record(known.graph_name)}
        return (before - self._gone.get(thing, set())) | self._new.get(thing, set())

    def quads(self, thing: Term) -> list[ox.Quad]:
        """All that the old store has of a thing, in whatever graph."""
        return list(self._old.quads_for_pattern(cast(ox.NamedNode, thing), None, None, None))

    def values(self, thing: Term, predicate: ox.NamedNode) -> set[Term]:
        """The values before and after."""
        return set(values(self._old, thing, predicate)) | {
            fact.object for fact in self._new.get(thing, ()) if fact.predicate == predicate
        }

    def subjects(self, predicate: ox.NamedNode, value: Term) -> set[Term]:
        """What had or has the value."""
        found: set[Term] = set(subjects(self._old, predicate, value))
        return found | {
            fact.subject
            for fact in self._changed.new
            if fact.predicate == predicate and fact.object == value
        }

    @property
    def moved(self) -> set[Term]:
        """The things of which a triple may now belong to another graph."""
        found: set[Term] = {fact.subject for fact in self._changed.both}
        for thing in list(found):
            found |= self.values(thing, _ABOUT) | self.values(thing, _HAS_SELECTOR)
            for claim in self.subjects(_FROM, thing):
                found |= {claim} | self.values(claim, _ABOUT)
        return found


class Moved(NamedTuple):
    """Quads of named graphs that are to go, and that are to come."""

    gone: set[ox.Quad]
    new: set[ox.Quad]


def is_inferred(known: ox.Quad) -> bool:
    """Whether the quad says that a triple was not stated."""
    return known.graph_name == _INFERRED


def maintain(old: ox.Store, store: ox.Store, facts: Facts, changed: Difference) -> Moved:
    """How the named graphs change.

    `changed` is how the default graph was changed, which is done in `store` already.
    """
    moved = facts.moved
    placed = _placed(old, facts, moved)
    gone: set[ox.Quad] = set()
    new: set[ox.Quad] = set()
    graphs = {_INFERRED, _NAMES}
    for thing in moved | {fact.subject for fact in changed.both}:
        said = set(match(store, thing))
        after = {quad(fact, _INFERRED) for fact in said if not facts.stated(fact)}
        lines = nameindex.lines(map(_line, said))
        after |= {quad(fact, _NAMES) for fact in ntriples.read(b"".join(lines))}
        after |= placed.get(thing, set())
        before = {
            known
            for known in facts.quads(thing)
            if known.graph_name in graphs or (thing in moved and _of_record(known.graph_name))
        }
        gone |= before - after
        new |= after - before
    return Moved(gone, new)


def _placed(old: ox.Store, facts: Facts, things: Iterable[Term]) -> dict[Term, set[ox.Quad]]:
    """For each of the things, the quads of what is stated of it."""
    wanted = set(things)
    needed: set[Term] = set(wanted)
    for thing in wanted:
        claims = facts.subjects(_ABOUT, thing) | {thing}
        places = {place for claim in claims for place in facts.values(claim, _FROM)}
        places |= facts.subjects(_HAS_SELECTOR, thing)
        needed |= claims | places | set(list(facts.subjects(_HAS_SOURCE, thing))[:1])
    lines = {_line(fact): fact for thing in needed for fact in facts.about(thing)}
    _refuse_namesakes(old, lines.values())
    (graphs,) = sourced.by_graph(parts.of(b"".join(lines)))
    found: dict[Term, set[ox.Quad]] = {thing: set() for thing in wanted}
    rest = {fact for fact in lines.values() if fact.subject in wanted}
    for name, covered in graphs.items():
        for fact in (lines[line] for line in covered):
            if fact.subject in wanted:
                found[fact.subject].add(quad(fact, ox.NamedNode(name)))
                rest.discard(fact)
    for fact in rest:
        found[fact.subject].add(quad(fact, ox.NamedNode(RECORD_GRAPH)))
    return found


def _refuse_namesakes(old: ox.Store, facts: Iterable[ox.Triple]) -> None:
    """FullBuildNeeded where two sources have the same local name, since all are named at once."""
    sources: set[Term] = set()
    for fact in facts:
        if fact.predicate == _HAS_SOURCE:
            sources.add(fact.object)
        elif fact.predicate == _TYPE and fact.object == _SOURCE:
            sources.add(fact.subject)
    for source, name in sourced.graph_names(str(source).encode() for source in sources).items():
        graph, node = ox.NamedNode(name), ox.NamedNode(source.decode()[1:-1])
        known = exists(old, node, _TYPE, _SOURCE) or exists(old, None, _HAS_SOURCE, node)
        if old.contains_named_graph(graph) != known:
            raise FullBuildNeeded(f"{name} may be the graph of another source")


def _by_subject(facts: Iterable[ox.Triple]) -> dict[Term, set[ox.Triple]]:
    found: dict[Term, set[ox.Triple]] = defaultdict(set)
    for fact in facts:
        found[fact.subject].add(fact)
    return found


def _of_record(graph: Term | ox.DefaultGraph) -> bool:
    """Whether the graph is of what data state: the record, or what a source says."""
    return isinstance(graph, ox.NamedNode) and (
        graph.value == RECORD_GRAPH or graph.value.startswith(SOURCE_GRAPHS)
    )


def _line(fact: ox.Triple) -> bytes:
    return f"{fact} .\n".encode()
