"""A deadline, and a Ctrl-C, that end the process even in the middle of a query.

A running query of the embedded store hears no signal that Python could handle, but leaves other
threads free to run. Each way out leaves no half-written file behind.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

from scograph import atomic
from scograph.errors import BadRequest, OutOfTime

_INTERRUPTED = 128 + signal.SIGINT
_LONGEST = 10_000_000.0


def start(seconds: float) -> None:
    """From now on the process ends with the exit code of OutOfTime when the seconds have passed."""
    import threading

    if seconds != seconds:
        raise BadRequest("--timeout: not a number of seconds. Say, --timeout 30.")
    watch = threading.Timer(min(seconds, _LONGEST), _stop, [seconds])
    watch.daemon = True
    watch.start()


@contextmanager
def interruptible(*, writing: bool = False) -> Iterator[None]:
    """Inside, Ctrl-C ends the process at once; with `writing`, it tidies up first."""
    try:
        before = signal.signal(signal.SIGINT, _heard if writing else signal.SIG_DFL)
    except ValueError:
        # Not the main thread: Ctrl-C is somebody else's to handle.
        yield
        return
    try:
        with _listener() if writing else nullcontext():
            yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _listener() -> Iterator[None]:
    import threading

    hears, tells = os.pipe()
    os.set_blocking(tells, False)
    before = signal.set_wakeup_fd(tells)
    threading.Thread(target=_listen, args=[hears], daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(tells)


def _listen(hears: int) -> None:
    while told := os.read(hears, 1):
        if told[0] == signal.SIGINT:
            _leave("Stopped.", _INTERRUPTED)
    os.close(hears)


def _heard(*_: object) -> None:
    """The thread that listens does what is to be done."""


def _stop(seconds: float) -> None:
    _leave(
        f"scograph: Stopped after {seconds:g} seconds (--timeout). "
        "Ask for less, or give it more time.",
        OutOfTime.exit_code,
    )


def _leave(message: str, code: int) -> None:
    atomic.discard()
    with suppress(OSError):
        os.write(2, f"{message}\n".encode())
    os._exit(code)
