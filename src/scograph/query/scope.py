"""The bodies, kinds of fact and days that a question is about, and the coverages of them."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from scograph.query import coverages, signing
from scograph.query.coverages import FIRST, LAST, Meeting, Span
from scograph.query.header import Rests
from scograph.query.parameters import Term
from scograph.query.part import Part
from scograph.query.there import There
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOG

_MEMBERS, _OTHERS = "member-participants", "other-participants"
_AT_MEETINGS = (_MEMBERS, _OTHERS)
# Of these, there is nothing to record where there was no meeting.
_OF_MEETINGS = (
    *("amendments", "chairs", "delegations", "documents", "invitations", *_AT_MEETINGS),
    *("signatures", "texts", "venues"),
)  # fmt: skip
# What is about states and persons: there was something to record before the body was founded.
_OF_STATES = ("state-office-holders", "statements", "talks")
# The coverage of a body includes that of its organs for these kinds of fact.
_OF_WHOLE = ("exercises",)
# The kinds of fact in which a thing of a class may be, where a question is about all of it.
_OF_CLASS = {
    "scog:State": (
        *("applications", "chairmanships", "invitations", *_AT_MEETINGS, "parties", "signatures"),
        *("standings", "state-office-holders", "statements", "talks"),
    ),
    "scog:Person": (
        *("chairs", "delegations", "invitations", *_AT_MEETINGS, "office-holders", "signatures"),
        *("state-office-holders", "statements", "talks"),
    ),
    "scog:City": ("meetings", "talks", "venues"),
    "scog:Document": signing.KINDS,
}
_ROLE_OF_CLASS = {
    "scog:Meeting": "meeting", "scog:Organization": "body",
    "scog:State": "party", "scog:Person": "person",
}  # fmt: skip


class Scope:
    """The bodies, kinds of fact and days of a question; the days are `first` and `until`."""

    def __init__(
        self,
        store: ox.Store,
        rests: Rests,
        given: Mapping[str, Term],
        first: str,
        until: str,
        there: There | None = None,
    ) -> None:
        self._store = store
        self._rests = rests
        self._given = dict(given)
        self.first = first
        self.until = until
        self._there = there
        self._known = self._coverages() if there is None else there.known
        self._offices: str | None = None
        self._meets_as_summits = False
        self._document: ox.NamedNode | None = None
        self._of_thing: tuple[str, ...] | None = None
        self._locate()

    def parts(self) -> list[Part]:
        """A part for each body and kind, without those of which no day was asked."""
        if self._document is not None:
            facts = signing.KINDS if "any" in self._rests["facts"] else self._rests["facts"]
            found = signing.parts(
                self._store,
                self._document,
                facts,
                self._there,
                until=self.until,
                party=self._given.get("party"),
            )
            if parts := list(found):
                return parts
            # How the text of one document is known is that of the body that made it.
            body = signing.body(self._store, self._document, self._there)
            if body is None:
                unknown = (Span("not-stated", "", ""),)
                return [Part(None, kind, unknown, None, document=self._document) for kind in facts]
            self._given["body"] = body
        return [
            part
            for body in self._bodies()
            for kind in self._kinds(body)
            if (part := self._part(body, kind)) is not None
        ]

    def _coverages(self) -> coverages.Known:
        """The coverages of the kinds of fact on which the answer may rest."""
        facts = self._rests["facts"]
        if "any" in facts:
            return coverages.by_body(self._store)
        # Which of the two is meant is known once the party is.
        offices = ("state-office-holders",) if "office-holders" in facts else ()
        return coverages.of_kinds(self._store, (*facts, *offices))

    def _locate(self) -> None:
        """Turns a thing into the meeting, the body or the party that it is."""
        thing = self._given.pop("thing", None)
        if isinstance(thing, ox.NamedNode):
            self._is(thing)
        post = self._given.pop("post", None)
        holder = graph.value(self._store, post, "scog:postIn") if post is not None else None
        if isinstance(holder, ox.NamedNode):
            self._given.setdefault("party", holder)
        party = self._given.get("party")
        if party is not None and "office-holders" in self._rests["facts"]:
            # The offices of a body are one kind of fact, those of states another.
            if graph.term("scog:Organization") in graph.types(self._store, party):
                self._given["body"] = party
            self._offices = "office-holders" if "body" in self._given else "state-office-holders"
        body = self._given.get("body")
        if body is not None and not coverages.speaks_of(self._store, body):
            # A council that meets as the summits of a body.
            session = next(graph.subjects(self._store, "scog:sessionOf", body), None)
            if held := coverages.meeting(self._store, session):
                self._given["body"] = held.body
                self._meets_as_summits = True
        meeting = self._meeting()
        if meeting is not None:
            self._given["body"] = meeting.body
            self.first, self.until = max(self.first, meeting.first), min(self.until, meeting.last)

    def _is(self, thing: ox.NamedNode) -> None:
        types = graph.types(self._store, thing)
        if graph.term("scog:Document") in types:
            self._document = thing
        for name, role in _ROLE_OF_CLASS.items():
            if graph.term(name) in types:
                self._given[role] = thing
        for name, kinds in _OF_CLASS.items():
            if graph.term(name) in types:
                self._of_thing = kinds

    def _meeting(self) -> Meeting | None:
        return coverages.meeting(self._store, self._given.get("meeting"))

    def _bodies(self) -> list[ox.NamedNode]:
        body = self._given.get("body")
        if isinstance(body, ox.NamedNode):
            if self._document is not None:
                return [body]
            if self._rests["of"] or "meeting" in self._given or self._meets_as_summits:
                return [body]
            organs = sorted(graph.subjects(self._store, "scog:organOf", body), key=str)
            return [body, *(organ for organ in organs if organ in self._known)]
        return [one for one in self._known if self._holds_such(one)]

    def _holds_such(self, body: ox.NamedNode) -> bool:
        """True if the body has held meetings of the class that is meant."""
        kind = self._rests["of"]
        if kind is None:
            return True
        return any(one.body == body for one in coverages.meetings(self._store, kind).values())

    def _kinds(self, body: ox.NamedNode) -> list[str]:
        if self._offices is not None:
            return [self._offices]
        facts = self._facts(body)
        if self._given.get("body") is not None and len(facts) > 1:
            facts = [fact for fact in facts if fact != "talks"]
        if "meeting" in self._given and len(facts) > 1:
            meeting = self._meeting()
            facts = [
                fact
                for fact in facts
                if fact != "meetings" and (fact == "talks") == (meeting is None)
            ]
        capacity = self._given.get("capacity")
        if capacity is not None:
            dropped = _OTHERS if capacity.value == SCOG + "capacity-member" else _MEMBERS
            return [fact for fact in facts if fact != dropped]
        if set(_AT_MEETINGS) <= set(facts):
            dropped_kinds = set(_AT_MEETINGS) - self._sides(body)
            return [fact for fact in facts if fact not in dropped_kinds]
        return facts

    def _facts(self, body: ox.NamedNode) -> list[str]:
        facts = self._rests["facts"]
        if "any" in facts:
            at_meeting = ("documents", *_AT_MEETINGS) if "meeting" in self._given else None
            known = self._known.get(body, {})
            of_thing = [kind for kind in self._of_thing or () if kind in known]
            facts = sorted(at_meeting or (of_thing if self._of_thing else known))
        # Who leads a state comes at the head of a delegation; others may come in one.
        person = self._given.get("person")
        if person is None or coverages.is_leader(self._store, person):
            return [fact for fact in facts if fact != "delegations"]
        return facts

    def _sides(self, body: ox.NamedNode) -> set[str]:
        """The kinds of participants among which those asked for may be."""
        asked = [self._given[role] for role in ("party", "person", "with") if role in self._given]
        # Of a question about two sides, the one that is not given may be any.
        if not asked or ("with" in self._rests["by"] and len(asked) == 1):
            return set(_AT_MEETINGS)
        parties = [party for one in asked for party in self._parties(one)]
        whole = next(iter(graph.nodes(self._store, body, "scog:organOf")), body)
        found: set[str] = set()
        for party in parties:
            spells = [
                spell
                for spell in coverages.memberships(self._store, party=party)
                if spell.body == whole
            ]
            for meeting in self._held(body):
                here = any(one.first <= meeting.last and one.end > meeting.first for one in spells)
                found.add(_MEMBERS if here else _OTHERS)
        return found or set(_AT_MEETINGS)

    def _parties(self, one: Term) -> list[Term]:
        """The thing itself, or of a person those for whom they came."""
        if graph.term("scog:Person") in graph.types(self._store, one):
            return coverages.parties(self._store, one)
        return [one]

    def _held(self, body: ox.NamedNode) -> list[Meeting]:
        """The meetings of a body in the period, of the class and with the host asked for."""
        kind = None if "body" in self._given else self._rests["of"]
        host = self._given.get("host")
        return [
            one
            for one in coverages.meetings(self._store, kind).values()
            if one.body == body
            and one.first <= self.until
            and one.last >= self.first
            and (host is None or host.value in one.hosts)
        ]

    def _part(self, body: ox.NamedNode, kind: str) -> Part | None:
        named = self._given.get("body") == body
        spans = self._known.get(body, {}).get(kind)
        if spans is None and named and kind in _OF_WHOLE:
            for whole in graph.nodes(self._store, body, "scog:organOf"):
                if kind in self._known.get(whole, {}):
                    return self._part(whole, kind)
        if spans is None:
            return Part(body, kind, (Span("not-stated", "", ""),), None) if named else None
        researched = [span for span in spans if span.degree != "not-researched"]
        reaches = coverages.reach(spans)
        counted = [
            span
            for span in researched or spans
            if span.since <= self.until
            and span.until >= self.first
            and self._hosted(body, kind, span)
        ]
        founded = None if kind in _OF_STATES else self._founded(body)
        if not counted and founded is not None and self.until < founded:
            counted = [Span("nothing-to-record", self.first, self.until)]
        elif reaches is not None:
            start = max(self.first, founded or spans[0].since)
            if kind in _OF_STATES and (self.first != FIRST or self.until < spans[0].since):
                start = self.first
            counted += self._uncovered(body, kind, spans, start, min(self.until, reaches))
        ended = graph.exists(self._store, None, "scog:predecessorBody", body)
        return Part(body, kind, tuple(sorted(counted, key=lambda one: one.since)), reaches, ended)

    def _uncovered(
        self, body: ox.NamedNode, kind: str, spans: list[Span], start: str, end: str
    ) -> list[Span]:
        """The periods of which no coverage speaks, though there may be something to record."""
        found = []
        for span in [*spans, Span("", coverages.after(end), LAST)]:
            if start < span.since and start <= end:
                gap_end = coverages.before(min(span.since, coverages.after(end)))
                found.append(Span("not-stated", start, gap_end))
            start = max(start, coverages.after(span.until))
        if kind not in _OF_MEETINGS:
            return found
        held = self._held(body)
        return [
            gap
            for gap in found
            if any(one.first <= gap.until and one.last >= gap.since for one in held)
        ]

    def _founded(self, body: ox.NamedNode) -> str | None:
        """The first day on which a body may have been founded."""
        events = graph.subjects(self._store, "scog:founded", body)
        days = [graph.text(self._store, event, "scog:earliest") for event in events]
        return min(filter(None, days), default=None)

    def _hosted(self, body: ox.NamedNode, kind: str, span: Span) -> bool:
        """True if the host asked for has hosted a meeting of the body in a period."""
        if "host" not in self._given or kind == "meetings":
            return True
        held = self._held(body)
        return any(one.first <= span.until and one.last >= span.since for one in held)
