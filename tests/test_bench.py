"""The measurements: that they run and are written down, and that a wrong answer does not count."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench import corpora, peers
from bench.measure import Row, Sample, Trial, UnansweredError, in_turn, process, table
from scograph.corpus import load
from scograph.reason import closure
from scograph.shapes import findings, validate
from tests.support.terminal import ROOT

pytestmark = pytest.mark.slow

# These take seconds for each answer, or for reading the graph before it.
SLOW = ("rdflib", "jena", "comunica", "oxigraph")


def test_the_command_measures_and_writes(tmp_path: Path) -> None:
    report = tmp_path / "performance.md"
    command = [sys.executable, "-m", "bench", "--rounds", "1", "--only", "import", "--only", "cold"]
    without = [word for peer in SLOW for word in ("--without", peer)]
    done = subprocess.run(
        [*command, *without, "--write", str(report)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    text = report.read_text(encoding="utf-8")
    assert re.findall("^## (.*)$", text, re.MULTILINE) == ["Import", "Cold answer"]
    for title in ("scograph run attendees", "floor: ", "`scograph --version`"):
        assert re.search(rf"^\| .*{re.escape(title)}.* \| [\d,.]+ \| ", text, re.MULTILINE), text
    assert "void" not in text.partition("## ")[2]
    assert all(f"Left out: {peers.title(peer)} " in text for peer in SLOW)
    assert str(ROOT) not in text


def test_an_invented_corpus_conforms(tmp_path: Path) -> None:
    corpora.write(tmp_path, times=0.1, seed=1)
    files = [*load.ontology_files(), *load.turtle_files([tmp_path])]
    corpus = load.read(files)
    inferred = closure.entail(corpus.asserted).inferred
    found = validate.check(corpus, inferred, load.shape_files())
    assert findings.violations(found) == []


def test_another_answer_makes_a_row_void() -> None:
    trials = [Trial("right", lambda: Sample(1.0, 55)), Trial("wrong", lambda: Sample(0.1, 57))]
    right, wrong = in_turn(trials, 3)
    assert (len(right.times), right.void) == (3, "")
    assert wrong.void == "gives 57, not 55"
    assert "| wrong | void: gives 57, not 55 |" in table("answer", [right, wrong])


def test_an_answer_that_changes_makes_a_row_void() -> None:
    answers = iter([1, 1, 2, 1])
    (row,) = in_turn([Trial("fickle", lambda: Sample(1.0, next(answers)))], 3)
    assert row.void == "gives 2, not 1"


@pytest.mark.parametrize(
    ("code", "reason"),
    [("raise SystemExit(3)", "exit code 3"), ("import time; time.sleep(60)", "no answer in 1 s")],
)
def test_a_process_that_does_not_answer_is_not_timed(code: str, reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(UnansweredError, match=reason):
        process(sys.executable, "-c", code, timeout=1)()
    assert time.monotonic() - started < 30


def test_the_memory_is_that_of_the_process_and_not_of_its_starter() -> None:
    here = bytearray(300 * 2**20)
    here[::4096] = b"x" * len(here[::4096])
    mib = process(sys.executable, "-c", "x = bytearray(40 * 2**20)")().mib
    assert mib is not None
    assert 40 < mib < 200


def test_median_and_spread() -> None:
    row = Row("one", [30.0, 10.0, 20.0])
    assert "| one | 20.0 | 10.0 | 30.0 | 3 |" in table("what", [row])
