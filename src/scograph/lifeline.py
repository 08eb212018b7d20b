"""A process that ends when the one that started it does."""

from __future__ import annotations

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1


def hold() -> None:
    """From here on the kernel kills this process with its parent; Ctrl-C is left to the parent.

    Only Linux can do the first of it, see prctl(2).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
