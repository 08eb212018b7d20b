"""Requests that are framed in an unusual way, as bytes on a connection."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.support.server import Server, serving, until
from tests.support.terminal import SMALL

H2C = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
LAST = "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n\r\n"


ASKED = LAST.replace("Connection: close\r\n", "")
RUNAWAY = ASKED.replace(
    "ASK%7B%7D", quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
)


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    with serving("--workers", "1", "--timeout", "3", *SMALL) as running:
        yield running


def post(rest: str, headers: str = "") -> str:
    return (
        f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        f"{headers}{rest}"
    )


def statuses(server: Server, *sent: str, ends: bool = False) -> list[int]:
    """The statuses of all answers on one connection, until the server closes it.

    With `ends`, the client closes its side once it has sent all.
    """
    host, _, port = server.url.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=60) as client:
        for part in sent:
            client.sendall(part.encode())
        if ends:
            client.shutdown(socket.SHUT_WR)
        found = b""
        while piece := client.recv(65536):
            found += piece
    answers = re.findall(rb"HTTP/1\.1 (\d+)", found)
    return [int(status) for status in answers if status != b"100"]


def test_a_protocol_that_is_offered_is_passed_over(small: Server) -> None:
    """Clients of Java offer HTTP/2 with each request, and send the body of a POST all the same."""
    whole = post("Content-Length: 5\r\n\r\nASK{}", H2C)
    chunked = post(CHUNKED + "5\r\nASK{}\r\n0\r\n\r\n", H2C)
    empty = LAST.replace("Connection: close\r\n", f"{H2C}Content-Length: 0\r\n")
    for request in (whole, chunked, empty, empty.replace("Content-Length: 0\r\n", "")):
        assert statuses(small, request, LAST) == [200, 200], request
    head, _, body = whole.partition("ASK")
    assert statuses(small, head, "A", f"SK{body}{whole}{chunked}{empty}", LAST) == [200] * 5
    assert statuses(small, post("Content-Length: 5\r\n\r\nASK{x", H2C), LAST) == [400, 200]


def test_a_body_that_would_be_too_long_is_not_waited_for(small: Server) -> None:
    for length in ("262145", "9223372036854775808", "999999999999999999"):
        assert statuses(small, post(f"Content-Length: {length}\r\n\r\nASK")) == [413]
        expects = post(f"Content-Length: {length}\r\n\r\n", "Expect: 100-continue\r\n")
        assert statuses(small, expects) == [413]


@pytest.mark.parametrize("coding", ["gzip, chunked", "chunked\r\nTransfer-Encoding: chunked", "x"])
def test_a_transfer_coding_that_is_not_understood(coding: str, small: Server) -> None:
    body = f"Transfer-Encoding: {coding}\r\n\r\n5\r\nASK{{}}\r\n0\r\n\r\n"
    (status,) = statuses(small, post(body), LAST)
    assert status in (400, 501)


def test_a_byte_order_mark_before_a_query(small: Server) -> None:
    assert statuses(small, post("Content-Length: 8\r\n\r\n\ufeffASK{}"), LAST) == [200, 200]


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("OPTIONS * HTTP/1.1", 404),
        ("GET http://localhost/healthz HTTP/1.1", 200),
        ("GET http://[::1/healthz HTTP/1.1", 400),
        ("GET http://[::1]:80/healthz HTTP/1.1", 200),
        ("GET http://evil.example/healthz HTTP/1.1", 421),
        ("GET http://localhost@evil.example/ HTTP/1.1", 400),
        ("GET localhost:80 HTTP/1.1", 400),
        ("CONNECT localhost:80 HTTP/1.1", 400),
        ("TRACE / HTTP/1.1", 405),
        ("GET /id/%ff%00 HTTP/1.1", 404),
        ("GET /id/\u5317 HTTP/1.1", 400),
        ("GET /sparql?query=%ff HTTP/1.1", 400),
        ("GET /queries/summits?from=2001&from=2002 HTTP/1.1", 400),
        ("GET  HTTP/1.1", 400),
    ],
)
def test_an_odd_request_line(request_line: str, status: int, small: Server) -> None:
    head = f"{request_line}\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert statuses(small, head) == [status]
    assert "Traceback" not in small.log


@pytest.mark.slow
@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/1.0"])
def test_a_client_that_ends_its_side_gets_its_answers(version: str, small: Server) -> None:
    """`nc -N` closes its side when it has sent its request, and waits for the answer."""
    asked, long = (one.replace("HTTP/1.1", version) for one in (ASKED, RUNAWAY))
    assert statuses(small, asked, ends=True) == [200]
    assert statuses(small, long, ends=True) == [504]
    assert statuses(small, post("Content-Length: 5\r\n\r\nASK{}"), ends=True) == [200]


@pytest.mark.slow
def test_a_client_that_has_gone_is_not_worked_for() -> None:
    with serving("--workers", "1", "--timeout", "600", *SMALL) as server:
        host, _, port = server.url.removeprefix("http://").rpartition(":")
        with socket.create_connection((host, int(port)), timeout=60) as client:
            client.sendall(RUNAWAY.encode())
        until(lambda: "client gone" in server.log)
        assert statuses(server, LAST) == [200]


@pytest.mark.slow
def test_all_that_was_asked_before_rubbish_is_answered(small: Server) -> None:
    rubbish = "\x16\x03\x01 rubbish\r\n\r\n"
    assert statuses(small, ASKED * 5 + rubbish) == [200] * 5 + [400]
    assert statuses(small, ASKED + RUNAWAY + rubbish * 9000) == [200, 504, 400]
    assert statuses(small, ASKED * 3 + LAST + rubbish) == [200] * 4
    assert statuses(small, ASKED, f"GET /{'a' * 70_000} HTTP/1.1\r\n\r\n") == [200, 431]
    assert statuses(small, ASKED + post("Content-Length: 999999\r\n\r\nASK")) == [200, 413]
    chunked = post(CHUNKED + "zz\r\nASK", "Expect: 100-continue\r\n")
    assert statuses(small, ASKED * 2 + chunked) == [200, 200, 400]


def test_what_ends_before_it_is_whole_is_refused(small: Server) -> None:
    for part in ("GET /spar", ASKED[:-2], post("Content-Length: 9\r\n\r\nASK"), post(CHUNKED)):
        assert statuses(small, ASKED * 2 + part, ends=True) == [200, 200, 400], part
    assert statuses(small, "", ends=True) == []
    assert statuses(small, ASKED * 2, ends=True) == [200, 200]
    assert "Traceback" not in small.log
