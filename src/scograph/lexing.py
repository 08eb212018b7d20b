"""The words of a SPARQL query: what it says outside strings, comments and IRIs.

A parser that knows where a token begins may take `?o.SERVICE<http://...>` apart, or read `<` as
"less than" where it looks like an IRI. Where the words could be read in two ways, `asks_others`
believes the worse one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\r\n]|\\[^\r\n])*"'
    r"|'(?:[^'\\\r\n]|\\[^\r\n])*'"
    r'|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)'
    r"|\#[^\r\n]*"
    r"|[?$]\w+"
    r"|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
    r"|(?P<prefix>(?:[^\W\d][\w.-]*)?):(?P<local>(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.+(?=[\w:%\\-]))*)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<brace>\{)"
    r"|(?P<odd>\\)",
    re.DOTALL,
)
_PLAIN_IRI = re.compile(r"<[A-Za-z][\w+.-]*://|[^#']*$")
_PROLOGUE = ("BASE", "PREFIX", "VERSION")


def form(sparql: str) -> str:
    """The word that says what kind of request it is, in capitals; empty where there is none.

    >>> form("# INSERT\\nPREFIX a: <http://e.org/> ask { ?s a a:Summit }")
    'ASK'
    """
    for token in _TOKEN.finditer(sparql):
        word = (token["word"] or "").upper()
        if word and word not in _PROLOGUE:
            return word
    return ""


def prefixes(sparql: str) -> tuple[set[str], set[str]]:
    """The prefixes that the query uses, and those that it declares.

    >>> prefixes("PREFIX a: <http://e.org/> ASK { ?s a scog:Summit } # c:d")
    ({'scog'}, {'a'})
    """
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in _TOKEN.finditer(sparql):
        if token["prefix"] is not None:
            (declared if before == "PREFIX" else used).add(token["prefix"])
        before = (token["word"] or "").upper()
    return used, declared


def asks_others(sparql: str) -> bool:
    """Whether the query has, or may have, SERVICE, which makes an engine ask another server.

    >>> asks_others("SELECT ?s { ?s ?p ?o.SERVICE<http://e.org/>{} }")
    True
    >>> asks_others("SELECT ?s { ?s ?p 'SERVICE <http://e.org/>' } # SERVICE")
    False
    """
    if "SERVICE" not in sparql.upper():
        return False
    return any(_suspicious(sparql))


def service_hosts(sparql: str) -> set[str]:
    """The hosts, with port, that SERVICE names; empty text for one that cannot be told for sure.

    >>> sorted(service_hosts("ASK { SERVICE SILENT <http://e.org:80/q> {} SERVICE ?s {} }"))
    ['', 'e.org:80']
    """
    hosts: set[str] = set()
    expected = False
    before = ""
    for token in _TOKEN.finditer(sparql):
        if token[0].startswith("#"):
            continue
        word = (token["word"] or "").upper()
        if expected and word != "SILENT":
            plain = bool(token["iri"]) and bool(_PLAIN_IRI.match(token[0]))
            hosts.add(urlsplit(token[0][1:-1]).netloc if plain else "")
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
    for token in _TOKEN.finditer(sparql):
        # Some parsers take words apart that are written as one: trueSERVICE, SERVICESILENT.
        yield "SERVICE" in (token["word"] or "").upper()
        # `SERVICE:{` is a keyword and an empty prefix to them.
        yield bool(token["brace"]) and "SERVICE" in before
        yield bool(token["odd"])
        # `?a<?b#>` is an IRI, or "less than" and a comment that hides what follows.
        yield bool(token["iri"]) and not _PLAIN_IRI.match(token[0])
        if not token[0].startswith("#"):
            before = (token["prefix"] or "").upper()
