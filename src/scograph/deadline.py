"""A deadline that holds: the command runs in a process of its own, which is killed when time is up.

A running query of the embedded store hears no signal that Python could handle.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scograph.errors import OutOfTime

_INSIDE = "SCOGRAPH_DEADLINE"


def applies() -> bool:
    """Whether this is not yet the process that runs under the deadline."""
    return _INSIDE not in os.environ


def run(seconds: float, arguments: list[str], stdin: str | None = None) -> int:
    """The exit code of `scograph ARGUMENTS` in its own process; OutOfTime when it was killed."""
    import subprocess

    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "scograph", *arguments],
        env={**os.environ, _INSIDE: "1"},
        stdin=None if stdin is None else subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise OutOfTime(
            f"Stopped after {seconds:g} seconds (--timeout). Ask for less, or give it more time."
        ) from None
    finally:
        process.kill()
        process.wait()
    return process.returncode


@contextmanager
def interruptible() -> Iterator[None]:
    """Inside, Ctrl-C ends the process at once, even in the middle of a query."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
