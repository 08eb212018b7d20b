"""The axioms that the files assert, each looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pyoxigraph as ox

from scograph.rdf import graph

_CHAIN = graph.term("owl:propertyChainAxiom")


class Axioms:
    """The axioms of one store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._known: dict[tuple[ox.NamedNode | None, ...], list[ox.Triple]] = {}
        self._chains: dict[ox.NamedNode, list[tuple[ox.Triple, list[ox.NamedNode]]]] = {}

    def about(self, predicate: graph.Name, value: ox.NamedNode) -> list[ox.Triple]:
        """The axioms with a property and a value."""
        return self._found(None, graph.term(predicate), value)

    def of(self, predicate: graph.Name, subject: ox.NamedNode) -> list[ox.Triple]:
        """The axioms with a subject and a property."""
        return self._found(subject, graph.term(predicate), None)

    def holds(self, axiom: ox.Triple) -> bool:
        """True if a file asserts an axiom."""
        return axiom in self.of(axiom.predicate, cast(ox.NamedNode, axiom.subject))

    def either(
        self, predicate: graph.Name, term: ox.NamedNode
    ) -> Iterator[tuple[ox.Triple, ox.NamedNode]]:
        """The axioms that relate a term with another, whichever comes first, and the other."""
        for axiom in self.about(predicate, term):
            if isinstance(axiom.subject, ox.NamedNode):
                yield axiom, axiom.subject
        for axiom in self.of(predicate, term):
            if isinstance(axiom.object, ox.NamedNode):
                yield axiom, axiom.object

    def chains(self, predicate: ox.NamedNode) -> list[tuple[ox.Triple, list[ox.NamedNode]]]:
        """The chains that make a property, each with the properties along it."""
        if predicate not in self._chains:
            self._chains[predicate] = [
                (axiom, cast(list[ox.NamedNode], links))
                for axiom in self.of(_CHAIN, predicate)
                if (links := list(graph.members(self._store, axiom.object)))
                and all(isinstance(one, ox.NamedNode) for one in links)
            ]
        return self._chains[predicate]

    def _found(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode, value: ox.NamedNode | None
    ) -> list[ox.Triple]:
        key = (subject, predicate, value)
        if key not in self._known:
            self._known[key] = _asserted(
                self._store.quads_for_pattern(subject, predicate, value, None)
            )
        return self._known[key]


def _asserted(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    found = {quad.triple for quad in quads if quad.graph_name != graph.DEFAULT}
    return sorted(found, key=str)
