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

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Pairs: TypeAlias = dict[Term, set[ox.NamedNode]]
Stated: TypeAlias = Callable[[ox.Triple], bool]

_DEFAULT = ox.DefaultGraph()
_OWL, _RDF, _RDFS = (PREFIXES[name] for name in ("owl", "rdf", "rdfs"))
_VOCABULARY = (_OWL, _RDF, _RDFS, PREFIXES["xsd"])
_TYPE, _FIRST, _REST = (ox.NamedNode(_RDF + name) for name in ("type", "first", "rest"))
_NIL = ox.NamedNode(_RDF + "nil")
# Their axioms are not dealt with here; that of differentFrom can only clash with sameAs.
_OTHER_AXIOMS = """
    allValuesFrom cardinality complementOf datatypeComplementOf disjointUnionOf distinctMembers
    hasKey hasSelf hasValue intersectionOf maxCardinality maxQualifiedCardinality members
    minCardinality minQualifiedCardinality onClass onDataRange onDatatype onProperties onProperty
    oneOf propertyDisjointWith qualifiedCardinality sameAs someValuesFrom sourceIndividual unionOf
    withRestrictions""".split()
_OTHER_KINDS = """
    AllDifferent AllDisjointClasses AllDisjointProperties FunctionalProperty
    InverseFunctionalProperty NegativePropertyAssertion Nothing ReflexiveProperty""".split()


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
        for name in _OTHER_AXIOMS:
            if _any(store, None, ox.NamedNode(_OWL + name), None):
                raise FullBuildNeeded(f"owl:{name} is used")
        for name in _OTHER_KINDS:
            if _any(store, None, _TYPE, ox.NamedNode(_OWL + name)):
                raise FullBuildNeeded(f"there is an owl:{name}")
        self.super_classes = _pairs(store, _RDFS + "subClassOf")
        self.sub_classes = _turned(self.super_classes)
        self.super_properties = _pairs(store, _RDFS + "subPropertyOf")
        self.sub_properties = _turned(self.super_properties)
        self.domains = _pairs(store, _RDFS + "domain")
        self.ranges = _pairs(store, _RDFS + "range")
        self.with_domain, self.with_range = _turned(self.domains), _turned(self.ranges)
        self.inverses = _both_ways(_pairs(store, _OWL + "inverseOf"))
        for one in _of_kind(store, "SymmetricProperty"):
            self.inverses[one].add(one)
        self.disjoint = _both_ways(_pairs(store, _OWL + "disjointWith"))
        self.asymmetric = set(_of_kind(store, "AsymmetricProperty"))
        self.irreflexive = set(_of_kind(store, "IrreflexiveProperty"))
        self.chains_with: dict[Term, list[tuple[Chain, int]]] = defaultdict(list)
        self.chains_to: dict[Term, list[Chain]] = defaultdict(list)
        for chain in _chains(store):
            self.chains_to[chain.whole].append(chain)
            for number, link in enumerate(chain.links):
                self.chains_with[link].append((chain, number))
        self._of_rules, self.stated = set(of_rules), stated
        for one in of_rules:
            if one in self.inverses or one in self.chains_with:
                raise FullBuildNeeded(f"{one} is part of an axiom, and what rules add")

    def consequences(self, fact: ox.Triple, store: ox.Store) -> Iterator[ox.Triple]:
        """What follows in one step from a fact and others in the store."""
        subject, predicate, value = fact.subject, fact.predicate, fact.object
        if predicate == _TYPE:
            for kind in self.super_classes.get(value, ()):
                yield ox.Triple(subject, _TYPE, kind)
        for other in self.super_properties.get(predicate, ()):
            yield ox.Triple(subject, other, value)
        for kind in self.domains.get(predicate, ()):
            yield ox.Triple(subject, _TYPE, kind)
        if isinstance(value, ox.NamedNode):
            for kind in self.ranges.get(predicate, ()):
                yield ox.Triple(value, _TYPE, kind)
            for other in self.inverses.get(predicate, ()):
                yield ox.Triple(value, other, subject)
        for chain, number in self.chains_with.get(predicate, ()):
            starts = _walked(store, subject, reversed(chain.links[:number]), _subjects)
            ends = _walked(store, value, chain.links[number + 1 :], _values)
            for start in starts:
                for end in ends:
                    yield ox.Triple(start, chain.whole, end)

    def follows(self, fact: ox.Triple, store: ox.Store) -> bool:
        """Whether a fact follows in one step from others in the store."""
        subject, predicate, value = fact.subject, fact.predicate, fact.object
        if predicate == _TYPE and self._is_of_kind(subject, value, store):
            return True
        return (
            any(
                self._proven(store, subject, other, value)
                for other in self.sub_properties.get(predicate, ())
            )
            or (
                isinstance(value, ox.NamedNode)
                and any(
                    _any(store, value, other, subject)
                    for other in self.inverses.get(predicate, ())
                )
            )
            or any(
                value in _walked(store, subject, chain.links, _values)
                for chain in self.chains_to.get(predicate, ())
            )
        )

    def clashes(self, fact: ox.Triple, store: ox.Store) -> bool:
        """Whether a fact contradicts others in the store."""
        subject, predicate, value = fact.subject, fact.predicate, fact.object
        if predicate == _TYPE:
            return any(_any(store, subject, _TYPE, kind) for kind in self.disjoint.get(value, ()))
        return (predicate in self.irreflexive and subject == value) or (
            predicate in self.asymmetric
            and isinstance(value, ox.NamedNode)
            and _any(store, value, predicate, subject)
        )

    def _is_of_kind(self, thing: Term, kind: Term, store: ox.Store) -> bool:
        return (
            any(_any(store, thing, _TYPE, other) for other in self.sub_classes.get(kind, ()))
            or any(
                self._proven(store, thing, other, None) for other in self.with_domain.get(kind, ())
            )
            or any(
                self._proven(store, None, other, thing) for other in self.with_range.get(kind, ())
            )
        )

    def _proven(
        self, store: ox.Store, subject: Term | None, predicate: Term, value: Term | None
    ) -> bool:
        """Whether there is such a fact that no rule has added."""
        if predicate not in self._of_rules:
            return _any(store, subject, predicate, value)
        return any(
            self.stated(quad.triple)
            for quad in store.quads_for_pattern(subject, predicate, value, _DEFAULT)
        )


