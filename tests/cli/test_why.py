"""`scograph why` and `run disagreements`, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.rdf import graph
from tests.cli.test_cite import OTHER
from tests.support.terminal import on_small, scograph

MEMBER = "arland-in-river-league-founding-member"


def test_an_asserted_fact_has_its_claims_and_places() -> None:
    text = on_small("why", f"scod:{MEMBER}").out
    assert f"scod:{MEMBER}-claim-1" in text
    assert "Sources\n[1] " in text


def test_an_inferred_fact_has_rule_axiom_and_premises_down_to_the_sources() -> None:
    found = json.loads(
        on_small("why", "Ana Arlen", "attended", "Borton summit 2006", "-F", "json").out
    )
    (reason,) = found["reasons"]
    assert reason["inferred"]
    assert reason["rule"] == "prp-spo2"
    assert "owl:propertyChainAxiom (" in reason["axioms"][0]["text"]

    def leaves(one: dict[str, object]) -> list[dict[str, object]]:
        premises = one.get("premises")
        if not isinstance(premises, list):
            return [one]
        return [leaf for premise in premises for leaf in leaves(premise)]

    assert leaves(reason)
    assert all(leaf["claims"] for leaf in leaves(reason))
    assert {one["number"] for one in found["references"]} == {1}


def test_a_reason_as_rdf_is_in_prov_and_web_annotation() -> None:
    text = on_small("why", "Ana Arlen", "attended", "Borton summit 2006", "-F", "turtle").out
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    for predicate in ("prov:wasDerivedFrom", "prov:used", "prov:hadPlan", "oa:hasTarget"):
        assert graph.exists(store, None, predicate), predicate


@pytest.mark.slow
def test_what_a_source_says_otherwise_stands_against_it(tmp_path: Path) -> None:
    mine = tmp_path / "other.ttl"
    mine.write_text(OTHER)
    text = on_small("why", f"scod:{MEMBER}", "--data", mine).out
    assert "against it: 2001-06-16" in text
    assert "It was printed a day later." in text
    rows = on_small("run", "disagreements", "--data", mine).out.splitlines()
    (row,) = (row for row in rows if "/another-claim" in row)
    assert "2001-06-15" in row
    assert "2001-06-16" in row
    asked = on_small("why", f"scod:{MEMBER}", "scog:dateText", "2001-06-16", "--data", mine)
    assert "The graph does not hold this; a source says it" in asked.out


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (("Ana Arlen", "attended"), "one entity, or three terms"),
        (("Ana Arlen", "eats", "Borton"), "has no property"),
        (("Ana Arlen", "attended", "Borton"), "does not say this"),
        (("Nobody",), "Nobody"),
    ],
)
def test_what_is_no_fact_is_refused(fact: tuple[str, ...], message: str) -> None:
    answer = on_small("why", *fact)
    assert answer.code == 2
    assert message in answer.err


@pytest.mark.record
def test_names_of_properties_and_values_in_the_language_of_the_reader() -> None:
    text = scograph("why", "胡锦涛", "attended", "2004年塔什干峰会", "--lang", "zh").out
    assert "塔什干" in text
