"""Canned queries over HTTP, their OpenAPI description, linked data, VoID."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import schemathesis
from openapi_spec_validator import validate
from SPARQLWrapper import JSON, SPARQLWrapper

from scograph import catalog, layout, store
from scograph.namespaces import PREFIXES, SCOD, SCOG
from scograph.serve import openapi
from tests.project import ROOT
from tests.serve.server import Server

QUERIES = catalog.compile(layout.QUERIES)["queries"]
ANSWERS = ROOT / "queries" / "answers"


@pytest.mark.parametrize("name", QUERIES)
def test_each_canned_query_answers_as_recorded(name: str, server: Server) -> None:
    example = {key: str(value).lower() if isinstance(value, bool) else str(value)
               for key, value in QUERIES[name]["example"].items()}  # fmt: skip
    answer = server.client.get(f"/queries/{name}", params={**example, "format": "csv"})
    assert answer.status_code == 200, answer.text
    rows = list(csv.reader(io.StringIO(answer.text)))
    recorded = (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")
    assert rows == list(csv.reader(io.StringIO(recorded)))


def test_the_listing_leads_to_answers(server: Server) -> None:
    listed = server.client.get("/queries").json()["queries"]
    assert {one["name"] for one in listed} == set(QUERIES)
    members = next(one for one in listed if one["name"] == "members")
    answer = server.client.get(members["example"])
    labels = {row["stateLabel"]["value"] for row in answer.json()["results"]["bindings"]}
    assert {"India", "Pakistan"} <= labels


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/queries/attendes", 404, "attendees"),
        ("/queries/attendees?hst=Uzbekistan", 400, "has no parameter hst"),
        ("/queries/attendees?host=Uzbekstan", 400, "Did you mean Uzbekistan"),
        ("/queries/attendees?host=", 400, "host is empty"),
        ("/queries/attendees?from=yesterday", 400, "yesterday"),
        ("/queries/attendees?from=2005&to=2004", 400, "later than"),
        ("/queries/attendees?host=Uzbekistan&host=China", 400, "more than once"),
        ("/queries/attendees?lang=not a tag", 400, "language tag"),
        ("/queries/attendees?format=pdf", 400, "json, xml, csv, tsv"),
        ("/id/nobody-of-that-name", 404, "nothing under that address"),
        ("/no/such/address", 404, "/sparql"),
    ],
)
def test_what_is_wrong_is_said(path: str, status: int, words: str, server: Server) -> None:
    answer = server.client.get(path)
    assert answer.status_code == status
    assert words in json.dumps(answer.json(), ensure_ascii=False)


def test_names_in_any_language_and_labels_in_the_one_asked_for(server: Server) -> None:
    answer = server.client.get(
        "/queries/attendees",
        params={"host": "乌兹别克斯坦", "from": "2004", "to": "2004", "lang": "ru"},
    )
    labels = {row["personLabel"]["value"] for row in answer.json()["results"]["bindings"]
              if "personLabel" in row}  # fmt: skip
    assert "Ху Цзиньтао" in labels


def test_the_description_is_openapi() -> None:
    described = openapi.describe(QUERIES, "http://127.0.0.1:8000")
    validate(described)
    given = {one["name"] for one in described["paths"]["/queries/attendees"]["get"]["parameters"]}
    assert given == {p["name"] for p in QUERIES["attendees"]["parameters"]} | {"lang", "format"}


def test_the_description_holds_for_the_server(server: Server) -> None:
    """Schemathesis calls every operation; what comes back is what the description says."""
    described = server.client.get("/openapi.json").json()
    schema = schemathesis.openapi.from_dict(described)
    schema.config.base_url = server.url
    called = 0
    for operation in schema.get_all_operations():
        case = operation.ok().as_strategy().example()
        answer = case.call(base_url=server.url)
        called += 1
        assert answer.status_code < 500, (operation.ok().label, answer.text)
        assert str(answer.status_code) in operation.ok().definition.raw["responses"], (
            operation.ok().label,
            answer.status_code,
            answer.text,
        )
    assert called == len(described["paths"]) + 1


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
def test_a_thing_is_described_at_its_address(
    media: str, form: ox.RdfFormat, server: Server
) -> None:
    answer = server.client.get("/id/tashkent-summit-2004", headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert answer.headers["link"] == f'<{SCOD}tashkent-summit-2004>; rel="canonical"'
    said = {quad.triple for quad in ox.parse(answer.content, format=form)}
    held = ox.Triple(
        ox.NamedNode(SCOD + "tashkent-summit-2004"),
        ox.NamedNode(SCOG + "heldIn"),
        ox.NamedNode(SCOD + "tashkent"),
    )
    assert held in said


def test_terms_and_context(server: Server) -> None:
    terms = server.client.get("/ontology", params={"format": "ntriples"})
    subjects = {q.subject.value for q in ox.parse(terms.content, format=ox.RdfFormat.N_TRIPLES)
                if isinstance(q.subject, ox.NamedNode)}  # fmt: skip
    assert SCOG + "Participation" in subjects
    context = server.client.get("/context").json()["@context"]
    assert context["scog"] == PREFIXES["scog"]


def test_void_says_what_there_is(server: Server) -> None:
    answer = server.client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    said = {
        quad.predicate.value: quad.object.value
        for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
    }
    void = PREFIXES["void"]
    opened = store.open()
    count = sum(1 for _ in opened.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert said[void + "sparqlEndpoint"] == f"{server.url}/sparql"
    sizes = {
        int(quad.object.value)
        for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
        if quad.predicate.value == void + "triples"
    }
    assert max(sizes) == count


def test_sparqlwrapper_is_understood(server: Server) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setReturnFormat(JSON)
    client.setQuery("SELECT ?person { ?person scog:attended scod:tashkent-summit-2004 }")
    rows = client.queryAndConvert()["results"]["bindings"]
    assert {SCOD + "hu-jintao", SCOD + "islam-karimov"} <= {row["person"]["value"] for row in rows}


def test_the_examples_of_the_page_run(server: Server) -> None:
    """Each curl command of docs/serve.md is run against the server and succeeds."""
    import shlex
    import subprocess

    text = Path(ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
    commands = [line for line in text.replace("\\\n", " ").splitlines() if line.startswith("curl ")]
    assert len(commands) >= 5
    for command in commands:
        words = shlex.split(command.replace("http://127.0.0.1:8000", server.url), comments=True)
        done = subprocess.run([*words, "--fail", "--silent"], capture_output=True, timeout=60)
        assert done.returncode == 0, command
        assert done.stdout, command
