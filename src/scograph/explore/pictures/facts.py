"""What the pictures are drawn from: standings, sessions, tenures and attendances of the graph.

A date that the graph does not have, or that is no date, is the empty string, never a guess.
"""

from __future__ import annotations

import datetime
import math
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph import names, query
from scograph.explore import when
from scograph.namespaces import SCOD, SCOG

SCO = ox.NamedNode(SCOD + "sco")
SHANGHAI_FIVE = ox.NamedNode(SCOD + "shanghai-five")
GOVERNMENT = ox.NamedNode(SCOD + "council-of-heads-of-government")
HEAD_OF_STATE = ox.NamedNode(SCOG + "post-head-of-state")
HEAD_OF_BODY = ox.NamedNode(SCOG + "post-head-of-body")
HEAD_OF_GOVERNMENT = ox.NamedNode(SCOG + "post-head-of-government")

_STANDINGS = """
SELECT DISTINCT ?spell ?party ?status ?family ?earliest ?latest ?endEarliest ?endLatest
  ?endPrecision ?since ?until
WHERE {
  # values: body
  ?spell scog:inBody ?body ;
    scog:status ?status ;
    scog:party ?party .
  OPTIONAL { ?status skos:broader ?family }
  OPTIONAL { ?spell scog:earliest ?earliest }
  OPTIONAL { ?spell scog:latest ?latest }
  OPTIONAL { ?spell scog:endEarliest ?endEarliest }
  OPTIONAL { ?spell scog:endLatest ?endLatest }
  OPTIONAL { ?spell scog:endPrecision ?endPrecision }
  OPTIONAL { ?spell scog:dateText ?since }
  OPTIONAL { ?spell scog:endDateText ?until }
}
ORDER BY ?earliest ?spell ?family
"""
_SESSIONS = """
SELECT DISTINCT ?meeting ?body ?earliest ?latest ?start ?end ?format ?city ?lat ?long ?host
WHERE {
  VALUES ?body { scod:sco scod:shanghai-five scod:council-of-heads-of-government }
  VALUES ?kind { scog:Summit scog:CouncilSession }
  ?meeting scog:meetingOf ?body ;
    a ?kind .
  OPTIONAL { ?meeting scog:earliest ?earliest }
  OPTIONAL { ?meeting scog:latest ?latest }
  OPTIONAL { ?meeting scog:dateText ?start }
  OPTIONAL { ?meeting scog:endDateText ?end }
  OPTIONAL { ?meeting scog:format ?format }
  OPTIONAL {
    ?meeting scog:heldIn ?city .
    ?city a scog:City .
    OPTIONAL { ?city geo:lat ?lat ; geo:long ?long }
  }
  OPTIONAL { ?meeting scog:hostedBy ?host }
}
ORDER BY ?earliest ?meeting ?body ?city ?host
"""
_TENURES = """
SELECT DISTINCT ?tenure ?person ?post ?state ?acting ?earliest ?latest ?endEarliest ?endLatest
  ?endPrecision ?since ?until
WHERE {
  # values: kind
  ?post scog:postKind ?kind ;
    scog:postIn ?state .
  ?tenure scog:tenureOf ?post ;
    scog:holder ?person .
  OPTIONAL { ?tenure scog:acting ?acting }
  OPTIONAL { ?tenure scog:earliest ?earliest }
  OPTIONAL { ?tenure scog:latest ?latest }
  OPTIONAL { ?tenure scog:endEarliest ?endEarliest }
  OPTIONAL { ?tenure scog:endLatest ?endLatest }
  OPTIONAL { ?tenure scog:endPrecision ?endPrecision }
  OPTIONAL { ?tenure scog:dateText ?since }
  OPTIONAL { ?tenure scog:endDateText ?until }
}
ORDER BY ?earliest ?tenure ?post ?state ?person
"""
_ATTENDANCES = """
SELECT DISTINCT ?person ?meeting ?date ?day ?type ?body ?mode ?post
WHERE {
  VALUES ?type { scog:Summit scog:CouncilSession scog:BilateralMeeting scog:Visit }
  ?participation scog:participant ?person ;
    a scog:Participation ;
    scog:atMeeting ?meeting .
  ?meeting a ?type ;
    scog:earliest ?day .
  OPTIONAL { ?meeting scog:meetingOf ?body }
  OPTIONAL { ?meeting scog:dateText ?date }
  OPTIONAL { ?participation scog:mode ?mode }
  OPTIONAL { ?participation scog:inPost ?post }
  FILTER NOT EXISTS { ?participation scog:mode scog:mode-by-letter }
}
ORDER BY ?day ?meeting ?person ?body ?post
"""
_RECORDED = """
SELECT ?until ?completeness
WHERE {
  # values: body kind
  ?coverage scog:coverageOf ?body ;
    scog:factKind ?kind ;
    scog:coversThrough ?until ;
    scog:completeness ?completeness .
  FILTER (?completeness != scog:completeness-not-researched)
}
ORDER BY DESC(?until) ?completeness
"""
_CITIES = """
SELECT ?lat ?long
WHERE {
  # values: state
  ?city scog:inState ?state ;
    geo:lat ?lat ;
    geo:long ?long .
}
ORDER BY ?city
"""
_BEFORE = """
SELECT DISTINCT ?body
WHERE {
  # values: successor
  ?succession scog:successorBody ?successor ;
    scog:predecessorBody ?body .
}
ORDER BY ?body
"""


