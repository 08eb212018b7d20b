"""A command that would take more memory than there is ends in a sentence."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.terminal import SMALL, store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the limit is one of Linux"),
]


def test_a_query_that_sorts_more_than_memory_holds() -> None:
    store(small=True)
    sparql = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?a"
    done = subprocess.run(
        [sys.executable, "-m", "scograph", "query", sparql, *SMALL],
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)),
    )
    assert done.returncode == 4
    assert done.stdout == ""
    assert "MiB of memory, which is nearly all that is free here. Ask for less." in done.stderr


@pytest.mark.parametrize(
    ("limit", "letter", "mebibytes"),
    [("RLIMIT_AS", "v", 64), ("RLIMIT_AS", "v", 700), ("RLIMIT_DATA", "d", 100)],
)
@pytest.mark.parametrize(
    "command", [["query", "ASK {}"], ["build"], ["serve", "--port", "0"], ["site", "s"]]
)
def test_a_limit_on_memory(command: list[str], limit: str, letter: str, mebibytes: int) -> None:
    """The engine would end the process by a signal."""
    store(small=True)
    most = mebibytes << 20
    done = subprocess.run(
        [sys.executable, "-m", "scograph", *command, *SMALL, *["--force"][: command == ["build"]]],
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(getattr(resource, limit), (most, most)),
    )
    assert done.returncode == 4
    assert done.stdout == ""
    assert f"Raise the limit: ulimit -{letter}" in done.stderr, done.stderr


def test_validation_within_a_limit_on_memory(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").touch()
    done = subprocess.run(
        [sys.executable, "-m", "scograph", "validate", str(tmp_path / "own.ttl")],
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20)),
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "Raise the limit: ulimit -v" in done.stderr, done.stderr
