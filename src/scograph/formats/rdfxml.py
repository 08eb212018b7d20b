"""RDF/XML, sorted, with only the prefixes used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scograph.errors import UsageError
from scograph.rdf.namespaces import PREFIXES

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*>")
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_ESCAPED = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_CHARACTERS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESERVED = {
    f"<{PREFIXES['rdf']}{name}>"
    for name in (
        *("RDF", "Description", "ID", "about", "aboutEach", "aboutEachPrefix", "bagID", "datatype"),
        *("li", "nodeID", "parseType", "resource"),
    )
}


def rdfxml(lines: Iterable[bytes]) -> Iterator[str]:
    """One graph in RDF/XML, piece by piece, from sorted lines of N-Triples.

    Raises UsageError for what RDF/XML has no way to write: a property whose IRI does not end in a
    name, and most control characters.
    """
    names = _Names()
    resources = _Resources()
    blocks: list[list[str]] = []
    last = ""
    for line in map(bytes.decode, lines):
        subject, predicate, value = line.split(" ", 2)
        if subject != last:
            block = [f"  <rdf:Description {_node(subject, 'about')}>\n"]
            blocks.append(block)
            last = subject
        name = names[predicate]
        if value[0] == '"':
            block.append(f"    <{name}{_literal(value[:-3])}</{name}>\n")
        else:
            block.append(f"    <{name} {resources[value]}/>\n")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for prefix, namespace in sorted(names.declared.items()):
        yield f'\n    xmlns:{prefix}="{_escape(namespace)}"'
    yield ">\n"
    for block in blocks:
        yield "".join((*block, "  </rdf:Description>\n"))
    yield "</rdf:RDF>\n"


class _Names(dict[str, str]):
    """The qualified name of each property, with the prefixes used so far."""

    def __init__(self) -> None:
        self.declared = {"rdf": PREFIXES["rdf"]}
        self._made: dict[str, str] = {}

    def __missing__(self, predicate: str) -> str:
        local = _LOCAL.search(predicate)
        if local is None or predicate in _RESERVED:
            raise UsageError(
                f"RDF/XML cannot name the property {predicate}. Choose another format."
            )
        namespace = predicate[1 : local.start()]
        prefix = _BY_NAMESPACE.get(namespace) or self._made.setdefault(
            namespace, f"ns{len(self._made) + 1}"
        )
        self.declared[prefix] = namespace
        self[predicate] = name = f"{prefix}:{local.group()[:-1]}"
        return name


class _Resources(dict[str, str]):
    """The attribute for each value, which ends as a line of N-Triples does."""

    def __missing__(self, value: str) -> str:
        self[value] = attribute = _node(value[:-3], "resource")
        return attribute


def _node(term: str, attribute: str) -> str:
    if term[0] == "_":
        return f'rdf:nodeID="{term[2:]}"'
    return f'rdf:{attribute}="{_escape(term[1:-1])}"'


def _literal(literal: str) -> str:
    if literal[-1] == '"':
        return f">{_text(literal)}"
    if literal[-1] == ">":
        text, _, datatype = literal.rpartition("^^")
        return f' rdf:datatype="{_escape(datatype[1:-1])}">{_text(text)}'
    text, _, tag = literal.rpartition("@")
    return f' xml:lang="{tag}">{_text(text)}'


def _text(quoted: str) -> str:
    """The text of a literal of N-Triples, escaped for XML."""
    text = quoted[1:-1]
    if "\\" in text:
        text = _ESCAPED.sub(_character, text)
        if _NOT_XML.search(text):
            raise UsageError(
                f"RDF/XML cannot hold a control character, as in {text[:60]!r}. "
                "Choose another format."
            )
        return _escape(text).replace("\r", "&#13;")
    return _escape(text)


def _character(found: re.Match[str]) -> str:
    code, longer, char = found.groups()
    if char:
        return _CHARACTERS.get(char, char)
    return chr(int(code or longer, 16))


def _escape(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
