"""Loading a real Oxigraph server, and what is left in it when something goes wrong on the way."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from scograph.errors import DeadlineError, ScographError, StoreError, UsageError
from scograph.formats import lines
from scograph.formats.graphs import Graphs
from scograph.rdf.namespaces import GRAPH, ONTOLOGY_GRAPH, RECORD_GRAPH
from scograph.remote import graph_store, plan, push, staging
from tests.support.servers import Handler, Oxigraph, oxigraph, serving
from tests.support.two_graphs import BLANK, FIRST, SECOND, A, P

pytestmark = pytest.mark.servers

CLIENT = httpx.Client(timeout=60)
Break = Callable[[Handler, int], tuple[int, dict[str, str], bytes] | None]


@pytest.fixture
def server() -> Iterator[Oxigraph]:
    with oxigraph() as started:
        yield started


def content(server: Oxigraph) -> ox.Dataset:
    """All that a server holds, with canonical blank nodes."""
    dump = CLIENT.get(server.store, headers={"Accept": "application/n-quads"}).content
    dataset = ox.Dataset(ox.parse(dump, ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def expected(graphs: Graphs) -> ox.Dataset:
    """The graphs as a server holds them: each with blank nodes of its own."""
    dataset = ox.Dataset(
        ox.Quad(
            *(
                ox.BlankNode(f"g{number}") if term == BLANK else term
                for term in (triple.subject, triple.predicate, triple.object)
            ),
            ox.DefaultGraph() if name is None else ox.NamedNode(name),
        )
        for number, (name, triples) in enumerate(graphs.items())
        for triple in triples
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def go(
    url: str,
    graphs: Graphs,
    *,
    login: tuple[str, str] | None = None,
    timeout: float = 60,
    replace_default: bool = False,
    clean: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> push.Report:
    return push.push(
        plan.loads(lines.of_triples(graphs)),
        graph_store.addresses(url),
        login=login,
        timeout=timeout,
        replace_default=replace_default,
        clean=clean,
        tell=tell,
    )


def through(server: Oxigraph, broken: Break) -> Callable[..., tuple[int, dict[str, str], bytes]]:
    """A way to the server on which `broken` may answer instead; it gets the number of writes."""
    writes = 0

    def answer(handler: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        nonlocal writes
        writes += handler.command == "PUT" or handler.path.startswith("/update")
        instead = broken(handler, writes)
        if instead is not None:
            return instead
        kept = {k: v for k, v in handler.headers.items() if k in ("Accept", "Content-Type")}
        try:
            reply = CLIENT.request(
                handler.command, server.url + handler.path, headers=kept, content=body
            )
        except httpx.TransportError:
            return 502, {}, b"the store is gone"
        kind = reply.headers.get("content-type", "text/plain")
        return reply.status_code, {"Content-Type": kind}, reply.content

    return answer


def no_updates(handler: Handler, _writes: int) -> tuple[int, dict[str, str], bytes] | None:
    return (404, {}, b"no updates here") if handler.path == "/update" else None


def no_graph_store(handler: Handler, _writes: int) -> tuple[int, dict[str, str], bytes] | None:
    return (405, {}, b"") if handler.path.startswith("/store") else None


def test_graphs_arrive_as_they_are(server: Oxigraph) -> None:
    report = go(server.store, FIRST)
    assert content(server) == expected(FIRST)
    assert [(load.graph, load.triples) for load in report.loaded] == [
        (ONTOLOGY_GRAPH, 3),
        (RECORD_GRAPH, 1),
        (None, 4),
    ]


def test_a_second_push_replaces(server: Oxigraph) -> None:
    go(server.store, FIRST)
    go(server.store, FIRST)
    assert content(server) == expected(FIRST)
    report = go(server.store, SECOND)
    assert content(server) == expected(SECOND)
    assert report.dropped == [ONTOLOGY_GRAPH]


@pytest.mark.parametrize("broken", [no_updates, no_graph_store])
def test_by_the_graph_store_alone_and_by_updates_alone(server: Oxigraph, broken: Break) -> None:
    with serving(through(server, broken)) as url:
        for graphs in (FIRST, FIRST, SECOND):
            go(url + "/store", graphs)
            assert content(server) == expected(graphs)


def test_large_graphs_go_by_updates_in_pieces(server: Oxigraph) -> None:
    many = [ox.Triple(A, P, ox.Literal(number)) for number in range(12_001)]
    go(server.url + "/update", {RECORD_GRAPH: [*many, *FIRST[ONTOLOGY_GRAPH]]})
    assert len(content(server)) == 12_004


def put(server: Oxigraph, graph: str) -> None:
    headers = {"Content-Type": "text/turtle"}
    CLIENT.put(f"{server.store}?{graph}", content="<a:a> <a:b> <a:c> .", headers=headers)


def test_other_graphs_are_left_alone(server: Oxigraph) -> None:
    put(server, "graph=http://example.org/other")
    go(server.store, FIRST)
    go(server.store, SECOND)
    assert len(content(server)) == len(expected(SECOND)) + 1
    assert "http://example.org/other" in names(server)


@pytest.mark.parametrize("broken", [no_updates, no_graph_store, lambda *_: None])
def test_a_default_graph_of_another_origin_is_spared(server: Oxigraph, broken: Break) -> None:
    put(server, "default")
    before = content(server)
    with serving(through(server, broken)) as url:
        with pytest.raises(UsageError, match=r"holds 1 triples of another origin.*--no-default"):
            go(url + "/store", FIRST)
        assert content(server) == before
        go(url + "/store", FIRST, replace_default=True)
    assert content(server) == expected(FIRST)


def test_a_default_graph_that_is_the_union_is_not_written() -> None:
    with oxigraph("--union-default-graph") as server:
        report = go(server.store, FIRST)
        named = {name: triples for name, triples in FIRST.items() if name is not None}
        assert content(server) == expected(named)
        assert any("union" in note for note in report.notes)


@pytest.mark.parametrize("broken", [lambda *_: None, no_updates, no_graph_store])
@pytest.mark.parametrize("at", range(1, 9))
def test_a_store_that_fails_on_the_way_is_as_it_was(
    server: Oxigraph, broken: Break, at: int
) -> None:
    go(server.store, FIRST)
    before = content(server)

    def failing(handler: Handler, writes: int) -> tuple[int, dict[str, str], bytes] | None:
        writing = handler.command == "PUT" or handler.path == "/update"
        if writing and writes == at:
            return 507, {}, b"disk full"
        return broken(handler, writes)

    with serving(through(server, failing)) as url:
        try:
            go(url + "/store", SECOND)
        except StoreError as error:
            assert "507 Insufficient Storage: disk full" in str(error)
            assert str(error).endswith("What the store held before is unchanged.")
            assert content(server) == before
        else:
            assert content(server) == expected(SECOND)


def test_a_server_killed_on_the_way_keeps_what_it_had(tmp_path: Path) -> None:
    with oxigraph("--location", str(tmp_path / "db")) as server:
        go(server.store, FIRST)
        before = content(server)

        def killing(handler: Handler, writes: int) -> None:
            if handler.command == "PUT" and writes == 4:
                server.kill()

        with (
            serving(through(server, killing)) as url,
            pytest.raises(StoreError, match=r"before is unchanged, but .*graph/staging/.*--clean"),
        ):
            go(url + "/store", SECOND)
    with oxigraph("--location", str(tmp_path / "db")) as again:
        staged = {name for name in names(again) if name.startswith(staging.STAGING)}
        assert staged
        assert ox.Dataset(quad for quad in content(again) if not is_staged(quad)) == before
        report = go(again.store, SECOND)
        assert all("--clean" in note for note in report.notes) and len(report.notes) == len(staged)
        go(again.store, SECOND, clean=True)
        assert content(again) == expected(SECOND)


def test_a_connection_lost_in_the_move_is_said_to_be_open(server: Oxigraph) -> None:
    go(server.store, FIRST)
    forward = through(server, lambda *_: None)
    lost: list[bool] = []

    def losing(handler: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        answer = forward(handler, body)
        lost.extend([True] * (b"VALUES (?from ?name)" in body))
        return (502, {}, b"the line is dead") if lost else answer

    with (
        serving(losing) as url,
        pytest.raises(StoreError, match="all of the old ones or all of the new ones"),
    ):
        go(url + "/store", SECOND)
    assert content(server) == expected(SECOND)


def test_a_store_that_loses_triples_is_found_out(server: Oxigraph) -> None:
    forward = through(server, lambda *_: None)

    def lossy(handler: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        first_line = body.partition(b"\n")[0] + b"\n"
        return forward(handler, first_line if handler.command == "PUT" else body)

    with (
        serving(lossy) as url,
        pytest.raises(StoreError, match=r"holds 1 triples in the store where 3 were sent"),
    ):
        go(url + "/store", FIRST)
    assert len(content(server)) == 0


def test_a_wrong_path(server: Oxigraph) -> None:
    with pytest.raises(StoreError, match=r"/nope\?graph=.* refused .*404 Not Found"):
        go(server.url + "/nope", FIRST)
    with pytest.raises(UsageError, match="looks like an address for queries"):
        go(server.query, FIRST)


def test_a_read_only_server(tmp_path: Path) -> None:
    folder = str(tmp_path / "db")
    with oxigraph("--location", folder) as server:
        go(server.store, FIRST)
    with oxigraph("--location", folder, command="serve-read-only") as server:
        before = content(server)
        with pytest.raises(StoreError, match="read-only"):
            go(server.store, SECOND)
        assert content(server) == before


def test_out_of_time_leaves_what_was_there(server: Oxigraph) -> None:
    go(server.store, FIRST)
    before = content(server)
    late = threading.Event()

    def slow(handler: Handler, writes: int) -> None:
        if handler.command == "PUT" and writes == 4:
            late.wait(60)

    with serving(through(server, slow)) as url:
        try:
            with pytest.raises(DeadlineError, match=r"within 2 seconds.*unchanged"):
                go(url + "/store", SECOND, timeout=2)
        finally:
            late.set()
    # The request that came too late may still be carried out, into a staging graph.
    assert ox.Dataset(quad for quad in content(server) if not is_staged(quad)) == before


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_logins(server: Oxigraph, scheme: str) -> None:
    def guarded(handler: Handler, _writes: int) -> tuple[int, dict[str, str], bytes] | None:
        given = handler.headers.get("Authorization", "")
        if scheme == "basic":
            right = given == "Basic " + base64.b64encode(b"me:secret").decode()
            challenge = 'Basic realm="store"'
        else:
            right = digest_is_right(handler.command, given)
            challenge = 'Digest realm="store", nonce="n1", qop="auth", algorithm=MD5'
        return None if right else (401, {"WWW-Authenticate": challenge}, b"who are you?")

    with serving(through(server, guarded)) as url:
        go(url + "/store", FIRST, login=("me", "secret"))
        assert content(server) == expected(FIRST)
        for login in (None, ("me", "wrong")):
            with pytest.raises(StoreError, match=r"401 Unauthorized: who are you\?.*--user"):
                go(url + "/store", SECOND, login=login)
    assert content(server) == expected(FIRST)


def test_the_preview_sends_nothing_and_says_what_would_be_sent() -> None:
    at = graph_store.addresses("http://127.0.0.1:9/store")
    text = plan.preview(plan.loads(lines.of_triples(SECOND)), at)
    assert text.splitlines() == [
        "PUT http://127.0.0.1:9/store?graph="
        "https%3A%2F%2Fw3id.org%2Fscograph%2Fgraph%2Fstaging%2FRUN%2Frecord  (2 triples)",
        "PUT http://127.0.0.1:9/store?graph="
        "https%3A%2F%2Fw3id.org%2Fscograph%2Fgraph%2Fstaging%2FRUN%2Fdefault  (2 triples)",
        "POST http://127.0.0.1:9/update",
        f"  DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ VALUES ?g {{ <{GRAPH}record> }} "
        "GRAPH ?g { ?s ?p ?o } } ;",
        "  INSERT { GRAPH ?to { ?s ?p ?o } } WHERE { VALUES (?from ?name) "
        f"{{ (<{GRAPH}staging/RUN/record> <{GRAPH}record>) }} "
        "GRAPH ?from { ?s ?p ?o } BIND (?name AS ?to) } ;",
        "  DROP SILENT DEFAULT ;",
        f"  INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH}staging/RUN/default> {{ ?s ?p ?o }} }} ;",
        f"  DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ VALUES ?g {{ "
        f"<{GRAPH}staging/RUN/record> <{GRAPH}staging/RUN/default> }} GRAPH ?g {{ ?s ?p ?o }} }}",
    ]


def test_every_refusal_is_a_sentence_of_ours() -> None:
    for url in ("http://127.0.0.1:9/store", "http://127.0.0.1:9/update"):
        with pytest.raises(ScographError, match="connection refused"):
            go(url, FIRST)


def names(server: Oxigraph) -> set[str]:
    return {str(getattr(quad.graph_name, "value", "")) for quad in content(server)}


def is_staged(quad: ox.Quad) -> bool:
    return str(getattr(quad.graph_name, "value", "")).startswith(staging.STAGING)


def digest_is_right(method: str, given: str) -> bool:
    fields = dict(
        part.strip().replace('"', "").split("=", 1)
        for part in given.removeprefix("Digest ").split(",")
        if "=" in part
    )

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()  # noqa: S324

    return fields.get("username") == "me" and fields["response"] == md5(
        ":".join(
            [
                md5("me:store:secret"),
                *(fields[name] for name in ("nonce", "nc", "cnonce", "qop")),
                md5(f"{method}:{fields['uri']}"),
            ]
        )
    )
