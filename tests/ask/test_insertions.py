"""A word that changes what is asked, put into a question, never leaves its answer as it was."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from scograph.ask.core import Asker
from scograph.query import catalog
from scograph.store import cache
from tests.ask.test_questions import questions

pytestmark = pytest.mark.record
FILE = Path(__file__).with_name("insertions.yaml")
# As text: `not` and `no` are no booleans here.
WORDS: dict[str, list[str]] = yaml.load(
    FILE.read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 (all as text: `not` and `no` are no booleans here)
)
# An absence that is told twice is one, and `how many separately times` a slip of `separate`: the
# word, and what such a question has already.
AGAIN = {"缺席": ("没", "未"), "一些": ("哪",), "separately": ("How many times",)}
EACH = 700


@pytest.fixture(scope="module")
def asker() -> Asker:
    folder = cache.current()
    return Asker(cache.open_at(folder), catalog.load(), folder)


def put_in(question: str, word: str, lang: str, chance: random.Random) -> str:
    parts = list(question) if lang == "zh" else question.split(" ")
    at = chance.randrange(len(parts) + 1)
    return ("" if lang == "zh" else " ").join([*parts[:at], word, *parts[at:]])


@pytest.mark.parametrize("lang", WORDS)
def test_no_question_is_answered_as_before(asker: Asker, lang: str) -> None:
    chance = random.Random(17)  # noqa: S311
    every: list[Any] = [
        line for kind, lines in questions(lang).items() if kind != "refuse" for line in lines
    ]
    known = {question: asker.understood(question) for question in every}
    answered = [question for question in every if known[question]]
    same = []
    for _ in range(EACH):
        question, word = chance.choice(answered), chance.choice(WORDS[lang])
        changed = put_in(question, word, lang, chance)
        if any(one in question for one in (word, *AGAIN.get(word, ()))):
            continue
        if asker.understood(changed) == known[question]:
            same.append(changed)
    assert same == []
