"""Labels of things that have no name in the graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import PREFIXES, SCOD

GRAPH = f"""
@prefix oa: <{PREFIXES["oa"]}> .
@prefix scod: <{SCOD}> .
@prefix scog: <{PREFIXES["scog"]}> .
scod:self scog:claimAbout scod:self .
scod:one scog:claimAbout scod:two ; scog:claimFrom scod:two .
scod:two scog:claimAbout scod:one .
scod:circle oa:hasSource scod:circle ; oa:hasSelector scod:circle .
"""


@pytest.mark.parametrize(
    ("thing", "wanted"),
    [
        ("self", "Claim on scod:self"),
        ("one", "Claim on scod:two, from scod:two"),
        ("two", "Claim on scod:one"),
        ("circle", "scod:circle"),
    ],
)
def test_claims_and_places_that_point_at_each_other(thing: str, wanted: str) -> None:
    store = ox.Store()
    store.load(GRAPH.encode(), format=ox.RdfFormat.TURTLE)
    assert Labels(store).of(ox.NamedNode(SCOD + thing)).text == wanted
