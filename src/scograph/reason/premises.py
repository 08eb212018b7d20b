"""The premises of what a rule in `ontology/rules` has made: the triples that it read for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph.rdf import graph, sparql_groups, sparql_parser, sparql_paths, sparql_patterns
from scograph.rdf.sparql_groups import Group
from scograph.rdf.sparql_parser import Pattern, Variable
from scograph.rdf.sparql_patterns import Patterns
from scograph.reason.local_rules import Rule

# Some rules pass over what has such a value already.
_UNLESS = re.compile(r"FILTER NOT EXISTS \{ \?\w+ (\w+:\w+) \?\w+[^{}]*\}")
# In a rule without these, each pattern is met by look-ups from the thing.
_JOINED = re.compile(r"\b(?:SELECT|UNION|FILTER|VALUES|MINUS)\b")
_SELECT = re.compile(r"\bSELECT\b")
# From so many triples about a thing on, the engine is asked for all of them at once.
_MANY = 3
# From so many things on, for those about all things.
_MOST = 100
_MOST_KEPT = 1000
_THING, _VALUE = (ox.NamedNode(f"urn:scograph:{name}") for name in ("thing", "value"))


class _Query(NamedTuple):
    """A rule for a thing, or for a thing and a value, both of which are filled in."""

    construct: str
    read: Patterns


class _Solutions:
    """The solutions of a rule for one thing, and the triples of their patterns."""

    def __init__(
        self, thing: ox.NamedNode | None = None, rows: Sequence[sparql_paths.Solution] = ()
    ) -> None:
        self.thing = thing
        self.rows = rows
        self.matched: sparql_paths.Matched = {}
        self._by: dict[str, dict[graph.Term | None, list[sparql_paths.Solution]]] = {}

    def of(self, name: str, value: graph.Term) -> Sequence[sparql_paths.Solution]:
        """Those in which a variable has a value, in order."""
        if name not in self._by:
            by: dict[graph.Term | None, list[sparql_paths.Solution]] = {}
            for one in self.rows:
                by.setdefault(one.get(name), []).append(one)
            self._by[name] = by
        return self._by[name].get(value, ())


class Premises(Rule):
    """A rule, asked in one store what it has read for one triple."""

    def __init__(self, store: ox.Store, name: str, text: str) -> None:
        made = text[text.index("CONSTRUCT") : text.index("WHERE")]
        super().__init__(_UNLESS.sub(lambda one: "" if one[1] in made else one[0], text))
        self.name = name
        self._store = store
        self._queries: dict[tuple[str, tuple[Group, ...]], _Query] = {}
        # A rule that groups makes several triples of what it has read for a thing.
        self._grouped: dict[tuple[str, str | None], list[ox.Triple] | None] = {}
        # What it computes of the whole graph is computed once.
        self._once = "SELECT" not in text
        self._refutations: dict[ox.NamedNode, tuple[Group, ...]] = {}
        self._asked: Counter[ox.NamedNode] = Counter()
        self._last = _Solutions()
        self._all: dict[graph.Term | None, list[sparql_paths.Solution]] | None = None
        self._given: dict[ox.NamedNode, list[str]] = {}

    def of(
        self, subject: ox.NamedNode, triple: ox.Triple, *, alone: bool = False
    ) -> tuple[ox.Triple, ...] | None:
        """The triples from which it makes a triple; None if it does not make it.

        `alone` tells that nothing else can have made the triple.
        """
        if self._plain:
            return tuple(self._joined(subject, triple))
        self._compute()
        refuted = self._refuted(subject)
        # No query can name a blank node, so that one is looked for among all solutions.
        unnamed = isinstance(triple.object, ox.BlankNode)
        free = "" if self._grouping or unnamed else self._free(triple)
        query = self._query(free, refuted)
        if (
            self._grouping
            and not alone
            and triple
            not in cast(ox.QueryTriples, self._store.query(_filled(query.construct, triple)))
        ):
            return None
        language = getattr(triple.object, "language", None)
        if self._grouping:
            key = _filled(query.read.sparql, triple), language
            if key not in self._grouped:
                self._asked[subject] += 1
                solved = self._about(subject, query)
                self._grouped[key] = self._found(query.read, solved, solved.rows, language)
            found = self._grouped[key]
        else:
            solved, rows = self._solved(subject, triple, free, query)
            given = [one for one in rows if self._gives(triple, one)]
            found = self._found(query.read, solved, given, language)
        return None if found is None else tuple(one for one in found if one != triple)

    def _solved(
        self, subject: ox.NamedNode, triple: ox.Triple, free: str, query: _Query
    ) -> tuple[_Solutions, Sequence[sparql_paths.Solution]]:
        """The solutions for a triple, which may be among those for its thing."""
        self._asked[subject] += 1
        if free and self._asked[subject] < _MANY:
            solved = _Solutions(rows=self._rows(_filled(query.read.sparql, triple)))
            return solved, solved.rows
        if self._last.thing != subject:
            whole = self._query("", self._refuted(subject)) if free else query
            self._last = self._about(subject, whole)
        rows = self._last.of(free, triple.object) if free else self._last.rows
        return self._last, rows

    def _about(self, subject: ox.NamedNode, query: _Query) -> _Solutions:
        """The solutions for a thing, which may be among those for all things."""
        if self._all is None and len(self._asked) < _MOST:
            filled = query.read.sparql.replace(str(_THING), str(subject))
            return _Solutions(subject, self._rows(filled))
        if self._all is None:
            self.ask_all()
        return _Solutions(subject, (self._all or {}).get(subject, ()))

    def ask_all(self) -> None:
        """Asks once for what it has read for all things."""
        if self._plain:
            return
        self._compute()
        self._all = {}
        for row in self._rows(sparql_patterns.read(self._text).sparql):
            self._all.setdefault(row[self.subject], []).append(row)

    def _compute(self) -> None:
        if not self._once:
            self._text, self._once = sparql_groups.computed(self._store, self._text), True

    def _rows(self, sparql: str) -> list[sparql_paths.Solution]:
        rows = cast(ox.QuerySolutions, self._store.query(sparql))
        names = [variable.value for variable in rows.variables]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _found(
        self,
        read: Patterns,
        solved: _Solutions,
        rows: Sequence[sparql_paths.Solution],
        language: str | None,
    ) -> list[ox.Triple] | None:
        """The triples that it has read for a thing; None if it makes nothing of them."""
        solutions = []
        for solution in rows:
            tag = solution.get("lang")
            if not isinstance(tag, ox.Literal) or tag.value == language:
                solutions.append(solution)
        if not solutions:
            return None
        return sparql_paths.each(
            self._store, read.patterns, solutions, check=True, known=solved.matched
        )

    @cached_property
    def _grouping(self) -> bool:
        """True of a rule with an aggregate; what it computes of the whole graph is none."""
        return _SELECT.search(self._text) is not None

    @cached_property
    def _template(self) -> tuple[Pattern, ...]:
        start = self._text.index("CONSTRUCT")
        made = self._text[self._text.index("{", start) : self._text.index("WHERE", start)]
        return sparql_patterns.read(f"{self._text[:start]}SELECT ?x {made}").patterns

    @cached_property
    def _plain(self) -> bool:
        """True if look-ups in the order of its patterns meet the rule."""
        return not _JOINED.search(self._text.partition("WHERE")[2]) and not any(
            isinstance(one.predicate, sparql_parser.Path) for one in self._query("").read.patterns
        )

    @cached_property
    def _alternatives(self) -> list[tuple[Group, ox.NamedNode, ox.NamedNode]]:
        """The alternatives that begin with a value that the thing has to have of a property."""
        begins = re.compile(rf"\s*\?{self.subject} (a|\w+:[\w-]+) (\w+:[\w-]+)\s*[.;]")
        at = self._text.index("WHERE", self._text.index("CONSTRUCT"))
        found = (
            (one, begins.match(self._text, one.start, one.end))
            for one in sparql_groups.joined(self._text, self.subject)
            if one.start > at and one.word != "WHERE"
        )
        return [
            (one, graph.TYPE if match[1] == "a" else graph.term(match[1]), graph.term(match[2]))
            for one, match in found
            if match
        ]

    def _refuted(self, subject: ox.NamedNode) -> tuple[Group, ...]:
        """The alternatives that are not met for a thing, which the engine would all try."""
        if subject not in self._refutations:
            if len(self._refutations) > _MOST_KEPT:
                self._refutations.clear()
            self._refutations[subject] = tuple(
                one
                for one, step, value in self._alternatives
                if not graph.exists(self._store, subject, step, value)
            )
        return self._refutations[subject]

    def _query(self, value: str, refuted: tuple[Group, ...] = ()) -> _Query:
        """The rule for a thing, and for a value of a variable if one is named."""
        key = value, refuted
        if key not in self._queries:
            names, terms = f"?{self.subject}", str(_THING)
            if value:
                names, terms = f"({names} ?{value})", f"({terms} {_VALUE})"
            met = sparql_groups.emptied(self._text, refuted)
            text = self.restricted(f"VALUES {names} {{ {terms} }}", met)
            self._queries[key] = _Query(text, sparql_patterns.read(text))
        return self._queries[key]

    def _free(self, triple: ox.Triple) -> str:
        """The variable of a triple's value, if patterns give it; empty if it is computed."""
        names = self._variables(triple)
        return names[0] if len(names) == 1 and names[0] not in self._computed else ""

    @cached_property
    def _computed(self) -> set[str]:
        return set(re.findall(r"\bAS\s+\?(\w+)\b", self._text))

    def _variables(self, triple: ox.Triple) -> list[str]:
        predicate = triple.predicate
        if predicate not in self._given:
            self._given[predicate] = [
                one.object.name
                for one in self._template
                if one.predicate == predicate and isinstance(one.object, Variable)
            ]
        return self._given[predicate]

    def _joined(self, subject: ox.NamedNode, triple: ox.Triple) -> Iterator[ox.Triple]:
        """What a rule without alternatives and conditions has read of a thing.

        Look-ups in the order of its patterns take a tenth of the time of a query.
        """
        known: dict[str, list[graph.Term]] = {self.subject: [subject]}
        given = dict.fromkeys(self._variables(triple), triple.object)
        for start, step, end in self._query("").read.patterns:
            if not isinstance(start, Variable) or not isinstance(step, ox.NamedNode):
                continue
            value = given.get(end.name) if isinstance(end, Variable) else end
            for node in known.get(start.name, ()):
                if not isinstance(node, ox.NamedNode):
                    continue
                for found in graph.triples(self._store, node, step, value):
                    yield found
                    if isinstance(end, Variable):
                        known.setdefault(end.name, []).append(found.object)

    def _gives(self, triple: ox.Triple, solution: sparql_paths.Solution) -> bool:
        """True if the template makes a triple of a solution."""
        return any(solution.get(name) == triple.object for name in self._variables(triple))


def _filled(sparql: str, triple: ox.Triple) -> str:
    return sparql.replace(str(_THING), str(triple.subject)).replace(str(_VALUE), str(triple.object))
