"""A finding of validation: thing, place, message, remedy and consequences."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from scograph import paths
from scograph.rdf.namespaces import curie

DOCS = "docs/errors.md"
VIOLATION = "Violation"
WARNING = "Warning"
SHAPE = "https://w3id.org/scograph/shape/"
_LONGEST = 120


@dataclasses.dataclass(frozen=True)
class Finding:
    """A violation of a shape: the thing, the place, the message and the remedy.

    `value` is the plain text of `term`, which is in the syntax of N-Triples. `mentions` are the
    IRIs of other things that the reason names.
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
    mentions: tuple[str, ...] = ()
    consequences: tuple[Finding, ...] = ()

    @property
    def key(self) -> tuple[str, int, str, str, str, str]:
        """The sort key: file, line, thing, code, path, value."""
        place = (str(self.file or ""), self.line or 0)
        return (*place, self.thing, self.code, self.path or "", self.term or "")

    @property
    def place(self) -> str:
        """The file and line as one would type them here, or that the finding is on an inference."""
        parts = (shown(self.file), self.line)
        return ":".join(str(part) for part in parts if part) or "(inferred)"

    def __str__(self) -> str:
        thing = f"\n    thing  {printable(curie(self.thing))}" if self.name != self.thing else ""
        return (
            f"{self._headline}{thing}\n    fix    {self.remedy}\n    more   {DOCS}#{self.code}"
        ) + "".join(f"\n    also   {finding._headline}" for finding in self.consequences)

    @property
    def _headline(self) -> str:
        warning = "warning: " if self.severity == WARNING else ""
        return f"{printable(self.place)}  {warning}{printable(self.reason)}  [{self.code}]"


def every(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each followed by its consequences."""
    for finding in findings:
        yield finding
        yield from every(finding.consequences)


def violations(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that are violations, or have one as a consequence."""
    return [
        finding
        for finding in findings
        if any(one.severity == VIOLATION for one in every([finding]))
    ]


def shown(path: Path | None) -> str | None:
    """The path as one would type it here: from the current folder if the file is below it."""
    if path is None:
        return None
    if (name := paths.given_name(path)) != str(path):
        return name
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def printable(text: str) -> str:
    """The text on one line, with escapes for characters that control a terminal.

    >>> printable("a\\x1b[31m\\nb")
    'a\\\\x1b[31m b'
    """
    joined = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in joined)


def shortened(text: str) -> str:
    """The text, or if it is very long its beginning and its number of characters."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:60]}… ({len(text)} characters)"
