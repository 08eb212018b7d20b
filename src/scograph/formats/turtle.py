"""Turtle and TriG in the style of `data/`: sorted, one value a line, only the prefixes used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from scograph.formats.nodes import TYPE, Nodes, Properties, blank_nodes
from scograph.rdf.curies import Shortener
from scograph.rdf.namespaces import PREFIXES

_XSD = PREFIXES["xsd"]
# Other spellings of numbers are quoted: some readers would take `01` for `1`.
_BARE = {
    f"<{_XSD}integer>": re.compile(r"0|-?[1-9][0-9]*"),
    f"<{_XSD}decimal>": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+"),
    f"<{_XSD}boolean>": re.compile(r"true|false"),
}


def turtle(lines: Iterable[bytes], prefixes: Mapping[str, str] | None = None) -> Iterator[str]:
    r"""One graph in Turtle, piece by piece: the prefixes, then a block for each subject.

    `prefixes` are used beside those of the project, which go before them.

    >>> print("".join(turtle([b"<urn:a> <urn:p> <https://w3id.org/scograph/id/sco> .\n"])), end="")
    @prefix scod: <https://w3id.org/scograph/id/> .
    <BLANKLINE>
    <urn:a>
        <urn:p> scod:sco ;
    .
    """
    names = _Names(Shortener(more=prefixes))
    blocks = _Writer(Nodes(lines), names).blocks()
    yield from _head(names)
    for block in blocks:
        yield f"\n{block}"


def trig(graphs: Mapping[str | None, Collection[bytes]]) -> Iterator[str]:
    """The default graph (None), then each named graph in braces, in the order of their names."""
    names = _Names(Shortener())
    shared = _in_several(graphs.values())
    bodies: list[tuple[str | None, list[str]]] = []
    for name in sorted(graphs, key=lambda iri: iri or ""):
        writer = _Writer(Nodes(graphs[name], shared), names, 0 if name is None else 4)
        bodies.append((name, writer.blocks()))
    yield from _head(names)
    for name, blocks in bodies:
        if name is None:
            yield from (f"\n{block}" for block in blocks)
        else:
            yield f"\n<{name}> {{\n" + "\n".join(blocks) + "}\n"


class _Names(dict[str, str]):
    """IRIs in angle brackets, each as it is written."""

    def __init__(self, shortener: Shortener) -> None:
        self.shortener = shortener

    def __missing__(self, iri: str) -> str:
        self[iri] = name = self.shortener.short(iri[1:-1]) or iri
        return name


class _Writer:
    def __init__(self, nodes: Nodes, names: _Names, margin: int = 0) -> None:
        self._nodes = nodes
        self._names = names
        self._margin = margin

    def blocks(self) -> list[str]:
        """The text of each subject that is not written inside another one, sorted."""
        pad = " " * self._margin
        subjects = sorted((self._term(node, 0), node) for node in self._nodes.subjects())
        properties = self._nodes.properties
        return [
            f"{pad}{text}\n{self._body(properties[node], self._margin + 4)}{pad}.\n"
            for text, node in subjects
        ]

    def _body(self, properties: Properties, margin: int) -> str:
        pad = " " * margin
        lines = []
        written = [
            ("" if name == TYPE else self._names[name], values)
            for name, values in properties.items()
        ]
        iris = self._names
        for name, values in sorted(written):
            predicate = name or "a"
            if len(values) == 1:
                value = values[0]
                text = iris[value] if value[0] == "<" else self._term(value, margin)
                lines.append(f"{pad}{predicate} {text} ;\n")
            else:
                texts = sorted(
                    [
                        iris[value] if value[0] == "<" else self._term(value, margin + 4)
                        for value in values
                    ]
                )
                between = f" ,\n{pad}    "
                lines.append(f"{pad}{predicate}\n{pad}    {between.join(texts)} ;\n")
        return "".join(lines)

    def _term(self, term: str, margin: int) -> str:
        if term[0] == "<":
            return self._names[term]
        if term[0] == '"':
            return self._literal(term)
        if term in self._nodes.lists:
            members = [self._term(member, margin) for member in self._nodes.lists[term]]
            return f"( {' '.join(members)} )"
        if term in self._nodes.inline:
            properties = self._nodes.properties.get(term)
            return f"[\n{self._body(properties, margin + 4)}{' ' * margin}]" if properties else "[]"
        return term

    def _literal(self, literal: str) -> str:
        """The literal with its datatype shortened; texts are escaped as N-Triples does."""
        if literal[-1] != ">":
            return literal
        text, _, datatype = literal.rpartition("^^")
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(text, 1, len(text) - 1):
            return text[1:-1]
        return f"{text}^^{self._names[datatype]}"


def _head(names: _Names) -> Iterator[str]:
    for prefix, namespace in names.shortener.declared():
        yield f"@prefix {prefix}: <{namespace}> .\n"


def _in_several(graphs: Iterable[Collection[bytes]]) -> set[str]:
    """Blank nodes of more than one graph: they need a label, the same one in each."""
    seen: set[str] = set()
    several: set[str] = set()
    for lines in graphs:
        here = {label for line in lines if b"_:" in line for label in blank_nodes(line)}
        several |= here & seen
        seen |= here
    return several
