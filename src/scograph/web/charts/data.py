"""The data of the charts: memberships, sessions, tenures and attendances.

A date that the graph does not have, or that is no date, is the empty string, never a guess.
"""

from __future__ import annotations

import datetime
import math
from typing import NamedTuple, TypeAlias, cast

import pyoxigraph as ox

from scograph.names import dates
from scograph.query import internal
from scograph.rdf import graph
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import SCOD, SCOG

SCO = ox.NamedNode(SCOD + "sco")
SHANGHAI_FIVE = ox.NamedNode(SCOD + "shanghai-five")
GOVERNMENT = ox.NamedNode(SCOD + "council-of-heads-of-government")
HEAD_OF_STATE = ox.NamedNode(SCOG + "post-head-of-state")
HEAD_OF_BODY = ox.NamedNode(SCOG + "post-head-of-body")
HEAD_OF_GOVERNMENT = ox.NamedNode(SCOG + "post-head-of-government")


class Stretch(NamedTuple):
    """A period; `ended` is true also if the day of the end is not known.

    `goes_on` is true if it goes on at the end of the record. If it neither ended nor goes on, its
    end is not known, and `shown_until` is the last day on which a source shows it.
    """

    earliest: str
    latest: str
    end_earliest: str
    end_latest: str
    ended: bool
    since: str
    until: str
    goes_on: bool = False
    shown_until: str = ""

    def holds(self, day: str) -> str:
        """`certain` or `possible` on a day, otherwise empty; the end date is exclusive."""
        if self.earliest > day or (self.end_latest and self.end_latest <= day):
            return ""
        began = bool(self.latest) and self.latest <= day
        lasts = self.goes_on or self.end_earliest > day or self.shown_until >= day
        return "certain" if began and lasts else "possible"


class Membership(NamedTuple):
    """One status of one party, with its period.

    `status` is the status as recorded; `family` is the wider one, such as that of a member for a
    founding member.
    """

    membership: ox.NamedNode
    party: ox.NamedNode
    status: ox.NamedNode
    family: str
    time: Stretch


class Session(NamedTuple):
    """A summit or a session of the heads of government.

    `day` and `latest` are the first and the last day on which it may have begun; `place` are the
    degrees of latitude and longitude of the city.
    """

    meeting: ox.NamedNode
    body: ox.NamedNode
    day: str
    latest: str
    dates: str
    format: ox.NamedNode | None
    city: ox.NamedNode | None
    place: tuple[float, float] | None
    host: ox.NamedNode | None

    @property
    def by_video(self) -> bool:
        """True if it was held by video."""
        return self.format is not None and self.format.value == SCOG + "format-video"


class Record(NamedTuple):
    """The last day that the record covers, and its completeness; empty if not recorded."""

    until: str = ""
    completeness: ox.NamedNode | None = None


class Tenure(NamedTuple):
    """One person in one office."""

    tenure: ox.NamedNode
    person: ox.NamedNode
    post: ox.NamedNode
    state: ox.NamedNode
    acting: bool
    time: Stretch


class Attendance(NamedTuple):
    """One person at one meeting; `kind` is summit, government, or talks."""

    person: ox.NamedNode
    meeting: ox.NamedNode
    day: str
    date: str
    kind: str
    by_video: bool
    post: ox.NamedNode | None


Row: TypeAlias = dict[str, ox.NamedNode | ox.Literal]


def memberships(store: ox.Store, body: ox.NamedNode) -> list[Membership]:
    """The memberships in a body, by start date."""
    found: dict[str, Membership] = {}
    for row in internal.rows(store, "chart-memberships", body=body):
        if not _all_named(row, "membership", "party", "status"):
            continue
        membership, status = _node(row, "membership"), _node(row, "status")
        family = _text(row, "family") or status.value
        one = Membership(membership, _node(row, "party"), status, family, _stretch(row))
        found.setdefault(membership.value, one)
    return list(found.values())


def sessions(store: ox.Store) -> list[Session]:
    """The summits of the SCO and the Shanghai Five and the sessions of heads of government.

    By their days; those without one come first.
    """
    found: dict[str, Session] = {}
    for row in internal.rows(store, "chart-sessions"):
        if not _all_named(row, "meeting", "body"):
            continue
        one = Session(
            _node(row, "meeting"),
            _node(row, "body"),
            _day(row, "earliest"),
            _day(row, "latest"),
            "/".join(filter(None, (_text(row, "start"), _text(row, "end"))))
            or _bounds(_day(row, "earliest"), _day(row, "latest")),
            _maybe(row, "format"),
            _maybe(row, "city"),
            _place(row),
            _maybe(row, "host"),
        )
        found.setdefault(one.meeting.value, one)
    return sorted(found.values(), key=lambda one: (one.day, one.meeting.value))


def tenures(store: ox.Store, kind: ox.NamedNode) -> list[Tenure]:
    """The tenures of posts of a kind, by start date; those without one are last.

    One of a post in two bodies is there twice.
    """
    found: dict[tuple[str, str], Tenure] = {}
    for row in internal.rows(store, "chart-tenures", kind=kind):
        if not _all_named(row, "tenure", "person", "post", "state"):
            continue
        one = Tenure(
            _node(row, "tenure"),
            _node(row, "person"),
            _node(row, "post"),
            _node(row, "state"),
            _text(row, "acting") in ("true", "1"),
            _stretch(row),
        )
        found.setdefault((one.tenure.value, one.state.value), one)
    return sorted(found.values(), key=lambda one: one.time.earliest or "9999")


