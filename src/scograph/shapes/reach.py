"""Over which properties shapes look from their focus node at the properties of another thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import pyoxigraph as ox

from scograph.rdf import graph
from scograph.rdf.graph import Term
from scograph.rdf.namespaces import PREFIXES
from scograph.shapes.sparql_constraints import Constraint

_SH = PREFIXES["sh"]
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|#[^\n]*')
_BRACKETS = re.compile(r"\([^()]*\)")
_STEP = r"\^?\w+:[\w-]+[?*+]?"
_TOKEN = re.compile(rf"[?$]\w+|{_STEP}(?:/{_STEP})*|[.;{{}}]")

Reach: TypeAlias = dict[ox.NamedNode, set[ox.NamedNode] | None]
"""For a property of a focus node, the properties of its values that are looked at; None: any."""


def of_shapes(shapes: Iterable[ox.Triple]) -> Reach:
    """The reach of shapes without SPARQL: classes of values, and paths of nested shapes."""
    nodes: dict[Term, list[ox.Triple]] = defaultdict(list)
    for triple in shapes:
        nodes[triple.subject].append(triple)
    found: Reach = {}
    for triples in list(nodes.values()):
        for triple in triples:
            if triple.predicate.value == _SH + "path" and isinstance(triple.object, ox.NamedNode):
                for one in _looked_at(triple.subject, nodes):
                    _add(found, triple.object, one)
    return found


def _looked_at(shape: Term, nodes: dict[Term, list[ox.Triple]]) -> Iterator[ox.NamedNode]:
    """The properties that a shape looks at in the values of its path."""
    for triple in nodes[shape]:
        if triple.predicate.value == _SH + "class":
            yield graph.TYPE
        if isinstance(triple.object, ox.BlankNode):
            for nested in nodes.get(triple.object, ()):
                path = nested.predicate.value == _SH + "path"
                if path and isinstance(nested.object, ox.NamedNode):
                    yield nested.object
            yield from _looked_at(triple.object, nodes)


def of_constraints(constraints: Iterable[Constraint]) -> Reach:
    """The reach of SPARQL constraints, by the triple patterns of their queries."""
    found: dict[ox.NamedNode, set[ox.NamedNode] | None] = {}
    for constraint in constraints:
        patterns = list(_patterns(constraint.body))
        links = {value: link for subject, link, value in patterns if subject == "this" and link}
        for subject, looked_at, _ in patterns:
            if subject in links:
                _add(found, links[subject], looked_at)
    return found


def joined(*reaches: Reach) -> Reach:
    """All of the reaches in one."""
    found: Reach = {}
    for reach in reaches:
        for link, properties in reach.items():
            for one in [None] if properties is None else properties:
                _add(found, link, one)
    return found


def _add(found: Reach, link: ox.NamedNode, looked_at: ox.NamedNode | None) -> None:
    known = found.setdefault(link, set())
    if looked_at is None:
        found[link] = None
    elif known is not None:
        known.add(looked_at)


def _patterns(body: str) -> Iterator[tuple[str, ox.NamedNode | None, str]]:
    """Subject, property and value of triple patterns; None for a variable property.

    >>> [(s, p and p.value[-4:], o) for s, p, o in _patterns("$this scog:a/scog:b ?c ; ?d ?e }")]
    [('this', 'gy#a', 'this/scog:a'), ('this/scog:a', 'gy#b', 'c'), ('this', None, 'e')]
    """
    text, bracketed = _STRING.sub(" ", body), 1
    while bracketed:
        text, bracketed = _BRACKETS.subn(" ", text)
    terms: list[str] = []
    for word in _TOKEN.findall(text):
        if word in ".{}":
            terms.clear()
        elif word == ";":
            del terms[1:]
        else:
            terms.append(word.lstrip("?$"))
            if len(terms) == 3:
                yield from _steps(*terms)
                terms.pop()


def _steps(subject: str, path: str, value: str) -> Iterator[tuple[str, ox.NamedNode | None, str]]:
    """A triple pattern for each step of a property path."""
    *steps, last = path.split("/")
    for step in steps:
        here = f"{subject}/{step}"
        yield subject, _property(step), here
        subject = here
    yield subject, _property(last), value


def _property(step: str) -> ox.NamedNode | None:
    name = step.strip("^?*+")
    return graph.term(name) if ":" in name else None
