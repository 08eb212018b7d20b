"""Slow, idle, stopped, huge and malformed clients beside good ones, and many requests in a row.

`SCOGRAPH_FUZZ=whole python -m pytest -m slow -s tests/web/test_attack.py` sends all of it and
prints the figures; otherwise a fifth is sent.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import socket
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from multiprocessing.synchronize import Event
from urllib.parse import quote

import psutil
import pytest

from tests.support.server import Server, serving, until
from tests.support.terminal import SMALL

pytestmark = pytest.mark.slow

WHOLE = os.environ.get("SCOGRAPH_FUZZ") == "whole"
SHARE = 1 if WHOLE else 5
LARGE = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")
HEAD = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n"
MALFORMED = [
    b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0" * 5000,
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /%ff%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]  # fmt: skip


class Attack:
    """Clients that misbehave in some way, each again and again until the end."""

    def __init__(self, url: str) -> None:
        host, _, port = url.removeprefix("http://").rpartition(":")
        self.address = (host, int(port))
        self.done = threading.Event()
        self.threads = [threading.Thread(target=self.repeat, args=[one], daemon=True)
                        for one in (self.slow, self.stopped, self.idle, self.half, self.huge,
                                    self.malformed, self.reset)]  # fmt: skip

    def __enter__(self) -> Attack:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        for thread in self.threads:
            thread.join(60)

    def repeat(self, attack: Callable[[socket.socket], None]) -> None:
        while not self.done.is_set():
            with suppress(OSError), socket.create_connection(self.address, timeout=5) as client:
                attack(client)
            time.sleep(0.01)

    def slow(self, client: socket.socket) -> None:
        client.sendall(f"GET /sparql?query={LARGE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while not self.done.is_set() and client.recv(512):
            time.sleep(0.05)

    def stopped(self, client: socket.socket) -> None:
        client.sendall(f"GET /sparql?query={LARGE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        self.done.wait(2)

    def idle(self, client: socket.socket) -> None:
        others = [socket.create_connection(self.address) for _ in range(50)]
        self.done.wait(2)
        for other in others:
            other.close()

    def half(self, client: socket.socket) -> None:
        client.sendall(HEAD)
        self.done.wait(1)

    def huge(self, client: socket.socket) -> None:
        client.sendall(HEAD + b"X: " + b"a" * 5_000_000)

    def malformed(self, client: socket.socket) -> None:
        client.sendall(random.choice(MALFORMED))  # noqa: S311
        client.recv(1000)

    def reset(self, client: socket.socket) -> None:
        client.sendall(HEAD + b"\r\n")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def good(server: Server, number: int) -> tuple[int, float]:
    """The status and the seconds of a query that nobody has asked before."""
    started = time.perf_counter()
    query = f"SELECT ?s {{ ?s a scog:Summit FILTER(STRLEN(STR(?s)) > {number}) }}"
    status = server.client.get("/sparql", params={"query": query}).status_code
    return status, time.perf_counter() - started


def attacking(url: str, on: Event) -> None:
    """Attacks while the event is set, in a process of its own."""
    while on.wait():
        with Attack(url):
            while on.is_set():
                time.sleep(0.02)


def test_good_clients_beside_bad_ones() -> None:
    """In turns, so that what else the machine does weighs alike on both."""
    clean = multiprocessing.get_context("spawn")
    alone: list[tuple[int, float]] = []
    beside: list[tuple[int, float]] = []
    with serving("--workers", "2", "--timeout", "30", *SMALL, files=512) as server:
        on = clean.Event()
        attackers = clean.Process(target=attacking, args=(server.url, on), daemon=True)
        attackers.start()
        on.set()
        until(lambda: len(server.lines) > 20)
        for turn in range(20 // SHARE):
            for found, change in ((alone, on.clear), (beside, on.set)):
                change()
                time.sleep(2)
                found += [good(server, 1000 * turn + len(alone + beside)) for _ in range(15)]
        attackers.kill()
        for name, found in (("alone", alone), ("beside", beside)):
            median = statistics.median(seconds for _, seconds in found) * 1000
            print(f"{name}: {Counter(status for status, _ in found)}, median {median:.1f} ms")
        assert {status for status, _ in (*alone, *beside)} == {200}
        assert "Traceback" not in server.log
        until(lambda: len(server.workers()) == 5)


def test_many_requests_take_no_more_memory() -> None:
    with serving("--workers", "2", *SMALL, "--no-access-log") as server:
        process = psutil.Process(server.process.pid)

        def ask(start: int, number: int) -> None:
            connection = HTTPConnection(server.url.removeprefix("http://"))
            for one in range(start, start + number):
                text = f"ASK {{ ?s ?p {one % 4000} }}" if one % 4 else f"ASK {{ {one} "
                connection.request("GET", f"/sparql?query={quote(text)}")
                answer = connection.getresponse()
                answer.read()
                assert answer.status in (200, 400)
            connection.close()

        def run(number: int) -> int:
            threads = [threading.Thread(target=ask, args=(n * number // 4, number // 4))
                       for n in range(4)]  # fmt: skip
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return int(process.memory_info().rss)

        warm = run(5_000 // SHARE)
        grown = run(20_000 // SHARE) - warm
        print(f"{20_000 // SHARE:,} requests: {grown / 1024 / 1024:.1f} MiB more")
        assert grown < 30 * 1024 * 1024
