"""The references of sources: what the graph says of a source, as a bibliography needs it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import pyoxigraph as ox

from scograph import __version__
from scograph.formats.references.record import Record
from scograph.rdf import graph, languages
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import BASE, SCOD

DATASET = ox.NamedNode(BASE + "dataset")
_AUTHORS = "The scograph developers"
_SOURCE = graph.term("scog:Source")
_TITLES = {
    "en": "scograph: a knowledge graph of the Shanghai Cooperation Organisation",
    "ru": "scograph: граф знаний о Шанхайской организации сотрудничества",
    "zh": "scograph：上海合作组织知识图谱",
}


class _Placed(Protocol):
    """A place in a source, or the source itself."""

    @property
    def node(self) -> ox.NamedNode: ...

    @property
    def source(self) -> ox.NamedNode: ...


class References:
    """The records of the sources of one store, for a reader of a language, each read once."""

    def __init__(self, store: ox.Store, labels: Labels) -> None:
        self._store = store
        self._labels = labels
        self._known: dict[ox.NamedNode, Record] = {}

    def of(self, source: ox.NamedNode) -> Record:
        """The record of a source, or of a thing of this graph that is cited itself."""
        if source not in self._known:
            is_source = graph.exists(self._store, source, graph.TYPE, _SOURCE)
            self._known[source] = self._source(source) if is_source else self._thing(source)
        return self._known[source]

    def at(self, place: _Placed) -> Record:
        """The record of the source of a place, with the place."""
        return self.of(place.source)._replace(locator=self._labels.citation(place.node))

    def _source(self, source: ox.NamedNode) -> Record:
        language = self._text(source, "dct:language")
        titles = list(graph.literals(self._store, source, "dct:title"))
        title = languages.best(titles, language or self._labels.lang)
        return Record(
            source.value.removeprefix(SCOD),
            "dataset" if self._is_dataset(source) else "webpage",
            self._labels.text(source) if title is None else title.value,
            language,
            tuple(self._names(source, "dct:creator", language)),
            next(self._names(source, "dct:publisher", language), ""),
            self._text(source, "dct:issued") or self._text(source, "dct:modified"),
            self._text(source, "scog:dateRead"),
            self._text(source, "schema:url"),
            self._text(source, "schema:archivedAt"),
            self._text(source, "schema:version"),
        )

    def _is_dataset(self, source: ox.NamedNode) -> bool:
        """True if a source is data with a licence or a version, and no page."""
        names = ("dct:license", "schema:version")
        return any(graph.exists(self._store, source, name) for name in names)

    def _thing(self, thing: ox.NamedNode) -> Record:
        """The record of a thing as a part of this data set."""
        lang = self._labels.lang.partition("-")[0]
        title = _TITLES.get(lang, _TITLES["en"])
        whole = dataset(self._store, self._labels.lang)
        if thing == DATASET:
            return whole
        return whole._replace(
            id=thing.value.removeprefix(SCOD),
            title=self._labels.text(thing),
            site=title,
            authors=(),
            url=thing.value,
        )

    def _names(self, source: ox.NamedNode, predicate: str, language: str) -> Iterator[str]:
        """The names of bodies or people as the source itself writes them, if the graph has them."""
        for value in graph.values(self._store, source, predicate):
            if isinstance(value, ox.Literal):
                yield value.value
            else:
                name = languages.name(self._store, value, language or self._labels.lang)
                yield self._labels.text(value) if name is None else name.value

    def _text(self, source: ox.NamedNode, predicate: str) -> str:
        return graph.text(self._store, source, predicate)


def dataset(store: ox.Store, lang: str = "en") -> Record:
    """The record of the data set in a store, of the day of its last change, read today."""
    return Record(
        "scograph",
        "dataset",
        _TITLES.get(lang.partition("-")[0], _TITLES["en"]),
        lang,
        (_AUTHORS,),
        "",
        modified(store),
        datetime.date.today().isoformat(),
        BASE,
        "",
        __version__,
    )


@lru_cache(maxsize=4)
def modified(store: ox.Store) -> str:
    """The day on which the last source was read; empty where no source has such a day."""
    read = (one.object for one in graph.triples(store, None, "scog:dateRead"))
    return max((one.value for one in read if isinstance(one, ox.Literal)), default="")
