"""`scograph push`, as a user runs it, into a real Oxigraph server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from scograph.rdf.namespaces import GRAPH
from tests.support.project import Project
from tests.support.servers import Handler, Oxigraph, oxigraph, serving

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("push"))
    made.build()
    return made


@pytest.fixture
def server() -> Iterator[Oxigraph]:
    with oxigraph() as started:
        yield started


def without_blank_nodes(text: str) -> set[str]:
    return {
        str(quad)
        for quad in ox.parse(text, ox.RdfFormat.N_QUADS)
        if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)
    }


def held(server: Oxigraph) -> str:
    return httpx.get(server.store, headers={"Accept": "application/n-quads"}, timeout=60).text


def graphs(server: Oxigraph) -> set[str]:
    quads = ox.parse(held(server), ox.RdfFormat.N_QUADS)
    return {str(getattr(quad.graph_name, "value", "default")) for quad in quads}


def test_what_is_there_afterwards_is_what_export_writes(project: Project, server: Oxigraph) -> None:
    exported = project.run("export", "-f", "nquads").out
    for _ in range(2):
        answer = project.run("push", server.store)
        assert answer.code == 0, answer.err
        there = held(server)
        assert without_blank_nodes(there) == without_blank_nodes(exported)
        assert there.count("\n") == exported.count("\n")
    counts = {line.split(maxsplit=1)[1]: line.split()[0] for line in answer.out.splitlines()}
    everything = project.run("export", "-f", "ntriples").out
    assert counts["default graph"] == str(everything.count("\n"))
    assert GRAPH + "source/river-herald-2006" in counts


def test_asserted_and_no_default(project: Project, server: Oxigraph) -> None:
    assert project.run("push", server.store).code == 0
    before = graphs(server)
    answer = project.run("push", server.store, "--asserted")
    assert f"dropped  {GRAPH}inferred" in answer.out
    assert graphs(server) == before - {GRAPH + "inferred"}
    httpx.delete(server.store, timeout=60)
    answer = project.run("push", server.store, "--no-default")
    assert "default graph" not in answer.out
    assert graphs(server) == before - {"default"}


def test_a_default_graph_of_another_origin(project: Project, server: Oxigraph) -> None:
    headers = {"Content-Type": "text/turtle"}
    httpx.put(f"{server.store}?default", content="<a:a> <a:b> <a:c> .", headers=headers)
    answer = project.run("push", server.store)
    assert answer.code == 2 and "--replace-default" in answer.err
    assert held(server) == "<a:a> <a:b> <a:c> .\n"


@pytest.mark.parametrize("option", ["--dry-run", "--show"])
def test_a_dry_run_sends_nothing(project: Project, option: str) -> None:
    answer = project.run("push", "http://127.0.0.1:9/store", option)
    assert answer.code == 0, answer.err
    assert answer.out.startswith("PUT http://127.0.0.1:9/store?graph=https%3A%2F%2Fw3id.org")
    assert f"/staging/RUN/record> <{GRAPH}record>)" in answer.out


@pytest.mark.parametrize(
    ("url", "code", "message"),
    [
        ("http://127.0.0.1:9/store", 4, "connection refused. Is the server running there?"),
        ("file:///tmp", 2, "no address of a server"),
        ("http://me:secret@127.0.0.1/store", 2, "--user"),
        ("http://127.0.0.1:9/query", 2, "looks like an address for queries"),
    ],
)
def test_addresses_that_do_not_work(project: Project, url: str, code: int, message: str) -> None:
    answer = project.run("push", url)
    assert (answer.code, answer.out) == (code, "")
    assert message in answer.err and "Traceback" not in answer.err
    assert "secret" not in answer.err


def test_a_wrong_path(project: Project, server: Oxigraph) -> None:
    answer = project.run("push", server.url + "/nope")
    assert answer.code == 4 and "404 Not Found" in answer.err and held(server) == ""


def test_a_read_only_server(project: Project, tmp_path: Path) -> None:
    folder = str(tmp_path / "db")
    with oxigraph("--location", folder):
        pass
    with oxigraph("--location", folder, command="serve-read-only") as server:
        answer = project.run("push", server.store)
    assert answer.code == 4 and "read-only" in answer.err


def test_out_of_time(project: Project) -> None:
    end = threading.Event()

    def never(_handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        end.wait(60)
        return 200, {}, b""

    with serving(never) as url:
        try:
            answer = project.run("push", url + "/unknown", "--timeout", "0.5")
        finally:
            end.set()
    assert answer.code == 5 and "within 0.5 seconds" in answer.err


def test_the_password_comes_from_the_variable_and_is_not_shown(project: Project) -> None:
    seen: list[str | None] = []

    def guarded(handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        seen.append(handler.headers.get("Authorization"))
        return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""

    given = {"SCOGRAPH_PUSH_PASSWORD": "secret"}
    with serving(guarded) as url:
        answer = project.run("push", url + "/store", "--user", "me", **given)
        without = project.run("push", url + "/store", "--user", "me")
    assert seen == [None, "Basic bWU6c2VjcmV0"]
    assert answer.code == 4 and "401 Unauthorized" in answer.err and "secret" not in answer.err
    assert without.code == 2 and "SCOGRAPH_PASSWORD" in without.err
