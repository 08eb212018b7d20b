"""A user's own data alone, terms that nothing declares, and labels in ad-hoc answers."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.support.terminal import CORPUS, on_small, process, run

OWN = """\
@prefix ex: <http://example.org/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
ex:m a scog:Summit ; scog:hostedBy ex:h .
"""
SLIPS = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ex: <http://example.org/> .
@prefix http: <http://w3id.org/scograph/ontology#> .
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
ex:m a scog:Sumit ;
  http:hostedBy ex:h .
ex:p a foaf:Persn ; dct:titel "P"@en .
"""
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def test_only_data_has_no_triple_of_the_ontology(own: str) -> None:
    asked = ("query", COUNT, "--data", own, "--only-data")
    assert run(*asked, "--asserted").out == "n\n2\n"
    subjects = run("query", "SELECT DISTINCT ?s { ?s ?p ?o }", *asked[2:]).out.split()[1:]
    assert sorted(subjects) == ["http://example.org/h", "http://example.org/m"]
    assert int(run(*asked, "--with-ontology").out.split()[1]) > 1000
    exported = run("export", "-f", "ntriples", "--data", own, "--only-data", "--asserted").out
    assert len(exported.splitlines()) == 2


def test_with_ontology_is_for_only_data(own: str) -> None:
    answer = run("query", COUNT, "--data", own, "--with-ontology")
    assert (answer.code, answer.out) == (2, "")
    assert "--with-ontology needs --only-data" in answer.err


@pytest.mark.parametrize(
    ("sparql", "warning"),
    [
        ("ASK { ?s a scog:Sumit }", "scog:Sumit is declared nowhere. Did you mean scog:Summit?"),
        ("ASK { scod:arlandd ?p ?o }", "scod:arlandd is declared nowhere."),
        ("ASK { ?s scog:hostdBy ?o }", "Did you mean scog:hostedBy?"),
        (
            "PREFIX scog: <http://w3id.org/scograph/ontology#> ASK { ?s a scog:Summit }",
            "ontology#>. Did you mean scog:Summit?",
        ),
        (
            "ASK { ?s a <https://w3id.org/scograph/ontology/Summit> }",
            "ontology#>. Did you mean scog:Summit?",
        ),
        ("ASK { ?s foaf:nam ?o }", "foaf:nam is declared nowhere. Did you mean foaf:name?"),
        ("ASK { ?s schema:nmae ?o }", "schema:nmae is declared nowhere. Did you mean schema:name?"),
        ("ASK { ?s dct:titel ?o }", "dct:titel is declared nowhere. Did you mean dct:title?"),
        ("ASK { ?s eli:amendd_by ?o }", "Did you mean eli:amended_by?"),
        ("ASK { ?s a foaf:Persn }", "Did you mean foaf:Person?"),
        (
            "PREFIX schema: <http://schema.org/> ASK { ?s schema:name ?o }",
            "http://schema.org/name is not in the namespace <https://schema.org/>.",
        ),
    ],
)  # fmt: skip
def test_a_term_that_nothing_declares_in_a_query(sparql: str, warning: str) -> None:
    answer = on_small("query", sparql)
    assert answer.code == 0
    assert warning in answer.err
    assert on_small("query", sparql, "--quiet").err == ""


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { ?s a scog:Summit ; scog:hostedBy scod:borland ; skos:prefLabel 'scog:Sumit' }",
        "ASK { GRAPH <https://w3id.org/scograph/graph/record> { ?s ?p ?o } }",
        "ASK { <https://w3id.org/scograph/ontology> a owl:Ontology }",
        # Of vocabularies of others, terms that the graph does not have.
        "ASK { ?s foaf:mbox ?o ; dct:created ?d ; eli:version ?v ; a schema:Hotel }",
    ],
)
def test_nothing_is_said_of_a_query_that_is_right(sparql: str) -> None:
    assert on_small("query", sparql).err == ""


