"""The OWL 2 RL engines: lines without literals or blank nodes in, all that follows out."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

from scograph.errors import BadRequest
from scograph.namespaces import PREFIXES

Engine: TypeAlias = Literal["owlrl", "sparq"]
Closure: TypeAlias = tuple[set[bytes], list[str]]
"""All that follows, and the engine's own words for each contradiction."""

_OWL = PREFIXES["owl"]
_VOCABULARY = (_OWL, PREFIXES["rdf"], PREFIXES["rdfs"])
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
    import rdflib
    from owlrl.OWLRL import OWLRL_Semantics
    from rdflib.namespace import OWL, RDF

    class Lean(OWLRL_Semantics):  # type: ignore[misc]
        """The same rules, asked only where one of them can fire: twelve seconds become two.

        All of them but eq-ref start from a triple of the OWL vocabulary, and what follows from
        eq-ref (each thing is the same as itself) is there already.
        """

        def rules(self, t: Any, cycle_num: int) -> None:
            _, predicate, value = t
            # URIRef overrides str.startswith, and its own takes no tuple.
            if str.startswith(predicate, _VOCABULARY) and (
                predicate != RDF.type or str.startswith(value, _VOCABULARY)
            ):
                super().rules(t, cycle_num)

        def store_triple(self, t: Any) -> None:
            if t not in seen:
                seen.add(t)
                if t[1] != OWL.sameAs or t[0] != t[2]:
                    super().store_triple(t)

    seen: set[Any] = set()
    graph = rdflib.Graph(store="SimpleMemory", bind_namespaces="none")
    graph.parse(data=b"".join(lines), format="nt")
    semantics = Lean(graph, axioms=False, daxioms=False)
    semantics.closure()
    found = {
        "<{}> <{}> <{}> .\n".format(*terms).encode()
        for terms in graph
        if all(isinstance(term, rdflib.URIRef) for term in terms)
    }
    return found, list(semantics.error_messages)


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
