# ruff: noqa: PTH100, PTH116, PTH118, PTH120, PTH123
"""Fingerprints of the inputs of a store: stamps of files, and digests of their content.

Files with the same size and times count as unchanged; otherwise their content decides. Every
query compares the stamps, so each file is touched once and none is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scograph import paths

# Every query runs this over thousands of files; pathlib is too slow.
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# The longer one first: one of them may be inside the other.
_ROOTS = sorted((str(paths.ROOT) + os.sep, _PACKAGE + os.sep), key=len, reverse=True)

# The rooms that the content of a store depends on.
_ROOMS = ("corpus", "names", "rdf", "reason", "store")


class Stamp(NamedTuple):
    """The path, size and times of a file."""

    path: str
    size: int
    modified: int
    changed: int


def shipped(*, with_data: bool = True) -> list[str]:
    """The paths of the files of the project that a store is made from."""
    found = [*paths.walk(str(paths.ONTOLOGY), (".ttl", ".rq"))]
    if with_data:
        found += paths.walk(str(paths.DATA), (".ttl",))
    for room in _ROOMS:
        found += paths.walk(os.path.join(_PACKAGE, room), (".py",))
    return found


def stamps(files: Iterable[str]) -> list[Stamp]:
    """The stamp of each file; a missing file has size -1."""
    found = []
    for path in files:
        try:
            state = os.stat(path)
        except OSError:
            found.append(Stamp(path, -1, 0, 0))
        else:
            found.append(Stamp(path, state.st_size, state.st_mtime_ns, state.st_ctime_ns))
    return found


def digest(files: Iterable[str], *also: str) -> str:
    """One hash for the contents of the files, independent of the folder of the project."""
    return summed(contents(files), *also)


def contents(files: Iterable[str]) -> dict[str, str]:
    """The hash of each file, by its path in the project, or its absolute path if outside."""
    import hashlib

    found = {}
    for path in files:
        try:
            with open(path, "rb") as file:
                found[name(path)] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            found[name(path)] = "missing"
    return found


def summed(contents: Mapping[str, str], *also: str) -> str:
    """One hash from the hashes of files."""
    import hashlib

    listed = "\0".join((*also, *(f"{name}\0{contents[name]}" for name in sorted(contents))))
    return hashlib.sha256(listed.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def difference(old: Iterable[Stamp], new: Iterable[Stamp]) -> str:
    """A description of the first change: 'data/states/china.ttl changed'."""
    before, after = ({stamp.path: stamp for stamp in listed} for listed in (old, new))
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            return f"{name(path)} is new"
        if path not in after or after[path].size == -1:
            return f"{name(path)} is gone"
        if before[path] != after[path]:
            return f"{name(path)} changed"
    return "its files may have changed"


def name(path: str) -> str:
    """The path of a file in the project; the absolute path if it is outside."""
    for root in _ROOTS:
        if path.startswith(root):
            return path[len(root) :].replace(os.sep, "/")
    return path