class Stretch(NamedTuple):
    """From when to when something lasted; `ended` also where the day of the end is not known."""

    earliest: str
    latest: str
    end_earliest: str
    end_latest: str
    ended: bool
    since: str
    until: str

    def holds(self, day: str) -> str:
        """`certain` or `possible` on a day, else empty. The day of an end is the next one's."""
        if self.earliest > day or (self.end_latest and self.end_latest <= day):
            return ""
        began = bool(self.latest) and self.latest <= day
        lasts = not self.ended or self.end_earliest > day
        return "certain" if began and lasts else "possible"


class Standing(NamedTuple):
    """One spell of one status; `family` is the wider status, a founding member's that of a member.

    `status` is the status as recorded.
    """

    spell: ox.NamedNode
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
        """Whether nobody travelled to it."""
        return self.format is not None and self.format.value == SCOG + "format-video"


class Record(NamedTuple):
    """The last day that the record covers, and how complete it is; empty where nobody says."""

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


Row = dict[str, ox.NamedNode | ox.Literal]


def ask(store: ox.Store, sparql: str, **given: ox.NamedNode) -> list[Row]:
    """The rows of a query in which some variables are given; what is unbound is not in a row."""
    sparql = query.expand({"sparql": sparql}, dict(given))
    found = cast(ox.QuerySolutions, query.ask(store, sparql))
    variables = [variable.value for variable in found.variables]
    return [
        {name: term for name, term in zip(variables, row, strict=True) if term is not None}
        for row in found
    ]


def standings(store: ox.Store, body: ox.NamedNode) -> list[Standing]:
    """Every spell in a body, by its beginning."""
    found: dict[str, Standing] = {}
    for row in ask(store, _STANDINGS, body=body):
        if not _all_named(row, "spell", "party", "status"):
            continue
        spell, status = _node(row, "spell"), _node(row, "status")
        family = _text(row, "family") or status.value
        one = Standing(spell, _node(row, "party"), status, family, _stretch(row))
        found.setdefault(spell.value, one)
    return list(found.values())


def sessions(store: ox.Store) -> list[Session]:
    """The summits of the SCO and the Shanghai Five and the sessions of heads of government.

    By their days; those without one come first.
    """
    found: dict[str, Session] = {}
    for row in ask(store, _SESSIONS):
        if not _all_named(row, "meeting"):
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
    """Every tenure of posts of a kind, by its beginning; those without one come last.

    One of a post in two bodies is there twice.
    """
    found: dict[tuple[str, str], Tenure] = {}
    for row in ask(store, _TENURES, kind=kind):
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
    """Who was at which summit, session of heads of government or talks, by day.

    Who only sent a letter was not there.
    """
    kinds = {SCO.value: "summit", SHANGHAI_FIVE.value: "summit", GOVERNMENT.value: "government"}
    found: dict[tuple[str, str, str], Attendance] = {}
    for row in ask(store, _ATTENDANCES):
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
        for one in standings(store, body):
            if one.family == SCOG + "status-member":
                found.setdefault(one.party.value, one.party)
    return list(found.values())


def posts(store: ox.Store, *kinds: ox.NamedNode) -> set[str]:
    """The posts of some kinds."""
    predicate = ox.NamedNode(SCOG + "postKind")
    return {
        quad.subject.value
        for kind in kinds
        for quad in store.quads_for_pattern(None, predicate, kind, ox.DefaultGraph())
        if isinstance(quad.subject, ox.NamedNode)
    }


def predecessors(store: ox.Store, body: ox.NamedNode) -> list[ox.NamedNode]:
    """The bodies that a body succeeded."""
    return [_node(row, "body") for row in ask(store, _BEFORE, successor=body)]


def organs(store: ox.Store, body: ox.NamedNode) -> list[ox.NamedNode]:
    """The organs of a body."""
    predicate = ox.NamedNode(SCOG + "organOf")
    quads = store.quads_for_pattern(None, predicate, body, ox.DefaultGraph())
    return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def recorded(store: ox.Store, body: ox.NamedNode, kind: str = "standings") -> Record:
    """How far the record of a kind of facts on a body reaches."""
    found = ask(store, _RECORDED, body=body, kind=ox.NamedNode(f"{SCOG}fact-{kind}"))
    return Record(_day(found[0], "until"), _maybe(found[0], "completeness")) if found else Record()


def code(store: ox.Store, state: ox.NamedNode) -> str:
    """The ISO 3166 code of a state, of two letters; empty where there is none."""
    predicate = ox.NamedNode(SCOG + "iso3166Alpha2")
    quad = next(store.quads_for_pattern(state, predicate, None, ox.DefaultGraph()), None)
    return quad.object.value if quad and isinstance(quad.object, ox.Literal) else ""


def city_of(store: ox.Store, state: ox.NamedNode) -> tuple[float, float] | None:
    """Latitude and longitude of a city in a state."""
    places = (_place(row) for row in ask(store, _CITIES, state=state))
    return next((place for place in places if place), None)


def label(store: ox.Store, thing: ox.NamedNode, lang: str) -> str:
    """What a thing is called in a language, by its label."""
    return names.label(store, thing, lang)


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
    return when.written(first, last, "") if first or last else ""


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
