"""Requests of the SPARQL 1.1 Protocol: the query, its graphs and the form of the request.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request

from scograph.web import query_string
from scograph.web.problem import ProblemError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class Operation(NamedTuple):
    """A query with its graphs; `sparql` is None for the service description."""

    sparql: str | None
    default_graphs: list[str]
    named_graphs: list[str]
    format: list[str]


async def read(request: Request, limit: int) -> Operation:
    """The operation of a request.

    Parameters of other servers are passed over. ProblemError 400 for what the protocol does not
    allow, 403 for an update, 413 for a body of more than `limit` bytes, 415 for another type of
    content.
    """
    pairs = query_string.pairs(request)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == UPDATE:
            raise _read_only()
        if kind not in (FORM, QUERY):
            raise ProblemError(415, f"The content must be {FORM} or {QUERY}.")
        text = query_string.decoded(await body(request, limit))
        if kind == FORM:
            if any(name in ("query", "update") for name, _ in pairs):
                raise ProblemError(
                    400, "The query is both in the address and in the form. Send one."
                )
            pairs += query_string.parsed(text)
        else:
            if any(name == "query" for name, _ in pairs):
                raise ProblemError(
                    400, "The query is both in the address and in the body. Send one."
                )
            pairs.append(("query", text.removeprefix("\ufeff")))
    return _operation(pairs, needed=request.method == "POST")


async def body(request: Request, limit: int) -> bytes:
    """The body, read up to the limit; ProblemError 413 beyond it."""
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > limit:
            raise ProblemError(413, f"The request is larger than {limit:,} bytes.")
    return bytes(found)


def _operation(pairs: list[tuple[str, str]], *, needed: bool) -> Operation:
    # Forms send fields that nobody has filled in.
    pairs = [(name, value) for name, value in pairs if value.strip() or name == "query"]
    names = [name for name, _ in pairs]
    if "update" in names or {"using-graph-uri", "using-named-graph-uri"}.intersection(names):
        raise _read_only()
    if names.count("query") > 1:
        raise ProblemError(400, f"The parameter query is given {names.count('query')} times.")
    given = dict(pairs)
    if needed and "query" not in given:
        raise ProblemError(400, "There is no query in the request.")
    return Operation(
        given.get("query"),
        [value for name, value in pairs if name == "default-graph-uri"],
        [value for name, value in pairs if name == "named-graph-uri"],
        # Clients that know no server's name for it send several.
        [value for name, value in pairs if name == "format"],
    )


def _read_only() -> ProblemError:
    return ProblemError(403, "The graph is read-only: send a query, no update.")
