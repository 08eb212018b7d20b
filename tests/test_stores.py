"""The shipped graph in other people's stores: whole, once, and with the same answers as ours.

`pytest tests/test_stores.py -k virtuoso` runs one store alone.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from SPARQLWrapper import JSON, SPARQLWrapper

from scograph import catalog, check, endpoint, export, layout, query, recipes, store
from scograph.errors import StoreFailed
from scograph.namespaces import GRAPH
from tests import servers
from tests.serve.server import serving
from tests.servers import Store
from tests.stores import kinds

QUERIES = catalog.compile(layout.QUERIES)["queries"]


@pytest.fixture(scope="session")
def graph() -> ox.Store:
    return store.open()


@pytest.fixture(scope="session", params=kinds.KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def files(kind: str, graph: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `scograph export --for` writes for the store."""
    folder = tmp_path_factory.mktemp("files")
    recipes.write(export.whole(graph), kinds.PROFILE[kind], folder)
    return folder


@pytest.fixture(scope="session")
def there(kind: str, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A server that its own loader has filled."""
    with kinds.filled(kind, tmp_path_factory.mktemp("store") / "db", files) as started:
        yield started


def counts(there: Store) -> dict[str, int]:
    found = endpoint.select(
        there.query,
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
        f'FILTER (STRSTARTS(STR(?g), "{GRAPH}")) }} GROUP BY ?g',
    )
    assert isinstance(found, ox.QuerySolutions)
    return {row["g"].value: int(row["n"].value) for row in found}  # type: ignore[union-attr]


def expected(there: Store, graph: ox.Store) -> dict[str, int]:
    sizes = {name: len(triples) for name, triples in export.whole(graph).items()}
    default = sizes.pop(None)
    named = {name: size for name, size in sizes.items() if name is not None}
    return named | ({there.profile.everything: default} if there.profile.everything else {})


def test_the_loader_keeps_every_graph(there: Store, graph: ox.Store) -> None:
    assert counts(there) == expected(there, graph)


def test_a_query_that_names_no_graph_sees_everything(there: Store, graph: ox.Store) -> None:
    distinct = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
    found = endpoint.select(there.query, distinct, default_graphs=there.endpoint.default_graphs)
    assert isinstance(found, ox.QuerySolutions)
    everything = len(export.whole(graph)[None])
    blank = sum("_:" in str(triple) for triple in export.whole(graph)[None])
    (row,) = found
    # In a union, the blank nodes of the ontology's graph stand for those of the default graph.
    assert abs(int(row["n"].value) - everything) <= blank  # type: ignore[union-attr]


def test_a_second_load_replaces(kind: str, there: Store, files: Path, graph: ox.Store) -> None:
    if kind in ("fuseki-tdb2", "oxigraph"):
        pytest.skip("its loader fills a new folder each time, so that nothing is there to replace")
    kinds.load(there, files)
    assert counts(there) == expected(there, graph)


@pytest.mark.parametrize("name", QUERIES)
def test_a_canned_query_answers_as_recorded(there: Store, graph: ox.Store, name: str) -> None:
    outcome = check.outcome(graph, QUERIES[name], endpoint=there.endpoint)
    assert (outcome.missing, outcome.surplus) == ([], [])


def test_a_cut_answer_is_no_answer(there: Store) -> None:
    many = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 20000"
    if there.profile.name == "virtuoso":
        with pytest.raises(StoreFailed, match="cuts its answers after 10000 rows"):
            endpoint.select(there.query, many)
    else:
        found = endpoint.select(there.query, many)
        assert isinstance(found, ox.QuerySolutions)
        assert sum(1 for _ in found) == 20_000


def by_curl(url: str, sparql: str, columns: list[str]) -> list[tuple[str, ...]]:
    """The rows that curl gets, as CSV by POST."""
    command = ["curl", "-sf", "-H", "Accept: text/csv", "--data-urlencode", "query@-", url]
    done = subprocess.run(command, input=sparql.encode(), capture_output=True, check=True)
    head, *found = csv.reader(io.StringIO(done.stdout.decode()))
    assert head == columns
    return [tuple(row) for row in found]


def by_sparqlwrapper(url: str, sparql: str, columns: list[str]) -> list[tuple[str, ...]]:
    """The rows that Python's SPARQLWrapper gets, as JSON by GET."""
    address, _, graphs = url.partition("?default-graph-uri=")
    client = SPARQLWrapper(address, returnFormat=JSON)
    if graphs:
        client.addDefaultGraph(graphs)
    client.setQuery(sparql)
    found = client.queryAndConvert()
    return [
        tuple(row[name]["value"] if name in row else "" for name in columns)
        for row in found["results"]["bindings"]  # type: ignore[index,call-overload]
    ]


def by_comunica(url: str, sparql: str, columns: list[str]) -> list[tuple[str, ...]]:
    """The rows that Comunica, in JavaScript, gets from the endpoint."""
    installed = shutil.which("node") and (servers.STORES / "node_modules").is_dir()
    servers.need(installed, "Comunica: tests/stores/install.sh")
    command = ["node", str(servers.STORES / "comunica.mjs"), url, *columns]
    done = subprocess.run(command, input=sparql.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [tuple(row) for row in json.loads(done.stdout)]


Client = Callable[[str, str, list[str]], list[tuple[str, ...]]]
CLIENTS = [by_curl, by_sparqlwrapper, by_comunica]
ASKED = ["documents", "founders", "statements"]


def same_rows(url: str, graph: ox.Store, name: str, client: Client) -> None:
    canned = QUERIES[name]
    sparql = query.expand(canned, query.bind(graph, canned, canned["example"]))
    columns, *wanted = csv.reader(io.StringIO(check.recorded(name)))
    assert sorted(client(url, sparql, columns)) == sorted(map(tuple, wanted))


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("name", ASKED)
def test_other_clients_get_the_same_rows(
    there: Store, graph: ox.Store, name: str, client: Client
) -> None:
    graphs = there.endpoint.default_graphs
    same_rows(
        there.query + (f"?default-graph-uri={graphs[0]}" if graphs else ""), graph, name, client
    )


@pytest.fixture(scope="module")
def own_endpoint() -> Iterator[str]:
    with serving() as server:
        yield f"{server.url}/sparql"


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("name", ASKED)
def test_other_clients_get_the_same_rows_from_our_own_endpoint(
    own_endpoint: str, graph: ox.Store, name: str, client: Client
) -> None:
    same_rows(own_endpoint, graph, name, client)
