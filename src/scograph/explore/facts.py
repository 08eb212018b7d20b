"""The facts in which a thing has a part, as tables: one for each kind, a row for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from scograph.explore import when
from scograph.explore.citations import Citations
from scograph.explore.labels import Labels, Text
from scograph.namespaces import INFERRED_GRAPH, PREFIXES, SCOG

PAGE = 50
# Rows of a kind and sources of a row, where a page has few tables, and where it has more than that.
FEW = 8
SHOWN, CITED = 16, 3
SHOWN_OF_MANY, CITED_OF_MANY = 5, 1

_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


class Column(NamedTuple):
    """A word of the interface, and the properties of the fact that fill the column."""

    word: str
    properties: tuple[str, ...]


class Kind(NamedTuple):
    """A kind of fact: its class, its columns, and the property by which a day is borrowed."""

    name: str
    columns: tuple[Column, ...]
    dated_by: str | None = None
    lasts: bool = False


class Row(NamedTuple):
    """One fact: its page, its dates, the values of its columns, the numbers of its sources.

    `first` and `last` are the days between which it may have held; empty where not known.
    """

    fact: Text
    start: str
    end: str
    first: str
    last: str
    values: list[list[Text]]
    sources: list[int]
    more_sources: int


class Table(NamedTuple):
    """The facts of one kind: the rows from number `start` on, of `total`."""

    kind: str
    name: str
    words: list[str]
    lasts: bool
    rows: list[Row]
    start: int
    total: int


def _columns(**words: str) -> tuple[Column, ...]:
    return tuple(Column(word, tuple(names.split())) for word, names in words.items())


KINDS = (
    Kind("MembershipSpell", _columns(state="member associate", body="inBody", status="status"),
         lasts=True),
    Kind("Participation", _columns(meeting="atMeeting", person="participant", office="inPost",
         represents="represents", capacity="capacity", mode="mode"), dated_by="atMeeting"),
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
    Kind("Document", _columns(document="", kind="documentKind")),
    Kind("Statement", _columns(statement="", speaker="speaker", gist="gist", meeting="during")),
    Kind("Invitation", _columns(meeting="invitedTo", person="invitee", represents="invitedFor",
         office="inPost", capacity="capacity"), dated_by="invitedTo"),
    Kind("Figure", _columns(figure="", measure="measure", value="value", unit="unit",
         qualifier="qualifier")),
    Kind("Coverage", _columns(body="coverageOf", factKind="factKind",
         completeness="completeness")),
    Kind("Organ", _columns(organ="", kind="organKind", seat="seat")),
    Kind("Post", _columns(office="", kind="postKind", state="postIn")),
    Kind("Place", _columns(place="", state="inState")),
    Kind("Event", _columns(event="", )),
)  # fmt: skip
# Whoever chooses a day needs all of them.
_MOST = {"MembershipSpell": None}


class Facts:
    """The tables of one thing, and what else points to it."""

    def __init__(self, store: ox.Store, labels: Labels, citations: Citations) -> None:
        self._store = store
        self._labels = labels
        self._citations = citations

    def tables(self, node: ox.NamedNode, whole: str | None = None, start: int = 0) -> list[Table]:
        """The facts by kind: the first of each (of spells all), or 50 of the kind `whole`."""
        found: dict[str, set[ox.NamedNode]] = {}
        for subject in self._pointing(node):
            kind = self._kind(subject)
            if kind is not None:
                found.setdefault(kind, set()).add(subject)
        if whole:
            found = {name: facts for name, facts in found.items() if name == whole}
        few = len(found) <= FEW
        first, cited = (SHOWN, CITED) if few else (SHOWN_OF_MANY, CITED_OF_MANY)
        return [
            self._table(node, kind, found[kind.name], slice(start, most), cited)
            for kind in KINDS
            if kind.name in found
            for most in [start + PAGE if whole else _MOST.get(kind.name, first)]
        ]

    def _pointing(self, node: ox.NamedNode) -> Iterator[ox.NamedNode]:
        inferred = ox.NamedNode(INFERRED_GRAPH)
        for quad in self._store.quads_for_pattern(None, None, node, None):
            if (
                quad.graph_name not in (inferred, _DEFAULT)
                or quad.predicate.value == SCOG + "inPost"
                or quad.predicate.value == SCOG + "resultOf"
            ) and isinstance(quad.subject, ox.NamedNode):
                yield quad.subject

    def _kind(self, fact: ox.NamedNode) -> str | None:
        types = {
            quad.object.value.removeprefix(SCOG)
            for quad in self._store.quads_for_pattern(fact, _TYPE, None, _DEFAULT)
            if isinstance(quad.object, ox.NamedNode)
        }
        return next((kind.name for kind in KINDS if kind.name in types), None)

    def _table(
        self,
        node: ox.NamedNode,
        kind: Kind,
        facts: Iterable[ox.NamedNode],
        shown: slice[int, int | None, None],
        cited: int,
    ) -> Table:
        dated = sorted(
            ((self._span(kind, fact), fact) for fact in facts),
            key=lambda one: (one[0].start or "~", one[1].value),
        )
        if kind.name in ("Participation", "Document", "Coverage"):
            dated.reverse()
        rows = [self._row(node, kind, fact, span, cited) for span, fact in dated[shown]]
        kept = [
            index for index in range(len(kind.columns)) if any(row.values[index] for row in rows)
        ]
        return Table(
            kind.name,
            self._labels.of(SCOG + kind.name).text,
            [kind.columns[index].word for index in kept],
            kind.lasts,
            [row._replace(values=[row.values[index] for index in kept]) for row in rows],
            shown.start,
            len(dated),
        )

    def _row(
        self, node: ox.NamedNode, kind: Kind, fact: ox.NamedNode, span: when.Span, cited: int
    ) -> Row:
        values = [self._values(node, fact, column) for column in kind.columns]
        sources, more = self._citations.first(fact, cited)
        return Row(
            self._labels.of(fact.value),
            span.start,
            span.end,
            self._text(fact, "earliest"),
            self._text(fact, "endLatest"),
            values,
            sources,
            more,
        )

    def _values(self, node: ox.NamedNode, fact: ox.NamedNode, column: Column) -> list[Text]:
        """The values of a column; the thing itself, whose page it is, is left out."""
        if not column.properties:
            return [self._labels.of(fact.value)]
        found = {
            quad.object
            for name in column.properties
            for quad in self._store.quads_for_pattern(
                fact, ox.NamedNode(SCOG + name), None, _DEFAULT
            )
            if quad.object != node
        }
        return sorted((self._labels.value(term) for term in found), key=lambda one: one.text)

    def _span(self, kind: Kind, fact: ox.NamedNode) -> when.Span:
        if kind.name == "Coverage":
            return when.Span(*(self._text(fact, n) for n in ("coversFrom", "coversThrough")))
        own = when.span(self._store, fact)
        if own.start or not kind.dated_by:
            return own
        for quad in self._store.quads_for_pattern(
            fact, ox.NamedNode(SCOG + kind.dated_by), None, _DEFAULT
        ):
            if isinstance(quad.object, ox.NamedNode):
                return when.span(self._store, quad.object)
        return own

    def _text(self, fact: ox.NamedNode, name: str) -> str:
        found = self._store.quads_for_pattern(fact, ox.NamedNode(SCOG + name), None, _DEFAULT)
        return next(
            (quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), ""
        )
