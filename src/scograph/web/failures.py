"""Responses to failed requests: problem details as JSON, or as a page for browsers."""

from __future__ import annotations

from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from scograph.web import negotiate, query_string
from scograph.web.pages.links import Addresses, Page
from scograph.web.problem import ProblemError

_DETAILS = {
    404: "There is nothing at that address. /, /search, /ask, /pictures, /sparql, /queries, "
    "/graphs, /id/, /ontology, /context, /.well-known/void and /openapi.json are there.",
    405: "That method is not for this address.",
}


async def problem(request: Request, error: Exception) -> Response:
    """The response for a `ProblemError`."""
    found = cast(ProblemError, error)
    if "text/html" not in (negotiate.accepted(request) or "") or request.method == "OPTIONS":
        return found.response()
    from scograph.web.pages.render import render

    links = Addresses(query_string.language(dict(request.query_params)))
    shown = render("problem.html", Page("home"), links, status=found.status,
                   detail=found.detail, near=found.more.get("near") or [],
                   addresses=found.more.get("addresses") or [])  # fmt: skip
    headers = {"Cache-Control": "no-store", **found.headers}
    return HTMLResponse(shown, status_code=found.status, headers=headers)


async def http(request: Request, error: Exception) -> Response:
    """The response for an `HTTPException` of the routes."""
    found = cast(HTTPException, error)
    if request.method == "OPTIONS" and found.status_code == 405:
        allowed = dict(found.headers or {}).get("Allow", "GET, HEAD")
        return Response(status_code=204, headers={"Allow": f"{allowed}, OPTIONS"})
    detail = _DETAILS.get(found.status_code, "The request cannot be answered.")
    return await problem(request, ProblemError(found.status_code, detail, headers=found.headers))
