"""Which things a query has to be asked about again when some triples have changed.

A query is about its anchor, the variable for the thing that a rule names or a shape checks. Each
triple pattern is a way in: from a triple that matches it, along the other patterns, to the anchor.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph.namespaces import PREFIXES
from scograph.revision.patterns import SAME, Group, Unreadable, where
from scograph.revision.triples import Term, match, subjects, values

_ANY = ox.NamedNode("urn:any")
_TYPE = f"<{PREFIXES['rdf']}type>"
_SCHEMA = tuple(f"<{PREFIXES[name]}" for name in ("rdfs", "owl"))
_LABEL = f"<{PREFIXES['rdfs']}label>"


class Step(NamedTuple):
    """From a subject to its values, or back; from a property to what has it; or to the same."""

    to: Literal["values", "subjects", "users", "same"]
    predicate: ox.NamedNode = _ANY


Way: TypeAlias = tuple[bool, tuple[Step, ...]]
"""Whether it begins at the subject, not at the object; and the steps to the anchor."""
Links: TypeAlias = dict[str, list[tuple[Step, str]]]


class Route(NamedTuple):
    """From a triple with these terms (None: any), at its subject or object, to the anchor."""

    subject: str | None
    value: str | None
    from_subject: bool
    steps: tuple[Step, ...]


class Anchored:
    """A query that can be asked about some things alone.

    >>> query = Anchored("SELECT ?a { ?a <urn:at> ?b . ?b <urn:name> ?c }", ["a"])
    >>> query.about([ox.NamedNode("urn:x")])
    'SELECT ?a { VALUES ?a { <urn:x> } ?a <urn:at> ?b . ?b <urn:name> ?c }'
    """

    def __init__(self, sparql: str, anchors: Sequence[str]) -> None:
        self._sparql = sparql
        self._root = where(sparql)
        for anchor in anchors:
            try:
                self._anchor = f"?{anchor}"
                self.routes = self._found()
                break
            except Unreadable as error:
                reason = error
        else:
            raise reason

    def about(self, things: Iterable[Term]) -> str:
        """The query for these things alone."""
        values = f" VALUES {self._anchor} {{ {' '.join(sorted(map(str, things)))} }}"
        text, last = "", 0
        for start in self._starts:
            text += self._sparql[last:start] + values
            last = start
        return text + self._sparql[last:]

    @cached_property
    def _starts(self) -> list[int]:
        """Where the text of a group begins that says something of the anchor, and must hold."""
        return sorted(
            group.start
            for group in self._root.walk()
            if group.needed
            and any(self._anchor in (subject, value) for subject, _, value in group.patterns)
        )

    def _found(self) -> dict[str | None, list[Route]]:
        """The routes by the predicate of the triple; None for those with whatever predicate."""
        found: dict[str | None, list[Route]] = defaultdict(list)
        for group in self._root.walk():
            for subject, predicate, value in group.patterns:
                if predicate == SAME or is_schema(predicate, value):
                    continue
                ways = _shortest(_links(group.around()), subject, value, self._anchor) or _all(
                    _links(part for part in self._root.walk() if part.needed or part is group),
                    subject,
                    value,
                    self._anchor,
                )
                if not ways:
                    raise Unreadable(f"nothing leads from {subject} and {value} to {self._anchor}")
                found[_constant(predicate)].extend(
                    Route(_constant(subject), _constant(value), from_subject, steps)
                    for from_subject, steps in ways
                )
        return found


def _links(groups: Iterable[Group]) -> Links:
    """Where one can go from a variable, by the patterns of these groups."""
    links: Links = defaultdict(list)
    for group in groups:
        for one, predicate, other in group.patterns:
            if predicate == SAME:
                links[one].append((Step("same"), other))
                links[other].append((Step("same"), one))
            elif predicate.startswith("?"):
                links[predicate].append((Step("users"), one))
            else:
                link = ox.NamedNode(predicate[1:-1])
                links[one].append((Step("values", link), other))
                links[other].append((Step("subjects", link), one))
    return links


def _shortest(links: Links, subject: str, value: str, anchor: str) -> list[Way]:
    """One way that needs no choice, or none."""
    waiting: deque[tuple[str, Way]] = deque([(subject, (True, ())), (value, (False, ()))])
    seen: set[str] = set()
    while waiting:
        here, (from_subject, steps) = waiting.popleft()
        if here == anchor:
            return [(from_subject, steps)]
        if here.startswith("?") and here not in seen:
            seen.add(here)
            waiting.extend((there, (from_subject, (*steps, step))) for step, there in links[here])
    return []


def _all(links: Links, subject: str, value: str, anchor: str) -> list[Way]:
    """Every way that comes by no variable twice, as each alternative of a UNION is one."""
    found: list[Way] = []

    def go(here: str, seen: frozenset[str], way: Way) -> None:
        if here == anchor:
            found.append(way)
        elif here.startswith("?") and here not in seen:
            for step, there in links[here]:
                go(there, seen | {here}, (way[0], (*way[1], step)))

    go(subject, frozenset({value}), (True, ()))
    go(value, frozenset({subject}), (False, ()))
    return found


class Walker:
    """Follows routes in a graph as it was and as it is."""

    def __init__(self, *stores: ox.Store) -> None:
        self._stores = stores

    def reached(self, query: Anchored, changed: Iterable[ox.Triple]) -> set[Term]:
        """The things that the query has to be asked about again."""
        found: set[Term] = set()
        begun: dict[tuple[Step, ...], set[Term]] = defaultdict(set)
        for triple in changed:
            predicate = str(triple.predicate)
            for route in (*query.routes.get(predicate, ()), *query.routes.get(None, ())):
                if _matches(route.subject, triple.subject) and _matches(route.value, triple.object):
                    start = triple.subject if route.from_subject else triple.object
                    begun[route.steps].add(start)
        for steps, starts in begun.items():
            here = starts
            for step in steps:
                here = {there for thing in here for there in self._next(thing, step)}
            found |= here
        return {thing for thing in found if isinstance(thing, ox.NamedNode)}

    def _next(self, thing: Term, step: Step) -> Iterator[Term]:
        if step.to == "same":
            yield thing
            return
        for store in self._stores:
            if step.to == "subjects":
                yield from subjects(store, step.predicate, thing)
            elif step.to == "values":
                yield from values(store, thing, step.predicate)
            elif isinstance(thing, ox.NamedNode):
                yield from (fact.subject for fact in match(store, None, thing))


def is_schema(predicate: str, value: str) -> bool:
    """Whether a triple says something of classes and properties, so that it holds still.

    >>> is_schema("<http://www.w3.org/2000/01/rdf-schema#range>", "<urn:a>")
    True
    """
    if predicate == _TYPE:
        return value.startswith(_SCHEMA)
    return predicate.startswith(_SCHEMA) and predicate != _LABEL


def _constant(term: str) -> str | None:
    return None if term.startswith("?") else term


def _matches(wanted: str | None, term: Term) -> bool:
    return wanted is None or wanted == str(term)
