"""The shipped graph in other people's stores: whole, once, and with the same answers as ours.

`pytest tests/remote/test_stores.py -k virtuoso` runs one store alone.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from scograph import paths
from scograph.errors import StoreError
from scograph.formats import lines
from scograph.query import catalog, check, parameters, template
from scograph.rdf.namespaces import GRAPH
from scograph.remote import endpoint, recipes
from scograph.store import cache
from tests.support import servers
from tests.support import store_kinds as kinds
from tests.support.need import need
from tests.support.samples import marked
from tests.support.server import serving
from tests.support.servers import Store

pytestmark = pytest.mark.servers

QUERIES = catalog.compile(paths.QUERIES)["queries"]
PARTS = len(kinds.KINDS)
LONGEST_ADDRESS = 6_000  # Stores take some 8,000 characters of headers, the address among them.


@pytest.fixture(scope="session")
def graph() -> ox.Store:
    return cache.open()


@pytest.fixture(scope="session")
def whole(graph: ox.Store) -> lines.Lines:
    return lines.of_graphs(graph)


@pytest.fixture(
    scope="session",
    params=marked(kinds.KINDS, {*kinds.KINDS} - {"fuseki-memory"}, pytest.mark.whole),
)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def files(kind: str, whole: lines.Lines, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `scograph export --for` writes for the store."""
    folder = tmp_path_factory.mktemp("files")
    recipes.write(whole, kinds.PROFILE[kind], folder)
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


def expected(there: Store, whole: lines.Lines) -> dict[str, int]:
    sizes = {name: len(found) for name, found in whole.items()}
    default = sizes.pop(None)
    named = {name: size for name, size in sizes.items() if name is not None}
    return named | ({there.profile.everything: default} if there.profile.everything else {})


def test_the_loader_keeps_every_graph(there: Store, whole: lines.Lines) -> None:
    assert counts(there) == expected(there, whole)


def test_a_query_that_names_no_graph_sees_everything(there: Store, whole: lines.Lines) -> None:
    distinct = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
    found = endpoint.select(there.query, distinct, default_graphs=there.endpoint.default_graphs)
    assert isinstance(found, ox.QuerySolutions)
    everything = len(whole[None])
    blank = sum(b"_:" in line for line in whole[None])
    (row,) = found
    # In a union, the blank nodes of the ontology's graph stand for those of the default graph.
    assert abs(int(row["n"].value) - everything) <= blank  # type: ignore[union-attr]


# The loaders of the others fill a new folder each time, so that nothing is there to replace.
@pytest.mark.parametrize(
    "kind",
    marked(["fuseki-memory", "virtuoso", "rdf4j"], {"virtuoso"}, pytest.mark.whole),
    indirect=True,
)
def test_a_second_load_replaces(there: Store, files: Path, whole: lines.Lines) -> None:
    kinds.load(there, files)
    assert counts(there) == expected(there, whole)


@pytest.mark.parametrize("part", marked(range(PARTS), [0], pytest.mark.whole))
def test_canned_queries_answer_as_recorded(
    there: Store, kind: str, graph: ox.Store, part: int
) -> None:
    """In a run of CI, each store answers its part of the queries, and one of them each query."""
    first = (kinds.KINDS.index(kind) + part) % PARTS
    differing = {}
    for name in list(QUERIES)[first::PARTS]:
        outcome = check.outcome(graph, QUERIES[name], endpoint=there.endpoint)
        if outcome.missing or outcome.surplus:
            differing[name] = (outcome.missing, outcome.surplus)
    assert differing == {}


def test_a_cut_answer_is_no_answer(there: Store) -> None:
    many = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 20000"
    if there.profile.name == "virtuoso":
        with pytest.raises(StoreError, match="cuts its answers after 10000 rows"):
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
    """The rows that Python's SPARQLWrapper gets as JSON, by POST if stores refuse the address."""
    address, _, graphs = url.partition("?default-graph-uri=")
    client = SPARQLWrapper(address, returnFormat=JSON)
    if graphs:
        client.addDefaultGraph(graphs)
    client.setQuery(sparql)
    if len(quote(sparql)) > LONGEST_ADDRESS:
        client.setMethod(POST)
    found = client.queryAndConvert()
    return [
        tuple(row[name]["value"] if name in row else "" for name in columns)
        for row in found["results"]["bindings"]  # type: ignore[index,call-overload]
    ]


def by_comunica(url: str, sparql: str, columns: list[str]) -> list[tuple[str, ...]]:
    """The rows that Comunica, in JavaScript, gets from the endpoint."""
    installed = shutil.which("node") and (servers.STORES / "node_modules").is_dir()
    need(installed, f"Comunica: {servers.INSTALL}")
    command = ["node", str(servers.STORES / "comunica.mjs"), url, *columns]
    done = subprocess.run(command, input=sparql.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [tuple(row) for row in json.loads(done.stdout)]


Client = Callable[[str, str, list[str]], list[tuple[str, ...]]]
CLIENTS = [by_curl, by_sparqlwrapper, by_comunica]
# One is short enough for an address, the other is not.
ASKED = ["founders", "statements"]


Rows = list[tuple[str, ...]]


def got_and_wanted(url: str, graph: ox.Store, name: str, client: Client) -> tuple[Rows, Rows]:
    """The rows that a client gets, and the recorded ones, both sorted."""
    canned = QUERIES[name]
    sparql = template.expand(canned, parameters.bind(graph, canned, canned["example"]))
    columns, *wanted = csv.reader(io.StringIO(check.recorded(name)))
    return sorted(client(url, sparql, columns)), sorted(map(tuple, wanted))


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("name", ASKED)
def test_other_clients_get_the_same_rows(
    there: Store, graph: ox.Store, name: str, client: Client
) -> None:
    graphs = there.endpoint.default_graphs
    url = there.query + (f"?default-graph-uri={graphs[0]}" if graphs else "")
    got, wanted = got_and_wanted(url, graph, name, client)
    assert got == wanted


@pytest.fixture(scope="module")
def own_endpoint() -> Iterator[str]:
    with serving() as server:
        yield f"{server.url}/sparql"


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("name", ASKED)
def test_other_clients_get_the_same_rows_from_our_own_endpoint(
    own_endpoint: str, graph: ox.Store, name: str, client: Client
) -> None:
    got, wanted = got_and_wanted(own_endpoint, graph, name, client)
    assert got == wanted
