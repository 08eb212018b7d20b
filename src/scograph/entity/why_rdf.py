"""Reasons as RDF: statements that PROV derives from others, claims as Web Annotations."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from scograph.entity.claims import Claim, Other
from scograph.entity.why import Reason
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOG

_RULES = "https://www.w3.org/TR/owl2-profiles/#"


def triples(store: ox.Store, reasons: Sequence[Reason]) -> list[ox.Triple]:
    """The reasons as RDF: statements that PROV derives from others, claims as annotations."""
    graphs = _Graph(store)
    for one in reasons:
        graphs.statement(one)
    return graphs.found


class _Graph:
    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.found: list[ox.Triple] = []
        self._nodes: dict[ox.Triple, ox.BlankNode] = {}

    def statement(self, one: Reason) -> ox.BlankNode:
        """The node of a statement, with what it is derived from."""
        if one.triple in self._nodes:
            return self._nodes[one.triple]
        node = self._reified(one.triple)
        for claim in one.claims:
            self._annotation(claim, node)
        if one.rule:
            step = self._node("step")
            self._add(node, "prov:wasGeneratedBy", step)
            self._add(step, "rdf:type", graph.term("prov:Activity"))
            plan = ox.NamedNode(
                f"{_RULES}{one.rule}" if "-" in one.rule and one.rule[0].isalpha()
                else f"{SCOG.rstrip('#')}/rules/{one.rule}"
            )  # fmt: skip
            association = self._node("association")
            self._add(step, "prov:qualifiedAssociation", association)
            self._add(association, "rdf:type", graph.term("prov:Association"))
            self._add(association, "prov:hadPlan", plan)
            for axiom in one.axioms:
                self._add(step, "prov:used", self._reified(axiom))
            for premise in one.premises:
                below = self.statement(premise)
                self._add(step, "prov:used", below)
                self._add(node, "prov:wasDerivedFrom", below)
        for other in one.against:
            self._against(one.triple, other)
        return node

    def _against(self, triple: ox.Triple, other: Other) -> None:
        node = self._reified(ox.Triple(triple.subject, other.predicate, other.value))
        self._annotation(other.claim, node)
        if other.claim.reason:
            self._add(node, "skos:editorialNote", ox.Literal(other.claim.reason, language="en"))

    def _annotation(self, claim: Claim, statement: ox.BlankNode) -> None:
        self._add(claim.node, "rdf:type", graph.term("oa:Annotation"))
        self._add(claim.node, "oa:hasBody", statement)
        for place in claim.places:
            self._add(claim.node, "oa:hasTarget", place.node)
            self._add(statement, "prov:wasDerivedFrom", place.node)
            for one in (place.node, *graph.nodes(self._store, place.node, "oa:hasSelector")):
                self.found += graph.asserted(self._store, one)
            for name in ("dct:title", "schema:url", "dct:issued"):
                for value in graph.values(self._store, place.source, name):
                    self._add(place.source, name, value)

    def _reified(self, triple: ox.Triple) -> ox.BlankNode:
        if triple not in self._nodes:
            node = self._nodes[triple] = self._node("statement")
            self._add(node, "rdf:type", graph.term("rdf:Statement"))
            self._add(node, "rdf:type", graph.term("prov:Entity"))
            for name, term in zip(("subject", "predicate", "object"), triple, strict=True):
                self._add(node, f"rdf:{name}", term)
            if isinstance(triple.object, ox.BlankNode):
                self._list(triple.object)
        return self._nodes[triple]

    def _list(self, head: graph.Term | None) -> None:
        """The list of an axiom."""
        while isinstance(head, ox.BlankNode):
            self.found += graph.triples(self._store, head)
            head = graph.value(self._store, head, "rdf:rest")

    def _node(self, kind: str) -> ox.BlankNode:
        return ox.BlankNode(f"{kind}{len(self.found)}")

    def _add(self, subject: graph.Node, predicate: str, value: graph.Term) -> None:
        self.found.append(ox.Triple(subject, graph.term(predicate), value))
