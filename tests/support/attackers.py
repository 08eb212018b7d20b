"""Clients that misbehave, each in its way, again and again."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.synchronize import Event
from pathlib import Path
from urllib.parse import quote

LARGE = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } OFFSET "
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

    def __init__(self, url: str, heavy: int = 0) -> None:
        host, _, port = url.removeprefix("http://").rpartition(":")
        self.address = (host, int(port))
        self.done = threading.Event()
        ways = [self.slow, self.stopped, self.idle, self.half, self.huge, self.malformed,
                self.reset] + [self.heavy] * heavy  # fmt: skip
        self.threads = [threading.Thread(target=self.repeat, args=[one], daemon=True)
                        for one in ways]  # fmt: skip

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
        client.sendall(asking(LARGE))
        while not self.done.is_set() and client.recv(512):
            time.sleep(0.05)

    def stopped(self, client: socket.socket) -> None:
        client.sendall(asking(LARGE))
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

    def heavy(self, client: socket.socket) -> None:
        client.sendall(asking(quote(f"{HEAVY}{random.randrange(10**9)}")))  # noqa: S311
        client.settimeout(0.5)
        while not self.done.is_set():
            with suppress(TimeoutError):
                client.recv(1000)
                return


def asking(query: str) -> bytes:
    return f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def attacking(url: str, on: Event, heavy: int = 0) -> None:
    """Attacks while the event is set, in a process of its own.

    It takes only the processor time that nobody else wants, as if it were another machine.
    """
    if hasattr(os, "nice"):
        os.nice(19)
        # Linux may share the processors out among sessions first.
        os.setsid()
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text("19", encoding="ascii")
    while on.wait():
        with Attack(url, heavy):
            while on.is_set():
                time.sleep(0.02)
