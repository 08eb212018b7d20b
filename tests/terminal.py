"""`scograph` as a user runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Answer(NamedTuple):
    """What a process gave back."""

    code: int
    out: str
    err: str


def run(
    *arguments: str | Path,
    stdin: str = "",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Answer:
    """The exit code and the streams of `scograph ARGUMENTS`, away from a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "scograph", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        cwd=cwd,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def scograph(*arguments: str | Path, **options: object) -> Answer:
    """The same, where success is expected: fails with the message if the exit code is not 0."""
    answer = run(*arguments, **options)  # type: ignore[arg-type]
    assert answer.code == 0, answer.err
    return answer
