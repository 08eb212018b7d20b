"""The labels of things in one language; claims and places in sources are named when they are shown.

A claim is named after its thing and its place, a place after its source, a selector after the
place that it selects.
"""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.rdf import graph, languages, locators
from scograph.rdf.namespaces import curie


class _Words(NamedTuple):
    comma: str
    heading: str
    paragraph: str
    sentence: str
    # What joins a sentence to its paragraph.
    within: str
    characters: str
    claim: str
    about: str
    source: str


_WORDS = {
    "en": _Words(", ", "‘{}’", "paragraph {}", "sentence {}", ", ", "characters {}–{}",
                 "Claim", "{} on {}", "{}, from {}"),
    "ru": _Words(", ", "«{}»", "абзац {}", "предложение {}", ", ", "символы {}–{}",
                 "Утверждение", "{}: {}", "{}; источник: {}"),
    "zh": _Words("，", "“{}”", "第{}段", "第{}句", "", "字符{}–{}",
                 "论断", "关于“{1}”的{0}", "{}，出自{}"),
}  # fmt: skip


class Label(NamedTuple):
    """A label, and its language where that is not the one of the reader."""

    text: str
    lang: str | None = None


class Labels:
    """The labels of the things of one store in one language, each looked up once."""

    def __init__(self, store: ox.Store, lang: str = "en") -> None:
        self._store = store
        self.lang = lang
        self._words = _WORDS.get(lang.lower().partition("-")[0], _WORDS["en"])
        self._known: dict[ox.NamedNode, Label] = {}

    def of(self, node: ox.NamedNode) -> Label:
        """The label of a thing; its CURIE where the graph has no name for it."""
        if node not in self._known:
            name = languages.name(self._store, node, self.lang)
            self._known[node] = (
                Label(self.computed(node) or curie(node.value))
                if name is None
                else Label(name.value, self.foreign(name.language))
            )
        return self._known[node]

    def text(self, term: graph.Term) -> str:
        """A value as text: the label of a thing, or the characters of a literal."""
        if isinstance(term, ox.NamedNode):
            return self.of(term).text
        return str(getattr(term, "value", term))

    def computed(self, node: ox.NamedNode) -> str | None:
        """The name of a claim, a place or a selector; None for other things, and for named ones."""
        if graph.exists(self._store, node, "skos:prefLabel"):
            return None
        if (name := self._place(node)) is not None:
            return name
        if selected := sorted(graph.subjects(self._store, "oa:hasSelector", node), key=str):
            place = selected[0]
            return self._words.comma.join(filter(None, [self._part(place), self._characters(node)]))
        things, places = (
            sorted(self._part(one) for one in graph.values(self._store, node, f"scog:{name}"))
            for name in ("claimAbout", "claimFrom")
        )
        if not things and not places:
            return None
        name = self._words.claim
        name = self._words.about.format(name, things[0]) if things else name
        return self._words.source.format(name, places[0]) if places else name

    def _place(self, node: ox.NamedNode) -> str | None:
        """The name of a place in a source; None for anything else."""
        source = graph.value(self._store, node, "oa:hasSource")
        if source is None:
            return None
        parts = [self._part(source, within=True), self.locator(node, quoted=True)]
        return self._words.comma.join(filter(None, parts))

    def _part(self, term: graph.Term, *, within: bool = False) -> str:
        """A thing as part of a computed name, never by a claim: claims can be about each other."""
        if not isinstance(term, ox.NamedNode):
            return self.text(term)
        name = languages.name(self._store, term, self.lang)
        if name is not None:
            return name.value
        return (None if within else self._place(term)) or curie(term.value)

    def foreign(self, tag: str | None) -> str | None:
        """The language tag of a text if it is not in the language of the reader, else None."""
        return tag if tag and languages.rank(tag, self.lang)[0] else None

    def locator(self, place: ox.NamedNode, *, quoted: bool = False) -> str:
        """The locator of a place in its source: heading, paragraph, sentence and characters."""
        words = self._words
        heading, paragraph, sentence = (
            graph.text(self._store, place, f"scog:{name}")
            for name in ("heading", "paragraph", "sentence")
        )
        said = locators.in_language(heading, self.lang)
        shown = said or (words.heading.format(heading) if quoted else heading)
        parts = [shown] if heading else []
        within = [words.paragraph.format(paragraph)] if paragraph else []
        within += [words.sentence.format(sentence)] if sentence else []
        parts += [words.within.join(within)] if within else []
        return words.comma.join(parts)

    def citation(self, place: ox.NamedNode) -> str:
        """The locator of a place with the characters that its selector gives."""
        selector = graph.value(self._store, place, "oa:hasSelector")
        parts = [self.locator(place), self._characters(selector)]
        return self._words.comma.join(filter(None, parts))

    def _characters(self, selector: graph.Term | None) -> str:
        start, end = (graph.text(self._store, selector, f"oa:{name}") for name in ("start", "end"))
        return self._words.characters.format(start, end) if start or end else ""
