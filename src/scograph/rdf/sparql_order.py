"""ORDER BY of values of several kinds, which Oxigraph cannot sort.

Its order of literals is none where numbers, texts and dates stand beside each other, and its
sorting ends the whole process then. With the kind of value as a first key, values are compared with
those of their own kind only. SPARQL 1.1 leaves the order of kinds open.
"""

from __future__ import annotations

from typing import NamedTuple

from scograph.rdf.sparql_tokens import TOKEN

# Numbers are compared by value whatever their datatype, and texts whatever their language.
_KIND = (
    'IF(ISNUMERIC({0}), "", IF(LANG({0}) != "" '
    '|| DATATYPE({0}) = <http://www.w3.org/2001/XMLSchema#string>, " ", STR(DATATYPE({0}))))'
)


class _Condition(NamedTuple):
    start: int
    variable: str
    direction: str


def by_kind(sparql: str) -> str:
    """The query with the kind of value as a further key of each variable in ORDER BY.

    >>> by_kind("ASK { }"), by_kind("SELECT * { ?s ?p ?o } ORDER BY STR(?o)")
    ('ASK { }', 'SELECT * { ?s ?p ?o } ORDER BY STR(?o)')
    >>> by_kind("SELECT * { ?s ?p ?o } ORDER BY desc(?o)").partition("ORDER BY ")[2][:27]
    'DESC(IF(ISNUMERIC(?o), "", '
    """
    if "ORDER" not in sparql.upper():
        return sparql
    for condition in reversed(_conditions(sparql)):
        key = f"{condition.direction}({_KIND.format(condition.variable)}) "
        sparql = sparql[: condition.start] + key + sparql[condition.start :]
    return sparql


def _conditions(sparql: str) -> list[_Condition]:
    """The conditions in ORDER BY that are a variable, with or without ASC and DESC."""
    found: list[_Condition] = []
    inside, depth, end = False, 0, 0
    before, direction, start = "", "", 0
    for token in TOKEN.finditer(sparql):
        gap = sparql[end : token.start()]
        end = token.end()
        if token[0].startswith("#"):
            continue
        word = (token["word"] or "").upper()
        if inside:
            depth += gap.count("(") - gap.count(")")
            if "}" in gap or (depth == 0 and word in ("LIMIT", "OFFSET", "VALUES", "HAVING")):
                inside = False
            elif token["variable"] and depth == 0:
                found.append(_Condition(token.start(), token[0], "ASC"))
            elif (
                token["variable"]
                and (depth, gap.strip()) == (1, "(")
                and direction
                and sparql[end:].lstrip().startswith(")")
            ):
                found.append(_Condition(start, token[0], direction))
            direction, start = (word, token.start()) if word in ("ASC", "DESC") else ("", 0)
        if before == "ORDER" and word == "BY":
            inside, depth = True, 0
        before = word
    return found
