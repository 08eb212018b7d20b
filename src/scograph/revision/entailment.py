"""What follows no longer, and what follows now, when some triples were taken away and others added.

Delete and rederive (Gupta, Mumick and Subrahmanian, Maintaining Views Incrementally, SIGMOD 1993):
all that was derived with the help of what is gone is taken away; what still follows from the rest
is put back; then what follows from the new is added. The axioms hold still.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph.namespaces import PREFIXES
from scograph.revision.refusal import FullBuildNeeded
from scograph.revision.triples import (
    Difference,
    Term,
    exists,
    holds,
    match,
    subjects,
    values,
    write,
)

Pairs: TypeAlias = dict[Term, set[ox.NamedNode]]
Stated: TypeAlias = Callable[[ox.Triple], bool]

_OWL, _RDF, _RDFS = (PREFIXES[name] for name in ("owl", "rdf", "rdfs"))
_VOCABULARY = (_OWL, _RDF, _RDFS, PREFIXES["xsd"])
_TYPE, _FIRST, _REST, _NIL = (
    ox.NamedNode(_RDF + name) for name in ("type", "first", "rest", "nil")
)
# Not dealt with here; differentFrom is, since it can only clash with sameAs.
_OTHER_AXIOMS = (
    "allValuesFrom cardinality complementOf datatypeComplementOf disjointUnionOf distinctMembers "
    "hasKey hasSelf hasValue intersectionOf maxCardinality maxQualifiedCardinality members "
    "minCardinality minQualifiedCardinality onClass onDataRange onDatatype onProperties onProperty "
    "oneOf propertyDisjointWith qualifiedCardinality sameAs someValuesFrom sourceIndividual "
    "unionOf withRestrictions"
)
_OTHER_KINDS = (
    "AllDifferent AllDisjointClasses AllDisjointProperties FunctionalProperty "
    "InverseFunctionalProperty NegativePropertyAssertion Nothing ReflexiveProperty"
)


class Chain(NamedTuple):
    """A property that follows from others in turn."""

    links: tuple[Term, ...]
    whole: ox.NamedNode


class Axioms:
    """The axioms of a graph whose closure is there, by what they are used on.

    `of_rules` are the properties that rules add to the closure, from which nothing follows but by
    what is stated; `stated` tells of a triple whether it is stated now. FullBuildNeeded is raised
    where there is an axiom not dealt with here.
    """

    def __init__(self, store: ox.Store, of_rules: Collection[Term], stated: Stated) -> None:
        for name in _OTHER_AXIOMS.split():
            if exists(store, None, ox.NamedNode(_OWL + name)):
                raise FullBuildNeeded(f"owl:{name} is used")
        for name in _OTHER_KINDS.split():
            if exists(store, None, _TYPE, ox.NamedNode(_OWL + name)):
                raise FullBuildNeeded(f"there is an owl:{name}")
        self.stated = stated
        self._of_rules = set(of_rules)
        self._super_classes = _pairs(store, _RDFS + "subClassOf")
        self._sub_classes = _turned(self._super_classes)
        self._super_properties = _pairs(store, _RDFS + "subPropertyOf")
        self._sub_properties = _turned(self._super_properties)
        self._domains = _pairs(store, _RDFS + "domain")
        self._ranges = _pairs(store, _RDFS + "range")
        self._with_domain, self._with_range = _turned(self._domains), _turned(self._ranges)
        self._inverses = _both_ways(_pairs(store, _OWL + "inverseOf"))
        for one in _of_kind(store, "SymmetricProperty"):
            self._inverses[one].add(one)
        self._disjoint = _both_ways(_pairs(store, _OWL + "disjointWith"))
        self._asymmetric = set(_of_kind(store, "AsymmetricProperty"))
        self._irreflexive = set(_of_kind(store, "IrreflexiveProperty"))
        self._chains_with: dict[Term, list[tuple[Chain, int]]] = defaultdict(list)
        self._chains_to: dict[Term, list[Chain]] = defaultdict(list)
        for chain in _chains(store):
            self._chains_to[chain.whole].append(chain)
            for number, link in enumerate(chain.links):
                self._chains_with[link].append((chain, number))
        for added in self._of_rules:
            if added in self._inverses or added in self._chains_with:
                raise FullBuildNeeded(f"{added} is part of an axiom, and what rules add")

    def consequences(self, fact: ox.Triple, store: ox.Store) -> Iterator[ox.Triple]:
        """What follows in one step from a fact and others in the store."""
        subject, predicate, value = fact
        if predicate == _TYPE:
            for kind in self._super_classes.get(value, ()):
                yield ox.Triple(subject, _TYPE, kind)
        for other in self._super_properties.get(predicate, ()):
            yield ox.Triple(subject, other, value)
        for kind in self._domains.get(predicate, ()):
            yield ox.Triple(subject, _TYPE, kind)
        if isinstance(value, ox.NamedNode):
            for kind in self._ranges.get(predicate, ()):
                yield ox.Triple(value, _TYPE, kind)
            for other in self._inverses.get(predicate, ()):
                yield ox.Triple(value, other, subject)
        for chain, number in self._chains_with.get(predicate, ()):
            starts = _along(store, subject, reversed(chain.links[:number]), _back)
            ends = _along(store, value, chain.links[number + 1 :], values)
            for start in starts:
                if isinstance(start, ox.NamedNode):
                    for end in ends:
                        yield ox.Triple(start, chain.whole, end)

    def follows(self, fact: ox.Triple, store: ox.Store) -> bool:
        """Whether a fact follows in one step from others in the store."""
        subject, predicate, value = fact
        return (
            (predicate == _TYPE and self._is_of_kind(subject, value, store))
            or any(
                self._proven(store, subject, other, value)
                for other in self._sub_properties.get(predicate, ())
            )
            or any(
                exists(store, value, other, subject) for other in self._inverses.get(predicate, ())
            )
            or any(
                value in _along(store, subject, chain.links, values)
                for chain in self._chains_to.get(predicate, ())
            )
        )

    def clashes(self, fact: ox.Triple, store: ox.Store) -> bool:
        """Whether a fact contradicts others in the store."""
        subject, predicate, value = fact
        if predicate == _TYPE:
            return any(
                exists(store, subject, _TYPE, kind) for kind in self._disjoint.get(value, ())
            )
        return (predicate in self._irreflexive and subject == value) or (
            predicate in self._asymmetric and exists(store, value, predicate, subject)
        )

    def _is_of_kind(self, thing: Term, kind: Term, store: ox.Store) -> bool:
        return (
            any(exists(store, thing, _TYPE, other) for other in self._sub_classes.get(kind, ()))
            or any(self._proven(store, thing, one, None) for one in self._with_domain.get(kind, ()))
            or any(self._proven(store, None, one, thing) for one in self._with_range.get(kind, ()))
        )

    def _proven(
        self, store: ox.Store, subject: Term | None, predicate: Term, value: Term | None
    ) -> bool:
        """Whether there is such a fact that no rule has added."""
        if predicate not in self._of_rules:
            return exists(store, subject, predicate, value)
        return any(map(self.stated, match(store, subject, predicate, value)))


def maintain(axioms: Axioms, old: ox.Store, store: ox.Store, stated: Difference) -> Difference:
    """How the default graph of `store` was changed, which was that of `old`.

    `stated` is what is stated no more, and newly. FullBuildNeeded is raised where the graph now
    contradicts itself.
    """
    taken = _taken(axioms, old, stated.gone)
    write(store, gone=taken)
    back = _put_back(axioms, store, taken)
    added = _add(axioms, store, stated.new)
    if any(axioms.clashes(fact, store) for fact in added):
        raise FullBuildNeeded("the graph contradicts itself")
    there = back | added
    return Difference(taken - there, there - taken)


def _taken(axioms: Axioms, old: ox.Store, gone: set[ox.Triple]) -> set[ox.Triple]:
    """All that is stated no more, and all that was derived with its help."""
    taken: set[ox.Triple] = set()
    waiting = list(gone)
    while waiting:
        fact = waiting.pop()
        if fact not in taken and holds(old, fact):
            taken.add(fact)
            waiting += [
                other
                for other in axioms.consequences(fact, old)
                if other not in taken and not axioms.stated(other)
            ]
    return taken


def _put_back(axioms: Axioms, store: ox.Store, taken: set[ox.Triple]) -> set[ox.Triple]:
    """What follows in spite of all; it is in the store again."""
    back: set[ox.Triple] = set()
    waiting = [fact for fact in taken if axioms.follows(fact, store)]
    while waiting:
        fact = waiting.pop()
        if fact not in back:
            back.add(fact)
            write(store, new=[fact])
            waiting += [other for other in axioms.consequences(fact, store) if other in taken]
    return back


def _add(axioms: Axioms, store: ox.Store, new: set[ox.Triple]) -> set[ox.Triple]:
    """What is new, and what follows from it; it is in the store."""
    added: set[ox.Triple] = set()
    waiting = {fact for fact in new if not holds(store, fact)}
    while waiting:
        write(store, new=waiting)
        added |= waiting
        waiting = {
            other
            for fact in waiting
            for other in axioms.consequences(fact, store)
            if _worth_keeping(other) and not holds(store, other)
        }
    return added


def _worth_keeping(fact: ox.Triple) -> bool:
    """Whether a reasoner would tell of it: nothing about the words of OWL."""
    if not isinstance(fact.subject, ox.NamedNode) or fact.subject.value.startswith(_VOCABULARY):
        return False
    kind = fact.object
    return fact.predicate != _TYPE or (
        isinstance(kind, ox.NamedNode) and not kind.value.startswith(_VOCABULARY)
    )


def _along(
    store: ox.Store,
    start: Term,
    links: Iterable[Term],
    step: Callable[[ox.Store, Term, Term], Iterable[Term]],
) -> set[Term]:
    """Where one comes from a thing by links in turn."""
    here = {start}
    for link in links:
        here = {there for thing in here for there in step(store, thing, link)}
    return here


def _back(store: ox.Store, thing: Term, predicate: Term) -> Iterable[Term]:
    return subjects(store, predicate, thing)


def _pairs(store: ox.Store, predicate: str) -> Pairs:
    found: Pairs = defaultdict(set)
    for subject, _, value in match(store, None, ox.NamedNode(predicate)):
        if subject != value and isinstance(value, ox.NamedNode):
            found[subject].add(value)
    return found


def _turned(pairs: Pairs) -> Pairs:
    found: Pairs = defaultdict(set)
    for one, others in pairs.items():
        if isinstance(one, ox.NamedNode):
            for other in others:
                found[other].add(one)
    return found


def _both_ways(pairs: Pairs) -> Pairs:
    found: Pairs = defaultdict(set)
    for some in (pairs, _turned(pairs)):
        for one, others in some.items():
            found[one] |= others
    return found


def _of_kind(store: ox.Store, kind: str) -> Iterator[ox.NamedNode]:
    for one in subjects(store, _TYPE, ox.NamedNode(_OWL + kind)):
        if isinstance(one, ox.NamedNode):
            yield one


def _chains(store: ox.Store) -> Iterator[Chain]:
    for one in _of_kind(store, "TransitiveProperty"):
        yield Chain((one, one), one)
    for whole, _, cell in match(store, None, ox.NamedNode(_OWL + "propertyChainAxiom")):
        links: list[Term] = []
        while cell != _NIL:
            links += values(store, cell, _FIRST)
            (cell,) = values(store, cell, _REST)
        if isinstance(whole, ox.NamedNode):
            yield Chain(tuple(links), whole)
