"""The rules in `ontology/rules`, asked about a few things again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import cast

import pyoxigraph as ox

from scograph.rdf import graph, ntriples, sparql_groups
from scograph.rdf.graph import Term
from scograph.reason import rules as shipped_rules

_CURIE = re.compile(r"(?<![\w:])\w+:\w[\w-]*")
_COVERAGE, _FACT = "coverage", "fact"
_COVERS = graph.term("scog:covers")


class Rule:
    """A rule: the variable that it is about, what it makes and reads, and the class of its things.

    >>> rule = Rule("PREFIX scog: <u:> CONSTRUCT { ?a scog:b ?c } WHERE { ?a scog:d ?c }")
    >>> rule.about([ox.NamedNode("urn:x")]).partition("WHERE ")[2]
    '{ VALUES ?a { <urn:x> } ?a scog:d ?c }'
    """

    def __init__(self, text: str) -> None:
        self._text = text
        template, _, body = text[text.index("CONSTRUCT") :].partition("WHERE")
        self.subject = template.partition("?")[2].split()[0]
        self.reads = {graph.term(name) for name in _CURIE.findall(body)}
        self.makes = {
            graph.term(name) for name in re.findall(r"[{;]\s*(?:\?\w+\s+)?(\w+:\w+)", template)
        }
        kind = re.search(rf"\?{self.subject} a (\w+:\w+)", body)
        # Each part of a UNION may be about things of another class.
        self.kind = graph.term(kind[1]) if kind and "UNION" not in body else None

    def about(self, things: Iterable[Term]) -> str:
        """The rule for some things alone."""
        return self.restricted(_values(self.subject, things))

    def covering(self, facts: Iterable[Term]) -> str:
        """The rule that ties coverages to facts, for some facts alone."""
        return self.restricted(_values(_FACT, facts), variable=_FACT)

    def restricted(self, values: str, text: str | None = None, variable: str = "") -> str:
        """The rule, or its `text`, with values of a variable in each group that is about it.

        By default, it is the variable of its things.
        """
        text = text or self._text
        at = text.index("WHERE", text.index("CONSTRUCT"))
        return text[:at] + sparql_groups.restricted(text[at:], variable or self.subject, values)


def _values(variable: str, things: Iterable[Term]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(sorted(map(str, things)))} }}"


def apply(
    store: ox.Store, things: Collection[Term], differing: Collection[ox.Triple]
) -> set[ox.NamedNode]:
    """The coverages that cover something else now; what rules make of all these things is replaced.

    Rules are asked about `things`. A coverage counts what is recorded of a body, though neither
    refers to the other: which coverages cover one of `things` is asked as well, and rules about
    the coverages to which the `differing` triples lead.
    """
    rules = [Rule(path.read_text("utf-8")) for path in shipped_rules.files()]
    coverages = set(_coverages(store, differing))
    changed: set[ox.Triple] = set()
    # A rule that makes labels passes over what has one.
    of_itself = [rule for rule in rules if rule.makes & rule.reads]
    _replace(store, set(_made(store, of_itself, things)), set())
    for rule in rules:
        about = {thing for thing in things if _is_of(store, thing, rule.kind)}
        covering = rule.makes == {_COVERS}
        if covering:
            about &= {triple.subject for triple in differing}
        elif rule.subject == _COVERAGE:
            about |= coverages
        found = set(cast(ox.QueryTriples, store.query(rule.about(about)))) if about else set()
        known = set() if rule in of_itself else set(_made(store, [rule], about))
        if covering:
            found.update(cast(ox.QueryTriples, store.query(rule.covering(things))))
            known.update(
                one for thing in things for one in graph.triples(store, None, _COVERS, thing)
            )
        _replace(store, known - found, found - known)
        if rule.subject == _COVERAGE:
            changed |= known ^ found
    return {triple.subject for triple in changed if isinstance(triple.subject, ox.NamedNode)}


def _is_of(store: ox.Store, thing: Term, kind: ox.NamedNode | None) -> bool:
    return kind is None or graph.exists(store, thing, graph.TYPE, kind)


def _made(store: ox.Store, rules: Iterable[Rule], things: Iterable[Term]) -> Iterator[ox.Triple]:
    """The triples about some things that rules have made, as far as only rules make them."""
    for thing in things:
        made = [
            triple
            for rule in rules
            for one in rule.makes
            for triple in graph.triples(store, thing, one)
        ]
        if made and isinstance(thing, ox.NamedNode):
            known = set(graph.asserted(store, thing))
            yield from (triple for triple in made if triple not in known)


def _replace(store: ox.Store, gone: Iterable[ox.Triple], new: Iterable[ox.Triple]) -> None:
    for triple in gone:
        store.remove(ox.Quad(*triple))
    store.extend(list(ntriples.quads(new)))


def _coverages(store: ox.Store, differing: Iterable[ox.Triple]) -> Iterator[ox.NamedNode]:
    """The coverages of the bodies to which the changed things lead."""
    here: set[Term] = {term for triple in differing for term in (triple.subject, triple.object)}
    for _ in range(3):
        for thing in here:
            yield from graph.subjects(store, "scog:coverageOf", thing)
        here = {
            triple.object
            for thing in here
            if isinstance(thing, ox.NamedNode)
            for triple in graph.asserted(store, thing)
        }
