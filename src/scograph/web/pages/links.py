"""Addresses of pages: on a server, or as files of a static site."""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, urlencode

from scograph import file_names
from scograph.rdf.namespaces import SCOD, SCOG

LANGUAGES = {"en": "English", "ru": "Русский", "zh": "中文"}


class Page(NamedTuple):
    """A page: its kind, the name of its subject, and the values of its parameters."""

    kind: str
    name: str = ""
    given: Mapping[str, str] = {}

    def also(self, **given: str | int | None) -> Page:
        """The same page with other values; None removes one.

        >>> Files(Page("home"), "en").to(Page("thing", "sco").also(all="Document", start=51))
        'id/sco~Document~51.html'
        """
        merged: dict[str, str | int | None] = {**self.given, **given}
        return self._replace(given={k: str(v) for k, v in merged.items() if v is not None})


class Links(ABC):
    """The links of one page in one language."""

    lang: str
    live: bool
    languages: Mapping[str, str] = LANGUAGES

    @abstractmethod
    def to(self, page: Page, lang: str | None = None) -> str:
        """The address of a page, in another language if one is given."""

    @abstractmethod
    def asset(self, name: str) -> str:
        """The address of a style sheet, a script or another asset."""

    @abstractmethod
    def data(self, page: Page, format_name: str) -> str:
        """The address of the page's data in an RDF format."""

    def thing(self, iri: str, **given: str) -> str | None:
        """The address of the page of a thing or term; None if it has none."""
        if iri.startswith(SCOD):
            return self.to(Page("thing", iri.removeprefix(SCOD), given))
        if iri.startswith(SCOG):
            return f"{self.to(Page('ontology'))}#{quote(iri.removeprefix(SCOG))}"
        return None


class Addresses(Links):
    """Pages of a server.

    >>> Addresses("ru").to(Page("thing", "sco"))
    '/id/sco?lang=ru'
    >>> Addresses("en").to(Page("query", "members", {"on": "2018-06-20"}))
    '/queries/members?on=2018-06-20'
    """

    live = True

    def __init__(self, lang: str = "en") -> None:
        self.lang = lang

    def to(self, page: Page, lang: str | None = None) -> str:
        chosen = lang or self.lang
        given = {**page.given, **({"lang": chosen} if chosen != "en" else {})}
        return _PATHS[page.kind].format(quote(page.name, safe="/:@")) + _query(given)

    def asset(self, name: str) -> str:
        return f"/static/{name}"

    def data(self, page: Page, format_name: str) -> str:
        path = _PATHS[page.kind].format(quote(page.name, safe="/:@"))
        if page.kind == "picture":
            return f"{path}.{format_name}" + _query({**page.given, **self._not_english()})
        return path + _query({**page.given, "format": format_name})

    def _not_english(self) -> dict[str, str]:
        return {"lang": self.lang} if self.lang != "en" else {}


class Files(Links):
    """Pages in a folder, each linked to the others by relative paths.

    `pages` and `files` are those linked to so far, by their paths.

    >>> Files(Page("thing", "sco"), "en").to(Page("thing", "china"))
    'china.html'
    >>> Files(Page("thing", "sco"), "ru").to(Page("home"), "en")
    '../../index.html'
    """

    live = False

    def __init__(
        self, here: Page, lang: str = "en", languages: Mapping[str, str] = LANGUAGES
    ) -> None:
        self.lang = lang
        self.languages = languages
        self.pages: dict[str, tuple[Page, str]] = {}
        self.files: dict[str, tuple[Page, str, str]] = {}
        self._folder = posixpath.dirname(str(self.path(here, lang))) or "."

    @staticmethod
    def path(page: Page, lang: str) -> PurePosixPath:
        """The file of a page in the folder of the site, whatever its values."""
        inner = _FILES[page.kind].format(_file_name(page))
        return PurePosixPath(inner) if lang == "en" else PurePosixPath(lang, inner)

    def to(self, page: Page, lang: str | None = None) -> str:
        path = str(self.path(page, lang or self.lang))
        self.pages[path] = (page, lang or self.lang)
        return self._relative(path)

    def asset(self, name: str) -> str:
        return self._relative(f"static/{name}")

    def data(self, page: Page, format_name: str) -> str:
        folder = "" if self.lang == "en" or page.kind != "picture" else f"{self.lang}/"
        page = page.also(all=None, start=None)
        inner = _FILES[page.kind].format(_file_name(page)).removesuffix(".html")
        inner += "~narrow" if page.given.get("narrow") else ""
        path = f"{folder}{inner}.{_ENDINGS.get(format_name, format_name)}"
        self.files[path] = (page, format_name, self.lang)
        return self._relative(path)

    def _relative(self, path: str) -> str:
        return quote(posixpath.relpath(path, self._folder))


_PATHS = {
    "home": "/",
    "thing": "/id/{}",
    "ontology": "/ontology",
    "queries": "/queries",
    "query": "/queries/{}",
    "pictures": "/pictures",
    "picture": "/pictures/{}",
    "search": "/search",
    "ask": "/ask",
    "why": "/why",
    "sparql": "/sparql",
}
_FILES = {
    "home": "index.html",
    "thing": "id/{}.html",
    "ontology": "ontology.html",
    "queries": "queries/index.html",
    "query": "queries/{}.html",
    "pictures": "pictures/index.html",
    "picture": "pictures/{}.html",
    "search": "search.html",
    "ask": "ask.html",
    "why": "why.html",
    "sparql": "sparql.html",
}
_NAMED = {kind for kind, path in _FILES.items() if "{}" in path}
_ENDINGS = {"turtle": "ttl", "ntriples": "nt"}


def _file_name(page: Page) -> str:
    if page.kind not in _NAMED:
        return ""
    part = page.given.get("all")
    start = page.given.get("start")
    return "~".join(
        [file_names.relative(page.name), *map(_part, filter(None, (part, part and start)))]
    )


def _part(value: str) -> str:
    plain = value.isascii() and value.isalnum() and len(value) < 60
    return value if plain else file_names.relative(value).replace("/", "-")


def _query(given: Mapping[str, str]) -> str:
    return f"?{urlencode(given, safe=':')}" if given else ""
