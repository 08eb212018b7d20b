"""The OWL 2 RL engines: lines without literals or blank nodes in, all that follows out."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from scograph.errors import BadRequest
from scograph.namespaces import PREFIXES

Engine: TypeAlias = Literal["owlrl", "sparq"]
Closure: TypeAlias = tuple[set[bytes], list[str]]
"""All that follows, and the engine's own words for each contradiction."""

_OWL = PREFIXES["owl"]
_CHAIN = b"<%s>" % (_OWL + "propertyChainAxiom").encode()
_SUB_PROPERTY = b"<%s>" % (PREFIXES["rdfs"] + "subPropertyOf").encode()
_AUXILIARY_START = b"<urn:scograph:chain:"
# One text, since a Python object for each term of each row would take longer than the reasoning.
_EVERYTHING = """
    SELECT (GROUP_CONCAT(CONCAT("<", STR(?s), "> <", STR(?p), "> <", STR(?o), "> .");
            separator="\\n") AS ?all)
    WHERE { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) }"""


def usual() -> Engine:
    """sparq where it is installed, since it is a hundred times faster; else owlrl."""
    return "sparq" if importlib.util.find_spec("sparq") else "owlrl"


def reason(lines: Iterable[bytes], engine: Engine | None) -> Closure:
    """What an engine makes of the lines; BadRequest where it is not installed."""
    name = engine or usual()
    if importlib.util.find_spec(name) is None:
        raise BadRequest(
            f"The reasoner {name} is not installed. Install it with: pip install 'scograph[fast]'"
        )
    return _ENGINES[name](lines)


def _owlrl(lines: Iterable[bytes]) -> Closure:
    from scograph import by_owlrl

    return by_owlrl.closure(lines)


def _sparq(lines: Iterable[bytes]) -> Closure:
    import sparq

    graph = sparq.Graph.load(b"".join(_one_chain_each(lines)).decode(), "ntriples")
    graph.reason("owl")
    (row,) = graph.query(_EVERYTHING).rows
    found = {
        line
        for line in f"{row['all'].value}\n".encode().splitlines(keepends=True)
        if _AUXILIARY_START not in line
    }
    return found, list(graph.inconsistencies())


def _one_chain_each(lines: Iterable[bytes]) -> list[bytes]:
    """The same axioms with at most one chain for a property: sparq sees only one of them."""
    kept: list[bytes] = []
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        if predicate == _CHAIN:
            auxiliary = b"%s%d>" % (_AUXILIARY_START, len(kept))
            kept.append(b" ".join((auxiliary, _CHAIN, value)))
            kept.append(b"%s %s %s .\n" % (auxiliary, _SUB_PROPERTY, subject))
        else:
            kept.append(line)
    return kept


_ENGINES: dict[Engine, Callable[[Iterable[bytes]], Closure]] = {
    "owlrl": _owlrl,
    "sparq": _sparq,
}
