"""SPARQL constraints of shapes, each asked once about all focus nodes.

SHACL evaluates such a constraint once for each focus node, and so do engines. Asked about all of
them at once, it finds the same in a time that grows with the graph and not with its square.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeAlias, cast

import pyoxigraph as ox

from scograph.rdf import sparql_groups
from scograph.rdf.graph import Term
from scograph.rdf.namespaces import PREFIXES
from scograph.shapes import core_constraints, demands
from scograph.shapes.core_constraints import Query
from scograph.shapes.demands import Demand, Things
from scograph.shapes.findings import VIOLATION
from scograph.shapes.result import Result

_SH, _RDF = (PREFIXES[name] for name in ("sh", "rdf"))
_COMPONENT = _SH + "SPARQLConstraintComponent"
_WHERE = re.compile(r"\bWHERE\s*\{")
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
_RENAMED = re.compile(r"\(\s*[?$](\w+)\s+AS\s+[?$]\w+\s*\)")
_COMPUTED = re.compile(r"\bAS\s+[?$](\w+)\s*\)")

_Properties: TypeAlias = dict[Term, dict[str, list[Term]]]


class Constraint(NamedTuple):
    """One constraint of one shape, as a query in two parts: up to `WHERE {`, and after it.

    `target` is a group graph pattern for the focus nodes of the shape.
    """

    shape: str
    path: str | None
    severity: str
    message: str
    head: str
    body: str
    target: str
    component: str = _COMPONENT

    @property
    def query(self) -> str:
        """The query for all focus nodes."""
        return f"{self.head} {{ SELECT DISTINCT ?this WHERE {{ {self.target} }} }}{self.body}"

    def about(self, variable: str, things: Iterable[Term]) -> str:
        """The query for the solutions in which a variable has one of some values."""
        values = f"VALUES ?{variable} {{ {' '.join(sorted(map(str, things)))} }}"
        query = f"{self.head} FILTER EXISTS {{ {self.target} }}{self.body}"
        return sparql_groups.restricted(query, variable, values)

    @property
    def selected(self) -> list[str]:
        """The variables that name things in its results, without those that it computes."""
        selection = _RENAMED.sub(r"?\1", self.head.rpartition("SELECT")[2])
        computed = set(_COMPUTED.findall(self.body))
        names = dict.fromkeys(re.findall(r"[?$](\w+)", selection))
        return [name for name in names if name not in computed]


def split(shapes: Iterable[ox.Triple]) -> tuple[set[ox.Triple], list[Constraint]]:
    """The shapes without the constraints that are asked here, and these.

    They are the SPARQL constraints, and some of SHACL Core; what has no target stays.
    """
    triples = set(shapes)
    properties: _Properties = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        properties[triple.subject][triple.predicate.value].append(triple.object)
    found: list[Constraint] = []
    taken: set[tuple[Term, str, Term]] = set()
    for shape, of_shape in list(properties.items()):
        target = _target(of_shape)
        if not target or _SH + "deactivated" in of_shape:
            continue
        for node in of_shape[_SH + "sparql"]:
            constraint = _constraint(shape, node, properties, target)
            if constraint:
                found.append(constraint)
                taken.add((shape, _SH + "sparql", node))
        for query in core_constraints.queries(of_shape, properties):
            if isinstance(shape, ox.NamedNode):
                found.append(_core(shape, of_shape, query, target))
                taken.update((shape, link, value) for link, value in query.values)
    kept = {
        triple
        for triple in triples
        if (triple.subject, triple.predicate.value, triple.object) not in taken
    }
    return kept, sorted(found)


def results(constraints: Iterable[Constraint], store: ox.Store) -> Iterator[Result]:
    """The results of the constraints in the default graph, as an engine would report them."""

    def found(constraint: Constraint) -> list[Result]:
        return list(_results(constraint, constraint.query, store))

    # The store answers without Python's lock.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        yield from chain.from_iterable(threads.map(found, constraints))


def results_about(
    constraints: Iterable[Constraint],
    store: ox.Store,
    things: Collection[Term],
    changed: Collection[Term],
) -> Iterator[Result]:
    """The results on some focus nodes, or that name a changed thing."""
    all_things = Things(store)

    @cache
    def able(demand: Demand, variable_is_focus: bool) -> frozenset[Term]:
        wanted = things if variable_is_focus else changed
        return frozenset(one for one in wanted if all_things.meet(one, demand))

    for constraint in constraints:
        asked = demands.read(constraint.head, constraint.body)
        for variable in constraint.selected:
            is_focus = variable == "this"
            wanted = set(things if is_focus else changed).intersection(
                *(able(one, is_focus) for one in asked[variable])
            )
            if wanted:
                yield from _results(constraint, constraint.about(variable, wanted), store)


def _results(constraint: Constraint, query: str, store: ox.Store) -> Iterator[Result]:
    found = cast(ox.QuerySolutions, store.query(query))
    names = [variable.value for variable in found.variables]
    for row in found:
        yield _result(constraint, dict(zip(names, row, strict=True)))


def _result(constraint: Constraint, row: dict[str, Term | None]) -> Result:
    this, value, path = row["this"], row.get("value"), row.get("path")
    return Result(
        shape=constraint.shape,
        thing=_plain(this) if this else "",
        path=_plain(path) if path else constraint.path,
        term=None if value is None or value == this else str(value),
        component=constraint.component,
        severity=constraint.severity,
        message=_filled(constraint.message, row),
    )


def _constraint(shape: Term, node: Term, properties: _Properties, target: str) -> Constraint | None:
    of_shape, constraint = properties[shape], properties[node]
    selects = constraint[_SH + "select"]
    messages = constraint[_SH + "message"]
    if len(selects) != 1 or len(messages) > 1 or not isinstance(shape, ox.NamedNode):
        return None
    select = _plain(selects[0])
    where = _WHERE.search(select)
    if not where:
        return None
    return Constraint(
        shape=shape.value,
        path=_path(of_shape),
        severity=_severity(of_shape),
        message=_plain(messages[0]) if messages else "",
        head=_prefixes(constraint, properties) + select[: where.end()],
        body=select[where.end() :],
        target=target,
    )


def _core(
    shape: ox.NamedNode, of_shape: dict[str, list[Term]], query: Query, target: str
) -> Constraint:
    """The constraint of SHACL Core; the shape has its message."""
    return Constraint(
        shape=shape.value,
        path=_path(of_shape),
        severity=_severity(of_shape),
        message="",
        head=f"SELECT {query.selected} WHERE {{",
        body=f" {query.patterns} }}",
        target=target,
        component=query.component,
    )


def _path(of_shape: dict[str, list[Term]]) -> str | None:
    path = of_shape[_SH + "path"]
    return _plain(path[0]) if path else None


def _severity(of_shape: dict[str, list[Term]]) -> str:
    severity = of_shape[_SH + "severity"]
    return _plain(severity[0]).removeprefix(_SH) if severity else VIOLATION


def _target(of_shape: dict[str, list[Term]]) -> str:
    """A group graph pattern for the focus nodes of a shape; empty if it names none.

    Things have the superclasses of their classes as types, since the graph holds its closure.
    """
    classes = " ".join(map(str, of_shape[_SH + "targetClass"]))
    patterns = [
        *([f"?this <{_RDF}type> ?class VALUES ?class {{ {classes} }}"] if classes else []),
        *(f"?this {link} ?anything" for link in of_shape[_SH + "targetSubjectsOf"]),
        *(f"?anything {link} ?this" for link in of_shape[_SH + "targetObjectsOf"]),
        *(f"VALUES ?this {{ {thing} }}" for thing in of_shape[_SH + "targetNode"]),
    ]
    return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)


def _prefixes(constraint: dict[str, list[Term]], properties: _Properties) -> str:
    """The prologue that `sh:prefixes` refers to."""
    return "".join(
        f"PREFIX {_plain(properties[one][_SH + 'prefix'][0])}: "
        f"<{_plain(properties[one][_SH + 'namespace'][0])}>\n"
        for owner in constraint[_SH + "prefixes"]
        for one in properties[owner][_SH + "declare"]
    )


def _filled(message: str, row: dict[str, Term | None]) -> str:
    """The message with the values of the row, as engines fill it."""

    def value(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else _plain(term)

    return _PLACEHOLDER.sub(value, message)


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
