"""The triple patterns of a SPARQL query, and the query that gives all variables of its rows.

`read` finds what a solution of a query rests on: its triple patterns with their property paths,
without those that a solution must not match.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scograph.rdf import sparql_parser
from scograph.rdf.sparql_parser import Parsed, Pattern, Select, Variable


class Patterns(NamedTuple):
    """The triple patterns of a query.

    `columns` are its plain columns, not those of an aggregate. `sparql` is the same query without
    aggregates, order and DISTINCT: it gives each solution with all variables of the patterns.
    """

    patterns: tuple[Pattern, ...]
    columns: tuple[str, ...]
    sparql: str


@lru_cache(maxsize=200)
def read(sparql: str) -> Patterns:
    """The triple patterns of a SELECT or CONSTRUCT query, with its prefixes or the project's.

    >>> found = read("SELECT ?s (COUNT(?o) AS ?n) { ?s scog:heldIn ?o } GROUP BY ?s")
    >>> [str(one.predicate).rpartition("#")[2] for one in found.patterns], found.columns
    (['heldIn>'], ('s',))
    >>> found.sparql
    'SELECT ?s ?o { ?s scog:heldIn ?o }'
    """
    return _unfolded(sparql, sparql_parser.parse(sparql))


def _unfolded(sparql: str, parsed: Parsed) -> Patterns:
    top, *inner = parsed.selects
    opened = {number: _opening(parsed, one) for number, one in enumerate(inner, 1)}
    folded = {number for number, head in opened.items() if head is None}
    patterns = [one for one, inside in parsed.patterns if not folded.intersection(inside)]
    computed = {name for one in parsed.selects for name in one.computed}
    columns = tuple(name for name in top.plain if name not in computed)
    names = dict.fromkeys(
        [*columns, *(n for one in patterns for n in _names(one) if not n.startswith("_"))]
    )
    head = "SELECT " + " ".join(f"?{name}" for name in names) + " "
    edits = [(top.start, top.head_end, head), (top.body_end, top.end, "")]
    for number, one in enumerate(inner, 1):
        opening = opened[number]
        if opening is not None:
            edits.append((one.start, one.head_end, opening))
            if not opening:
                edits.append((one.body_end, one.end, ""))
    text = sparql
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return Patterns(tuple(patterns), columns, text)


def _opening(parsed: Parsed, one: Select) -> str | None:
    """The head with which a sub-select gives all its variables; None if it is left as it is.

    An aggregate is opened: its pattern takes its place. It is left alone where the rest of the
    query compares what it computes.
    """
    top = parsed.selects[0]
    inside = {*_variables(parsed, one.head_end, one.body_end)}
    hidden = inside.difference(one.plain)
    outside = {
        *_variables(parsed, top.head_end, one.start),
        *_variables(parsed, one.end, top.body_end),
    }
    if one.limited:
        return None
    if parsed.makes:
        # What a rule makes of an aggregate about its things is not asked for.
        return "" if not one.inside and inside.intersection(top.plain) else None
    if outside.intersection(hidden.union(one.computed)):
        return None
    if one.computed:
        return ""
    names = [*one.plain, *sorted(hidden)]
    return "SELECT " + " ".join(f"?{name}" for name in names) + " WHERE "


def _variables(parsed: Parsed, start: int, end: int) -> Iterator[str]:
    for token in parsed.tokens:
        if token.kind == "variable" and start <= token.start < end:
            yield token.text[1:]


def _names(pattern: Pattern) -> Iterator[str]:
    for term in pattern:
        if isinstance(term, Variable):
            yield term.name