def attendances(store: ox.Store) -> list[Attendance]:
    """The attendances at summits, sessions of heads of government and talks, by day.

    Who only sent a letter was not there.
    """
    kinds = {SCO.value: "summit", SHANGHAI_FIVE.value: "summit", GOVERNMENT.value: "government"}
    found: dict[tuple[str, str, str], Attendance] = {}
    for row in internal.rows(store, "chart-attendances"):
        talks = _text(row, "type") in (SCOG + "BilateralMeeting", SCOG + "Visit")
        kind = "talks" if talks else kinds.get(_text(row, "body"), "")
        if not kind or not _all_named(row, "person", "meeting"):
            continue
        one = Attendance(
            _node(row, "person"),
            _node(row, "meeting"),
            _day(row, "day"),
            _text(row, "date") or _day(row, "day"),
            kind,
            _text(row, "mode") == SCOG + "mode-by-video",
            _maybe(row, "post"),
        )
        found.setdefault((one.person.value, one.meeting.value, kind), one)
    return list(found.values())


def members(store: ox.Store) -> list[ox.NamedNode]:
    """The states that were ever members of the SCO or the Shanghai Five, the oldest first."""
    found: dict[str, ox.NamedNode] = {}
    for body in (SHANGHAI_FIVE, SCO):
        for one in memberships(store, body):
            if one.family == SCOG + "status-member":
                found.setdefault(one.party.value, one.party)
    return list(found.values())


def posts(store: ox.Store, *kinds: ox.NamedNode) -> set[str]:
    """The posts of some kinds."""
    return {post.value for kind in kinds for post in graph.subjects(store, "scog:postKind", kind)}


def predecessors(store: ox.Store, body: ox.NamedNode) -> list[ox.NamedNode]:
    """The bodies that a body succeeded."""
    return [
        _node(row, "body")
        for row in internal.rows(store, "chart-predecessors", successor=body)
        if _all_named(row, "body")
    ]


def organs(store: ox.Store, body: ox.NamedNode) -> list[ox.NamedNode]:
    """The organs of a body."""
    return list(graph.subjects(store, "scog:organOf", body))


def recorded(store: ox.Store, body: ox.NamedNode, kind: str = "fact-standings") -> Record:
    """The last day and the completeness of the record of a kind of fact on a body."""
    found = internal.rows(store, "chart-coverage", body=body, kind=graph.term(f"scog:{kind}"))
    return Record(_day(found[0], "until"), _maybe(found[0], "completeness")) if found else Record()


def code(store: ox.Store, state: ox.NamedNode) -> str:
    """The ISO 3166 code of a state, two letters; empty if it has none."""
    return graph.text(store, state, "scog:iso3166Alpha2")


def city_of(store: ox.Store, state: ox.NamedNode) -> tuple[float, float] | None:
    """Latitude and longitude of a city in a state."""
    places = (_place(row) for row in internal.rows(store, "chart-cities", state=state))
    return next((place for place in places if place), None)


def label(store: ox.Store, thing: ox.NamedNode, lang: str) -> str:
    """The label of a thing in a language."""
    return Labels(store, lang).of(thing).text


def _stretch(row: Row) -> Stretch:
    bounds = ("earliest", "latest", "endEarliest", "endLatest")
    earliest, latest, end_earliest, end_latest = (_day(row, name) for name in bounds)
    return Stretch(
        earliest,
        latest,
        end_earliest,
        end_latest,
        ended="endPrecision" in row or "endEarliest" in row or "endLatest" in row,
        since=_text(row, "since") or _bounds(earliest, latest),
        until=_text(row, "until") or _bounds(end_earliest, end_latest),
        goes_on=_text(row, "endBound") == SCOG + "bound-goes-on",
        shown_until=_day(row, "shownUntil"),
    )


def _text(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _day(row: Row, name: str) -> str:
    # An xsd:date may have a time zone, and a file of the user's may hold what is no date.
    text = _text(row, name)[:10]
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _bounds(first: str, last: str) -> str:
    # A graph without what is inferred has no texts of dates.
    return dates.written(first, last, "") if first or last else ""


def _place(row: Row) -> tuple[float, float] | None:
    try:
        lat, long = float(_text(row, "lat")), float(_text(row, "long"))
    except ValueError:
        return None
    known = math.isfinite(lat) and math.isfinite(long) and abs(lat) <= 90 and abs(long) <= 180
    return (lat, long) if known else None


def _all_named(row: Row, *names: str) -> bool:
    return all(isinstance(row.get(name), ox.NamedNode) for name in names)


def _node(row: Row, name: str) -> ox.NamedNode:
    return cast(ox.NamedNode, row[name])


def _maybe(row: Row, name: str) -> ox.NamedNode | None:
    found = row.get(name)
    return found if isinstance(found, ox.NamedNode) else None
