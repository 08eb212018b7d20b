"""Contradictions as findings, each placed at the asserted triple that causes it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph.corpus.positions import Places, Statements
from scograph.errors import InconsistencyError
from scograph.rdf import graph, ntriples
from scograph.reason import contradictions
from scograph.reason.contradictions import Clash, ContradictionError
from scograph.shapes import skolem, thing_names
from scograph.shapes.findings import VIOLATION, Finding, shown
from scograph.shapes.messages import Messages

# Looking for the cause of one takes milliseconds, and one wrong axiom may have thousands.
_MOST_LOCATED = 50
_REMEDY = "Both cannot be true. Correct the one that is wrong."


class _Cause(NamedTuple):
    """An asserted triple, where it is written, and how many others have the same consequence."""

    others: int
    file: Path
    line: int
    triple: ox.Triple


def findings(
    error: InconsistencyError,
    statements: Statements,
    lines: Iterable[bytes],
    first: Collection[Path] = (),
) -> list[Finding]:
    """A finding for each triple that contradicts others, sorted by place.

    `lines` are the asserted N-Triples. Of two triples in conflict the cause is the one in a file of
    `first`, else the one that the fewest triples support. Further contradictions of the same triple
    are its consequences.
    """
    asserted = list(lines)
    places = Places(statements, first)
    if not isinstance(error, ContradictionError):
        return [_finding(text, "", "", None, None) for text in error.clashes]
    store = ox.Store()
    labels = (line for line in asserted if b"prefLabel" in line and line.endswith(b'"@en .\n'))
    store.extend(ntriples.quads(ntriples.read(b"".join(labels))))
    messages = Messages(places, cache(lambda iri: thing_names.name(store, iri)), {})
    causes: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for number, clash in enumerate(error.found):
        known = asserted if number < _MOST_LOCATED else []
        finding = _located(clash, places, known, first, messages)
        causes[finding.thing, finding.file, finding.line, finding.path].append(finding)
    return sorted(map(_joined, causes.values()), key=lambda finding: finding.key)


def _joined(found: list[Finding]) -> Finding:
    """The finding that names most terms of the ontology, with the others as its consequences."""
    cause, *others = sorted(found, key=lambda finding: -finding.reason.count("scog:"))
    return dataclasses.replace(cause, consequences=tuple(others))


def _located(
    clash: Clash,
    places: Places,
    asserted: Iterable[bytes],
    first: Collection[Path],
    messages: Messages,
) -> Finding:
    causes = [
        cause
        for triple in (clash.triples if asserted else ())
        if (cause := _cause(triple, asserted, places, first))
    ]
    reason = clash.worded(messages.name)
    reason = reason[0].upper() + reason[1:] if skolem.is_blank(clash.thing) else reason
    thing, name = skolem.label(clash.thing), messages.name(clash.thing)
    if not causes:
        return _finding(reason, thing, name, *places.of(thing, None, None))
    cause = min(causes, key=lambda cause: (cause.file not in first, *cause[:3]))
    others = [f"{shown(other.file)}:{other.line}" for other in causes if other != cause]
    remedy = (
        f"Correct this line or {' or '.join(others)}: both cannot be true." if others else _REMEDY
    )
    value = cause.triple.object
    return _finding(
        reason,
        thing,
        name,
        cause.file,
        cause.line,
        path=cause.triple.predicate.value,
        value=_plain(value),
        term=str(value),
        remedy=remedy,
    )


def _cause(
    triple: tuple[str, str, str],
    asserted: Iterable[bytes],
    places: Places,
    first: Collection[Path],
) -> _Cause | None:
    """The asserted triple that states or implies another one and is written in a file, or None.

    Preferred is one in a file of `first`, then one with the same subject.
    """
    implying = contradictions.asserted_causes(triple, asserted)
    text = "".join(f"{' '.join(one)} .\n" for one in implying)
    written = []
    for one in ntriples.read(text.encode()):
        if place := places.exact(_plain(one.subject), one.predicate.value, _plain(one.object)):
            elsewhere = (place[0] not in first, str(one.subject) != triple[0])
            written.append((elsewhere, _Cause(len(implying), *place, one)))
    return min(written, key=lambda cause: (cause[0], cause[1][:3]))[1] if written else None


def _plain(term: graph.Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _finding(
    reason: str,
    thing: str,
    name: str,
    file: Path | None,
    line: int | None,
    *,
    path: str | None = None,
    value: str | None = None,
    term: str | None = None,
    remedy: str = _REMEDY,
) -> Finding:
    return Finding(
        code="contradiction",
        severity=VIOLATION,
        file=file,
        line=line,
        thing=thing,
        name=name,
        path=path,
        value=value,
        reason=reason,
        remedy=remedy,
        term=term,
    )
