"""The premises of what a rule in `ontology/rules` has made: the triples that it read for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_THING, _VALUE = (ox.NamedNode(f"urn:scograph:{name}") for name in ("thing", "value"))


class _Query(NamedTuple):
    """A rule for a thing, or for a thing and a value, both of which are filled in."""

    construct: str
    read: Patterns


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

    def of(
        self, subject: ox.NamedNode, triple: ox.Triple, *, alone: bool = False
    ) -> tuple[ox.Triple, ...] | None:
        """The triples from which it makes a triple; None if it does not make it.

        `alone` tells that nothing else can have made the triple.
        """
        if self._plain:
            return tuple(self._joined(subject, triple))
        if not self._once:
            self._text, self._once = sparql_groups.computed(self._store, self._text), True
        grouped = _SELECT.search(self._text) is not None
        query = self._query("" if grouped else self._free(triple), self._refuted(subject))
        if (
            grouped
            and not alone
            and triple
            not in cast(ox.QueryTriples, self._store.query(_filled(query.construct, triple)))
        ):
            return None
        language = getattr(triple.object, "language", None)
        if not grouped:
            found = self._found(query.read, triple, language)
        else:
            key = _filled(query.read.sparql, triple), language
            if key not in self._grouped:
                self._grouped[key] = self._found(query.read, triple, language, grouped=True)
            found = self._grouped[key]
        return None if found is None else tuple(one for one in found if one != triple)

    def _found(
        self, read: Patterns, triple: ox.Triple, language: str | None, *, grouped: bool = False
    ) -> list[ox.Triple] | None:
        """The triples that it has read for a thing; None if it makes nothing of them."""
        rows = cast(ox.QuerySolutions, self._store.query(_filled(read.sparql, triple)))
        names = [variable.value for variable in rows.variables]
        solutions = []
        for row in rows:
            solution = dict(zip(names, row, strict=True))
            tag = solution.get("lang")
            other_language = isinstance(tag, ox.Literal) and tag.value != language
            if not other_language and (grouped or self._gives(triple, solution)):
                solutions.append(solution)
        if not solutions:
            return None
        return sparql_paths.each(self._store, read.patterns, solutions, check=True)

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
        return tuple(
            one
            for one, step, value in self._alternatives
            if not graph.exists(self._store, subject, step, value)
        )

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
        if len(names) != 1 or re.search(rf"\bAS\s+\?{names[0]}\b", self._text):
            return ""
        return names[0]

    def _variables(self, triple: ox.Triple) -> list[str]:
        return [
            one.object.name
            for one in self._template
            if one.predicate == triple.predicate and isinstance(one.object, Variable)
        ]

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
