"""Findings as text, as JSON, and as a SHACL validation report in Turtle."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from scograph.rdf.curies import Shortener
from scograph.rdf.namespaces import PREFIXES
from scograph.shapes.findings import SHAPE, Finding, every, shown

_POINTERS = "http://www.w3.org/2009/pointers#"


def as_text(findings: Iterable[Finding]) -> str:
    """The findings for people: a few lines for each, its consequences below it."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON array with an object for each finding, its consequences within it."""
    rows = [_row(finding) for finding in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_shacl(findings: Iterable[Finding]) -> str:
    """A SHACL validation report in Turtle; each result points to its file and line.

    As the standard demands, a report with warnings alone does not conform either.
    """
    names = Shortener()
    results = [_result(finding, names) for finding in every(findings)]
    lines = ["[]", "    a sh:ValidationReport ;", f"    sh:conforms {_boolean(not results)} ;"]
    for result in results:
        lines += ["    sh:result [", *(f"        {line} ;" for line in result), "    ] ;"]
    prefixes = {name: PREFIXES[name] for name in names.used | {"sh"}}
    if results:
        prefixes |= {"ptr": _POINTERS, "shape": SHAPE}
        prefixes |= {name: PREFIXES[name] for name in ("dct", "rdfs")}
    head = [f"@prefix {name}: <{prefixes[name]}> ." for name in sorted(prefixes)]
    return "\n".join([*head, "", *lines, "."]) + "\n"


def _row(finding: Finding) -> dict[str, Any]:
    row = dataclasses.asdict(finding)
    row["file"] = shown(finding.file)
    row["consequences"] = [_row(consequence) for consequence in finding.consequences]
    return row


def _result(finding: Finding, names: Shortener) -> Iterator[str]:
    def iri(text: str) -> str:
        if text.startswith("_:"):
            return text
        return names.short(text) or str(ox.NamedNode(text))

    yield "a sh:ValidationResult"
    yield f"dct:identifier {ox.Literal(finding.code)}"
    yield f"rdfs:comment {ox.Literal(finding.remedy, language='en')}"
    if finding.file:
        place = f"a ptr:SinglePointer ; ptr:reference <{finding.file.resolve().as_uri()}>"
        line = f" ; ptr:lineNumber {finding.line}" if finding.line else ""
        yield f"rdfs:seeAlso [ {place}{line} ]"
    if finding.thing:
        yield f"sh:focusNode {iri(finding.thing)}"
    yield f"sh:resultMessage {ox.Literal(finding.reason, language='en')}"
    if finding.path:
        yield f"sh:resultPath {iri(finding.path)}"
    yield f"sh:resultSeverity sh:{finding.severity}"
    if finding.component:
        yield f"sh:sourceConstraintComponent {iri(finding.component)}"
    if finding.shape:
        yield f"sh:sourceShape shape:{finding.shape.removeprefix(SHAPE)}"
    if finding.term:
        yield f"sh:value {finding.term}"


def _boolean(truth: bool) -> str:
    return "true" if truth else "false"
