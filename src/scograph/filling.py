"""Lines of N-Quads into a new Oxigraph store, by threads, while the caller does other work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox


class Filling:
    """A store that is being filled; on leaving it, no thread works on the folder any more.

    The engine uses one core for a bulk load, and works without Python's lock. It takes each blank
    node for a new one in each load, so lines with blank nodes wait for the last load. And each
    load makes files of its own, of which a reader opens sixteen at once and the others when it
    needs them, though the store may have been replaced by then: so there are two loads, the
    default graph and the named ones.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._threads = ThreadPoolExecutor(2)
        self._loads: list[Future[None]] = []
        with _disk():
            self._store: ox.Store | None = ox.Store(self._folder)
        self._blank: list[bytes] = []

    def __enter__(self) -> Filling:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._store = None

    def default_graph(self, lines: Iterable[bytes]) -> None:
        """Takes the lines of the default graph, and comes back before they are stored."""
        named: list[bytes] = []
        for line in lines:
            (self._blank if b"_:" in line else named).append(line)
        self._submit(named)

    def named_graphs(self, lines: Iterable[bytes]) -> None:
        """Takes the lines of all named graphs, and comes back before they are stored."""
        self._submit([*lines, *self._blank])

    def finish(self) -> int:
        """The number of quads that are in the store when all is there, counted anew."""
        with _disk():
            for load in self._loads:
                load.result()
            self._loads.clear()
            if self._store is not None:
                self._store.flush()
            # A store that somebody writes cannot be trusted to hold still for a reader.
            self._store = None
            return len(ox.Store.read_only(self._folder))

    def _submit(self, lines: list[bytes]) -> None:
        if self._store is not None and lines:
            load = partial(self._store.bulk_load, format=ox.RdfFormat.N_QUADS, lenient=True)
            self._loads.append(self._threads.submit(load, b"".join(lines)))


@contextmanager
def _disk() -> Iterator[None]:
    """A failure of the disk under its own name, which the engine does not always give it."""
    try:
        yield
    except RuntimeError as error:
        raise OSError(str(error)) from None
