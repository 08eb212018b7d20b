"""Contradictions in a graph whose closure is there, each as a sentence."""

from __future__ import annotations

from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph.namespaces import PREFIXES, curie


class Clash(NamedTuple):
    """A thing (IRI) and the sentence that says how it contradicts itself."""

    thing: str
    text: str


_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("owl", "rdf", "rdfs"))

# A sentence, the axiom that it takes, and the facts against it. They bind ?x, and what else the
# sentence names. Without such an axiom the facts are not looked through.
_KINDS = (
    (
        "{x} is both {a} and {b}, which have nothing in common.",
        """{ ?a owl:disjointWith ?b } UNION { ?a owl:complementOf ?b }
           UNION { ?all a owl:AllDisjointClasses ; owl:members/rdf:rest* ?here .
                   ?here rdf:first ?a ; rdf:rest+/rdf:first ?b }""",
        "?x a ?a . ?x a ?b .",
    ),
    ("{x} is of the empty class owl:Nothing.", "", "?x a owl:Nothing ."),
    (
        "{x} and {a} are said to be the same, and to be different.",
        "",
        """{ { ?x owl:differentFrom ?a } UNION { ?a owl:differentFrom ?x }
             ?x owl:sameAs ?a . }
           UNION { ?x owl:differentFrom ?x . BIND(?x AS ?a) }
           UNION { ?all a owl:AllDifferent ; (owl:members|owl:distinctMembers)/rdf:rest* ?here .
                   ?here rdf:first ?x ; rdf:rest+/rdf:first ?a .
                   { ?x owl:sameAs ?a } UNION { ?a owl:sameAs ?x } }""",
    ),
    (
        "{x} has {a} as {p} and as {q}, which exclude each other.",
        """{ ?p owl:propertyDisjointWith ?q }
           UNION { ?all a owl:AllDisjointProperties ; owl:members/rdf:rest* ?here .
                   ?here rdf:first ?p ; rdf:rest+/rdf:first ?q }""",
        "?x ?p ?a ; ?q ?a .",
    ),
    (
        "{x} has itself as {p}, which nothing can.",
        "?p a owl:IrreflexiveProperty .",
        "?x ?p ?x .",
    ),
    (
        "{x} has {a} as {p}, and {a} has {x}; it can only go one way.",
        "?p a owl:AsymmetricProperty .",
        "?x ?p ?a . ?a ?p ?x .",
    ),
    (
        "{x} has two values of {p}, {a} and {b}; it can have only one.",
        "?p a owl:FunctionalProperty .",
        """?x ?p ?a , ?b .
           FILTER(isLiteral(?a) && isLiteral(?b) && STR(?a) < STR(?b))""",
    ),
    (
        "{x} has {a} as {p}, which is said not to be so.",
        "?not owl:sourceIndividual ?x ; owl:assertionProperty ?p .",
        """{ ?not owl:targetIndividual ?a } UNION { ?not owl:targetValue ?a }
           ?x ?p ?a .""",
    ),
)


def find(store: ox.Store) -> list[Clash]:
    """Every contradiction, in order; none is the rule."""
    found: set[Clash] = set()
    for sentence, axiom, facts in _KINDS:
        if not store.query(f"{_HEAD}ASK {{ {axiom} }}"):
            continue
        axioms = f"{{ SELECT DISTINCT * WHERE {{ {axiom} }} }}"
        pattern = f"{_HEAD}SELECT * WHERE {{ {axioms} {facts} }}"
        rows = cast(ox.QuerySolutions, store.query(pattern))
        names = [variable.value for variable in rows.variables]
        for row in rows:
            named = {name: _name(row[name]) for name in names if row[name] is not None}
            found.add(Clash(row["x"].value, sentence.format(**named)))
    return sorted(found)


def _name(term: object) -> str:
    return curie(term.value) if isinstance(term, ox.NamedNode) else str(term)
