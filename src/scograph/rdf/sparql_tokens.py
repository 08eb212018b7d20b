"""A tokenizer for SPARQL queries: form, prefixes, and SERVICE outside strings and comments.

Parsers differ in where a token begins: some split `?o.SERVICE<http://...>`, or read `<` as "less
than" where it looks like an IRI. Where two readings are possible, `asks_others` takes the one
with SERVICE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from scograph.rdf import addresses

_TEXT = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\r\n]|\\[^\r\n])*"'
    r"|'(?:[^'\\\r\n]|\\[^\r\n])*'"
)
_IRI = r'(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)'
_COMMENT = r"\#[^\r\n]*"
_VARIABLE = r"(?P<variable>[?$]\w+)"
_TAG = r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
_PREFIX = r"(?:[^\W\d][\w.-]*)?"
_LOCAL = r"(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.+(?=[\w:%\\-]))*"
_WORD = r"(?P<word>[^\W\d]\w*)"
TOKEN = re.compile(
    f"{_TEXT}|{_IRI}|{_COMMENT}|{_VARIABLE}|{_TAG}"
    f"|(?P<prefix>{_PREFIX}):(?P<local>{_LOCAL})|{_WORD}"
    r"|(?P<brace>\{)"
    r"|(?P<odd>\\)",
    re.DOTALL,
)
_PLAIN_IRI = re.compile(r"<[A-Za-z][\w+.-]*://|[^#']*$")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_MAKES_IRIS = re.compile(r"\b[IU]RI\s*\(|\\", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_VARYING = ("NOW", "RAND", "UUID", "BNODE", "SERVICE")
_PROLOGUE = ("BASE", "PREFIX", "VERSION")


class Token(NamedTuple):
    """A token, and where it begins and ends in the query.

    `kind` is text, iri, variable, tag, name, number, word or mark; quote and open_iri are the
    beginnings of a text and of an IRI that do not end.
    """

    kind: str
    text: str
    start: int
    end: int


def tokens(sparql: str) -> list[Token]:
    """All tokens of a query but its comments.

    >>> [token.kind for token in tokens("ASK { ?s a <urn:a> } # the end")]
    ['word', 'mark', 'variable', 'word', 'iri', 'mark']
    """
    return [
        Token(str(found.lastgroup), found[0], found.start(), found.end())
        for found in _every().finditer(sparql)
        if found.lastgroup != "skip"
    ]


@cache
def _every() -> re.Pattern[str]:
    # Compiled on demand: it takes milliseconds, and most answers need only TOKEN.
    return re.compile(
        rf"(?P<skip>\s+|{_COMMENT})|(?P<text>{_TEXT})|{_IRI}|{_VARIABLE}|(?P<tag>{_TAG})"
        rf"|(?P<name>{_PREFIX}:{_LOCAL})|(?P<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|{_WORD}"
        r"|(?P<quote>[\"'])|(?P<open_iri><[A-Za-z][\w+.-]*:)"
        r"|(?P<mark>\^\^|&&|\|\||[!<>]=|.)",
        re.DOTALL,
    )


def form(sparql: str) -> str:
    """The query form in capitals (SELECT, ASK, INSERT, …); empty if there is none.

    >>> form("# INSERT\\nPREFIX a: <http://e.org/> ask { ?s a a:Summit }")
    'ASK'
    """
    for token in TOKEN.finditer(sparql):
        word = (token["word"] or "").upper()
        if word and word not in _PROLOGUE:
            return word
    return ""


def prefixes(sparql: str) -> tuple[set[str], set[str]]:
    """The prefixes that the query uses, and the prefixes that it declares.

    >>> prefixes("PREFIX a: <http://e.org/> ASK { ?s a scog:Summit } # c:d")
    ({'scog'}, {'a'})
    """
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in TOKEN.finditer(sparql):
        if token["prefix"] is not None:
            (declared if before == "PREFIX" else used).add(token["prefix"])
        before = (token["word"] or "").upper()
    return used, declared


def iris(sparql: str) -> set[str]:
    """The IRIs that the query names, also as CURIEs with a prefix that it declares.

    >>> sorted(iris("PREFIX a: <http://e.org/> ASK { ?s a:b <urn:c> ; a:d '<urn:e>' }"))
    ['http://e.org/b', 'http://e.org/d', 'urn:c']
    """
    found: set[str] = set()
    declared: dict[str, str] = {}
    before, prefix = "", ""
    for token in TOKEN.finditer(sparql):
        if token["prefix"] is not None:
            prefix = token["prefix"]
            if before == "PREFIX":
                before = "NAMESPACE"
                continue
            if prefix in declared:
                found.add(declared[prefix] + token["local"].replace("\\", ""))
        elif token["iri"] and before == "NAMESPACE":
            declared[prefix] = token[0][1:-1]
        elif token["iri"]:
            found.add(token[0][1:-1])
        before = (token["word"] or "").upper()
    return found


def select(sparql: str) -> tuple[list[str], set[str]] | None:
    """The columns of a SELECT in order, and the variables that its head or pattern may bind.

    None for a query of another form.

    >>> columns, bound = select("SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b } # ?c")
    >>> columns, sorted(bound)
    (['a', 'n'], ['a', 'b', 'n', 'p'])
    """
    columns: list[str] = []
    bound: set[str] = set()
    depth, end, before = 0, 0, ""
    place = "prologue"
    for token in TOKEN.finditer(sparql):
        # Parentheses are no tokens; they stand between them.
        gap = sparql[end : token.start()]
        depth += gap.count("(") - gap.count(")")
        end = token.end()
        word = (token["word"] or "").upper()
        name = (token["variable"] or "")[1:]
        if place == "prologue" and word and word not in _PROLOGUE:
            if word != "SELECT":
                return None
            place = "head"
        elif place == "head" and (word == "WHERE" or token["brace"]):
            place = "pattern"
        elif place == "head" and name and depth == 0:
            columns.append(name)
        elif place == "head" and name and depth == 1 and before == "AS":
            columns.append(name)
            bound.add(name)
        elif place == "pattern" and name:
            bound.add(name)
        before = word
    return None if place == "prologue" else (columns, bound)


def varies(sparql: str) -> bool:
    """True if the query may have another answer each time: NOW, RAND, UUID, BNODE, SERVICE.

    >>> varies("SELECT (now() AS ?n) {}"), varies("SELECT ?now { ?now ?p 'NOW()' } # NOW()")
    (True, False)
    """
    for token in TOKEN.finditer(sparql):
        # `trueNOW()` is two words to some parsers, and `\\u004EOW()` is one.
        word = (token["word"] or "").upper()
        if token["odd"] or any(one in word for one in _VARYING):
            return True
    return False


def shape(sparql: str) -> str:
    """The query without comments, spaces, and the values of its numbers and strings.

    >>> shape("SELECT ?s { ?s ?p 42 } LIMIT 10 # ten") == shape("SELECT ?s {?s ?p 7} LIMIT 9")
    True
    """
    found: list[str] = []
    end = 0
    for token in TOKEN.finditer(sparql):
        found.append("".join(_DIGITS.sub("0", sparql[end : token.start()]).split()))
        end = token.end()
        if token[0][0] in "\"'":
            found.append('""')
        elif token[0][0] != "#":
            found.append(token[0])
    found.append("".join(_DIGITS.sub("0", sparql[end:]).split()))
    return " ".join(filter(None, found))


def has_relative_iris(sparql: str) -> bool:
    """True if the query has, or may have, an IRI that is relative to a base.

    >>> has_relative_iris("ASK { <a> ?p <> }"), has_relative_iris("ASK { <urn:a> ?p ?o }")
    (True, False)
    """
    return any(
        token["iri"] and not _ABSOLUTE.match(token[0]) for token in TOKEN.finditer(sparql)
    ) or bool(_MAKES_IRIS.search(sparql))


def asks_others(sparql: str) -> bool:
    """True if the query has, or may have, SERVICE, which makes an engine query another server.

    >>> asks_others("SELECT ?s { ?s ?p ?o.SERVICE<http://e.org/>{} }")
    True
    >>> asks_others("SELECT ?s { ?s ?p 'SERVICE <http://e.org/>' } # SERVICE")
    False
    """
    if "SERVICE" not in sparql.upper():
        return False
    return any(_suspicious(sparql))


def service_hosts(sparql: str) -> set[str]:
    """The hosts, with port, that SERVICE names; an empty text for one that is uncertain.

    >>> sorted(service_hosts("ASK { SERVICE SILENT <http://e.org:80/q> {} SERVICE ?s {} }"))
    ['', 'e.org:80']
    >>> service_hosts("ASK { SERVICE <http://[x> {} }")
    {''}
    """
    hosts: set[str] = set()
    expected = False
    before = ""
    for token in TOKEN.finditer(sparql):
        if token[0].startswith("#"):
            continue
        word = (token["word"] or "").upper()
        if expected and word != "SILENT":
            plain = bool(token["iri"]) and bool(_PLAIN_IRI.match(token[0]))
            address = addresses.parts(token[0][1:-1]) if plain else None
            hosts.add(address.netloc if address else "")
            expected = False
        elif word == "SERVICE":
            expected = True
        elif (
            "SERVICE" in word
            or token["odd"]
            or (token["brace"] and "SERVICE" in before)
            or (token["iri"] and not _PLAIN_IRI.match(token[0]))
        ):
            hosts.add("")
        before = (token["prefix"] or "").upper()
    return hosts


def _suspicious(sparql: str) -> Iterator[bool]:
    before = ""
    for token in TOKEN.finditer(sparql):
        # Some parsers split words that are written as one: trueSERVICE, SERVICESILENT.
        yield "SERVICE" in (token["word"] or "").upper()
        # `SERVICE:{` is a keyword and an empty prefix to them.
        yield bool(token["brace"]) and "SERVICE" in before
        yield bool(token["odd"])
        # `?a<?b#>` is an IRI, or "less than" and a comment that hides the rest of the line.
        yield bool(token["iri"]) and not _PLAIN_IRI.match(token[0])
        if not token[0].startswith("#"):
            before = (token["prefix"] or "").upper()
