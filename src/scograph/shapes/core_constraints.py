"""Constraints of SHACL Core that are quicker as SPARQL, asked once about all focus nodes.

pyshacl composes a result for each value that fails a nested shape, and values fail by thousands
where failing is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph.rdf.graph import Term
from scograph.rdf.namespaces import PREFIXES

_SH, _RDF = PREFIXES["sh"], PREFIXES["rdf"]
_NOT, _PATTERN, _PATH = (_SH + name for name in ("not", "pattern", "path"))
_VALUE_SHAPE, _LANGUAGES = _SH + "qualifiedValueShape", _SH + "languageIn"
_MIN_COUNT = _SH + "qualifiedMinCount"
_COUNTS = (_MIN_COUNT, _SH + "qualifiedMaxCount", _SH + "qualifiedValueShapesDisjoint")
_ONE = ox.Literal("1", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))
_NIL = ox.NamedNode(_RDF + "nil")

Properties: TypeAlias = Mapping[str, list[Term]]
"""The values of each property of a node of a shapes graph."""


class Query(NamedTuple):
    """A constraint as a query: what it selects, its patterns, and the values that it stands for."""

    component: str
    selected: str
    patterns: str
    values: list[tuple[str, Term]]


def queries(shape: Properties, properties: Mapping[Term, Properties]) -> Iterator[Query]:
    """The constraints of a shape that are queries here: no value matches a pattern; some value is
    in a language.

    Others are the engine's, as are all of a shape whose path is more than a property.
    """
    path = shape.get(_PATH, [])
    if not all(isinstance(one, ox.NamedNode) for one in path):
        return
    variable = "?value" if path else "?this"
    triple = f"?this {path[0]} ?value ." if path else ""
    for node in shape.get(_NOT, []):
        if pattern := _only(_PATTERN, properties[node]):
            yield Query(
                _SH + "NotConstraintComponent",
                "?this ?value" if path else "?this",
                f"{triple} FILTER(REGEX(STR({variable}), {pattern}))",
                [(_NOT, node)],
            )
    counts = [(name, value) for name in _COUNTS for value in shape.get(name, [])]
    for node in shape.get(_VALUE_SHAPE, []):
        head = _only(_LANGUAGES, properties[node])
        if path and head and counts == [(_MIN_COUNT, _ONE)]:
            tests = (f"LANGMATCHES(LANG(?value), {one})" for one in _members(head, properties))
            yield Query(
                _SH + "QualifiedMinCountConstraintComponent",
                "?this",
                f"FILTER NOT EXISTS {{ {triple} FILTER({' || '.join(tests)}) }}",
                [(_VALUE_SHAPE, node), *counts],
            )


def _only(name: str, node: Properties) -> Term | None:
    """The value of a property if the node has no other one."""
    values = [(link, value) for link, found in node.items() for value in found]
    return values[0][1] if [link for link, _ in values] == [name] else None


def _members(head: Term, properties: Mapping[Term, Properties]) -> Iterator[Term]:
    while head != _NIL:
        yield properties[head][_RDF + "first"][0]
        head = properties[head][_RDF + "rest"][0]
