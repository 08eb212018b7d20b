"""Connections of untrusted clients: limits on what they send, on when, and on how slowly they read.

uvicorn parses and writes HTTP; this adds what it leaves open (docs/decisions/0019).
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any, NamedTuple, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from scograph.web.problem import last_answer

_FRAMING = (b"content-length", b"transfer-encoding")
_TARGET = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://(?P<host>[^/?#]*)")
_STILL_THERE = b"HTTP/1.1 100 Continue\r\n\r\n"
_LOOK = 0.25


class Limits(NamedTuple):
    """Bytes of headers and bodies, seconds for each stage, and connections at once."""

    connections: int
    headers: int = 64 * 1024
    body: int = 256 * 1024
    pipelined: int = 32
    header_seconds: float = 10.0
    body_seconds: float = 30.0
    idle_seconds: float = 20.0
    stalled_seconds: float = 20.0
    end_seconds: float = 2.0
    taken_bytes: int = 16 * 1024


class Connections:
    """The open connections of a server; `sweep` ends those that exceed a limit of time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._open: set[Connection] = set()

    def protocol(self, **given: Any) -> Connection:
        """A protocol for a new connection."""
        return Connection(self, **given)

    def add(self, new: Connection) -> bool:
        """Counts a connection; False if there are too many and none of them is idle."""
        self._open.add(new)
        if len(self._open) <= self.limits.connections:
            return True
        idle = [one for one in self._open if one is not new and not one.busy]
        if not idle:
            return False
        held = Counter(one.address for one in self._open)
        max(idle, key=lambda one: (held[one.address], -one.since)).transport.abort()
        return True

    def remove(self, old: Connection) -> None:
        """Counts a connection no longer."""
        self._open.discard(old)

    def sweep(self) -> None:
        """Ends the connections that have exceeded a limit of time."""
        now = time.monotonic()
        for one in list(self._open):
            one.check(now)


