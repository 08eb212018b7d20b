"""Rows in the SPARQL results format in JSON, written as text.

https://www.w3.org/TR/sparql11-results-json/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.rdf.namespaces import PREFIXES

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_STRING = PREFIXES["xsd"] + "string"
_text = json.JSONEncoder(ensure_ascii=False).encode
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(
    columns: Sequence[str],
    rows: Iterable[Iterable[Term | None]],
    members: Mapping[str, object] | None = None,
) -> bytes:
    r"""The rows, each with what is bound in it, and further members beside them.

    >>> written(["a", "b"], [[ox.Literal("\n"), None]])
    b'{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"literal","value":"\\n"}}]}}'
    >>> written([], [], {"more": 1})
    b'{"head":{"vars":[]},"results":{"bindings":[]},"more":1}'
    """
    names = [_text(column) for column in columns]
    bindings = ",".join(f"{{{_row(names, row)}}}" for row in rows)
    head = f'{{"vars":[{",".join(names)}]}}'
    more = "".join(f",{_text(name)}:{_compact(value)}" for name, value in (members or {}).items())
    return f'{{"head":{head},"results":{{"bindings":[{bindings}]}}{more}}}'.encode()


def _row(names: list[str], row: Iterable[Term | None]) -> str:
    # Text, since a dict for each term would take as long as a small query.
    return ",".join(
        f"{name}:{_term(term)}" for name, term in zip(names, row, strict=True) if term is not None
    )


def _term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{_text(term.value)}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type":"bnode","value":{_text(term.value)}}}'
    if not isinstance(term, ox.Literal):
        raise UsageError("The answer has triples inside triples, which RDF 1.1 cannot say.")
    literal = f'{{"type":"literal","value":{_text(term.value)}'
    if term.language:
        return f'{literal},"xml:lang":{_text(term.language)}}}'
    datatype = term.datatype.value
    return f"{literal}}}" if datatype == _STRING else f'{literal},"datatype":{_text(datatype)}}}'
