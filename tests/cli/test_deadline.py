"""A deadline and a Ctrl-C that end a running query, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.terminal import process as run

pytestmark = pytest.mark.slow

COUNTS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a != ?f) }"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a != ?f) }"


def start(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    """`scograph query ARGUMENTS`, not waited for, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "scograph", "query", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,  # type: ignore[call-overload]
    )


def wait_until_it_writes(folder: Path, process: subprocess.Popen[bytes]) -> None:
    while not any(path.stat().st_size for path in folder.iterdir()):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


@pytest.mark.parametrize("sparql", [COUNTS, ROWS])
def test_time_runs_out_and_leaves_no_draft(tmp_path: Path, sparql: str) -> None:
    file = tmp_path / "answer.csv"
    file.write_bytes(b"before")
    answer = run("query", sparql, "-o", file, "--timeout", "0.7")
    assert (answer.code, answer.out) == (5, "")
    assert answer.err == (
        "scograph: Stopped after 0.7 seconds (--timeout). Ask for less, or raise the limit.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]
    assert file.read_bytes() == b"before"


def test_time_runs_out_while_nobody_types() -> None:
    process = start("-", "--timeout", "0.5", stdin=subprocess.PIPE)
    assert process.wait() == 5
    process.communicate()


def test_nothing_runs_on_afterwards() -> None:
    process = start(COUNTS, "--timeout", "0.5")
    process.communicate()
    assert process.returncode == 5
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_time_that_suffices() -> None:
    answer = run("query", "ASK { }", "--timeout", "600")
    assert (answer.code, answer.out, answer.err) == (0, "true\n", "")


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "soon"])
def test_no_time(seconds: str) -> None:
    answer = run("query", "ASK { }", "--timeout", seconds)
    assert (answer.code, answer.out) == (2, "")
    assert "--timeout" in answer.err and "Traceback" not in answer.err


def test_ctrl_c_while_a_file_is_written(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    process = start(ROWS, "-o", file)
    wait_until_it_writes(tmp_path, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"Stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_while_rows_are_printed() -> None:
    process = start(ROWS)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"a,b,c,d,e,f,g,h,i"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode in (-signal.SIGINT, 130)
    assert b"Traceback" not in err


def test_a_reader_who_has_enough_ends_the_query() -> None:
    process = start(ROWS)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait() == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
