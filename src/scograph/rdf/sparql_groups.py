"""The groups of a SPARQL query: where each begins and ends, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph.rdf.namespaces import PREFIXES
from scograph.rdf.sparql_tokens import TOKEN

_TOKEN = re.compile(rf"{TOKEN.pattern}|(?P<close>\}})", re.DOTALL)
_VARIABLE = re.compile(r"[?$](\w+)")
_COMPUTED = re.compile(r"\bAS\s+[?$]\w+", re.IGNORECASE)
# What is in these is matched with the values of the rest, or is no pattern.
_APART = {"EXISTS", "MINUS", "VALUES"}


class Group(NamedTuple):
    """A group between braces; `word` is the last word before it, such as `OPTIONAL`."""

    word: str
    head: str
    start: int
    end: int
    within: tuple[str, ...]


@lru_cache(maxsize=8)
def groups(sparql: str) -> tuple[Group, ...]:
    """The groups of a query, each after those in it; `start` and `end` are inside the braces.

    `head` is the text before the group, from the brace before it on, and `within` has the words
    of the groups around it.

    >>> [(one.word, one.within) for one in groups("SELECT ?a WHERE { OPTIONAL { ?a ?b ?c } }")]
    [('OPTIONAL', ('WHERE',)), ('WHERE', ())]
    """
    return tuple(_groups(sparql))


def _groups(sparql: str) -> Iterator[Group]:
    opened: list[tuple[str, str, int]] = []
    word, brace = "", 0
    for token in _TOKEN.finditer(sparql):
        if token["word"]:
            word = token["word"].upper()
        elif token["brace"]:
            opened.append((word, sparql[brace : token.start()], token.end()))
            word, brace = "", token.end()
        elif token["close"] and opened:
            found = opened.pop()
            yield Group(*found, token.start(), tuple(one[0] for one in opened))
            word, brace = "", token.end()


def restricted(sparql: str, variable: str, values: str) -> str:
    """The query for some values of a variable, which each group with that variable gets.

    An engine looks a value up only where it stands: it does not carry one into a UNION or a
    sub-select. A sub-select that does not give the variable has another one of that name.

    >>> restricted("SELECT ?a { { ?a ?b 1 } UNION { ?c ?d 2 } }", "a", "VALUES ?a { 3 }")
    'SELECT ?a { VALUES ?a { 3 } { VALUES ?a { 3 } ?a ?b 1 } UNION { ?c ?d 2 } }'
    """
    for place in sorted((one.start for one in joined(sparql, variable)), reverse=True):
        sparql = f"{sparql[:place]} {values}{sparql[place:]}"
    return sparql


def joined(sparql: str, variable: str) -> list[Group]:
    """The groups that give nothing where a pattern with the variable in them is not met."""
    named = re.compile(rf"[?$]{variable}\b")
    hidden = [
        one for one in groups(sparql) if _is_select(one) and not named.search(_outer(one.head))
    ]
    return [
        one
        for one in groups(sparql)
        if named.search(sparql, one.start, one.end)
        and _APART.isdisjoint((one.word, *one.within))
        and one.word != "OPTIONAL"
        and not sparql[one.start : one.end].lstrip().upper().startswith("SELECT")
        and not any(other.start <= one.start and one.end <= other.end for other in hidden)
    ]


def emptied(sparql: str, places: Iterable[Group]) -> str:
    """The query, as long as before, with groups that give nothing.

    >>> where = "SELECT ?a { { ?a <urn:b> <urn:c> } UNION { ?a ?b 1 } }"
    >>> emptied(where, joined(where, "a")[:1])
    'SELECT ?a { { FILTER (false)     } UNION { ?a ?b 1 } }'
    """
    for one in places:
        nothing = " FILTER (false) ".ljust(one.end - one.start)
        sparql = f"{sparql[: one.start]}{nothing}{sparql[one.end :]}"
    return sparql


def computed(store: ox.Store, sparql: str) -> str:
    """The query with the rows of each sub-select that only computes of the whole graph.

    A sub-select that gives a blank node stays, since no query can name one.

    >>> store, a = ox.Store(), ox.NamedNode("urn:a")
    >>> store.add(ox.Quad(a, a, a))
    >>> computed(store, "SELECT ?a ?n { ?a ?b ?c { SELECT (MAX(?x) AS ?n) { ?x ?y ?z } } }")
    'SELECT ?a ?n { ?a ?b ?c { VALUES (?n) { (<urn:a>) } } }'
    """
    for one in sorted(groups(sparql), key=lambda one: -one.start):
        inside = sparql[one.start : one.end].strip()
        if not inside.upper().startswith("SELECT"):
            continue
        head = inside[: inside.index("{")]
        given = set(_VARIABLE.findall("".join(_COMPUTED.findall(head))))
        outside = set(_VARIABLE.findall(sparql[: one.start] + sparql[one.end :]))
        if (
            _VARIABLE.search(_outer(head))
            or not outside.intersection(_VARIABLE.findall(inside)) <= given
        ):
            continue
        solutions = cast(ox.QuerySolutions, store.query(inside, prefixes=PREFIXES))
        names, rows = " ".join(map(str, solutions.variables)), list(solutions)
        if any(isinstance(term, ox.BlankNode | ox.Triple) for row in rows for term in row):
            continue
        terms = " ".join(f"({' '.join(str(term or 'UNDEF') for term in row)})" for row in rows)
        values = f" VALUES ({names}) {{ {terms} }} "
        sparql = sparql[: one.start] + values + sparql[one.end :]
    return sparql


def _is_select(group: Group) -> bool:
    return re.search(r"\bSELECT\b", group.head, re.IGNORECASE) is not None


def _outer(head: str) -> str:
    """What a select gives, without what it computes."""
    while (shorter := re.sub(r"\([^()]*\)", "", head)) != head:
        head = shorter
    return head
