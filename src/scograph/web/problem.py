"""Errors as `application/problem+json` (RFC 9457), without details of this machine."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

_NEVER_KEPT = {"Cache-Control": "no-store"}


class ProblemError(Exception):
    """The request cannot be answered: an HTTP status, a sentence, and further members."""

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = {name: value for name, value in more.items() if value is not None}

    def response(self) -> JSONResponse:
        """The problem as a response."""
        content = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }
        return JSONResponse(
            content,
            status_code=self.status,
            media_type="application/problem+json",
            headers={**_NEVER_KEPT, **self.headers},
        )


def last_answer(status: int, detail: str) -> bytes:
    """A whole answer with a problem, as bytes, after which the connection is closed."""
    response = ProblemError(status, detail, headers={"Connection": "close"}).response()
    head = b"".join(b"%b: %b\r\n" % header for header in response.raw_headers)
    line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode()
    return line + head + b"\r\n" + bytes(response.body)
