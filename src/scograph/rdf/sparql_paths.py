"""The triples on which a solution of a query rests: its patterns with the solution's terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from scograph.rdf import graph
from scograph.rdf.sparql_parser import Path, Pattern, Step, Variable

Solution: TypeAlias = Mapping[str, graph.Term | None]
Matched: TypeAlias = dict[tuple["graph.Term | Path | None", ...], list[ox.Triple]]


def triples(
    store: ox.Store, pattern: Pattern, solution: Solution, *, check: bool = True
) -> list[ox.Triple]:
    """The triples of the store that a pattern matches in a solution; none if it does not match.

    Of a property path, one way from its start to its end. Without `check`, the triple of a pattern
    that is no path need not be in the store.

    >>> store, a, b = ox.Store(), ox.NamedNode("urn:a"), ox.NamedNode("urn:b")
    >>> store.add(ox.Quad(a, b, b))
    >>> steps = Pattern(Variable("x"), Path("+", (b,)), b)
    >>> [str(one) for one in triples(store, steps, {"x": a})]
    ['<urn:a> <urn:b> <urn:b>']
    """
    return _matched(store, tuple(_bound(term, solution) for term in pattern), check=check)


def each(
    store: ox.Store,
    patterns: Sequence[Pattern],
    solutions: Iterable[Solution],
    *,
    check: bool,
    known: Matched | None = None,
) -> list[ox.Triple]:
    """The triples that patterns match in solutions as `triples` has them, each looked up once.

    What is `known` is not looked up again, and what is found is added to it.
    """
    known = {} if known is None else known
    filled = dict.fromkeys(
        tuple(_bound(term, solution) for term in pattern)
        for solution in solutions
        for pattern in patterns
    )
    for terms in filled:
        if terms not in known:
            known[terms] = _matched(store, terms, check=check)
    return list(dict.fromkeys(triple for terms in filled for triple in known[terms]))


def _matched(
    store: ox.Store, terms: tuple[graph.Term | Path | None, ...], *, check: bool
) -> list[ox.Triple]:
    subject, step, value = terms
    # An end that is not bound is a pattern of another solution, or a blank node without a name.
    if step is None or isinstance(subject, Path | None) or isinstance(value, Path | None):
        return []
    if not check and isinstance(step, ox.NamedNode) and not isinstance(subject, ox.Literal):
        return [ox.Triple(subject, step, value)]
    found = _way(store, subject, step, value)
    return [] if found is None else found


def _bound(term: Step | ox.Literal, solution: Solution) -> graph.Term | Path | None:
    return solution.get(term.name) if isinstance(term, Variable) else term


def _way(
    store: ox.Store, start: graph.Term, step: graph.Term | Path, end: graph.Term
) -> list[ox.Triple] | None:
    """The triples of one way along a path; None if there is none."""
    if isinstance(start, ox.Literal) and not isinstance(step, Path):
        return None
    if isinstance(step, ox.NamedNode):
        found = ox.Triple(start, step, end)  # type: ignore[arg-type]
        return [found] if graph.exists(store, *found) else None
    if not isinstance(step, Path):
        return None
    match step.kind:
        case "^":
            return _way(store, end, step.parts[0], start)
        case "|":
            ways = (_way(store, start, part, end) for part in step.parts)
            return next((way for way in ways if way is not None), None)
        case "/":
            return _along(store, start, step.parts, end)
        case "?" if start == end:
            return []
        case "?":
            return _way(store, start, step.parts[0], end)
        case "*" if start == end:
            return []
        case "*" | "+":
            return _repeated(store, start, step.parts[0], end)
        case _:
            return _way(store, start, step.parts[0], end)


def _along(
    store: ox.Store, start: graph.Term, parts: tuple[Path | ox.NamedNode, ...], end: graph.Term
) -> list[ox.Triple] | None:
    if len(parts) == 1:
        return _way(store, start, parts[0], end)
    for middle, way in _from(store, start, parts[0]):
        rest = _along(store, middle, parts[1:], end)
        if rest is not None:
            return way + rest
    return None


def _repeated(
    store: ox.Store, start: graph.Term, part: Path | ox.NamedNode, end: graph.Term
) -> list[ox.Triple] | None:
    """The shortest way of one or more steps."""
    seen: set[graph.Term] = set()
    here: list[tuple[graph.Term, list[ox.Triple]]] = [(start, [])]
    while here:
        there = []
        for node, way in here:
            for reached, step in _from(store, node, part):
                if reached == end:
                    return way + step
                if reached not in seen:
                    seen.add(reached)
                    there.append((reached, way + step))
        here = there
    return None


def _from(
    store: ox.Store, start: graph.Term, step: Path | ox.NamedNode
) -> Iterator[tuple[graph.Term, list[ox.Triple]]]:
    """What a path reaches from a term, with the triples of the way."""
    if isinstance(step, ox.NamedNode):
        for found in graph.triples(store, start, step):
            yield found.object, [found]
    elif step.kind == "^" and isinstance(step.parts[0], ox.NamedNode):
        for found in graph.triples(store, None, step.parts[0], start):
            yield found.subject, [found]
    elif step.kind == "/":
        for middle, way in _from(store, start, step.parts[0]):
            rest = step.parts[1:]
            further = _from(store, middle, Path("/", rest) if len(rest) > 1 else rest[0])
            yield from ((end, way + more) for end, more in further)
    elif step.kind == "|":
        for part in step.parts:
            yield from _from(store, start, part)
    elif step.kind in ("?", "*", "+"):
        if step.kind != "+":
            yield start, []
        seen = {start}
        here: list[tuple[graph.Term, list[ox.Triple]]] = [(start, [])]
        while here:
            node, way = here.pop(0)
            for end, more in _from(store, node, step.parts[0]):
                if end not in seen:
                    seen.add(end)
                    yield end, way + more
                    if step.kind != "?":
                        here.append((end, way + more))
    else:
        yield from _from(store, start, step.parts[0])
