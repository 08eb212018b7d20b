"""Errors as `application/problem+json` (RFC 9457): sentences, and nothing of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

from scograph.errors import BadRequest, ScographError, StoreFailed, UnreadableInput

_NEVER_KEPT = {"Cache-Control": "no-store"}


class Problem(Exception):
    """The request cannot be answered: an HTTP status, a sentence, and what else helps."""

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


def told(error: ScographError) -> dict[str, Any]:
    """The error of a worker as plain data: `status`, `detail`, and line and column if known."""
    if isinstance(error, UnreadableInput):
        return {"status": 400, "detail": error.reason, "line": error.line, "column": error.column}
    if isinstance(error, BadRequest):
        return {"status": 400, "detail": str(error).replace("--", "")}
    if isinstance(error, StoreFailed):
        return {"status": 500, "detail": "The query failed in the store."}
    return {"status": 500, "detail": "The request failed."}
