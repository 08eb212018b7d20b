"""Servers on loopback for the tests: Oxigraph as it is, and small ones that misbehave."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest


class Oxigraph:
    """A running Oxigraph server; `url` is its root."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.url = url
        self.process = process

    @property
    def store(self) -> str:
        return f"{self.url}/store"

    @property
    def query(self) -> str:
        return f"{self.url}/query"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def oxigraph(*options: str, command: str = "serve") -> Iterator[Oxigraph]:
    """An Oxigraph server in memory, or as the options say, until the block ends."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
        "oxigraph"
    )
    if program is None:
        pytest.fail("the package oxigraph, of the extra `test`, is not installed")
    port = _free_port()
    address = f"127.0.0.1:{port}"
    process = subprocess.Popen(
        [program, command, "--bind", address, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://{address}/", process)
        yield Oxigraph(f"http://{address}", process)
    finally:
        process.kill()
        process.wait()


class Handler(BaseHTTPRequestHandler):
    """Answers with what `answer` returns for method, path, headers and body."""

    protocol_version = "HTTP/1.1"
    answer: Callable[[Handler, bytes], tuple[int, dict[str, str], bytes]]

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, headers, answer = type(self).answer(self, body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def log_message(self, *_: object) -> None:
        pass


Answer = Callable[[Handler, bytes], tuple[int, dict[str, str], bytes]]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of an HTTP server that answers each request with `answer`."""
    handler = type("Answering", (Handler,), {"answer": staticmethod(answer)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the server ended at once with code {process.returncode}")
        try:
            with urlopen(url, timeout=5):  # noqa: S310
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"no server at {url}")
