"""SHACL engines, and the reports of both in one form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any, ClassVar, Literal, NamedTuple, TypeAlias

from scograph.errors import BadRequest, ScographError

Validator: TypeAlias = Literal["pyshacl", "shacl"]
VALIDATORS: tuple[Validator, ...] = ("pyshacl", "shacl")


class Result(NamedTuple):
    """One result of a SHACL report; terms are in the syntax of N-Triples, names are IRIs."""

    shape: str
    thing: str
    path: str | None
    term: str | None
    component: str
    severity: str
    message: str


def choose(engine: Validator | None) -> Validator:
    """The engine asked for, or the compiled one where it is installed, else pyshacl."""
    if engine is None:
        return "shacl" if find_spec("shacl") else "pyshacl"
    if find_spec(engine) is None:
        raise BadRequest(
            f"The engine {engine} is not installed. Install it with: pip install 'scograph[fast]', "
            "or use --engine pyshacl."
        )
    return engine


def results(data: str, shapes: str, engine: Validator) -> Iterator[Result]:
    """What an engine reports on N-Triples without blank nodes, for shapes in N-Triples."""
    return _pyshacl(data, shapes) if engine == "pyshacl" else _shacl(data, shapes)


def _shacl(data: str, shapes: str) -> Iterator[Result]:
    import shacl

    compiled = shacl.Shapes.from_text(shapes, format="ntriples")
    report = compiled.validate_text(data, format="ntriples")
    for found in report.results:
        yield Result(
            _plain(found.source_shape),
            _plain(found.focus_node),
            found.path and _plain(found.path),
            None if found.value == found.focus_node else found.value,
            found.component_iri,
            found.severity,
            min(found.messages, default=""),
        )


def _pyshacl(data: str, shapes: str) -> Iterator[Result]:
    import pyshacl
    import rdflib
    from rdflib import SH

    # rdflib would rewrite "01"^^xsd:integer to 1 while it parses.
    usual, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = _prepared().parse(data=data, format="nt")
        shapes_graph = rdflib.Graph().parse(data=shapes, format="nt")
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


def _prepared() -> Any:
    """An empty rdflib graph that parses each query once, not once for each thing it is about."""
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    class Graph(rdflib.Graph):
        known: ClassVar[dict[str, Any]] = {}

        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(query_object, str):
                if query_object not in self.known:
                    self.known[query_object] = prepareQuery(query_object)
                query_object = self.known[query_object]
            return super().query(query_object, *args, **kwargs)

    return Graph()


def _plain(term: str | None) -> str:
    return re.sub(r"^<(.*)>$", r"\1", term or "", flags=re.DOTALL)


def _ntriples(term: Any) -> str:
    """The term as Oxigraph writes it, so that both engines give the same text."""
    import pyoxigraph as ox
    import rdflib

    if not isinstance(term, rdflib.Literal):
        return f"<{term}>"
    if term.language:
        return str(ox.Literal(str(term), language=term.language))
    if term.datatype is None:
        return str(ox.Literal(str(term)))
    return str(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))))
