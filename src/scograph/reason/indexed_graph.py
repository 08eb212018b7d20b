"""An rdflib graph with indexes in memory, for libraries that make many small look-ups."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib import OWL, RDF, RDFS, SH
from rdflib.paths import Path

from scograph.rdf import ntriples
from scograph.rdf.namespaces import PREFIXES

# It logs a traceback for each literal that is none of its datatype; such literals are findings.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
_STRING = ox.NamedNode(PREFIXES["xsd"] + "string")

Triple: TypeAlias = tuple[Any, Any, Any]
_Index: TypeAlias = dict[Any, dict[Any, list[Triple]]]


class Terms:
    """The rdflib terms of several graphs, one object for each: equal objects compare fast."""

    def __init__(self) -> None:
        self._known: dict[bytes, Any] = {
            f"<{term}>".encode(): term
            for namespace in (OWL, RDF, RDFS, SH)
            for term in dir(namespace)
        }

    def triple(self, line: bytes) -> Triple:
        """The triple of a line of N-Triples."""
        subject, predicate, value = line.split(b" ", 2)
        return self._term(subject), self._term(predicate), self._term(value[:-3])

    def _term(self, text: bytes) -> Any:
        if text not in self._known:
            self._known[text] = _term(text)
        return self._known[text]


class IndexedGraph(rdflib.Graph):
    """Triples indexed by subject and by predicate.

    >>> graph = IndexedGraph([b"<urn:s> <urn:p> <urn:o> .\\n"], Terms())
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

    def add(self, triple: Any) -> IndexedGraph:
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
