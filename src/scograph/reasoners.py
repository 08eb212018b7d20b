"""The OWL 2 RL engines: triples without literals or blank nodes in, all that follows out."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

import pyoxigraph as ox

from scograph import ntriples
from scograph.errors import BadRequest
from scograph.namespaces import PREFIXES

Engine: TypeAlias = Literal["owlrl", "sparq"]
Closure: TypeAlias = tuple[set[ox.Triple], list[str]]
"""All that follows, and the engine's own words for each contradiction."""

_OWL = PREFIXES["owl"]
_VOCABULARY = (_OWL, PREFIXES["rdf"], PREFIXES["rdfs"])
_CHAIN = ox.NamedNode(_OWL + "propertyChainAxiom")
_SUB_PROPERTY = ox.NamedNode(PREFIXES["rdfs"] + "subPropertyOf")
_AUXILIARY = "urn:scograph:chain:"


def usual() -> Engine:
    """sparq where it is installed, since it is a hundred times faster; else owlrl."""
    return "sparq" if importlib.util.find_spec("sparq") else "owlrl"


def reason(triples: Iterable[ox.Triple], engine: Engine | None) -> Closure:
    """What an engine makes of the triples; BadRequest where it is not installed."""
    name = engine or usual()
    if importlib.util.find_spec(name) is None:
        raise BadRequest(
            f"The reasoner {name} is not installed. Install it with: pip install 'scograph[fast]'"
        )
    return _ENGINES[name](triples)


def _owlrl(triples: Iterable[ox.Triple]) -> Closure:
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
    graph.parse(data=_text(triples), format="nt")
    semantics = Lean(graph, axioms=False, daxioms=False)
    semantics.closure()
    found = {
        ox.Triple(*(ox.NamedNode(str(term)) for term in terms))
        for terms in graph
        if all(isinstance(term, rdflib.URIRef) for term in terms)
    }
    return found, list(semantics.error_messages)


def _sparq(triples: Iterable[ox.Triple]) -> Closure:
    import sparq

    graph = sparq.Graph.load(_text(_one_chain_each(triples)), "ntriples")
    graph.reason("owl")
    found = {
        ox.Triple(*(ox.NamedNode(term.value) for term in terms))
        for terms in graph.construct("CONSTRUCT WHERE { ?s ?p ?o }")
        if all(term.kind == "uri" for term in terms)
        and not any(term.value.startswith(_AUXILIARY) for term in terms)
    }
    return found, list(graph.inconsistencies())


def _text(triples: Iterable[ox.Triple]) -> str:
    return ntriples.write(triples).decode()


def _one_chain_each(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The same axioms with at most one chain for a property: sparq sees only one of them."""
    kept: list[ox.Triple] = []
    chains: dict[Any, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        (chains[triple.subject] if triple.predicate == _CHAIN else kept).append(triple)
    for prop, axioms in chains.items():
        for axiom in axioms:
            auxiliary = ox.NamedNode(f"{_AUXILIARY}{len(kept)}")
            kept.append(ox.Triple(auxiliary, _CHAIN, axiom.object))
            kept.append(ox.Triple(auxiliary, _SUB_PROPERTY, prop))
    return kept


_ENGINES: dict[Engine, Callable[[Iterable[ox.Triple]], Closure]] = {
    "owlrl": _owlrl,
    "sparq": _sparq,
}
