"""The questions in the files beside this one, by kind and language, and what must answer them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from scograph.ask.core import Asker
from scograph.query import catalog
from scograph.store import cache
from tests.ask.judge import expected, verdict
from tests.support.samples import marked

pytestmark = pytest.mark.record
HERE = Path(__file__).parent
LANGUAGES = [path.stem for path in sorted(HERE.glob("??.yaml"))]
# A run of CI asks one question of so many.
EVERY = 4
# The share of questions that must be answered right; the others are refused, and none is wrong.
RIGHT = {"en": 0.95, "ru": 0.85, "zh": 0.85}


def questions(lang: str) -> dict[str, dict[str, Any]]:
    """The questions of a language by kind, and those written in several people's voices."""
    found: dict[str, dict[str, Any]] = {}
    for file in (HERE / f"{lang}.yaml", HERE / "voices" / f"{lang}.yaml"):
        for kind, lines in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            found.setdefault(kind, {}).update(lines)
    return found


@pytest.fixture(scope="module")
def asker() -> Asker:
    folder = cache.current()
    return Asker(cache.open_at(folder), catalog.load(), folder)


def test_the_words_take_at_most_a_megabyte_beside_the_store(asker: Asker) -> None:
    assert 0 < sum(path.stat().st_size for path in cache.current().glob("ask.*")) <= 1024 * 1024


@pytest.mark.parametrize("first", marked(range(EVERY), [0], pytest.mark.whole))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_questions_are_answered_right_or_refused(asker: Asker, lang: str, first: int) -> None:
    store, queries = cache.open(), catalog.load()
    verdicts: Counter[str] = Counter()
    wrong = []
    # Paraphrases are understood as the same plans, which are run once for each expectation.
    known: dict[tuple[Any, ...], str] = {}
    every = [line for lines in questions(lang).values() for line in lines.items()]
    for question, text in every[first::EVERY]:
        plans = asker.understood(question)
        same = (frozenset(plans), str(text)) if plans else (question, str(text))
        if same not in known:
            known[same] = verdict(expected(text), asker.ask(question, lang="en"), store, queries)
        found = known[same]
        verdicts[found] += 1
        if found == "wrong":
            wrong.append(question)
    assert wrong == []
    # A quarter of the questions may have two in a hundred fewer than all have.
    assert verdicts["right"] >= (RIGHT[lang] - 0.02) * verdicts.total(), verdicts
