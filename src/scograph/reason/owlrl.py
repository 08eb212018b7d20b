"""The rules of owlrl on lines of N-Triples, applied again only where they may find new triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, TypeAlias

import rdflib
from owlrl.OWLRL import OWLRL_Annotation_properties, OWLRL_Semantics
from rdflib import OWL, RDF

from scograph.rdf.namespaces import PREFIXES
from scograph.reason.indexed_graph import IndexedGraph, Terms, Triple

_VOCABULARY = tuple(PREFIXES[name] for name in ("owl", "rdf", "rdfs"))
_NOTES = frozenset(OWLRL_Annotation_properties)

Pattern: TypeAlias = tuple[Any, Any, Any]
"""A triple pattern; None matches any term."""
_ANYTHING: Pattern = (None, None, None)


def closure(lines: Iterable[bytes]) -> tuple[set[bytes], list[str]]:
    """The closure, IRIs only, and a message for each contradiction."""
    asserted = list(lines)
    rules = _Rules(_Graph(asserted, Terms()))
    rules.closure()
    found = {line for line in asserted if b'"' not in line}
    found.update(
        f"<{'> <'.join(triple)}> .\n".encode()
        for triple in rules.derived
        if all(isinstance(term, rdflib.URIRef) for term in triple)
    )
    return found, list(rules.error_messages)


class _Graph(IndexedGraph):
    """A graph that records the patterns that are looked up."""

    def __init__(self, lines: Iterable[bytes], terms: Terms) -> None:
        self.asked: set[Pattern] = set()
        super().__init__(lines, terms)

    def triples(self, triple: Any) -> Iterator[Any]:  # type: ignore[override]
        self.asked.add(_ANYTHING if triple[1] is None else triple)
        return super().triples(triple)


class _Rules(OWLRL_Semantics):  # type: ignore[misc]
    """The rules of owlrl, which itself applies all of them to every triple until nothing is new."""

    def __init__(self, graph: _Graph) -> None:
        super().__init__(graph, axioms=False, daxioms=False)
        self.derived: list[Triple] = []
        self._known = set(graph)

    def closure(self) -> None:
        self.one_time_rules()
        self._settle()
        asked: dict[Triple, set[Pattern]] = {}
        due = [triple for triple in self.graph if _starts(triple)]
        for cycle in count(1):
            for triple in due:
                self.graph.asked = asked[triple] = set()
                self.rules(triple, cycle)
            new = self._settle()
            if not new:
                break
            # The result of a rule for a triple depends only on the patterns that it looks up.
            changed = {_ANYTHING}
            for s, p, o in new:
                changed |= {(s, p, o), (s, p, None), (None, p, o), (None, p, None)}
            due = [triple for triple, patterns in asked.items() if not changed.isdisjoint(patterns)]
            due += filter(_starts, new)

    def store_triple(self, t: Triple) -> None:
        if t not in self._known:
            self._known.add(t)
            subject, predicate, value = t
            itself = predicate == OWL.sameAs and subject == value
            if not itself and not isinstance(predicate, rdflib.Literal):
                self.added_triples.add(t)

    def _settle(self) -> set[Triple]:
        """The new triples, which are added to the graph."""
        new: set[Triple] = self.added_triples
        self.flush_stored_triples()
        self.derived += new
        return new


def _starts(triple: Triple) -> bool:
    """True if a rule starts from the triple: only the OWL and RDFS vocabularies start one.

    The exception is eq-ref, by which each thing is the same as itself. Labels and notes start no
    rule, nor does the class owl:Thing.
    """
    _, predicate, value = triple
    # URIRef has a startswith of its own, which takes no tuple.
    if not str.startswith(predicate, _VOCABULARY) or predicate in _NOTES:
        return False
    return predicate != RDF.type or (str.startswith(value, _VOCABULARY) and value != OWL.Thing)
