"""Names of things that have no label in the graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.rdf.namespaces import PREFIXES, SCOD
from scograph.shapes.thing_names import name

PREFIX = "".join(
    f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("oa", "scod", "scog", "skos")
)
GRAPH = (
    PREFIX
    + """
scod:summit skos:prefLabel "Tashkent summit 2004"@en , "Ташкентский саммит"@ru .
scod:news skos:prefLabel "China News Service"@en .
scod:place oa:hasSource scod:news ; scog:paragraph 1 ; scog:sentence 2 .
scod:section oa:hasSource scod:lost ; scog:heading "Results" .
scod:claim scog:claimAbout scod:summit ; scog:claimFrom scod:place .
scod:bare scog:claimAbout scod:bare .
"""
)


@pytest.mark.parametrize(
    ("thing", "wanted"),
    [
        ("summit", "Tashkent summit 2004"),
        ("place", "China News Service, paragraph 1, sentence 2"),
        ("section", "scod:lost, ‘Results’"),
        (
            "claim",
            "Claim on Tashkent summit 2004, from China News Service, paragraph 1, sentence 2",
        ),
        ("bare", "Claim on scod:bare"),
        ("lost", None),
    ],
)
def test_name(thing: str, wanted: str | None) -> None:
    store = ox.Store()
    store.load(GRAPH.encode(), format=ox.RdfFormat.TURTLE)
    assert name(store, SCOD + thing) == wanted


def test_a_text_that_only_begins_like_an_iri() -> None:
    assert name(ox.Store(), "https://[") is None
