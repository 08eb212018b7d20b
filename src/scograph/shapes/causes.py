"""The causes among findings: one error in the data can violate several shapes."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from scograph import paths
from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES
from scograph.shapes import hubs
from scograph.shapes.findings import VIOLATION, WARNING, Finding
from scograph.shapes.metadata import Metadata

_SH = PREFIXES["sh"]
_COMPARISONS = {_SH + f"{name}ConstraintComponent" for name in ("LessThan", "LessThanOrEquals")}
_SPARQL = _SH + "SPARQLConstraintComponent"
_WHAT_A_THING_IS = {
    "missing-type",
    "no-name",
    "text-for-thing",
    "thing-for-text",
    "undeclared-term",
    "undescribed-thing",
}


def first(
    findings: Iterable[Finding], store: ox.Store, metadata: Mapping[str, Metadata]
) -> list[Finding]:
    """The causes in the order of the findings, each with its consequences.

    A consequence is about the thing of its cause, or about what this thing connects; its shape
    looks at a property of the cause; and it compares more of the graph: first comes what a thing
    is, then its values, then how they fit together, then how they fit to other things. A finding
    of the same kind on the same things is a consequence of the first one of them, which is one in
    the user's own files where there is one.
    """
    causes: list[Finding] = []
    consequences: dict[int, list[Finding]] = defaultdict(list)
    about: dict[str, list[int]] = defaultdict(list)
    connecting: dict[str, set[int]] = defaultdict(set)
    same: dict[tuple[str, frozenset[str]], int] = {}
    for finding in sorted(findings, key=lambda one: (_level(one), _shipped(one), one.key)):
        candidates = {
            number for thing in (finding.thing, *finding.mentions) for number in about[thing]
        }
        if len(finding.mentions) > 1:
            candidates |= set.intersection(*(connecting[thing] for thing in finding.mentions))
        number = next(
            (n for n in sorted(candidates) if _causes(causes[n], finding, metadata)),
            same.get(_both(finding)),
        )
        if number is not None:
            consequences[number].append(finding)
            continue
        if finding.mentions:
            same[_both(finding)] = len(causes)
        about[finding.thing].append(len(causes))
        for thing in _values(store, finding.thing):
            connecting[thing].add(len(causes))
        causes.append(finding)
    found = (
        dataclasses.replace(cause, consequences=tuple(sorted(consequences[number], key=_key)))
        for number, cause in enumerate(causes)
    )
    return sorted(hubs.gathered(sorted(found, key=_key), store, metadata), key=_key)


def _causes(cause: Finding, finding: Finding, metadata: Mapping[str, Metadata]) -> bool:
    severe = cause.severity == VIOLATION or finding.severity == WARNING
    if not severe or _level(cause) >= _level(finding):
        return False
    shapes = [metadata.get(one.shape or "") for one in (cause, finding)]
    looked_at, looks_at = ({*shape.properties} if shape else set() for shape in shapes)
    if cause.path:
        looked_at = {cause.path}
    return _level(cause) == 0 or bool(looked_at & {*looks_at, finding.value})


def _both(finding: Finding) -> tuple[str, frozenset[str]]:
    """The code of a finding and the things that it is about."""
    return finding.code, frozenset((finding.thing, *finding.mentions))


def _level(finding: Finding) -> int:
    if finding.code in _WHAT_A_THING_IS:
        return 0
    if finding.component == _SPARQL:
        return 3 if finding.mentions else 2
    return 2 if finding.component in _COMPARISONS else 1


def _shipped(finding: Finding) -> bool:
    """True if a finding is in the data that the project ships."""
    return finding.file is not None and finding.file.is_relative_to(paths.DATA)


def _key(finding: Finding) -> tuple[str, int, str, str, str, str]:
    return finding.key


def _values(store: ox.Store, thing: str) -> set[str]:
    """The IRIs that a thing has as values."""
    if thing.startswith("_:"):
        return set()
    found = graph.triples(store, ox.NamedNode(thing))
    return {triple.object.value for triple in found if isinstance(triple.object, ox.NamedNode)}
