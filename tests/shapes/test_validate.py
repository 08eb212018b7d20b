"""Findings: their places, their messages, and that no file can confuse them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.corpus import load, positions
from scograph.errors import InconsistencyError
from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG
from scograph.reason import closure
from scograph.shapes import engines, findings, inconsistency, reports, validate
from scograph.shapes.findings import Finding
from tests.support.patches import CORPUS

HEAD = "".join(
    f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("scod", "scog", "skos", "xsd")
)
FIRST = HEAD.count("\n") + 1


def checked(text: str | bytes, folder: Path, engine: engines.Validator = "shacl") -> list[Finding]:
    """The findings on the small corpus with one more file, `own.ttl`."""
    own = folder / "own.ttl"
    own.write_bytes(text if isinstance(text, bytes) else text.encode())
    corpus = load.read([*load.ontology_files(), CORPUS, own])
    return validate.check(corpus, closure.closure(corpus.ntriples()), load.shape_files(), engine)


def test_the_small_corpus_conforms(tmp_path: Path) -> None:
    assert checked("", tmp_path) == []


def test_a_finding_says_all_that_an_editor_needs(tmp_path: Path) -> None:
    (found,) = checked(
        HEAD
        + "scod:arland-in-river-talks-membr\n    a scog:MembershipSpell ;\n"
        + "    scog:associate scod:arland ;\n    scog:inBody scod:river-talks ;\n"
        + "    scog:status scog:status-membr ;\n    scog:endLatest '2001-06-15'^^xsd:date ;\n"
        + "    scog:endPrecision scog:precision-range ;\n.\n"
        + "scod:arland-in-river-talks-membr-claim-1 a scog:Claim ;\n"
        + "    scog:claimAbout scod:arland-in-river-talks-membr ;\n"
        + "    scog:claimFrom scod:river-herald-2006-p1-s1 ; scog:rank scog:rank-normal .\n",
        tmp_path,
    )
    assert found == Finding(
        code="unknown-code",
        severity="Violation",
        file=tmp_path / "own.ttl",
        line=FIRST + 4,
        thing=SCOD + "arland-in-river-talks-membr",
        name="Arland: status-membr of the River Talks (–?)",
        path=SCOG + "status",
        value=SCOG + "status-membr",
        reason="scog:status-membr is no code of scog:statuses. Did you mean scog:status-member?",
        remedy="Take a code of the list scog:statuses in ontology/vocab, or add one there.",
        term=f"<{SCOG}status-membr>",
        shape=findings.SHAPE + "unknown-code.status",
        component=PREFIXES["sh"] + "NodeConstraintComponent",
    )


def test_an_error_in_a_name_is_one_finding_where_the_name_is_used(tmp_path: Path) -> None:
    (found,) = checked(
        HEAD + "scod:borton-treaty\n  scog:concerns\n    scod:river-league ,\n    scod:a .\n",
        tmp_path,
    )
    assert (found.code, found.thing, found.line) == ("undescribed-thing", SCOD + "a", FIRST + 3)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_literals_and_blank_nodes_come_back_as_they_are(
    tmp_path: Path, engine: engines.Validator
) -> None:
    text = (
        HEAD
        + 'scod:river-league-area scog:value 01 .\n[] a scog:Region ;\n  skos:prefLabel "R"@en .'
    )
    found = {finding.code: finding for finding in checked(text, tmp_path, engine)}
    wrong = found["wrong-datatype"]
    assert (wrong.value, wrong.line) == ("01", FIRST)
    assert wrong.term == '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert found["no-name"].thing.startswith("_:")
    assert found["no-name"].line == FIRST + 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "end"), [("", "\n"), ("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")]
)
def test_line_ends_and_byte_order_marks(tmp_path: Path, start: str, end: str) -> None:
    text = HEAD + 'scod:x\n    a scog:Region ;\n    skos:prefLabel "X"@en .\n'
    found = checked((start + text.replace("\n", end)).encode(), tmp_path)
    assert {(finding.code, finding.line) for finding in found} == {
        ("missing-label", FIRST + 2),
        ("thing-without-claim", FIRST),
    }


@pytest.mark.slow
def test_a_huge_text_is_cut_in_what_is_said_of_it(tmp_path: Path) -> None:
    text = "ab" * 1_000_000
    (found,) = checked(HEAD + f'scod:aport\n  skos:altLabel "{text}" .\n', tmp_path)
    assert (found.code, found.line, found.value) == ("wrong-language-tag", FIRST + 1, text)
    assert len(found.reason) < 300
    assert "(2000000 characters)" in found.reason


def test_nothing_reaches_the_terminal_that_it_would_obey(tmp_path: Path) -> None:
    text = r'scod:aport skos:altLabel "\u001b[2J{?value}\nx\u202e" .'
    found = next(one for one in checked(HEAD + text, tmp_path) if one.code != "untidy-text")
    assert [line for line in str(found).split("\n") if not line.isprintable()] == []
    assert "\\x1b[2J" in str(found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "iri",
    [
        "http://example.org/é中?a=b&c#d",
        "https://w3id.org/scograph/id/%3Cscript%3E",
        "urn:x:y",
        "urn:scograph:blank:x",
        "mailto:a@b",
        "file:///etc/passwd",
        "https://w3id.org/scograph/id/a.b",
    ],
)
def test_odd_names_are_located_alike_by_both_engines(tmp_path: Path, iri: str) -> None:
    text = HEAD + f"scod:borton-treaty\n  scog:concerns <{iri}> .\n<{iri}>\n  a scog:Region .\n"
    found = checked(text, tmp_path)
    assert {finding.code for finding in found} <= {
        "missing-label",
        "thing-without-claim",
        "undescribed-thing",
    }
    assert found
    assert reports.as_shacl(found).count("sh:ValidationResult") == len(found)
    if not iri.startswith("urn:scograph"):
        assert {finding.line for finding in found} == {FIRST + 2}


@pytest.mark.slow
def test_the_report_in_turtle_is_read_back(tmp_path: Path) -> None:
    found = checked(HEAD + "[] a scog:Region .\nscod:aport skos:altLabel 'a\"\\\\b' .\n", tmp_path)
    text = reports.as_shacl(found)
    graph = {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    sh = PREFIXES["sh"]
    counted = [t for t in graph if t.predicate.value == sh + "result"]
    assert len(counted) == len(list(findings.every(found)))
    assert ox.Literal('a"\\b') in {t.object for t in graph if t.predicate.value == sh + "value"}
    lines = {t.object.value for t in graph if t.predicate.value.endswith("pointers#lineNumber")}
    assert lines == {str(finding.line) for finding in findings.every(found)}
    assert text == reports.as_shacl(checked((tmp_path / "own.ttl").read_bytes(), tmp_path))
    nothing = reports.as_shacl([])
    assert "sh:conforms true" in nothing
    assert list(ox.parse(nothing, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("known", [True, False], ids=["own file", "any file"])
@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (
            "scod:aport\n    a scog:Person .\n",
            FIRST + 1,
            "Aport is both scog:Person and scog:Place, which have nothing in common.",
        ),
        (
            "scod:arland skos:altLabel 'A'@en .\nscod:arland\n    scog:holder scod:ana-arlen .\n",
            FIRST + 2,
            "Arland is both scog:Agent and org:Membership, which have nothing in common.",
        ),
        (
            "scod:place\n    <http://www.w3.org/ns/oa#hasSource> scod:borton-summit-2006 .\n"
            "scod:claim scog:claimAbout scod:aport ; scog:claimFrom scod:place .\n",
            FIRST + 1,
            "Borton summit 2006 is both scog:Source and scog:Event, which have nothing in common.",
        ),
    ],
)
def test_a_contradiction_is_placed_at_the_triple_that_causes_it(
    tmp_path: Path, text: str, line: int, reason: str, known: bool
) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(HEAD + text, encoding="utf-8")
    corpus = load.read([*load.ontology_files(), CORPUS, own])
    with pytest.raises(InconsistencyError) as error:
        closure.closure(corpus.ntriples())
    statements = positions.CorpusStatements(corpus)
    first = [own] if known else []
    (found,) = inconsistency.findings(error.value, statements, corpus.asserted.lines(), first)
    assert (found.code, found.file, found.line) == ("contradiction", own, line)
    assert found.reason == reason
    assert f"{CORPUS.name}:" in found.remedy


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<urn:a> <urn:b> <urn:c> .", 1),
        ("\n# urn:a <urn:a> <urn:b> <urn:c>\n<urn:a>\n<urn:b>\n<urn:c>\n.", 5),
        ('<urn:x> <urn:y> """a\n<urn:a> "\n""" .\n<urn:a> <urn:b> <urn:c> .', 4),
        ("@base <urn:> . @prefix a: <urn:> .\na:a\n  a:b\n  a:d , # a:c\n  a:c .", 5),
        ("PREFIX a: <urn:>\na:a a:d 1.5 , true , 'x'@en-GB , \"y\"^^a:z ;\n;\n  a:b a:c .", 4),
        ("@prefix : <urn:> .\n:a :d [ :b\n :c ] ; :e ( :c\n :f ) ;\n :b :c .", 5),
        ("@prefix a: <urn:> .\n[ a:b a:c ] .\n[] a:b a:c .\na:\\a a:b a:c .", 4),
        ("@prefix a: <urn:> .\na:x.y a:b a:c .\na:a a:b a:c.", 3),
        ("<urn:\\u0061>\n\\\n", None),
    ],
)
def test_lines(tmp_path: Path, text: str, wanted: int | None) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(text, encoding="utf-8")
    assert positions.Lines(file).of("urn:a", "urn:b", "urn:c") == wanted


@pytest.mark.record
def test_each_thing_of_the_shipped_data_has_its_line() -> None:
    for path in load.data_files():
        written = path.read_text(encoding="utf-8").splitlines()
        lines = positions.Lines(path)
        for triple in load.read([path]).triples():
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
            line = lines.of(subject, predicate, value.value)
            assert line, (path, triple)
            end = value.value if isinstance(value, ox.Literal) else value.value.split("/")[-1]
            assert end.split("#")[-1].replace('"', '\\"') in written[line - 1]
