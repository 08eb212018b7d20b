"""`scograph build`: what it prints, and how it refuses."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_it_says_what_is_in_the_store_and_where_it_is(project: Project) -> None:
    answer = project.run("build")
    assert answer.code == 0, answer.err
    first, second = answer.out.splitlines()
    assert re.fullmatch(r"The store is built: [\d,]+ triples asserted, [\d,]+ inferred\.", first)
    assert Path(second).is_dir()
    assert second.startswith(str(project.cache))
    again = project.run("build")
    assert again.out == answer.out.replace("is built", "was current")


@pytest.mark.slow
def test_each_engine_builds_the_same(project: Project) -> None:
    stores = {
        engine: project.build("--force", "--engine", engine, "--validator", validator)
        for engine, validator in (("owlrl", "pyshacl"), ("sparq", "shacl"))
    }
    assert len(set(stores.values())) == 2
    assert project.count(stores["owlrl"]) == project.count(stores["sparq"])


@pytest.mark.slow
def test_a_bar_on_a_terminal_and_a_line_elsewhere(project: Project) -> None:
    assert "\r" not in project.run("build", "--force").err
    leader, follower = pty.openpty()
    subprocess.run(
        project.command("build", "--force"),
        env=project.environment(),
        stdout=subprocess.DEVNULL,
        stderr=follower,
        check=True,
    )
    os.close(follower)
    screen = b""
    try:
        while part := os.read(leader, 4096):
            screen += part
    except OSError:  # Linux reports the end of a terminal as an error.
        pass
    assert b"Reading" in screen and b"Storing" in screen
    assert "━".encode() in screen
    assert b"scograph: building" not in screen


def test_own_data_are_not_checked_and_that_is_said(project: Project, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text("<http://a.example/x> a <https://w3id.org/scograph/ontology#Summit> .")
    answer = project.run("build", "--data", own)
    assert answer.code == 0
    assert "scograph validate FILE" in answer.err


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["--only-data"], 2, "--data"),
        (["--data", "nowhere.ttl"], 3, "nowhere.ttl"),
        (["--engine", "pellet"], 2, "owlrl"),
    ],
)
def test_refusals(arguments: list[str], code: int, word: str, project: Project) -> None:
    answer = project.run("build", *arguments)
    assert answer.code == code
    assert word in answer.err
    assert answer.out == ""
    assert "Traceback" not in answer.err
