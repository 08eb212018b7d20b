"""The triple patterns of a SPARQL query, by the groups that they stand in.

It reads what the rules and shapes of the project are written in, and no more: `Unreadable` is an
answer. What it reads is what a whole parser of SPARQL finds in them, which a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scograph.namespaces import PREFIXES

_TOKEN = re.compile(
    r"(?P<skip>\s+|\#[^\r\n]*)"
    r'|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\')'
    r'|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)'
    r"|(?P<var>[?$]\w+)"
    r"|(?P<curie>[A-Za-z]?[\w-]*:[\w-]*)"
    r"|(?P<word>\w+|@[\w-]+)"
    r"|(?P<mark>\^\^|&&|\|\||[<>!]=|.)",
    re.DOTALL,
)
_PREFIX = re.compile(r"PREFIX\s+(\w*):\s*<([^>]*)>", re.IGNORECASE)
_OPTIONAL = ("OPTIONAL", "MINUS", "EXISTS")
_SCHEMA = (PREFIXES["rdfs"], PREFIXES["owl"])
SAME = "="
"""In the place of a predicate: both ends are one and the same term."""


class Unreadable(ValueError):
    """The query says something that is not read here."""


@dataclass
class Group:
    """A group graph pattern: its triple patterns, and where its text begins.

    Terms are variables (`?name`), IRIs in angle brackets, or literals. What stands in a group that
    is not `needed` (OPTIONAL, MINUS, EXISTS) may be missing from a solution.
    """

    start: int
    needed: bool
    parent: Group | None = None
    patterns: list[tuple[str, str, str]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def walk(self) -> Iterator[Group]:
        """This group and all within it."""
        yield self
        for group in self.groups:
            yield from group.walk()

    def around(self) -> Iterator[Group]:
        """This group and all that it is in."""
        group: Group | None = self
        while group is not None:
            yield group
            group = group.parent


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    end: int


def where(sparql: str) -> Group:
    r"""The WHERE group of a SELECT or CONSTRUCT query.

    >>> group = where("SELECT ?a { ?a a <urn:b> OPTIONAL { ?a ^<urn:c>/<urn:d> ?e } }")
    >>> group.patterns
    [('?a', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', '<urn:b>')]
    >>> group.groups[0].patterns
    [('?.0', '<urn:c>', '?a'), ('?.0', '<urn:d>', '?e')]
    """
    return _Reader(sparql).where()


class _Reader:
    def __init__(self, sparql: str) -> None:
        self._prefixes: Mapping[str, str] = dict(_PREFIX.findall(sparql))
        self._tokens = [
            _Token(found.lastgroup or "", found[0], found.end())
            for found in _TOKEN.finditer(sparql)
            if found.lastgroup != "skip"
        ]
        self._at = 0
        self._fresh = 0

    def where(self) -> Group:
        while self._peek().upper() not in ("SELECT", "CONSTRUCT"):
            self._at += 1
        if self._next().text.upper() == "CONSTRUCT":
            self._skip("{", "}")
        return self._group(None, needed=True)

    def template(self) -> Group:
        """The template of a CONSTRUCT query."""
        while self._next().text.upper() != "CONSTRUCT":
            pass
        return self._group(None, needed=True)

    def _group(self, parent: Group | None, *, needed: bool) -> Group:
        while self._peek() != "{":
            # The head of a SELECT, with its expressions.
            if self._peek() == "(":
                self._skip("(", ")")
            else:
                self._at += 1
        group = Group(self._next().end, needed and (parent is None or parent.needed), parent)
        while self._peek() != "}":
            self._element(group)
        self._at += 1
        return group

    def _element(self, group: Group) -> None:
        word = self._peek().upper()
        if word in _OPTIONAL or word == "NOT":
            while self._next().text.upper() not in _OPTIONAL:
                pass
            group.groups.append(self._group(group, needed=False))
        elif word in ("{", "UNION"):
            group.groups.append(self._group(group, needed=True))
        elif word == "SELECT":
            self._select(group)
        elif word in ("FILTER", "BIND"):
            self._at += 1
            if self._peek().upper() not in ("NOT", "EXISTS"):
                self._expression(group)
        elif word == "VALUES":
            while self._peek() != "{":
                self._at += 1
            self._skip("{", "}")
        elif word == ".":
            self._at += 1
        else:
            self._triples(group)

    def _select(self, group: Group) -> None:
        group.groups.append(self._group(group, needed=True))
        while self._peek() != "}":
            # GROUP BY, HAVING, ORDER BY and LIMIT.
            if self._peek() == "(":
                self._skip("(", ")")
            else:
                self._at += 1

    def _expression(self, group: Group) -> None:
        """An expression in parentheses, or a call of a function; it may ask whether a group is."""
        while self._peek() != "(":
            self._at += 1
        depth = 0
        while True:
            text = self._peek()
            if text == "{":
                group.groups.append(self._group(group, needed=False))
                continue
            self._at += 1
            depth += (text == "(") - (text == ")")
            if depth == 0:
                return

    def _triples(self, group: Group) -> None:
        subject = self._term()
        while True:
            path = self._alternatives()
            while True:
                value = self._term()
                for steps in path:
                    group.patterns.extend(self._linked(subject, steps, value))
                if self._peek() != ",":
                    break
                self._at += 1
            if self._peek() != ";":
                return
            while self._peek() == ";":
                self._at += 1
            if self._peek() in (".", "}"):
                return

    def _linked(
        self, subject: str, steps: list[tuple[str, bool]], value: str
    ) -> Iterator[tuple[str, str, str]]:
        here = subject
        for number, (predicate, inverse) in enumerate(steps, 1):
            there = value if number == len(steps) else f"?.{self._fresh}"
            self._fresh += number < len(steps)
            yield (there, predicate, here) if inverse else (here, predicate, there)
            here = there

    def _alternatives(self) -> list[list[tuple[str, bool]]]:
        """The ways that a path can go, each as predicates in turn, with those that go backwards."""
        found = self._sequence()
        while self._peek() == "|":
            self._at += 1
            found += self._sequence()
        return found

    def _sequence(self) -> list[list[tuple[str, bool]]]:
        found = self._step()
        while self._peek() == "/":
            self._at += 1
            found = [first + then for first in found for then in self._step()]
        return found

    def _step(self) -> list[list[tuple[str, bool]]]:
        if self._peek() == "^":
            self._at += 1
            return [
                [(predicate, not inverse) for predicate, inverse in reversed(steps)]
                for steps in self._step()
            ]
        if self._peek() == "(":
            self._at += 1
            found = self._alternatives()
            self._at += 1
        else:
            found = [[(self._term(), False)]]
        if self._peek() in ("*", "+"):
            self._at += 1
            for steps in found:
                for predicate, _ in steps:
                    # The classes and properties hold still while things change.
                    if not predicate[1:].startswith(_SCHEMA):
                        raise Unreadable(f"a path of any length along {predicate}")
        elif self._peek() == "?":
            self._at += 1
            found.append([(SAME, False)])
        return found

    def _term(self) -> str:
        token = self._next()
        if token.kind == "var":
            return f"?{token.text[1:]}"
        if token.kind == "iri":
            return token.text
        if token.kind == "curie":
            prefix, _, local = token.text.partition(":")
            return f"<{self._prefixes[prefix]}{local}>"
        if token.text == "a":
            return f"<{PREFIXES['rdf']}type>"
        if token.text in ("true", "false"):
            return f'"{token.text}"^^<{PREFIXES["xsd"]}boolean>'
        raise Unreadable(f"{token.text} where a term was expected")

    def _skip(self, opening: str, closing: str) -> None:
        depth = 0
        while True:
            text = self._next().text
            depth += (text == opening) - (text == closing)
            if depth == 0:
                return

    def _peek(self) -> str:
        if self._at >= len(self._tokens):
            raise Unreadable("the query ends too early")
        token = self._tokens[self._at]
        return "" if token.kind == "text" else token.text

    def _next(self) -> _Token:
        self._peek()
        self._at += 1
        return self._tokens[self._at - 1]


def template(sparql: str) -> list[tuple[str, str, str]]:
    """The triple patterns that a CONSTRUCT query makes.

    >>> template("CONSTRUCT { ?a <urn:b> ?c } WHERE { ?c <urn:d> ?a }")
    [('?a', '<urn:b>', '?c')]
    """
    return _Reader(sparql).template().patterns
