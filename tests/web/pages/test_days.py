"""Dates on pages are words in the language of the reader, with the graph's own form beside them."""

from __future__ import annotations

import pytest

from scograph.web import days
from tests.support.server import Server

FORMS = {
    "2004-06-17": ("17 June 2004", "17 июня 2004 г.", "2004年6月17日"),
    "2004-06": ("June 2004", "июнь 2004 г.", "2004年6月"),
    "2004": ("2004", "2004", "2004年"),
    "../2018-06-20": (
        "20 June 2018 or earlier",
        "20 июня 2018 г. или раньше",
        "2018年6月20日或更早",
    ),
    "2008-01/..": ("January 2008 or later", "январь 2008 г. или позже", "2008年1月或更晚"),
    "2008-01-01/2008-07-26": (
        "between 1 January 2008 and 26 July 2008",
        "между датами: 1 января 2008 г. – 26 июля 2008 г.",
        "2008年1月1日至2008年7月26日之间",
    ),
    "Tashkent": ("Tashkent", "Tashkent", "Tashkent"),
    "../..": ("../..", "../..", "../.."),
}


@pytest.mark.parametrize("text", FORMS)
@pytest.mark.parametrize(("place", "lang"), list(enumerate(("en", "ru", "zh"))))
def test_each_form_of_a_date(text: str, place: int, lang: str) -> None:
    assert days.in_words(text, lang) == FORMS[text][place]


def test_days_in_a_sentence_but_not_in_a_name() -> None:
    sentence = "The record reaches to 2025-12-31; see tass-2025-09-01-27."
    assert days.within(sentence, "en") == (
        "The record reaches to 31 December 2025; see tass-2025-09-01-27."
    )


@pytest.mark.record
@pytest.mark.parametrize(("place", "lang"), list(enumerate(("en", "ru", "zh"))))
def test_answers_and_things_have_them(server: Server, place: int, lang: str) -> None:
    written = f'<time datetime="2004-06-17">{FORMS["2004-06-17"][place]}</time>'
    asked = f"/queries/summits?from=2004&to=2004&lang={lang}"
    for address in (asked, f"/id/tashkent-summit-2004?lang={lang}"):
        page = server.client.get(address, headers={"Accept": "text/html"}).text
        assert written in page, address


@pytest.mark.record
def test_an_answer_to_sparql_stays_as_it_is(server: Server) -> None:
    query = "SELECT ?day { scod:tashkent-summit-2004 scog:dateText ?day }"
    page = server.client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"})
    assert ">2004-06-17</td>" in page.text
    assert "17 June 2004" not in page.text


@pytest.mark.record
def test_an_empty_answer_says_one_thing(server: Server) -> None:
    """Not that there is none, and below it that there may be some."""
    asked = "/queries/summits?host=scod:mongolia&to=2025"
    page = server.client.get(asked, headers={"Accept": "text/html"}).text
    assert "there is none" in page
    assert "may mean that nothing is recorded" not in page
