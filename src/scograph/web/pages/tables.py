"""Tables of the facts and things that refer to a thing: one for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity.facts import Facts
from scograph.names import dates
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD, SCOG
from scograph.web.pages.citations import Citations
from scograph.web.pages.texts import Text, Texts

PAGE = 50
# Rows of a kind and sources of a row, where a page has few tables, many, and more than that.
FEW, MANY = 8, 16
SHOWN, CITED = 16, 3
SHOWN_OF_MANY, CITED_OF_MANY = 5, 1
SHOWN_OF_MORE = 3


class Column(NamedTuple):
    """A column: the key of its heading, and the properties of the fact that fill it."""

    word: str
    properties: tuple[str, ...]


class Kind(NamedTuple):
    """A kind of fact or thing: its class, its columns, and whether it has a period.

    `newest` puts the newest first.
    """

    name: str
    columns: tuple[Column, ...]
    lasts: bool = False
    newest: bool = False


class Row(NamedTuple):
    """One fact: its page, its dates, the values of its columns, the numbers of its sources.

    `first` and `last` are the days between which it may have held; empty where not known. `party`
    is whose membership it is.
    """

    fact: Text
    start: str
    end: str
    first: str
    last: str
    party: str
    values: list[list[Text]]
    sources: list[int]
    more_sources: int

    def holds(self, day: str) -> bool:
        """True if it may have held on a day; the end date is exclusive."""
        return bool(self.first) and self.first <= day and (not self.last or day < self.last)


class Table(NamedTuple):
    """The facts of one kind: the rows from number `start` on, of `total`.

    `dated` is false if no row has a date, `named` is true if a column links each row to its page.
    """

    kind: str
    name: str
    words: list[str]
    lasts: bool
    dated: bool
    named: bool
    rows: list[Row]
    start: int
    total: int

    def parties(self, day: str) -> int:
        """The number of states and organisations with a membership on a day."""
        return len({row.party for row in self.rows if row.holds(day)})


def _columns(**words: str) -> tuple[Column, ...]:
    return tuple(Column(word, tuple(names.split())) for word, names in words.items())


# The memberships in the body of the page, apart from those of the body itself.
MEMBERS = "Members"
KINDS = (
    Kind(MEMBERS, _columns(state="member associate", status="status"), lasts=True),
    Kind("MembershipSpell", _columns(state="member associate", body="inBody", status="status"),
         lasts=True),
    Kind("Participation", _columns(meeting="atMeeting", person="participant", office="inPost",
         represents="represents", capacity="capacity", mode="mode", basis="basis"),
         newest=True),
    Kind("Chairmanship", _columns(state="presidingState", body="chairmanshipOf"), lasts=True),
    Kind("CapitalTitle", _columns(city="titledCity", body="titleOf"), lasts=True),
    Kind("Tenure", _columns(person="holder", office="tenureOf", acting="acting"), lasts=True),
    Kind("Summit", _columns(meeting="", city="heldIn", body="meetingOf", chair="chairedBy")),
    Kind("CouncilSession", _columns(meeting="", city="heldIn", body="meetingOf",
         chair="chairedBy")),
    Kind("Meeting", _columns(meeting="", city="heldIn", body="meetingOf")),
    Kind("Signature", _columns(document="actOn", signatory="signatory", signer="signer",
         meeting="during")),
    Kind("DocumentAct", _columns(document="actOn", act="actKind", actor="actor",
         meeting="during")),
    Kind("StatusAct", _columns(state="candidate", act="actKind", status="statusConcerned",
         body="inBody", meeting="during")),
    Kind("Document", _columns(document="", kind="documentKind"), newest=True),
    Kind("Statement", _columns(statement="", speaker="speaker", gist="gist", meeting="during")),
    Kind("Invitation", _columns(meeting="invitedTo", person="invitee", represents="invitedFor",
         office="inPost", capacity="capacity")),
    Kind("Figure", _columns(figure="", measure="measure", value="value", unit="unit",
         qualifier="qualifier")),
    Kind("Coverage", _columns(body="coverageOf", factKind="factKind",
         completeness="completeness"), newest=True),
    Kind("Organ", _columns(organ="", kind="organKind", seat="seat")),
    Kind("Post", _columns(office="", kind="postKind", state="postIn")),
    Kind("Place", _columns(place="", state="inState")),
    Kind("Event", _columns(event="", )),
)  # fmt: skip
# The script that shows the members on a day needs all of them.
_MOST = {MEMBERS: None}
# The highest status first; the others after them.
_STATUSES = {
    SCOG + f"status-{name}": place
    for place, name in enumerate(
        ("member", "acceding-state", "observer", "dialogue-partner", "partner")
    )
}


class Tables:
    """The tables of one page: the facts that involve its thing, and what else refers to it."""

    def __init__(self, store: ox.Store, texts: Texts, citations: Citations) -> None:
        self._store = store
        self._texts = texts
        self._citations = citations
        self._facts = Facts(store)

    def of(self, node: ox.NamedNode, whole: str | None = None, start: int = 0) -> list[Table]:
        """The tables by kind: the first rows of each (all memberships), or 50 rows of `whole`."""
        found: dict[str, set[ox.NamedNode]] = {}
        for subject in self._referring(node):
            kind = self._kind(subject, node)
            if kind is not None:
                found.setdefault(kind, set()).add(subject)
        if whole:
            found = {name: facts for name, facts in found.items() if name == whole}
        first, cited = (SHOWN, CITED) if len(found) <= FEW else (SHOWN_OF_MANY, CITED_OF_MANY)
        if len(found) > MANY:
            first = SHOWN_OF_MORE
        return [
            self._table(node, kind, found[kind.name], slice(start, most), cited)
            for kind in KINDS
            if kind.name in found
            for most in [start + PAGE if whole else _MOST.get(kind.name, first)]
        ]

    def _referring(self, node: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """The things that refer to this one, asserted or by an inference that readers look for."""
        for triple in graph.asserted(self._store, value=node):
            if isinstance(triple.subject, ox.NamedNode):
                yield triple.subject
        for predicate in ("scog:inPost", "scog:resultOf", "scog:countsFor"):
            yield from graph.subjects(self._store, predicate, node)

    def _kind(self, fact: ox.NamedNode, node: ox.NamedNode) -> str | None:
        types = {kind.value.removeprefix(SCOG) for kind in graph.types(self._store, fact)}
        if "MembershipSpell" in types and graph.exists(self._store, fact, "scog:inBody", node):
            return MEMBERS
        return next((kind.name for kind in KINDS if kind.name in types), None)

    def _table(
        self,
        node: ox.NamedNode,
        kind: Kind,
        facts: Iterable[ox.NamedNode],
        shown: slice[int, int | None, None],
        cited: int,
    ) -> Table:
        days = {fact: self._first_day(kind, fact) for fact in facts}
        dated = sorted(days, key=lambda fact: (days[fact], fact.value), reverse=kind.newest)
        # What has no date comes last, also where the newest is first.
        dated.sort(key=lambda fact: not days[fact])
        if kind.name == MEMBERS:
            dated.sort(key=self._weight)
        rows = [self._row(node, kind, fact, self._span(kind, fact), cited) for fact in dated[shown]]
        kept = [
            index for index in range(len(kind.columns)) if any(row.values[index] for row in rows)
        ]
        return Table(
            kind.name,
            "" if kind.name == MEMBERS else self._texts.of(SCOG + kind.name).text,
            [kind.columns[index].word for index in kept],
            kind.lasts,
            any(row.start or row.end for row in rows),
            any(not column.properties for column in kind.columns),
            [row._replace(values=[row.values[index] for index in kept]) for row in rows],
            shown.start,
            len(dated),
        )

    def _row(
        self, node: ox.NamedNode, kind: Kind, fact: ox.NamedNode, span: dates.Span, cited: int
    ) -> Row:
        values = [self._values(node, fact, column) for column in kind.columns]
        sources, more = self._citations.first(fact, cited)
        return Row(
            self._texts.of(fact.value),
            span.start or self._bound(span.no_start),
            span.end or self._bound(span.no_end),
            self._held_from(fact) if kind.name == MEMBERS else "",
            graph.text(self._store, fact, "scog:endLatest"),
            self._party(fact) if kind.name == MEMBERS else "",
            values,
            sources,
            more,
        )

    def _first_day(self, kind: Kind, fact: ox.NamedNode) -> str:
        if kind.name == "Coverage":
            return graph.text(self._store, fact, "scog:coversFrom")
        return self._facts.first_day(fact)

    def _held_from(self, membership: ox.NamedNode) -> str:
        """The first day on which it may have held; a start that is not known fills no past."""
        names = ("scog:earliest", "scog:shownFrom", "scog:latest", "scog:endEarliest")
        days = (graph.text(self._store, membership, name) for name in names)
        return next((day for day in days if day), "")

    def _party(self, membership: ox.NamedNode) -> str:
        return graph.text(self._store, membership, "scog:party").removeprefix(SCOD)

    def _weight(self, membership: ox.NamedNode) -> int:
        """The rank of the status of a membership; a founding member is a member."""
        status = graph.value(self._store, membership, "scog:status")
        wider = (status, *graph.nodes(self._store, status, "skos:broader"))
        places = [_STATUSES[one.value] for one in wider
                  if isinstance(one, ox.NamedNode) and one.value in _STATUSES]  # fmt: skip
        return min(places, default=len(_STATUSES))

    def _bound(self, code: ox.NamedNode | None) -> str:
        """Why there is no date, in words; empty for what has no term."""
        return f"({self._texts.of(code.value).text})" if code else ""

    def _values(self, node: ox.NamedNode, fact: ox.NamedNode, column: Column) -> list[Text]:
        """The values of a column, without the thing of the page."""
        if not column.properties:
            return [self._texts.of(fact.value)]
        found = {
            value
            for name in column.properties
            for value in graph.values(self._store, fact, f"scog:{name}")
            if value != node
        }
        return sorted((self._texts.value(term) for term in found), key=lambda one: one.text)

    def _span(self, kind: Kind, fact: ox.NamedNode) -> dates.Span:
        if kind.name == "Coverage":
            bounds = ("scog:coversFrom", "scog:coversThrough")
            first, last = (graph.text(self._store, fact, name) for name in bounds)
            return dates.Span(first, last)
        return self._facts.span(fact)
