"""Proofs of inferred triples: from the triple back to what the files assert.

A step is a rule of OWL 2 RL with its axiom (https://www.w3.org/TR/owl2-profiles/), or one of the
rules in `ontology/rules`. Each step is looked up in the closure, so that a proof needs no reasoner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph.rdf import graph
from scograph.rdf.graph import TYPE
from scograph.reason import rules
from scograph.reason.axioms import Axioms
from scograph.reason.premises import Premises

_DEEPEST = 12
_SUB_CLASS = graph.term("rdfs:subClassOf")
_SUB_PROPERTY = graph.term("rdfs:subPropertyOf")


class Proof(NamedTuple):
    """Why the graph holds a triple.

    `rule` is a rule of OWL 2 RL such as `prp-spo1`, the name of a file of `ontology/rules`, or
    empty where the triple is asserted. `axioms` are what the ontology says, `premises` the rest.
    """

    triple: ox.Triple
    rule: str = ""
    axioms: tuple[ox.Triple, ...] = ()
    premises: tuple[Proof, ...] = ()

    def leaves(self) -> Iterator[ox.Triple]:
        """The asserted triples on which it rests, axioms left out, in order and each once."""
        yield from dict.fromkeys(self._leaves())

    def steps(self) -> Iterator[Proof]:
        """The proof and the proofs of its premises that are inferred too."""
        if self.rule:
            yield self
            for premise in self.premises:
                yield from premise.steps()

    def _leaves(self) -> Iterator[ox.Triple]:
        if not self.rule:
            yield self.triple
        for premise in self.premises:
            yield from premise._leaves()


class _Step(NamedTuple):
    """A way to infer a triple: the rule, its axioms, and triples that the graph holds."""

    rule: str
    axioms: tuple[ox.Triple, ...]
    premises: tuple[ox.Triple, ...]


class Prover:
    """The proofs of the triples of one store, each made once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._known: dict[ox.Triple, Proof] = {}
        self._asserted: dict[ox.Triple, bool] = {}
        self._axioms = Axioms(store)

    @property
    def kept(self) -> int:
        """How many triples have been looked up."""
        return len(self._known) + len(self._asserted)

    def proof(self, triple: ox.Triple) -> Proof | None:
        """The proof of a triple; None where the graph does not hold it, or none is found."""
        return self._proof(triple, frozenset())

    def is_asserted(self, triple: ox.Triple) -> bool:
        """True if a triple is in a graph of the files."""
        if triple not in self._asserted:
            found = self._store.quads_for_pattern(
                triple.subject, triple.predicate, triple.object, None
            )
            self._asserted[triple] = any(quad.graph_name != graph.DEFAULT for quad in found)
        return self._asserted[triple]

    def _proof(self, triple: ox.Triple, above: frozenset[ox.Triple]) -> Proof | None:
        if triple in self._known:
            return self._known[triple]
        if self.is_asserted(triple):
            self._known[triple] = Proof(triple)
            return self._known[triple]
        if len(above) > _DEEPEST or not graph.exists(self._store, *triple):
            return None
        above |= {triple}
        for steps in (self._by_axioms(triple), self._by_rules(triple)):
            found = self._by_steps(triple, steps, above)
            if found is not None:
                return found
        return None

    def _by_steps(
        self, triple: ox.Triple, steps: Iterable[_Step], above: frozenset[ox.Triple]
    ) -> Proof | None:
        """The proof by one of some steps whose premises can be proved without the triple."""
        later = []
        for step in (one for one in steps if above.isdisjoint(one.premises)):
            # Most triples follow from asserted ones in one step.
            if all(map(self.is_asserted, step.premises)):
                return self._kept(triple, step, [Proof(one) for one in step.premises])
            later.append(step)
        for step in later:
            premises = [self._proof(one, above) for one in step.premises]
            if None not in premises:
                return self._kept(triple, step, cast(list[Proof], premises))
        return None

    def _kept(self, triple: ox.Triple, step: _Step, premises: Iterable[Proof]) -> Proof:
        self._known[triple] = Proof(triple, step.rule, step.axioms, tuple(premises))
        return self._known[triple]

    def _by_axioms(self, triple: ox.Triple) -> Iterator[_Step]:
        """Steps of OWL 2 RL to a triple."""
        subject, predicate, value = triple
        if not isinstance(subject, ox.NamedNode):
            return
        if predicate == TYPE and isinstance(value, ox.NamedNode):
            yield from self._of_class(subject, value)
        else:
            yield from self._of_property(subject, predicate, value)
        if predicate in (_SUB_CLASS, _SUB_PROPERTY):
            equal, by_equal = (
                ("owl:equivalentClass", "scm-eqc1")
                if predicate == _SUB_CLASS
                else ("owl:equivalentProperty", "scm-eqp1")
            )
            for axiom, other in self._axioms.either(equal, subject):
                if other == value:
                    yield _Step(by_equal, (axiom,), ())
            rule = "scm-sco" if predicate == _SUB_CLASS else "scm-spo"
            for first in self._held(subject, predicate):
                second = ox.Triple(cast(ox.NamedNode, first.object), predicate, value)
                yield from self._if_held(rule, (), first, second)

    def _of_class(self, thing: ox.NamedNode, kind: ox.NamedNode) -> Iterator[_Step]:
        """Steps to a class of a thing."""
        for axiom in self._axioms.about(_SUB_CLASS, kind):
            yield from self._if_held("cax-sco", (axiom,), ox.Triple(thing, TYPE, axiom.subject))
        for axiom, other in self._axioms.either("owl:equivalentClass", kind):
            yield from self._if_held("cax-eqc", (axiom,), ox.Triple(thing, TYPE, other))
        for axiom in self._axioms.about("rdfs:domain", kind):
            for found in self._held(thing, cast(ox.NamedNode, axiom.subject)):
                yield _Step("prp-dom", (axiom,), (found,))
        for axiom in self._axioms.about("rdfs:range", kind):
            predicate = cast(ox.NamedNode, axiom.subject)
            for found in graph.triples(self._store, None, predicate, thing):
                yield _Step("prp-rng", (axiom,), (found,))

    def _of_property(
        self, subject: ox.NamedNode, predicate: ox.NamedNode, value: graph.Term
    ) -> Iterator[_Step]:
        """Steps to a value of a property."""
        for axiom in self._axioms.about(_SUB_PROPERTY, predicate):
            below = cast(ox.NamedNode, axiom.subject)
            yield from self._if_held("prp-spo1", (axiom,), ox.Triple(subject, below, value))
        for axiom, other in self._axioms.either("owl:equivalentProperty", predicate):
            yield from self._if_held("prp-eqp", (axiom,), ox.Triple(subject, other, value))
        if not isinstance(value, ox.NamedNode):
            return
        for axiom, other in self._axioms.either("owl:inverseOf", predicate):
            yield from self._if_held("prp-inv", (axiom,), ox.Triple(value, other, subject))
        for name, rule in (("Symmetric", "prp-symp"), ("Transitive", "prp-trp")):
            axiom = ox.Triple(predicate, TYPE, graph.term(f"owl:{name}Property"))
            if not self._axioms.holds(axiom):
                continue
            if name == "Symmetric":
                yield from self._if_held(rule, (axiom,), ox.Triple(value, predicate, subject))
                continue
            for way in self._ways(subject, [predicate, predicate], value):
                yield _Step(rule, (axiom,), way)
        for axiom, links in self._axioms.chains(predicate):
            for way in self._ways(subject, links, value):
                yield _Step("prp-spo2", (axiom,), way)

    def _ways(
        self, start: ox.NamedNode, links: list[ox.NamedNode], end: graph.Term
    ) -> Iterator[tuple[ox.Triple, ...]]:
        """The triples of each way from a thing along a chain of properties."""
        if len(links) == 1:
            last = ox.Triple(start, links[0], end)
            if graph.exists(self._store, *last):
                yield (last,)
            return
        for found in self._held(start, links[0]):
            if isinstance(found.object, ox.NamedNode):
                for rest in self._ways(found.object, links[1:], end):
                    yield (found, *rest)

    def _by_rules(self, triple: ox.Triple) -> Iterator[_Step]:
        """Steps by the rules in `ontology/rules` that make such a triple."""
        subject = triple.subject
        if not isinstance(subject, ox.NamedNode):
            return
        able = [
            rule
            for rule in self._rules
            if triple.predicate in rule.makes
            and (rule.kind is None or graph.exists(self._store, subject, TYPE, rule.kind))
        ]
        for rule in able:
            premises = rule.of(subject, triple, alone=len(able) == 1)
            if premises is not None:
                yield _Step(rule.name, (), premises)

    @cached_property
    def _rules(self) -> list[Premises]:
        return [Premises(self._store, path.stem, path.read_text("utf-8")) for path in rules.files()]

    def _if_held(
        self, rule: str, axioms: tuple[ox.Triple, ...], *premises: ox.Triple
    ) -> Iterator[_Step]:
        if all(graph.exists(self._store, *one) for one in premises):
            yield _Step(rule, axioms, premises)

    def _held(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.Triple]:
        return graph.triples(self._store, subject, predicate)