class Difference(NamedTuple):
    """Triples of the default graph that are there no more, and that are there now."""

    gone: set[ox.Triple]
    new: set[ox.Triple]


def maintain(axioms: Axioms, old: ox.Store, store: ox.Store, stated: Difference) -> Difference:
    """How the default graph of `store` was changed, which was that of `old`.

    `stated` is what is stated no more, and newly. FullBuildNeeded is raised where the graph now
    contradicts itself.
    """
    gone, new = stated
    taken = _taken(axioms, old, gone)
    _write(store, taken, set())
    back = _put_back(axioms, store, taken)
    added = _add(axioms, store, new)
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
        if fact not in taken and _holds(old, fact):
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
            _write(store, set(), {fact})
            waiting += [other for other in axioms.consequences(fact, store) if other in taken]
    return back


def _add(axioms: Axioms, store: ox.Store, new: set[ox.Triple]) -> set[ox.Triple]:
    """What is new, and what follows from it; it is in the store."""
    added: set[ox.Triple] = set()
    waiting = {fact for fact in new if not _holds(store, fact)}
    while waiting:
        _write(store, set(), waiting)
        added |= waiting
        waiting = {
            other
            for fact in waiting
            for other in axioms.consequences(fact, store)
            if _worth_keeping(other) and not _holds(store, other)
        }
    return added


def _worth_keeping(fact: ox.Triple) -> bool:
    """Whether the reasoner would tell of it: nothing of the words of OWL, and no text as subject."""
    if not isinstance(fact.subject, ox.NamedNode) or fact.subject.value.startswith(_VOCABULARY):
        return False
    kind = fact.object
    return fact.predicate != _TYPE or (
        isinstance(kind, ox.NamedNode) and not kind.value.startswith(_VOCABULARY)
    )


def _write(store: ox.Store, gone: set[ox.Triple], new: set[ox.Triple]) -> None:
    for fact in gone:
        store.remove(ox.Quad(*fact, _DEFAULT))
    store.extend(ox.Quad(*fact, _DEFAULT) for fact in new)


def _holds(store: ox.Store, fact: ox.Triple) -> bool:
    return ox.Quad(*fact, _DEFAULT) in store


def _any(
    store: ox.Store, subject: Term | None, predicate: Term | None, value: Term | None
) -> bool:
    if isinstance(subject, ox.Literal):
        return False
    return next(store.quads_for_pattern(subject, predicate, value, _DEFAULT), None) is not None


def _walked(
    store: ox.Store,
    start: Term,
    links: Iterable[Term],
    step: Callable[[ox.Store, Term, Term], Iterator[Term]],
) -> set[Term]:
    """Where one comes from a thing by links in turn."""
    here = {start}
    for link in links:
        here = {there for thing in here for there in step(store, thing, link)}
    return here


def _values(store: ox.Store, thing: Term, predicate: Term) -> Iterator[Term]:
    if not isinstance(thing, ox.Literal):
        for quad in store.quads_for_pattern(thing, predicate, None, _DEFAULT):
            yield quad.object


def _subjects(store: ox.Store, thing: Term, predicate: Term) -> Iterator[Term]:
    for quad in store.quads_for_pattern(None, predicate, thing, _DEFAULT):
        yield quad.subject


def _pairs(store: ox.Store, predicate: str) -> Pairs:
    found: Pairs = defaultdict(set)
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, _DEFAULT):
        if quad.subject != quad.object and isinstance(quad.object, ox.NamedNode):
            found[quad.subject].add(quad.object)
    return found


def _turned(pairs: Pairs) -> Pairs:
    found: Pairs = defaultdict(set)
    for one, others in pairs.items():
        for other in others:
            if isinstance(one, ox.NamedNode):
                found[other].add(one)
    return found


def _both_ways(pairs: Pairs) -> Pairs:
    found: Pairs = defaultdict(set)
    for some in (pairs, _turned(pairs)):
        for one, others in some.items():
            found[one] |= others
    return found


def _of_kind(store: ox.Store, kind: str) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(_OWL + kind), _DEFAULT):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject


def _chains(store: ox.Store) -> Iterator[Chain]:
    for one in _of_kind(store, "TransitiveProperty"):
        yield Chain((one, one), one)
    axiom = ox.NamedNode(_OWL + "propertyChainAxiom")
    for quad in store.quads_for_pattern(None, axiom, None, _DEFAULT):
        links: list[Term] = []
        cell = quad.object
        while cell != _NIL:
            links += _values(store, cell, _FIRST)
            (cell,) = _values(store, cell, _REST)
        if isinstance(quad.subject, ox.NamedNode):
            yield Chain(tuple(links), quad.subject)
