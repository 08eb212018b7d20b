"""Many requests at once on a few connections, and servers to send them to."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import httpx

CONNECTIONS = 8


@contextmanager
def running(command: list[str], url: str) -> Iterator[subprocess.Popen[bytes]]:
    """The server of a command, once it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            if process.poll() is not None:
                sys.exit(f"{command[0]} ended with code {process.returncode}, and served nothing.")
            try:
                httpx.get(url, params={"query": "ASK {}"}, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def port() -> int:
    """A port that is free now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number


def serve(at: int, *options: str) -> list[str]:
    """The command of our server on a port."""
    listening = ["--port", str(at), "--no-access-log"]
    return [sys.executable, "-m", "scograph", "serve", *listening, *options]


def hammer(
    url: str,
    seconds: float,
    queries: Callable[[int], str],
    connections: int = CONNECTIONS,
    more: str = "",
) -> list[float]:
    """The seconds that each answered request took; `more` is added to the address."""
    return asyncio.run(hammering(url, seconds, queries, connections, more))


async def hammering(
    url: str,
    seconds: float,
    queries: Callable[[int], str],
    connections: int = CONNECTIONS,
    more: str = "",
) -> list[float]:
    """The same, beside other work."""
    host, _, path = url.removeprefix("http://").partition("/")
    end = time.perf_counter() + seconds
    taken: list[float] = []

    async def one(turn: int) -> None:
        reader, writer = await asyncio.open_connection(*host.split(":"))
        while time.perf_counter() < end:
            started = time.perf_counter()
            target = f"/{path}?query={quote(queries(turn))}{more}"
            try:
                status, stays = await _ask(reader, writer, target, host)
            except (asyncio.IncompleteReadError, ConnectionError):
                status, stays = 0, False
            if status == 200:
                taken.append(time.perf_counter() - started)
            if not stays:
                # Virtuoso keeps a connection for ten requests.
                writer.close()
                reader, writer = await asyncio.open_connection(*host.split(":"))
            turn += connections
        writer.close()

    await asyncio.gather(*(one(number) for number in range(connections)))
    return taken


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str, host: str
) -> tuple[int, bool]:
    """The status of one request on an open connection, and whether that stays open."""
    writer.write(
        f"GET {target} HTTP/1.1\r\nHost: {host}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status, stays = int(head.split()[1]), "connection: close" not in head
    if "content-length:" in head:
        await reader.readexactly(int(head.split("content-length:")[1].split()[0]))
        return status, stays
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)
    return status, stays
