"""One result of a SHACL report, in whichever engine it was found."""

from __future__ import annotations

from typing import NamedTuple


class Result(NamedTuple):
    """One result of a SHACL report; terms are in the syntax of N-Triples, names are IRIs."""

    shape: str
    thing: str
    path: str | None
    term: str | None
    component: str
    severity: str
    message: str
