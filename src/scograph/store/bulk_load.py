"""Bulk load of N-Quads into a new Oxigraph store, by threads beside other work."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

_MANY = 64  # Tables; where there are more, each look-up has to ask too many of them.


class BulkLoad:
    """A new store into which lines of N-Quads are loaded by threads, which end with the context.

    The engine uses one core for a load, and works without Python's lock. Each load makes files of
    its own, of which a reader opens sixteen at once and others when it needs them: so there are two
    loads, of the default graph and of the named ones. Each renames blank nodes, so all lines with
    one go together. Lines go through files: in memory each would be there three times.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[Path] = []
        self._threads = ThreadPoolExecutor(2)
        self._named: Future[Path] | None = None
        self._loads: list[Future[None]] = []
        with _disk():
            self._store: ox.Store | None = ox.Store(str(folder))

    def __enter__(self) -> BulkLoad:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._store = None
        for file in self._files:
            file.unlink(missing_ok=True)

    def prepare(self, named: Iterable[bytes]) -> None:
        """Starts to write lines of the named graphs to a file, in a thread."""
        self._named = self._threads.submit(self._write, named)

    def start(self, default: Iterable[bytes], named: Iterable[bytes]) -> None:
        """Starts to load the lines of the default graph, and the rest of the named ones."""
        blank: list[bytes] = []

        def without_blank() -> Iterator[bytes]:
            for line in default:
                if b"_:" in line:
                    blank.append(line)
                else:
                    yield line

        self._submit(self._write(without_blank()))
        prepared = self._named.result() if self._named else self._new_file()
        with prepared.open("ab") as file:
            file.writelines(chain(named, blank))
        self._submit(prepared)

    def finish(self) -> int:
        """The number of quads in the store after the load, counted in the store."""
        with _disk():
            for load in self._loads:
                load.result()
            self._loads.clear()
            for file in self._files:
                file.unlink()
            self._files.clear()
            if self._store is not None:
                self._store.flush()
                if len(list(self._folder.glob("*.sst"))) > _MANY:
                    self._store.optimize()
            # A store that somebody writes cannot be trusted to hold still for a reader.
            self._store = None
            return len(ox.Store.read_only(str(self._folder)))

    def _write(self, lines: Iterable[bytes]) -> Path:
        path = self._new_file()
        with path.open("wb") as file:
            file.writelines(lines)
        return path

    def _new_file(self) -> Path:
        number, name = tempfile.mkstemp(".nq", dir=self._folder.parent)
        os.close(number)
        self._files.append(Path(name))
        return self._files[-1]

    def _submit(self, lines: Path) -> None:
        if self._store is not None:
            load = partial(self._store.bulk_load, format=ox.RdfFormat.N_QUADS, lenient=True)
            self._loads.append(self._threads.submit(load, path=str(lines)))


@contextmanager
def _disk() -> Iterator[None]:
    """Raises failures of the disk as OSError, which the engine does not always do."""
    try:
        yield
    except RuntimeError as error:
        raise OSError(str(error)) from None
