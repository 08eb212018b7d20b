"""The usual mistakes in a query that does not parse, found in its text.

A parser says which tokens it expected, among them parts of names and functions, and where it gave
up, which is often far from the mistake.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from scograph.rdf import sparql_tokens
from scograph.rdf.sparql_tokens import Token

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_KEYWORDS = (
    *_FORMS,
    *("PREFIX", "BASE", "WHERE", "FROM", "NAMED", "DISTINCT", "REDUCED", "FILTER", "OPTIONAL"),
    *("UNION", "MINUS", "GRAPH", "BIND", "VALUES", "GROUP", "ORDER", "BY", "HAVING", "LIMIT"),
    *("OFFSET", "EXISTS", "NOT", "IN", "AS", "ASC", "DESC"),
    *("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "BOUND", "IF", "COALESCE"),
    *("STR", "LANG", "LANGMATCHES", "DATATYPE", "IRI", "URI", "CONCAT", "STRLEN", "SUBSTR"),
    *("UCASE", "LCASE", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "REPLACE"),
    *("REGEX", "YEAR", "MONTH", "DAY", "NOW", "ABS", "ROUND", "CEIL", "FLOOR", "ISIRI", "ISURI"),
    *("ISLITERAL", "ISBLANK", "ISNUMERIC", "SAMETERM", "STRDT", "STRLANG", "TRUE", "FALSE"),
)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_TYPOGRAPHIC = "“”„‘’«»"
# How many terms of a triple may follow a mark.
_TERMS = {"{": 3, "}": 3, ".": 3, ";": 2, ",": 1}
_SENTENCE = re.compile(r"[A-Z][a-z]+ [^,\[]*[a-z]")

_REASONS = {
    "quote": "the text that begins at {where} does not end",
    "typographic": "texts stand in \" or ', not in {value}",
    "iri": "the IRI that begins at {where} has no closing >",
    "prefix": "the prefix {value}: is not declared",
    "form": "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {value}",
    "comma": "the variables of SELECT stand side by side, without commas",
    "by": "{value} is followed by BY",
    "condition": "a condition stands in parentheses: FILTER (…)",
    "word": "{value} is no word of SPARQL",
    "name": "{value} is no word of SPARQL: a name has a prefix, as scog:{value}, a variable a ?, "
    "a text quotation marks",
    "open": "the {value} at {where} is not closed",
    "closing": "the {value} at {where} closes nothing",
    "group": "{value} is neither in GROUP BY nor in an aggregate such as COUNT or SAMPLE",
    "dot": "a dot seems to be missing at the end of line {line}",
}
KINDS = tuple(_REASONS)


class Mistake(NamedTuple):
    """A usual mistake: its kind, the token in question, and where it is, counted from 1.

    `near` is what was probably meant, if that is known.
    """

    kind: str
    value: str
    line: int
    column: int
    near: str = ""

    @property
    def reason(self) -> str:
        """What is wrong, in English, as a sentence without its first capital and its end."""
        where = f"line {self.line}, column {self.column}"
        said = _REASONS[self.kind].format(value=self.value, line=self.line, where=where)
        return f"{said}. Did you mean {self.near}?" if self.near else said


def find(sparql: str, message: str, at: int, known: Collection[str]) -> Mistake | None:
    """The usual mistake in a query that a parser refuses; None if it is another one.

    `message` is the parser's, `at` is where it stopped, `known` are the prefixes that need no
    declaration.

    >>> find("SELECT ?s { ?s a scog:Summit", "expected }", 28, {"scog"}).reason
    'the { at line 1, column 11 is not closed'
    >>> find("SELECT ?s { ?s a a:Summit }", "Prefix not found", 25, {"scog"}).reason
    'the prefix a: is not declared'
    >>> find("SELECT ?s { ?s ?p ?o } LIMT 3", "expected", 29, {}).reason
    'LIMT is no word of SPARQL. Did you mean LIMIT?'
    """
    query = _Query(sparql)
    return (
        query.unfinished()
        or query.prefix(known)
        or query.form()
        or query.comma()
        or query.pair()
        or query.word(at)
        or query.bracket()
        or (query.ungrouped() if "unbound" in message else None)
        or (query.dot() if not _sentence(message) else None)
    )


def other(sparql: str, message: str, at: int) -> str:
    """What is wrong where it is no usual mistake, as far as the parser's message tells.

    >>> other("SELECT * { ?s ?p }", "expected one of ...", 17)
    "something is missing or too much near 'SELECT * { ?s ?p }'"
    """
    near = " ".join(sparql[max(at - 20, 0) : at + 10].split())
    return _sentence(message) or f"something is missing or too much near {near!r}"


def _sentence(message: str) -> str:
    """The sentence that the parser has for it."""
    found = _SENTENCE.search(message.replace("Prefix not found", ""))
    return found[0][0].lower() + found[0][1:] if found else ""


class _Query:
    """The tokens of a query without its comments."""

    def __init__(self, sparql: str) -> None:
        self._sparql = sparql
        self._tokens = sparql_tokens.tokens(sparql)

    def _at(self, token: Token, kind: str, value: str | None = None, near: str = "") -> Mistake:
        before = self._sparql[: token.start]
        column = token.start - before.rfind("\n")
        value = token.text if value is None else value
        return Mistake(kind, value, before.count("\n") + 1, column, near)

    def unfinished(self) -> Mistake | None:
        """A text or an IRI without its end, or a text between other quotation marks."""
        kinds = {"quote": "quote", "open_iri": "iri"}
        for token in self._tokens:
            if token.text in _TYPOGRAPHIC:
                return self._at(token, "typographic")
            if token.kind in kinds:
                return self._at(token, kinds[token.kind])
        return None

    def prefix(self, known: Collection[str]) -> Mistake | None:
        """A prefix that is not declared."""
        used, declared = sparql_tokens.prefixes(self._sparql)
        there = declared | set(known)
        for token in self._tokens:
            name = token.text.partition(":")[0]
            if token.kind == "name" and name in used - there - {"_"}:
                near = _near(name, sorted(there), 0.6) if name else ""
                return self._at(token, "prefix", name, near and f"{near}:")
        return None

    def form(self) -> Mistake | None:
        """A first word that begins no query."""
        form = sparql_tokens.form(self._sparql)
        if form in _FORMS or not self._tokens:
            return None
        words = (one for one in self._tokens if one.kind == "word" and one.text.upper() == form)
        first = next(words, self._tokens[0])
        near = _near(form, _FORMS, 0.6) if form else ""
        return self._at(first, "word" if near else "form", near=near)

    def comma(self) -> Mistake | None:
        """A comma between the variables after SELECT."""
        depth = 0
        for token in self._tokens:
            depth += (token.text == "(") - (token.text == ")")
            if token.text == "{":
                return None
            if token.text == "," and not depth:
                return self._at(token, "comma")
        return None

    def pair(self) -> Mistake | None:
        """A word without what has to follow it."""
        for token, after in pairwise(self._tokens):
            word = token.text.upper() if token.kind == "word" else ""
            if word in ("ORDER", "GROUP") and after.text.upper() != "BY":
                return self._at(token, "by", word)
            if word == "FILTER" and after.kind == "variable":
                return self._at(token, "condition")
        return None

    def word(self, at: int) -> Mistake | None:
        """The word at the place, or just before it, that is none of SPARQL."""
        for token in reversed(self._tokens):
            if token.start > at or token.kind == "mark":
                continue
            if at - token.end > 2 and self._sparql[token.end : at].strip():
                return None
            if token.kind in ("variable", "iri", "name"):
                return None
            if token.kind == "word":
                if token.text.upper() in _KEYWORDS or token.text == "a":
                    return None
                near = _near(token.text.upper(), _KEYWORDS, 0.75)
                return self._at(token, "word" if near else "name", near=near)
        return None

    def bracket(self) -> Mistake | None:
        """A bracket that is not closed, or that closes nothing."""
        opened: list[Token] = []
        for token in self._tokens:
            if token.text in _CLOSING.values():
                opened.append(token)
            elif token.text in _CLOSING:
                wanted = _CLOSING[token.text]
                if not any(one.text == wanted for one in opened):
                    return self._at(token, "closing")
                if opened[-1].text != wanted:
                    break
                opened.pop()
        return self._at(opened[-1], "open") if opened else None

    def ungrouped(self) -> Mistake | None:
        """A variable of a query with groups that is not one of those in GROUP BY."""
        words = [token.text.upper() for token in self._tokens]
        body = words.index("{") if "{" in words else len(words)
        depth, selected = 0, []
        for token in self._tokens[:body]:
            depth += (token.text == "(") - (token.text == ")")
            if token.kind == "variable" and not depth:
                selected.append(token)
        grouped = set()
        for place in (place for place, word in enumerate(words) if word == "GROUP"):
            grouped |= {one.text for one in self._tokens[place:] if one.kind == "variable"}
        return next((self._at(one, "group") for one in selected if one.text not in grouped), None)

    def dot(self) -> Mistake | None:
        """A triple that begins where another one has not ended: more terms than a triple has."""
        room, depth, before, listed = 0, 0, None, False
        for token in self._tokens:
            if token.text in ("(", "["):
                depth += 1
            elif token.text in (")", "]"):
                depth -= 1
            elif depth:
                continue
            elif token.text in _TERMS:
                # The terms in the braces of VALUES are a list.
                room = len(self._tokens) if listed and token.text == "{" else _TERMS[token.text]
                listed = False
            elif token.text in ("/", "|", "^^"):
                # A path goes on, or a literal.
                room += 1
            elif token.kind == "word" and token.text != "a":
                # FILTER, OPTIONAL and the like: what follows is no triple.
                room = len(self._tokens)
                listed = token.text.upper() == "VALUES"
            elif token.kind not in ("mark", "tag"):
                if not room and before is not None:
                    return self._at(before, "dot")
                room -= 1
            before = token
        return None


def _near(word: str, known: Collection[str], cutoff: float) -> str:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=cutoff)), "")
