"""Questions to endpoints: a real one, and ones that refuse, lie, redirect or never end."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from scograph.errors import DeadlineError, StoreError, UsageError
from scograph.rdf import namespaces
from scograph.remote import endpoint, graph_store, http, survey
from tests.support.servers import Answer, Handler, Oxigraph, oxigraph, serving

RESULTS = {"Content-Type": "application/sparql-results+json"}
YES = b'{"head":{},"boolean":true}'


@pytest.fixture(scope="module")
def server() -> Iterator[Oxigraph]:
    with oxigraph() as started:
        yield started


def always(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return lambda _handler, _body: (status, headers, body)


def test_select_ask_and_construct(server: Oxigraph) -> None:
    rows = endpoint.select(server.query, 'SELECT ?x { VALUES ?x { "杜尚别"@zh 1 } }')
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["x"] for row in rows] == [ox.Literal("杜尚别", language="zh"), ox.Literal(1)]
    assert not endpoint.select(server.query, "ASK { ?s ?p ?o }")
    made = endpoint.construct(server.query, "CONSTRUCT { <a:a> <a:b> 1 } WHERE {}")
    assert [str(triple) for triple in made] == [
        '<a:a> <a:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]


def test_default_graphs_are_sent() -> None:
    seen: list[bytes] = []

    def remember(_handler: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        seen.append(body)
        return 200, RESULTS, YES

    with serving(remember) as url:
        assert endpoint.select(url, "ASK {}", default_graphs=["a:1", "a:2"])
    assert b"default-graph-uri=a%3A1&default-graph-uri=a%3A2" in seen[0]


def test_a_refused_query_shows_the_first_line_of_the_reason(server: Oxigraph) -> None:
    with pytest.raises(StoreError, match=r"refused the query \(400 Bad Request: error at 1:6"):
        endpoint.select(server.query, "SELEC")


def test_a_wrong_path_is_said_to_be_no_endpoint(server: Oxigraph) -> None:
    with pytest.raises(StoreError, match="no SPARQL endpoint at"):
        endpoint.select(server.url + "/nope", "ASK {}")


def test_nobody_listens() -> None:
    with pytest.raises(StoreError, match="connection refused"):
        endpoint.select("http://127.0.0.1:9/query", "ASK {}")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://localhost/",
        "localhost:80",
        "http://",
        "",
        "http://u:p@localhost/",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(UsageError):
        endpoint.select(url, "ASK {}")


@pytest.mark.parametrize(
    ("headers", "body", "message"),
    [
        ({"Content-Type": "text/html"}, b"<html>", "answered with text/html, not with SPARQL"),
        ({}, b"", "something without a content type"),
        (RESULTS, b'{"head": {"vars": ["x"]}, "results": {"bindings": [', "cannot be read"),
        ({**RESULTS, "Content-Encoding": "gzip"}, b"not gzip", "cannot be unpacked"),
        ({**RESULTS, "Content-Length": "1000", "Connection": "close"}, YES, "broke"),
    ],
)
def test_answers_that_are_none(headers: dict[str, str], body: bytes, message: str) -> None:
    def answer(handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        handler.close_connection = "Connection" in headers
        return 200, headers, body

    with serving(answer) as url, pytest.raises(StoreError, match=message):
        endpoint.select(url, "SELECT ?x {}")


def test_control_characters_of_a_server_do_not_reach_the_terminal() -> None:
    with (
        serving(always(500, {}, b"\x1b[2J\x1b[31mboom\nmore")) as url,
        pytest.raises(StoreError, match=r"500 Internal Server Error: \[2J\[31mboom\)"),
    ):
        endpoint.select(url, "ASK {}")


def test_a_redirect_on_the_same_host_is_followed_with_the_query() -> None:
    def answer(handler: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        if handler.path == "/old":
            return 302, {"Location": "/new"}, b""
        assert handler.path == "/new" and b"query=" in body
        return 200, RESULTS, YES

    with serving(answer) as url:
        assert endpoint.select(url + "/old", "ASK {}")


def test_a_redirect_to_another_server_is_not_followed() -> None:
    asked: list[str] = []

    def elsewhere(handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        asked.append(handler.path)
        return 200, RESULTS, YES

    with (
        serving(elsewhere) as there,
        serving(always(307, {"Location": there}, b"")) as url,
        pytest.raises(StoreError, match="redirects to another server"),
    ):
        endpoint.select(url, "ASK {}", auth=("me", "secret"))
    assert asked == []


def test_a_redirect_in_circles_ends() -> None:
    with (
        serving(always(302, {"Location": "/again"}, b"")) as url,
        pytest.raises(StoreError, match="redirects too often"),
    ):
        endpoint.select(url, "ASK {}")


def test_a_login_is_sent_only_when_asked_for() -> None:
    seen: list[str | None] = []

    def answer(handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        seen.append(handler.headers.get("Authorization"))
        if seen[-1] is None:
            return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""
        return 200, RESULTS, YES

    with serving(answer) as url:
        assert endpoint.select(url, "ASK {}", auth=("me", "secret"))
    assert seen == [None, "Basic bWU6c2VjcmV0"]


def test_a_server_that_never_answers_runs_into_the_deadline() -> None:
    end = threading.Event()

    def answer(_handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        end.wait(60)
        return 200, RESULTS, YES

    with serving(answer) as url:
        try:
            with pytest.raises(DeadlineError, match=r"within 0.2 seconds"):
                endpoint.select(url, "ASK {}", timeout=0.2)
        finally:
            end.set()


def test_a_server_that_drips_runs_into_the_deadline() -> None:
    end = threading.Event()

    def answer(handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not end.wait(0.02):
            handler.wfile.write(b" ")
        handler.close_connection = True
        return 200, {}, b""

    with serving(answer) as url:
        try:
            with pytest.raises(DeadlineError):
                endpoint.select(url, "ASK {}", timeout=0.3)
        finally:
            end.set()


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LARGEST_ANSWER", 1024 * 1024)
    with (
        serving(always(200, RESULTS, b" " * 2 * 1024 * 1024)) as url,
        pytest.raises(StoreError, match="larger than 1 MB"),
    ):
        endpoint.select(url, "ASK {}")


XML = (
    b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
    b'<variable name="x"/></head><results><result><binding name="x"><uri>a:a</uri></binding>'
    b"</result></results></sparql>"
)
GRAPH = (
    b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="a:a"><p xmlns="b:">x</p></rdf:Description></rdf:RDF>'
)


@pytest.mark.parametrize("left", [1, 9, 10, 20, 30])
def test_xml_that_stops_before_its_end(left: int) -> None:
    kind = {"Content-Type": "application/sparql-results+xml"}
    with serving(always(200, kind, XML)) as url:
        assert len(list(endpoint.select(url, "SELECT"))) == 1  # type: ignore[arg-type]
    with serving(always(200, kind, XML[:-left])) as url, pytest.raises(StoreError, match="read"):
        endpoint.select(url, "SELECT")
    kind = {"Content-Type": "application/rdf+xml"}
    with serving(always(200, kind, GRAPH)) as url:
        assert len(endpoint.construct(url, "DESCRIBE")) == 1
    with serving(always(200, kind, GRAPH[:-left])) as url, pytest.raises(StoreError, match="read"):
        endpoint.construct(url, "DESCRIBE")


@pytest.mark.parametrize("encoding", ["utf-7", "gb18030", "shift_jis", "ucs-4", "idna", "nope"])
def test_xml_in_an_encoding_that_is_not_known(encoding: str) -> None:
    body = XML.replace(b"?>", f' encoding="{encoding}"?>'.encode(), 1)
    kind = {"Content-Type": "application/sparql-results+xml"}
    with serving(always(200, kind, body)) as url, pytest.raises(StoreError, match="cannot be read"):
        endpoint.select(url, "SELECT")


@pytest.mark.parametrize(("status", "more"), [(206, {}), (200, {"X-SQL-State": "S1TAT"})])
def test_an_answer_that_its_store_calls_partial(status: int, more: dict[str, str]) -> None:
    words = r"is not whole \((206 Partial|X-SQL-State: S1TAT)"
    with (
        serving(always(status, RESULTS | more, YES)) as url,
        pytest.raises(StoreError, match=words),
    ):
        endpoint.select(url, "ASK {}")


@pytest.mark.parametrize(
    "body",
    [
        b'{"head":{"vars":["x"]},"results":{"bindings":[{}]},"meta":{"a":[{}]}}',
        b'{"meta":{},"results":{"distinct":false,"bindings":[{}],"x":1},"head":{"vars":["x"]}}',
    ],
)
def test_json_with_further_members(body: bytes) -> None:
    with serving(always(200, RESULTS, body)) as url:
        assert len(list(endpoint.select(url, "SELECT"))) == 1  # type: ignore[arg-type]


def test_a_proxy_that_the_host_does_not_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(always(200, RESULTS, YES)) as url:
        assert endpoint.select(url, "ASK {}")
    for proxy, words in (
        ("socks5://127.0.0.1:9", "cannot be used|No connection to the proxy"),
        ("http://127.0.0.1:9", "No connection to the proxy http://127.0.0.1:9"),
        ("nonsense://x", "cannot be used"),
    ):
        monkeypatch.setenv("ALL_PROXY", proxy)
        monkeypatch.setenv("NO_PROXY", "")
        with pytest.raises(StoreError, match=words):
            endpoint.select("http://e.invalid/", "ASK {}")


def test_an_algorithm_that_nobody_knows_beside_basic() -> None:
    def ask(handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        if handler.headers.get("Authorization", "").startswith("Basic "):
            return 200, RESULTS, YES
        challenge = 'Digest realm="x", nonce="y", algorithm=BLAKE9, qop="auth", Basic realm="x"'
        return 401, {"WWW-Authenticate": challenge}, b""

    with serving(ask) as url:
        assert endpoint.select(url, "ASK {}", auth=("u", "p"))


@pytest.mark.parametrize(
    "body",
    [
        YES,
        b'{"head":{"vars":["n"]},"results":{"bindings":[]}}',
        b'{"head":{"vars":["n"]},"results":{"bindings":[{}]}}',
        b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"-1"}}]}}',
        b'{"head":{"vars":["n","g"]},"results":{"bindings":[]}}',
    ],
)
def test_a_store_that_counts_oddly(body: bytes) -> None:
    with serving(always(200, RESULTS, body)) as url, http.Connection(url) as connection:
        store = graph_store.GraphStore(connection, graph_store.addresses(url, query=url))
        with pytest.raises(StoreError, match="something else than it was asked"):
            store.number("SELECT")


DEEP = b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * 50_000 + b"<a:c>" + b" )>>" * 50_000 + b" ."


@pytest.mark.parametrize(
    ("status", "kind", "body", "words"),
    [
        (200, "text/turtle", DEEP, "nested too deep"),
        (200, "application/n-quads", b"<a:a> <a:b> <a:c> <a:g> .", "not with a graph"),
        (200, "application/ld+json", b'{"@context":"http://a.invalid/"}', "not with a graph"),
        (206, "application/n-triples", b"<a:a> <a:b> <a:c> .", "is not whole"),
        (200, "application/n-triples", b"<a:a> <a:b> <a:", "cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_graph_that_a_store_keeps_oddly(status: int, kind: str, body: bytes, words: str) -> None:
    answer = always(status, {"Content-Type": kind}, body)
    with serving(answer) as url, http.Connection(url) as connection:
        store = graph_store.GraphStore(connection, graph_store.addresses(url))
        with pytest.raises(StoreError, match=words):
            store.get(None)


@pytest.mark.parametrize("name", ["http://e.org/theirs", "GRAPHa> ; DROP ALL #", ""])
def test_leftovers_that_no_push_left(name: str) -> None:
    term = {"type": "literal", "value": name.replace("GRAPH", namespaces.GRAPH)}
    body = {"head": {"vars": ["g"]}, "results": {"bindings": [{"g": term}]}}
    answer = always(200, RESULTS, json.dumps(body).encode())
    with serving(answer) as url, http.Connection(url) as connection:
        store = graph_store.GraphStore(connection, graph_store.addresses(url, query=url))
        with pytest.raises(StoreError, match="something else than it was asked"):
            survey.leftovers(store, [])
