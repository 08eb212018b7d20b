"""Untrusted clients: what runs too long, takes too much, asks elsewhere, or dies on the way."""

from __future__ import annotations

import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.support.project import ROOT
from tests.support.samples import marked
from tests.support.server import Server, serving, until

pytestmark = pytest.mark.slow

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNAWAYS = {
    "cross product": CROSS,
    "sort": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?b",
    "path closure": "SELECT ?a ?b { ?a (<urn:x>|!<urn:x>)* ?b }",
    "huge literal": "SELECT (STRLEN(?x) AS ?n) { BIND("
    + "REPLACE(" * 6
    + f'"{"a" * 60}"'
    + f', "a", "{"a" * 60}")' * 6
    + " AS ?x) }",
    "distinct": "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "groups": "SELECT ?a ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?f",
    "regular expression": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "
    '"(.*a){12}zzz")) }',
}
GOOD = "SELECT ?s { ?s a scog:Summit } LIMIT 20"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Server]:
    options = ("--timeout", "2", "--memory", "256", "--workers", "2", "--queue", "3")
    with serving(*options, "--max-rows", "50") as running:
        yield running


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_runaway_query_is_stopped(name: str, guarded: Server) -> None:
    answer = guarded.client.post("/sparql", data={"query": RUNAWAYS[name]})
    assert answer.status_code in (503, 504), answer.text
    assert "Ask for less" in answer.json()["detail"]
    assert guarded.client.get("/sparql", params={"query": GOOD}).status_code == 200


def test_good_queries_go_on_beside_runaways(guarded: Server) -> None:
    with ThreadPoolExecutor(2) as others:
        bad = others.submit(
            guarded.client.post, "/sparql", data={"query": RUNAWAYS["path closure"]}
        )
        for number in range(20):
            text = f"{GOOD} OFFSET {number}"
            assert guarded.client.get("/sparql", params={"query": text}).status_code == 200
        assert bad.result().status_code in (503, 504)


def test_a_full_queue_says_when_to_come_back(guarded: Server) -> None:
    def ask(number: int) -> httpx.Response:
        return httpx.post(
            f"{guarded.url}/sparql",
            data={"query": f"{RUNAWAYS['path closure']} OFFSET {number}"},
            timeout=60,
            trust_env=False,
        )

    with ThreadPoolExecutor(12) as others:
        answers = list(others.map(ask, range(12)))
    refused = [answer for answer in answers if "Retry-After" in answer.headers]
    assert {answer.status_code for answer in answers} <= {503, 504}
    assert any("Too many" in answer.json()["detail"] for answer in refused)
    assert guarded.client.get("/healthz").json()["status"] == "ok"


def test_rows_are_cut_and_the_answer_says_so(guarded: Server) -> None:
    query = "SELECT ?s { ?s ?p ?o }"
    for text, cut in ((query, "50"), (f"{query} LIMIT 50", None), (f"{query} LIMIT 51", "50")):
        answer = guarded.client.get("/sparql", params={"query": text})
        assert answer.headers.get("Scograph-Cut-To") == cut
        assert len(answer.json()["results"]["bindings"]) == 50
    graph = guarded.client.get(
        "/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "ntriples"}
    )
    assert (graph.headers["Scograph-Cut-To"], len(graph.text.splitlines())) == ("50", 50)


def test_a_client_that_goes_away_frees_its_worker(guarded: Server) -> None:
    before = set(guarded.workers())
    content = f"query={quote(RUNAWAYS['path closure'])}".encode()
    head = (
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        f"{len(content)}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    host, _, port = guarded.url.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port))) as client:
        client.sendall(head.encode() + content)
        until(lambda: any(map(computes, guarded.workers())))
    until(lambda: not before <= set(guarded.workers()))
    assert guarded.client.get("/sparql", params={"query": GOOD}).status_code == 200


def test_a_worker_that_is_killed_is_replaced(guarded: Server) -> None:
    for _ in range(3):
        for number in guarded.workers():
            os.kill(number, signal.SIGKILL)
        statuses = [
            guarded.client.get("/sparql", params={"query": f"{GOOD} OFFSET {n}"}).status_code
            for n in range(4)
        ]
        assert statuses[-1] == 200
        assert set(statuses) <= {200, 503}


def test_workers_end_with_the_server() -> None:
    with serving("--workers", "2") as server:
        # Two for all queries, one for each lane of short ones, and one that stands by.
        until(lambda: len(server.workers()) == 5)
        workers = server.workers()
        server.process.kill()
        server.process.wait(10)
        until(lambda: not any(Path(f"/proc/{number}").exists() for number in workers))


def computes(process: int) -> bool:
    """True if the process is not waiting for anything."""
    with suppress(OSError):
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
        return stat.rpartition(")")[2].split()[0] == "R"
    return False


def test_it_stops_when_asked_and_finishes_what_runs() -> None:
    with serving("--timeout", "3", "--workers", "1") as server, ThreadPoolExecutor(1) as other:
        assert server.client.get("/sparql", params={"query": GOOD}).status_code == 200
        running = other.submit(
            server.client.post, "/sparql", data={"query": RUNAWAYS["path closure"]}
        )
        until(lambda: any(map(computes, server.workers())))
        server.process.send_signal(signal.SIGTERM)
        assert running.result().status_code == 504
        assert server.process.wait(20) in (0, -signal.SIGTERM)


def test_a_port_that_is_taken(server: Server) -> None:
    port = server.url.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "scograph", "serve", "--port", port],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 4
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


