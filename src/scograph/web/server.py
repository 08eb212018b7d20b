"""The HTTP server: uvicorn with the limits for untrusted clients, and an end that always comes."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import uvicorn

from scograph.web import connections
from scograph.web.app import create
from scograph.web.routes import Options, Routes

try:
    import resource
except ImportError:  # Windows has no limit of this kind.
    resource = None  # type: ignore[assignment]

_GRACE = 6
_LAST = 9.0
_BACKLOG = 128
_FILES = 8192
_MOST = 2000


def serve(options: Options, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serves until it is asked to end; `ready` is called when the workers are there.

    StoreError if a worker does not start.
    """
    for name in ("uvicorn.error", "asyncio"):
        # asyncio warns of each piece that is written to a client who has gone.
        logging.getLogger(name).addHandler(_Log(logging.ERROR))
        logging.getLogger(name).propagate = False
    routes = Routes(options)
    limits = connections.Limits(most_connections(options.workers), body=options.request)
    config = uvicorn.Config(
        create(routes, options),
        backlog=_BACKLOG,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=min(int(options.timeout) + 1, _GRACE),
        timeout_keep_alive=int(limits.idle_seconds),
        loop="asyncio",
        http=connections.made(kept := connections.Connections(limits)),
        ws="none",
        lifespan="off",
    )
    _Server(config, routes, kept, ready).run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(
        self,
        config: uvicorn.Config,
        routes: Routes,
        kept: connections.Connections,
        ready: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._routes = routes
        self._connections = kept
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts the workers, then listens."""
        asyncio.get_running_loop().set_exception_handler(_Noted())
        await self._routes.start()
        await super().startup(sockets)
        self._sweeping = asyncio.create_task(connections.swept(self._connections))
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets the running requests end, for some seconds, then ends the workers."""
        await super().shutdown(sockets)
        self._sweeping.cancel()
        await self._routes.close()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begins the end; the process is gone within ten seconds whatever it does."""
        last = threading.Timer(_LAST, os._exit, [128 + sig])
        last.daemon = True
        last.start()
        super().handle_exit(sig, frame)


def most_connections(workers: int) -> int:
    """The connections that the open-files limit allows, with a file for the answer of each."""
    if resource is None:
        return _MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        # macOS refuses what its kernel does not allow, whatever the limit says.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    files = _FILES if soft == resource.RLIM_INFINITY else min(soft, _FILES)
    return max(8, min(_MOST, (files - 64 - _BACKLOG - 8 * (workers + 2)) // 2))


class _Noted:
    """Writes what goes wrong in the event loop as a line, one in ten seconds at most."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 10
            _line(f"{context.get('message')}: {context.get('exception') or ''}")


class _Log(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        # The access log has a line for each request whose client has gone.
        if record.getMessage().startswith("ASGI callable returned"):
            return
        error = record.exc_info[1] if record.exc_info else None
        named = f" ({type(error).__name__})" if error else ""
        _line(f"{record.getMessage().strip()}{named}")


def _line(text: str) -> None:
    print(f"scograph: {text}", file=sys.stderr, flush=True)
