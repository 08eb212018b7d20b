"""Requests of the SPARQL 1.1 Protocol: what is asked, of which graphs, in which form.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request

from scograph.serve.problem import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_ADDRESS = 32 * 1024


class Operation(NamedTuple):
    """A query with its graphs; `sparql` is None where the service itself is asked about."""

    sparql: str | None
    default_graphs: list[str]
    named_graphs: list[str]
    format: str | None


async def read(request: Request, limit: int) -> Operation:
    """The operation that a request stands for.

    Parameters of other servers are passed over. Problem 400 for what the protocol does not allow,
    403 for an update, 413 and 414 for a request of more than `limit` bytes, 415 for another type
    of content.
    """
    most = min(limit, _ADDRESS)
    if len(request.scope["query_string"]) > most:
        raise Problem(414, f"The address is longer than {most:,} bytes. Send the query by POST.")
    pairs = parameters(request)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == UPDATE:
            raise _read_only()
        if kind not in (FORM, QUERY):
            raise Problem(415, f"The content must be {FORM} or {QUERY}.")
        text = _decoded(await body(request, limit))
        if kind == FORM:
            if any(name in ("query", "update") for name, _ in pairs):
                raise Problem(400, "The query stands in the address and in the form. Send one.")
            pairs += _pairs(text)
        else:
            if any(name == "query" for name, _ in pairs):
                raise Problem(400, "The query stands in the address and in the body. Send one.")
            pairs.append(("query", text))
    return _operation(pairs, needed=request.method == "POST")


def parameters(request: Request) -> list[tuple[str, str]]:
    """The parameters of the address; Problem 400 where they are not percent-encoded UTF-8."""
    return _pairs(_decoded(request.scope["query_string"]))


async def body(request: Request, limit: int) -> bytes:
    """The body, read up to the limit; Problem 413 beyond it."""
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > limit:
            raise Problem(413, f"The request is larger than {limit:,} bytes.")
    return bytes(found)


def _operation(pairs: list[tuple[str, str]], *, needed: bool) -> Operation:
    names = [name for name, _ in pairs]
    if "update" in names or {"using-graph-uri", "using-named-graph-uri"}.intersection(names):
        raise _read_only()
    for name in ("query", "format"):
        if names.count(name) > 1:
            raise Problem(400, f"The parameter {name} is given {names.count(name)} times.")
    given = dict(pairs)
    if needed and "query" not in given:
        raise Problem(400, "There is no query in the request.")
    return Operation(
        given.get("query"),
        [value for name, value in pairs if name == "default-graph-uri"],
        [value for name, value in pairs if name == "named-graph-uri"],
        given.get("format"),
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:
        raise Problem(400, "The parameters are not percent-encoded UTF-8, or too many.") from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Problem(400, "The request is not UTF-8.") from None


def _read_only() -> Problem:
    return Problem(403, "The graph is read-only: send a query, no update.")
