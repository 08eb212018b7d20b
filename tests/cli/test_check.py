"""`scograph check`: recorded answers, and those that differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import Project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The invented corpus, with its own answers recorded for three queries."""
    found = Project(tmp_path_factory.mktemp("check"))
    for path in (found.root / "queries").rglob("*.csv"):
        path.unlink()
    for name, old, new in (
        (
            "membership/founders.rq",
            "example: {organization: scod:sco}",
            "example: {organization: River League}",
        ),
        (
            "membership/lineage.rq",
            "example: {organization: scod:sco}",
            "example: {organization: River League}",
        ),
        ("documents/signatories.rq", "Tashkent Declaration}", "Borton Treaty}"),
    ):
        file = found.root / "queries" / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        file.write_text(text.replace(old, new), encoding="utf-8")
    answer = found.run("check", "--record", *NAMES)
    assert answer.code == 0, answer.err
    return found


NAMES = ("founders", "lineage", "signatories")


def recorded(project: Project, name: str) -> Path:
    (query,) = (project.root / "queries").rglob(f"{name}.rq")
    return query.with_suffix(".csv")


@pytest.mark.slow
def test_what_was_recorded_is_the_answer(project: Project) -> None:
    assert "Arland" in recorded(project, "founders").read_text(encoding="utf-8")
    for engine in ("oxigraph", "rdflib"):
        answer = project.run("check", *NAMES, "--engine", engine)
        assert answer.code == 0, answer.err
        assert [line.split() for line in answer.out.splitlines()] == [
            ["same", "founders", "1", "rows"],
            ["same", "lineage", "1", "rows"],
            ["same", "signatories", "2", "rows"],
        ]


def test_a_row_more_and_a_row_less_differ(project: Project) -> None:
    file = recorded(project, "signatories")
    before = file.read_text(encoding="utf-8")
    head, first, second = before.splitlines()
    try:
        file.write_text("\n".join((head, first.replace("Arland", "Nowhere"), second)) + "\n")
        answer = project.run("check", *NAMES)
    finally:
        file.write_text(before, encoding="utf-8")
    assert answer.code == 1
    assert "DIFFERS signatories  2 rows\n        - Nowhere" in answer.out
    assert "        + Arland" in answer.out
    assert "1 of 3 answers differ on the embedded store: signatories." in answer.err


def test_the_order_of_rows_does_not_count(project: Project) -> None:
    file = recorded(project, "signatories")
    before = file.read_text(encoding="utf-8")
    head, *rows = before.splitlines()
    try:
        file.write_text("\n".join((head, *reversed(rows))) + "\n", encoding="utf-8")
        assert project.run("check", "signatories").code == 0
    finally:
        file.write_text(before, encoding="utf-8")


def test_an_answer_that_nobody_recorded(project: Project) -> None:
    answer = project.run("check", "hosts")
    assert answer.code == 3
    assert "No answer is recorded for hosts." in answer.err
    assert "scograph check --record hosts" in answer.err


def test_a_wrong_request(project: Project) -> None:
    answer = project.run("check", "founder")
    assert (answer.code, answer.out) == (2, "")
    assert "Did you mean founders" in answer.err
    answer = project.run("check", "--record", "--endpoint", "http://127.0.0.1:9/q")
    assert (answer.code, answer.out) == (2, "")


def test_an_endpoint_that_nobody_serves(project: Project) -> None:
    answer = project.run("check", "founders", "--endpoint", "http://127.0.0.1:9/q")
    assert (answer.code, answer.out) == (4, "")
    assert "No connection to http://127.0.0.1:9/q" in answer.err
