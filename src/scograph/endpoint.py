"""Questions to a SPARQL 1.1 Protocol endpoint that the user named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from scograph.errors import StoreFailed

if TYPE_CHECKING:
    from scograph.wire import Connection, Login, Reply


@dataclass(frozen=True)
class Endpoint:
    """An address for questions, which graphs stand for the default one, and the login there."""

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
    """The solutions of a SELECT, or the verdict of an ASK.

    `auth` is a user and a password, for basic or digest. Raises BadRequest for what is no address,
    OutOfTime after `timeout` seconds, and StoreFailed for all that the endpoint does not do.
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
    reply = _ask(url, sparql, _GRAPH, default_graphs, timeout, auth)
    known = ox.RdfFormat.from_media_type(reply.media_type)
    if known not in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
        raise _wrong_kind(reply, "a graph")
    try:
        return [quad.triple for quad in ox.parse(reply.body, known, base_iri=url)]
    except SyntaxError as error:
        raise _garbled(reply, error) from None


def ask_over(
    connection: Connection, url: str, sparql: str, default_graphs: Sequence[str] = ()
) -> ox.QuerySolutions | ox.QueryBoolean:
    """As `select`, on a connection that is open already."""
    return results(_send(connection, url, sparql, _RESULTS, default_graphs))


def results(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    """The results in a reply, read once to the end so that what is returned cannot break."""
    known = ox.QueryResultsFormat.from_media_type(reply.media_type)
    if known not in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML):
        raise _wrong_kind(reply, "SPARQL results")
    try:
        body = _VIRTUOSO_BLANK.sub(rb"\1", reply.body)
        first = ox.parse_query_results(body, known)
        if isinstance(first, ox.QueryBoolean):
            return first
        rows = sum(1 for _ in first)
        if reply.most_rows is not None and rows >= reply.most_rows:
            raise _cut(reply, rows)
        return ox.parse_query_results(body, known)
    except SyntaxError as error:
        raise _garbled(reply, error) from None


def _ask(
    url: str,
    sparql: str,
    accept: str,
    default_graphs: Sequence[str],
    timeout: float | None,
    auth: Login | None,
) -> Reply:
    from scograph.wire import Connection

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
        raise StoreFailed(f"{url} wants a login, or another one ({reply.reason}).")
    if reply.status == 404:
        raise StoreFailed(f"There is no SPARQL endpoint at {url} ({reply.reason}).")
    if not reply.ok:
        raise StoreFailed(f"{url} refused the query ({reply.reason}).")
    return reply


def _cut(reply: Reply, rows: int) -> StoreFailed:
    return StoreFailed(
        f"{reply.url} cuts its answers after {rows} rows, and this one has come to that. Ask for "
        "less (LIMIT and OFFSET after ORDER BY), or raise the limit there (ResultSetMaxRows)."
    )


def _wrong_kind(reply: Reply, wanted: str) -> StoreFailed:
    got = reply.media_type or "something without a content type"
    return StoreFailed(
        f"{reply.url} answered with {got}, not with {wanted}. Is it the address of a SPARQL "
        "endpoint?"
    )


def _garbled(reply: Reply, error: SyntaxError) -> StoreFailed:
    return StoreFailed(f"{reply.url} sent an answer that cannot be read: {error.msg}.")
