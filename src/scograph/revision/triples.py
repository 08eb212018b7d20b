"""The triples of the default graph of a store, looked up by some of their terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, cast

import pyoxigraph as ox

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple

DEFAULT = ox.DefaultGraph()


class Difference(NamedTuple):
    """Triples that are there no more, and that are there now."""

    gone: set[ox.Triple]
    new: set[ox.Triple]

    @property
    def both(self) -> set[ox.Triple]:
        return self.gone | self.new


def match(
    store: ox.Store,
    subject: Term | None = None,
    predicate: Term | None = None,
    value: Term | None = None,
) -> Iterator[ox.Triple]:
    """The triples with these terms; None is any. There is none of which a literal is the subject.

    >>> store, node = ox.Store(), ox.NamedNode("urn:a")
    >>> write(store, new=[ox.Triple(node, node, node)])
    >>> len(list(match(store, node))), len(list(match(store, ox.Literal("a"))))
    (1, 0)
    """
    if not isinstance(subject, ox.Literal):
        kind = cast(ox.NamedNode | None, predicate)
        for quad in store.quads_for_pattern(subject, kind, value, DEFAULT):
            yield quad.triple


def exists(
    store: ox.Store,
    subject: Term | None = None,
    predicate: Term | None = None,
    value: Term | None = None,
) -> bool:
    """Whether there is such a triple."""
    return next(match(store, subject, predicate, value), None) is not None


def holds(store: ox.Store, fact: ox.Triple) -> bool:
    """Whether the triple is there."""
    return quad(fact) in store


def values(store: ox.Store, subject: Term, predicate: Term) -> Iterator[Term]:
    """What the property of a thing has for values."""
    return (fact.object for fact in match(store, subject, predicate))


def subjects(store: ox.Store, predicate: Term, value: Term) -> Iterator[Node]:
    """The things of which the property has the value."""
    return (fact.subject for fact in match(store, None, predicate, value))


def write(
    store: ox.Store, *, gone: Iterable[ox.Triple] = (), new: Iterable[ox.Triple] = ()
) -> None:
    """Takes triples out, and puts others in."""
    for fact in gone:
        store.remove(quad(fact))
    store.extend([quad(fact) for fact in new])


def quad(fact: ox.Triple, graph: ox.NamedNode | ox.DefaultGraph = DEFAULT) -> ox.Quad:
    """The triple in a graph."""
    return ox.Quad(fact.subject, fact.predicate, fact.object, graph)
