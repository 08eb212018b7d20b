"""A worker process: one job after the other from standard input, each reply to standard output.

`python -m scograph.serve.worker STORE MEBIBYTES`. A job is a line of JSON. A reply is a head, a
line of JSON with the length of what follows, and then the bytes of the answer.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from scograph import catalog, lifeline, store
from scograph.serve import jobs


def main(folder: Path, mebibytes: int) -> None:
    """Works until standard input ends, or the parent process does."""
    lifeline.hold()
    served = jobs.Served(store.open_at(folder), catalog.load(folder))
    _limit(mebibytes)
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        job = json.loads(line)
        try:
            done = jobs.work(served, job)
        except MemoryError:
            done = {"status": 503, "detail": "The answer needs more memory than a query may use."}
        except Exception:
            # What a stranger asks must not end the worker.
            done = {"status": 500, "detail": "The request failed."}
        head: dict[str, Any] = {"length": 0, "problem": done}
        content = b""
        if isinstance(done, jobs.Reply):
            head, content = {"length": len(done.content), "cut": done.cut}, done.content
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)
        sys.stdout.buffer.flush()


def _limit(mebibytes: int) -> None:
    """So much memory above what the process has with the store open and nothing asked."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
