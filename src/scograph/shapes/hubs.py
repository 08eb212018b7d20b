"""Findings on many things that hang on one: a changed date, and all who took part that day."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from scograph.rdf import graph
from scograph.shapes.findings import Finding
from scograph.shapes.metadata import Metadata

# From this number on, findings of one kind on what hangs on one thing have their cause in it.
_MANY = 3
# What a thing hangs on: if that is wrong, so is what is said of the thing.
_HANGS_ON = (
    "oa:hasSource",
    "scog:actOn",
    "scog:atMeeting",
    "scog:claimAbout",
    "scog:claimFrom",
    "scog:during",
    "scog:inTenure",
    "scog:invitedTo",
    "scog:onSidelinesOf",
    "scog:partOf",
    "scog:tenureOf",
)


def gathered(
    causes: Iterable[Finding], store: ox.Store, metadata: Mapping[str, Metadata]
) -> list[Finding]:
    """The findings, where many of one kind hang on one thing: the others below the first of them.

    If the thing itself has a finding whose shape looks at the same properties, that is the first.
    Otherwise a third of what hangs on the thing must have the finding, and each of their shapes
    look at the thing: three capacities that are missing at one meeting are three errors.
    """
    findings = list(causes)
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        for link, hub in _hubs(store, finding, metadata):
            groups[hub, link, finding.code].append(number)
    below: dict[int, int] = {}
    heads: dict[str, int] = {}
    for (hub, link, _), numbers in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])):
        free = [one for one in numbers if one not in below and one not in heads.values()]
        if len(free) < _MANY:
            continue
        head = heads.get(hub)
        if head is None:
            head = next(_own(findings, hub, free, below, metadata), None)
        if head is None:
            if len(free) * 3 < sum(1 for _ in graph.subjects(store, link, ox.NamedNode(hub))):
                continue
            head = free[0]
        heads[hub] = head
        below |= {number: head for number in free if number != head}
    return [
        _with(finding, [findings[one] for one, head in below.items() if head == number])
        for number, finding in enumerate(findings)
        if number not in below
    ]


def _hubs(
    store: ox.Store, finding: Finding, metadata: Mapping[str, Metadata]
) -> Iterator[tuple[str, str]]:
    """What the thing of a finding hangs on, if its shape looks there, and by which property."""
    looked_at = _properties(finding, metadata)
    if finding.thing.startswith("_:") or not looked_at:
        return
    thing = ox.NamedNode(finding.thing)
    own = {triple.predicate.value for triple in graph.triples(store, thing)}
    for link in _HANGS_ON:
        if graph.term(link).value not in looked_at:
            continue
        for value in graph.values(store, thing, link):
            if isinstance(value, ox.NamedNode):
                there = {triple.predicate.value for triple in graph.triples(store, value)}
                if looked_at & (there - own):
                    yield link, value.value


def _own(
    findings: list[Finding],
    hub: str,
    group: list[int],
    below: Mapping[int, int],
    metadata: Mapping[str, Metadata],
) -> Iterator[int]:
    """The findings on the hub itself whose shapes look at what those of the group look at."""
    looked_at = _properties(findings[group[0]], metadata)
    for number, finding in enumerate(findings):
        of_hub = finding.thing == hub and number not in below
        if of_hub and looked_at & _properties(finding, metadata):
            yield number


def _properties(finding: Finding, metadata: Mapping[str, Metadata]) -> frozenset[str]:
    shape = metadata.get(finding.shape or "")
    return shape.properties if shape else frozenset()


def _with(finding: Finding, others: list[Finding]) -> Finding:
    """The finding with the others, and their consequences, as its consequences."""
    if not others:
        return finding
    found = list(finding.consequences)
    for one in others:
        found += [dataclasses.replace(one, consequences=()), *one.consequences]
    return dataclasses.replace(finding, consequences=tuple(sorted(found, key=lambda one: one.key)))
