"""The ontology before judges made by others: the profiles by the OWL API, the sense by HermiT."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest

from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG
from tests.support.need import need
from tests.support.ontology_graph import (
    DATA,
    IMPORTS,
    OWL,
    OWN,
    RDF_TYPE,
    RDFS,
    ntriples,
    triples,
)

pytestmark = pytest.mark.reference

OWLAPI = Path(__file__).parents[1] / "support" / "owlapi"
NOTHING = OWL + "Nothing"
# Of the files of the data, a run of CI takes so many; HermiT needs minutes for all of them.
EVERY = 6
# Not among the datatypes of OWL 2; the data need it, since no other date compares everywhere.
OUTSIDE_OWL = ("xsd:date", "XMLSchema#date")


def scog(name: str) -> ox.NamedNode:
    return ox.NamedNode(SCOG + name)


def statement(subject: ox.NamedNode, predicate: str, value: ox.NamedNode) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


SOMETHING = ox.NamedNode(SCOD + "something")
UNSOUND = ox.NamedNode(SCOG + "Unsound")
TWO_DISJOINT_CLASSES = [
    statement(SOMETHING, RDF_TYPE, scog("Person")),
    statement(SOMETHING, RDF_TYPE, scog("City")),
]
DISJOINT_BY_DOMAIN = [
    statement(SOMETHING, RDF_TYPE, scog("Invitation")),
    statement(SOMETHING, SCOG + "atMeeting", ox.NamedNode(SCOD + "some-meeting")),
]
NO_MEMBER_POSSIBLE = [
    statement(UNSOUND, RDF_TYPE, ox.NamedNode(OWL + "Class")),
    statement(UNSOUND, RDFS + "subClassOf", scog("Meeting")),
    statement(UNSOUND, RDFS + "subClassOf", scog("Document")),
]
FUNCTIONAL_WITH_A_CHAIN = [
    statement(scog("attended"), RDF_TYPE, ox.NamedNode(OWL + "FunctionalProperty"))
]
CHAINS_IN_A_CIRCLE = [statement(scog("inState"), RDFS + "subPropertyOf", scog("locatedIn"))]
BOTH_KINDS_OF_PROPERTY = [
    statement(scog("heldIn"), RDF_TYPE, ox.NamedNode(OWL + "DatatypeProperty"))
]
_SOME = ox.BlankNode()
EXISTENTIAL = [
    statement(scog("Meeting"), RDFS + "subClassOf", _SOME),
    statement(_SOME, RDF_TYPE, ox.NamedNode(OWL + "Restriction")),
    statement(_SOME, OWL + "onProperty", scog("meetingOf")),
    statement(_SOME, OWL + "someValuesFrom", scog("Organization")),
]


@pytest.fixture(scope="session")
def ontology() -> list[ox.Triple]:
    return triples(OWN + IMPORTS)


@pytest.fixture(scope="session")
def graph(ontology: list[ox.Triple]) -> list[ox.Triple]:
    return ontology + triples(DATA)


def unsatisfiable(found: list[ox.Triple], folder: Path) -> list[str]:
    """The IRIs of classes that can have no member; raises where the whole is inconsistent.

    HermiT ignores literals of xsd:date, which OWL 2 does not have.
    """
    need(shutil.which("java") is not None, "Java 17 or later, for HermiT")
    path = folder / "graph.nt"
    path.write_bytes(ntriples(found))
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    return sorted({thing.iri for thing in world.inconsistent_classes() if thing.iri != NOTHING})


def test_ontology_is_consistent_and_each_class_can_have_members(
    ontology: list[ox.Triple], tmp_path: Path
) -> None:
    assert unsatisfiable(ontology, tmp_path) == []


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.whole)])
def test_graph_is_consistent(ontology: list[ox.Triple], every: int, tmp_path: Path) -> None:
    assert unsatisfiable(ontology + triples(DATA[::every]), tmp_path) == []


@pytest.mark.parametrize(
    "error", [TWO_DISJOINT_CLASSES, DISJOINT_BY_DOMAIN], ids=["two-classes", "by-domain"]
)
def test_reasoner_finds_a_thing_of_two_disjoint_classes(
    ontology: list[ox.Triple], error: list[ox.Triple], tmp_path: Path
) -> None:
    need(shutil.which("java") is not None, "Java 17 or later, for HermiT")
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable(ontology + error, tmp_path)


def test_reasoner_finds_a_class_without_possible_members(
    ontology: list[ox.Triple], tmp_path: Path
) -> None:
    assert unsatisfiable(ontology + NO_MEMBER_POSSIBLE, tmp_path) == [UNSOUND.value]


@pytest.fixture(scope="session")
def class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The jars of the OWL API, fetched by Maven once and kept in its own cache."""
    tools = shutil.which("java") and shutil.which("mvn")
    need(bool(tools), "Java 17 or later and Maven, for the OWL API")
    listed = tmp_path_factory.mktemp("owlapi") / "class-path"
    fetched = subprocess.run(
        ["mvn", "-q", "-B", "-f", str(OWLAPI / "pom.xml"), "dependency:build-classpath",
         f"-Dmdep.outputFile={listed}"],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    need(
        fetched.returncode == 0, f"the OWL API, which Maven could not fetch: {fetched.stdout[:500]}"
    )
    return listed.read_text(encoding="utf-8")


def violations(found: list[ox.Triple], class_path: str, folder: Path) -> list[str]:
    """What the OWL API objects to, a line each, with the profile first."""
    path = folder / "graph.ttl"
    ontology = ox.NamedNode(SCOG.removesuffix("#"))
    assert any(triple.subject == ontology for triple in found)
    path.write_bytes(ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))
    checked = subprocess.run(
        ["java", "-cp", class_path, str(OWLAPI / "Profile.java"), str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    first, *lines = checked.stdout.splitlines()
    assert int(first.removeprefix("axioms ")) > 1000, "the ontology was not read whole"
    return lines


def test_ontology_is_within_dl_and_rl(
    ontology: list[ox.Triple], class_path: str, tmp_path: Path
) -> None:
    assert violations(ontology, class_path, tmp_path) == []


def test_graph_is_within_dl_but_for_its_dates(
    graph: list[ox.Triple], class_path: str, tmp_path: Path
) -> None:
    found = violations(graph, class_path, tmp_path)
    assert [
        line
        for line in found
        if line.startswith("OWL2_DL") and not any(name in line for name in OUTSIDE_OWL)
    ] == []


@pytest.mark.parametrize(
    ("error", "profile", "objection"),
    [
        (FUNCTIONAL_WITH_A_CHAIN, "OWL2_DL", "non-simple property"),
        (CHAINS_IN_A_CIRCLE, "OWL2_DL", "causes cycle"),
        (BOTH_KINDS_OF_PROPERTY, "OWL2_DL", "Cannot pun"),
        (EXISTENTIAL, "OWL2_RL", "requires a superclass expression"),
    ],
    ids=["functional-with-a-chain", "chains-in-a-circle", "both-kinds", "existential"],
)
def test_profile_check_finds_errors(
    error: list[ox.Triple],
    profile: str,
    objection: str,
    ontology: list[ox.Triple],
    class_path: str,
    tmp_path: Path,
) -> None:
    found = violations(ontology + error, class_path, tmp_path)
    assert any(line.startswith(profile) and objection in line for line in found), found
