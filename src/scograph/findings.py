"""One finding, and how it prints: as text, as JSON, as a SHACL report."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from scograph.namespaces import PREFIXES, curie

DOCS = "docs/errors.md"
VIOLATION = "Violation"
WARNING = "Warning"
_LONGEST = 120
_PTR = "http://www.w3.org/2009/pointers#"
_BLANK = "urn:scograph:blank:"


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
    sh, rdfs, rdf, xsd = (PREFIXES[name] for name in ("sh", "rdfs", "rdf", "xsd"))
    a = ox.NamedNode(rdf + "type")
    report = ox.BlankNode("report")
    triples: list[ox.Triple] = [ox.Triple(report, a, ox.NamedNode(sh + "ValidationReport"))]

    def say(subject: ox.BlankNode, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal):  # type: ignore[no-untyped-def]
        triples.append(ox.Triple(subject, ox.NamedNode(predicate), value))

    count = 0
    for count, finding in enumerate(findings, 1):
        result = ox.BlankNode(f"result{count}")
        say(report, sh + "result", result)
        triples.append(ox.Triple(result, a, ox.NamedNode(sh + "ValidationResult")))
        say(result, sh + "focusNode", _thing(finding.thing))
        say(result, sh + "resultSeverity", ox.NamedNode(sh + finding.severity))
        say(result, sh + "resultMessage", ox.Literal(finding.reason, language="en"))
        say(result, rdfs + "comment", ox.Literal(finding.remedy, language="en"))
        say(result, rdfs + "label", ox.Literal(finding.code))
        if finding.path:
            say(result, sh + "resultPath", ox.NamedNode(finding.path))
        if finding.term:
            say(result, sh + "value", _term(finding.term))
        if finding.shape:
            say(result, sh + "sourceShape", ox.NamedNode(finding.shape))
        if finding.component:
            say(result, sh + "sourceConstraintComponent", ox.NamedNode(finding.component))
        if finding.file:
            pointer = ox.BlankNode(f"place{count}")
            say(result, rdfs + "seeAlso", pointer)
            triples.append(ox.Triple(pointer, a, ox.NamedNode(_PTR + "SinglePointer")))
            address = finding.file.resolve().as_uri()
            say(pointer, _PTR + "reference", ox.NamedNode(address))
            if finding.line:
                number = ox.Literal(str(finding.line), datatype=ox.NamedNode(xsd + "integer"))
                say(pointer, _PTR + "lineNumber", number)
    conforms = ox.Literal("false" if count else "true", datatype=ox.NamedNode(xsd + "boolean"))
    say(report, sh + "conforms", conforms)
    used = {name: PREFIXES[name] for name in ("rdfs", "scod", "scog", "sh", "xsd")}
    prefixes = {**used, "ptr": _PTR, "shape": SHAPE}
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes).decode()


SHAPE = "https://w3id.org/scograph/shape/"


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


def _thing(iri: str) -> ox.NamedNode | ox.BlankNode:
    if iri.startswith(_BLANK):
        return ox.BlankNode(iri.removeprefix(_BLANK))
    return ox.NamedNode(iri)


def _term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    (quad,) = ox.parse(f"<urn:a> <urn:b> {text} .", format=ox.RdfFormat.N_TRIPLES)
    value = quad.object
    assert not isinstance(value, ox.Triple)
    if isinstance(value, ox.NamedNode):
        return _thing(value.value)
    return value
