"""`scograph serve` as a process of its own, asked over real connections."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
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
        self, *options: str, files: int | None = None, env: dict[str, str] | None = None
    ) -> None:
        store(small="--only-data" in options)
        command = [sys.executable, "-m", "scograph", "serve", "--port", "0", *options]
        if files is not None:
            command = ["sh", "-c", f'ulimit -n {files} && exec "$@"', "sh", *command]
        self.process = subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, **(env or {})},
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._serving = threading.Event()
        self.url = ""
        self._reader.start()
        assert self._serving.wait(300), self.log
        self.client = httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line)
            if "serving on " in line:
                self.url = line.split("serving on ")[1].split()[0]
                self._serving.set()

    @property
    def log(self) -> str:
        """All that it has printed."""
        return "".join(self.lines)

    def workers(self) -> list[int]:
        """The numbers of its worker processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text(encoding="ascii").split()]

    def stop(self) -> int:
        """Ends it as Ctrl-C would; the exit code."""
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


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
