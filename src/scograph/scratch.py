"""Where work on a graph keeps what need not be in memory, by the size of the graph."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from scograph.errors import StoreFailed

PART = 64 << 20  # Bytes of N-Triples, which take four times as much as Python objects.
IN_MEMORY = 256 << 20  # Bytes of asserted N-Triples; stores with what follows take eight times.


class Scratch:
    """Files and stores for a graph of so many bytes of N-Triples; gone when nobody has it."""

    def __init__(self, size: int, within: Path | None = None) -> None:
        self._within = within
        self._folder: Path | None = None
        self._numbers = count()
        self.parts = max(1, -(-size // PART))
        """The number of parts that lines come in; one is kept in memory."""
        self.on_disk = size > IN_MEMORY
        """Whether stores are on the disk."""

    @property
    def folder(self) -> Path:
        if self._folder is None:
            try:
                self._folder = Path(tempfile.mkdtemp(prefix="scograph.", dir=self._within))
            except OSError as error:
                raise StoreFailed(
                    f"Cannot make a folder for temporary files: {error.strerror}. "
                    "To have it elsewhere, name a folder that you may write to: TMPDIR=/some/folder"
                ) from None
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder

    def path(self, ending: str = "") -> Path:
        """A file or folder to be made."""
        return self.folder / f"{next(self._numbers)}{ending}"

    def store(self) -> ox.Store:
        """An empty store."""
        return ox.Store(str(self.path())) if self.on_disk else ox.Store()
