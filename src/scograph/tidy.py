"""The one way Turtle is written in `data/`: subjects, predicates and values sorted, a value a line.

A change of one fact is then a change of one line. `python -m scograph.tidy FILE …` rewrites files
in place; `--check` only names those that are not tidy.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from scograph.errors import UnreadableInput
from scograph.namespaces import PREFIXES, curie

_RDF_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_BARE = {
    _XSD + "integer": r"[+-]?\d+",
    _XSD + "decimal": r"[+-]?\d*\.\d+",
    _XSD + "boolean": r"true|false",
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(triples: Iterable[ox.Triple]) -> str:
    """Turtle in the style of the project, with only the prefixes used.

    Raises ValueError for a blank node: everything in `data/` has a name.
    """
    subjects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        predicate = "a" if triple.predicate.value == _RDF_TYPE else _iri(triple.predicate.value)
        subjects[_term(triple.subject)][predicate].add(_term(triple.object))
    blocks = [_block(subject, subjects[subject]) for subject in sorted(subjects)]
    used = {name for block in blocks for name in _prefixes_in(block)}
    head = [f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in sorted(used)]
    return "".join(head) + "".join(f"\n{block}" for block in blocks)


def tidy(path: Path) -> str:
    """The tidy text of a Turtle file; UnreadableInput where it cannot be parsed."""
    try:
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise UnreadableInput(
            f"{error.msg}.", path=path, line=error.lineno, column=error.offset
        ) from None
    except OSError as error:
        raise UnreadableInput(f"The file cannot be read: {error.strerror}.", path=path) from None
    try:
        return write(quad.triple for quad in quads)
    except ValueError as error:
        raise UnreadableInput(f"{error}.", path=path) from None


def _block(subject: str, properties: dict[str, set[str]]) -> str:
    lines = [subject]
    for predicate in sorted(properties, key=lambda name: (name != "a", name)):
        values = sorted(properties[predicate])
        if len(values) == 1:
            lines.append(f"    {predicate} {values[0]} ;")
        else:
            lines.append(f"    {predicate}")
            lines.extend(f"        {value} ," for value in values[:-1])
            lines.append(f"        {values[-1]} ;")
    return "\n".join([*lines, ".\n"])


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if not isinstance(term, ox.Literal):
        raise ValueError(f"{term} has no name: give it an IRI")
    datatype = term.datatype.value
    if re.fullmatch(_BARE.get(datatype, r"(?!)"), term.value):
        return term.value
    text = '"' + "".join(_ESCAPES.get(char, char) for char in term.value) + '"'
    if term.language:
        return f"{text}@{term.language}"
    return text if datatype == _XSD + "string" else f"{text}^^{_iri(datatype)}"


def _iri(iri: str) -> str:
    short = curie(iri)
    return short if short != iri and not short.endswith(".") else f"<{iri}>"


def _prefixes_in(block: str) -> set[str]:
    outside_text = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', "", block)
    return set(re.findall(r"(?<![\w-])([a-z]+):", outside_text))


def main(arguments: list[str]) -> int:
    """0 when all is tidy or was made so; 1 when `--check` found untidy files; 3 for no Turtle."""
    check = "--check" in arguments
    untidy = 0
    for path in (Path(name) for name in arguments if name != "--check"):
        try:
            text = tidy(path)
        except UnreadableInput as error:
            print(error, file=sys.stderr)
            return 3
        if path.read_text(encoding="utf-8") != text:
            untidy += 1
            print(path)
            if not check:
                path.write_text(text, encoding="utf-8")
    return 1 if check and untidy else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
