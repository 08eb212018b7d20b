# ruff: noqa: PTH100, PTH116, PTH118, PTH120, PTH123
"""Whether the inputs of a store are still the ones that it was made from.

Files whose size and times are the same are taken to be the same; otherwise their content decides.
Every query asks this, so it touches each file once and reads none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scograph import layout

# Every query runs this over hundreds of files, and pathlib is too slow for that.
_PACKAGE = os.path.dirname(os.path.abspath(__file__))
# The longer one first: one of them may lie in the other.
_ROOTS = sorted((str(layout.ROOT) + os.sep, _PACKAGE + os.sep), key=len, reverse=True)

# The modules that decide what a store holds.
_CODE = (
    "building",
    "by_owlrl",
    "catalog",
    "clashes",
    "filling",
    "infer",
    "load",
    "nameindex",
    "names",
    "namespaces",
    "ntriples",
    "quickgraph",
    "reasoners",
    "revision/base",
    "revision/derivation",
    "revision/entailment",
    "revision/graphs",
    "revision/patterns",
    "revision/reach",
    "revision/recheck",
    "revision/revise",
    "revision/triples",
    "sourced",
)


class Stamp(NamedTuple):
    """What a file looks like from outside."""

    path: str
    size: int
    modified: int
    changed: int


def shipped(*, with_data: bool = True, with_queries: bool = True) -> list[str]:
    """The files of the project that a store is made from."""
    found = [*walk(str(layout.ONTOLOGY), (".ttl", ".rq"))]
    if with_data:
        found += walk(str(layout.DATA), (".ttl",))
    if with_queries:
        found += walk(str(layout.QUERIES), (".rq",))
    return found + [os.path.join(_PACKAGE, f"{name}.py") for name in _CODE]


def walk(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The files below a folder with one of the endings, in order; hidden ones are left out."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, endings)
        elif entry.name.endswith(endings) and entry.is_file():
            yield entry.path


def stamps(paths: Iterable[str]) -> list[Stamp]:
    """The stamp of each file; one that is not there has size -1."""
    found = []
    for path in paths:
        try:
            state = os.stat(path)
        except OSError:
            found.append(Stamp(path, -1, 0, 0))
        else:
            found.append(Stamp(path, state.st_size, state.st_mtime_ns, state.st_ctime_ns))
    return found


def digest(paths: Iterable[str], *also: str) -> str:
    """One hash for the contents of all the files, whatever folder the project lies in."""
    return summed(contents(paths), *also)


def contents(paths: Iterable[str]) -> dict[str, str]:
    """The hash of each file, by its name in the project or else by its whole path."""
    import hashlib

    found = {}
    for path in paths:
        try:
            with open(path, "rb") as file:
                found[name(path)] = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            found[name(path)] = "missing"
    return found


def summed(contents: Mapping[str, str], *also: str) -> str:
    """One hash for files of which each has its own."""
    import hashlib

    listed = "\0".join((*also, *(f"{name}\0{contents[name]}" for name in sorted(contents))))
    return hashlib.sha256(listed.encode()).hexdigest()[:20]


def difference(old: Iterable[Stamp], new: Iterable[Stamp]) -> str:
    """The first change, in words: 'data/states/china.ttl changed'."""
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
    """What a file is called in whatever folder the project lies: its path in it, else the whole."""
    for root in _ROOTS:
        if path.startswith(root):
            return path[len(root) :].replace(os.sep, "/")
    return path
