"""Lines of N-Quads into a new Oxigraph store, by threads, while the caller does other work."""

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


class Filling:
    """A store that is being filled; on leaving it, no thread works on the folder any more.

    The engine uses one core for a bulk load, and works without Python's lock. Each load makes
    files of its own, of which a reader opens sixteen at once and the others when it needs them,
    though the store may have been replaced by then: so there are two loads, the default graph and
    the named ones. Each takes a blank node for another one, so all lines with one go together.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[Path] = []
        self._threads = ThreadPoolExecutor(2)
        self._loads: list[Future[None]] = []
        with _disk():
            self._store: ox.Store | None = ox.Store(str(folder))

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
        for file in self._files:
            file.unlink(missing_ok=True)

    def start(self, default: Iterable[bytes], named: Iterable[bytes]) -> None:
        """Takes all lines, of the default graph and of the named ones, and does not wait.

        They go through files, since the memory would hold each of them three times.
        """
        blank: list[bytes] = []

        def without_blank() -> Iterator[bytes]:
            for line in default:
                if b"_:" in line:
                    blank.append(line)
                else:
                    yield line

        kept = self._write(without_blank())
        # The longer one first.
        self._submit(self._write(chain(named, blank)))
        self._submit(kept)

    def finish(self) -> int:
        """The number of quads that are in the store when all is there, counted anew."""
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
        number, name = tempfile.mkstemp(".nq", dir=self._folder.parent)
        self._files.append(Path(name))
        with os.fdopen(number, "wb") as file:
            file.writelines(lines)
        return self._files[-1]

    def _submit(self, lines: Path) -> None:
        if self._store is not None:
            load = partial(self._store.bulk_load, format=ox.RdfFormat.N_QUADS, lenient=True)
            self._loads.append(self._threads.submit(load, path=str(lines)))


@contextmanager
def _disk() -> Iterator[None]:
    """A failure of the disk under its own name, which the engine does not always give it."""
    try:
        yield
    except RuntimeError as error:
        raise OSError(str(error)) from None
