"""JSON-LD, compact against the project's context, with keys and values in a fixed order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from scograph import context as contexts
from scograph.errors import BadRequest
from scograph.namespaces import PREFIXES, expand
from scograph.nesting import Nesting, Node, Term
from scograph.shorten import Shortener

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def jsonld(
    triples: Iterable[ox.Triple],
    context: Mapping[str, contexts.Definition],
    *,
    context_url: str | None = None,
) -> Iterator[str]:
    """One graph, node by node.

    The part of the context that is needed is written into the document, so that it reads back
    offline; `context_url` refers to a published context instead.
    """
    graph = list(triples)
    clashes = {scheme for triple in graph for scheme in _schemes(triple)} & PREFIXES.keys()
    if clashes and context_url:
        raise BadRequest(
            f"An IRI of the scheme {min(clashes)}: would be read as a prefix of the context at "
            f"{context_url}. Leave the context inside the document."
        )
    writer = _Writer(Nesting(graph), context, Shortener(without=clashes))
    nodes = sorted(
        (writer.node(node, label=True) for node in writer.nesting.subjects()),
        key=lambda node: str(node["id"]),
    )
    head = context_url or writer.used_context()
    yield '{\n"@context": ' + json.dumps(head, ensure_ascii=False, indent=1) + ',\n"@graph": ['
    for number, node in enumerate(nodes):
        yield (",\n" if number else "\n") + json.dumps(node, ensure_ascii=False, indent=1)
    yield "\n]\n}\n"


class _Writer:
    def __init__(
        self, nesting: Nesting, context: Mapping[str, contexts.Definition], names: Shortener
    ) -> None:
        self.nesting = nesting
        self._context = context
        self._names = names
        self._terms: set[str] = set()
        self._by_iri: dict[str, tuple[str, str | None, bool]] = {}
        for term, definition in context.items():
            if term in PREFIXES or term in ("id", "type"):
                continue
            parts = {"@id": definition} if isinstance(definition, str) else definition
            iri = expand(parts["@id"]) or parts["@id"]
            kind = parts.get("@type")
            coerced = expand(kind) if kind and kind != "@id" else kind
            if names.short(iri):
                self._by_iri[iri] = (term, coerced, parts.get("@container") == "@language")
        names.used.clear()

    def used_context(self) -> dict[str, contexts.Definition]:
        """As much of the context as the nodes written so far need."""
        terms = {term: self._context[term] for term in sorted(self._terms)}
        for definition in terms.values():
            for value in [definition] if isinstance(definition, str) else definition.values():
                if not value.startswith("@"):
                    self._names.used.add(value.partition(":")[0])
        prefixes = {prefix: PREFIXES[prefix] for prefix in sorted(self._names.used)}
        return {"id": "@id", "type": "@type", **prefixes, **terms}

    def node(self, node: Node, *, label: bool) -> dict[str, Any]:
        """The object for one subject: `id`, `type`, then its properties in order."""
        written: dict[str, Any] = {"id": self._id(node)} if label else {}
        keyed: dict[str, Any] = {}
        for predicate, values in self.nesting.properties.get(node, {}).items():
            self._add(keyed, predicate.value, values)
        if "type" in keyed:
            written["type"] = keyed.pop("type")
        return {**written, **dict(sorted(keyed.items()))}

    def _add(self, keyed: dict[str, Any], predicate: str, values: list[Term]) -> None:
        if predicate == _TYPE:
            types = [value for value in values if not isinstance(value, ox.Literal)]
            values = [value for value in values if isinstance(value, ox.Literal)]
            if types:
                keyed["type"] = _compact([self._class(value) for value in types])
        term, coerced, by_language = self._by_iri.get(predicate, (None, None, False))
        if term and by_language:
            texts: dict[str, list[str]] = {}
            for value in values:
                if isinstance(value, ox.Literal) and value.language:
                    texts.setdefault(value.language, []).append(value.value)
            values = [v for v in values if not (isinstance(v, ox.Literal) and v.language)]
            if texts:
                self._terms.add(term)
                keyed[term] = {tag: _compact(texts[tag]) for tag in sorted(texts)}
        if not values:
            return
        # A map of languages has no place for other values: those go under the full name.
        if term is None or by_language:
            key, coerced = self._iri(predicate), None
        else:
            key = term
            self._terms.add(term)
        keyed[key] = _compact([self._value(value, coerced) for value in values])

    def _value(self, value: Term, coerced: str | None) -> Any:
        if isinstance(value, ox.Literal):
            return self._literal(value, coerced)
        if isinstance(value, ox.BlankNode):
            if value in self.nesting.lists:
                return {"@list": [self._value(v, coerced) for v in self.nesting.lists[value]]}
            if value in self.nesting.inline:
                return self.node(value, label=False)
        return self._id(value) if coerced == "@id" else {"id": self._id(value)}

    def _literal(self, literal: ox.Literal, coerced: str | None) -> Any:
        text, datatype = literal.value, literal.datatype.value
        if literal.language:
            return {"@language": literal.language, "@value": text}
        if datatype == _XSD + "string":
            return text if coerced is None else {"@value": text}
        if coerced in (None, datatype):
            if datatype == _XSD + "integer" and _INTEGER.fullmatch(text):
                return int(text)
            if datatype == _XSD + "boolean" and text in ("true", "false"):
                return text == "true"
        return text if coerced == datatype else {"@type": self._iri(datatype), "@value": text}

    def _class(self, value: Node) -> str:
        known = self._by_iri.get(value.value) if isinstance(value, ox.NamedNode) else None
        if known is None:
            return self._id(value)
        self._terms.add(known[0])
        return known[0]

    def _id(self, node: Node) -> str:
        return str(node) if isinstance(node, ox.BlankNode) else self._iri(node.value)

    def _iri(self, iri: str) -> str:
        return self._names.short(iri) or iri


def _compact(values: list[Any]) -> Any:
    if len(values) == 1:
        return values[0]
    return sorted(values, key=lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True))


def _schemes(triple: ox.Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, ox.NamedNode):
            yield term.value.partition(":")[0]
        elif isinstance(term, ox.Literal):
            yield term.datatype.value.partition(":")[0]
