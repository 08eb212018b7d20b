"""The store of a graph: bring it up to date, open it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from scograph import interrupts
from scograph.errors import StoreError, boundary, printable
from scograph.store import fingerprint, locks, pointers, seal
from scograph.store.pointers import GraphSpec

if TYPE_CHECKING:
    from scograph.store.progress import Progress


_MOST_NOTES = 10
_MEBIBYTES = 1024  # Of addresses; less is enough for some stores and threads.


class State(NamedTuple):
    """The store of a graph, whether it is current, and the reason if it is not."""

    path: Path | None
    current: bool
    reason: str


class Opened(NamedTuple):
    """An open store, read-only, and the folder that it is in."""

    store: ox.Store
    folder: Path


def open(spec: GraphSpec | None = None, progress: Progress | None = None) -> ox.Store:
    """The store of a graph, read-only; it is built first if it is not current."""
    return opened(spec, progress).store


def opened(spec: GraphSpec | None = None, progress: Progress | None = None) -> Opened:
    """The store of a graph and its folder; it is built first if it is not current."""
    folder = current(spec, progress)
    try:
        return Opened(open_at(folder), folder)
    except StoreError:
        # A lack of files or of memory is no damage: the store stays, and the error is shown.
        if seal.holds(folder, thorough=True):
            raise
        from scograph.store import build

        build.discard(folder)
        folder = current(spec, progress)
        return Opened(open_at(folder), folder)


def open_at(folder: Path) -> ox.Store:
    """The store in a folder from `current`, read-only; it is not pruned while this process runs."""
    interrupts.need(_MEBIBYTES, "To open a store")
    locks.read(folder / "info.json")
    with boundary(f"The store in {folder} cannot be opened (scograph build --force makes another)"):
        return ox.Store.read_only(str(folder / "oxigraph"))


def current(spec: GraphSpec | None = None, progress: Progress | None = None) -> Path:
    """The folder of the current store of a graph, which is built if necessary."""
    spec = spec or GraphSpec()
    state = look(spec)
    if state.current and state.path:
        folder = state.path
    else:
        from scograph.store import build

        folder = build.build(spec, reason=state.reason, progress=progress)
    warn(spec, folder)
    return folder


def warn(spec: GraphSpec, folder: Path) -> None:
    """Says on standard error what in the user's files and folders the program cannot use."""
    if not spec.data:
        return
    import click

    from scograph.corpus import load

    for sentence in load.passed_over(spec.data):
        click.echo(f"scograph: {printable(sentence)}", err=True)
    notes = pointers.notes(folder)
    if notes:
        from scograph.shapes import misplaced

        for sentence in misplaced.worded(notes[:_MOST_NOTES]):
            click.echo(f"scograph: {sentence}", err=True)
        if len(notes) > _MOST_NOTES:
            more = len(notes) - _MOST_NOTES
            click.echo(f"scograph: and {more} more; all: scograph validate FILE", err=True)


def look(spec: GraphSpec, *, thorough: bool = False) -> State:
    """The state of the store of a graph; nothing is built.

    With `thorough`, files with other times than before are read and compared by content; without
    it, a store is not current if any of its files was touched.
    """
    pointer = pointers.read(spec)
    if pointer is None:
        return State(None, False, "no store has been built yet")
    folder = pointers.stores() / pointer.store
    if not (folder / "info.json").is_file():
        return State(None, False, "the store that was built is gone")
    if not seal.holds(folder):
        return State(None, False, seal.DAMAGED)
    seen = fingerprint.stamps(pointers.inputs(spec))
    if seen == pointer.stamps and pointer.settled:
        return State(folder, True, "")
    if thorough and folder.name.startswith(pointers.digest(spec)):
        return State(folder, True, "")
    return State(folder, False, fingerprint.difference(pointer.stamps, seen))
