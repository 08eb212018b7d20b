"""The texts of a page: labels and values with links, marked if in another language."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity.claims import Place
from scograph.names import labels
from scograph.rdf import graph
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import SCOD
from scograph.web.pages.links import Links


class Text(NamedTuple):
    """A text; `lang` if it is not that of the page, `href` if it has a page."""

    text: str
    href: str | None = None
    lang: str | None = None
    iri: str | None = None


class Texts:
    """The texts of one page, each looked up once."""

    def __init__(self, store: ox.Store, links: Links) -> None:
        self._store = store
        self._links = links
        self._known: dict[str, Text] = {}
        self.labels = Labels(store, links.lang)

    def of(self, iri: str) -> Text:
        """The label of a thing, with the address of its page if the graph has anything on it."""
        if iri not in self._known:
            node = ox.NamedNode(iri)
            label = self.labels.of(node)
            here = not iri.startswith(SCOD) or graph.exists(self._store, node, within=None)
            href = self._links.thing(iri) if here else None
            self._known[iri] = Text(label.text, href, label.lang, iri)
        return self._known[iri]

    def value(self, term: graph.Term) -> Text:
        """The text of a value: the label of a thing, or the characters of a literal."""
        if isinstance(term, ox.NamedNode):
            if term.value.startswith(("http://", "https://")) and not self._links.thing(term.value):
                return Text(self.labels.text(term), term.value, None, term.value)
            return self.of(term.value)
        if isinstance(term, ox.Literal):
            return Text(term.value, None, self.labels.foreign(term.language))
        return Text(str(getattr(term, "value", term)))

    def names(self, node: ox.NamedNode) -> list[Text]:
        """The preferred label in each language that has one, each marked with its language."""
        found = labels.preferred(self._store, node)
        return [Text(one.value, None, one.language) for one in found]

    def citation(self, place: Place) -> str:
        """The locator of a place in its source."""
        return self.labels.citation(place.node)
