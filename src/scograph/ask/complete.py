"""Whether an absence is a “no”: only where the record is complete for just what was asked."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from scograph.ask.plan import Plan
from scograph.query import run
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD, SCOG

_COMPLETE = {SCOG + "completeness-complete", SCOG + "completeness-nothing-to-record"}
_NEARLY = _COMPLETE | {SCOG + "completeness-substantial"}


def boolean(
    store: ox.Store, plan: Plan, found: bool, others: Callable[[], bool], source: run.Answer
) -> bool | None:
    """True if something was found, False if the record is complete without it, None otherwise.

    `others` tells whether the same row exists with another value where only one value can be: a
    state that has another status, an office that another person held.
    """
    if found:
        return True
    record = source.completeness
    # Founders do not change after that day; a status is given as of it.
    dated = plan.asking.complete in ("founders", "statuses")
    if record is not None and record.complete and (dated or not record.as_of):
        return False
    complete = plan.asking.complete
    body = plan.given.get("organization", "scod:sco").replace("scod:", SCOD)
    if complete in ("statuses", "left"):
        member = "status-member" in repr((plan.given, plan.filters)) or complete == "left"
        known = member and body == SCOD + "sco"
        if known and _covered(store, body, ("fact-standings",), "", "", _NEARLY):
            return False
        return False if complete == "statuses" and others() else None
    if complete == "office-holders":
        return False if others() else None
    if complete == "meetings" and plan.meetings is not None:
        first = plan.given.get("from", "2001-06-15")
        last = plan.given.get("to", "2025-12-31")
        council = plan.given.get("council", "scod:sco").replace("scod:", SCOD)
        return False if _covered(store, council, ("fact-meetings",), first, last) else None
    person = any("person" in name for name in plan.given)
    if complete == "participants" and plan.meetings and not person:
        kinds = ("fact-member-participants", "fact-other-participants")
        if all(
            _covered(
                store,
                SCOD + one["body"], kinds, one["start"], one["start"],
            )
            for one in plan.meetings
        ):  # fmt: skip
            return False
    return None


def _covered(
    store: ox.Store,
    body: str,
    kinds: tuple[str, ...],
    first: str,
    last: str,
    degrees: set[str] = _COMPLETE,
) -> bool:
    """True if each kind of fact on a body is recorded completely in all years of a period."""
    years = range(int(first[:4]), int(last[:4]) + 1) if first and last else [0]
    rows = [
        (
            graph.text(store, one, "scog:factKind"),
            graph.text(store, one, "scog:completeness"),
            graph.text(store, one, "scog:coversFrom"),
            graph.text(store, one, "scog:coversThrough"),
        )
        for one in graph.subjects(store, "scog:coverageOf", ox.NamedNode(body))
    ]
    for kind in kinds:
        for year in years:
            here = [
                degree
                for fact, degree, since, until in rows
                if fact == SCOG + kind and (not year or since[:4] <= str(year) <= until[:4])
            ]
            if not here or not set(here) <= degrees:
                return False
    return True
