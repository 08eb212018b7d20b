"""How deep a text is nested, measured before an engine reads it.

Engines read and run what is nested by calls within calls: some thousands of brackets end the
process without a word. Each text that comes from outside is measured here first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

DEEPEST = 128
"""Brackets within brackets, or operators before operators, in any syntax."""
MOST_CLAUSES = 400
"""UNION, OPTIONAL, MINUS, AS … in one query, each of which an engine puts into the next.

So it does with the operators of one expression or path, and with the things of one DESCRIBE.
"""
MOST_DOUBLING = 8
"""SELECT within SELECT, and functions such as REGEX within each other.

An engine plans each of them twice for each one around it, and no time limit ends that.
"""
MOST_JOINED = 128
"""Triple patterns in one group with all that is in it, of UNION, OPTIONAL and the like the largest.

The time that an engine takes to bring them into an order grows with the fourth power.
"""
MOST_TRIPLES = 2_000
"""Triple patterns in one query, and members of one collection."""
LONGEST = 8 << 20
"""Characters of one literal."""


class Excess(NamedTuple):
    """What is too much, and where."""

    reason: str
    line: int
    column: int


# Python 3.11.2, that of Debian 12, errs where a possessive group fails within a turn.
_STRINGS = (
    r'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*"""'
    r"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*'''"
    r'|"(?:[^"\\\r\n]|\\[^\r\n])*+"'
    r"|'(?:[^'\\\r\n]|\\[^\r\n])*+'"
)
_IRI = r'|<[^<>"{}|^`\\\x00-\x20]*+>'
_REST = (
    r"|(?P<comment>\#[^\r\n]*+)"
    r"|(?P<name>[?$@]\w+|[\w.-]*+:[\w:.%\\-]*+)"
    r"|(?P<word>[^\W\d]\w*+)"
    r"|(?P<open><<\(?|\{\||[(\[{])"
    r"|(?P<close>\)?>>|\|\}|[)\]}])"
    r"|(?P<prefix>[!+^-])"
    r"|(?P<space>\s++)"
    r"|(?P<other>.)"
)
_ADDRESS = r'|<[A-Za-z][\w+.-]*+://[^<>"{}|^`\\\x00-\x20]*+>'
# Where `<` may begin an IRI or mean "less than", both readings are measured.
_SPARQL = (
    re.compile(f"(?P<string>{_STRINGS}){_IRI}{_REST}", re.DOTALL),
    re.compile(f"(?P<string>{_STRINGS}){_ADDRESS}{_REST}", re.DOTALL),
)
_CLAUSES = {
    *("UNION", "OPTIONAL", "MINUS", "AS", "FILTER", "VALUES", "GRAPH", "SERVICE", "LATERAL"),
}
_TURTLE = re.compile(f"(?P<string>{_STRINGS}){_IRI}{_REST}".encode(), re.DOTALL)
_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_BRACKETS = re.compile(rb"[^\[\]{}]++")


def sparql(text: str) -> Excess | None:
    """What is too much in a query: depth, clauses, or the length of a text.

    >>> sparql("ASK { FILTER(" + "(" * 200 + "1" + ")" * 200 + ") }").reason
    'The query is nested more than 128 deep'
    >>> sparql('ASK { ?s ?p "((((" FILTER(!(?a < ?b)) }') is None
    True
    """
    found = (_of_query(text, token) for token in _SPARQL)
    return next(filter(None, found), None)


class _Chains:
    """The operators between which a token stands, each of which an engine puts into the next one.

    What is separated, as the arguments of a function are, does not lie within each other. In
    braces only paths have operators of their own.
    """

    def __init__(self) -> None:
        # For each open bracket: what it is, and the operators since a separator, now and at most.
        self._open: list[tuple[str, int, int]] = [("{", 0, 0)]
        self._before = ""

    def longest(self, kind: str | None, word: str) -> int:
        """The operators at a token of that kind, which is None for an IRI."""
        before, self._before = self._before, word
        bracket, now, most = self._open[-1]
        if kind == "open":
            self._open.append((word, 0, 0))
        elif kind == "close" and len(self._open) > 1:
            inner = max(self._open.pop()[1:])
            bracket, now, most = self._open[-1]
            if bracket == "(":
                now += inner
            self._open[-1] = (bracket, now, max(most, inner))
        elif word in _SEPARATORS[bracket == "("]:
            self._open[-1] = (bracket, 0, max(most, now))
        elif word in _OPERATORS[bracket == "("] and not (
            before in _NO_OPERAND if word in "+-" else before == word
        ):
            self._open[-1] = (bracket, now + 1, most)
            return sum(level[1] for level in self._open)
        return 0


