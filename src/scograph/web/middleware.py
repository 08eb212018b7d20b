"""Middleware of all routes: security headers, a log line, and no traceback for a client."""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scograph.web.pool import ClientGoneError
from scograph.web.problem import ProblemError

_HEADERS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin")]
# Pages of other sites cannot embed what is private.
_NOWHERE_ELSE = (b"cross-origin-resource-policy", b"same-origin")
_PAGE_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A chart holds its own styles, and nothing else that could do anything.
_CHART_POLICY = b"default-src 'none'; style-src 'unsafe-inline'"


class Guard:
    """Adds the security headers, answers a failure with a problem, and logs each request."""

    def __init__(self, app: ASGIApp, *, log: bool, private: bool, longest: int) -> None:
        self._app = app
        self._longest = longest
        self._log = log
        self._headers = _HEADERS + ([_NOWHERE_ELSE] if private else [])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, size, started = 0, 0, time.perf_counter()

        async def guarded(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] += [
                    *self._headers,
                    (b"content-security-policy", _policy(message)),
                ]
            size += len(message.get("body", b""))
            await send(message)

        failure = ""
        try:
            if len(scope["raw_path"]) + len(scope["query_string"]) > self._longest:
                problem = ProblemError(
                    414, f"The address is longer than {self._longest:,} bytes. Use POST at /sparql."
                )
                await problem.response()(scope, receive, guarded)
            else:
                await self._app(scope, receive, guarded)
        except (ClientGoneError, ClientDisconnect):
            failure = " client gone"
        except asyncio.CancelledError:
            failure = " stopped"
            if not status:
                problem = ProblemError(503, "The server ends. Try again later.")
                await problem.response()(scope, receive, guarded)
        except Exception as error:
            failure = f" {type(error).__name__}"
            if not status:
                problem = ProblemError(500, "The request failed. It has been noted.")
                await problem.response()(scope, receive, guarded)
        if self._log:
            taken = (time.perf_counter() - started) * 1000
            moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            path = escaped(scope["path"])[:200]
            client = (scope.get("client") or ("-",))[0]
            print(
                f"{moment} {client} {scope['method']} {path} {status or '-'} {size} "
                f"{taken:.0f}ms{failure}",
                file=sys.stderr,
                flush=True,
            )


class VaryingByOrigin:
    """Says in every response that another origin may get other headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The response with Origin in Vary."""

        async def varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                vary = MutableHeaders(scope=message)
                if "origin" not in vary.get("vary", "").lower():
                    vary.add_vary_header("Origin")
            await send(message)

        await self._app(scope, receive, varying)


def escaped(text: str) -> str:
    """The text without characters that a header or a log line excludes."""
    return quote(text, safe="/:@!$&'()*+,;=-._~")


def _policy(message: Message) -> bytes:
    """The security headers of a response."""
    kind = dict(message["headers"]).get(b"content-type", b"")
    return _CHART_POLICY if kind.startswith(b"image/svg") else _PAGE_POLICY
