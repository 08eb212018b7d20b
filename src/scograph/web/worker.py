"""A worker process: one job after the other from standard input, each reply to standard output.

`python -m scograph.web.worker STORE MEBIBYTES [warm]`; `jobs` has the encoding of both.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

from scograph.errors import ScographError
from scograph.query import catalog
from scograph.store import cache
from scograph.web import child_process, jobs
from scograph.web.work import Served, work

try:
    import resource
except ImportError:  # Windows: the server alone watches the memory of its workers.
    resource = None  # type: ignore[assignment]

_STATM = Path("/proc/self/statm")
_WARMING = (
    jobs.PageOf("home", "", {}, "en"),
    jobs.Find("a", None, "en"),
    jobs.Ask("a", "", "json", 1),
)


def main(folder: Path, mebibytes: int, *, warm: bool = False) -> None:
    """Runs until standard input or the parent process ends.

    A warm worker reads the indexes of the pages while it has nothing else to do.
    """
    child_process.end_with_parent()
    # Whoever ends a whole group of processes leaves it to the parent to end this one.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        served = Served(cache.open_at(folder), catalog.load(), folder)
    except ScographError as error:
        _reply(f"{error}\n".encode())
        return
    _limit(mebibytes)
    given: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=[given], daemon=True).start()
    _reply(b"ready\n")
    for job in _WARMING if warm else ():
        if given.empty():
            with suppress(Exception, MemoryError):
                work(served, job)
    while True:
        try:
            done = work(served, jobs.decode(given.get()))
        except MemoryError:
            done = jobs.Refusal(503, "The answer needs more memory than a query may use.")
        except Exception:
            # No request may end the worker.
            done = jobs.Refusal(500, "The request failed.")
        if isinstance(done, jobs.Refusal):
            _reply(jobs.Head(0, refusal=done).encode())
        else:
            _reply(jobs.Head(len(done.content), done.cut).encode(), done.content)


def _read(given: queue.SimpleQueue[bytes]) -> None:
    """Reads the jobs; ends the process with them, even in the middle of a query."""
    for line in sys.stdin.buffer:
        given.put(line)
    os._exit(0)


def _reply(*pieces: bytes) -> None:
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _limit(mebibytes: int) -> None:
    """Limits the address space beyond what the process has when idle, where systems can."""
    if resource is None:
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pages = int(_STATM.read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + mebibytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), warm=sys.argv[3:] == ["warm"])
