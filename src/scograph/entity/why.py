"""Why the graph says something: claims and places, or rule and premises; what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity.claims import Claim, Claims, Other
from scograph.errors import UsageError
from scograph.names import dates, resolve
from scograph.names.resolve import fold, given_iri, shortened
from scograph.rdf import graph
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import SCOG, curie
from scograph.reason.proofs import Proof, Prover

_DEPRECATED = graph.term("scog:rank-deprecated")
_HIDDEN = {
    graph.term(name)
    for name in (
        *("scog:hasClaim", "scog:statedIn", "dct:source", "prov:wasDerivedFrom"),
        *("skos:prefLabel", "skos:altLabel", "rdfs:label"),
    )
}
_DATES = {graph.term(f"scog:{name}") for name in (*dates.BEGINNING, *dates.END)}
_TEXTS = {graph.term(f"scog:{name}") for name in ("dateText", "endDateText")}


class Reason(NamedTuple):
    """Why the graph holds a triple.

    An asserted one has its claims, an inferred one `rule`, `axioms` and the reasons of its
    premises. `against` are the values that sources give instead. `held` is False for a value that
    only a claim gives.
    """

    triple: ox.Triple
    held: bool
    rule: str
    axioms: tuple[ox.Triple, ...]
    claims: list[Claim]
    premises: list[Reason]
    against: list[Other]

    def sources(self) -> Iterator[ox.NamedNode]:
        """The sources down to which it leads."""
        for claim in self.claims:
            yield from (place.source for place in claim.places)
        for premise in self.premises:
            yield from premise.sources()


class Reasons:
    """The reasons of what one store holds."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._claims = Claims(store)
        self._prover = Prover(store)
        self._about: dict[ox.NamedNode, list[Claim]] = {}

    def of_thing(self, thing: ox.NamedNode) -> list[Reason]:
        """The reasons of what the graph says of a thing in its own terms, names left out."""
        found = []
        for triple in graph.triples(self._store, thing):
            if triple.predicate in _HIDDEN or isinstance(triple.object, ox.BlankNode):
                continue
            asserted = self._prover.is_asserted(triple)
            own = triple.predicate.value.startswith(SCOG)
            if asserted or (own and triple.predicate not in _DATES):
                found.append(self.of_triple(triple))
        return sorted(found, key=lambda one: (bool(one.rule), str(one.triple)))

    def of_triple(self, triple: ox.Triple) -> Reason:
        """The reason of one triple; UsageError where neither the graph nor a claim has it."""
        proof = self._prover.proof(triple)
        if proof is not None:
            return self._reason(proof)
        against = [one for one in self._others(triple) if one.value == triple.object]
        if not against:
            raise UsageError(_unheld(self._store, triple))
        claims = [one.claim for one in against]
        return Reason(triple, False, "", (), claims, [], [])

    def _reason(self, proof: Proof) -> Reason:
        triple = proof.triple
        return Reason(
            triple,
            True,
            proof.rule,
            proof.axioms,
            [] if proof.rule else self._support(triple),
            [self._reason(one) for one in proof.premises],
            [one for one in self._others(triple) if not one.less_exact],
        )

    def _support(self, triple: ox.Triple) -> list[Claim]:
        return [
            claim
            for claim in self._claims_of(triple.subject)
            if claim.rank != _DEPRECATED and claim.supports(triple.predicate, triple.object)
        ]

    def _others(self, triple: ox.Triple) -> list[Other]:
        if not isinstance(triple.subject, ox.NamedNode):
            return []
        names = dates.BEGINNING if triple.predicate.value[len(SCOG) :] in dates.BEGINNING else ()
        text = graph.term("scog:dateText") if names else triple.predicate
        if triple.predicate in _DATES and not names:
            text = graph.term("scog:endDateText")
        found = self._claims.others(triple.subject, self._claims_of(triple.subject))
        return [one for one in found if one.predicate in (triple.predicate, text)]

    def _claims_of(self, subject: graph.Node) -> list[Claim]:
        if not isinstance(subject, ox.NamedNode):
            return []
        if subject not in self._about:
            self._about[subject] = self._claims.about(subject)
        return self._about[subject]


