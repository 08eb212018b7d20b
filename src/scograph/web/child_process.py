"""A process that ends when the process that started it ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ends this process with its parent; Ctrl-C is left to the parent.

    On Linux the kernel does the first of it, see prctl(2). Elsewhere a thread waits for the end of
    a parent that used `multiprocessing`; a worker of the server ends when its input does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    elif parent is not None:
        threading.Thread(target=_follow, args=[parent], daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
