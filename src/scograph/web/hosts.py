"""The names under which a server may be addressed.

A page of another site can make a browser ask any address; where the site's own name resolves to
that address, it may read the answer, too. Such requests carry the other name in Host.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from scograph.web.problem import ProblemError

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)(?::\d{1,5})?")


class Hosts:
    """Refuses requests to names that are not those of this server."""

    def __init__(self, app: ASGIApp, *, names: Iterable[str]) -> None:
        self._app = app
        own = socket.gethostname().lower()
        self._names = {"localhost", own, f"{own}.local", *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer of the application, or a refusal."""
        if scope["type"] == "http":
            given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            problem = self._problem(given, scope["http_version"])
            if problem is not None:
                await problem.response()(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _problem(self, given: list[str], version: str) -> ProblemError | None:
        if not given and version == "1.0":
            return None
        found = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        if found is None:
            return ProblemError(400, "The request must have one Host header, with a name.")
        name = found["name"].lower().removesuffix(".")
        if name in self._names or name.endswith(".localhost") or _is_address(name):
            return None
        return ProblemError(
            421,
            f"This server does not answer for {name[:80]}. Whoever runs it allows a name with "
            "scograph serve --public-host NAME.",
        )


def _is_address(name: str) -> bool:
    """True for an IP address, which no owner of a name can point elsewhere.

    >>> _is_address("127.0.0.1"), _is_address("[::1]"), _is_address("127.0.0.1.example.org")
    (True, True, False)
    """
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
