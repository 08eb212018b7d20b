"""SPARQL constraints of shapes, each asked once of the whole graph.

SHACL asks them once for each thing that a shape is about, and engines take it at its word. Asked
with all those things at once they find the same in a time that grows with the graph and not with
its square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, cast

import pyoxigraph as ox

from scograph.findings import VIOLATION
from scograph.namespaces import PREFIXES
from scograph.report import Result

_SH, _RDF, _RDFS = (PREFIXES[name] for name in ("sh", "rdf", "rdfs"))
_COMPONENT = _SH + "SPARQLConstraintComponent"
_WHERE = re.compile(r"\bWHERE\s*\{")
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Told: TypeAlias = dict[_Term, dict[str, list[_Term]]]


class Constraint(NamedTuple):
    """One `sh:sparql` of one shape, as a query for all the things that the shape is about."""

    shape: str
    path: str | None
    severity: str
    message: str
    query: str


def split(shapes: Iterable[ox.Triple]) -> tuple[set[ox.Triple], list[Constraint]]:
    """The shapes without their SPARQL constraints, and these; what has no target stays."""
    triples = set(shapes)
    told: _Told = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        told[triple.subject][triple.predicate.value].append(triple.object)
    found: list[Constraint] = []
    taken: set[tuple[_Term, _Term]] = set()
    for shape, said in told.items():
        target = _target(said)
        if not target or _SH + "deactivated" in said:
            continue
        for node in said[_SH + "sparql"]:
            constraint = _constraint(shape, said, node, told, target)
            if constraint:
                found.append(constraint)
                taken.add((shape, node))
    kept = {
        triple
        for triple in triples
        if triple.predicate.value != _SH + "sparql" or (triple.subject, triple.object) not in taken
    }
    return kept, sorted(found)


def results(constraints: Iterable[Constraint], store: ox.Store) -> Iterator[Result]:
    """What the constraints find in the default graph, as an engine would report it."""
    for constraint in constraints:
        found = cast(ox.QuerySolutions, store.query(constraint.query))
        names = [variable.value for variable in found.variables]
        for row in found:
            said = dict(zip(names, row, strict=True))
            this, value, path = said["this"], said.get("value"), said.get("path")
            yield Result(
                shape=constraint.shape,
                thing=_plain(this),
                path=_plain(path) if path else constraint.path,
                term=None if value is None or value == this else str(value),
                component=_COMPONENT,
                severity=constraint.severity,
                message=_filled(constraint.message, said),
            )


def _constraint(
    shape: _Term, said: dict[str, list[_Term]], node: _Term, told: _Told, target: str
) -> Constraint | None:
    constraint = told[node]
    selects = constraint[_SH + "select"]
    messages = constraint[_SH + "message"]
    if len(selects) != 1 or len(messages) > 1 or not isinstance(shape, ox.NamedNode):
        return None
    query, found = _WHERE.subn(lambda match: f"{match[0]} {target}", _plain(selects[0]), count=1)
    if not found:
        return None
    path, severity = said[_SH + "path"], said[_SH + "severity"]
    return Constraint(
        shape=shape.value,
        path=_plain(path[0]) if path else None,
        severity=_plain(severity[0]).removeprefix(_SH) if severity else VIOLATION,
        message=_plain(messages[0]) if messages else "",
        query=_prefixes(constraint, told) + query,
    )


def _target(said: dict[str, list[_Term]]) -> str:
    """A group graph pattern for the things that a shape is about; empty where it names none."""
    patterns = [
        *(f"?this <{_RDF}type>/<{_RDFS}subClassOf>* {kind}" for kind in said[_SH + "targetClass"]),
        *(f"?this {link} ?anything" for link in said[_SH + "targetSubjectsOf"]),
        *(f"?anything {link} ?this" for link in said[_SH + "targetObjectsOf"]),
        *(f"VALUES ?this {{ {thing} }}" for thing in said[_SH + "targetNode"]),
    ]
    if not patterns:
        return ""
    union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
    return f"{{ SELECT DISTINCT ?this WHERE {{ {union} }} }}"


def _prefixes(constraint: dict[str, list[_Term]], told: _Told) -> str:
    """The prologue that `sh:prefixes` stands for."""
    return "".join(
        f"PREFIX {_plain(told[one][_SH + 'prefix'][0])}: "
        f"<{_plain(told[one][_SH + 'namespace'][0])}>\n"
        for owner in constraint[_SH + "prefixes"]
        for one in told[owner][_SH + "declare"]
    )


def _filled(message: str, said: dict[str, _Term | None]) -> str:
    """The message with the values of the row, as engines fill it."""

    def value(match: re.Match[str]) -> str:
        term = said.get(match[1])
        return match[0] if term is None else _plain(term)

    return _PLACEHOLDER.sub(value, message)


def _plain(term: _Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
