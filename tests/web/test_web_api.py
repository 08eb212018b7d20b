"""Canned queries over HTTP, their OpenAPI description, linked data, VoID."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from openapi_spec_validator import validate
from SPARQLWrapper import JSON, SPARQLWrapper

from scograph import paths
from scograph.query import catalog, check
from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG
from scograph.store import cache
from scograph.web import openapi
from tests.support.need import need
from tests.support.project import ROOT
from tests.support.server import Server

QUERIES = catalog.compile(paths.QUERIES)["queries"]


@pytest.mark.record
@pytest.mark.parametrize("name", QUERIES)
def test_each_canned_query_answers_as_recorded(name: str, server: Server) -> None:
    example = {key: str(value).lower() if isinstance(value, bool) else str(value)
               for key, value in QUERIES[name]["example"].items()}  # fmt: skip
    answer = server.client.get(f"/queries/{name}", params={**example, "format": "csv"})
    assert answer.status_code == 200, answer.text
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows == list(csv.reader(io.StringIO(check.recorded(name))))


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
    own = {p["name"] for p in QUERIES["attendees"]["parameters"]}
    assert given == own | {"lang", "format", "cite", "style"}


@pytest.mark.slow
def test_the_description_holds_for_the_server(server: Server) -> None:
    """Schemathesis calls every operation; what comes back is what the description says."""
    import schemathesis  # It takes a second, which other tests need not wait for.

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
    label = PREFIXES["rdfs"] + "label"
    labelled = {q.subject.value for q in ox.parse(terms.content, format=ox.RdfFormat.N_TRIPLES)
                if q.predicate.value == label and isinstance(q.subject, ox.NamedNode)}  # fmt: skip
    unlabelled = {iri for iri in subjects if iri.startswith(SCOG)} - labelled
    assert unlabelled == set()
    context = server.client.get("/context").json()["@context"]
    assert context["scog"] == PREFIXES["scog"]


def test_a_version_of_the_ontology_has_an_address(server: Server) -> None:
    graph = ox.parse(server.client.get("/ontology?format=ntriples").content, ox.RdfFormat.N_TRIPLES)
    (version,) = {
        quad.object.value
        for quad in graph
        if quad.predicate.value == PREFIXES["owl"] + "versionIRI"
    }
    path = "/" + version.removeprefix(PREFIXES["scog"].partition("ontology#")[0])
    same = server.client.get(path, headers={"Accept": "text/turtle"})
    assert same.status_code == 200
    assert same.content == server.client.get("/ontology?format=turtle").content
    assert "scog:Participation" in server.client.get(path, headers={"Accept": "text/html"}).text
    other = server.client.get("/ontology/99.0.0")
    assert other.status_code == 404
    assert path.removeprefix("/ontology/") in other.json()["detail"]


def test_void_and_service_description_name_the_same_graphs(server: Server) -> None:
    """Also that makers are resources and dates are dates."""
    turtle = {"Accept": "application/n-triples"}
    about = {
        quad.triple
        for path in ("/.well-known/void", "/sparql")
        for quad in ox.parse(
            server.client.get(path, headers=turtle).content, ox.RdfFormat.N_TRIPLES
        )
    }

    def values(name: str) -> set[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
        prefix, _, local = name.partition(":")
        return {t.object for t in about if t.predicate.value == PREFIXES[prefix] + local}

    sd = "http://www.w3.org/ns/sparql-service-description#"
    named = {t.object for t in about if t.predicate.value == sd + "name"}
    assert named
    assert values("void:subset") == named
    assert {type(maker) for maker in values("dct:creator") | values("dct:publisher")} == {
        ox.NamedNode
    }
    for day in values("dct:issued") | values("dct:modified"):
        assert isinstance(day, ox.Literal)
        assert day.datatype.value == PREFIXES["xsd"] + "date"
    assert values("dct:modified")


@pytest.mark.record
def test_void_says_what_there_is(server: Server) -> None:
    answer = server.client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    said = {
        quad.predicate.value: quad.object.value
        for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
    }
    void = PREFIXES["void"]
    opened = cache.open()
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
    need(shutil.which("curl"), "curl: apt-get install curl")
    text = Path(ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
    commands = [line for line in text.replace("\\\n", " ").splitlines() if line.startswith("curl ")]
    assert len(commands) >= 5
    for command in commands:
        words = shlex.split(command.replace("http://127.0.0.1:8000", server.url), comments=True)
        done = subprocess.run([*words, "--fail", "--silent"], capture_output=True, timeout=60)
        assert done.returncode == 0, command
        assert done.stdout, command


def test_a_canned_query_with_citations(server: Server) -> None:
    address = "/queries/members?organization=SCO&on=2006-01-01&cite"
    found = server.client.get(f"{address}&format=json&style=apa").json()
    assert len(found["citations"]["rows"]) == len(found["results"]["bindings"])
    assert found["citations"]["style"] == "apa"
    assert "sources" in server.client.get(f"{address}&format=csv").text.splitlines()[0]
    page = server.client.get(f"{address}&format=html").text
    assert 'href="#s1"' in page
    assert 'id="s1"' in page
    assert server.client.get(f"{address}&format=json&style=harvard").status_code == 400


def test_how_to_cite_in_eight_styles(server: Server) -> None:
    for address in ("/", "/id/rferl-2004-06-17", "/queries/members?on=2006-01-01"):
        page = server.client.get(address, headers={"Accept": "text/html"}).text
        box = page.partition('<details class="cite">')[2].partition("</details>")[0]
        names = [part.partition("</dt>")[0] for part in box.split("<dt>")[1:]]
        assert names == [
            *("Chicago", "APA", "MLA", "ГОСТ Р 7.0.5-2008", "GB/T 7714-2015"),
            *("BibTeX", "RIS", "CSL-JSON"),
        ]
    page = server.client.get("/id/rferl-2004-06-17?format=html").text
    assert "RFE/RL, June 17, 2004, https://www.rferl.org/a/1053384.html." in page


def test_why_a_statement_is_inferred(server: Server) -> None:
    page = server.client.get("/id/hu-jintao?format=html").text
    inferred = page.partition("<details>")[2].partition("</details>")[0]
    assert inferred.count('href="/why?') > 20
    address = "/why?thing=scod:hu-jintao&property=attended&value=scod:tashkent-summit-2004"
    found = server.client.get(f"{address}&format=json").json()
    assert found["reasons"][0]["rule"] == "prp-spo2"
    assert "prp-spo2" in server.client.get(f"{address}&format=html").text
    turtle = server.client.get(f"{address}&format=turtle")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert ox.parse(turtle.text, format=ox.RdfFormat.TURTLE)


@pytest.mark.parametrize(
    "address",
    ["/why", "/why?thing=hu-jintao&value=tashkent", "/why?thing=nobody-at-all",
     "/why?thing=hu-jintao&style=harvard", "/why?thing=hu-jintao&property=eats&value=tashkent"],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_is_no_statement_is_refused(address: str, accept: str, server: Server) -> None:
    assert server.client.get(address, headers={"Accept": accept}).status_code == 400
