"""pyshacl on N-Triples, in graphs with indexes for what it looks up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import SH
from rdflib.namespace import NamespaceManager
from rdflib.plugins.sparql import prepareQuery

from scograph.errors import ScographError
from scograph.reason.indexed_graph import IndexedGraph, Terms
from scograph.shapes.result import Result


def results(data: str, shapes: str) -> Iterator[Result]:
    """The results of pyshacl on N-Triples without blank nodes."""
    terms = Terms()
    # rdflib would rewrite "01"^^xsd:integer to 1.
    usual, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph, shapes_graph = (
            _Graph(text.encode().splitlines(keepends=True), terms) for text in (data, shapes)
        )
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph)
    finally:
        rdflib.NORMALIZE_LITERALS = usual
    if not isinstance(report, rdflib.Graph):
        raise ScographError(f"pyshacl could not check the graph: {report}")
    for found in report.objects(None, SH.result):
        values: Mapping[Any, Any] = dict(report.predicate_objects(found))
        focus, value, path = (values.get(p) for p in (SH.focusNode, SH.value, SH.resultPath))
        yield Result(
            str(values[SH.sourceShape]),
            str(focus),
            None if path is None else str(path),
            None if value is None or value == focus else _ntriples(value),
            str(values[SH.sourceConstraintComponent]),
            str(values[SH.resultSeverity]).removeprefix(str(SH)),
            min(map(str, report.objects(found, SH.resultMessage)), default=""),
        )


class _Graph(IndexedGraph):
    """A graph that parses each query once, not once for each focus node."""

    def __init__(self, lines: Iterable[bytes], terms: Terms) -> None:
        super().__init__(lines, terms)
        self.namespace_manager = _NoPrefixes(self, bind_namespaces="none")
        self._parsed: dict[str, Any] = {}

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(query_object, str):
            if query_object not in self._parsed:
                self._parsed[query_object] = prepareQuery(query_object)
            query_object = self._parsed[query_object]
        return super().query(query_object, *args, **kwargs)


class _NoPrefixes(NamespaceManager):
    """Writes an IRI as it is: pyshacl composes a text for each failure, which nobody reads."""

    def bind(self, *args: Any, **kwargs: Any) -> None:
        pass

    def normalizeUri(self, rdfTerm: str) -> str:
        return f"<{rdfTerm}>"


def _ntriples(term: Any) -> str:
    """The term as Oxigraph writes it, so that both engines give the same text."""
    if not isinstance(term, rdflib.Literal):
        return f"<{term}>"
    if term.language:
        return str(ox.Literal(str(term), language=term.language))
    if term.datatype is None:
        return str(ox.Literal(str(term)))
    return str(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))))
