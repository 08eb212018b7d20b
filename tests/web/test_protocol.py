"""The SPARQL 1.1 Protocol, request by request, on a server that really runs."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest

from scograph.rdf.namespaces import GRAPH, PREFIXES
from tests.support.server import Server

ASK = "ASK {}"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


class Case(NamedTuple):
    """A request and the status of its answer."""

    name: str
    status: int
    method: str = "GET"
    params: Any = None
    content: str | bytes | None = None
    type: str | None = None


CASES = [
    Case("query by GET", 200, params={"query": ASK}),
    Case("query by POST of a form", 200, "POST", content=f"query={ASK}", type=FORM),
    Case("query by POST itself", 200, "POST", content=ASK, type=QUERY),
    Case("charset of the form", 200, "POST", content=f"query={ASK}", type=f"{FORM}; charset=UTF-8"),
    Case("charset of the query", 200, "POST", content=ASK, type=f"{QUERY};charset=utf-8"),
    Case("a dataset by GET", 200, params={"query": ASK, "default-graph-uri": GRAPH + "record"}),
    Case(
        "two default graphs",
        200,
        params=[
            ("query", ASK),
            ("default-graph-uri", GRAPH + "record"),
            ("default-graph-uri", GRAPH + "ontology"),
        ],
    ),
    Case("a named graph", 200, params={"query": ASK, "named-graph-uri": GRAPH + "record"}),
    Case(
        "graphs with POST of the query",
        200,
        "POST",
        params={"default-graph-uri": GRAPH + "record"},
        content=ASK,
        type=QUERY,
    ),
    Case("service description", 200),
    Case("HEAD", 200, "HEAD", params={"query": ASK}),
    Case("OPTIONS", 204, "OPTIONS"),
    Case("two queries", 400, params=[("query", ASK), ("query", ASK)]),
    Case("no query by POST", 400, "POST", content="format=json", type=FORM),
    Case("query twice", 400, "POST", params={"query": ASK}, content=ASK, type=QUERY),
    Case("query in form and address", 400, "POST", {"query": ASK}, f"query={ASK}", FORM),
    Case("another type", 415, "POST", content=ASK, type="text/plain"),
    Case("no type", 415, "POST", content=ASK),
    Case("not UTF-8", 400, "POST", content=b"ASK { ?s ?p '\xff' }", type=QUERY),
    Case("not UTF-8 in the address", 400, params="query=%FF"),
    Case("syntax error", 400, params={"query": "SELECT * { ?s"}),
    Case("a parameter of other servers", 200, params={"query": ASK, "output": "json"}),
    Case("a graph that is no IRI", 400, params={"query": ASK, "default-graph-uri": "no iri"}),
    Case("update by GET", 403, params={"update": "CLEAR ALL"}),
    Case("update by POST of a form", 403, "POST", content="update=CLEAR ALL", type=FORM),
    Case(
        "update by POST itself", 403, "POST", content="CLEAR ALL", type="application/sparql-update"
    ),
    Case("update as query", 400, params={"query": "CLEAR ALL"}),
    Case("SERVICE", 400, params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}),
    Case("SERVICE with half a host", 400, params={"query": "ASK { SERVICE <http://[x> {} }"}),
    Case("PUT", 405, "PUT"),
    Case("DELETE", 405, "DELETE"),
    Case("PATCH", 405, "PATCH"),
    Case("a request too large", 413, "POST", content=ASK + "#" * 300_000, type=QUERY),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case, server: Server) -> None:
    headers = {"Content-Type": case.type} if case.type else {}
    answer = server.client.request(
        case.method, "/sparql", params=case.params, content=case.content, headers=headers
    )
    assert answer.status_code == case.status, answer.text
    if case.status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert (problem["status"], problem["type"]) == (case.status, "about:blank")
        assert problem["detail"].endswith((".", "?"))
    elif case.method != "OPTIONS" and (case.params or case.content):
        assert answer.content == (b"" if case.method == "HEAD" else b'{"head":{},"boolean":true}')


def test_an_address_that_is_too_long(server: Server) -> None:
    connection = HTTPConnection(server.url.removeprefix("http://"))
    connection.request("GET", "/sparql?query=" + "a" * 40_000)
    answer = connection.getresponse()
    assert (answer.status, json.load(answer)["status"]) == (414, 414)
    connection.close()


def test_an_update_is_refused_on_every_path(server: Server) -> None:
    for path in ("/sparql", "/graphs", "/queries", "/queries/members", "/id/sco", "/ontology"):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = server.client.request(
                method,
                path,
                params={"graph": GRAPH + "record"} if path == "/graphs" else None,
                content=b"CLEAR ALL",
                headers={"Content-Type": "application/sparql-update"},
            )
            assert 400 <= answer.status_code < 500, (method, path)


def test_a_syntax_error_has_its_place(server: Server) -> None:
    problem = server.client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}).json()
    assert (problem["line"], problem["column"]) == (2, 10)
    assert "cannot be parsed" in problem["detail"]


def test_a_dataset_is_what_the_request_says(server: Server) -> None:
    """The default graph holds everything; a default graph that is named, only its own."""
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(**graphs: str) -> int:
        rows = server.client.get("/sparql", params={"query": count, **graphs}).json()
        return int(rows["results"]["bindings"][0]["n"]["value"])

    everything = number()
    record = number(**{"default-graph-uri": GRAPH + "record"})
    assert 0 < record < everything
    assert number(**{"default-graph-uri": "http://127.0.0.1:9/elsewhere"}) == 0
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    rows = server.client.get(
        "/sparql", params={"query": named, "named-graph-uri": GRAPH + "record"}
    ).json()
    assert int(rows["results"]["bindings"][0]["n"]["value"]) == record


def test_the_service_describes_itself(server: Server) -> None:
    answer = server.client.get("/sparql", headers={"Accept": "text/turtle"})
    said = {
        (quad.predicate.value.rpartition("#")[2], str(quad.object))
        for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)
    }
    assert ("endpoint", f"<{server.url}/sparql>") in said
    assert any(predicate == "supportedLanguage" for predicate, _ in said)
    assert ("name", f"<{GRAPH}record>") in said


@pytest.mark.slow
def test_graphs_are_read_by_the_graph_store_protocol(server: Server) -> None:
    record = server.client.get("/graphs", params={"graph": GRAPH + "record"})
    assert record.headers["content-type"] == "text/turtle; charset=utf-8"
    triples = {quad.triple for quad in ox.parse(record.content, format=ox.RdfFormat.TURTLE)}
    same = server.client.get("/graphs", params={"graph": GRAPH + "record", "format": "ntriples"})
    assert triples == {
        quad.triple for quad in ox.parse(same.content, format=ox.RdfFormat.N_TRIPLES)
    }
    assert server.client.head("/graphs?default").status_code == 200
    assert server.client.get("/graphs", params={"graph": GRAPH + "none"}).status_code == 404
    nothing = server.client.get("/graphs")
    assert nothing.status_code == 400
    assert GRAPH + "record" in nothing.json()["graphs"]


def test_etags_say_whether_an_answer_is_the_same(server: Server) -> None:
    first = server.client.get("/sparql", params={"query": ASK})
    tag = first.headers["etag"]
    again = server.client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    xml = server.client.get("/sparql", params={"query": ASK, "format": "xml"})
    other = server.client.get("/sparql", params={"query": ASK + " "})
    assert len({tag, xml.headers["etag"], other.headers["etag"]}) == 3
    assert "Accept" in first.headers["vary"]


def test_pages_of_other_sites_may_ask(server: Server) -> None:
    origin = {"Origin": "https://example.org"}
    for params, status in (({"query": ASK}, 200), ({"query": "nonsense"}, 400)):
        answer = server.client.get("/sparql", params=params, headers=origin)
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "*"
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    preflight = server.client.options("/sparql", headers={**origin, **asked})
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_prefixes_of_the_project_need_no_declaration(server: Server) -> None:
    declared = f"PREFIX scog: <{PREFIXES['scog']}> ASK {{ ?s a scog:Summit }}"
    for text in (declared, "ASK { ?s a scog:Summit }"):
        assert server.client.get("/sparql", params={"query": text}).json()["boolean"] is True
