"""The order of languages: which text, and which name of a thing, a reader of one language sees.

First come texts in the language asked for, then in each fallback language, then those without a
language, then all others. A tag stands for its sub-tags: asked for `en`, `en` comes before `en-GB`,
and both before any other language. Asked for `zh-Hant-TW`, `zh-Hant` and `zh` are tried in turn, as
in the lookup of RFC 4647.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.rdf import graph

FALLBACK = ("en", "ru", "zh")
PREFERRED = "skos:prefLabel"
# The kinds of names, the better ones first.
NAMING = ((PREFERRED,), ("dct:title", "rdfs:label"), ("skos:altLabel",))
# RFC 5646, 4.4.1: no tag in use needs more.
_LONGEST = 35
_TAG = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


@lru_cache(maxsize=100)
def ranges(lang: str) -> tuple[str, ...]:
    """The language ranges to try, in order and in lower case; UsageError if it is no language tag.

    >>> ranges("zh-Hant-TW")
    ('zh-hant-tw', 'zh-hant', 'zh', 'en', 'ru')
    """
    if len(lang) > _LONGEST or not _TAG.fullmatch(lang):
        raise UsageError(f"--lang: {lang!r} is not a language tag. Write en, ru, zh, or the like.")
    found = []
    parts = lang.lower().split("-")
    while parts:
        found.append("-".join(parts))
        parts.pop()
        # A single letter only introduces the sub-tags after it.
        if len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()
    return tuple(dict.fromkeys([*found, *FALLBACK]))


def rank(tag: str | None, lang: str) -> tuple[int, str]:
    """The place of a text with this tag for a reader of a language; the smallest is the best.

    >>> sorted(["ru", "en-GB", "", "fr", "en"], key=lambda tag: rank(tag, "en"))
    ['en', 'en-GB', 'ru', '', 'fr']
    """
    return _rank((tag or "").lower(), lang)


@lru_cache(maxsize=1000)
def _rank(tag: str, lang: str) -> tuple[int, str]:
    wanted = ranges(lang)
    for place, prefix in enumerate(wanted):
        if tag == prefix or tag.startswith(prefix + "-"):
            return place, tag
    return len(wanted), tag


def best(texts: Iterable[ox.Literal], lang: str) -> ox.Literal | None:
    """The text for a reader of a language; None if there is none."""
    return min(texts, key=lambda one: (*rank(one.language, lang), one.value), default=None)


def name(store: ox.Store, thing: graph.Term, lang: str = "en") -> ox.Literal | None:
    """The best name of a thing for a reader of a language, with its tag; None if it has no name."""
    for kind in NAMING:
        names = (one for naming in kind for one in graph.literals(store, thing, naming))
        found = best(names, lang)
        if found is not None:
            return found
    return None
