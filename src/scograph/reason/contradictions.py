"""Contradictions in a graph that holds its closure, and the asserted triples that cause them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph.errors import InconsistencyError
from scograph.rdf import ntriples
from scograph.rdf.namespaces import PREFIXES, curie, expand


class Clash(NamedTuple):
    """A contradiction: the thing (IRI or `_:x`), a sentence with placeholders, its terms, triples.

    Of the triples, subject, predicate and object in the syntax of N-Triples, not all can be true.
    """

    thing: str
    sentence: str
    terms: tuple[tuple[str, str], ...]
    triples: tuple[tuple[str, str, str], ...]

    @property
    def text(self) -> str:
        """The sentence with CURIEs."""
        return self.worded(curie)

    def worded(self, name: Callable[[str], str]) -> str:
        """The sentence with the names of IRIs and blank nodes; literals as in N-Triples."""
        return self.sentence.format(
            **{
                variable: term if term.startswith('"') else name(_identifier(term))
                for variable, term in self.terms
            }
        )


class ContradictionError(InconsistencyError):
    """The graph contradicts itself: `found` are the contradictions."""

    def __init__(self, found: list[Clash]) -> None:
        self.found = found
        super().__init__([clash.text for clash in found], [clash.thing for clash in found])


_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("owl", "rdf", "rdfs"))

# A sentence, the axiom that it takes, the facts against it, and which triples these are. The facts
# bind ?x, and what else the sentence names. Without such an axiom they are not looked for.
_KINDS = (
    (
        "{x} is both {a} and {b}, which have nothing in common.",
        """{ ?a owl:disjointWith ?b } UNION { ?a owl:complementOf ?b }
           UNION { ?all a owl:AllDisjointClasses ; owl:members/rdf:rest* ?here .
                   ?here rdf:first ?a ; rdf:rest+/rdf:first ?b . FILTER(?a != ?b) }""",
        "?x a ?a . ?x a ?b .",
        "?x a ?a . ?x a ?b",
    ),
    (
        "{x} is of the empty class owl:Nothing.",
        "",
        "?x a owl:Nothing .",
        "?x a owl:Nothing",
    ),
    (
        "{x} and {a} are both the same thing and different things.",
        "",
        """{ { ?x owl:differentFrom ?a } UNION { ?a owl:differentFrom ?x }
             ?x owl:sameAs ?a . }
           UNION { ?x owl:differentFrom ?x . BIND(?x AS ?a) }
           UNION { ?all a owl:AllDifferent ; (owl:members|owl:distinctMembers)/rdf:rest* ?here .
                   ?here rdf:first ?x ; rdf:rest+/rdf:first ?a . FILTER(?x != ?a)
                   { ?x owl:sameAs ?a } UNION { ?a owl:sameAs ?x } }""",
        "?x owl:sameAs ?a . ?x owl:differentFrom ?a",
    ),
    (
        "{x} has {a} as {p} and as {q}, which exclude each other.",
        """{ ?p owl:propertyDisjointWith ?q }
           UNION { ?all a owl:AllDisjointProperties ; owl:members/rdf:rest* ?here .
                   ?here rdf:first ?p ; rdf:rest+/rdf:first ?q . FILTER(?p != ?q) }""",
        "?x ?p ?a ; ?q ?a .",
        "?x ?p ?a . ?x ?q ?a",
    ),
    (
        "{x} has itself as {p}, which nothing can.",
        "?p a owl:IrreflexiveProperty .",
        "?x ?p ?x .",
        "?x ?p ?x",
    ),
    (
        "{x} has {a} as {p}, and {a} has {x}; it can only go one way.",
        "?p a owl:AsymmetricProperty .",
        "?x ?p ?a . ?a ?p ?x .",
        "?x ?p ?a . ?a ?p ?x",
    ),
    (
        "{x} has two values of {p}, {a} and {b}; it can have only one.",
        "?p a owl:FunctionalProperty .",
        """?x ?p ?a , ?b .
           FILTER(isLiteral(?a) && isLiteral(?b) && STR(?a) < STR(?b))""",
        "?x ?p ?a . ?x ?p ?b",
    ),
    (
        "{x} has {a} as {p}, which a negative assertion excludes.",
        "?not owl:sourceIndividual ?x ; owl:assertionProperty ?p .",
        """{ ?not owl:targetIndividual ?a } UNION { ?not owl:targetValue ?a }
           ?x ?p ?a .""",
        "?x ?p ?a",
    ),
)


_TYPE = f"<{PREFIXES['rdf']}type>"
_AXIOMS = {
    f"<{PREFIXES[prefix]}{name}>".encode()
    for prefix, names in (
        ("rdfs", ("subClassOf", "subPropertyOf", "domain", "range")),
        ("owl", ("equivalentClass", "equivalentProperty", "inverseOf", "propertyChainAxiom")),
        ("rdf", ("first", "rest")),
    )
    for name in names
}
_UP = "(rdfs:subClassOf|owl:equivalentClass|^owl:equivalentClass)*"
_PROPERTY_UP = "(rdfs:subPropertyOf|owl:equivalentProperty|^owl:equivalentProperty)*"
_INVERSE = f"{_PROPERTY_UP}/(owl:inverseOf|^owl:inverseOf)/{_PROPERTY_UP}"
_OF_TYPE = f"""SELECT ?s ?p ?o {{
  {{ $S a ?o . ?o {_UP} $O BIND($S AS ?s) BIND(rdf:type AS ?p) }}
  UNION {{ $S ?p ?o . ?p {_PROPERTY_UP}/rdfs:domain/{_UP} $O BIND($S AS ?s) }}
  UNION {{ $S ?p ?o . ?p {_INVERSE}/rdfs:range/{_UP} $O BIND($S AS ?s) }}
  UNION {{ ?s ?p $S . ?p {_PROPERTY_UP}/rdfs:range/{_UP} $O BIND($S AS ?o) }}
  UNION {{ ?s ?p $S . ?p {_INVERSE}/rdfs:domain/{_UP} $O BIND($S AS ?o) }}
}}"""
_OF_PROPERTY = f"""SELECT ?s ?p ?o {{
  {{ $S ?p $O . ?p {_PROPERTY_UP} $P BIND($S AS ?s) BIND($O AS ?o) }}
  UNION {{ $O ?p $S . ?p {_INVERSE} $P BIND($O AS ?s) BIND($S AS ?o) }}
}}"""
# The last step of a chain of properties whose range is the class.
_BY_CHAIN = f"""SELECT ?s ?p ?o {{
  ?whole rdfs:range/{_UP} $O ; owl:propertyChainAxiom/rdf:rest* ?end .
  ?end rdf:first ?p ; rdf:rest rdf:nil . ?s ?p $S BIND($S AS ?o)
}}"""
# What is known of one thing holds for the other; asked where nothing else implies the triple.
_BY_IDENTITY = """SELECT ?s ?p ?o {
  ?s owl:sameAs ?o FILTER(?s = $S || ?o = $S || ?s = $O || ?o = $O) BIND(owl:sameAs AS ?p)
}"""


def find(store: ox.Store) -> list[Clash]:
    """Every contradiction, in order."""
    found: set[Clash] = set()
    for sentence, axiom, facts, triples in _KINDS:
        if not store.query(f"{_HEAD}ASK {{ {axiom} }}"):
            continue
        axioms = f"{{ SELECT DISTINCT * WHERE {{ {axiom} }} }}"
        pattern = f"{_HEAD}SELECT * WHERE {{ {axioms} {facts} }}"
        rows = cast(ox.QuerySolutions, store.query(pattern))
        names = [variable.value for variable in rows.variables]
        for row in rows:
            terms = tuple((name, str(row[name])) for name in names if row[name] is not None)
            conflict = tuple(_conflicting(triples, dict(terms)))
            found.add(Clash(_identifier(str(row["x"])), sentence, terms, conflict))
    return sorted(found, key=lambda clash: (clash.thing, clash.text))


def asserted_causes(
    triple: tuple[str, str, str], lines: Iterable[bytes]
) -> list[tuple[str, str, str]]:
    """The asserted triples that state a triple, or from which it is inferred in one step.

    All terms are in the syntax of N-Triples. Of what a property chain infers only the type of its
    last thing has a cause. A triple with blank nodes, which a query cannot name, has none.
    """
    subject, predicate, value = triple
    if subject.startswith("_:") or value.startswith("_:"):
        return []
    wanted = [term.encode() for term in (subject, value) if not term.startswith('"')]
    store = ox.Store()
    store.extend(
        ntriples.quads(ntriples.read(b"".join(line for line in lines if _near(line, wanted))))
    )
    steps = (_OF_TYPE, _BY_CHAIN) if predicate == _TYPE else (_OF_PROPERTY,)
    for where in (*steps, _BY_IDENTITY):
        query = where.replace("$S", subject).replace("$P", predicate).replace("$O", value)
        rows = cast(ox.QuerySolutions, store.query(_HEAD + query))
        if found := sorted({(str(row["s"]), str(row["p"]), str(row["o"])) for row in rows}):
            return found
    return []


def _identifier(term: str) -> str:
    """The IRI or the blank node `_:x` of a term in the syntax of N-Triples."""
    return term[1:-1] if term.startswith("<") else term


def _near(line: bytes, terms: Iterable[bytes]) -> bool:
    """True if a line has one of the terms, or states an axiom on classes or properties."""
    predicate = line.split(b" ", 2)[1]
    return predicate in _AXIOMS or any(term in line for term in terms)


def _conflicting(pattern: str, terms: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """The triples of a pattern such as `?x a ?a . ?x a ?b`."""
    words = {"a": _TYPE} | {f"?{variable}": term for variable, term in terms.items()}
    for part in pattern.split(" . "):
        subject, predicate, value = (
            words.get(word) or f"<{expand(word)}>" for word in part.split()
        )
        yield subject, predicate, value
