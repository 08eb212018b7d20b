"""JSON-LD, compact against the project's context, with keys and values in a fixed order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from scograph.errors import UsageError
from scograph.formats import context as contexts
from scograph.formats.nodes import TYPE, Nodes
from scograph.rdf.curies import Shortener
from scograph.rdf.namespaces import PREFIXES, expand

_XSD = PREFIXES["xsd"]
_STRING, _INTEGER, _BOOLEAN = (_XSD + name for name in ("string", "integer", "boolean"))
_NUMBER = re.compile(r'"(?:0|-?[1-9][0-9]{0,14})"')
_TRUTH = ('"true"', '"false"')


def jsonld(
    lines: Iterable[bytes],
    context: Mapping[str, contexts.Definition],
    *,
    context_url: str | None = None,
) -> Iterator[str]:
    """One graph in JSON-LD, node by node.

    The part of the context that is needed is written into the document, so that it reads back
    offline; `context_url` refers to a published context instead. Raises UsageError if an IRI of
    the graph would be read as a short name of that context.
    """
    nodes = Nodes(lines)
    writer = _Writer(nodes, context, Shortener())
    blocks = writer.blocks()
    if clashes := writer.ids.schemes & PREFIXES.keys():
        if context_url:
            raise UsageError(
                f"An IRI of the scheme {min(clashes)}: would be read as a prefix of the context at "
                f"{context_url}. Leave the context inside the document."
            )
        writer = _Writer(nodes, context, Shortener(without=clashes))
        blocks = writer.blocks()
    head = context_url or writer.used_context()
    yield '{\n"@context": ' + json.dumps(head, ensure_ascii=False, indent=1) + ',\n"@graph": ['
    yield from ((",\n" if number else "\n") + block for number, block in enumerate(blocks))
    yield "\n]\n}\n"


class _Term:
    """The term of a property in the context: its name, its type coercion, or a language map."""

    def __init__(self, name: str, coerced: str | None, by_language: bool) -> None:
        self.name = name
        self.coerced = coerced
        self.by_language = by_language


class _Ids(dict[str, str]):
    """IRIs in angle brackets, each as it is written without them; `schemes` are those they have."""

    def __init__(self, shortener: Shortener) -> None:
        self.schemes: set[str] = set()
        self._shortener = shortener

    def __missing__(self, iri: str) -> str:
        full = iri[1:-1]
        self.schemes.add(full.partition(":")[0])
        self[iri] = name = self._shortener.short(full) or full
        return name


class _Writer:
    """Text of nodes; that of strings is taken over, since N-Triples escapes them as JSON does."""

    def __init__(
        self, nodes: Nodes, context: Mapping[str, contexts.Definition], shortener: Shortener
    ) -> None:
        self._nodes = nodes
        self._context = context
        self._shortener = shortener
        self.ids = _Ids(shortener)
        self._used: set[str] = set()
        self._terms: dict[str, _Term] = {}
        for name, definition in context.items():
            if name in PREFIXES or name in ("id", "type"):
                continue
            parts = {"@id": definition} if isinstance(definition, str) else definition
            iri = expand(parts["@id"]) or parts["@id"]
            kind = parts.get("@type")
            coerced = expand(kind) if kind and kind != "@id" else kind
            if shortener.short(iri):
                by_language = parts.get("@container") == "@language"
                self._terms[f"<{iri}>"] = _Term(name, coerced, by_language)
        shortener.used.clear()

    def used_context(self) -> dict[str, contexts.Definition]:
        """The part of the context that the nodes written so far need."""
        terms = {name: self._context[name] for name in sorted(self._used)}
        for definition in terms.values():
            for value in [definition] if isinstance(definition, str) else definition.values():
                if not value.startswith("@"):
                    self._shortener.used.add(value.partition(":")[0])
        return {"id": "@id", "type": "@type", **dict(self._shortener.declared()), **terms}

    def blocks(self) -> list[str]:
        """The objects for all nodes that are not inside another one, in order."""
        nodes = sorted((self._id(node), node) for node in self._nodes.subjects())
        return [self._node(node, iri, 0) for iri, node in nodes]

    def _node(self, node: str, iri: str | None, margin: int) -> str:
        """The object for one subject: `id`, `type`, then its properties in order."""
        keyed: dict[str, str] = {}
        for predicate, values in self._nodes.properties.get(node, {}).items():
            self._add(keyed, predicate, values, margin + 1)
        head = [] if iri is None else [("id", f'"{iri}"')]
        if "type" in keyed:
            head.append(("type", keyed.pop("type")))
        return _object([*head, *sorted(keyed.items())], margin)

    def _add(self, keyed: dict[str, str], predicate: str, values: list[str], margin: int) -> None:
        if predicate == TYPE:
            types = [self._class(value) for value in values if value[0] != '"']
            values = [value for value in values if value[0] == '"']
            if types:
                keyed["type"] = _array(types, margin)
        term = self._terms.get(predicate)
        if term and term.by_language:
            texts: dict[str, list[str]] = {}
            others = []
            for value in values:
                if value[0] == '"' and value[-1] not in '">':
                    text, _, tag = value.rpartition("@")
                    texts.setdefault(tag, []).append(text)
                else:
                    others.append(value)
            values = others
            if texts:
                self._used.add(term.name)
                tags = [(tag, _array(texts[tag], margin + 1)) for tag in sorted(texts)]
                keyed[term.name] = _object(tags, margin)
        if not values:
            return
        # A map of languages has no place for other values: those go under the full name.
        if term is None or term.by_language:
            key, coerced = self.ids[predicate], None
        else:
            key, coerced = term.name, term.coerced
            self._used.add(key)
        inner = margin if len(values) == 1 else margin + 1
        keyed[key] = _array([self._value(value, coerced, inner) for value in values], margin)

    def _value(self, value: str, coerced: str | None, margin: int) -> str:
        if value[0] == '"':
            return self._literal(value, coerced, margin)
        if value in self._nodes.lists:
            members = self._nodes.lists[value]
            texts = [self._value(member, coerced, margin + 2) for member in members]
            return _object([("@list", _items(texts, margin + 1))], margin)
        if value in self._nodes.inline:
            return self._node(value, None, margin)
        text = f'"{self._id(value)}"'
        return text if coerced == "@id" else _object([("id", text)], margin)

    def _literal(self, literal: str, coerced: str | None, margin: int) -> str:
        if literal[-1] == '"':
            return literal if coerced is None else _object([("@value", literal)], margin)
        if literal[-1] != ">":
            text, _, tag = literal.rpartition("@")
            return _object([("@language", f'"{tag}"'), ("@value", text)], margin)
        text, _, kind = literal.rpartition("^^")
        datatype = kind[1:-1]
        if coerced in (None, datatype):
            if datatype == _INTEGER and _NUMBER.fullmatch(text):
                return text[1:-1]
            if datatype == _BOOLEAN and text in _TRUTH:
                return text[1:-1]
        if coerced == datatype:
            return text
        return _object([("@type", f'"{self.ids[kind]}"'), ("@value", text)], margin)

    def _class(self, value: str) -> str:
        known = self._terms.get(value)
        if known is None:
            return f'"{self._id(value)}"'
        self._used.add(known.name)
        return f'"{known.name}"'

    def _id(self, node: str) -> str:
        """The value of `id` for a node."""
        return self.ids[node] if node[0] == "<" else node


def _object(entries: list[tuple[str, str]], margin: int) -> str:
    pad = "\n" + " " * (margin + 1)
    inside = ",".join([f'{pad}"{key}": {value}' for key, value in entries])
    return f"{{{inside}\n{' ' * margin}}}" if entries else "{}"


def _array(values: list[str], margin: int) -> str:
    return values[0] if len(values) == 1 else _items(sorted(values), margin)


def _items(values: list[str], margin: int) -> str:
    pad = "\n" + " " * (margin + 1)
    return f"[{','.join([pad + value for value in values])}\n{' ' * margin}]" if values else "[]"
