"""The words of the interface in the languages of the pages, from `words.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from scograph.explore.links import LANGUAGES

_FILE = Path(__file__).with_name("words.yaml")
_PLACES = {lang: place for place, lang in enumerate(("en", "ru", "zh"))}


class Words:
    """The words in one language, by key.

    >>> Words("zh")("questions"), Words("en")("rows", n=20)
    ('问题', '20 rows')
    """

    def __init__(self, lang: str) -> None:
        self._place = _PLACES.get(lang, 0)

    def __call__(self, key: str, **values: object) -> str:
        text = _read()[key][self._place]
        return text.format(**values) if values else text

    def column(self, name: str) -> str:
        """The heading of a column; the name itself where there are no words for it."""
        found = _read().get(f"col_{name}")
        return found[self._place] if found else name

    def parameter(self, name: str) -> str:
        """The name of a field of a form."""
        found = _read().get(f"p_{name}")
        return found[self._place] if found else name

    def question(self, name: str, otherwise: str) -> str:
        """What a canned query asks."""
        found = _read().get(f"q_{name}")
        return found[self._place] if found else otherwise


@cache
def _read() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    # Unquoted, YAML takes the word "on" for a truth value.
    wrong = [
        key
        for key, texts in found.items()
        if len(texts) != len(LANGUAGES) or not all(isinstance(text, str) for text in texts)
    ]
    if wrong:
        raise ValueError(f"{_FILE.name}: {', '.join(wrong)} is not a text in every language.")
    return found
