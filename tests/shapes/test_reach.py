"""From where shapes look at a change of another thing."""

from __future__ import annotations

import pytest

from scograph.corpus import load
from scograph.rdf import graph
from scograph.shapes import reach, sparql_constraints


@pytest.fixture(scope="module")
def shipped() -> reach.Reach:
    rest, constraints = sparql_constraints.split(load.read(load.shape_files()).triples())
    return reach.joined(reach.of_shapes(rest), reach.of_constraints(constraints))


@pytest.mark.parametrize(
    ("link", "looked_at"),
    [
        # A class, a nested shape, a filter that must not hold, an optional date.
        ("scog:participant", "rdf:type"),
        ("scog:capacity", "skos:inScheme"),
        ("scog:inTenure", "scog:holder"),
        ("scog:atMeeting", "scog:endLatest"),
    ],
)
def test_what_a_shape_looks_at(shipped: reach.Reach, link: str, looked_at: str) -> None:
    assert graph.term(looked_at) in (shipped[graph.term(link)] or ())


def test_a_claim_may_be_for_any_property(shipped: reach.Reach) -> None:
    assert shipped[graph.term("scog:claimAbout")] is None


def test_nothing_looks_beyond_the_host(shipped: reach.Reach) -> None:
    assert graph.term("scog:hostedBy") not in shipped
