"""The facts that involve a thing: terms of office, participations, memberships and the like.

The ontology says which classes are classes of facts, by `scog:isFactClass`.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from scograph.names import dates
from scograph.rdf import graph

_DATED_BY = ("scog:atMeeting", "scog:invitedTo")
# The acts by which a document comes to be.
_MADE_BY = {
    graph.term(f"scog:act-{name}") for name in ("adoption", "approval", "issue", "signature")
}


class Fact(NamedTuple):
    """A fact and its marked class; `inferred` if no asserted triple connects it with the thing."""

    node: ox.NamedNode
    kind: ox.NamedNode
    inferred: bool


class Facts:
    """The facts of one store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @cached_property
    def kinds(self) -> dict[ox.NamedNode, ox.NamedNode]:
        """Each class of facts with the marked class that it is or is a subclass of."""
        marked = graph.subjects(self._store, "scog:isFactClass", _TRUE)
        return {
            kind: top
            for top in sorted(marked, key=lambda one: one.value, reverse=True)
            for kind in graph.closure(self._store, "rdfs:subClassOf", top)
        }

    def kind(self, node: ox.NamedNode) -> ox.NamedNode | None:
        """The class of facts that a thing belongs to; None if it is no fact."""
        found = {self.kinds[one] for one in graph.types(self._store, node) if one in self.kinds}
        return min(found, key=lambda one: one.value, default=None)

    def of(self, thing: ox.NamedNode) -> list[Fact]:
        """The facts with the thing as a value of some property, in order of their IRIs."""
        asserted = {one.subject for one in graph.asserted(self._store, value=thing)}
        pointing = set(graph.subjects(self._store, None, thing)) - {thing}
        return [
            Fact(node, kind, node not in asserted)
            for node in sorted(pointing, key=lambda one: one.value)
            if (kind := self.kind(node)) is not None
        ]

    def span(self, fact: ox.NamedNode) -> dates.Span:
        """The dates of a fact: those of its meeting where it has none of its own.

        A document has the date of its adoption, approval, issue or first signature.
        """
        own = dates.span(self._store, fact)
        dated = None if own.start else self.meeting(fact) or self._made(fact)
        return own if dated is None else dates.span(self._store, dated)

    def first_day(self, fact: ox.NamedNode) -> str:
        """The first day on which a fact, or what `span` dates it by, may have begun."""
        names = ("scog:earliest", "scog:latest")
        own = next((day for name in names if (day := graph.text(self._store, fact, name))), "")
        dated = None if own else self.meeting(fact) or self._made(fact)
        return own if dated is None else self.first_day(dated)

    def meeting(self, fact: ox.NamedNode) -> ox.NamedNode | None:
        """The meeting that dates a participation or an invitation; None for any other fact."""
        return next(
            (one for name in _DATED_BY for one in graph.nodes(self._store, fact, name)), None
        )

    def _made(self, document: ox.NamedNode) -> ox.NamedNode | None:
        """The first of the acts by which a document came to be; None for any other thing."""
        acts = [
            act
            for act in graph.subjects(self._store, "scog:actOn", document)
            if _MADE_BY & set(graph.nodes(self._store, act, "scog:actKind"))
        ]
        return min(
            acts,
            key=lambda act: (graph.text(self._store, act, "scog:earliest") or "~", act.value),
            default=None,
        )


_TRUE = ox.Literal(True)
