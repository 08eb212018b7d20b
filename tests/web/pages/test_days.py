"""Dates on pages are words in the language of the reader, with the graph's own form beside them."""

from __future__ import annotations

import pytest

from scograph.web import days
from tests.support.server import Server

HTML = {"Accept": "text/html"}

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


WRITTEN = {
    "2004": "2004",
    "2004-06": "2004-06",
    "2004-6-7": "2004-06-07",
    "２００４": "2004",
    "2004/06/17": "2004-06-17",
    "17.06.2004": "2004-06-17",
    "7. 6. 2004": "2004-06-07",
    "06.2004": "2004-06",
    "June 2004": "2004-06",
    "june, 2004": "2004-06",
    "Sept. 2004": "2004-09",
    "17 June 2004": "2004-06-17",
    "17th of June 2004": "2004-06-17",
    "June 17, 2004": "2004-06-17",
    "июнь 2004": "2004-06",
    "июня 2004 года": "2004-06",
    "17 июня 2004 г.": "2004-06-17",
    "2004 г.": "2004",
    "2004年": "2004",
    "2004年6月": "2004-06",
    "2004 年 6 月 17 日": "2004-06-17",
    # No date, one that is none, and one that may be two: said so by what reads ISO 8601.
    "yesterday": "yesterday",
    "Ju 2004": "Ju 2004",
    "06/07/2004": "06/07/2004",
    "31.02.2004": "2004-02-31",
    "today": "today",
}


@pytest.mark.parametrize(("text", "date"), WRITTEN.items())
def test_a_date_as_readers_write_it(text: str, date: str) -> None:
    assert days.read(text) == date


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize("text", FORMS)
def test_a_page_reads_what_it_writes(text: str, lang: str) -> None:
    if "/" not in text:
        assert days.read(days.in_words(text, lang)) == text


@pytest.mark.parametrize(
    ("address", "iso"),
    [
        ("/queries/attendees?host=scod:uzbekistan&from=June+2004&to=30.06.2004", "2004-06"),
        ("/queries/members?on=20+июня+2018", "2018-06-20"),
        ("/pictures/members?on=20.06.2018", "2018-06-20"),
        ("/id/sco?on=2018年6月20日", "2018-06-20"),
    ],
)
def test_fields_take_dates_as_readers_write_them(address: str, iso: str, server: Server) -> None:
    answer = server.client.get(address, headers=HTML)
    assert answer.status_code == 200
    assert 'role="alert"' not in answer.text
    assert f'value="{iso}"' in answer.text or "20.06.2018" in answer.text
    same = server.client.get(
        address.replace("June+2004", "2004-06").replace("30.06.2004", "2004-06-30")
        .replace("20+июня+2018", iso).replace("20.06.2018", iso).replace("2018年6月20日", iso),
        headers=HTML,
    )  # fmt: skip
    assert answer.text.count("<tr") == same.text.count("<tr") > 2


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
