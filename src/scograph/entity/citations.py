"""Where the rows of an answer come from: the places in sources, and the sources that differ.

Each row rests on what its query matched (see `scograph.query.witness`). What of that is inferred is
traced to the asserted triples (see `scograph.reason.proofs`), and these to their claims.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from scograph.entity import absence
from scograph.entity.claims import Claim, Claims, Other, Place
from scograph.entity.kept import Kept
from scograph.names import dates
from scograph.query import completeness, witness
from scograph.query.header import Query
from scograph.query.parameters import Term
from scograph.query.run import Answer, Row
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOG

if TYPE_CHECKING:
    from scograph.reason.proofs import Prover

MARKS = 3
"""How many sources a row shows in a table."""
_MOST_KEPT = 20_000
_CLAIM, _PLACE, _SOURCE, _COVERAGE = (
    graph.term(f"scog:{name}") for name in ("Claim", "SourcePlace", "Source", "Coverage")
)
_DEPRECATED = graph.term("scog:rank-deprecated")


class Dispute(NamedTuple):
    """A value that a source gives for a fact of a row, and that the graph does not hold."""

    fact: ox.NamedNode
    other: Other


class Cited(NamedTuple):
    """Where one row comes from: its facts, the numbers of its references, and what is disputed.

    The references of the row's own fact come first.
    """

    facts: tuple[ox.NamedNode, ...]
    references: tuple[int, ...]
    disputes: tuple[Dispute, ...]

    @property
    def marks(self) -> tuple[int, ...]:
        """The numbers that a table shows."""
        return self.references[:MARKS]

    @property
    def more(self) -> int:
        """How many references a table does not show."""
        return max(0, len(self.references) - MARKS)


class Citations(NamedTuple):
    """Where each row of an answer comes from; reference number 1 is the first of `references`.

    An answer without rows has an `absence`: what says how complete the record is.
    """

    rows: list[Cited]
    references: list[Place]
    absence: Cited | None = None
    same: Mapping[Place, Place] = {}
    """Places that have the number of another one."""

    def sources(self, cited: Cited) -> list[ox.NamedNode]:
        """The sources of a row, each once."""
        found = (self.references[number - 1].source for number in cited.references)
        return list(dict.fromkeys(found))

    def shown(self) -> list[tuple[int, Place]]:
        """The references that the rows show, and those of disputes, with their numbers."""
        all_of_them = [*self.rows, *([self.absence] if self.absence else [])]
        numbers = {number for cited in all_of_them for number in cited.marks}
        numbers |= {
            self.number(p) for c in self.rows for d in c.disputes for p in d.other.claim.places
        }
        return [(number, self.references[number - 1]) for number in sorted(numbers)]

    def number(self, place: Place) -> int:
        """The number of a reference."""
        return self.references.index(self.same.get(place, place)) + 1

    def once(self, reference: Callable[[Place], Hashable]) -> Citations:
        """The same citations, in which places with the same written reference have one number."""
        first: dict[Hashable, Place] = {}
        same = {place: first.setdefault(reference(place), place) for place in self.references}
        numbers = {place: number for number, place in enumerate(first.values(), 1)}

        def renumbered(one: Cited) -> Cited:
            found = (numbers[same[self.references[old - 1]]] for old in one.references)
            return one._replace(references=tuple(dict.fromkeys(found)))

        return Citations(
            [renumbered(one) for one in self.rows],
            list(first.values()),
            renumbered(self.absence) if self.absence else None,
            same,
        )


class Citing:
    """The citations of answers of one store, each triple and each claim looked up once.

    What was looked up for one answer is kept for the next, and in the `folder` of the store.
    """

    def __init__(self, store: ox.Store, folder: Path | None = None) -> None:
        self._store = store
        self._claims = Claims(store)
        self._kept = Kept(folder)

    @classmethod
    def of(cls, store: ox.Store, folder: Path | None = None) -> Citing:
        """The citations of a store that does not change while it is open.

        What is kept in memory are the entries of a bounded number of things.
        """
        if len(_of(store, folder)._kept) > _MOST_KEPT:
            _of.cache_clear()
        return _of(store, folder)

    def save(self) -> None:
        """Writes what was found beside the store."""
        self._kept.save()

    @cached_property
    def _prover(self) -> Prover:
        from scograph.reason.proofs import Prover

        return Prover(self._store)

    def answer(
        self,
        canned: Query,
        bound: Mapping[str, Term],
        columns: Sequence[str],
        rows: Sequence[Row],
        *,
        save: bool = True,
    ) -> Citations:
        """The citations of the rows of a canned query with these values."""
        if not rows:
            return self.absence([completeness.of(self._store, canned, bound)])
        found = witness.of_rows(self._store, canned, bound, columns, rows)
        return self.triples(((one.own, one.setting) for one in found), save=save)

    def together(self, answers: Iterable[tuple[Answer, Sequence[Row]]]) -> Citations:
        """The citations of one row that rests on rows of answers, as a count and a “yes” do."""
        own: dict[tuple[str, int], list[ox.Triple]] = {}
        setting: list[ox.Triple] = []
        for one, rows in answers:
            for found in witness.of_rows(self._store, one.query, one.parameters, one.columns, rows):
                for at, part in enumerate(found.own):
                    own.setdefault((one.query["name"], at), []).extend(part)
                setting += found.setting
        return self.triples([(list(own.values()), setting)])

    def absence(self, found: Iterable[completeness.Completeness | None]) -> Citations:
        """The citations of answers without rows."""
        triples = [triple for one in found for triple in absence.witness(self._store, one)]
        cited = self.triples([([triples], ())])
        return Citations([], cited.references, cited.rows[0])

    def triples(
        self,
        rows: Iterable[tuple[Sequence[Iterable[ox.Triple]], Iterable[ox.Triple]]],
        *,
        save: bool = True,
    ) -> Citations:
        """The citations of rows that rest on triples: of their own facts, and of their setting.

        Own facts are of several kinds, the first of which comes first.
        """
        traced = [self._row(own, setting) for own, setting in rows]
        numbers: dict[Place, int] = {}
        # What a table shows has the first numbers, in order.
        for _, places, disputes in traced:
            shown = [
                *places[:MARKS],
                *(place for one in disputes for place in one.other.claim.places),
            ]
            for place in shown:
                numbers.setdefault(place, len(numbers) + 1)
        for _, places, _ in traced:
            for place in places:
                numbers.setdefault(place, len(numbers) + 1)
        if save:
            self.save()
        return Citations(
            [
                Cited(tuple(facts), tuple(numbers[place] for place in places), tuple(disputes))
                for facts, places, disputes in traced
            ],
            list(numbers),
        )

    def _row(
        self, own: Sequence[Iterable[ox.Triple]], setting: Iterable[ox.Triple]
    ) -> tuple[list[ox.NamedNode], list[Place], list[Dispute]]:
        stated = [*(dict.fromkeys(part) for part in own), dict.fromkeys(setting)]
        proved = [list(self._leaves(part)) for part in stated]
        # What is said of the facts themselves comes before that from which more of them follows.
        near, far = [], []
        for part, leaves in zip(stated[:-1], proved[:-1], strict=True):
            about = {triple.subject for triple in part}
            near.append([leaf for leaf in leaves if leaf.subject in about])
            far += [leaf for leaf in leaves if leaf.subject not in about]
        ordered = [*near, far, proved[-1]]
        firsts = [leaf for part in ordered[:-1] for leaf in part]
        facts = dict.fromkeys(
            one.subject
            for one in firsts or proved[-1]
            if isinstance(one.subject, ox.NamedNode) and not one.subject.value.startswith(SCOG)
        )
        places = dict.fromkeys(place for part in ordered for place in self._places(part))
        if not places:
            places = dict.fromkeys(self._wording(firsts))
        about = {triple.subject for part in stated for triple in part}
        said = [leaf for part in ordered for leaf in part if leaf.subject in about]
        return list(facts), list(places), list(dict.fromkeys(self._disputes(said)))

    def _leaves(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """The asserted triples on which some triples rest."""
        seen = set()
        for triple in triples:
            for leaf in self._leaves_of(triple):
                if leaf not in seen:
                    seen.add(leaf)
                    yield leaf

    def _leaves_of(self, triple: ox.Triple) -> list[ox.Triple]:
        if isinstance(triple.subject, ox.NamedNode):
            with suppress(KeyError):
                return self._kept.leaves(triple)
        proof = self._prover.proof(triple)
        found = list(proof.leaves()) if proof else []
        if isinstance(triple.subject, ox.NamedNode):
            self._kept.keep_leaves(triple, found)
        return found

    def _about(self, thing: ox.NamedNode) -> list[Claim]:
        """The claims about a thing."""
        entry = self._kept.of(thing)
        if entry.claims is None:
            entry.claims = self._claims.about(thing)
            self._kept.changed(thing)
        return entry.claims

    def _places(self, leaves: list[ox.Triple]) -> Iterator[Place]:
        """The places that support some asserted triples, the broadest support first."""
        support: dict[Place, int] = {}
        for leaf in leaves:
            for place in self._support(leaf):
                support[place] = support.get(place, 0) + 1
        yield from sorted(support, key=lambda place: -support[place])

    def _support(self, leaf: ox.Triple) -> list[Place]:
        subject = leaf.subject
        if not isinstance(subject, ox.NamedNode):
            return []
        return [
            place
            for claim in self._about(subject)
            if claim.rank != _DEPRECATED and claim.supports(leaf.predicate, leaf.object)
            for place in claim.places
        ] or self._itself(subject)

    def _wording(self, leaves: list[ox.Triple]) -> Iterator[Place]:
        """The things of which this record says what no source does, such as the name of a summit.

        A thing without any claim, such as one of the user's own, is no source.
        """
        for leaf in leaves:
            if isinstance(leaf.subject, ox.NamedNode) and self._about(leaf.subject):
                yield Place(leaf.subject, leaf.subject, None)

    def _itself(self, thing: ox.NamedNode) -> list[Place]:
        """The place that a claim or a source is itself; what a coverage was checked against."""
        entry = self._kept.of(thing)
        if entry.itself is None:
            entry.itself = self._found_itself(thing)
            self._kept.changed(thing)
        return entry.itself

    def _found_itself(self, thing: ox.NamedNode) -> list[Place]:
        types = graph.types(self._store, thing)
        if _CLAIM in types:
            return self._claims.places(thing)
        if _PLACE in types:
            return [Place(thing, one, None) for one in self._sources_of(thing)]
        if _SOURCE in types:
            return [Place(thing, thing, None)]
        if _COVERAGE in types:
            against = graph.nodes(self._store, thing, "scog:checkedAgainst")
            return [Place(one, one, None) for one in against] or [Place(thing, thing, None)]
        return []

    def _sources_of(self, place: ox.NamedNode) -> Iterator[ox.NamedNode]:
        return graph.nodes(self._store, place, "oa:hasSource")

    def _disputes(self, leaves: list[ox.Triple]) -> Iterator[Dispute]:
        asked = {(leaf.subject, _TEXTS.get(leaf.predicate, leaf.predicate)) for leaf in leaves}
        for subject in dict.fromkeys(leaf.subject for leaf in leaves):
            if isinstance(subject, ox.NamedNode):
                for one in self._disputed(subject):
                    if (subject, one.other.predicate) in asked:
                        yield one

    def _disputed(self, thing: ox.NamedNode) -> list[Dispute]:
        """What sources say of a thing otherwise than the graph."""
        entry = self._kept.of(thing)
        if entry.others is None:
            found = self._claims.others(thing, self._about(thing))
            entry.others = [one for one in found if not one.less_exact]
            self._kept.changed(thing)
        return [Dispute(thing, one) for one in entry.others]


_of = lru_cache(maxsize=1)(Citing)

# A date is disputed as a whole.
_TEXTS = {
    graph.term(f"scog:{name}"): graph.term(f"scog:{text}")
    for names, text in ((dates.BEGINNING, "dateText"), (dates.END, "endDateText"))
    for name in names
}
