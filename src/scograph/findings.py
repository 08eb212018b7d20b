"""One finding, and how it prints: as text, as JSON, as a SHACL report."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from scograph.namespaces import PREFIXES, curie
from scograph.shorten import Shortener

DOCS = "docs/errors.md"
VIOLATION = "Violation"
WARNING = "Warning"
_LONGEST = 120
_ANONYMOUS = "_:"
SHAPE = "https://w3id.org/scograph/shape/"
_POINTERS = "http://www.w3.org/2009/pointers#"


@dataclasses.dataclass(frozen=True)
class Finding:
    """A place where the graph breaks a shape: what, where, why, and how to mend it.

    `value` is the plain text of `term`, which is in the syntax of N-Triples.
    """

    code: str
    severity: str
    file: Path | None
    line: int | None
    thing: str
    name: str
    path: str | None
    value: str | None
    reason: str
    remedy: str
    term: str | None = None
    shape: str | None = None
    component: str | None = None

    @property
    def key(self) -> tuple[str, int, str, str, str, str]:
        """What findings are sorted by."""
        place = (str(self.file or ""), self.line or 0)
        return (*place, self.thing, self.code, self.path or "", self.term or "")

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (shown(self.file), self.line) if part)
        warning = "warning: " if self.severity == WARNING else ""
        thing = f"\n    thing  {printable(curie(self.thing))}" if self.name != self.thing else ""
        return (
            f"{place or '(inferred)'}  {warning}{printable(self.reason)}  [{self.code}]{thing}"
            f"\n    mend   {self.remedy}"
            f"\n    more   {DOCS}#{self.code}"
        )


def as_text(findings: Iterable[Finding]) -> str:
    """A few lines for each finding."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON array with an object for each finding."""
    rows = []
    for finding in findings:
        row = dataclasses.asdict(finding)
        row["file"] = shown(finding.file)
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_shacl(findings: Iterable[Finding]) -> str:
    """A SHACL validation report in Turtle; each result points to its file and line.

    As the standard has it, a report with warnings alone does not conform either.
    """
    names = Shortener()
    results = [_result(finding, names) for finding in findings]
    lines = ["[]", "    a sh:ValidationReport ;", f"    sh:conforms {_boolean(not results)} ;"]
    for result in results:
        lines += ["    sh:result [", *(f"        {line} ;" for line in result), "    ] ;"]
    prefixes = {name: PREFIXES[name] for name in names.used | {"sh"}}
    if results:
        prefixes |= {"ptr": _POINTERS, "rdfs": PREFIXES["rdfs"], "shape": SHAPE}
    head = [f"@prefix {name}: <{prefixes[name]}> ." for name in sorted(prefixes)]
    return "\n".join([*head, "", *lines, "."]) + "\n"


def _result(finding: Finding, names: Shortener) -> Iterator[str]:
    def iri(text: str) -> str:
        if text.startswith(_ANONYMOUS):
            return text
        return names.short(text) or str(ox.NamedNode(text))

    yield "a sh:ValidationResult"
    yield f"rdfs:comment {ox.Literal(finding.remedy, language='en')}"
    yield f"rdfs:label {ox.Literal(finding.code)}"
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


def shown(path: Path | None) -> str | None:
    """The path as one would type it here: from the current folder if the file is below it."""
    if path is None:
        return None
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def printable(text: str) -> str:
    """The text on one line, without anything that a terminal would obey.

    >>> printable("a\\x1b[31m\\nb")
    'a\\\\x1b[31m b'
    """
    joined = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in joined)


def shortened(text: str) -> str:
    """The text, or its beginning and the number of characters where it is very long."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:60]}… ({len(text)} characters)"
