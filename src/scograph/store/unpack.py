"""Loads the compressed quads of the wheel into a new store, in a process of its own.

`python -m scograph.store.unpack SEALED STORE`. The process ends with its load: what the engine has
taken for it is free then, and nobody waits until it has closed the store, which never ends under
Wine 8.
"""

from __future__ import annotations

import lzma
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

DEFAULT, NAMED = "default.nt.xz", "named.nq.xz"


def run(made: Path, folder: Path) -> bool:
    """True if the quads of a sealed folder could be loaded into a store in another one."""
    command = [sys.executable, "-m", "scograph.store.unpack", str(made), str(folder)]
    path = os.pathsep.join(one for one in sys.path if one)
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        return process.wait() == 0


def _load(made: Path, folder: Path) -> None:
    threading.Thread(target=_follow, daemon=True).start()
    store = ox.Store(str(folder))

    def load(name: str) -> None:
        with lzma.open(made / name) as lines:
            store.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(load, (DEFAULT, NAMED)))
    store.flush()
    os._exit(0)


def _follow() -> None:
    """Ends this process when the one that started it ends."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    _load(Path(sys.argv[1]), Path(sys.argv[2]))
