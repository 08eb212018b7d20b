"""Kills at moments of computing time: what was good before answers right, and nothing grows.

A timer of the process's own computing ends it by a signal that nothing handles, as `kill -9`
would, so that the moments do not depend on how busy the machine is. A run of CI has six moments
for each command, a run of the whole twenty.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.support.samples import marked
from tests.support.servers import Oxigraph, oxigraph
from tests.support.terminal import CORPUS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="timers of POSIX"),
]

KILLS = marked((6, 20), [6], pytest.mark.whole)
ONE = "CONTAINS(STR(?g), '/staging/')"
STAGING = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ONE}) }}"
HELD = (
    "SELECT (COUNT(*) AS ?n) "
    f"{{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(!{ONE}) }} }}"
)


class Place:
    """A cache folder, and data of the user that has a good store there."""

    def __init__(self, folder: Path) -> None:
        self.cache = folder / "cache"
        self.own = folder / "own.ttl"
        self.own.write_bytes(CORPUS.read_bytes())
        self.data = ("--data", str(self.own), "--only-data")

    def start(self, *arguments: str, seconds: float = 0.0) -> tuple[int, str, float]:
        """Exit code, output and computing seconds; after so many of them it is ended."""
        before = sum(os.times()[2:4])
        done = subprocess.run(
            [sys.executable, "-m", "scograph", *arguments, *self.data],
            env={**os.environ, "SCOGRAPH_CACHE": str(self.cache)},
            preexec_fn=lambda: signal.setitimer(signal.ITIMER_PROF, seconds) and None,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode in (0, -signal.SIGPROF), done.stderr
        return done.returncode, done.stdout, sum(os.times()[2:4]) - before

    def killed(self, kills: int, *arguments: str, after: Callable[[], None]) -> int:
        """How many of so many runs were ended; `after` is called after each."""
        _, _, whole = self.start(*arguments)
        ended = 0
        for part in range(1, kills + 1):
            code, _, _ = self.start(*arguments, seconds=whole * part / (kills + 1))
            ended += code != 0
            after()
        return ended

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.cache.rglob("*") if path.is_file())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize("kills", KILLS)
def test_builds(place: Place, kills: int) -> None:
    count = ("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    _, expected, _ = place.start(*count)
    place.start("build", "--force")
    before = place.size()

    def holds() -> None:
        assert place.start(*count)[1] == expected

    assert place.killed(kills, "build", "--force", after=holds) > kills // 2
    place.start("build", "--force")
    assert place.start(*count)[1] == expected
    assert not list(place.cache.rglob("draft.*")) and not list(place.cache.rglob("*.tmp"))
    # Stores without a pointer are kept for some minutes, ten of them at most.
    assert place.size() < before * 12


@pytest.mark.parametrize("kills", KILLS)
def test_exports(place: Place, kills: int, tmp_path: Path) -> None:
    file = tmp_path / "out" / "graph.ttl"
    file.parent.mkdir()
    place.start("export", "-f", "turtle", "-o", str(file))
    expected = file.read_bytes()

    def holds() -> None:
        assert file.read_bytes() == expected

    command = ("export", "-f", "turtle", "-o", str(file))
    assert place.killed(kills, *command, after=holds) > kills // 2
    # A draft that is younger may be one that another export has just begun.
    time.sleep(1.1)
    place.start("export", "-f", "turtle", "-o", str(file))
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.servers
@pytest.mark.parametrize("kills", KILLS)
def test_pushes(place: Place, kills: int) -> None:
    with oxigraph() as server:
        changed = place.own.read_text() + "\n<urn:x> <urn:y> <urn:z> .\n"
        place.start("push", server.store)
        known = {held(server, HELD)}
        place.own.write_text(changed)

        def holds() -> None:
            assert held(server, HELD) in known

        place.start("push", server.store)
        known.add(held(server, HELD))
        assert len(known) == 2
        place.own.write_bytes(CORPUS.read_bytes())
        assert place.killed(kills, "push", server.store, after=holds) > kills // 2
        place.start("push", server.store, "--clean")
        assert held(server, STAGING) == 0
        assert held(server, HELD) == min(known)


def held(server: Oxigraph, query: str) -> int:
    answer = httpx.get(server.query, params={"query": query}, trust_env=False, timeout=60)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])
