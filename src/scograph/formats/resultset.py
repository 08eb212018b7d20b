"""Rows as RDF: a result set in the vocabulary of the W3C's SPARQL tests.

http://www.w3.org/2001/sw/DataAccess/tests/result-set#
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from scograph.rdf.namespaces import PREFIXES

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def triples(columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> Iterator[ox.Triple]:
    """The triples of a result set, its rows numbered from 1 as `rs:index`."""
    whole = ox.BlankNode("results")
    yield ox.Triple(whole, _TYPE, _rs("ResultSet"))
    for column in columns:
        yield ox.Triple(whole, _rs("resultVariable"), ox.Literal(column))
    for number, row in enumerate(rows, 1):
        solution = ox.BlankNode(f"row{number}")
        yield ox.Triple(whole, _rs("solution"), solution)
        yield ox.Triple(solution, _rs("index"), ox.Literal(number))
        for column, term in zip(columns, row, strict=True):
            if term is not None:
                binding = ox.BlankNode(f"row{number}{column}")
                yield ox.Triple(solution, _rs("binding"), binding)
                yield ox.Triple(binding, _rs("variable"), ox.Literal(column))
                yield ox.Triple(binding, _rs("value"), term)


def boolean(value: bool) -> Iterator[ox.Triple]:
    """The triples of the answer to an ASK."""
    whole = ox.BlankNode("results")
    yield ox.Triple(whole, _TYPE, _rs("ResultSet"))
    yield ox.Triple(whole, _rs("boolean"), ox.Literal(value))


def _rs(name: str) -> ox.NamedNode:
    return ox.NamedNode(RS + name)
