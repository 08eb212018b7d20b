"""`scograph validate` while somebody edits, in a copy of the project with the invented corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.project import Project

pytestmark = pytest.mark.slow

NAME = '"Ana Arlen"@en'
WRONG = '"Анна Арлен"@en'
LOOKED = "to check the whole graph: scograph validate --full\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("edits"))
    made.build()
    return made


@pytest.fixture
def text(project: Project) -> Iterator[str]:
    """The text of the corpus, which is as before when the test has ended."""
    before = project.data.read_text("utf-8")
    assert NAME in before
    yield before
    project.data.write_text(before, "utf-8")


def test_without_an_edit_the_whole_graph_is_checked(project: Project) -> None:
    answer = project.run("validate")
    assert (answer.code, answer.err) == (0, "1 file checked: no findings.\n")


def test_an_edit_is_checked_as_the_whole_graph_is(project: Project, text: str) -> None:
    project.data.write_text(text.replace(NAME, WRONG), "utf-8")
    quick, full = project.run("validate"), project.run("validate", "--full")
    assert quick.code == full.code == 1
    assert "[wrong-script]" in quick.out
    assert quick.out == full.out
    assert quick.err.startswith(full.err)
    assert quick.err.endswith(LOOKED)


def test_an_edit_without_findings(project: Project, text: str) -> None:
    project.data.write_text(text.replace(NAME, '"Anna Arlen"@en'), "utf-8")
    answer = project.run("validate")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("1 file checked: no findings.\nLooked at ")


def test_a_corrected_copy_is_checked_in_place_of_the_file(
    project: Project, text: str, tmp_path: Path
) -> None:
    copy = tmp_path / project.data.name
    copy.write_text(text.replace(NAME, WRONG), "utf-8")
    answer = project.run("validate", "--replace", copy)
    assert answer.code == 1
    assert f"{copy}:" in answer.out
    assert answer.out.count("[wrong-script]") == 1
    assert project.run("validate", "--replace", copy, "--full").out == answer.out
    project.data.write_text(text.replace(NAME, WRONG), "utf-8")
    copy.write_text(text, "utf-8")
    assert project.run("validate", "--replace", copy).code == 0
    assert project.run("validate", copy).code == 1


def test_a_copy_of_no_shipped_file(project: Project, tmp_path: Path) -> None:
    copy = tmp_path / f"{project.data.stem}s.ttl"
    copy.write_text("", "utf-8")
    answer = project.run("validate", "--replace", copy)
    assert answer.code == 2
    assert f"{copy}: no file in data is named {copy.name}." in answer.err
    assert project.data.name in answer.err


def test_a_contradiction_is_placed_alike(project: Project, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix scod: <https://w3id.org/scograph/id/> .\n"
        "@prefix scog: <https://w3id.org/scograph/ontology#> .\n"
        "scod:aport a scog:Person .\n",
        "utf-8",
    )
    quick, full = project.run("validate", own), project.run("validate", own, "--full")
    assert quick.out == full.out
    assert f"{own}:3  Aport is both scog:Person and scog:Place" in quick.out
    assert quick.err == full.err + "Looked at 1 thing in it and 0 around; " + LOOKED


def test_without_a_good_store_all_is_checked(project: Project, text: str, tmp_path: Path) -> None:
    project.data.write_text(text.replace(NAME, WRONG), "utf-8")
    answer = project.run("validate", SCOGRAPH_CACHE=str(tmp_path))
    assert answer.code == 1
    assert answer.err == "1 file checked: 1 finding.\n"


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        ("scod:aport owl:sameAs scod:arland .\n", "Aport is both scog:"),
        ("[] a scog:Person , scog:Meeting .\n", "A blank node is both scog:"),
    ],
)
def test_a_contradiction_is_placed_where_it_is_caused(
    project: Project, tmp_path: Path, lines: str, finding: str
) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix scod: <https://w3id.org/scograph/id/> .\n"
        "@prefix scog: <https://w3id.org/scograph/ontology#> .\n" + lines,
        "utf-8",
    )
    for answer in (project.run("validate", own), project.run("validate", own, "--full")):
        assert answer.code == 1
        assert f"{own}:4  {finding}" in answer.out
        assert "urn:scograph:blank:" not in answer.out
