"""`scograph serve` as a process of its own, asked over real connections."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.project import ROOT


class Server:
    """A running server: `url`, `log` (what it printed so far), `process`."""

    def __init__(self, *options: str) -> None:
        command = [sys.executable, "-m", "scograph", "serve", "--port", "0", *options]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT)
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._serving = threading.Event()
        self.url = ""
        self._reader.start()
        assert self._serving.wait(60), self.log
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
def serving(*options: str) -> Iterator[Server]:
    """A server while the block runs."""
    server = Server(*options)
    try:
        yield server
    finally:
        server.stop()
