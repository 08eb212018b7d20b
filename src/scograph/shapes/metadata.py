"""The metadata of shapes: code, message, remedy, and the properties that they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from scograph.rdf.graph import TYPE, Term
from scograph.rdf.namespaces import PREFIXES, expand

_CODE = PREFIXES["dct"] + "identifier"
_SH = PREFIXES["sh"]
_CURIE = re.compile(r"(?<![\w:])\w+:\w[\w-]*")


class Metadata(NamedTuple):
    """The code, message and remedy of the findings of one shape, and the properties it names."""

    code: str
    message: str
    remedy: str
    properties: frozenset[str]


def read(shapes: Iterable[ox.Triple]) -> dict[str, Metadata]:
    """The metadata of each shape that has a code (`dct:identifier`), by its IRI."""
    nodes: dict[Term, list[ox.Triple]] = defaultdict(list)
    for triple in shapes:
        nodes[triple.subject].append(triple)
    return {
        shape.value: _metadata(shape, nodes)
        for shape in list(nodes)
        if isinstance(shape, ox.NamedNode)
        and any(triple.predicate.value == _CODE for triple in nodes[shape])
    }


def _metadata(shape: Term, nodes: dict[Term, list[ox.Triple]]) -> Metadata:
    texts = {
        triple.predicate.value: triple.object.value
        for triple in nodes[shape]
        if isinstance(triple.object, ox.Literal)
    }
    return Metadata(
        texts[_CODE],
        texts.get(_SH + "message", ""),
        texts.get(_SH + "description", ""),
        frozenset(_properties(shape, nodes)) - {TYPE.value},
    )


def _properties(shape: Term, nodes: dict[Term, list[ox.Triple]]) -> set[str]:
    """The IRIs that a shape, its nested shapes and its SPARQL constraints name."""
    found: set[str] = set()
    for triple in nodes.get(shape, ()):
        value = triple.object
        if isinstance(value, ox.BlankNode):
            found |= _properties(value, nodes)
        elif isinstance(value, ox.NamedNode):
            found.add(value.value)
        elif triple.predicate.value == _SH + "select":
            found |= {expand(name) or name for name in _CURIE.findall(str(value))}
    return found