class _Group:
    """An open bracket, and the triple patterns in it."""

    def __init__(self, bracket: str, *, branch: bool = False, free: bool = False) -> None:
        self.bracket = bracket
        self.branch = branch
        self.free = free  # Templates and VALUES are not joined.
        self.members: int | None = 0  # None where it is no collection.
        self._before = self._branches = 0

    @property
    def joined(self) -> int:
        return 0 if self.free else self._before + self._branches

    def add(self, patterns: int) -> None:
        self._before += patterns

    def add_group(self, done: _Group) -> None:
        if done.bracket == "(" and done.members and done.members > 1:
            self._before += 2 * done.members
        if done.branch:
            self._branches = max(self._branches, done.joined)
        else:
            self._before += self._branches
            self._branches = done.joined


_APART = {"UNION", "OPTIONAL", "MINUS", "EXISTS"}


class _Joins:
    """The triple patterns that an engine brings into an order together."""

    def __init__(self) -> None:
        self._open = [_Group("{")]
        self._values = False
        self._before = ""

    def most(self, token: re.Match[str]) -> int:
        """The patterns of the group in which a token stands."""
        kind, word = token.lastgroup, token[0].upper()
        before, self._before = self._before, word
        here = self._open[-1]
        if kind == "word" and word == "VALUES":
            self._values = True
        if kind == "open":
            free = here.free or (word == "{" and (self._values or before == "CONSTRUCT"))
            self._values = self._values and word != "{"
            self._open.append(_Group(word, branch=before in _APART, free=free))
            self._open[-1].add(word != "(")
        elif kind == "close" and len(self._open) > 1:
            done = self._open.pop()
            here = self._open[-1]
            here.add_group(done)
        elif here.bracket == "(":
            self._member(here, token)
        elif kind == "other":
            number = token.string[token.end() : token.end() + 1].isdigit()
            here.add(word in ";,/" or (word == "." and not number))
        return here.joined

    def _member(self, here: _Group, token: re.Match[str]) -> None:
        kind, word = token.lastgroup, token[0]
        digit = kind == "other" and (word == "." or word.isdigit())
        if (kind == "word" and word.lower() not in ("true", "false")) or (
            kind in ("other", "prefix") and not digit
        ):
            here.members = None
            here.add(word == "/")
        elif here.members is not None and not (
            digit and token.string[token.start() - 1] in "0123456789."
        ):
            here.members += 1


_SEPARATORS = ({*".;,<>"}, {","})
_OPERATORS = ({*"/|"}, {*"/|&*+-"})
_NO_OPERAND = {"", *"([{,<>=!|&+-*/"}
_DOUBLING = {"REGEX", "REPLACE", "SUBSTR"}
_BETWEEN = {*",|&=*/<>"}


