"""Asserted triples to what follows from them: OWL 2 RL, then the rules in `ontology/rules`."""

from __future__ import annotations

import re
from typing import TypeAlias

import pyoxigraph as ox

from scograph import clashes, layout, ntriples
from scograph.errors import InconsistentGraph, UnreadableInput
from scograph.namespaces import PREFIXES
from scograph.reasoners import Engine, reason

_OWL, _RDF, _RDFS, _XSD = (PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd"))
_VOCABULARY = (_OWL, _RDF, _RDFS, _XSD)
_TYPE = _RDF + "type"
_SAME = _OWL + "sameAs"
_SCHEMA = (_RDFS + "subClassOf", _RDFS + "subPropertyOf")
_STAND_IN = "urn:scograph:stand-in:"
_STOOD_IN = re.compile(re.escape(_STAND_IN) + r"\d+")
_CARDINALITY = {
    _OWL + "cardinality",
    _OWL + "maxCardinality",
    _OWL + "minCardinality",
    _OWL + "maxQualifiedCardinality",
    _OWL + "minQualifiedCardinality",
    _OWL + "qualifiedCardinality",
}


Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def closure(asserted: bytes, *, engine: Engine | None = None) -> bytes:
    """What follows from N-Triples and is worth keeping, as sorted N-Triples.

    Trivial consequences are left out: that a thing is the same as itself, that a class is under
    itself, what holds of the words of OWL. InconsistentGraph names what contradicts itself.
    """
    given = set(ntriples.read(asserted))
    derived, messages = _derive(given, engine)
    store = ox.Store()
    store.bulk_load(ntriples.write(given | derived), format=ox.RdfFormat.N_TRIPLES)
    found = clashes.find(store)
    if found:
        raise InconsistentGraph([clash.text for clash in found], [c.thing for c in found])
    if messages:
        raise InconsistentGraph(messages, [])
    for path in sorted(layout.RULES.glob("*.rq")):
        derived.update(_apply(path.name, path.read_text(encoding="utf-8"), store))
    return ntriples.write(derived - given)


def _derive(given: set[ox.Triple], engine: Engine | None) -> tuple[set[ox.Triple], list[str]]:
    # Engines rewrite literals and rename blank nodes; names that stand for them they leave alone.
    stand_ins: dict[Term, ox.NamedNode] = {}

    def name(term: Term) -> ox.NamedNode:
        if isinstance(term, ox.NamedNode):
            return term
        return stand_ins.setdefault(term, ox.NamedNode(f"{_STAND_IN}{len(stand_ins)}"))

    told = [
        ox.Triple(
            name(triple.subject),
            triple.predicate,
            triple.object if triple.predicate.value in _CARDINALITY else name(triple.object),
        )
        for triple in given
    ]
    found, messages = reason(told, engine)
    meant: dict[Term, Term] = {stand_in: term for term, stand_in in stand_ins.items()}
    kept = set()
    for triple in found.difference(told):
        subject = meant.get(triple.subject, triple.subject)
        value = meant.get(triple.object, triple.object)
        if not isinstance(subject, ox.Literal | ox.Triple):
            meaning = ox.Triple(subject, triple.predicate, value)
            if _worth_keeping(meaning):
                kept.add(meaning)
    named = {stand_in.value: str(term) for term, stand_in in stand_ins.items()}
    return kept, [_STOOD_IN.sub(lambda m: named.get(m[0], m[0]), text) for text in messages]


def _worth_keeping(triple: ox.Triple) -> bool:
    subject, predicate, value = triple.subject, triple.predicate.value, triple.object
    if _of_vocabulary(subject):
        return False
    if predicate == _TYPE:
        return isinstance(value, ox.NamedNode) and not _of_vocabulary(value)
    if predicate == _SAME:
        return subject != value
    if predicate in _SCHEMA:
        return (
            subject != value
            and isinstance(subject, ox.NamedNode)
            and isinstance(value, ox.NamedNode)
            and not _of_vocabulary(value)
        )
    return predicate == _RDFS + "label" or not predicate.startswith(_VOCABULARY)


def _of_vocabulary(term: Term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(_VOCABULARY)


def _apply(name: str, rule: str, store: ox.Store) -> list[ox.Triple]:
    """What a rule adds; the next one sees it too."""
    try:
        found = store.query(rule)
    except SyntaxError as error:
        raise UnreadableInput(f"{error.msg}.", path=layout.RULES / name) from None
    if not isinstance(found, ox.QueryTriples):
        raise UnreadableInput("A rule must be a CONSTRUCT query.", path=layout.RULES / name)
    triples = list(found)
    store.extend(ntriples.quads(triples))
    return triples
