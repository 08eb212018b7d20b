"""RDF/XML, sorted, with only the prefixes used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.namespaces import PREFIXES

_XSD_STRING = PREFIXES["xsd"] + "string"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESERVED = {
    PREFIXES["rdf"] + name
    for name in ("Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype")
}


def rdfxml(triples: Iterable[ox.Triple]) -> Iterator[str]:
    """One graph, piece by piece. BadRequest for what RDF/XML has no way to write."""
    subjects: dict[str, list[tuple[str, str]]] = defaultdict(list)
    predicates: set[str] = set()
    for triple in triples:
        predicates.add(triple.predicate.value)
        subjects[_node(triple.subject, "about")].append(
            (triple.predicate.value, _value(triple.object))
        )
    names, declared = _qnames(predicates)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for prefix in sorted(declared):
        yield f"\n    xmlns:{prefix}={quoteattr(declared[prefix])}"
    yield ">\n"
    for subject in sorted(subjects):
        yield f"  <rdf:Description {subject}>\n"
        for predicate, value in sorted(subjects[subject]):
            name = names[predicate]
            closing = "" if value.endswith("/>") else f"</{name}>"
            yield f"    <{name}{value}{closing}\n"
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _qnames(predicates: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    declared = {"rdf": PREFIXES["rdf"]}
    made: dict[str, str] = {}
    for predicate in sorted(predicates):
        local = _LOCAL.search(predicate)
        if local is None or predicate in _RESERVED:
            raise BadRequest(
                f"RDF/XML cannot name the property <{predicate}>. Choose another format."
            )
        namespace = predicate[: local.start()]
        prefix = _BY_NAMESPACE.get(namespace) or made.setdefault(namespace, f"ns{len(made) + 1}")
        declared[prefix] = namespace
        names[predicate] = f"{prefix}:{local.group()}"
    return names, declared


def _node(term: ox.NamedNode | ox.BlankNode | ox.Triple, attribute: str) -> str:
    if isinstance(term, ox.BlankNode):
        return f'rdf:nodeID="{term.value}"'
    return f"rdf:{attribute}={_quoted(cast(ox.NamedNode, term).value)}"


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if not isinstance(term, ox.Literal):
        return f" {_node(term, 'resource')}/>"
    if _NOT_XML.search(term.value):
        raise BadRequest(
            f"RDF/XML cannot hold a control character, as in {term.value[:60]!r}. "
            "Choose another format."
        )
    text = escape(term.value, {"\r": "&#13;"})
    if term.language:
        return f" xml:lang={_quoted(term.language)}>{text}"
    datatype = term.datatype.value
    return f">{text}" if datatype == _XSD_STRING else f" rdf:datatype={_quoted(datatype)}>{text}"


def _quoted(text: str) -> str:
    return '"' + escape(text, {'"': "&quot;"}) + '"'
