"""Hides from Python what only some systems have: the modules fcntl and resource, and /proc.

psutil may use them, as it has other ways on other systems.
"""

from __future__ import annotations

import builtins
import sys
from typing import Any

_import = builtins.__import__


def _asked_by_psutil() -> bool:
    frame: Any = sys._getframe(2)
    while frame is not None:
        if frame.f_globals.get("__name__", "").startswith("psutil"):
            return True
        frame = frame.f_back
    return False


def _hiding(name: str, *more: Any, **named: Any) -> Any:
    if name in ("fcntl", "resource") and not _asked_by_psutil():
        raise ImportError(f"No module named {name!r}", name=name)
    return _import(name, *more, **named)


def _hide(event: str, given: tuple[Any, ...]) -> None:
    if event == "open" and str(given[0]).startswith("/proc") and not _asked_by_psutil():
        raise FileNotFoundError(2, "hidden", given[0])


builtins.__import__ = _hiding
sys.addaudithook(_hide)