class _Listener(http.server.BaseHTTPRequestHandler):
    """Notes that somebody came."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append(self.path)  # type: ignore[attr-defined]
        answer = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def elsewhere() -> Iterator[http.server.ThreadingHTTPServer]:
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listener)
    other.seen = []  # type: ignore[attr-defined]
    threading.Thread(target=other.serve_forever, daemon=True).start()
    yield other
    other.shutdown()
    other.server_close()


def test_nothing_is_fetched(server: Server, elsewhere: http.server.ThreadingHTTPServer) -> None:
    address = f"http://127.0.0.1:{elsewhere.server_port}/"
    for text in (
        f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{address}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"LOAD <{address}>",
        f"DESCRIBE <{address}>",
    ):
        server.client.post("/sparql", data={"query": text})
    server.client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": address})
    server.client.get("/graphs", params={"graph": address})
    server.client.get("/queries/about", params={"entity": address})
    assert elsewhere.seen == []  # type: ignore[attr-defined]


def test_a_host_that_is_allowed_is_asked(elsewhere: http.server.ThreadingHTTPServer) -> None:
    host = f"127.0.0.1:{elsewhere.server_port}"
    ask = "SELECT * {{ SERVICE <http://{}/sparql> {{ ?s ?p ?o }} }}"
    with serving("--allow-service", host) as server:
        answer = server.client.post("/sparql", data={"query": ask.format(host)})
        assert answer.status_code == 200, answer.text
        assert len(elsewhere.seen) == 1  # type: ignore[attr-defined]
        other = server.client.post("/sparql", data={"query": ask.format("127.0.0.1:9")})
        assert other.status_code == 400
        variable = server.client.post(
            "/sparql",
            data={
                "query": f"SELECT * {{ BIND(<http://{host}/> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}"
            },
        )
        assert variable.status_code == 400


LEAKS = ("Traceback", "site-packages", str(ROOT), sys.executable, "/proc/", 'File "', "pyoxigraph")
PIECES = [
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "*", "?s", "{", "}", "WHERE", "FILTER", "(", ")",
    "?s ?p ?o", "scod:sco", "<", ">", "<urn:a>", '"', "'", "\\", "#", "SERVICE", "LIMIT 5",
    "VALUES", "GRAPH ?g", "a scog:Summit", "\x00", "\ud7ff", "𐀀", "%", "&", ";",
]  # fmt: skip
PATHS = ["/sparql", "/queries/attendees", "/queries/members", "/graphs", "/id/sco", "/%2e%2e/", "/"]
NAMES = ["query", "graph", "host", "on", "format", "lang", "from", "x\u202e", ""]


@pytest.mark.parametrize("requests", marked((100, 400), [100], pytest.mark.whole))
def test_mutated_requests(server: Server, requests: int) -> None:
    """No request makes a failure that is not meant, or shows anything of the machine."""
    from hypothesis import given, settings  # It takes a second, which only this test needs.
    from hypothesis import strategies as st

    queries = st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)

    @settings(max_examples=requests, deadline=None, derandomize=True)
    @given(
        path=st.sampled_from(PATHS),
        name=st.sampled_from(NAMES),
        value=st.one_of(queries, st.text(max_size=60)),
        accept=st.one_of(st.none(), st.text("abc/*;q=0.1,+ ", max_size=20).map(str.strip)),
        method=st.sampled_from(["GET", "POST", "HEAD"]),
    )
    def ask(path: str, name: str, value: str, accept: str | None, method: str) -> None:
        headers = {"Accept": accept} if accept else {}
        value = value.encode("utf-8", "replace").decode()
        if method == "POST":
            answer = server.client.post(path, data={name: value}, headers=headers)
        else:
            answer = server.client.request(method, path, params={name: value}, headers=headers)
        # A limit of time may be met where the machine has other work.
        assert answer.status_code in (*range(500), 503, 504), (answer.status_code, answer.text)
        shown = answer.text + repr(answer.headers)
        assert not [leak for leak in LEAKS if leak in shown]

    ask()


def test_the_log_has_a_line_for_each_request_and_no_query(server: Server) -> None:
    server.client.get("/sparql", params={"query": "ASK { <urn:not-for-the-log> ?p ?o }"})
    for _ in range(100):
        if "GET /sparql 200" in server.log:
            break
        time.sleep(0.02)
    assert "GET /sparql 200" in server.log
    assert "not-for-the-log" not in server.log
    assert "Traceback" not in server.log
