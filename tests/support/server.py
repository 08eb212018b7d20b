"""`scograph serve` as a process of its own, asked over real connections."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.support.terminal import ROOT, store


def until(condition: Callable[[], object]) -> None:
    """Returns when the condition holds; fails after two minutes, for a machine that is busy."""
    for _ in range(2400):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it has not come about within two minutes")


class Server:
    """A running server: `url`, `log` (what it printed so far), `process`."""

    def __init__(
        self,
        *options: str,
        files: int | None = None,
        env: dict[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        store(small="--only-data" in options)
        command = [sys.executable, "-m", "scograph", "serve", "--port", "0", *options]
        if files is not None:
            command = ["sh", "-c", f'ulimit -n {files} && exec "$@"', "sh", *command]
        if log is None:
            handle, path = tempfile.mkstemp(suffix=".log")
            os.close(handle)
            log = Path(path)
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                command, stderr=file, cwd=ROOT, env={**os.environ, **(env or {})}
            )
        self._log = log
        self._connect()

    @classmethod
    def running(cls, log: Path) -> Server:
        """One that another process has started, with this log."""
        found = cls.__new__(cls)
        found._log = log
        found._connect()
        return found

    def _connect(self) -> None:
        until(lambda: "serving on " in self.log or self._has_ended())
        assert "serving on " in self.log, self.log
        self.url = self.log.split("serving on ")[1].split()[0]
        self.client = httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def _has_ended(self) -> bool:
        return hasattr(self, "process") and self.process.poll() is not None

    @property
    def log(self) -> str:
        """All that it has printed."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def lines(self) -> list[str]:
        """The lines that it has printed."""
        return self.log.splitlines(keepends=True)

    def workers(self) -> list[int]:
        """The numbers of its worker processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text(encoding="ascii").split()]

    def stop(self) -> int:
        """Ends it as Ctrl-C would; the exit code."""
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(30)
        self._log.unlink(missing_ok=True)
        return code


@contextmanager
def serving(
    *options: str, files: int | None = None, env: dict[str, str] | None = None
) -> Iterator[Server]:
    """A server while the block runs; `files` is its limit on open files."""
    server = Server(*options, files=files, env=env)
    try:
        yield server
    finally:
        server.stop()
