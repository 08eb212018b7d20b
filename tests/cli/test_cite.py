"""`--cite` on `run` and `describe`, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.support.terminal import on_small

MEMBERS = ("run", "members", "--organization", "River League", "--on", "2006-01-01", "--cite")
OTHER = """\
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
scod:another-claim a scog:Claim ; scog:claimAbout scod:arland-in-river-league-founding-member ;
  scog:claimFor scog:earliest , scog:latest ; scog:claimedValue "2001-06-16"^^xsd:date ;
  scog:claimFrom scod:river-herald-2006-p2-s5 ; scog:rankReason "It was printed a day later."@en .
"""


def test_csv_has_the_iris_of_sources_and_facts() -> None:
    rows = list(csv.DictReader(io.StringIO(on_small(*MEMBERS).out)))
    assert list(rows[0])[-3:] == ["sources", "facts", "disputed"]
    assert rows[0]["facts"].split()[0].endswith("/arland-in-river-league-founding-member")
    assert all("/river-herald-2006" in row["sources"] for row in rows)


def test_a_table_has_numbers_and_the_references_below() -> None:
    text = on_small(*MEMBERS, "--format", "table").out
    table, _, references = text.partition("Sources\n")
    assert "[1]" in table
    assert references.startswith("[1] ")
    assert "River Herald" in references


def test_json_has_the_citations_beside_the_results() -> None:
    found = json.loads(on_small(*MEMBERS, "--format", "json", "--style", "csl-json").out)
    citations = found["citations"]
    assert len(citations["rows"]) == len(found["results"]["bindings"])
    numbers = [one["number"] for one in citations["references"]]
    assert set(citations["rows"][0]["references"]) <= set(numbers)
    assert citations["references"][0]["reference"]["type"] == "webpage"


def test_markdown_has_footnotes() -> None:
    text = on_small(*MEMBERS, "--format", "md").out
    assert "| [^1]" in text
    assert "\n[^1]: " in text


@pytest.mark.parametrize("name", ["tsv", "xml"])
def test_other_formats_have_the_columns(name: str) -> None:
    assert "disputed" in on_small(*MEMBERS, "--format", name).out


def test_what_a_source_says_otherwise_is_marked_with_the_reason(tmp_path: Path) -> None:
    mine = tmp_path / "other.ttl"
    mine.write_text(OTHER)
    text = on_small(*MEMBERS, "--format", "table", "--data", mine).out
    assert "†" in text.partition("Sources\n")[0]
    assert "2001-06-16. It was printed a day later." in text
    (row, *_) = csv.DictReader(io.StringIO(on_small(*MEMBERS, "--data", mine).out))
    assert row["disputed"].endswith("/another-claim")


def test_a_description_with_numbers() -> None:
    text = on_small("describe", "Ana Arlen", "--cite").out
    described, _, references = text.partition("\nSources\n")
    assert "[1]" in described
    assert references.startswith("[1] ")
    found = json.loads(on_small("describe", "Ana Arlen", "--cite", "--format", "json").out)
    rows = len(found["statements"]) + len(found["facts"])
    assert len(found["citations"]["rows"]) == rows
