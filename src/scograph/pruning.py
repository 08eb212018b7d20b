"""Takes away what dead builders left, and stores that no graph has pointed to for a while."""

from __future__ import annotations

import json
import shutil
import time
from contextlib import suppress
from pathlib import Path

from scograph import locks, store

_DAY = 86_400
_KEPT = 10
_YOUNG = 600


def prune() -> None:
    """Removes drafts that nobody works on, stores of no graph, and pointers of long ago."""
    now = time.time()
    _drafts()
    pointed = _pointed(now)
    unused = [
        (path.stat().st_mtime, path)
        for path in store.stores().iterdir()
        if path.name not in pointed and not path.name.startswith("draft.")
    ]
    for rank, (made, path) in enumerate(sorted(unused, reverse=True)):
        age = now - made
        # Somebody who was told of a store may not have opened it yet.
        if (age > _DAY or (rank >= _KEPT and age > _YOUNG)) and locks.unread(path / "info.json"):
            shutil.rmtree(path, ignore_errors=True)


def _drafts() -> None:
    for draft in store.stores().glob("draft.*"):
        digest = draft.name.split(".")[1]
        with locks.free(store.cache() / f"{digest}.lock") as dead:
            if dead:
                shutil.rmtree(draft, ignore_errors=True)


def _pointed(now: float) -> set[str]:
    """The names of the stores that a graph still points to; dead pointers are removed."""
    pointed = set()
    for pointer in store.cache().glob("graph-*.json*"):
        with suppress(OSError, ValueError, KeyError):
            age = now - pointer.stat().st_mtime
            content = json.loads(pointer.read_bytes()) if pointer.suffix == ".json" else None
            alive = content and all(Path(place).exists() for place in content["graph"][3:])
            if content and alive and age < 60 * _DAY:
                pointed |= {content["store"], *_base(content["store"])}
            elif age > _DAY:
                pointer.unlink(missing_ok=True)
    return pointed


def _base(name: str) -> list[str]:
    """The store that this one was made from, from which the next one is made too."""
    with suppress(OSError, ValueError):
        base = json.loads((store.stores() / name / "info.json").read_bytes()).get("base")
        return [base] if base else []
    return []
