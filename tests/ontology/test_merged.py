"""The graph beside the vocabularies that it uses, as they are published."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest

from scograph.rdf.namespaces import PREFIXES, SCOD, expand
from scograph.reason.closure import closure
from tests.support.need import need
from tests.support.ontology_graph import DATA, IMPORTS, OWN, ntriples, triples

pytestmark = pytest.mark.reference

PUBLISHED = sorted((Path(__file__).parents[1] / "vocabularies").glob("*.ttl"))
HERMIT = Path(owlready2.__file__).parent / "hermit"
# Texts, and names of properties as values: annotations, from which a reasoner infers nothing.
ANNOTATIONS = {"claimFor", "claimedValue", "gist", "heading", "label", "rankReason"}
ANNOTATIONS |= {"altLabel", "definition", "editorialNote", "example", "note", "prefLabel"}
DATE = ox.NamedNode(PREFIXES["xsd"] + "date")


def is_logic(triple: ox.Triple) -> bool:
    """False for annotations, and for dates, since xsd:date is no datatype of OWL 2."""
    if isinstance(triple.object, ox.Literal) and triple.object.datatype == DATE:
        return False
    return re.split("[#/]", triple.predicate.value)[-1] not in ANNOTATIONS


@pytest.fixture(scope="module")
def merged() -> list[ox.Triple]:
    """The asserted and inferred triples, and the published vocabularies."""
    asserted = ntriples(triples([*OWN, *IMPORTS, *DATA]))
    graph = ox.parse(asserted + closure(asserted), format=ox.RdfFormat.N_TRIPLES)
    mine = {quad.triple for quad in graph if is_logic(quad.triple)}
    return [*mine, *triples(PUBLISHED)]


def is_consistent(found: list[ox.Triple], folder: Path) -> bool:
    """What HermiT says; it looks for a contradiction only, and does not classify."""
    need(shutil.which("java") is not None, "Java 17 or later, for HermiT")
    path = folder / "merged.nt"
    path.write_bytes(ntriples(found))
    asked = subprocess.run(
        ["java", "-cp", f"{HERMIT}:{HERMIT / 'HermiT.jar'}",
         "org.semanticweb.HermiT.cli.CommandLine", "-k", "--ignoreUnsupportedDatatypes",
         path.as_uri()],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert "atisfiable" in asked.stdout or "Inconsistent" in asked.stderr, asked.stderr
    return "Thing is satisfiable" in asked.stdout


def test_graph_beside_published_vocabularies_is_consistent(
    merged: list[ox.Triple], tmp_path: Path
) -> None:
    assert is_consistent(merged, tmp_path)


@pytest.mark.parametrize(
    "error",
    [
        ("scod:uzbekistan", "skos:exactMatch", "wd:Q265"),
        ("scod:tashkent-summit-2004", "prov:wasDerivedFrom", "scod:globalsecurity-sco-2018"),
    ],
    ids=["a-state-made-a-concept", "an-activity-made-an-entity"],
)
def test_reasoner_finds_a_term_that_does_not_fit(
    error: tuple[str, str, str], tmp_path: Path
) -> None:
    """On the two things alone, which is enough and quick."""
    nodes = [ox.NamedNode(str(expand(name))) for name in error]
    about = {nodes[0].value, nodes[2].value}
    things = [
        triple
        for triple in triples(DATA)
        if isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value in about
        and is_logic(triple)
    ]
    assert things
    assert all(SCOD in triple.subject.value for triple in things)
    found = [*triples([*OWN, *IMPORTS]), *triples(PUBLISHED), *things]
    found = [triple for triple in found if is_logic(triple)]
    assert is_consistent(found, tmp_path)
    assert not is_consistent([*found, ox.Triple(*nodes)], tmp_path)


def test_no_chain_on_a_functional_property() -> None:
    """OWL 2 DL forbids it: W3C ORG makes org:organization functional."""
    found = triples([*OWN, *IMPORTS, *PUBLISHED])
    functional = {
        triple.subject
        for triple in found
        if triple.object == ox.NamedNode(PREFIXES["owl"] + "FunctionalProperty")
    }
    assert ox.NamedNode(PREFIXES["org"] + "organization") in functional
    chained = {
        triple.subject
        for triple in triples([*OWN, *IMPORTS])
        if triple.predicate.value == PREFIXES["owl"] + "propertyChainAxiom"
    }
    assert functional & chained == set()
