"""Clients that people use, as they are: each gets what it asks for."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDF,
    RDFXML,
    TSV,
    TURTLE,
    XML,
    SPARQLWrapper,
)

from scograph.rdf.namespaces import GRAPH, PREFIXES
from tests.support import servers
from tests.support.need import need
from tests.support.server import Server

SUMMIT = PREFIXES["scog"] + "Summit"
SELECT = f"SELECT ?s {{ ?s a <{SUMMIT}> }} ORDER BY ?s"
CONSTRUCT = f"CONSTRUCT {{ ?s a <{SUMMIT}> }} WHERE {{ ?s a <{SUMMIT}> }}"
ASK = f"ASK {{ ?s a <{SUMMIT}> }}"


@pytest.fixture(scope="module")
def summits(small: Server) -> list[str]:
    rows = small.client.get("/sparql", params={"query": SELECT}).json()["results"]["bindings"]
    found = [row["s"]["value"] for row in rows]
    assert found
    return found


@pytest.fixture(scope="module")
def graph(summits: list[str]) -> Graph:
    found = Graph()
    for summit in summits:
        found.add((URIRef(summit), URIRef(PREFIXES["rdf"] + "type"), URIRef(SUMMIT)))
    return found


class TestSparqlWrapper:
    """With its defaults: it sends `format`, `output` and `results`, some of them twice."""

    @pytest.fixture(params=["GET", "POST", "POST of the query"])
    def wrapper(self, small: Server, request: pytest.FixtureRequest) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(f"{small.url}/sparql")
        if request.param != "GET":
            wrapper.setMethod(POST)
        if request.param == "POST of the query":
            wrapper.setRequestMethod(POSTDIRECTLY)
        return wrapper

    @pytest.mark.parametrize("form", [SELECT, ASK])
    @pytest.mark.parametrize("wanted", [None, XML, JSON, CSV, TSV])
    def test_rows(self, wrapper: SPARQLWrapper, form: str, wanted: str | None) -> None:
        wrapper.setQuery(form)
        if wanted:
            wrapper.setReturnFormat(wanted)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            answer = wrapper.query()
            name = "tab-separated-values" if wanted == TSV else wanted or XML
            assert name in answer.info()["content-type"]
            assert answer.convert() is not None

    @pytest.mark.parametrize("wanted", [TURTLE, N3, RDF, RDFXML, JSONLD])
    def test_rows_as_a_graph(self, wrapper: SPARQLWrapper, wanted: str) -> None:
        """It warns that this is unusual, and asks all the same."""
        wrapper.setQuery(SELECT)
        wrapper.setReturnFormat(wanted)
        with pytest.warns(RuntimeWarning):
            assert wrapper.query().response.status == 200

    @pytest.mark.parametrize("form", [CONSTRUCT, f"DESCRIBE <{SUMMIT}>"])
    @pytest.mark.parametrize("wanted", [None, XML, RDFXML, TURTLE, N3, JSONLD])
    def test_graphs(
        self, wrapper: SPARQLWrapper, form: str, wanted: str | None, graph: Graph
    ) -> None:
        wrapper.setQuery(form)
        if wanted:
            wrapper.setReturnFormat(wanted)
        found = wrapper.queryAndConvert()
        if wanted in (TURTLE, N3):
            found = Graph().parse(data=found, format="turtle")
        assert isomorphic(found, graph) if form == CONSTRUCT else len(found)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(small: Server, summits: list[str], method: str, graph: Graph) -> None:
    store = SPARQLStore(f"{small.url}/sparql", method=method)
    remote = Graph(store)
    assert [str(row.s) for row in remote.query(SELECT)] == summits
    assert set(remote.subjects(None, URIRef(SUMMIT))) == set(graph.subjects())
    assert remote.query(ASK).askAnswer is True
    assert isomorphic(remote.query(CONSTRUCT).graph, graph)
    named = Graph(store, identifier=URIRef(GRAPH + "record"))
    assert len(list(named.query(SELECT))) >= 0


def test_yasgui(small: Server, summits: list[str]) -> None:
    """The requests of the editor that most endpoints show."""
    accept = "application/sparql-results+json,*/*;q=0.9"
    form = {"query": SELECT}
    for answer in (
        small.client.post("/sparql", data=form, headers={"Accept": accept}),
        small.client.get("/sparql", params=form, headers={"Accept": accept}),
    ):
        assert len(answer.json()["results"]["bindings"]) == len(summits)
    graph = "text/turtle,*/*;q=0.9"
    answer = small.client.post("/sparql", data={"query": CONSTRUCT}, headers={"Accept": graph})
    assert answer.headers["content-type"].startswith("text/turtle")
    origin = {"Origin": "https://yasgui.example", "Access-Control-Request-Method": "POST"}
    # The data of this server are private, so a page of another site is told nothing.
    before = small.client.options("/sparql", headers=origin)
    assert before.status_code == 204
    assert "access-control-allow-origin" not in before.headers


def test_accept_on_two_lines(small: Server) -> None:
    lines = [("Accept", "image/png"), ("Accept", "text/csv")]
    answer = small.client.get("/sparql", params={"query": ASK}, headers=lines)
    assert answer.headers["content-type"].startswith("text/csv")
    lines = [("Accept", "application/sparql-results+json;q=0.2"), ("Accept", "text/turtle")]
    answer = small.client.get("/ontology", headers=lines)
    assert answer.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    "path", ["/sparql", "/queries/summits", "/search", "/queries", "/ontology", "/id/nothing"]
)
def test_fields_that_nobody_has_filled_in(small: Server, path: str) -> None:
    fields = {"/sparql": "query default-graph-uri named-graph-uri format update lang"}
    fields |= {"/search": "q of format lang"}
    names = fields.get(path, "format lang").split()
    params = dict.fromkeys(names, "") | ({"query": ASK} if path == "/sparql" else {})
    answer = small.client.get(path, params=params)
    assert answer.status_code == (404 if path == "/id/nothing" else 200), answer.text


def test_relative_iris_are_those_of_the_endpoint(small: Server) -> None:
    here = f"{small.url}/sparql"
    query = "CONSTRUCT { <> <#p> <a>, ?made } WHERE { BIND(IRI('b') AS ?made) }"
    parent = here.rpartition("/")[0]
    expected = {
        f"<{here}> <{here}#p> <{parent}/a> .",
        f"<{here}> <{here}#p> <{parent}/b> .",
    }
    for answer in (
        small.client.get("/sparql", params={"query": query, "format": "ntriples"}),
        small.client.post("/sparql", data={"query": query, "format": "ntriples"}),
    ):
        assert set(answer.text.splitlines()) == expected
        assert "public" not in answer.headers["cache-control"]
    based = "BASE <http://e.org/x/> SELECT (<y> AS ?z) {}"
    rows = small.client.get("/sparql", params={"query": based}).json()
    assert rows["results"]["bindings"][0]["z"]["value"] == "http://e.org/x/y"


@pytest.mark.parametrize("code", ["0001", "0008", "000B", "001F", "FFFE", "FFFF", "000D", "0085"])
def test_xml_is_well_formed_whatever_it_holds(small: Server, code: str) -> None:
    query = f"SELECT ?x {{ VALUES ?x {{ 'a\\u{code}b' }} }}"
    answer = small.client.get("/sparql", params={"query": query, "format": "xml"})
    (literal,) = ElementTree.fromstring(answer.content).findall(".//{*}literal")  # noqa: S314
    kept = chr(int(code, 16)) if code in ("000D", "0085") else "�"
    assert literal.text == f"a{kept}b"


@pytest.mark.parametrize(
    "call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()", "STR(RAND())", "now ( )"]
)
def test_what_may_differ_is_not_kept(small: Server, call: str) -> None:
    query = f"SELECT ({call} AS ?x) {{}}"
    answers = [small.client.get("/sparql", params={"query": query}) for _ in range(2)]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    if "BNODE" not in call:
        assert answers[0].text != answers[1].text
    kept = small.client.get("/sparql", params={"query": f"ASK {{ ?now ?rand '{call}' }}"})
    assert "etag" in kept.headers


def _curl(*arguments: str) -> str:
    need(shutil.which("curl"), "curl: apt-get install curl")
    done = subprocess.run(
        ["curl", "-sS", "--noproxy", "*", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_curl(small: Server, summits: list[str]) -> None:
    here = f"{small.url}/sparql"
    two = _curl(here, "--data-urlencode", f"query={SELECT}", "-H", "Accept: x/y", "-H",
                "Accept: text/csv")  # fmt: skip
    assert two.split()[1:] == summits
    query = ("-H", "Content-Type: application/sparql-query", "--data", SELECT)
    assert _curl(here, *query, "-H", "Accept: text/csv").split()[1:] == summits
    assert _curl("-G", here, "--data-urlencode", f"query={ASK}", "-d", "format=tsv") == "true"
    assert "200" in _curl("-I", f"{small.url}/queries")
    # It waits for `100 Continue` where a body is large.
    long = f"{SELECT} # {'x' * 100_000}"
    assert summits[0] in _curl(here, "--data-urlencode", f"query={long}", "-d", "format=csv")


def test_long_queries_by_get(small: Server) -> None:
    """Some gateways pass nothing but GET."""
    query = f"{ASK} # {'x' * 20_000}"
    assert small.client.get("/sparql", params={"query": query}).status_code == 200


@pytest.mark.servers
class TestPrograms:
    """Programs that ask as clients of their own."""

    def test_jena(self, small: Server, summits: list[str]) -> None:
        need(shutil.which("java") and (servers.STORES / "fuseki" / "pom.xml").is_file(), "Jena")
        for query, expected in ((SELECT, summits[0]), (CONSTRUCT, SUMMIT), (ASK, "true")):
            done = subprocess.run(
                ["java", "-cp", str(servers.STORES / "fuseki" / "*"), "arq.rsparql",
                 "--service", f"{small.url}/sparql", query],
                capture_output=True, encoding="utf-8", timeout=120,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            assert expected in done.stdout or "Summit" in done.stdout or "Yes" in done.stdout

    def test_rdf4j(self, small: Server, summits: list[str], tmp_path: Path) -> None:
        """Its client of SPARQL endpoints, which its server uses for SERVICE."""
        with servers.rdf4j(tmp_path) as store:
            query = (
                f"SELECT ?s {{ SERVICE <{small.url}/sparql> {{ ?s a <{SUMMIT}> }} }} ORDER BY ?s"
            )
            answer = httpx.get(
                store.url,
                params={"query": query},
                headers={"Accept": "text/csv"},
                timeout=60,
                trust_env=False,
            )
        assert answer.text.split()[1:] == summits

    def test_comunica(self, small: Server, summits: list[str]) -> None:
        script = servers.STORES / "comunica.mjs"
        need(shutil.which("node") and (servers.STORES / "node_modules").is_dir(), "Comunica")
        done = subprocess.run(
            ["node", str(script), f"{small.url}/sparql", "s"],
            input=SELECT,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert all(summit in done.stdout for summit in summits)
