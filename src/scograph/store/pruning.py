"""Removes what interrupted builds left, and stores without a pointer.

The cache may be in a folder with other files: what has no name of ours stays, whatever its age.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

from scograph import files
from scograph.store import locks, pointers

_DAY = 86_400
_KEPT = 10
_YOUNG = 600
_STORE = re.compile(r"[0-9a-f]{20}\.[0-9a-f]+")
_DRAFT = re.compile(r"draft\.([0-9a-f]{20})\.[0-9a-f]+")
_POINTER = "graph-*.json"


def prune() -> None:
    """Removes abandoned drafts, old stores without a pointer, and old pointers."""
    now = time.time()
    _drafts()
    pointed = _pointed(now)
    unused = [
        (path.stat().st_mtime, path)
        for path in pointers.stores().iterdir()
        if _STORE.fullmatch(path.name) and path.name not in pointed and not path.is_symlink()
    ]
    for rank, (made, path) in enumerate(sorted(unused, reverse=True)):
        age = now - made
        # A process may have read the pointer and not opened the store yet.
        if (age > _DAY or (rank >= _KEPT and age > _YOUNG)) and locks.unread(path / "info.json"):
            shutil.rmtree(path, ignore_errors=True)


def _drafts() -> None:
    for draft in pointers.stores().iterdir():
        known = _DRAFT.fullmatch(draft.name)
        if not known or draft.is_symlink():
            continue
        with locks.free(pointers.cache() / f"{known[1]}.lock") as dead:
            if dead:
                shutil.rmtree(draft, ignore_errors=True)


def _pointed(now: float) -> set[str]:
    """The names of the stores with a pointer; dead pointers are removed."""
    pointed = set()
    for pointer in pointers.cache().glob(_POINTER):
        with suppress(OSError, ValueError, KeyError, TypeError):
            age = now - pointer.stat().st_mtime
            content = json.loads(files.content(pointer))
            alive = all(Path(place).exists() for place in content["graph"][3:])
            if alive and age < 60 * _DAY:
                pointed.add(content["store"])
            elif age > _DAY:
                pointer.unlink(missing_ok=True)
    return pointed
