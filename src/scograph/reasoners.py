"""The OWL 2 RL engines: lines without literals or blank nodes in, all that follows out."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any, Literal, TypeAlias

from scograph.errors import BadRequest
from scograph.namespaces import PREFIXES

Engine: TypeAlias = Literal["owlrl", "sparq"]
Closure: TypeAlias = tuple[Iterable[bytes], list[str]]
"""All that follows, and the engine's own words for each contradiction."""

_OWL = PREFIXES["owl"]
_CHAIN = b"<%s>" % (_OWL + "propertyChainAxiom").encode()
_SUB_PROPERTY = b"<%s>" % (PREFIXES["rdfs"] + "subPropertyOf").encode()
_AUXILIARY_START = b"<urn:scograph:chain:"
# A text for each property, since a Python object for each term of each row would take longer than
# the reasoning, and for each class, since most things are of some.
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
    """sparq where it is installed, since it is a hundred times faster; else owlrl."""
    return "sparq" if importlib.util.find_spec("sparq") else "owlrl"


def reason(lines: Iterable[bytes], engine: Engine | None, within: Path | None = None) -> Closure:
    """What an engine makes of the lines; BadRequest where it is not installed.

    An engine that wants a file has it `within` that folder.
    """
    name = engine or usual()
    if importlib.util.find_spec(name) is None:
        raise BadRequest(
            f"The reasoner {name} is not installed. Install it with: pip install 'scograph[fast]'"
        )
    return _owlrl(lines) if name == "owlrl" else _sparq(lines, within)


def _owlrl(lines: Iterable[bytes]) -> Closure:
    from scograph import by_owlrl

    return by_owlrl.closure(lines)


def _sparq(lines: Iterable[bytes], within: Path | None) -> Closure:
    import sparq

    with tempfile.TemporaryDirectory(prefix="scograph.", dir=within) as folder:
        told = Path(folder, "told.nt")
        with told.open("wb") as file:
            file.writelines(_one_chain_each(lines))
        graph = sparq.Graph.load(str(told), "ntriples")
    graph.reason("owl")
    return _everything(graph), sorted(graph.inconsistencies())


def _everything(graph: Any) -> Iterator[bytes]:
    """What sparq has of each property and class, one after the other."""
    rdf_type = PREFIXES["rdf"] + "type"
    properties = (row["one"].value for row in graph.query(_PROPERTIES).rows)
    classes = (row["one"].value for row in graph.query(_CLASSES).rows)
    queries = chain(
        (_PAIRS % (one, one) for one in properties if one != rdf_type),
        (_MEMBERS % (rdf_type, one, rdf_type, one) for one in classes),
    )
    for query in queries:
        (row,) = graph.query(query).rows
        for line in row["all"].value.encode().split(b"\n"):
            if line and _AUXILIARY_START not in line:
                yield line + b"\n"


def _one_chain_each(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same axioms with at most one chain for a property: sparq sees only one of them."""
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
