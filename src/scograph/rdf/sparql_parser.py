"""A parser of SPARQL for its triple patterns: where the selects are, and what their patterns say.

Only the SPARQL of this project is read with it: canned queries and rules. Conditions, computed
values and what a solution must not match are passed over.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph.rdf import sparql_tokens
from scograph.rdf.namespaces import PREFIXES
from scograph.rdf.sparql_tokens import Token

_XSD = PREFIXES["xsd"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_GROUPS = ("OPTIONAL", "UNION", "GRAPH")
_NONE = Token("", "", 0, 0)


class Variable(NamedTuple):
    """A variable, or a blank node of a pattern, whose name no query can have."""

    name: str


class Path(NamedTuple):
    """A property path: `kind` is `iri`, `/`, `|`, `^`, `*`, `+` or `?`."""

    kind: str
    parts: tuple[Path | ox.NamedNode, ...]


Node: TypeAlias = Variable | ox.NamedNode | ox.Literal
Step: TypeAlias = Variable | ox.NamedNode | Path


class Pattern(NamedTuple):
    """A triple pattern, its predicate a term, a variable or a path."""

    subject: Node
    predicate: Step
    object: Node


class Select(NamedTuple):
    """A select: its plain columns, those that it computes, where its parts are, and in which."""

    plain: tuple[str, ...]
    computed: tuple[str, ...]
    start: int
    head_end: int
    body_end: int
    end: int
    limited: bool
    inside: tuple[int, ...]


class Parsed(NamedTuple):
    """The parts of a query: its tokens, its selects, the outermost first, and its patterns.

    Each pattern comes with the numbers of the sub-selects that it is in. `makes` is true for
    CONSTRUCT, whose template's variables are the columns.
    """

    tokens: list[Token]
    selects: list[Select]
    patterns: list[tuple[Pattern, tuple[int, ...]]]
    makes: bool


def parse(sparql: str) -> Parsed:
    """The parts of a SELECT or CONSTRUCT query, with its prefixes or the project's.

    >>> found = parse("SELECT ?s { ?s scog:heldIn ?o { SELECT ?o { ?o a scog:City } } }")
    >>> [inside for _, inside in found.patterns]
    [(), (1,)]
    """
    return _Parser(sparql).query()


class _Parser:
    def __init__(self, sparql: str) -> None:
        self._tokens = sparql_tokens.tokens(sparql)
        self._length = len(sparql)
        self._at = 0
        self._prefixes = dict(PREFIXES)
        self._found: list[tuple[Pattern, tuple[int, ...]]] = []
        self._selects: list[Select] = []
        self._inside: tuple[int, ...] = ()
        self._blank = 0
        self._makes = False

    def query(self) -> Parsed:
        while self._word() in ("PREFIX", "BASE"):
            if self._next().text.upper() == "PREFIX":
                prefix = self._next().text[:-1]
                self._prefixes[prefix] = self._next().text[1:-1]
            else:
                self._next()
        self._makes = self._word() == "CONSTRUCT"
        self._select(top=True)
        return Parsed(self._tokens, self._selects, self._found, self._makes)

    def _select(self, *, top: bool = False) -> None:
        number = len(self._selects)
        start = self._next().start
        plain: list[str] = []
        computed: list[str] = []
        if top and self._makes:
            # The template's variables are the columns of a rule.
            first = self._at
            self._skip_braces()
            made = (
                one.text[1:] for one in self._tokens[first : self._at] if one.kind == "variable"
            )
            plain += dict.fromkeys(made)
        depth = 0
        while depth or (self._word() != "WHERE" and self._peek().text != "{"):
            token = self._next()
            depth += (token.text == "(") - (token.text == ")")
            if token.kind == "variable" and depth == 0:
                plain.append(token.text[1:])
            elif token.text.upper() == "AS" and depth == 1:
                computed.append(self._peek().text[1:])
        if self._word() == "WHERE":
            self._next()
        head_end = self._peek().start
        self._selects.append(Select((), (), 0, 0, 0, 0, False, ()))
        outer = self._inside
        self._inside = outer if top else (*outer, number)
        self._group()
        self._inside = outer
        body_end = self._tokens[self._at - 1].end
        limited = False
        while self._at < len(self._tokens) and self._peek().text != "}":
            limited |= self._next().text.upper() in ("LIMIT", "OFFSET")
        end = self._peek().start if self._at < len(self._tokens) else self._length
        self._selects[number] = Select(
            tuple(plain), tuple(computed), start, head_end, body_end, end, limited, self._inside
        )

    def _group(self) -> None:
        self._next()
        while (token := self._peek()).text != "}":
            word = self._word()
            if token.text == "{":
                self._group()
            elif word == "SELECT":
                self._select()
            elif word in _GROUPS:
                self._next()
                if word == "GRAPH":
                    self._next()
            elif word == "MINUS":
                self._next()
                self._skip_braces()
            elif word == "FILTER":
                self._next()
                self._filter()
            elif word == "BIND":
                self._next()
                self._skip("(", ")")
            elif word == "VALUES":
                self._next()
                if self._peek().text == "(":
                    self._skip("(", ")")
                else:
                    self._next()
                self._skip_braces()
            elif token.text in (".", ";"):
                self._next()
            else:
                self._triples()
        self._next()

    def _filter(self) -> None:
        word = self._word()
        if word == "NOT":
            self._next()
        if self._word() == "EXISTS":
            self._next()
            self._skip_braces()
        elif self._peek().text == "(":
            self._skip("(", ")")
        else:
            self._next()
            self._skip("(", ")")

    def _triples(self) -> None:
        subject = self._node()
        self._properties(subject)

    def _properties(self, subject: Node) -> None:
        while True:
            predicate = self._verb()
            while True:
                self._add(Pattern(subject, predicate, self._node()))
                if self._peek().text != ",":
                    break
                self._next()
            if self._peek().text != ";":
                return
            while self._peek().text == ";":
                self._next()
            if self._peek().text in (".", "}", "]"):
                return

    def _add(self, pattern: Pattern) -> None:
        self._found.append((pattern, self._inside))

    def _verb(self) -> Step:
        token = self._peek()
        if token.kind == "variable":
            return Variable(self._next().text[1:])
        path = self._alternatives()
        return path.parts[0] if path.kind == "iri" else path

    def _alternatives(self) -> Path:
        parts = [self._sequence()]
        while self._peek().text == "|":
            self._next()
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("|", tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._element()]
        while self._peek().text == "/":
            self._next()
            parts.append(self._element())
        return parts[0] if len(parts) == 1 else Path("/", tuple(parts))

    def _element(self) -> Path:
        if self._peek().text == "^":
            self._next()
            return Path("^", (self._element(),))
        token = self._next()
        if token.text == "(":
            path = self._alternatives()
            self._next()
        elif token.text == "a":
            path = Path("iri", (_TYPE,))
        else:
            path = Path("iri", (self._iri(token),))
        while self._peek().text in ("*", "+", "?"):
            path = Path(self._next().text, (path,))
        return path

    def _node(self) -> Node:
        token = self._next()
        if token.kind == "variable":
            return Variable(token.text[1:])
        if token.text == "[":
            self._blank += 1
            blank = Variable(f"_{self._blank}")
            if self._peek().text != "]":
                self._properties(blank)
            self._next()
            return blank
        if token.kind in ("iri", "name"):
            return self._iri(token)
        if token.kind == "number":
            kind = "integer" if token.text.lstrip("+-").isdigit() else "decimal"
            return ox.Literal(token.text, datatype=ox.NamedNode(_XSD + kind))
        if token.text in ("true", "false"):
            return ox.Literal(token.text, datatype=ox.NamedNode(_XSD + "boolean"))
        if token.kind == "text":
            return self._literal(token)
        raise ValueError(f"{token.text!r} is not read in a pattern.")

    def _literal(self, token: Token) -> ox.Literal:
        long = 3 if token.text[:3] in ('"""', "'''") else 1
        value = token.text[long:-long].replace('\\"', '"').replace("\\\\", "\\")
        if self._peek().kind == "tag":
            return ox.Literal(value, language=self._next().text[1:])
        if self._peek().text == "^^":
            self._next()
            return ox.Literal(value, datatype=self._iri(self._next()))
        return ox.Literal(value)

    def _iri(self, token: Token) -> ox.NamedNode:
        if token.kind == "iri":
            return ox.NamedNode(token.text[1:-1])
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            return ox.NamedNode(self._prefixes[prefix] + local.replace("\\", ""))
        raise ValueError(f"{token.text!r} is not read in a pattern.")

    def _skip_braces(self) -> None:
        self._skip("{", "}")

    def _skip(self, start: str, end: str) -> None:
        depth = 0
        while True:
            token = self._next()
            depth += (token.text == start) - (token.text == end)
            if depth == 0:
                return

    def _peek(self) -> Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _NONE

    def _word(self) -> str:
        token = self._peek()
        return token.text.upper() if token.kind == "word" else ""

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise ValueError("The query ends in a pattern.")
        self._at += 1
        return self._tokens[self._at - 1]
