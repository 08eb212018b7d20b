"""What a SPARQL constraint demands of a thing before it can be a value of one of its variables."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

import pyoxigraph as ox

from scograph.rdf import graph, sparql_groups
from scograph.rdf.graph import TYPE, Term

_PREFIX = re.compile(r"\bPREFIX\s+(\w+):\s*<([^<>]*)>")
_FILTERED = re.compile(r"\bFILTER\s+EXISTS\s*$", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_NAME = r"(?:\w+:[\w-]+|<[^<>\s]+>)"
# Each ends before its last term, with which the next triple may begin.
_AS_SUBJECT = re.compile(rf"[?$](\w+)\s+(a|{_NAME})\s+(?=({_NAME})|[?$\"<\w])")
_AS_OBJECT = re.compile(rf"(?:[?$]\w+|{_NAME}|;)\s+(a|{_NAME})\s+(?=[?$](\w+))")


class Demand(NamedTuple):
    """A triple that a thing must be in: as its subject, or, with `inverse`, as its object."""

    link: ox.NamedNode
    value: ox.NamedNode | None = None
    inverse: bool = False


class Things:
    """The things of the default graph of a store; what each is the subject of is read once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._stated: dict[Term, set[Term | tuple[Term, Term]]] = {}

    def meet(self, thing: Term, demand: Demand) -> bool:
        """True if the graph has the triple that is demanded of a thing."""
        if demand.inverse:
            return graph.exists(self._store, None, demand.link, thing)
        if thing not in self._stated:
            triples = list(graph.triples(self._store, thing))
            links = {triple.predicate for triple in triples}
            self._stated[thing] = {*links, *((one.predicate, one.object) for one in triples)}
        wanted = demand.link if demand.value is None else (demand.link, demand.value)
        return wanted in self._stated[thing]


def read(prologue: str, body: str) -> dict[str, set[Demand]]:
    """By variable, what the triple patterns of a query demand that none of its solutions can lack.

    `body` is what follows `WHERE {`. Patterns in groups that may be optional are left out, and so
    are those with a property path.

    >>> found = read("PREFIX e: <urn:e:>", "?a e:b ?c ; e:d e:f . OPTIONAL { ?c e:g ?h } }")
    >>> {name: sorted(one.link.value for one in demands) for name, demands in found.items()}
    {'a': ['urn:e:b'], 'c': ['urn:e:b']}
    >>> sorted(read("PREFIX e: <urn:e:>", "{ ?a e:b ?c } { ?d e:f 1 } UNION { ?d e:g 2 } }"))
    ['a', 'c']
    >>> sorted(read("", "FILTER EXISTS { ?a a <urn:b> } FILTER NOT EXISTS { ?c a <urn:b> } }"))
    ['a']
    """
    namespaces = dict(_PREFIX.findall(prologue))

    def term(name: str) -> ox.NamedNode:
        if name.startswith("<"):
            return ox.NamedNode(name[1:-1])
        prefix, _, local = name.partition(":")
        return TYPE if name == "a" else ox.NamedNode(namespaces[prefix] + local)

    whole = _COMMENT.sub("", f"WHERE {{{body}")
    text = sparql_groups.emptied(whole, _optional(whole))
    found: dict[str, set[Demand]] = defaultdict(set)
    for name, link, value in _AS_SUBJECT.findall(text):
        found[name].add(Demand(term(link), term(value) if value else None))
    for link, name in _AS_OBJECT.findall(text):
        found[name].add(Demand(term(link), inverse=True))
    return found


def _optional(whole: str) -> list[sparql_groups.Group]:
    """The outermost groups in which a pattern may be unmet."""
    found = [one for one in sparql_groups.groups(whole) if one.within == ("WHERE",)]
    needed = [one for one in found if _is_joined(whole, one)]
    within = [
        one
        for one in sparql_groups.groups(whole)
        if one.within in {("WHERE", of.word) for of in needed}
    ]
    return [
        *(one for one in found if one not in needed),
        *(one for one in within if any(of.start < one.start < of.end for of in needed)),
    ]


def _is_joined(whole: str, group: sparql_groups.Group) -> bool:
    """True of a group of patterns that each solution meets; it is no part of a UNION."""
    if group.word:
        return _FILTERED.search(group.head) is not None
    inside, after = whole[group.start : group.end], whole[group.end + 1 :]
    return not re.match(r"\s*SELECT\b", inside) and not re.match(r"\s*UNION\b", after)
