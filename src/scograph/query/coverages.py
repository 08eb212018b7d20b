"""What the graph says of its own completeness, and of the meetings and members that it is of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph.query import internal
from scograph.query.parameters import Term
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOG

COMPLETE = ("complete", "nothing-to-record")
# From the best to the worst; a period of which no coverage speaks is the last.
DEGREES = (*COMPLETE, "substantial", "partial", "not-researched", "not-stated")
FIRST, LAST = "0001-01-01", "9999-12-31"


class Span(NamedTuple):
    """A period with one degree of completeness; the days are ISO 8601."""

    degree: str
    since: str
    until: str
    note: str = ""


class Meeting(NamedTuple):
    """A meeting of a body; the days are the first and the last on which it may have been."""

    body: ox.NamedNode
    first: str
    last: str
    hosts: frozenset[str]


class Membership(NamedTuple):
    """A time in which a party certainly was a member of a body; `end` is the day after it."""

    body: Term
    party: Term
    first: str
    end: str
    founding: bool


Known: TypeAlias = Mapping[ox.NamedNode, Mapping[str, list[Span]]]
"""The periods of coverages, by body and kind of fact."""


def of_kinds(store: ox.Store, kinds: Iterable[str]) -> Known:
    """The periods of the coverages of these kinds of fact."""
    found: dict[ox.NamedNode, dict[str, list[Span]]] = {}
    for one in kinds:
        for body, spans in by_body(store, one).items():
            found.setdefault(body, {}).update(spans)
    return found


@lru_cache(maxsize=64)
def by_body(store: ox.Store, kind: str | None = None) -> Known:
    """The periods of the coverages of the graph, of one kind of fact if one is given."""
    given = {} if kind is None else {"kind": ox.NamedNode(f"{SCOG}fact-{kind}")}
    return _by_body(internal.rows(store, "completeness", **given))


def elsewhere(store: ox.Store, ask: internal.Ask) -> Known:
    """The periods of the coverages of an endpoint."""
    return _by_body(internal.rows(store, "completeness", ask))


def _by_body(rows: Iterable[internal.Row]) -> Known:
    found: dict[ox.NamedNode, dict[str, list[Span]]] = {}
    # Sorted here: three times as quick as by the engine, on the way of each answer.
    for row in sorted(
        filter(_usable, rows),
        key=lambda one: (one["body"].value, one["kind"].value, one["since"].value),
    ):
        body, fact = row["body"], row["kind"].value.removeprefix(SCOG + "fact-")
        if isinstance(body, ox.NamedNode):
            span = Span(
                row["degree"].value.removeprefix(SCOG + "completeness-"),
                row["since"].value,
                row["until"].value,
                row["note"].value if "note" in row else "",
            )
            found.setdefault(body, {}).setdefault(fact, []).append(span)
    return found


def _usable(row: internal.Row) -> bool:
    """True of a coverage with all its values and real days, as own files or endpoints may lack."""
    if not internal.whole([row], "body", "kind", "degree") or not _has_days(row, "since", "until"):
        return False
    named = isinstance(row["kind"], ox.NamedNode)
    return named and row["degree"].value.removeprefix(SCOG + "completeness-") in DEGREES


def _has_days(row: internal.Row, *columns: str) -> bool:
    try:
        for column in columns:
            datetime.date.fromisoformat(row[column].value)
    except (KeyError, ValueError):
        return False
    return True


def speaks_of(store: ox.Store, body: Term, kind: str | None = None) -> bool:
    """True if a coverage speaks of a body, and of this kind of fact about it if one is given."""
    if kind is None:
        return graph.exists(store, None, "scog:coverageOf", body)
    return isinstance(body, ox.NamedNode) and body in by_body(store, kind)


def reach(spans: Sequence[Span]) -> str | None:
    """The last day of which anybody has looked; None where nobody has."""
    return max((one.until for one in spans if one.degree != "not-researched"), default=None)


@lru_cache(maxsize=64)
def meetings(store: ox.Store, of: str | None = None) -> dict[ox.NamedNode, Meeting]:
    """The meetings of bodies, of one class if one is given, that the graph gives a day."""
    return _meetings(store, {} if of is None else {"class": graph.term(of)})


def meeting(store: ox.Store, one: Term | None) -> Meeting | None:
    """A meeting of a body, None where it is none or has no day."""
    if not isinstance(one, ox.NamedNode):
        return None
    return _meetings(store, {"meeting": one}).get(one)


def _meetings(store: ox.Store, given: dict[str, ox.NamedNode]) -> dict[ox.NamedNode, Meeting]:
    found: dict[ox.NamedNode, Meeting] = {}
    for row in internal.rows(store, "completeness-meetings", **given):
        one, body = row.get("meeting"), row.get("body")
        if not isinstance(one, ox.NamedNode) or not isinstance(body, ox.NamedNode):
            continue
        if not _has_days(row, "first", "last"):
            continue
        known = found.get(one)
        host = {row["host"].value} if "host" in row else set()
        found[one] = Meeting(
            body,
            row["first"].value,
            row["last"].value,
            frozenset({*host, *(known.hosts if known else ())}),
        )
    return found


def parties(store: ox.Store, person: Term | None) -> list[Term]:
    """The states and bodies for which somebody came to meetings, or whose offices they held."""
    return [row["party"] for row in internal.whole(_of_person(store, person), "party")]


def is_leader(store: ox.Store, person: Term) -> bool:
    """True if somebody ever led a state, a government or a body: they come as nobody's company."""
    leading = {
        f"{SCOG}post-{kind}" for kind in ("head-of-state", "head-of-government", "head-of-body")
    }
    return any("kind" in row and row["kind"].value in leading for row in _of_person(store, person))


def _of_person(store: ox.Store, person: Term | None) -> list[dict[str, ox.NamedNode | ox.Literal]]:
    if not isinstance(person, ox.NamedNode):
        return []
    return internal.rows(store, "completeness-parties", person=person)


def memberships(
    store: ox.Store, *, party: Term | None = None, body: Term | None = None
) -> list[Membership]:
    """The times in which a party was a member of bodies, or parties of one body."""
    given = {"party": party, "body": body}
    rows = internal.rows(
        store, "completeness-members", **{name: one for name, one in given.items() if one}
    )
    return [
        Membership(
            row["of"],
            row["member"],
            row["first"].value if _has_days(row, "first") else LAST,
            row["end"].value if _has_days(row, "end") else LAST,
            row["status"].value == SCOG + "status-founding-member",
        )
        for row in internal.whole(rows, "of", "member", "status")
    ]


def after(day: str) -> str:
    """The next day.

    >>> after("2004-12-31"), before("2005-01-01")
    ('2005-01-01', '2004-12-31')
    """
    return day if day == LAST else _moved(day, 1)


def before(day: str) -> str:
    """The day before."""
    return day if day == FIRST else _moved(day, -1)


def _moved(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()
