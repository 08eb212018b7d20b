"""Anything may stand anywhere in RDF: each command says what it cannot use, and works."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.samples import marked
from tests.support.terminal import ROOT, run

pytestmark = pytest.mark.slow

HEAD = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        "ex": "http://e.org/", "i": "https://w3id.org/scograph/id/",
        "oa": "http://www.w3.org/ns/oa#", "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "scog": "https://w3id.org/scograph/ontology#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)  # fmt: skip
FACTS = "ex:a ex:p1 ex:b ; ex:p3 ex:b ; ex:p5 ex:b ; a ex:r1 , ex:r3 , ex:r5 , ex:c3 .\n"
AXIOMS = [
    line.split(" | ")
    for line in (ROOT / "tests/cases/unusable_axioms.txt").read_text("utf-8").splitlines()
]
AXIOM = "ex:r3 owl:maxCardinality ex:thing ; owl:onProperty ex:p .\n"
CLAIMS = """\
i:place oa:hasSource "some text: a b"@en ; oa:hasSelector "page 5" .
i:claim a scog:Claim ; scog:claimFor "the name" ; scog:claimFrom i:place .
i:other a scog:Claim ; scog:claimAbout "some <text>" .
i:third a scog:Claim ; scog:claimFrom "page 5" .
[] a scog:Claim ; scog:claimAbout i:thing ; scog:claimFrom [ oa:hasSource [ a scog:Source ] ] .
"""


@pytest.mark.parametrize("engine", ["owlrl", "sparq"])
def test_axioms_that_no_reasoner_can_use(tmp_path: Path, engine: str) -> None:
    file = tmp_path / "axioms.ttl"
    file.write_text(HEAD + FACTS + "".join(f"{axiom}\n" for axiom, _ in AXIOMS), "utf-8")
    first = HEAD.count("\n") + 2
    answer = run("build", "--engine", engine, "--data", file, "--only-data")
    assert answer.code == 0, answer.err
    assert f"{file}:{first} The reasoner cannot use this axiom: {AXIOMS[0][1]}. " in answer.err
    more = len(answer.err.split("unusable-axiom]")) - 1
    # The inverse without a name, within another axiom, counts too.
    assert f"and {len(AXIOMS) + 1 - more} more" in answer.err
    found = run("query", "ASK { ?a ?p ?b }", "--data", file, "--only-data")
    assert (found.code, found.out) == (0, "true\n")
    assert f"{file}:{first} The reasoner" in found.err


def test_each_axiom_has_its_reason() -> None:
    from scograph.corpus import load
    from scograph.reason import unusable

    for axiom, reason in AXIOMS:
        lists = "ex:l1 rdf:first ex:C ; rdf:rest ex:l1 . ex:l2 rdf:first ex:C ; rdf:rest ex:l2 ."
        more = "" if axiom.startswith("ex:c") else lists
        lines = load.lines(f"{HEAD}{axiom}\n{more}".encode(), Path("a.ttl"))
        found = unusable.find(lambda lines=lines: lines)  # type: ignore[misc]
        assert reason in {one.reason for one in found.values()}, axiom


def test_texts_where_claims_want_things(tmp_path: Path) -> None:
    file = tmp_path / "claims.ttl"
    file.write_text(HEAD + CLAIMS, "utf-8")
    own = ("--data", file, "--only-data")
    sentence = " has the text page 5 where scog:claimFrom wants a thing. [text-for-thing]"
    calls = [
        ("build",), ("query", "ASK { ?a ?b ?c }"), ("describe", "scod:claim"),
        ("run", "about", "--entity", "scod:claim"), ("export", "-f", "trig"),
        ("push", "--dry-run", "http://127.0.0.1:9/store"),
    ]  # fmt: skip
    for call in calls:
        answer = run(*call, *own)
        assert answer.code == 0, answer.err
        assert sentence in answer.err and "claims.ttl:12 " in answer.err, call
    graphs = run("query", "SELECT DISTINCT ?g { GRAPH ?g {} }", *own)
    assert "source/" not in graphs.out


# Beside an axiom, the whole record is checked.
@pytest.mark.parametrize("text", marked([CLAIMS, AXIOM], [CLAIMS], pytest.mark.whole))
def test_validate_says_the_same(text: str, tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(HEAD + text, "utf-8")
    built = run("build", "--data", file, "--only-data")
    notes = [line for line in built.err.splitlines() if file.name in line]
    said = {line.removeprefix("scograph: ") for line in notes}
    checked = run("validate", file)
    assert checked.code == 1
    found = [" ".join(line.split()) for line in checked.out.splitlines()]
    assert said <= set(found) and said
