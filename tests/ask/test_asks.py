"""Every canned query can be asked in words, and what is printed for a question gives its rows."""

from __future__ import annotations

import shlex

import pyoxigraph as ox
import pytest

from scograph.ask import reading, russian, typos
from scograph.ask.core import Asker
from scograph.query import catalog, run
from scograph.store import cache
from tests.support.terminal import CORPUS, SMALL
from tests.support.terminal import run as scograph

QUERIES = catalog.load()


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return cache.open(cache.GraphSpec((CORPUS,), only_data=True))


@pytest.fixture(scope="module")
def asker(store: ox.Store) -> Asker:
    return Asker(store, QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_how_it_is_asked(name: str) -> None:
    assert QUERIES[name]["asks"], f"add `asks` to the header of {name}.rq"


def test_a_question_is_answered_by_the_command_that_is_printed(
    asker: Asker, store: ox.Store
) -> None:
    response = asker.ask("Which summits took place in Borton?")
    assert response.answer is not None
    command = shlex.split(response.commands[0], comments=True)
    given = {one[2:]: value for one, value in zip(command[3::2], command[4::2], strict=True)}
    rows = run.canned(store, QUERIES[command[2]], given).rows
    assert {row[0] for row in rows} == {row[0] for row in response.answer.rows}


@pytest.mark.parametrize(
    "question",
    [
        "", "?", "why", "Why was it founded?", "Who is the best?", "Which gronk was at the summit?",
        "word " * 500, "Кто виноват?", "天气怎么样", "and then?", "\u202e\u0000",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(asker: Asker, question: str) -> None:
    response = asker.ask(question)
    assert response.answer is None
    assert response.refused
    assert response.said


def test_words_that_are_not_understood_are_underlined(asker: Asker) -> None:
    said = asker.ask("Which gronk attended the summit?").said
    line = next(line for line in said if "^" in line)
    assert line.index("^") == said[said.index(line) - 1].index("gronk")
    assert line.count("^") == len("gronk")


def test_a_refusal_ends_with_two() -> None:
    code, out, err = scograph("ask", "Why is it so?", *SMALL)
    assert (code, out) == (2, "")
    assert "Reasons" in err


def test_russian_names_are_declined() -> None:
    assert russian.thing("Россия")["России"] >= {"of", "in"}
    assert russian.person("Владимир Путин")["Владимиром Путиным"] == {"by"}
    assert "Ташкенте" in russian.thing("Ташкент")


def test_one_wrong_letter_is_corrected_only_where_one_word_is_meant() -> None:
    known = {"s": ["summit", "signed"], "i": ["iran"], "f": ["founded", "rounded"]}
    assert typos.correction("summitt", known) == "summit"
    assert typos.correction("iraq", known) is None
    assert typos.correction("fonuded", known) == "founded"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("17 June 2004", "2004-06-17/2004-06-17"),
        ("2004年6月", "2004-06-01/2004-06-30"),
        ("17 июня 2004 года", "2004-06-17/2004-06-17"),
        ("2004-06-17", "2004-06-17/2004-06-17"),
        ("17.06.2004", "2004-06-17/2004-06-17"),
    ],
)
def test_dates_are_read_as_people_write_them(asker: Asker, text: str, days: str) -> None:
    found = reading.read(text, asker.lexicon)
    assert [sense.value for item in found.items for sense in item.of("date")] == [days]
