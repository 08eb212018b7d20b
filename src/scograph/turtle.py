"""Turtle and TriG in the style of `data/`: sorted, one value a line, only the prefixes used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import pyoxigraph as ox

from scograph.namespaces import PREFIXES
from scograph.nesting import Nesting, Node, Term
from scograph.shorten import Shortener

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
# Other spellings of numbers are quoted: some readers would take `01` for `1`.
_BARE = {
    _XSD + "integer": re.compile(r"0|-?[1-9][0-9]*"),
    _XSD + "decimal": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def turtle(triples: Iterable[ox.Triple]) -> Iterator[str]:
    """One graph, piece by piece: the prefixes, then a block for each subject.

    >>> sco = ox.NamedNode("https://w3id.org/scograph/id/sco")
    >>> print("".join(turtle([ox.Triple(sco, ox.NamedNode(_TYPE), sco)])), end="")
    @prefix scod: <https://w3id.org/scograph/id/> .
    <BLANKLINE>
    scod:sco
        a scod:sco ;
    .
    """
    names = Shortener()
    blocks = _Writer(Nesting(triples), names).blocks()
    yield from _head(names)
    for block in blocks:
        yield f"\n{block}"


def trig(graphs: Mapping[str | None, list[ox.Triple]]) -> Iterator[str]:
    """The default graph (None), then each named graph in braces, in the order of their names."""
    names = Shortener()
    shared = _in_several(graphs.values())
    bodies: list[tuple[str | None, list[str]]] = []
    for name in sorted(graphs, key=lambda iri: iri or ""):
        writer = _Writer(Nesting(graphs[name], shared), names, 0 if name is None else 4)
        bodies.append((name, writer.blocks()))
    yield from _head(names)
    for name, blocks in bodies:
        if name is None:
            yield from (f"\n{block}" for block in blocks)
        else:
            yield f"\n<{name}> {{\n" + "\n".join(blocks) + "}\n"


class _Writer:
    def __init__(self, nesting: Nesting, names: Shortener, margin: int = 0) -> None:
        self._nesting = nesting
        self._names = names
        self._margin = margin

    def blocks(self) -> list[str]:
        """The text of each subject that is not written inside another one, sorted."""
        pad = " " * self._margin
        subjects = sorted((self._term(node, 0), node) for node in self._nesting.subjects())
        return [
            f"{pad}{text}\n{self._body(node, self._margin + 4)}{pad}.\n" for text, node in subjects
        ]

    def _body(self, node: Node, margin: int) -> str:
        pad = " " * margin
        lines = []
        properties = {
            "a" if predicate.value == _TYPE else self._iri(predicate.value): values
            for predicate, values in self._nesting.properties[node].items()
        }
        for predicate in sorted(properties, key=lambda name: (name != "a", name)):
            values = properties[predicate]
            if len(values) == 1:
                lines.append(f"{pad}{predicate} {self._term(values[0], margin)} ;\n")
            else:
                texts = sorted(self._term(value, margin + 4) for value in values)
                lines.append(f"{pad}{predicate}\n")
                lines.extend(f"{pad}    {text} ,\n" for text in texts[:-1])
                lines.append(f"{pad}    {texts[-1]} ;\n")
        return "".join(lines)

    def _term(self, term: Term, margin: int) -> str:
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if isinstance(term, ox.Literal):
            return self._literal(term)
        if term in self._nesting.lists:
            members = [self._term(member, margin) for member in self._nesting.lists[term]]
            return f"( {' '.join(members)} )"
        if term in self._nesting.inline:
            if not self._nesting.properties.get(term):
                return "[]"
            return f"[\n{self._body(term, margin + 4)}{' ' * margin}]"
        return str(term)

    def _literal(self, literal: ox.Literal) -> str:
        datatype = literal.datatype.value
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(literal.value):
            return literal.value
        text = f'"{literal.value.translate(_ESCAPES)}"'
        if literal.language:
            return f"{text}@{literal.language}"
        return text if datatype == _XSD + "string" else f"{text}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        return self._names.short(iri) or f"<{iri}>"


def _head(names: Shortener) -> Iterator[str]:
    for prefix in sorted(names.used):
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"


def _in_several(graphs: Collection[list[ox.Triple]]) -> set[ox.BlankNode]:
    """Blank nodes of more than one graph: they need a label, the same one in each."""
    seen: set[ox.BlankNode] = set()
    several: set[ox.BlankNode] = set()
    for triples in graphs:
        here = {
            term
            for triple in triples
            for term in (triple.subject, triple.object)
            if isinstance(term, ox.BlankNode)
        }
        several |= here & seen
        seen |= here
    return several
