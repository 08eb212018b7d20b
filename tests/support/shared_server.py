"""One `scograph serve` for all processes of a run of the tests, which each would start anew."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from scograph.store import locks
from tests.support.server import Server, until


@contextmanager
def shared(name: str, factory: pytest.TempPathFactory, *options: str) -> Iterator[Server]:
    """The server of that name, started by the first that needs it and ended by the last.

    It has no `process`: a test that stops a server, or its workers, starts one of its own.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    lock, known, log = (folder / f"{name}.{end}" for end in ("lock", "json", "log"))
    with locks.held(lock):
        if known.exists():
            found = json.loads(known.read_text(encoding="utf-8"))
        else:
            process = Server(*options, log=log).process
            found = {"pid": process.pid, "users": 0}
        _write(known, found, 1)
    server = Server.running(log)
    try:
        yield server
    finally:
        server.client.close()
        with locks.held(lock):
            found = json.loads(known.read_text(encoding="utf-8"))
            _write(known, found, -1)
            if found["users"] == 0:
                known.unlink()
                os.kill(found["pid"], signal.SIGINT)
                until(lambda: _ended(found["pid"]))


def _write(known: Path, found: dict[str, int], more: int) -> None:
    found["users"] += more
    known.write_text(json.dumps(found), encoding="utf-8")


def _ended(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
