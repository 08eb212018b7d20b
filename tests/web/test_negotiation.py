"""Formats: the parameter, the Accept header, and what cannot be given."""

from __future__ import annotations

import pytest

from scograph.web.negotiate import DATASET, GRAPH, ROWS, choose, language
from scograph.web.problem import ProblemError
from tests.support.server import Server

ACCEPT = [
    (None, "json"),
    ("", "json"),
    ("*/*", "json"),
    ("text/csv", "csv"),
    ("application/json", "json"),
    ("application/xml", "xml"),
    ("text/*", "csv"),
    ("text/csv;q=0.1, text/tab-separated-values;q=0.9", "tsv"),
    ("text/csv;q=0, text/*", "tsv"),
    ("application/sparql-results+xml, */*;q=0.1", "xml"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "xml"),
    ("image/png, text/csv", "csv"),
    ("TEXT/CSV", "csv"),
]


@pytest.mark.parametrize(("header", "name"), ACCEPT)
def test_the_header_chooses(header: str | None, name: str) -> None:
    assert choose(None, header, ROWS) == name


@pytest.mark.parametrize("header", ["image/png", "text/html", "text/csv;q=0", "*/*;q=0"])
def test_none_of_the_types(header: str) -> None:
    with pytest.raises(ProblemError) as found:
        choose(None, header, ROWS)
    assert found.value.status == 406
    assert "text/csv" in found.value.detail


@pytest.mark.parametrize("header", ["nonsense", ",", "a/b/c", "text/csv;q=much"])
def test_a_header_that_is_none_is_no_failure_of_ours(header: str) -> None:
    try:
        assert choose(None, header, ROWS) in ROWS
    except ProblemError as problem:
        assert problem.status in (400, 406)


def test_the_parameter_wins() -> None:
    assert choose("csv", "application/json", ROWS) == "csv"
    assert choose("text/csv", "application/json", ROWS) == "csv"
    with pytest.raises(ProblemError) as found:
        choose("turtle", None, ROWS)
    assert found.value.status == 400


def test_a_graph_has_formats_of_its_own() -> None:
    assert choose(None, None, GRAPH) == "turtle"
    assert choose(None, "application/n-quads", DATASET) == "nquads"
    with pytest.raises(ProblemError):
        choose(None, "application/n-quads", GRAPH)


@pytest.mark.parametrize(("name", "media"), ROWS.items())
def test_rows_come_in_each_format(name: str, media: str, server: Server) -> None:
    query = "SELECT ?label { scod:sco skos:prefLabel ?label } ORDER BY ?label"
    for given in ({"params": {"query": query, "format": name}}, {"params": {"query": query}}):
        answer = server.client.get("/sparql", headers={"Accept": media}, **given)
        assert answer.headers["content-type"].partition(";")[0] == media
        assert "上海合作组织" in answer.text


@pytest.mark.parametrize(("name", "media"), GRAPH.items())
def test_graphs_come_in_each_format(name: str, media: str, server: Server) -> None:
    query = "CONSTRUCT { scod:sco skos:prefLabel ?label } { scod:sco skos:prefLabel ?label }"
    answer = server.client.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Shanghai Cooperation Organisation" in answer.text
    assert (
        answer.content
        == server.client.get("/sparql", params={"query": query, "format": name}).content
    )


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-Hant-TW", "zh"),
        ("kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7", "ru"),
        ("en-GB,en;q=0.9,ru;q=0.8", "en"),
        ("uk, ru;q=0.5, en;q=0.9", "en"),
        ("ru;q=0, zh;q=0.1", "zh"),
        ("fr, *", "en"),
        ("ru;q=much, ,;;, zh;level=1", "zh"),
    ],
)
def test_the_language_that_a_browser_prefers(header: str, lang: str) -> None:
    assert language(header) == lang
