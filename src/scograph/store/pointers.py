"""The cache folder, and for each graph the pointer to its store.

The cache folder holds finished stores in `stores/NAME`, which never change. A store is built as a
draft and renamed, and a pointer is replaced: a build that is killed leaves the last good store in
place, and does not disturb readers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import files, paths
from scograph.corpus import special_files
from scograph.errors import InputError, StoreError, UsageError
from scograph.store import fingerprint

_FORMAT = "2"


class GraphSpec(NamedTuple):
    """A graph: the shipped one, with the user's files, or without shipped or inferred data."""

    data: tuple[Path, ...] = ()
    only_data: bool = False
    asserted: bool = False


class Pointer(NamedTuple):
    """The store of a graph and the stamps of its inputs; `settled` if the stamps can be trusted."""

    store: str
    stamps: list[fingerprint.Stamp]
    settled: bool


def digest(spec: GraphSpec, contents: Mapping[str, str] | None = None) -> str:
    """The hash of everything that a store is made from; the name of the store begins with it."""
    kind = [part for part in identity(spec) if part != str(paths.ROOT)]
    return fingerprint.summed(contents or fingerprint.contents(inputs(spec)), *kind)


def counts(folder: Path) -> dict[str, int]:
    """The numbers of asserted triples, inferred triples and quads of a store."""
    found = json.loads(files.content(folder / "info.json"))
    return {kind: int(found[kind]) for kind in ("asserted", "inferred", "quads")}


def notes(folder: Path) -> list[tuple[str | None, int | None, str]]:
    """What the files of a store have that the program cannot use: file, line, sentence."""
    found = json.loads(files.content(folder / "info.json"))
    return [(file, line, text) for file, line, text in found.get("notes", ())]


def inputs(spec: GraphSpec) -> list[str]:
    """The paths of all files that the store of a graph is made from."""
    own: list[str] = []
    for place in places(spec):
        if Path(place).is_dir():
            try:
                own += paths.walk(place, (".ttl",))
            except OSError as error:
                reason = (error.strerror or str(error)).rstrip(".")
                raise InputError(f"{reason}.", path=error.filename or place) from None
        else:
            own.append(place)
    special_files.bounded(own)
    return [*fingerprint.shipped(with_data=not spec.only_data), *own]


def places(spec: GraphSpec) -> list[str]:
    """The absolute paths of the user's files and folders, each once."""
    if spec.only_data and not spec.data:
        raise UsageError("--only-data needs --data: name the files or folders to take instead.")
    return list(dict.fromkeys(os.path.realpath(place) for place in spec.data))


def identity(spec: GraphSpec) -> list[str]:
    """The texts that identify a graph, apart from the content of its files."""
    kind = f"{'only-data ' if spec.only_data else ''}{'asserted' if spec.asserted else 'inferred'}"
    return [_FORMAT, ox.__version__, kind, str(paths.ROOT), *places(spec)]


def _path(spec: GraphSpec) -> Path:
    """The path of the pointer of a graph."""
    # A collision costs only a rebuild: the pointer holds the identity. hashlib imports slowly.
    from binascii import crc32

    text = chr(0).join(identity(spec)).encode("utf-8", "surrogateescape")
    return cache() / f"graph-{crc32(text):08x}.json"


def read(spec: GraphSpec) -> Pointer | None:
    """The pointer of a graph; None if there is none, or it cannot be read."""
    try:
        content = json.loads(files.content(_path(spec)))
        if content["graph"] != identity(spec):
            return None
        listed = [fingerprint.Stamp(*stamp) for stamp in content["stamps"]]
        return Pointer(content["store"], listed, content["settled"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(spec: GraphSpec, pointer: Pointer) -> None:
    """Replaces the pointer of a graph."""
    content = {
        "graph": identity(spec),
        "store": pointer.store,
        "settled": pointer.settled,
        "stamps": pointer.stamps,
    }
    files.replace(_path(spec), json.dumps(content).encode())


def stores() -> Path:
    """The folder of the finished stores."""
    return cache() / "stores"


def cache() -> Path:
    """The absolute path of the cache folder."""
    try:
        return paths.cache_dir().absolute()
    except RuntimeError:
        raise StoreError(
            "There is no home folder to keep the store in. Name one: SCOGRAPH_CACHE=/some/folder"
        ) from None
