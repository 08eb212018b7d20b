# ruff: noqa: PTH116
"""Checksums of the files of a store, by which damage is seen before it gives a wrong answer.

A read error of the engine may become an error of an expression, and so a wrong count. So a store
carries the checksum of each of its files. They are compared when a file has other times or another
size than at the last look; otherwise each file is only touched.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from scograph import files

DAMAGED = "the store that was built is damaged"
_SEAL = "seal.json"
_STAMPS = "stamps.json"
# The engine writes these, and reads nothing from them.
_IGNORED = ("LOG", "LOCK", "IDENTITY")
_PIECE = 1 << 20


def write(folder: Path) -> None:
    """Writes the checksums of a finished store beside it."""
    sums = {name: _sum(folder / name) for name in _names(folder)}
    files.replace(folder / _SEAL, json.dumps(sums).encode())
    files.replace(folder / _STAMPS, json.dumps(_stamps(folder, sums)).encode())


def holds(folder: Path, *, thorough: bool = False) -> bool:
    """True if the files of a store are as they were written; `thorough` trusts no times."""
    try:
        sums = json.loads(files.content(folder / _SEAL))
        stamps = _stamps(folder, sums)
        if not thorough and _kept(folder) == stamps:
            return True
        if not sums or any(_sum(folder / name) != known for name, known in sums.items()):
            return False
    except (OSError, ValueError, TypeError, AttributeError):
        return False
    # Where the cache is read-only, each look compares the checksums.
    with suppress(OSError):
        files.replace(folder / _STAMPS, json.dumps(stamps).encode())
    return True


def _names(folder: Path) -> list[str]:
    inside = (f"oxigraph/{path.name}" for path in (folder / "oxigraph").iterdir())
    beside = (path.name for path in folder.glob("*.json"))
    names = [*inside, *beside]
    return sorted(n for n in names if not n.startswith(("seal.", "stamps."))
                  and not n.rpartition("/")[2].startswith(_IGNORED))  # fmt: skip


def _stamps(folder: Path, sums: dict[str, str]) -> list[list[int]]:
    found = []
    for name in sums:
        state = os.stat(folder / name)
        if not stat.S_ISREG(state.st_mode):
            raise ValueError(name)
        found.append([state.st_size, state.st_mtime_ns, state.st_ctime_ns])
    return found


def _kept(folder: Path) -> object:
    try:
        return json.loads(files.content(folder / _STAMPS))
    except (OSError, ValueError):
        return None


def _sum(path: Path) -> str:
    value = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            value = crc32(piece, value)
    return f"{value:08x}"
