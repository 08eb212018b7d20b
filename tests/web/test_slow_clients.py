"""Clients that do not take their answer, or do not send their request: nobody else suffers."""

from __future__ import annotations

import selectors
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import pytest

from tests.support.server import Server, serving
from tests.support.terminal import SMALL

pytestmark = pytest.mark.slow

ROWS = 20_000
LARGE = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {ROWS}"
ASK = f"GET /sparql?query={quote(LARGE)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


@pytest.fixture(scope="module")
def one() -> Iterator[Server]:
    """A server with one worker."""
    with serving("--workers", "1", "--timeout", "3", *SMALL) as running:
        yield running


def connect(server: Server, *, window: int | None = None) -> socket.socket:
    host, _, port = server.url.removeprefix("http://").rpartition(":")
    client = socket.socket()
    if window:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    client.settimeout(30)
    client.connect((host, int(port)))
    return client


def works(server: Server) -> None:
    """The server answers a query that nobody has asked before."""
    query = f"ASK {{ ?s ?p '{time.time()}' }}"
    answer = server.client.get("/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text


def rest(client: socket.socket) -> bytes:
    """All that the server still sends."""
    found = b""
    while piece := client.recv(65536):
        found += piece
    return found


def refusal(server: Server, sent: bytes) -> bytes:
    """The answer to a request that is refused before it has all arrived.

    The server waits two seconds until it is read, which may be too short where much else runs.
    """
    for _ in range(10):
        with connect(server) as client, suppress(ConnectionError):
            client.sendall(sent)
            return rest(client)
    raise AssertionError("the connection is reset each time")


def test_a_client_that_takes_nothing_costs_no_worker(one: Server) -> None:
    before = one.workers()
    with connect(one, window=4096) as first, connect(one, window=4096) as second:
        for client in (first, second):
            client.sendall(ASK)
            assert client.recv(12) == b"HTTP/1.1 200"
        for _ in range(20):
            works(one)
    assert set(before) <= set(one.workers())


def test_a_slow_client_gets_all_of_its_answer(one: Server) -> None:
    """It takes longer than a query may run."""
    with connect(one, window=32768) as client:
        client.sendall(ASK.replace(b"Host", b"Connection: close\r\nHost"))
        head, _, body = client.recv(65536).partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split()[0])
        for _ in range(8):
            time.sleep(0.5)
            body += client.recv(65536)
        assert len(body) < length
        body += rest(client)
    assert len(body) == length
    assert body.count(b'{"a":') == ROWS


@pytest.mark.parametrize("sent", [b"GET /spar", ASK[:-2], ASK, b"\r\n", b"\x16\x03\x01\x02"])
def test_a_client_that_is_reset_costs_nothing(one: Server, sent: bytes) -> None:
    for _ in range(5):
        client = connect(one)
        client.sendall(sent)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        client.close()
    works(one)


def test_nothing_is_said_of_clients_that_leave(one: Server) -> None:
    before = len(one.lines)
    for _ in range(5):
        with connect(one, window=4096) as client:
            client.sendall(ASK)
            client.recv(12)
            client.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                rest(client)
    works(one)
    said = [line for line in one.lines[before:] if "/sparql" not in line]
    assert said == []


def test_it_ends_within_ten_seconds_whatever_its_clients_do() -> None:
    with serving("--workers", "2", "--timeout", "60", *SMALL) as server:
        with connect(server, window=4096) as stopped, connect(server) as busy:
            stopped.sendall(ASK)
            stopped.recv(12)
            runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
            busy.sendall(
                f"GET /sparql?query={quote(runaway)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            time.sleep(0.5)
            server.process.send_signal(signal.SIGTERM)
            # Ten seconds, and more on a machine that is busy, but far fewer than the query takes.
            assert server.process.wait(40) in (0, -signal.SIGTERM)
        assert "Traceback" not in server.log


def test_large_headers_are_refused(one: Server) -> None:
    for head in (
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 30_000 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 1_000_000,
    ):
        answer = refusal(one, head)
        assert answer.startswith(b"HTTP/1.1 431 "), answer[:200]
        assert b"application/problem+json" in answer
    accept = one.client.get("/queries", headers={"Accept": "a/b," * 10_000})
    assert accept.status_code == 431
    works(one)


def test_what_does_not_arrive_is_not_waited_for(one: Server) -> None:
    """Headers in pieces, half a body, and nothing at all."""
    post = (
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
        b"Content-Type: application/sparql-query\r\n\r\nASK"
    )
    with connect(one) as nothing, connect(one) as half, connect(one) as body:
        half.sendall(b"GET / HTTP/1.1\r\nHost: ")
        body.sendall(post)
        with selectors.DefaultSelector() as answers:
            answers.register(half, selectors.EVENT_READ)
            while not answers.select(1):
                half.sendall(b"a")
                works(one)
        assert rest(half).startswith(b"HTTP/1.1 408 ")
        assert rest(nothing) == b""
        body.settimeout(40)
        assert rest(body).startswith(b"HTTP/1.1 408 ")


def test_connections_that_do_nothing_make_room_for_others() -> None:
    with serving("--workers", "1", *SMALL, files=512) as server:
        idle = [connect(server) for _ in range(400)]
        for number in range(5):
            with connect(server) as client:
                client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert client.recv(12) == b"HTTP/1.1 200", number
        assert len(server.log) < 2000
        for client in idle:
            client.close()


def test_pipelined_requests_without_end(one: Server) -> None:
    with connect(one) as client:
        try:
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20_000)
            answers = rest(client)
        except ConnectionError:
            answers = b""
    assert answers.count(b"HTTP/1.1 200") <= 64
    works(one)
