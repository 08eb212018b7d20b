"""One result of a SHACL report, whichever engine it is from."""

from __future__ import annotations

from typing import NamedTuple


class Result(NamedTuple):
    """One result of a SHACL report; IRIs are plain, `term` is in the syntax of N-Triples."""

    shape: str
    thing: str
    path: str | None
    term: str | None
    component: str
    severity: str
    message: str
