"""Questions in people's own words over HTTP: JSON, a page, and the first row as a suggestion."""

from __future__ import annotations

import csv
import html
import json

import pytest

from scograph.query import catalog
from scograph.store import cache
from scograph.web import jobs
from scograph.web.jobs import Refusal, Reply
from scograph.web.pages.links import Addresses, Page
from scograph.web.work import Served, work
from tests.support.terminal import CORPUS, SMALL
from tests.support.terminal import run as terminal

QUESTION = "Where was the summit in Borton?"


@pytest.fixture(scope="module")
def served() -> Served:
    return Served(cache.open(cache.GraphSpec((CORPUS,), only_data=True)), catalog.load())


def reply(served: Served, job: jobs.Job) -> bytes:
    done = work(served, job)
    assert isinstance(done, Reply), done
    return done.content


def test_json_has_what_was_understood_and_the_answer(served: Served) -> None:
    found = json.loads(reply(served, jobs.Ask(QUESTION, "", "json", 100)))
    assert found["head"]["vars"][:2] == ["answer", "answerLabel"]
    assert [row["answerLabel"]["value"] for row in found["results"]["bindings"]] == ["Borton"]
    assert found["commands"][0].startswith("scograph run summits")
    assert found["understood"]


def test_a_refusal_is_the_request_s(served: Served) -> None:
    done = work(served, jobs.Ask("Why?", "", "json", 100))
    assert isinstance(done, Refusal)
    assert done.status == 400
    assert "^^^" in done.detail


def test_the_page_shows_the_answer_or_the_reason(served: Served) -> None:
    for question, text in ((QUESTION, ">Borton</a>"), ("Why?", 'role="alert"'), ("", "<form")):
        page = Page("ask", "", {"q": question})
        shown = reply(served, jobs.PageOf("ask", "", page.given, "en")).decode()
        assert text in shown


def test_an_answer_with_where_it_comes_from(served: Served) -> None:
    found = json.loads(reply(served, jobs.Ask(QUESTION, "", "json", 100, "true")))
    assert found["citations"]["rows"][0]["references"]
    asked = jobs.Ask("Did Ana Arlen attend the 2006 summit?", "", "json", 100, "true", "apa")
    said = json.loads(reply(served, asked))
    assert said["boolean"] is True
    assert said["citations"]["style"] == "apa"
    assert said["citations"]["rows"][0]["facts"]
    page = reply(served, jobs.PageOf("ask", "", {"q": QUESTION, "cite": "true"}, "en")).decode()
    assert 'href="#s1"' in page
    assert 'id="s1"' in page


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Who attended the first summit?",
        "Who was president of Aland in 2005?",
        "Кто был президентом Аланда?",
    ],
)
def test_page_and_search_box_say_what_the_terminal_says(served: Served, question: str) -> None:
    code, said, heard = terminal("ask", question, "--lang", "en", "-F", "csv", "--quiet", *SMALL)
    if code:
        assert isinstance(work(served, jobs.Ask(question, "en", "csv", 100)), Refusal)
        return
    assert reply(served, jobs.Ask(question, "en", "csv", 100)).decode().replace("\r", "") == said
    labels = [row["answerLabel"] for row in csv.DictReader(said.splitlines())]
    shown = reply(served, jobs.PageOf("ask", "", {"q": question}, "en")).decode()
    for line in [*labels, *heard.splitlines()]:
        assert html.escape(line.strip(), quote=False) in html.unescape(shown) or line in shown
    first = json.loads(reply(served, jobs.Find(question, None, "en")))["found"][0]
    assert first["label"].startswith(labels[0])


def test_the_answer_is_the_first_suggestion(served: Served) -> None:
    found = json.loads(reply(served, jobs.Find(QUESTION, None, "en")))["found"]
    assert (found[0]["label"], found[0]["kind"]) == ("Borton", "Answer")
    assert found[0]["href"] == Addresses("en").to(Page("ask", "", {"q": QUESTION}))
    assert json.loads(reply(served, jobs.Find("Borton", None, "en")))["found"][0]["iri"]