@pytest.mark.slow
def test_a_term_that_nothing_declares_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "slips.ttl"
    path.write_text(SLIPS, encoding="utf-8")
    told = run("query", "ASK {}", "--data", str(path), "--only-data").err
    assert "slips.ttl:7 scog:Sumit is declared nowhere. Did you mean scog:Summit?" in told
    assert "slips.ttl:8 http://w3id.org/scograph/ontology#hostedBy is not in the namespace" in told
    assert "slips.ttl:9 foaf:Persn is declared nowhere. Did you mean foaf:Person?" in told
    assert "slips.ttl:9 dct:titel is declared nowhere. Did you mean dct:title?" in told
    checked = run("validate", str(path))
    assert "foaf:Persn is declared nowhere. Did you mean foaf:Person?" in checked.err
    assert "http://w3id.org/scograph/ontology#hostedBy is not in the namespace" in checked.err


def test_labels_stand_beside_the_things() -> None:
    sparql = "SELECT ?summit ?n { ?summit a scog:Summit BIND (1 AS ?n) }"
    answer = on_small("query", "--labels", sparql, "--lang", "ru")
    head, first = answer.out.splitlines()
    assert head == "summit,summitLabel,n"
    assert first == "https://w3id.org/scograph/id/borton-summit-2006,Бортонский саммит 2006 года,1"
    assert on_small("query", "--labels", "ASK { ?s a scog:Summit }").out == "true\n"
    own = on_small("query", "--labels", "SELECT ?s ('x' AS ?sLabel) { ?s a scog:Summit }").out
    assert own.splitlines()[0] == "s,sLabel"


def test_a_folder_without_turtle_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "own.turtle").write_text(OWN, encoding="utf-8")
    for command in (["validate", str(tmp_path)], ["query", "ASK {}", "--data", str(tmp_path)]):
        answer = run(*command)
        assert (answer.code, answer.out) == (3, "")
        assert "There is no *.ttl in this folder. own.turtle is Turtle by its name" in answer.err


@pytest.mark.slow
def test_standard_input_is_validated() -> None:
    for answer in (run("validate", "-", stdin=SLIPS), process("validate", stdin=SLIPS)):
        assert answer.code == 1
        assert "standard input:7  http://example.org/m is a scog:Sumit" in answer.out
        assert answer.err.startswith("1 file checked: ")


def test_the_files_of_another_clone_are_not_passed_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "scograph.ttl").write_text("", encoding="utf-8")
    (tmp_path / "queries").mkdir()
    monkeypatch.chdir(tmp_path)
    for command in (("validate", own), ("run", "members")):
        answer = run(*command)
        assert f"The files of the clone in {tmp_path} were not read" in answer.err


@pytest.mark.slow
def test_things_of_own_data_may_be_blank_nodes_and_days_texts(tmp_path: Path) -> None:
    """Queries of the program's own find things that have no name, and days that are none."""
    text = CORPUS.read_text(encoding="utf-8")
    nameless = re.compile(
        r"scod:(?=(river-league|river-herald-2006|arland|borton-summit-2006)(?![\w-]))"
    )
    path = tmp_path / "own.ttl"
    path.write_text(nameless.sub("_:", text).replace('"2006-', '"soon-'), encoding="utf-8")
    own = ("--data", str(path), "--only-data")
    assert run("info", *own).code == 0
    assert run("query", "ASK {}", *own).code == 0
    for name in ("absentees", "attendees", "members", "leaders-together", "summits", "timeline"):
        answer = run("run", name, *own, *(["--about", "Borland"] if name == "timeline" else []))
        assert answer.code in (0, 2) and "that it should not" not in answer.err, answer.err


def test_a_blank_node_that_a_coverage_covers_is_cited(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        """\
@prefix ex: <http://example.org/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:league a scog:IntergovernmentalOrganization .
[] a scog:Summit ; scog:meetingOf ex:league ;
  scog:earliest "2005-01-01"^^xsd:date ; scog:latest "2005-01-01"^^xsd:date .
ex:cover a scog:Coverage ; scog:coverageOf ex:league ; scog:factKind scog:fact-meetings ;
  scog:completeness scog:completeness-partial ; scog:checkedBy scog:check-one-reading ;
  scog:coversFrom "2001-01-01"^^xsd:date ; scog:coversThrough "2010-12-31"^^xsd:date .
""",
        encoding="utf-8",
    )
    answer = run("run", "coverage", "--cite", "--data", own, "--only-data", "-F", "csv")
    assert answer.code == 0, answer.err
    (row,) = csv.DictReader(answer.out.splitlines())
    assert row["recorded"] == "1"
    assert row["facts"].split() == ["http://example.org/cover"]
