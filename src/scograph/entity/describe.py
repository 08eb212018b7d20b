"""The description of one thing: statements, claims, values that the graph does not hold, facts."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity.claims import Claim, Claims, Other
from scograph.entity.facts import Fact, Facts
from scograph.entity.passages import Passages
from scograph.names import dates
from scograph.rdf import graph

HAS_CLAIM = graph.term("scog:hasClaim")


class Statement(NamedTuple):
    """A property and a value of a thing, and the claims that support it; none if inferred."""

    predicate: ox.NamedNode
    value: graph.Term
    inferred: bool
    claims: list[Claim]


class Involvement(NamedTuple):
    """A fact that involves the thing, with its dates, its gist in each language, its claims."""

    fact: Fact
    span: dates.Span
    gist: list[ox.Literal]
    claims: list[Claim]


class Description(NamedTuple):
    """The description of one thing, from which text, JSON, RDF and pages are written."""

    thing: ox.NamedNode
    span: dates.Span
    claims: list[Claim]
    statements: list[Statement]
    others: list[Other]
    facts: list[Involvement]


class Describer:
    """The descriptions of things of one store."""

    def __init__(self, store: ox.Store, passages: Passages | None = None) -> None:
        self._store = store
        self.claims = Claims(store, passages)
        self.facts = Facts(store)

    def describe(self, thing: ox.NamedNode) -> Description:
        """The description of a thing."""
        claims = self.claims.about(thing)
        return Description(
            thing,
            self.facts.span(thing),
            claims,
            self.statements(thing, claims),
            self.claims.others(thing, claims),
            [self.involvement(fact) for fact in self.facts.of(thing)],
        )

    def statements(self, thing: ox.NamedNode, claims: list[Claim]) -> list[Statement]:
        """The statements on a thing, without those that lead to its claims."""
        asserted = set(graph.asserted(self._store, thing))
        return [
            Statement(
                triple.predicate,
                triple.object,
                triple not in asserted,
                _support(claims, triple) if triple in asserted else [],
            )
            for triple in graph.triples(self._store, thing)
            if triple.predicate != HAS_CLAIM
        ]

    def involvement(self, fact: Fact) -> Involvement:
        """A fact with its dates, gist and claims."""
        return Involvement(
            fact,
            self.facts.span(fact.node),
            list(graph.literals(self._store, fact.node, "scog:gist")),
            self.claims.about(fact.node),
        )


def _support(claims: list[Claim], triple: ox.Triple) -> list[Claim]:
    return [claim for claim in claims if claim.supports(triple.predicate, triple.object)]
