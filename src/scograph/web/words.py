"""The texts of the pages in their languages, from `words.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from scograph.rdf.languages import FALLBACK as LANGUAGES
from scograph.web import days

_OPTION = re.compile(r"--([a-z][a-z-]*)")
_FILE = Path(__file__).with_name("words.yaml")
_PLACES = {lang: place for place, lang in enumerate(("en", "ru", "zh"))}


class Words:
    """The texts in one language, by key.

    >>> Words("zh")("questions"), Words("en")("rows", n=20)
    ('问题', '20 rows')
    """

    def __init__(self, lang: str) -> None:
        self._place = _PLACES.get(lang, 0)
        self._lang = lang if lang in _PLACES else "en"

    def __call__(self, key: str, **values: object) -> str:
        text = _read()[key][self._place]
        return days.ended(text.format(**values)) if values else text

    def has(self, key: str) -> bool:
        """True if there is a text of that key."""
        return key in _read()

    def number(self, key: str, n: int) -> str:
        """A number of things, in the singular where it is one.

        >>> Words("en").number("rows", 1), Words("en").number("rows", 150)
        ('1 row', '150 rows')
        """
        return self(f"one_{key}" if n == 1 else key, n=n)

    def date(self, text: str) -> str:
        """A date of the graph in words; any other text unchanged.

        >>> Words("zh").date("2004-06")
        '2004年6月'
        """
        return days.in_words(text, self._lang)

    def days_in(self, sentence: str) -> str:
        """A sentence with its days in words."""
        return days.within(sentence, self._lang)

    def column(self, name: str) -> str:
        """The heading of a column; its name if there is no text for it."""
        found = _read().get(f"col_{name}")
        return found[self._place] if found else name

    def parameter(self, name: str) -> str:
        """The name of a field of a form."""
        found = _read().get(f"p_{name}")
        return found[self._place] if found else name

    def for_pages(self, text: str) -> str:
        """A text of a query with the names of fields in place of options.

        >>> Words("en").for_pages("--from gives the first day.")
        '“from” gives the first day.'
        """
        return _OPTION.sub(lambda found: f"“{self.parameter(found[1])}”", text)

    def question(self, name: str, otherwise: str) -> str:
        """The question of a canned query."""
        found = _read().get(f"q_{name}")
        return found[self._place] if found else otherwise


class Phrase(NamedTuple):
    """A text in every language, by its key.

    >>> Phrase("questions").to("zh-Hant"), Phrase("questions").to("uz")
    ('问题', 'Questions')
    """

    key: str

    def to(self, lang: str) -> str:
        """The text in the language of a tag; in English if there are no pages in it."""
        return Words(spoken(lang))(self.key)


def joined(lang: str, *sentences: str) -> str:
    """The sentences joined, without empty ones."""
    return ("" if spoken(lang) == "zh" else " ").join(filter(None, sentences))


def spoken(lang: str) -> str:
    """The language of the pages for a reader of `lang`: en, ru or zh."""
    tag = lang.lower().replace("_", "-").partition("-")[0]
    return tag if tag in _PLACES else "en"


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
