"""Limits and wrong values, the same at every address."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from scograph.query import catalog
from scograph.web.cache import Answers
from scograph.web.charts import CHARTS
from tests.support.server import Server, serving
from tests.support.terminal import SMALL

NO_IRIS = ["scod:a b", "scog:<x>", "http://a b/", "scod:a\\b", "<http://[>"]
ADDRESSES = [
    "/", "/sparql", "/search", "/pictures", "/pictures/hosts", "/pictures/hosts.svg", "/terms.json",
    "/graphs", "/queries", "/queries/summits", "/id/borton-summit-2006", "/ontology", "/context",
    "/.well-known/void", "/openapi.json", "/healthz", "/static/style.css", "/none",
]  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    with serving("--max-rows", "3", *SMALL) as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("name", catalog.load())
def test_a_value_that_is_no_iri(name: str, small: Server) -> None:
    for parameter in catalog.load()[name]["parameters"]:
        for value in NO_IRIS[:2]:
            for accept in ("text/csv", "text/html"):
                answer = small.client.get(
                    f"/queries/{name}",
                    params={parameter["name"]: value},
                    headers={"Accept": accept},
                )
                thing = parameter["type"] in ("thing", "concept")
                expected = {400} if thing or accept == "text/csv" else {200, 400}
                if parameter["type"] in ("text", "string"):
                    expected = {200, 400}
                assert answer.status_code in expected, (parameter, value, accept, answer.text)


@pytest.mark.parametrize("name", CHARTS)
def test_a_value_that_is_no_iri_in_a_picture(name: str, small: Server) -> None:
    for parameter in CHARTS[name].parameters:
        for value in NO_IRIS:
            for ending in ("", ".svg"):
                address = f"/pictures/{name}{ending}"
                answer = small.client.get(address, params={parameter.name: value})
                assert answer.status_code in (200, 400), (parameter.name, value, answer.text)
                if value == NO_IRIS[0]:
                    assert answer.status_code == 400


@pytest.mark.parametrize("value", NO_IRIS)
def test_a_value_that_is_no_iri_elsewhere(value: str, small: Server) -> None:
    for path, params in (
        (f"/id/{value}", {}),
        ("/id/borton-summit-2006", {"on": value}),
        ("/id/borton-summit-2006", {"all": value}),
        ("/search", {"q": "a", "of": value}),
        ("/search", {"q": value}),
        ("/graphs", {"graph": value}),
        ("/sparql", {"query": "ASK {}", "default-graph-uri": value}),
        ("/sparql", {"query": "ASK {}", "named-graph-uri": value}),
    ):
        for accept in ("*/*", "text/html"):
            answer = small.client.get(path, params=params, headers={"Accept": accept})
            assert answer.status_code < 500, (path, params, accept, answer.text)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_that_is_too_long(path: str, small: Server) -> None:
    answer = small.client.get(f"{path}?x={'a' * 33_000}")
    assert answer.status_code == 414
    assert answer.json()["status"] == 414


def test_rows_are_cut_at_every_address(small: Server) -> None:
    thing = "/id/borton-summit-2006"
    for path in ("/sparql?query=SELECT * { ?s ?p ?o }", "/queries/about?entity=scod:borton", thing):
        answer = small.client.get(path)
        assert answer.status_code == 200, answer.text
        assert answer.headers["scograph-cut-to"] == "3", path
    lines = small.client.get(thing, params={"format": "ntriples"}).text.splitlines()
    assert len(lines) == 3
    whole = small.client.get("/graphs?default")
    assert "scograph-cut-to" not in whole.headers


def test_the_cache_counts_what_an_entry_takes() -> None:
    answers = Answers(1024 * 1024)
    kept = 0
    for number in range(20_000):
        tag, content = f'"{number:032}"', str(number).encode()
        kept = sys.getsizeof(tag) + sys.getsizeof(content)
        answers.keep(tag, content, {})
    assert 0 < len(answers) * kept < 1024 * 1024 / 3
    assert answers.get(f'"{19_999:032}"') is not None
    assert answers.get(f'"{0:032}"') is None


def test_ranges_are_not_counted_out(small: Server) -> None:
    """Thousands of them in one header would keep the server from everybody else."""
    for ranges in ("bytes=0-1", "items=0-1", "bytes=" + ",".join(["0-0,2-2"] * 7_000)):
        answer = small.client.get("/static/style.css", headers={"Range": ranges})
        assert answer.status_code == 200
        assert "accept-ranges" not in answer.headers
    again = {"If-None-Match": answer.headers["etag"]}
    assert small.client.get("/static/style.css", headers=again).status_code == 304


@pytest.mark.slow
def test_a_body_in_very_many_pieces(small: Server) -> None:
    kind = {"Content-Type": "application/sparql-query"}
    with suppress(httpx.TransportError):
        answer = small.client.post("/sparql", content=(b" " for _ in range(70_000)), headers=kind)
        assert answer.status_code == 413
    assert small.client.get("/healthz").status_code == 200
    assert " 500 " not in small.log