def _of_query(text: str, pattern: re.Pattern[str]) -> Excess | None:
    # For each open bracket whether it is `(`, and its members since the last comma or operator,
    # and whether it doubles the time for what is inside.
    opened: list[list[int]] = [[0, 0, 0]]
    operators = clauses = triples = described = doubling = 0
    chains, joins = _Chains(), _Joins()
    reason = before = ""
    apart = False
    for token in pattern.finditer(text):
        kind, word = token.lastgroup, token[0]
        if kind in ("space", "comment"):
            apart = True
            continue
        operators = operators + 1 if kind == "prefix" else 0
        if kind == "open":
            described = 0
        elif described and kind in ("name", None):
            described += 1
        elif kind == "word" and word.upper() == "DESCRIBE":
            described = 1
        if kind == "open":
            opened.append([word == "(", 0, word == "(" and before in _DOUBLING])
            doubling += opened[-1][2]
        elif kind == "close":
            doubling -= opened.pop()[2]
            opened = opened or [[0, 0, 0]]
        elif kind == "word" and word.upper() == "SELECT":
            doubling += not opened[-1][2]
            opened[-1][2] = 1
        elif kind == "word" and word.upper() in _CLAUSES:
            clauses += 1
        elif kind == "other" and (word == ";" or (word in ".," and not opened[-1][0])):
            # A full stop before a digit may be that of a number.
            triples += word != "." or not text[token.end() : token.end() + 1].isdigit()
        number = kind == "other" and (word == "." or word.isdigit())
        if kind in ("open", "prefix") or word in _BETWEEN:
            opened[-1][1] = 0
        elif not (number and before.isdigit() and not apart):
            opened[-1][1] += opened[-1][0]
        before, apart = word.upper(), False
        joined, longest = joins.most(token), chains.longest(kind, word)
        if len(opened) > DEEPEST + 1 or operators > DEEPEST:
            reason = f"The query is nested more than {DEEPEST} deep"
        elif doubling > MOST_DOUBLING:
            reason = f"SELECT, REGEX, REPLACE or SUBSTR are nested more than {MOST_DOUBLING} deep"
        elif clauses > MOST_CLAUSES:
            reason = f"The query has more than {MOST_CLAUSES} clauses"
        elif longest > MOST_CLAUSES:
            reason = f"The query has more than {MOST_CLAUSES} operators in one expression"
        elif described > MOST_CLAUSES + 1:
            reason = f"The query describes more than {MOST_CLAUSES} things"
        elif joined > MOST_JOINED:
            reason = f"The query joins more than {MOST_JOINED} triple patterns"
        elif triples > MOST_TRIPLES or opened[-1][1] > MOST_TRIPLES:
            reason = f"The query has more than {MOST_TRIPLES} triple patterns"
        elif kind == "string" and len(word) > LONGEST:
            return _long(text, token.start())
        if reason:
            return _excess(reason, text, token.start())
    return None


def turtle(text: bytes) -> Excess | None:
    """What is too much in Turtle, TriG or N-Triples: triples within triples, the length of a text.

    >>> turtle(b"<a> <b> " + b"<<( <a> <b> " * 200 + b"<c>" + b" )>>" * 200 + b" .").column
    1545
    """
    nested = text.count(b"<<") > DEEPEST or text.count(b"{|") > DEEPEST
    if not nested and len(text) <= LONGEST:
        return None
    depth = 0
    for token in _TURTLE.finditer(text):
        kind = token.lastgroup
        if kind == "string" and len(token[0]) > LONGEST:
            return _long(text, token.start())
        if kind == "open" and token[0][:2] in (b"<<", b"{|"):
            depth += 1
        elif kind == "close" and token[0][-2:] in (b">>", b"|}"):
            depth -= 1
        if depth > DEEPEST:
            reason = f"Triples are nested more than {DEEPEST} deep"
            return _excess(reason, text, token.start())
    return None


def json(text: bytes) -> bool:
    """True if JSON is nested too deep.

    >>> json(b'[' * 200 + b']' * 200), json(b'{"a": ["[[[", {}]}')
    (True, False)
    """
    brackets = _BRACKETS.sub(b"", _JSON_STRING.sub(b"", text))
    for _ in range(DEEPEST):
        if not brackets:
            return False
        # Each step takes away the innermost pairs.
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return bool(brackets) and brackets[:1] in b"{["


def _long(text: str | bytes, start: int) -> Excess:
    return _excess(f"A text is longer than {LONGEST >> 20} MiB", text, start)


def _excess(reason: str, text: str | bytes, start: int) -> Excess:
    if isinstance(text, bytes):
        text = text[:start].decode("utf-8", "replace")
        start = len(text)
    line = text.count("\n", 0, start) + 1
    return Excess(reason, line, start - text.rfind("\n", 0, start))
