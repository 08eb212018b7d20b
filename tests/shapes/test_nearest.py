"""The declared term that a misspelt one is nearest to."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.corpus import load
from scograph.rdf import ntriples
from scograph.rdf.namespaces import PREFIXES, curie, expand
from scograph.shapes import nearest


@pytest.fixture(scope="module")
def ontology() -> ox.Store:
    store = ox.Store()
    ntriples.extend(store, [set(load.read(load.ontology_files()).asserted.lines())])
    return store


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("scog:claimsFrom", "scog:claimFrom"),
        ("scog:claim_about", "scog:claimAbout"),
        ("scog:Sumit", "scog:Summit"),
        ("scog:participants", "scog:participant"),
        ("scog:capacity-observr", "scog:capacity-observer"),
        ("dct:publishers", "dct:publisher"),
        ("skos:preflabel", "skos:prefLabel"),
        ("schema:URL", "schema:url"),
        ("scog:supports", None),
        ("scog:capacity-leader", None),
    ],
)
def test_hint(ontology: ox.Store, wrong: str, right: str | None) -> None:
    wanted = f" Did you mean {right}?" if right else ""
    assert nearest.hint(ontology, expand(wrong) or "") == wanted


@pytest.mark.slow
def test_every_term_is_found_with_a_letter_less(ontology: ox.Store) -> None:
    terms = {
        line.split(b" ", 1)[0].decode()[1:-1]
        for line in load.read(load.ontology_files()).asserted.lines()
        # A term of OWL has a name here, and no kind.
        if b"#isDefinedBy>" in line and not line.startswith(f"<{PREFIXES['owl']}".encode())
    }
    known = [
        one
        for one in terms
        if "#" in one and len(curie(one).partition(":")[2]) > 6 and "#language-" not in one
    ]
    assert len(known) > 100
    assert [one for one in known if not nearest.hint(ontology, one[:-2] + one[-1])] == []
