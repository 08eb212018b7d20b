"""A thing is called alike on every surface, whatever the languages of its names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.names import labels
from scograph.shapes import thing_names
from scograph.store import cache
from tests.support.server import Server, serving
from tests.support.terminal import CORPUS, scograph

MINE = """
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
scod:q1 a scog:Person ; skos:prefLabel "Ann of Britain"@en-GB, "Анна"@ru ; skos:altLabel "A."@en .
scod:q2 a scog:Person ; skos:prefLabel "Untagged Bob" .
scod:q3 a scog:Person ; skos:prefLabel "Hans"@de .
scod:q4 a scog:Person ; rdfs:label "Only Labelled"@en .
scod:q5 a scog:Person ; skos:altLabel "Only Alias"@en .
""" + "".join(
    f"""
scod:q{n}-there a scog:Participation ; scog:atMeeting scod:borton-summit-2006 ;
  scog:participant scod:q{n} ; scog:capacity scog:capacity-member ; scog:represents scod:arland .
"""
    for n in range(1, 6)
)
NAMES = {
    ("q1", "en"): "Ann of Britain",
    ("q1", "en-US"): "Ann of Britain",
    ("q1", "ru"): "Анна",
    ("q2", "en"): "Untagged Bob",
    ("q3", "zh"): "Hans",
    ("q4", "en"): "Only Labelled",
    ("q5", "ru"): "Only Alias",
}


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The options that choose the small corpus with people whose names are tagged oddly."""
    file = tmp_path_factory.mktemp("labels") / "mine.ttl"
    file.write_text(MINE, encoding="utf-8")
    return ("--data", str(CORPUS), "--data", str(file), "--only-data")


@pytest.fixture(scope="module")
def small(mine: tuple[str, ...]) -> Iterator[Server]:
    with serving(*mine) as found:
        yield found


@pytest.mark.parametrize(("thing", "lang"), NAMES)
def test_on_the_terminal(thing: str, lang: str, mine: tuple[str, ...]) -> None:
    name = NAMES[thing, lang]
    described = scograph("describe", f"scod:{thing}", "--lang", lang, *mine).out
    assert described.splitlines()[0] == name
    people = scograph("run", "attendees", "--lang", lang, *mine, "--format", "csv").out
    found = {row["person"]: row["personLabel"] for row in csv.DictReader(io.StringIO(people))}
    assert found[f"https://w3id.org/scograph/id/{thing}"] == name


@pytest.mark.parametrize(("thing", "lang"), [one for one in NAMES if "-" not in one[1]])
def test_over_http_and_on_pages(thing: str, lang: str, small: Server) -> None:
    name = NAMES[thing, lang]
    answer = small.client.get(f"/queries/attendees?lang={lang}&format=json")
    found = {
        row["person"]["value"]: row["personLabel"]["value"]
        for row in json.loads(answer.content)["results"]["bindings"]
        if "person" in row
    }
    assert found[f"https://w3id.org/scograph/id/{thing}"] == name
    html = {"Accept": "text/html"}
    assert f">{name}</h1>" in small.client.get(f"/id/{thing}?lang={lang}", headers=html).text
    assert f">{name}</a>" in small.client.get(f"/queries/attendees?lang={lang}", headers=html).text


@pytest.mark.parametrize("thing", ["q1", "q2", "q3", "q4", "q5"])
def test_in_a_finding(thing: str, mine: tuple[str, ...]) -> None:
    opened = cache.open(cache.GraphSpec((Path(mine[1]), Path(mine[3])), only_data=True))
    iri = f"https://w3id.org/scograph/id/{thing}"
    assert thing_names.name(opened, iri) == labels.label(opened, ox.NamedNode(iri))
