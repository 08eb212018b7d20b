"""The OWL 2 RL engines: from lines without literals or blank nodes to their closure."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any, Literal, TypeAlias

from scograph.errors import UsageError, boundary
from scograph.rdf.namespaces import PREFIXES

Engine: TypeAlias = Literal["owlrl", "sparq"]
Closure: TypeAlias = tuple[Iterable[bytes], list[str]]
"""The lines of the closure, many in a piece, and the engine's message for each contradiction."""

_OWL = PREFIXES["owl"]
_CHAIN = b"<%s>" % (_OWL + "propertyChainAxiom").encode()
_SUB_PROPERTY = b"<%s>" % (PREFIXES["rdfs"] + "subPropertyOf").encode()
_AUXILIARY_START = b"<urn:scograph:chain:"
# One text for each property and each class: a Python object for each term would take longer than
# the reasoning.
_PROPERTIES = "SELECT DISTINCT ?one WHERE { ?s ?one ?o }"
_CLASSES = f"SELECT DISTINCT ?one WHERE {{ ?s <{PREFIXES['rdf']}type> ?one FILTER(isIRI(?one)) }}"
_PAIRS = """
    SELECT (GROUP_CONCAT(CONCAT("<", STR(?s), "> <%s> <", STR(?o), "> .");
            separator="\\n") AS ?all)
    WHERE { ?s <%s> ?o FILTER(isIRI(?s) && isIRI(?o)) }"""
_MEMBERS = """
    SELECT (GROUP_CONCAT(CONCAT("<", STR(?s), "> <%s> <%s> ."); separator="\\n") AS ?all)
    WHERE { ?s <%s> <%s> FILTER(isIRI(?s)) }"""


def usual() -> Engine:
    """The default engine: sparq if it is installed, since it is much faster, otherwise owlrl."""
    return "sparq" if importlib.util.find_spec("sparq") else "owlrl"


def reason(lines: Iterable[bytes], engine: Engine | None, within: Path | None = None) -> Closure:
    """The closure of the lines; UsageError if the engine is not installed.

    An engine that reads a file gets it in the folder `within`.
    """
    name = engine or usual()
    if importlib.util.find_spec(name) is None:
        raise UsageError(
            f"The reasoner {name} is not installed. Install it with: pip install 'scograph[fast]'"
        )
    what = f"The reasoner {name} failed on this graph"
    with boundary(what):
        found, messages = _owlrl(lines) if name == "owlrl" else _sparq(lines, within)
    return _within(what, found), messages


def _within(what: str, found: Iterable[bytes]) -> Iterator[bytes]:
    with boundary(what):
        yield from found


def _owlrl(lines: Iterable[bytes]) -> Closure:
    from scograph.reason import owlrl

    found, messages = owlrl.closure(lines)
    return [b"".join(found)], messages


def _sparq(lines: Iterable[bytes], within: Path | None) -> Closure:
    import sparq

    if within is not None and "\n" in str(within):
        # It would take the path for the graph itself.
        within = None
    with tempfile.TemporaryDirectory(prefix="scograph.", dir=within) as folder:
        asserted = Path(folder, "asserted.nt")
        with asserted.open("wb") as file:
            file.writelines(_one_chain_each(lines))
        graph = sparq.Graph.load(str(asserted), "ntriples")
    graph.reason("owl")
    return _everything(graph), sorted(graph.inconsistencies())


def _everything(graph: Any) -> Iterator[bytes]:
    """The lines in a graph of sparq, a piece for each property and class."""
    rdf_type = PREFIXES["rdf"] + "type"
    properties = (row["one"].value for row in graph.query(_PROPERTIES).rows)
    classes = (row["one"].value for row in graph.query(_CLASSES).rows)
    queries = chain(
        (_PAIRS % (one, one) for one in properties if one != rdf_type),
        (_MEMBERS % (rdf_type, one, rdf_type, one) for one in classes),
    )
    for query in queries:
        (row,) = graph.query(query).rows
        text = row["all"].value.encode()
        if _AUXILIARY_START in text:
            lines = text.split(b"\n")
            text = b"\n".join(line for line in lines if _AUXILIARY_START not in line)
        if text:
            yield text + b"\n"


def _one_chain_each(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same axioms with at most one chain for a property: sparq reads only one of them."""
    numbers = count()
    for line in lines:
        if _CHAIN in line:
            subject, predicate, value = line.split(b" ", 2)
            if predicate == _CHAIN:
                auxiliary = b"%s%d>" % (_AUXILIARY_START, next(numbers))
                yield b" ".join((auxiliary, _CHAIN, value))
                yield b"%s %s %s .\n" % (auxiliary, _SUB_PROPERTY, subject)
                continue
        yield line