def of_terms(store: ox.Store, terms: Sequence[str]) -> list[Reason]:
    """The reasons of an entity, or of a triple of three terms; UsageError for anything else."""
    if len(terms) not in (1, 3):
        raise UsageError(
            "A fact is one entity, or three terms: a thing, a property and a value. "
            'E.g. scograph why "Hu Jintao" attended "Tashkent summit 2004"'
        )
    reasons = Reasons(store)
    if len(terms) == 3:
        return [reasons.of_triple(triple(store, terms))]
    return reasons.of_thing(resolve.resolve(store, terms[0]))


def of_property(store: ox.Store, thing: str, name: str, most: int = 50) -> list[Reason]:
    """The reasons of the first values of a property of a thing; UsageError where there is none."""
    subject = resolve.resolve(store, thing)
    predicate = _predicate(store, subject, name)
    found = sorted(graph.triples(store, subject, predicate), key=str)[:most]
    if not found:
        raise UsageError(f"{Labels(store).text(subject)} has no {Labels(store).text(predicate)}.")
    reasons = Reasons(store)
    return [reasons.of_triple(one) for one in found]


def triple(store: ox.Store, terms: Sequence[str]) -> ox.Triple:
    """The triple of three terms: a thing and a property by a name, a value as it is shown.

    UsageError where a term is not known.
    """
    subject = resolve.resolve(store, terms[0])
    predicate = _predicate(store, subject, terms[1])
    return ox.Triple(subject, predicate, _value(store, subject, predicate, terms[2]))


def _predicate(store: ox.Store, subject: ox.NamedNode, text: str) -> ox.NamedNode:
    if text == "a":
        return graph.TYPE
    given = given_iri(text)
    if given is not None:
        return ox.NamedNode(given)
    wanted = fold(text)
    found = {one.predicate for one in graph.triples(store, subject)}
    called = [
        one
        for one in sorted(found, key=lambda one: one.value)
        if wanted in {fold(name) for name in _names(store, one)}
    ]
    if not called:
        names = sorted({Labels(store).text(one) for one in found})
        raise UsageError(
            f"{Labels(store).text(subject)} has no property {shortened(text)}. "
            f"It has: {', '.join(names)}."
        )
    return next((one for one in called if one.value.startswith(SCOG)), called[0])


def _value(
    store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode, text: str
) -> graph.Term:
    given, wanted = given_iri(text), fold(text)
    held = list(graph.values(store, subject, predicate))
    claims = Claims(store)
    held += [
        one.value
        for one in claims.others(subject, claims.about(subject))
        if one.predicate == predicate
    ]
    for one in held:
        if isinstance(one, ox.NamedNode):
            if one.value == given or wanted in {fold(name) for name in _names(store, one)}:
                return one
        elif isinstance(one, ox.Literal) and one.value == text:
            return one
    if given is not None:
        return ox.NamedNode(given)
    if held and all(isinstance(one, ox.NamedNode) for one in held):
        return resolve.resolve(store, text)
    return ox.Literal(text)


def _names(store: ox.Store, node: ox.NamedNode) -> Iterator[str]:
    for name in ("skos:prefLabel", "skos:altLabel", "rdfs:label"):
        yield from (one.value for one in graph.literals(store, node, name))
    short = curie(node.value)
    yield short
    yield short.partition(":")[2]


def _unheld(store: ox.Store, triple: ox.Triple) -> str:
    labels = Labels(store)
    held = [labels.text(one) for one in graph.values(store, triple.subject, triple.predicate)]
    instead = f" It has: {', '.join(sorted(held))}." if held else ""
    return (
        "The graph does not say this, and no claim does: "
        f"{labels.text(triple.subject)}, {labels.text(triple.predicate)}: "
        f"{labels.text(triple.object)}.{instead}"
    )
