"""Queries to a SPARQL 1.1 Protocol endpoint that the user named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from scograph.errors import StoreError, boundary
from scograph.rdf import nesting

if TYPE_CHECKING:
    from scograph.remote.http import Connection, Login, Reply


@dataclass(frozen=True)
class Endpoint:
    """The address of an endpoint, the graphs to use as its default graph, and the login."""

    url: str
    default_graphs: tuple[str, ...] = ()
    login: Login | None = None


# Virtuoso 7.2 calls its blank nodes nodeID://b1, which is no label.
_VIRTUOSO_BLANK = re.compile(rb'("bnode", *"value": *"|<bnode>)nodeID://')
_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_GRAPH = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"


def select(
    url: str,
    sparql: str,
    *,
    default_graphs: Sequence[str] = (),
    timeout: float | None = None,
    auth: Login | None = None,
) -> ox.QuerySolutions | ox.QueryBoolean:
    """The solutions of a SELECT, or the boolean of an ASK.

    `auth` is a user and a password, for basic or digest. UsageError if `url` is no address,
    DeadlineError after `timeout` seconds, StoreError for every other failure.
    """
    reply = _ask(url, sparql, _RESULTS, default_graphs, timeout, auth)
    return results(reply)


def construct(
    url: str,
    sparql: str,
    *,
    default_graphs: Sequence[str] = (),
    timeout: float | None = None,
    auth: Login | None = None,
) -> list[ox.Triple]:
    """The triples of a CONSTRUCT or DESCRIBE; errors as with `select`."""
    return graph(_ask(url, sparql, _GRAPH, default_graphs, timeout, auth))


def graph(reply: Reply) -> list[ox.Triple]:
    """The triples in a reply; StoreError where they are malformed or cut off."""
    known = ox.RdfFormat.from_media_type(reply.media_type)
    if known not in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
        raise _wrong_kind(reply, "a graph")
    _refuse_part(reply)
    _flat(reply)
    with boundary(f"{reply.url} sent an answer that cannot be read"):
        return [quad.triple for quad in ox.parse(reply.body, known, base_iri=reply.url)]


def ask_over(
    connection: Connection, url: str, sparql: str, default_graphs: Sequence[str] = ()
) -> ox.QuerySolutions | ox.QueryBoolean:
    """The results of a SELECT or ASK on a connection that is open already; errors as `select`."""
    return results(_send(connection, url, sparql, _RESULTS, default_graphs))


def results(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    """The SPARQL results in a reply; StoreError where they are malformed or cut off."""
    known = ox.QueryResultsFormat.from_media_type(reply.media_type)
    if known not in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML):
        raise _wrong_kind(reply, "SPARQL results")
    _flat(reply)
    with boundary(f"{reply.url} sent an answer that cannot be read"):
        body = _VIRTUOSO_BLANK.sub(rb"\1", reply.body)
        try:
            return _counted(reply, body, known)
        except SyntaxError:
            if known != ox.QueryResultsFormat.JSON:
                raise
            return _counted(reply, _in_order(body), known)


def _counted(
    reply: Reply, body: bytes, known: ox.QueryResultsFormat
) -> ox.QuerySolutions | ox.QueryBoolean:
    """The results, after they were read once to the end."""
    first = ox.parse_query_results(body, known)
    if isinstance(first, ox.QueryBoolean):
        return first
    rows = sum(1 for _ in first)
    if reply.most_rows is not None and rows >= reply.most_rows:
        raise _cut(reply, rows)
    again = ox.parse_query_results(body, known)
    if isinstance(again, ox.QueryBoolean):
        raise _wrong_kind(reply, "SPARQL results")
    return again


def _ask(
    url: str,
    sparql: str,
    accept: str,
    default_graphs: Sequence[str],
    timeout: float | None,
    auth: Login | None,
) -> Reply:
    from scograph.remote.http import Connection

    with Connection(url, login=auth, timeout=timeout) as connection:
        return _send(connection, url, sparql, accept, default_graphs)


def _send(
    connection: Connection, url: str, sparql: str, accept: str, default_graphs: Sequence[str]
) -> Reply:
    form: dict[str, str | list[str]] = {"query": sparql}
    if default_graphs:
        form["default-graph-uri"] = list(default_graphs)
    reply = connection.ask("POST", url, headers={"Accept": accept}, form=form)
    if reply.status in (401, 403):
        raise StoreError(
            f"{url} requires authentication, or rejected these credentials ({reply.reason})."
        )
    if reply.status == 404:
        raise StoreError(f"There is no SPARQL endpoint at {url} ({reply.reason}).")
    if not reply.ok:
        raise StoreError(f"{url} refused the query ({reply.reason}).")
    _refuse_part(reply)
    return reply


def _refuse_part(reply: Reply) -> None:
    """StoreError for an answer that its server calls partial."""
    if reply.cut:
        raise StoreError(
            f"{reply.url} says itself that its answer is not whole ({reply.cut}). Ask for less, or "
            "raise its time limit."
        )


def _cut(reply: Reply, rows: int) -> StoreError:
    return StoreError(
        f"{reply.url} cuts its answers after {rows} rows, and this one has come to that. Ask for "
        "less (LIMIT and OFFSET after ORDER BY), or raise the limit there (ResultSetMaxRows)."
    )


def _wrong_kind(reply: Reply, wanted: str) -> StoreError:
    got = reply.media_type or "something without a content type"
    return StoreError(
        f"{reply.url} answered with {got}, not with {wanted}. Is it the address of a SPARQL "
        "endpoint?"
    )


def _whole(reply: Reply) -> None:
    """StoreError for XML that stops before its end, which a parser of results may not miss."""
    from xml.parsers import expat

    # For encodings that it does not know, it raises what is not its own error.
    with boundary(f"{reply.url} sent an answer that cannot be read"):
        try:
            expat.ParserCreate().Parse(reply.body, True)
        except expat.ExpatError as error:
            raise StoreError(
                f"{reply.url} sent an answer that cannot be read: line {error.lineno}: "
                f"{expat.ErrorString(error.code)}. It may have been cut off."
            ) from None


def _in_order(body: bytes) -> bytes:
    """JSON results with `head` first and nothing but results, as the parser wants them.

    The Recommendation allows further members, in any order.
    """
    import json

    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return body
    if not isinstance(found, dict):
        return body
    kept = {name: found[name] for name in ("head", "results", "boolean") if name in found}
    if isinstance(kept.get("results"), dict):
        kept["results"] = {"bindings": kept["results"].get("bindings", [])}
    return json.dumps(kept).encode()


def _flat(reply: Reply) -> None:
    """StoreError for an answer that is nested too deep to be read."""
    body = reply.body
    if "xml" in reply.media_type:
        _whole(reply)
    if "json" in reply.media_type:
        # Terms within terms alone are nested without end.
        deep = (b"triple" in body or b"\\u00" in body) and nesting.json(body)
    else:
        deep = "xml" not in reply.media_type and nesting.turtle(body) is not None
    if deep:
        raise StoreError(f"{reply.url} sent an answer that is nested too deep to be read.")
