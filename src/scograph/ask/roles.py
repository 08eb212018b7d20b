"""States that came to a summit in another role than that of their status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from scograph.ask.plan import Plan, RefusalError
from scograph.query import run
from scograph.rdf.namespaces import SCOD, SCOG

_CAPACITY, _STATUS = SCOG + "capacity-", "scog:status-"
_HAVE_STATUS = ("observer", "dialogue-partner", "partner", "member")
# Summits whose days are looked at.
_MOST = 3


def others(
    store: ox.Store, plan: Plan, queries: Mapping[str, Any], lang: str, source: run.Answer
) -> None:
    """RefusalError if nobody came in a role, but somebody for a state with the status of its name.

    `Which dialogue partners came to Samarkand`: two did, as guests of the host.
    """
    wanted = [one.removeprefix(_CAPACITY) for one in plan.filters.get("capacity", ())]
    columns = source.columns
    if len(wanted) != 1 or wanted[0] not in _HAVE_STATUS or "capacity" not in columns:
        return
    if plan.asking.query != "attendees" or not 1 <= len(plan.meetings) <= _MOST:
        return
    had = {one["iri"]: _states(store, queries, wanted[0], one["start"]) for one in plan.meetings}
    state, name, role, summit = map(
        columns.index, ("represents", "representsLabel", "capacityLabel", "summit")
    )
    came = {
        f"{_text(row[name])} ({_text(row[role])})"
        for row in run.canned(store, queries["attendees"], plan.given, lang=lang).rows
        if row[state] is not None
        and _text(row[state]) in had.get(_text(row[summit]).removeprefix(SCOD), ())
    }
    if came:
        raise RefusalError("other-role", roles=", ".join(sorted(came)))


def _states(store: ox.Store, queries: Mapping[str, Any], status: str, day: str) -> set[str]:
    found = run.canned(
        store,
        queries["members"],
        {"organization": "scod:sco", "status": _STATUS + status, "on": day},
    )
    at = found.columns.index("state")
    return {_text(row[at]) for row in found.rows}


def _text(term: Any) -> str:
    return str(getattr(term, "value", ""))
