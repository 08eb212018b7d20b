"""Axioms that no reasoner can use: anything may stand anywhere in RDF, but not in OWL.

A property named by a text, a cardinality that is no number, or a list that leads back to itself
make an engine fail, run for ever or infer nonsense. Such axioms stay in the graph as they are
written, and the engines do not get them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from scograph.rdf.namespaces import PREFIXES


class Unusable(NamedTuple):
    """Why an axiom cannot be used; `legal` if OWL allows it, but not the profile OWL 2 RL."""

    reason: str
    legal: bool


def _terms(prefix: str, *names: str) -> set[bytes]:
    return {f"<{PREFIXES[prefix]}{name}>".encode() for name in names}


_VOCABULARY = tuple(f"<{PREFIXES[name]}".encode() for name in ("owl", "rdf", "rdfs"))
_TYPE, _FIRST, _REST, _NIL = (
    f"<{PREFIXES['rdf']}{name}>".encode() for name in ("type", "first", "rest", "nil")
)
_BETWEEN_PROPERTIES = _terms("rdfs", "subPropertyOf") | _terms(
    "owl", "equivalentProperty", "inverseOf", "propertyDisjointWith"
)
_OF_A_PROPERTY = _terms("rdfs", "domain", "range")
_TO_A_PROPERTY = _terms("owl", "onProperty", "assertionProperty")
_TO_A_THING = {_TYPE} | _terms("rdfs", "subClassOf") | _terms(
    "owl", "allValuesFrom", "complementOf", "differentFrom", "disjointWith", "equivalentClass",
    "onClass", "sameAs", "someValuesFrom", "sourceIndividual", "targetIndividual",
)  # fmt: skip
_TO_A_LIST = _terms(
    "owl", "disjointUnionOf", "distinctMembers", "hasKey", "intersectionOf", "members", "oneOf",
    "propertyChainAxiom", "unionOf",
)  # fmt: skip
CARDINALITIES = _terms(
    "owl", "cardinality", "maxCardinality", "maxQualifiedCardinality", "minCardinality",
    "minQualifiedCardinality", "qualifiedCardinality",
)  # fmt: skip
_BOTH_WAYS = _terms("owl", "equivalentClass", "equivalentProperty", "inverseOf", "sameAs")
_ENDS = _terms("owl", "Thing", "Nothing")
_NOTES = _terms("rdfs", "comment", "isDefinedBy", "label", "seeAlso") | _terms(
    "owl", "deprecated", "versionInfo"
)
_NUMBER = re.compile(
    rb'"\+?[0-9]{1,9}"(?:\^\^<http://www\.w3\.org/2001/XMLSchema#'
    rb"(?:nonNegativeInteger|integer|positiveInteger|int|long|short|byte|"
    rb"unsignedInt|unsignedLong|unsignedShort|unsignedByte)>)?"
)
_RELEVANT = (
    _BETWEEN_PROPERTIES | _OF_A_PROPERTY | _TO_A_PROPERTY | _TO_A_THING | _TO_A_LIST | CARDINALITIES
)

_NAMELESS = "a blank node has no IRI"

_Cells: TypeAlias = dict[bytes, dict[bytes, list[bytes]]]


def find(lines: Callable[[], Iterable[bytes]]) -> dict[bytes, Unusable]:
    r"""The unusable axioms among lines of N-Triples, each with the reason.

    `lines` gives them twice.

    >>> line = b'<urn:p> <http://www.w3.org/2002/07/owl#inverseOf> "q" .\n'
    >>> find(lambda: [line])[line].reason
    'owl:inverseOf is between two properties, and “q” is a text'
    """
    axioms: list[bytes] = []
    lists = False
    for line in lines():
        subject, predicate, value = line.split(b" ", 2)
        if predicate in _RELEVANT or (
            subject.startswith(_VOCABULARY)
            and predicate.startswith(_VOCABULARY)
            and predicate not in _NOTES
        ):
            plain = predicate == _TYPE and value.startswith(b"<")
            if not plain or subject.startswith(_VOCABULARY):
                axioms.append(line)
                lists = lists or predicate in _TO_A_LIST
    cells = _cells(lines()) if lists else {}
    found = {}
    for line in axioms:
        if reason := _reason(line, cells):
            found[line] = Unusable(reason, reason.endswith(_NAMELESS))
    return found


def _cells(lines: Iterable[bytes]) -> _Cells:
    found: _Cells = defaultdict(lambda: {_FIRST: [], _REST: []})
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        if predicate in (_FIRST, _REST):
            found[subject][predicate].append(value[:-3])
    return found


def _reason(line: bytes, cells: _Cells) -> str:
    subject, predicate, rest = line.split(b" ", 2)
    value = rest[:-3]
    name = _name(predicate)
    if subject.startswith(_VOCABULARY) and predicate.startswith(_VOCABULARY):
        if predicate == _TYPE and not value.startswith(b'"'):
            # A declaration, such as that rdfs:label is an annotation property.
            return "" if not _makes_axiom(value) else _redefines(subject)
        return _redefines(subject)
    if predicate in _BOTH_WAYS and value.startswith(_VOCABULARY) and value not in _ENDS:
        return _redefines(value)
    if predicate in _BETWEEN_PROPERTIES:
        odd = [term for term in (subject, value) if not term.startswith(b"<")]
        return f"{name} is between two properties, and {_shown(odd[0])}" if odd else ""
    if predicate in _TO_A_PROPERTY and not value.startswith(b"<"):
        return f"{name} names a property, and {_shown(value)}"
    if predicate in _OF_A_PROPERTY and not subject.startswith(b"<"):
        return f"{name} is about a property, and {_shown(subject)}"
    if predicate in CARDINALITIES:
        return "" if _NUMBER.fullmatch(value) else f"{name} is a number, and {_shown(value)}"
    if value.startswith(b'"'):
        wanted = "a list" if predicate in _TO_A_LIST else "a thing"
        return f"{name} has {wanted} as its value, and {_shown(value)}"
    if predicate in _TO_A_LIST:
        return _broken(name, value, cells)
    return ""


def _makes_axiom(kind: bytes) -> bool:
    return kind.endswith(b"Property>") and kind not in _terms(
        "owl", "AnnotationProperty", "DatatypeProperty", "ObjectProperty", "OntologyProperty"
    ) | _terms("rdf", "Property")


def _broken(name: str, head: bytes, cells: _Cells) -> str:
    """What is wrong with a list, or an empty text."""
    seen = set()
    while head != _NIL:
        if head in seen:
            return f"the list of {name} leads back to itself"
        seen.add(head)
        cell = cells.get(head)
        if cell is None:
            return f"the list of {name} has no end"
        if len(cell[_FIRST]) != 1 or len(cell[_REST]) != 1:
            return f"the list of {name} has a place with no member or end, or with more than one"
        head = cell[_REST][0]
    return ""


def _redefines(term: bytes) -> str:
    return f"{_name(term)} is a term of RDF or OWL, whose meaning is fixed"


def _name(term: bytes) -> str:
    iri = term.decode()[1:-1]
    for prefix in ("owl", "rdfs", "rdf"):
        if iri.startswith(PREFIXES[prefix]):
            return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
    return iri


def _shown(term: bytes) -> str:
    if term.startswith(b'"'):
        text = term.decode().rpartition('"')[0][1:]
        return f"“{text[:60]}{'…' if len(text) > 60 else ''}” is a text"
    if term.startswith(b"_:"):
        return _NAMELESS
    return f"{_name(term)} is none"
