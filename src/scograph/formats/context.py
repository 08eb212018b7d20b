"""The JSON-LD context: what each name in the JSON stands for, made from the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from scograph import paths
from scograph.errors import InputError
from scograph.rdf.namespaces import BASE, PREFIXES, SCOG, curie

IRI = BASE + "context.jsonld"

Definition: TypeAlias = str | dict[str, str]

_OWL, _RDFS, _SKOS, _XSD = (PREFIXES[name] for name in ("owl", "rdfs", "skos", "xsd"))
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_RANGE = ox.NamedNode(_RDFS + "range")
_CLASS = _OWL + "Class"
_OBJECT = _OWL + "ObjectProperty"
_PROPERTIES = {_OBJECT, _OWL + "DatatypeProperty", _OWL + "AnnotationProperty"}

# OWL 2 has no xsd:date, and annotation properties seldom have a range: these say so here.
DATES = {
    SCOG + name
    for name in (
        *("earliest", "latest", "endEarliest", "endLatest", "dateRead"),
        *("coversFrom", "coversThrough"),
    )
}
TEXTS = {SCOG + "gist", SCOG + "rankReason"} | {
    _SKOS + name
    for name in (
        *("prefLabel", "altLabel", "definition", "example"),
        *("scopeNote", "editorialNote", "historyNote"),
    )
}
THINGS = {SCOG + "claimFor"}


def published() -> dict[str, Definition]:
    """The whole context of the shipped ontology, as `scograph context` prints it."""
    return build([*paths.ONTOLOGY.glob("*.ttl"), *(paths.ONTOLOGY / "imports").glob("*.ttl")])


def build(files: Iterable[Path]) -> dict[str, Definition]:
    """`id` and `type`, the prefixes, then the declared terms in the order of their names.

    Terms of the project and of SKOS go by their local name, where no two share it and the project
    comes first; those of other vocabularies by their CURIE.
    """
    kinds: dict[str, set[str]] = {}
    ranges: dict[str, set[str]] = {}
    for path in sorted(files):
        for triple in _read(path):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
                if triple.predicate == _TYPE:
                    kinds.setdefault(subject.value, set()).add(value.value)
                elif triple.predicate == _RANGE:
                    ranges.setdefault(subject.value, set()).add(value.value)
    terms: dict[str, Definition] = {}
    for iri in sorted(kinds, key=lambda iri: (not iri.startswith(SCOG), iri)):
        short = curie(iri)
        local = iri.removeprefix(SCOG).removeprefix(_SKOS)
        name = short if local == iri or local in terms else local
        if short != iri and kinds[iri] & _PROPERTIES:
            definition = _property(iri, short, kinds[iri], ranges.get(iri, set()))
            if name != short or len(definition) > 1:
                terms[name] = definition
        elif name != short and _CLASS in kinds[iri]:
            terms[name] = short
    ordered = dict(sorted(terms.items()))
    return {"id": "@id", "type": "@type", **dict(sorted(PREFIXES.items())), **ordered}


def _property(iri: str, short: str, kinds: set[str], ranges: set[str]) -> dict[str, str]:
    datatypes = sorted(range_ for range_ in ranges if range_.startswith(_XSD))
    if iri in TEXTS:
        return {"@id": short, "@container": "@language"}
    if _OBJECT in kinds or iri in THINGS:
        return {"@id": short, "@type": "@id"}
    if iri in DATES:
        return {"@id": short, "@type": "xsd:date"}
    if len(datatypes) == 1 and datatypes != [_XSD + "string"]:
        return {"@id": short, "@type": curie(datatypes[0])}
    return {"@id": short}


def _read(path: Path) -> Iterable[ox.Triple]:
    try:
        return [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise InputError(
            f"{error.msg}.", path=path, line=error.lineno, column=error.offset
        ) from None
