"""The embedded store: found, brought up to date, opened.

The cache folder holds `stores/NAME`, each whole and never changed, and for each graph that was
asked for a pointer to its store. A store is built beside and renamed; a pointer is replaced. So
whoever is killed, at any moment, leaves the last good store in place, and no reader is disturbed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from scograph import fingerprint, layout, locks
from scograph.errors import BadRequest, StoreFailed

if TYPE_CHECKING:
    from scograph.progress import Progress

_FORMAT = "1"


class GraphSpec(NamedTuple):
    """Which graph: the shipped one, with the user's files, or without shipped or inferred data."""

    data: tuple[Path, ...] = ()
    only_data: bool = False
    asserted: bool = False


class Pointer(NamedTuple):
    """Which store was made for a graph, from what; `settled` where the stamps can be trusted."""

    store: str
    stamps: list[fingerprint.Stamp]
    settled: bool


class State(NamedTuple):
    """The store of a graph as it is now; `reason` says why it is not current."""

    path: Path | None
    current: bool
    reason: str


def open(spec: GraphSpec | None = None, progress: Progress | None = None) -> ox.Store:
    """The store of a graph, read-only, built first if need be."""
    folder = current(spec, progress)
    try:
        return open_at(folder)
    except StoreFailed:
        from scograph import building

        building.discard(folder)
        return open_at(current(spec, progress))


def open_at(folder: Path) -> ox.Store:
    """The store in a folder that `current` gave, read-only; it stays while this process lives."""
    locks.read(folder / "info.json")
    try:
        return ox.Store.read_only(str(folder / "oxigraph"))
    except OSError as error:
        raise StoreFailed(
            f"Cannot open the store in {folder}: {error}. Build it anew: scograph build --force"
        ) from None


def current(spec: GraphSpec | None = None, progress: Progress | None = None) -> Path:
    """The folder of an up-to-date store, built if need be."""
    spec = spec or GraphSpec()
    state = look(spec)
    if state.current and state.path:
        return state.path
    from scograph import building

    return building.build(spec, reason=state.reason, progress=progress)


def look(spec: GraphSpec, *, thorough: bool = False) -> State:
    """What there is, without building; `thorough` reads the files where their times say too little.

    Otherwise a store is not current, until its files have been read, when any of them was touched.
    """
    pointer = read_pointer(spec)
    if pointer is None:
        return State(None, False, "no store has been built yet")
    folder = stores() / pointer.store
    if not (folder / "info.json").is_file():
        return State(None, False, "the store that was built is gone")
    seen = fingerprint.stamps(inputs(spec))
    if seen == pointer.stamps and pointer.settled:
        return State(folder, True, "")
    if thorough and folder.name.startswith(digest(spec)):
        return State(folder, True, "")
    return State(folder, False, fingerprint.difference(pointer.stamps, seen))


def digest(spec: GraphSpec, contents: Mapping[str, str] | None = None) -> str:
    """The hash of all that decides what the store of a graph holds; it begins the store's name."""
    kind = [part for part in identity(spec) if part != str(layout.ROOT)]
    return fingerprint.summed(contents or fingerprint.contents(inputs(spec)), *kind)


def counts(folder: Path) -> dict[str, int]:
    """How many triples are asserted and inferred in a store, and how many quads it holds."""
    found = json.loads((folder / "info.json").read_bytes())
    return {kind: int(found[kind]) for kind in ("asserted", "inferred", "quads")}


def inputs(spec: GraphSpec) -> list[str]:
    """Every file that the store of a graph depends on."""
    found = fingerprint.shipped(with_data=not spec.only_data)
    for place in places(spec):
        if Path(place).is_dir():
            found += fingerprint.walk(place, (".ttl",))
        else:
            found.append(place)
    return found


def places(spec: GraphSpec) -> list[str]:
    """The user's files and folders, each once, wherever the command was started."""
    if spec.only_data and not spec.data:
        raise BadRequest("--only-data needs --data: name the files or folders to take instead.")
    return list(dict.fromkeys(os.path.realpath(place) for place in spec.data))


def identity(spec: GraphSpec) -> list[str]:
    """What tells one graph from another, beside the content of its files."""
    kind = f"{'only-data ' if spec.only_data else ''}{'asserted' if spec.asserted else 'inferred'}"
    return [_FORMAT, ox.__version__, kind, str(layout.ROOT), *places(spec)]


def pointer_path(spec: GraphSpec) -> Path:
    """Where the pointer of a graph lies."""
    # A collision costs a rebuild, no more: the pointer says whose it is. hashlib is slow to import.
    from binascii import crc32

    return cache() / f"graph-{crc32(chr(0).join(identity(spec)).encode()):08x}.json"


def read_pointer(spec: GraphSpec) -> Pointer | None:
    """The pointer of a graph; None where there is none, or it cannot be read."""
    try:
        with pointer_path(spec).open("rb") as file:
            content = json.load(file)
        if content["graph"] != identity(spec):
            return None
        listed = [fingerprint.Stamp(*stamp) for stamp in content["stamps"]]
        return Pointer(content["store"], listed, content["settled"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stores() -> Path:
    """The folder of the built stores."""
    return cache() / "stores"


def made() -> list[Path]:
    """The folders of all stores that there are, the one in the wheel included."""
    found = [layout.STORE]
    with suppress(OSError, StoreFailed):
        found += stores().iterdir()
    return found


def cache() -> Path:
    """The absolute path of the cache folder."""
    try:
        return layout.cache_dir().absolute()
    except RuntimeError:
        raise StoreFailed(
            "There is no home folder to keep the store in. Name one: SCOGRAPH_CACHE=/some/folder"
        ) from None
