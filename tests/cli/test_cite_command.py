"""`scograph cite`, as a user runs it."""

from __future__ import annotations

import datetime
import json

import pytest

from scograph import __version__
from scograph.formats.references import STYLES
from tests.support.terminal import on_small


@pytest.mark.parametrize("style", STYLES)
def test_how_to_cite_the_data_set(style: str) -> None:
    text = on_small("cite", "--style", style).out
    assert f"{__version__}+" in text or style == "gbt"
    assert "https://w3id.org/scograph/" in text


def test_a_source_and_the_sources_of_a_fact() -> None:
    source = on_small("cite", "scod:river-herald-2006").out
    assert "River Herald" in source
    fact = on_small("cite", "scod:arland-in-river-league-founding-member").out
    assert "paragraph 1" in fact
    # Paragraphs are not named in GOST references.
    lines = on_small("cite", "--style", "gost", "Ana Arlen", "Arland").out.splitlines()
    assert len(lines) == len(set(lines))
    both = on_small(
        "cite", "scod:river-herald-2006", "Ana Arlen", "Arland", "--style", "csl-json"
    ).out
    assert [one["id"] for one in json.loads(both)].count("river-herald-2006") == 1


def test_an_answer_with_its_question_and_the_day() -> None:
    address = "members?organization=River%20League&on=2006-01-01"
    before = datetime.date.today()
    (item,) = json.loads(on_small("cite", address, "--style", "csl-json").out)
    assert "Which states and organisations had which status" in item["title"]
    assert "River League" in item["title"]
    assert item["URL"].startswith("https://w3id.org/scograph/queries/members?organization=")
    (accessed,) = item["accessed"]["date-parts"]
    assert before <= datetime.date(*accessed) <= datetime.date.today()
    assert item["version"].startswith(f"{__version__}+")


def test_what_cannot_be_cited() -> None:
    assert on_small("cite", "Nobody at all").code == 2
    assert on_small("cite", "http://[x/queries/members").code == 2
    assert on_small("cite", "members?on=yesterday").code == 2
    assert on_small("cite", "--style", "harvard").code == 2
