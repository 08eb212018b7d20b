"""Each command in a process of its own gives what it gives in the process of the tests."""

from __future__ import annotations

import pytest

from scograph.cli import COMMANDS
from tests.support.terminal import CORPUS, SMALL, process, run

NOBODY = "http://127.0.0.1:9/store"
# A call of each command, and its exit code.
CALLS: dict[str, tuple[list[str], int]] = {
    "run": (["attendees", "--host", "Borland", *SMALL], 0),
    "queries": (["members"], 0),
    "query": (["SELECT ?s { ?s a scog:Summit }", *SMALL], 0),
    "describe": (["Ana Arlen", *SMALL], 0),
    "validate": (["nowhere.ttl"], 3),
    "export": (["-f", "ntriples", *SMALL], 0),
    "push": (["--dry-run", NOBODY, *SMALL], 0),
    "check": (["founders", "--endpoint", NOBODY], 4),
    "build": (list(SMALL), 0),
    "info": (list(SMALL), 0),
    "context": ([], 0),
    "serve": (["--host", "not an address"], 2),
    "site": (["/", *SMALL], 2),
    "fmt": (["--check", str(CORPUS)], 0),
    "ask": (["Will it rain?", *SMALL], 2),
    "why": (["Nobody", *SMALL], 2),
    "cite": (["Nobody", *SMALL], 2),
}


def test_every_command_has_a_call() -> None:
    assert set(COMMANDS) <= set(CALLS)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_process_gives_the_same(name: str) -> None:
    arguments, code = CALLS[name]
    here, there = run(name, *arguments), process(name, *arguments)
    assert there == here
    assert here.code == code, here.err
    assert (here.out if code == 0 and name != "fmt" else here.err) != ""
