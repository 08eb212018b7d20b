"""Pushes into real stores: by each protocol, again, and cut off in every way that can be made.

`pytest tests/remote/test_stores_failing.py -k fuseki-tdb2` runs one store alone.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.errors import DeadlineError, ScographError, StoreError
from scograph.formats import lines
from scograph.formats.graphs import Graphs
from scograph.rdf.namespaces import GRAPH, ONTOLOGY_GRAPH, RECORD_GRAPH
from scograph.remote import endpoint, graph_store, plan, push, staging
from tests.support import servers
from tests.support import store_kinds as kinds
from tests.support.samples import marked
from tests.support.servers import Store
from tests.support.two_graphs import FIRST, SECOND, TEXT, A, P

pytestmark = pytest.mark.servers

ON_DISK = [kind for kind in kinds.KINDS if kind != "fuseki-memory"]
Held = dict[str, ox.Dataset]


@pytest.fixture(scope="session", params=kinds.KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def running(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with kinds.starts(kind, tmp_path_factory.mktemp("small") / "db") as started:
        yield started


@pytest.fixture
def there(running: Store) -> Store:
    """The server, emptied of our graphs."""
    go(running, {RECORD_GRAPH: [TEXT]}, clean=True)
    return running


def go(
    there: Store,
    graphs: Graphs,
    *,
    by_update: bool = False,
    login: tuple[str, str] | None = None,
    timeout: float = 60,
    clean: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> push.Report:
    at = graph_store.addresses(there.url, profile=there.profile)
    return push.push(
        plan.loads(lines.of_triples(graphs), there.profile.everything),
        replace(at, graphs=None) if by_update else at,
        login=login or there.login,
        timeout=timeout,
        replace_default=True,
        clean=clean,
        tell=tell,
    )


def held(there: Store) -> Held:
    """Each graph below ours in the store, and its default graph where it has one of its own."""
    found: Held = {}
    named = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    for row in rows(there, named):
        name = str(getattr(row["g"], "value", ""))
        if name.startswith(GRAPH):
            found.setdefault(name, ox.Dataset()).add(quad(row))
    if not there.profile.union:
        for row in rows(there, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"):
            found.setdefault("default", ox.Dataset()).add(quad(row))
    return canonical(found)


def rows(there: Store, sparql: str) -> ox.QuerySolutions:
    answer = endpoint.select(there.query, sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def quad(row: ox.QuerySolution) -> ox.Quad:
    return ox.Quad(row["s"], row["p"], row["o"])  # type: ignore[arg-type]


def canonical(graphs: Held) -> Held:
    for dataset in graphs.values():
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return graphs


def wanted(there: Store, graphs: Graphs) -> Held:
    profile = there.profile
    default = profile.everything or ("" if profile.union else "default")
    found = {
        default if name is None else name: ox.Dataset(ox.Quad(*triple) for triple in triples)
        for name, triples in graphs.items()
    }
    found.pop("", None)
    return canonical(found)


def unstaged(graphs: Held) -> Held:
    return {name: held for name, held in graphs.items() if not name.startswith(staging.STAGING)}


@pytest.mark.parametrize("by_update", [False, True], ids=["graph-store", "update"])
def test_what_is_pushed_is_there_and_once(there: Store, by_update: bool) -> None:
    for graphs in (FIRST, FIRST, SECOND):
        report = go(there, graphs, by_update=by_update)
        assert held(there) == wanted(there, graphs)
    assert report.dropped == [ONTOLOGY_GRAPH]


# TDB2 takes a minute and a half.
@pytest.mark.parametrize(
    "kind",
    marked(kinds.KINDS, set(kinds.KINDS) - {"fuseki-tdb2"}, pytest.mark.whole),
    indirect=True,
)
def test_a_thousand_graphs_move_in_one_step(there: Store) -> None:
    many: Graphs = {
        f"{GRAPH}source/s{number}": [ox.Triple(A, P, ox.Literal(str(number)))]
        for number in range(1_000)
    }
    many[None] = FIRST[None]
    # TDB2 writes each graph to the disk before it goes on.
    go(there, many, timeout=300)
    assert held(there) == wanted(there, many)
    go(there, SECOND, timeout=300)
    assert held(there) == wanted(there, SECOND)


# Each waits for twenty seconds.
@pytest.mark.parametrize(
    "kind", marked(kinds.KINDS, {"oxigraph"}, pytest.mark.whole), indirect=True
)
def test_a_server_that_stands_still(there: Store) -> None:
    go(there, FIRST)
    pid = there.process.pid
    awake = threading.Timer(20, os.kill, [pid, signal.SIGCONT])

    def stop(line: str) -> None:
        if "Sending 2 triples to" in line and not awake.is_alive():
            servers.suspend(pid)
            awake.start()

    try:
        with pytest.raises(DeadlineError, match=r"did not finish within 10 seconds"):
            go(there, SECOND, timeout=10, tell=stop)
    finally:
        awake.join()
    assert unstaged(held(there)) == wanted(there, FIRST)
    go(there, SECOND, clean=True)


@pytest.mark.parametrize("on_disk", ON_DISK)
@pytest.mark.parametrize("at", [1, 2])
def test_a_server_killed_on_the_way(on_disk: str, at: int, tmp_path: Path) -> None:
    with kinds.starts(on_disk, tmp_path / "db") as first:
        go(first, FIRST)
        sent = 0

        def kill(line: str) -> None:
            nonlocal sent
            sent += line.startswith("Sending")
            if sent == at:
                first.kill()

        with pytest.raises(StoreError) as caught:
            go(first, {**SECOND, ONTOLOGY_GRAPH: [TEXT]}, tell=kill)
        assert caught.value.exit_code == 4
        assert "before is unchanged" in str(caught.value) and "--clean" in str(caught.value)
    with kinds.starts(on_disk, tmp_path / "db") as again:
        assert unstaged(held(again)) == wanted(again, FIRST)
        go(again, SECOND, clean=True)
        assert held(again) == wanted(again, SECOND)


@pytest.mark.parametrize(
    "on_disk",
    [
        pytest.param(
            one,
            marks=[
                pytest.mark.xfail(
                    one == "rdf4j",
                    strict=True,
                    reason="RDF4J 4.1.3 forgets all triples of a NativeStore at its next start",
                ),
                # Virtuoso takes a minute, RDF4J half of one.
                *([pytest.mark.whole] if one in ("virtuoso", "rdf4j") else []),
            ],
        )
        for one in ON_DISK
    ],
)
def test_a_full_disk(on_disk: str, tmp_path: Path) -> None:
    """No file of the server may grow beyond a limit; the kernel refuses as with a full disk."""
    text = "x" * 2_000
    large: Graphs = {
        RECORD_GRAPH: [ox.Triple(A, P, ox.Literal(f"{text}{n}")) for n in range(60_000)]
    }
    with kinds.starts(on_disk, tmp_path / "db") as first:
        go(first, FIRST)
    limit = 20_000_000 + max(f.stat().st_size for f in (tmp_path / "db").rglob("*") if f.is_file())
    with kinds.starts(on_disk, tmp_path / "db", limit=limit) as full:
        try:
            go(full, large, timeout=20)
        except ScographError as error:
            assert error.exit_code in (4, 5)
            assert "unchanged" in str(error) or "Push again to be sure" in str(error)
        else:
            pytest.fail("nothing was refused")
    with kinds.starts(on_disk, tmp_path / "db") as again:
        assert unstaged(held(again)) == wanted(again, FIRST)


def test_fuseki_with_a_password(tmp_path: Path) -> None:
    (tmp_path / "passwords").write_text("me: secret\n", encoding="utf-8")
    options = ("--mem", f"--passwd={tmp_path / 'passwords'}", "--auth=basic")
    with servers.fuseki(*options, guarded=True) as there:
        go(there, FIRST, login=("me", "secret"))
        for login in (("me", "wrong"), ("you", "secret")):
            with pytest.raises(StoreError, match=r"401 Unauthorized.*--user.*unchanged"):
                go(there, SECOND, login=login)


def test_virtuoso_with_a_wrong_password(tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path / "db") as there:
        go(there, FIRST)
        with pytest.raises(StoreError, match=r"401 .*--user.*unchanged") as caught:
            go(there, SECOND, login=("dba", "hunter2"))
        assert "hunter2" not in str(caught.value)
        assert held(there) == wanted(there, FIRST)


def test_fuseki_that_is_read_only(tmp_path: Path) -> None:
    with servers.tdb2(tmp_path / "db") as there:
        go(there, FIRST)
    with servers.tdb2(tmp_path / "db", update=False) as there:
        with pytest.raises(StoreError, match=r"refused.*unchanged"):
            go(there, SECOND)
        assert held(there) == wanted(there, FIRST)