class Connection(HttpToolsProtocol):
    """One connection; `stage` is idle, headers, body, answer or end, since the moment `since`."""

    def __init__(self, connections: Connections, **given: Any) -> None:
        super().__init__(**given)
        self._all = connections
        self._limits = connections.limits
        self.stage = "idle"
        self.since = time.monotonic()
        self._used = False
        self._received = 0
        # The requests that wait for their answers, in order; the first one is being answered.
        self._waiting: deque[RequestResponseCycle] = deque()
        self._ended = False
        self._last_words = b""
        self._taken = 0
        self._taken_since = self.since
        self._unsent = 0
        # The framing of a body that the parser passes over, and while it is given to another one.
        self._body = b""
        self._resumes = False

    @property
    def address(self) -> str:
        """The address of the client."""
        return self.client[0] if self.client else ""

    @property
    def busy(self) -> bool:
        """True while a whole request waits for its answer."""
        return self.stage in ("body", "answer") or bool(self._waiting)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if not self._all.add(self):
            self._refuse(503, "Too many connections. Try again in a moment.")

    def connection_lost(self, exc: Exception | None) -> None:
        self._all.remove(self)
        for cycle in self._waiting:
            _disconnect(cycle)
        self._waiting.clear()
        super().connection_lost(exc)

    def eof_received(self) -> bool:  # type: ignore[override]
        """True while a whole request waits, so that asyncio keeps the connection open.

        A client may end its side once it has asked, and go on listening, or it has gone.
        """
        if self.stage in ("headers", "body"):
            self._refuse(400, "The request ends before it is whole.")
        self._end()
        self.loop.call_later(_LOOK, self._look_for_the_client, _LOOK)
        return bool(self._waiting or self._last_words)

    def data_received(self, data: bytes) -> None:
        if self._ended:
            return
        self._unset_keepalive_if_required()
        self._received += len(data)
        try:
            self._parse(data)
        except httptools.HttpParserError:
            self._refuse(400, "The request is no valid HTTP.")
        if self.stage == "headers" and self._received > self._limits.headers:
            self._too_large()
        elif self.stage == "body" and self._received > self._limits.body + self._limits.headers:
            self._refuse(413, f"The request is larger than {self._limits.body:,} bytes.")

    def _parse(self, data: bytes) -> None:
        """Goes on without an upgrade that a client offers: RFC 9110, 7.8.

        The parser takes what follows for the other protocol. So another one reads on, with a head
        that has no more than the length of the body.
        """
        while data and not self._ended:
            try:
                self.parser.feed_data(data)
                return
            except httptools.HttpParserUpgrade as upgrade:
                data = data[upgrade.args[0] :]
            self.parser = httptools.HttpRequestParser(self)
            self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
            if self._body:
                self._resumes = True
                self.parser.feed_data(b"POST / HTTP/1.1\r\n" + self._body + b"\r\n\r\n")
            self._resumes, self._body = False, b""

    def on_message_begin(self) -> None:
        if not self._resumes and not self._ended:
            self._enter("headers")
            super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        if not self._resumes:
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._resumes:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._ended or self._resumes:
            return
        framing = [(name, value) for name, value in self.headers if name in _FRAMING]
        if self.parser.should_upgrade():
            self._body = b"\r\n".join(name + b": " + value for name, value in framing)
        length = dict(framing).get(b"content-length", b"0")
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > self._limits.headers:
            self._too_large()
        elif len(self.pipeline) >= self._limits.pipelined:
            self._end()
        elif dict(framing).get(b"transfer-encoding", b"chunked").lower() != b"chunked":
            self._refuse(501, "Of the transfer codings, only chunked is understood.")
        elif len(length) > 18 or int(length) > self._limits.body:
            self._refuse(413, f"The request is larger than {self._limits.body:,} bytes.")
        else:
            if target := _TARGET.match(self.url):
                # RFC 9112, 3.2.2: the host in the address counts, whatever Host says.
                self.headers[:] = [
                    (name, target["host"] if name == b"host" else value)
                    for name, value in self.headers
                ]
            super().on_headers_complete()
            self._waiting.append(self.cycle)
            self._enter("body")

    def on_body(self, body: bytes) -> None:
        if not self._ended:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if not self._ended and (self._resumes or not self._body):
            self._enter("answer" if self._waiting else "idle")
            super().on_message_complete()

    def on_response_complete(self) -> None:
        self._waiting.popleft()
        if self.stage == "answer" and not self._waiting:
            self._enter("idle")
        super().on_response_complete()
        if self._ended:
            self._close()

    def resume_writing(self) -> None:
        self._taken += self._limits.taken_bytes
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        self._end()

    def check(self, now: float) -> None:
        """Ends the connection if it has exceeded a limit of time."""
        limits, since = self._limits, now - self.since
        if self.transport.is_closing() and not self.transport.get_write_buffer_size():
            return
        if self._stalls(now) or (self.stage == "end" and since > limits.end_seconds):
            self.transport.abort()
        elif self.flow.read_paused:
            return
        elif self.stage == "headers" and since > limits.header_seconds:
            self._refuse(408, f"The headers did not arrive within {limits.header_seconds:g} s.")
        elif self.stage == "body" and since > limits.body_seconds:
            self._refuse(408, f"The request did not arrive within {limits.body_seconds:g} s.")
        elif self.stage == "idle" and since > (
            limits.idle_seconds if self._used else limits.header_seconds
        ):
            self._end()

    def _stalls(self, now: float) -> bool:
        """True if the client has taken next to nothing of what is sent to it."""
        unsent = self.transport.get_write_buffer_size()
        self._taken += max(0, self._unsent - unsent)
        self._unsent = unsent
        if not unsent or self._taken >= self._limits.taken_bytes:
            self._taken, self._taken_since = 0, now
        return now - self._taken_since > self._limits.stalled_seconds

    def _enter(self, stage: str) -> None:
        self._used = self._used or stage != "headers"
        if stage in ("headers", "body"):
            self._received = 0
        self.stage, self.since = stage, time.monotonic()

    def _too_large(self) -> None:
        self._refuse(431, f"The headers have more than {self._limits.headers:,} bytes.")

    def _look_for_the_client(self, seconds: float) -> None:
        """Writes what means nothing, now and then: the system of one who has gone resets it."""
        if self.transport.is_closing() or not self._waiting:
            return
        cycle = self._waiting[0]
        if cycle.scope["http_version"] == "1.1" and not cycle.response_started:
            self.transport.write(_STILL_THERE)
        self.loop.call_later(seconds, self._look_for_the_client, 2 * seconds)

    def _refuse(self, status: int, detail: str) -> None:
        """Answers with a problem after the answers to all whole requests, and closes."""
        self._end(last_answer(status, detail))

    def _end(self, last_words: bytes = b"") -> None:
        """Takes no more input, and closes when all whole requests have their answers."""
        if self._ended:
            return
        self._ended, self._last_words = True, last_words
        if self.stage == "body" and self._waiting and self._waiting[-1] is self.cycle:
            self._forget(self._waiting.pop())
        if self._waiting:
            self._enter("answer")
        self._close()

    def _forget(self, cycle: RequestResponseCycle) -> None:
        """Gives no answer to a request that is not whole."""
        _disconnect(cycle)
        if self._waiting:
            self.pipeline.popleft()
        elif cycle.response_started:
            self.transport.abort()

    def _close(self) -> None:
        """Closes the connection if no request waits."""
        if self._waiting or self.transport.is_closing():
            return
        if not self._last_words:
            self.transport.close()
            return
        self.transport.write(self._last_words)
        # A client that is still sending would lose the answer if the connection were closed now.
        self.transport.write_eof()
        self.flow.resume_reading()
        self._enter("end")


def _disconnect(cycle: RequestResponseCycle) -> None:
    cycle.disconnected = True
    cycle.waiting_for_100_continue = False
    cycle.message_event.set()


async def swept(connections: Connections, *, each: float = 1.0) -> None:
    """Sweeps the connections for as long as the server runs."""
    while True:
        await asyncio.sleep(each)
        connections.sweep()


Protocol = Callable[..., asyncio.Protocol]


def made(connections: Connections) -> type[asyncio.Protocol]:
    """What uvicorn calls for each connection."""
    return cast(type[asyncio.Protocol], connections.protocol)
