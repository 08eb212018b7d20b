"""A text in the three languages of the explorer.

>>> Said("city", "城市", "город").to("ru-RU"), Said("city", "城市", "город").to("uz")
('город', 'city')
"""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """The same words in English, Chinese and Russian."""

    en: str
    zh: str
    ru: str

    def to(self, lang: str) -> str:
        """The words in the language of a tag; in English where the explorer does not speak it."""
        return str(getattr(self, spoken(lang)))


def joined(lang: str, *sentences: str) -> str:
    """Sentences after each other; empty ones are left out."""
    return ("" if spoken(lang) == "zh" else " ").join(filter(None, sentences))


def spoken(lang: str) -> str:
    """The language that the explorer speaks to a reader of `lang`: en, zh or ru."""
    tag = lang.lower().replace("_", "-").partition("-")[0]
    return tag if tag in Said._fields else "en"
