"""One question has one answer: on the terminal, in each format, over HTTP and on the page."""

from __future__ import annotations

import json

import httpx
import pyoxigraph as ox
import pytest

from scograph.rdf.namespaces import SCOD, SCOG
from tests.support.samples import marked
from tests.support.server import Server
from tests.support.terminal import SMALL, run

RDF = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
}
LI_HUI = SCOD + "li-hui"
GIST = "That no new members will be taken in until the six have studied the question thoroughly."


def page(server: Server, address: str) -> httpx.Response:
    return server.client.get(address, headers={"Accept": "text/html"})


def triples(content: str | bytes, media: str) -> set[ox.Triple]:
    form = ox.RdfFormat.from_media_type(media)
    assert form
    return {quad.triple for quad in ox.parse(content, format=form)}


@pytest.fixture(scope="module", params=list(RDF))
def described(request: pytest.FixtureRequest) -> set[ox.Triple]:
    """`describe "Li Hui"` in a format of RDF."""
    return triples(run("describe", "Li Hui", "--format", request.param).out, RDF[request.param])


def test_text_and_rdf_have_the_same_statements(described: set[ox.Triple]) -> None:
    shown = json.loads(run("describe", "Li Hui", "--format", "json").out)
    stated = {
        (triple.predicate.value, triple.object.value)
        for triple in described
        if triple.subject == ox.NamedNode(LI_HUI)
        and not isinstance(triple.object, ox.Triple)
        and triple.predicate.value != SCOG + "hasClaim"
    }
    assert {(one["property"], one["value"]) for one in shown["statements"]} == stated


def test_text_and_rdf_have_the_same_facts_with_gist_date_and_claims(
    described: set[ox.Triple],
) -> None:
    shown = json.loads(run("describe", "Li Hui", "--format", "json").out)

    def values(subject: str, name: str) -> set[str]:
        return {
            triple.object.value
            for triple in described
            if triple.subject == ox.NamedNode(subject)
            and triple.predicate.value == SCOG + name
            and not isinstance(triple.object, ox.Triple)
        }

    assert [one["fact"] for one in shown["facts"]] == [
        SCOD + "li-hui-on-new-members-2004",
        SCOD + "li-hui-on-the-youth-of-the-sco-2004",
        SCOD + "li-hui-assistant-foreign-minister-of-china",
    ]
    for fact in shown["facts"]:
        assert values(fact["fact"], "earliest") >= {fact["date"]} or "–" in fact["date"]
        assert {fact["gist"]} - {""} <= values(fact["fact"], "gist")
        about = {
            triple.subject.value
            for triple in described
            if triple.predicate.value == SCOG + "claimAbout"
            and triple.object == ox.NamedNode(fact["fact"])
            and isinstance(triple.subject, ox.NamedNode)
        }
        cited = {(one["claim"], one["source"]) for one in fact["citations"]}
        assert about == {claim for claim, _ in cited}
        assert cited == {
            (claim, source)
            for claim in about
            for place in values(claim, "claimFrom")
            for triple in described
            if triple.subject == ox.NamedNode(place)
            and triple.predicate.value.endswith("hasSource")
            and isinstance(triple.object, ox.NamedNode)
            for source in [triple.object.value]
        }


@pytest.mark.parametrize("name", RDF)
def test_the_server_describes_as_the_terminal_does(name: str, server: Server) -> None:
    printed = run("describe", "Li Hui", "--format", name).out
    served = server.client.get("/id/li-hui", headers={"Accept": RDF[name]})
    assert triples(served.content, RDF[name]) == triples(printed, RDF[name])


def test_the_page_shows_what_the_text_shows(server: Server) -> None:
    text = " ".join(run("describe", "Li Hui").out.split())
    shown = page(server, "/id/li-hui").text
    facts = json.loads(run("describe", "Li Hui", "--format", "json").out)["facts"]
    for words in (GIST, "2004-06-01", *(one["label"] for one in facts)):
        assert words in text
        assert words in shown
    for source in {one["source_label"] for fact in facts for one in fact["citations"]}:
        assert source in text
        assert source in shown


def test_a_claim_has_a_name_on_every_surface(server: Server) -> None:
    name = "Claim on Li Hui, from Li Hui, ambassador in Russia, 2010 (CCTV), ‘大使檔案’"
    assert run("describe", "scod:li-hui-claim-1").out.startswith(f"{name}\n")
    assert f"<h1>{name}</h1>" in page(server, "/id/li-hui-claim-1").text
    assert "关于“李辉”的论断" in page(server, "/id/li-hui-claim-1?lang=zh").text
    for form, media in RDF.items():
        found = triples(run("describe", "scod:li-hui-claim-1", "--format", form).out, media)
        named = {
            triple.object.value
            for triple in found
            if triple.subject == ox.NamedNode(LI_HUI + "-claim-1")
            and triple.predicate.value.endswith("#prefLabel")
            and isinstance(triple.object, ox.Literal)
        }
        assert name in named
        assert len(named) == 3


@pytest.mark.parametrize(
    "media",
    marked(
        [*RDF.values(), "application/n-quads", "text/html"],
        {"text/turtle", "text/html"},
        pytest.mark.slow,
    ),
)
def test_an_unknown_address_names_those_that_are_like_it(media: str, server: Server) -> None:
    answer = server.client.get("/id/tashkent-sumit-2004", headers={"Accept": media})
    assert answer.status_code == 404
    assert "Did you mean Tashkent summit 2004" in answer.text
    if media != "text/html":
        assert "Tashkent summit 2004" in answer.json()["near"]


@pytest.mark.parametrize("value", ["on", "true", "1", "yes"])
def test_a_flag_is_read_alike_by_every_surface(value: str, server: Server) -> None:
    asked = "participant=China&from=2004-05-10&to=2004-12-31"
    possible = server.client.get(f"/queries/meetings?{asked}&format=json").json()
    address = f"/queries/meetings?{asked}&certainly={value}"
    rows = server.client.get(f"{address}&format=json").json()["results"]["bindings"]
    assert len(rows) < len(possible["results"]["bindings"])
    assert len(server.client.get(f"{address}&format=csv").text.splitlines()) == len(rows) + 1
    shown = page(server, address).text.partition('id="h-answer"')[2]
    assert shown.count("<tr><td>") == len(rows)
    period = ("--from", "2004-05-10", "--to", "2004-12-31", "--certainly")
    printed = run("run", "meetings", "--participant", "China", *period, "--format", "json").out
    assert json.loads(printed)["results"]["bindings"] == rows


@pytest.mark.slow
def test_a_class_has_one_partition_in_every_description_of_the_dataset(small: Server) -> None:
    options = ("--description", "--format", "ntriples", "--with-ontology")
    text = run("export", *options, *SMALL).out
    exported = partitions(triples(text, "application/n-triples"))
    for media in RDF.values():
        answer = small.client.get("/.well-known/void", headers={"Accept": media})
        assert partitions(triples(answer.content, media)) == exported


def partitions(found: set[ox.Triple]) -> dict[str, str]:
    """The partition of each class and property."""
    parts = {
        triple.object.value: triple.subject.value
        for triple in found
        if triple.predicate.value.endswith(("void#class", "void#property"))
        and isinstance(triple.object, ox.NamedNode)
        and isinstance(triple.subject, ox.NamedNode)
    }
    assert len(parts) > 100
    return parts
