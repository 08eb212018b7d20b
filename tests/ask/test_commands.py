"""The command that is printed for an answer gives its rows, with the conditions beside it."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pyoxigraph as ox
import pytest

from scograph.ask.core import Asker, Response
from scograph.query import catalog, run
from scograph.store import cache
from tests.ask.test_questions import LANGUAGES, questions
from tests.support.samples import marked

pytestmark = pytest.mark.record
QUERIES = catalog.load()
EVERY = 10
CONDITION = re.compile(r"(\S+) (!?=) (.*)")
PERIOD = re.compile(r"(\S+) (\S*)\.\.(\S*)")


@pytest.fixture(scope="module")
def asker() -> Asker:
    folder = cache.current()
    return Asker(cache.open_at(folder), QUERIES, folder)


@pytest.mark.parametrize("first", marked(range(EVERY), [0], pytest.mark.whole))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_gives_the_rows_of_the_answer(asker: Asker, lang: str, first: int) -> None:
    store = cache.open()
    every = [line for lines in questions(lang).values() for line in lines][first::EVERY]
    seen, differ = 0, []
    for question in every:
        response = asker.ask(question, lang="en")
        if response.answer is not None:
            seen += 1
            if not same(store, response):
                differ.append((question, response.commands))
    assert differ == []
    assert seen > len(every) / 2


def same(store: ox.Store, response: Response) -> bool:
    """True if the printed command, and its conditions, give what the answer says."""
    answer = response.answer
    assert answer is not None
    plan = answer.plan
    lines = response.commands if plan.combined == "or" else response.commands[:1]
    parts = [printed(store, line) for line in lines]
    columns, rows = parts[0][0], [row for _, found in parts for row in found]
    if plan.operation == "which":
        # What is compared is in the rows of each command.
        return all(printed(store, line)[1] for line in response.commands)
    if plan.operation in ("exists", "every", "compare", "both", "is"):
        # Rows are a yes; without any it depends on the record, which other tests ask.
        return bool(rows) or not answer.boolean
    values = [row[columns.index(plan.column)] for row in rows]
    if plan.by_year:
        values = [value[:4] for value in values]
    if plan.operation == "count":
        several = {value for value in values if value}
        return bool(plan.other or plan.only) or answer.rows == [] or (
            str(len(several)) == text(answer.rows[0][0])
        )  # fmt: skip
    if plan.operation == "how-long":
        return bool(rows) or not answer.rows
    said = {text(row[0]) for row in answer.rows}
    if plan.column == "city" and any(value.endswith("format-video") for value in said):
        # Meetings by video were in no city.
        values = [row[columns.index("city")] or row[columns.index("format")] for row in rows]
    # Terms that follow one another are one.
    merged = plan.asking.query == "office-holders" and plan.column in ("since", "until")
    if plan.operation == "list" and not (plan.other or plan.limit or plan.only or merged):
        return said == {value for value in values if value}
    return said <= set(values)


def printed(store: ox.Store, line: str) -> tuple[list[str], list[list[str]]]:
    """The columns of a printed command, and its rows that meet the conditions of the comment."""
    words, _, conditions = line.partition("  # ")
    name, *options = shlex.split(words)[2:]
    given: dict[str, str] = {"certainly": "true"} if "--certainly" in options else {}
    options = [option for option in options if option != "--certainly"]
    given |= {one[2:]: value for one, value in zip(options[::2], options[1::2], strict=True)}
    found = run.canned(store, QUERIES[name], given)
    columns = list(found.columns)
    rows = [[text(term) for term in row] for row in found.rows]
    for condition in filter(None, conditions.split("; ")):
        rows = [row for row in rows if meets(dict(zip(columns, row, strict=True)), condition)]
    return columns, rows


def meets(row: dict[str, str], condition: str) -> bool:
    """True if a row meets one condition, such as `person != vladimir-putin`."""
    if (found := CONDITION.fullmatch(condition)) is not None:
        name, sign, values = found.groups()
        local = row[name].rpartition("/")[2].rpartition("#")[2]
        return (local in values.split(" | ")) is (sign == "=") and (sign == "!=" or bool(row[name]))
    if condition.endswith(" not known"):
        return not row[condition.removesuffix(" not known")]
    if condition.endswith(" known"):
        return bool(row[condition.removesuffix(" known")])
    found = PERIOD.fullmatch(condition)
    assert found is not None, condition
    name, first, last = found.groups()
    day = row[name]
    # A day of which only the year is known is within any part of that year.
    short = len(day[:10])
    return bool(day) and (not first or day >= first[:short]) and (
        not last or day[:10] <= last[:short]
    )  # fmt: skip


def text(term: Any) -> str:
    """The value of a term; empty where there is none."""
    return "" if term is None else str(getattr(term, "value", term))
