"""Whether somebody was at all of the meetings, or missed none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from scograph.ask.plan import Plan
from scograph.query import run
from scograph.rdf.namespaces import SCOD


def every(
    store: ox.Store, plan: Plan, queries: Mapping[str, Any], attended: set[str]
) -> bool | None:
    """True if all meetings of a plan were attended, False if one surely was not."""
    missing = [one for one in plan.meetings if SCOD + one["iri"] not in attended]
    if not missing:
        return True if plan.meetings else None
    surely = any(
        record is not None and record.complete
        for record in (
            run.canned(
                store,
                queries[plan.asking.query],
                {"person": plan.given["person"], "from": one["start"], "to": one["start"]},
            ).completeness
            for one in missing
        )
    )
    return False if surely else None


def absent(
    store: ox.Store, plan: Plan, queries: Mapping[str, Any], lexicon: Mapping[str, Any]
) -> bool | None:
    """False if the leader of a plan was at all summits of the SCO in their time, else None.

    Their time is that of the office; a summit that only began or ended within it counts.
    """
    leaders = plan.filters.get("leader", ())
    if len(leaders) != 1:
        return None
    person = leaders[0].replace(SCOD, "scod:")
    held = run.canned(store, queries["office-holders"], {"person": person})
    terms: dict[str, list[tuple[str, str]]] = {}
    office, since, until = map(held.columns.index, ("office", "since", "until"))
    for row in held.rows:
        post = str(getattr(row[office], "value", "")).removeprefix(SCOD)
        role = lexicon["posts"].get(post, ("", ""))[1]
        if row[since] is not None:
            days = (
                str(getattr(row[since], "value", "")),
                str(getattr(row[until], "value", "9999")),
            )
            terms.setdefault(role, []).append(days)
    # Where there is a president, the prime minister is not expected.
    led = next((terms[role] for role in _LEADERS if role in terms), [])
    meetings = [
        one
        for one in (plan.meetings or lexicon["meetings"])
        if one["kind"] == "summit"
        and one["body"] == "sco"
        and plan.given.get("from", "") <= one["end"]
        and one["start"][: len(plan.given.get("to", "9999"))] <= plan.given.get("to", "9999")
        and any(first <= one["end"] and one["start"] <= last for first, last in led)
    ]
    found = run.canned(store, queries["attendances"], {"person": person})
    at = found.columns.index("summit")
    attended = {str(getattr(row[at], "value", "")) for row in found.rows}
    known = meetings and all(SCOD + one["iri"] in attended for one in meetings)
    return False if known else None


_LEADERS = ("president", "prime minister")
