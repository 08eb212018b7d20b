"""How things are called on a page: in its language, else in another that is then named."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.explore.links import Links
from scograph.namespaces import PREFIXES, SCOD, curie

_LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_FALLBACKS = tuple(
    ox.NamedNode(iri)
    for iri in (
        PREFIXES["dct"] + "title",
        PREFIXES["rdfs"] + "label",
        PREFIXES["skos"] + "altLabel",
    )
)
_ORDER = ("en", "ru", "zh")
_DEFAULT = ox.DefaultGraph()


class Text(NamedTuple):
    """Text to be shown; `lang` only where it is not the page's, `href` where it has a page."""

    text: str
    href: str | None = None
    lang: str | None = None
    iri: str | None = None


class Labels:
    """The names of things and terms in one language, each looked up once."""

    def __init__(self, store: ox.Store, links: Links) -> None:
        self._store = store
        self._links = links
        self._lang = links.lang
        self._known: dict[str, Text] = {}

    def of(self, iri: str) -> Text:
        """The name of a thing, with the address of its page if the graph says anything of it."""
        if iri not in self._known:
            node = ox.NamedNode(iri)
            text, lang = self._look_up(node)
            here = not iri.startswith(SCOD) or self._says_of(node)
            self._known[iri] = Text(text, self._links.thing(iri) if here else None, lang, iri)
        return self._known[iri]

    def value(self, term: Any) -> Text:
        """A value as it is shown: the name of a thing, or the text of a literal."""
        if isinstance(term, ox.NamedNode):
            if term.value.startswith(("http://", "https://")) and not self._links.thing(term.value):
                return Text(self._foreign(term), term.value, None, term.value)
            return self.of(term.value)
        if isinstance(term, ox.Literal):
            own = term.language in (None, self._lang)
            return Text(term.value, None, None if own else term.language)
        return Text(str(getattr(term, "value", term)))

    def names(self, node: ox.NamedNode) -> list[Text]:
        """The name in each language that has one, each marked with its language."""
        found = [
            Text(quad.object.value, None, quad.object.language)
            for quad in self._store.quads_for_pattern(node, _LABEL, None, _DEFAULT)
            if isinstance(quad.object, ox.Literal)
        ]
        return sorted(found, key=lambda one: (_rank(one.lang), one.lang or "", one.text))

    def _says_of(self, node: ox.NamedNode) -> bool:
        return next(self._store.quads_for_pattern(node, None, None, None), None) is not None

    def _foreign(self, term: ox.NamedNode) -> str:
        text, _ = self._look_up(term)
        return text

    def _look_up(self, node: ox.NamedNode) -> tuple[str, str | None]:
        for predicate in (_LABEL, *_FALLBACKS):
            found = [
                quad.object
                for quad in self._store.quads_for_pattern(node, predicate, None, _DEFAULT)
                if isinstance(quad.object, ox.Literal)
            ]
            if found:
                best = min(found, key=lambda one: (self._distance(one.language), one.value))
                own = best.language in (None, self._lang)
                return best.value, None if own else best.language
        return curie(node.value), None

    def _distance(self, lang: str | None) -> int:
        return -1 if lang == self._lang else _rank(lang)


def _rank(lang: str | None) -> int:
    return _ORDER.index(lang) if lang in _ORDER else len(_ORDER)
