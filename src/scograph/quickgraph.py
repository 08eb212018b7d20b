"""An rdflib graph for programs that ask it a million small questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib import OWL, RDF, RDFS, SH
from rdflib.paths import Path

from scograph import ntriples
from scograph.namespaces import PREFIXES

_STRING = ox.NamedNode(PREFIXES["xsd"] + "string")

Triple: TypeAlias = tuple[Any, Any, Any]
_Index: TypeAlias = dict[Any, dict[Any, list[Triple]]]


class Terms:
    """One object for each term, in whichever graph: rdflib compares two objects in Python."""

    def __init__(self) -> None:
        self._known: dict[bytes, Any] = {
            f"<{word}>".encode(): word for words in (OWL, RDF, RDFS, SH) for word in dir(words)
        }

    def triple(self, line: bytes) -> Triple:
        """What a line of N-Triples says."""
        subject, predicate, value = line.split(b" ", 2)
        return self._term(subject), self._term(predicate), self._term(value[:-3])

    def _term(self, text: bytes) -> Any:
        if text not in self._known:
            self._known[text] = _term(text)
        return self._known[text]


class QuickGraph(rdflib.Graph):
    """Triples by subject and by predicate; rdflib's own stores ask what they are for each time.

    >>> graph = QuickGraph([b"<urn:s> <urn:p> <urn:o> .\\n"], Terms())
    >>> list(graph.objects(rdflib.URIRef("urn:s"), rdflib.URIRef("urn:p")))
    [rdflib.term.URIRef('urn:o')]
    """

    def __init__(self, lines: Iterable[bytes], terms: Terms) -> None:
        super().__init__(bind_namespaces="none")
        # In the order in which they came.
        self._triples: dict[Triple, None] = {}
        self._by_subject: _Index = defaultdict(lambda: defaultdict(list))
        self._by_predicate: _Index = defaultdict(lambda: defaultdict(list))
        for line in lines:
            self.add(terms.triple(line))

    def add(self, triple: Any) -> QuickGraph:
        if triple not in self._triples:
            subject, predicate, value = triple
            self._triples[triple] = None
            self._by_subject[subject][predicate].append(triple)
            self._by_predicate[predicate][value].append(triple)
        return self

    def triples(self, triple: Any) -> Iterator[Any]:  # type: ignore[override]
        subject, predicate, value = triple
        if isinstance(predicate, Path):
            return super().triples(triple)
        if subject is not None:
            of_subject = self._by_subject.get(subject, {})
            if predicate is None:
                found = chain.from_iterable(of_subject.values())
                return found if value is None else (one for one in found if one[2] == value)
            if value is None:
                return iter(of_subject.get(predicate, ()))
            return iter((triple,) if triple in self._triples else ())
        if predicate is not None:
            of_predicate = self._by_predicate.get(predicate, {})
            if value is None:
                return chain.from_iterable(of_predicate.values())
            return iter(of_predicate.get(value, ()))
        if value is not None:
            return chain.from_iterable(
                of_predicate.get(value, ()) for of_predicate in self._by_predicate.values()
            )
        return iter(self._triples)

    def __len__(self) -> int:
        return len(self._triples)


def _term(text: bytes) -> Any:
    if text.startswith(b"<"):
        return rdflib.URIRef(text[1:-1].decode())
    if text.startswith(b"_:"):
        return rdflib.BNode(text[2:].decode())
    (triple,) = ntriples.read(b"<urn:a> <urn:b> %s ." % text)
    value: Any = triple.object
    if value.language or value.datatype == _STRING:
        return rdflib.Literal(value.value, lang=value.language)
    return rdflib.Literal(value.value, datatype=value.datatype.value)
