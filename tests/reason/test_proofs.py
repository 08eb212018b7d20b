"""Proofs of inferred triples, on the small corpus and on a sample of the record."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from scograph import paths
from scograph.rdf import graph, ntriples, sparql_groups
from scograph.rdf.namespaces import SCOD, SCOG
from scograph.reason.proofs import Proof, Prover
from scograph.store import cache
from tests.support import terminal


def sample(store: ox.Store, size: int) -> list[ox.Triple]:
    """Inferred triples about things in our own terms, the same ones on each run."""
    found = [
        one
        for one in graph.inferred(store)
        if str(one.subject).startswith(f"<{SCOD}") and one.predicate.value.startswith(SCOG)
    ]
    return random.Random(1).sample(sorted(found, key=str), min(size, len(found)))  # noqa: S311


@pytest.mark.slow
def test_every_inferred_triple_has_a_proof_from_asserted_ones() -> None:
    store = cache.open_at(terminal.store(small=True))
    prover = Prover(store)
    for triple in graph.inferred(store):
        proof = prover.proof(triple)
        assert proof is not None, triple
        assert all(prover.is_asserted(leaf) for leaf in proof.leaves()), triple
        assert proof.axioms or list(proof.leaves()), triple


def test_what_the_graph_does_not_hold_has_none() -> None:
    store = cache.open_at(terminal.store(small=True))
    nothing = ox.Triple(ox.NamedNode(SCOD + "a"), graph.TYPE, ox.NamedNode(SCOG + "Summit"))
    assert Prover(store).proof(nothing) is None


@pytest.mark.record
@pytest.mark.reference
@pytest.mark.slow
def test_owlrl_derives_what_is_proved_from_the_premises() -> None:
    store = cache.open_at(terminal.store())
    prover = Prover(store)
    proofs = [prover.proof(one) for one in sample(store, 1_000)]
    assert None not in proofs
    steps = {step for proof in proofs if proof for step in proof.steps()}
    by_owl = [one for one in steps if "-" in one.rule and not one.rule[0].isdigit()]
    by_rules = [one for one in steps if one not in by_owl]
    assert _derived_by_owlrl(store, by_owl) == set()
    assert _not_made_by_rules(store, by_rules) == set()


def _derived_by_owlrl(store: ox.Store, steps: list[Proof]) -> set[ox.Triple]:
    """The triples that owlrl does not derive from the axioms and the premises of their steps.

    Premises that are inferred are given to it too: each step is checked for itself.
    """
    import owlrl
    import rdflib

    lines = set()
    for step in steps:
        lines.update(
            ntriples.write([*step.axioms, *(one.triple for one in step.premises)]).splitlines()
        )
        for axiom in step.axioms:
            head = axiom.object
            while isinstance(head, ox.BlankNode):
                found = list(graph.triples(store, head))
                lines.update(ntriples.write(found).splitlines())
                rest = [one.object for one in found if one.predicate.value.endswith("#rest")]
                head = rest[0] if rest else ox.Literal("")
    wanted = {one.triple for one in steps}
    given = set(ntriples.read(b"\n".join(sorted(lines)) + b"\n"))
    # What is a premise of one step is not taken as given for the step that derives it.
    missing = set()
    for part in (given - wanted, given):
        closed = rdflib.Graph().parse(data=ntriples.write(part).decode(), format="nt")
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
        text = closed.serialize(format="nt", encoding="utf-8")
        found = set(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
        held = {ox.Triple(*one.triple) for one in found}
        missing = {one for one in wanted if one not in held}
        if not missing:
            break
    return missing


def _not_made_by_rules(store: ox.Store, steps: list[Proof]) -> set[ox.Triple]:
    """The triples that the rules do not make of the premises of their steps.

    All steps are tried at once; a rule that counts may count premises of other steps then, and is
    asked again about its own.
    """
    made = _made(store, steps)
    return {
        one.triple
        for one in steps
        if one.triple not in made and one.triple not in _made(store, [one])
    }


def _made(store: ox.Store, steps: list[Proof]) -> set[ox.Triple]:
    """What rules make of their premises, and of what they compute of the whole graph."""
    held = ox.Store()
    for step in steps:
        held.extend(ntriples.quads(one.triple for one in step.premises))
    made: set[ox.Triple] = set()
    for name in {one.rule for one in steps}:
        rule = sparql_groups.computed(store, (paths.RULES / f"{name}.rq").read_text("utf-8"))
        made |= set(held.query(rule))  # type: ignore[arg-type]
    return made
