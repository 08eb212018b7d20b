"""A process that ends when the process that started it ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_PR_SET_PDEATHSIG = 1
_SIGNALS = {signal.SIGINT, signal.SIGTERM}


def end_with_parent() -> None:
    """Ends this process with its parent; Ctrl-C is left to the parent.

    On Linux the kernel does the first of it, see prctl(2). Elsewhere a thread waits for the end of
    a parent that used `multiprocessing`; a worker of the server ends when its input does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    parent = multiprocessing.parent_process()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    elif parent is not None:
        threading.Thread(target=_follow, args=[parent], daemon=True).start()


@contextmanager
def without_interrupts() -> Iterator[None]:
    """No signal ends this process, or one that it starts meanwhile, in the middle of its start.

    Before `end_with_parent` that one would print where it was.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows.
        yield
        return
    from multiprocessing import resource_tracker

    # Started by the first process, it would let the signals in.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """SIGTERM within ends the program when its processes have ended and its drafts are removed."""
    ended = False

    def leave(*_: object) -> None:
        nonlocal ended
        ended = True
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise SystemExit

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        if ended:
            os.kill(os.getpid(), signal.SIGTERM)


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
