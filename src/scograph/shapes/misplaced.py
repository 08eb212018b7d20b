"""Terms that stand where the program cannot use them, as findings.

A text where a thing is wanted, and axioms that no reasoner can use. `validate` reports them among
others; a build with the user's files reports these alone, in the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from scograph.corpus import load
from scograph.corpus.positions import CorpusStatements, Places, Statements
from scograph.rdf import ntriples
from scograph.rdf.namespaces import PREFIXES
from scograph.reason.unusable import Unusable
from scograph.shapes import metadata, skolem, sparql_constraints, thing_names
from scograph.shapes.findings import VIOLATION, WARNING, Finding, printable, shown
from scograph.shapes.messages import Messages

CODE = "unusable-axiom"
REMEDY = "Correct it or delete it. It stays in the graph, but nothing is inferred from it."
_TEXT = "text-for-thing"
_TYPE = f"<{PREFIXES['rdf']}type>".encode()
Note: TypeAlias = tuple[str | None, int | None, str]
"""File, line, and sentence with code."""

_OBJECT_PROPERTY = f"<{PREFIXES['owl']}ObjectProperty> .\n".encode()


def axioms(
    left_out: Mapping[bytes, Unusable], statements: Statements, first: Collection[Path] = ()
) -> list[Finding]:
    """A finding for each axiom that the reasoner does not get, sorted by place."""
    places = Places(statements, first)
    found = []
    for line, why in left_out.items():
        (triple,) = ntriples.read(line)
        thing, value = _plain(triple.subject), _plain(triple.object)
        file, number = places.of(thing, triple.predicate.value, value)
        found.append(
            Finding(
                code=CODE,
                severity=WARNING if why.legal else VIOLATION,
                file=file,
                line=number,
                thing=thing,
                name=thing,
                path=triple.predicate.value,
                value=value,
                reason=f"The reasoner cannot use this axiom: {why.reason}.",
                remedy=REMEDY,
                term=str(triple.object),
            )
        )
    return sorted(found, key=lambda finding: finding.key)


def texts(corpus: load.Corpus, store: ox.Store | None) -> list[Finding]:
    """A finding for each text where a property of the ontology wants a thing.

    The store has the names of things.
    """
    ontology = next(lines for _, lines in corpus.graphs())
    properties = {
        line.partition(b" ")[0]
        for line in ontology
        if line.endswith(_OBJECT_PROPERTY) and line.split(b" ", 2)[1] == _TYPE
    }
    wrong = [
        line
        for line in corpus.asserted.lines()
        if (parts := line.split(b" ", 2))[1] in properties
        and parts[2].startswith(b'"')
    ]  # fmt: skip
    if not wrong:
        return []
    shapes = load.read(load.shape_files()).triples()
    known = metadata.read(shapes)
    _, constraints = sparql_constraints.split(shapes)
    small = ox.Store()
    lines = map(skolem.skolemized, wrong)
    ntriples.extend(small, [ontology, set(lines)])
    results = sparql_constraints.results(
        [one for one in constraints if known[one.shape].code == _TEXT], small
    )
    name = cache(partial(thing_names.name, store or small))
    return Messages(Places(CorpusStatements(corpus)), name, known).findings(results)


def noted(findings: Iterable[Finding]) -> list[Note]:
    """Findings as notes, for the file of a store."""
    return [
        (str(one.file) if one.file else None, one.line, f"{one.reason}  [{one.code}]")
        for one in findings
    ]


def worded(notes: Iterable[Note]) -> Iterator[str]:
    """Notes as findings are worded, with file and line."""
    for file, line, text in notes:
        parts = (shown(Path(file)) if file else None, line)
        place = ":".join(str(part) for part in parts if part)
        yield printable(f"{place}  {text}" if place else text)


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
