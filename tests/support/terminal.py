"""`scograph` as a user runs it: in this process, or in one of its own where it matters."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from scograph import cli
from scograph.store import cache
from scograph.store.pointers import GraphSpec

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpora" / "three-states.ttl"
SMALL = ("--data", str(CORPUS), "--only-data")
# Lines are broken at the width of the terminal, which is not to be that of whoever runs the tests.
WIDTH = {"COLUMNS": "100"}


class Answer(NamedTuple):
    """An exit code and what was written to the two streams."""

    code: int
    out: str
    err: str


@lru_cache
def store(*, small: bool = False) -> Path:
    """The shipped graph or the small one, built before a test meets the note that it is built."""
    return cache.current(GraphSpec((CORPUS,), only_data=True) if small else None)


def run(
    *arguments: str | Path,
    stdin: str = "",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Answer:
    """What `scograph ARGUMENTS` gives, away from a terminal, in this process."""
    # The deadline would end this process.
    assert "--timeout" not in arguments
    store(small="--only-data" in arguments)
    runner = CliRunner()
    place = chdir(cwd) if cwd else nullcontext()
    with place, runner.isolation(stdin, {**WIDTH, **(env or {})}) as (out, err, _):
        code = cli.invoke([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        # CSV ends its lines with CR and LF; a process that reads text gets LF.
        return Answer(
            code, *(stream.getvalue().decode().replace("\r\n", "\n") for stream in (out, err))
        )


def process(
    *arguments: str | Path,
    stdin: str = "",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Answer:
    """The same in a process of its own: for signals, deadlines and the ends of streams."""
    store(small="--only-data" in arguments)
    done = subprocess.run(
        [sys.executable, "-m", "scograph", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **WIDTH, **(env or {})},
        cwd=cwd,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def scograph(
    *arguments: str | Path,
    stdin: str = "",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Answer:
    """The same as `run` where success is expected: fails with the message otherwise."""
    answer = run(*arguments, stdin=stdin, env=env, cwd=cwd)
    assert answer.code == 0, answer.err
    return answer


def on_small(*arguments: str | Path, stdin: str = "") -> Answer:
    """What `scograph ARGUMENTS` gives on the small invented corpus instead of the shipped data."""
    return run(*arguments, *SMALL, stdin=stdin)
