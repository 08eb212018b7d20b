"""A damaged store is built anew, once, and said so; it never gives a wrong answer."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scograph.store import cache, seal
from scograph.store.pointers import GraphSpec
from tests.support.samples import marked
from tests.support.terminal import CORPUS, Answer, process

COUNT = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?p) AS ?m) { ?s ?p ?o }"


def table(store: Path) -> Path:
    return max((store / "oxigraph").glob("*.sst"), key=lambda path: path.stat().st_size)


def flipped(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 1 << at % 8
    path.write_bytes(content)


def piped(path: Path) -> None:
    """Puts a pipe in the place of a file; whoever reads it waits for ever."""
    path.unlink()
    os.mkfifo(path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "garbage in CURRENT": lambda s: (s / "oxigraph/CURRENT").write_bytes(b"\xff\x00garbage"),
    "no CURRENT": lambda s: (s / "oxigraph/CURRENT").unlink(),
    "cut table": lambda s: table(s).write_bytes(table(s).read_bytes()[:1000]),
    "no table": lambda s: table(s).unlink(),
    "flipped bit": lambda s: flipped(table(s), 40_000),
    "empty manifest": lambda s: next((s / "oxigraph").glob("MANIFEST*")).write_bytes(b""),
    "no folder": lambda s: shutil.rmtree(s / "oxigraph"),
    "broken info": lambda s: (s / "info.json").write_text("{"),
    "other info": lambda s: (s / "info.json").write_text("[1]"),
    "no seal": lambda s: (s / "seal.json").unlink(),
    "broken seal": lambda s: (s / "seal.json").write_text('{"oxigraph/CURRENT": 5}'),
}
if hasattr(os, "mkfifo"):
    DAMAGE |= {
        "pipe for options": lambda s: piped(next((s / "oxigraph").glob("OPTIONS*"))),
        "pipe for info": lambda s: piped(s / "info.json"),
        "pipe for seal": lambda s: piped(s / "seal.json"),
    }


@pytest.fixture(scope="module")
def small() -> Path:
    return cache.current(GraphSpec((CORPUS,), only_data=True))


def test_a_whole_store_holds_wherever_it_lies(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small, copy)
    (copy / "stamps.json").write_text("garbage")
    assert seal.holds(small) and seal.holds(copy) and seal.holds(copy)


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_seen(kind: str, small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small, copy)
    DAMAGE[kind](copy)
    assert not seal.holds(copy)


class Cache:
    """A cache folder of its own with a store of the small corpus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        corpus = folder / "corpus.ttl"
        shutil.copy(CORPUS, corpus)
        self.options = ("--data", str(corpus), "--only-data")
        assert self.run("query", "ASK {}").code == 0

    def run(self, *arguments: str) -> Answer:
        environment = {"SCOGRAPH_CACHE": str(self.folder / "cache")}
        return process(*arguments, *self.options, env=environment)

    @property
    def store(self) -> Path:
        (store,) = (self.folder / "cache" / "stores").iterdir()
        return store


@pytest.mark.slow
def test_it_is_built_anew_once_and_said_so(tmp_path: Path) -> None:
    own = Cache(tmp_path)
    expected = own.run("query", COUNT).out
    flipped(table(own.store), 50_000)
    answer = own.run("query", COUNT)
    assert (answer.code, answer.out) == (0, expected)
    assert "the store that was built is damaged: it is built anew." in answer.err
    assert own.run("query", COUNT) == Answer(0, expected, "")
    if hasattr(os, "mkfifo"):
        piped(own.store / "seal.json")
        piped(next((own.folder / "cache").glob("graph-*.json")))
        answer = own.run("query", COUNT)
        assert (answer.code, answer.out) == (0, expected)
    (own.store / "oxigraph/CURRENT").write_bytes(b"garbage")
    built = own.run("build")
    assert built.code == 0 and "is built" in built.out and "damaged" in built.err


@pytest.mark.slow
@pytest.mark.parametrize("seed", marked(range(5), [0], pytest.mark.whole))
def test_twenty_damaged_stores(tmp_path: Path, seed: int) -> None:
    own = Cache(tmp_path)
    expected = own.run("query", COUNT).out
    chance = random.Random(seed)  # noqa: S311
    calls = [("query", COUNT), ("build",), ("info",), ("run", "founders", "--organization", "RBU")]
    for number in range(20):
        files = sorted(path for path in own.store.rglob("*") if path.is_file())
        files += sorted((tmp_path / "cache").glob("*.json"))
        path = chance.choice(files)
        kind = chance.choice(["flip", "cut", "empty", "gone", "garbage"])
        if kind == "flip" and path.stat().st_size:
            flipped(path, chance.randrange(path.stat().st_size * 8))
        elif kind == "cut":
            path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size + 1)])
        elif kind == "gone":
            path.unlink()
        else:
            path.write_bytes(b"" if kind == "empty" else chance.randbytes(200))
        answer = own.run(*calls[number % 4])
        assert answer.code in (0, 2), (number, kind, path.name, answer.err)
        assert "Traceback" not in answer.err, (path.name, answer)
        assert "that it should not" not in answer.err, (path.name, answer)
        after = own.run("query", COUNT)
        assert (after.code, after.out) == (0, expected), (number, kind, path.name, after.err)
