"""`scograph validate` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph import paths
from scograph.rdf.namespaces import PREFIXES
from tests.support.terminal import run, scograph

PREFIX = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("scod", "scog", "xsd"))
# Hu Jintao took office in 2003; the summit of the Shanghai Five in Dushanbe was in 2000, and Jiang
# Zemin was there for China.
EARLY = (
    PREFIX
    + """
scod:dushanbe-summit-2000-hu-jintao
    a scog:Participation ;
    scog:atMeeting scod:dushanbe-summit-2000 ;
    scog:capacity scog:capacity-member ;
    scog:inTenure scod:hu-jintao-president-of-china ;
    scog:participant scod:hu-jintao ;
    scog:represents scod:china ;
.

scod:dushanbe-summit-2000-hu-jintao-claim-91
    a scog:Claim ;
    scog:claimAbout scod:dushanbe-summit-2000-hu-jintao ;
    scog:claimFrom scod:globalsecurity-sco-2018-p3-s1 ;
    scog:rank scog:rank-normal ;
.
"""
)


@pytest.fixture
def early(tmp_path: Path) -> Path:
    file = tmp_path / "early.ttl"
    file.write_text(EARLY, encoding="utf-8")
    return file


@pytest.mark.record
def test_the_shipped_data() -> None:
    answer = scograph("validate")
    assert answer.out == ""
    assert answer.err.endswith(" files checked: no findings.\n")


def test_a_file_that_conforms(early: Path) -> None:
    early.write_text(EARLY.replace("dushanbe-summit-2000", "astana-summit-2005"), encoding="utf-8")
    answer = run("validate", early)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("1 file checked: no findings.\n")


def test_a_finding_in_text(early: Path) -> None:
    answer = run(
        "validate", "early.ttl", cwd=early.parent, env={"PYTHONPATH": str(paths.ROOT / "src")}
    )
    assert answer.code == 1
    cause, _, also = answer.out.partition("    also   ")
    assert cause == (
        "early.ttl:9  Hu Jintao at the Dushanbe summit 2000, for China is in the tenure Hu "
        "Jintao, President of China (2003–2013), which did not begin before 2003-03-15, but the "
        "meeting was over by 2000-07-05.  [tenure-does-not-cover-event]\n"
        "    thing  scod:dushanbe-summit-2000-hu-jintao\n"
        "    fix    Name the tenure in which the participant took part, or correct the dates of "
        "the tenure or of the meeting.\n"
        "    more   docs/errors.md#tenure-does-not-cover-event\n"
    )
    elsewhere, warning = also.split("\n", 1)
    assert "hu-jintao.ttl" in elsewhere
    assert warning.count("\n") == 4
    assert "[two-heads-of-delegation]" in warning
    assert answer.err.startswith("1 file checked: 1 finding, 1 warning.\n")


@pytest.mark.slow
@pytest.mark.parametrize("engine", [pytest.param("pyshacl", marks=pytest.mark.reference), "shacl"])
def test_a_finding_in_json(early: Path, engine: str) -> None:
    answer = run("validate", early, "--format", "json", "--engine", engine)
    assert answer.code == 1
    found, warning = json.loads(answer.out)
    assert found["code"] == "tenure-does-not-cover-event"
    assert warning["code"] == "two-heads-of-delegation"
    assert (found["severity"], found["line"]) == ("Violation", 9)
    assert Path(found["file"]).name == "early.ttl"
    assert found["thing"] == PREFIXES["scod"] + "dushanbe-summit-2000-hu-jintao"
    assert found["path"] == PREFIXES["scog"] + "inTenure"
    assert found["value"] == PREFIXES["scod"] + "hu-jintao-president-of-china"


@pytest.mark.slow
def test_a_finding_in_turtle(early: Path) -> None:
    answer = run("validate", early, "-F", "turtle")
    assert answer.code == 1
    found = ox.Store()
    found.bulk_load(answer.out.encode(), format=ox.RdfFormat.TURTLE)
    assert found.query(
        f"""
        PREFIX ptr: <http://www.w3.org/2009/pointers#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX scod: <https://w3id.org/scograph/id/>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        ASK {{
          ?report sh:conforms false ; sh:result ?result .
          ?result sh:focusNode scod:dushanbe-summit-2000-hu-jintao ; rdfs:seeAlso ?place .
          ?place ptr:lineNumber 9 ; ptr:reference <{early.as_uri()}> .
        }}"""
    )


@pytest.mark.slow
def test_no_findings_in_json_and_turtle(early: Path) -> None:
    early.write_text("", encoding="utf-8")
    assert json.loads(scograph("validate", early, "-F", "json").out) == []
    assert "sh:conforms true" in scograph("validate", early, "-F", "turtle").out


@pytest.mark.slow
def test_a_finding_on_a_shipped_thing_that_the_file_causes(early: Path) -> None:
    early.write_text(
        PREFIX + "scod:tashkent-summit-2004\n    scog:hostedBy scod:china .\n", encoding="utf-8"
    )
    answer = run("validate", early)
    assert answer.code == 1
    assert (
        ":5  Tashkent summit 2004 was held in a place in Uzbekistan, but is recorded as hosted by "
        in (answer.out)
    )


@pytest.mark.slow
def test_a_warning_alone_is_no_failure(early: Path) -> None:
    shipped = (paths.DATA / "people" / "hu-jintao.ttl").read_text(encoding="utf-8")
    early.write_text(shipped.replace("scod:hu-jintao", "scod:hu-jintao-2"), encoding="utf-8")
    answer = run("validate", early, "-F", "json")
    found = json.loads(answer.out)
    assert {row["severity"] for row in found if row["code"] == "same-name"} == {"Warning"}


@pytest.mark.slow
def test_a_contradiction(early: Path) -> None:
    early.write_text(PREFIX + "scod:china\n    a scog:Person .\n", encoding="utf-8")
    answer = run("validate", early)
    assert answer.code == 1
    assert f"{early}:5  China is both scog:" in answer.out
    assert answer.err.startswith("1 file checked: 1 finding.\n")
    assert "[contradiction]" in answer.out


@pytest.mark.slow
def test_a_folder(early: Path) -> None:
    (early.parent / "more").mkdir()
    (early.parent / "more" / "b.ttl").write_text("", encoding="utf-8")
    assert run("validate", early.parent).err.startswith("2 files checked: 1 finding, 1 warning.\n")


@pytest.mark.slow
def test_a_shipped_file_by_its_name() -> None:
    answer = scograph("validate", paths.DATA / "bodies" / "sco.ttl")
    assert answer.err.startswith("1 file checked: no findings.\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [("scod:x a scog:City .\n", ":1:1: "), (PREFIX + "scod:x a scog:City ;;\n  ", ":5:3: ")],
)
def test_a_syntax_error_says_where(early: Path, text: str, place: str) -> None:
    early.write_text(text, encoding="utf-8")
    answer = run("validate", early)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"scograph: {early}{place}")
    assert "Traceback" not in answer.err


def test_a_missing_file(tmp_path: Path) -> None:
    answer = run("validate", tmp_path / "nowhere.ttl")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == f"scograph: {tmp_path}/nowhere.ttl: There is no such file or folder.\n"


def test_bad_usage(early: Path) -> None:
    assert run("validate", early, "--format", "xml").code == 2
    assert run("validate", early, "--engine", "jena").code == 2
