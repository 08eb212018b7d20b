"""The file and line of triples, values and things in Turtle files.

Parsers give triples without lines, so this reads the tokens of a file again. The file is known to
be valid Turtle; from a token that the reader does not understand on, no lines are found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from scograph.corpus.load import Corpus
from scograph.rdf.namespaces import PREFIXES

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# As in scograph.rdf.nesting, no possessive group can fail within a turn.
_TOKEN = re.compile(
    r"""(?P<text>\"{3}[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*\"{3}"""
    r"""|'{3}[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')"""
    r"""|(?P<iri><[^<>"{}|^`\s]*+>)"""
    r"""|(?P<skip>\#[^\n\r]*+|\s++)"""
    r"""|(?P<mark>\^\^|[][();,])"""
    r"""|(?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"""
    r"""|(?P<word>(?:[^\s<>"'()\[\];,\#\\.^@]|\\.|\.(?=[^\s<>"'()\[\];,\#]))+)"""
    r"""|(?P<stop>\.)""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TYPE = PREFIXES["rdf"] + "type"

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Lines:
    """The lines of the subjects, properties and values of one file.

    >>> import tempfile
    >>> text = "@prefix : <urn:x:> .\\n:a\\n  :b :c ,\\n  'd' .\\n"
    >>> with tempfile.NamedTemporaryFile("w", suffix=".ttl") as file:
    ...     _ = file.write(text), file.flush()
    ...     lines = Lines(Path(file.name))
    >>> lines.of("urn:x:a"), lines.of("urn:x:a", "urn:x:b"), lines.of("urn:x:a", "urn:x:b", "d")
    (2, 3, 4)
    """

    def __init__(self, path: Path) -> None:
        self._lines: dict[tuple[str | None, ...], int] = {}
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        try:
            _Reader(text, self._lines, path.absolute().as_uri()).read()
        except (StopIteration, ValueError, KeyError, RecursionError, SyntaxError):
            return

    def of(self, thing: str, path: str | None = None, value: str | None = None) -> int | None:
        """The line of a value; without `value` of the property, without `path` of the thing."""
        if path is None:
            return self._lines.get((thing,))
        if value is None:
            return self._lines.get((thing, path))
        return self._lines.get((thing, path, value))

    def mention(self, thing: str) -> int | None:
        """The first line on which a thing is a value."""
        return self._lines.get((None, None, thing))

    def blank(self, path: str, value: str) -> int | None:
        """The first line on which a blank node has this value."""
        return self._lines.get((None, path, value))


class Statements(Protocol):
    """The look-ups in a set of Turtle files that `Places` needs."""

    def files_of(self, iri: str) -> list[Path]:
        """The files in which a thing, or a blank node `_:label`, is a subject, in order."""

    def about(self, blank_node: str) -> Iterable[ox.Triple]:
        """The asserted triples of which a blank node `_:label` is the subject."""

    def referrer(self, iri: str) -> str | None:
        """The first thing of which this one is a value, or None."""


class Places:
    """The places of things and triples; a file is tokenized when it is first needed.

    Blank nodes are named as in N-Triples, `_:label`. What is written in several files is found
    in one of `first`, if it is there.
    """

    def __init__(self, statements: Statements, first: Collection[Path] = ()) -> None:
        self._statements = statements
        self._first = first
        self._lines: dict[Path, Lines] = {}

    def described(self, thing: str) -> bool:
        """True if a thing is the subject of a triple in some file."""
        return bool(self._statements.files_of(thing))

    def of(self, thing: str, path: str | None, value: str | None) -> tuple[Path | None, int | None]:
        """The file and line of a value, else of the property, else of the thing.

        A thing that no file describes is found where it is a value.
        """
        files = self._files_of(thing)
        wanted = [(thing, path, value), (thing, path, None), (thing, None, None)]
        for place in wanted[(path is None) + (value is None or path is None) :]:
            for file in files:
                line = self._in(file).of(*place)
                if line:
                    return file, line
        if files:
            return files[0], self._blank(thing, files[0])
        for file in self._files_of(self._statements.referrer(thing) or ""):
            line = self._in(file).mention(thing)
            if line:
                return file, line
        return None, None

    def exact(self, thing: str, path: str, value: str) -> tuple[Path, int] | None:
        """The file and line that state a triple, or None if no file states it."""
        for file in self._files_of(thing):
            line = self._in(file).of(thing, path, value)
            if line:
                return file, line
        return None

    def _files_of(self, thing: str) -> list[Path]:
        return sorted(self._statements.files_of(thing), key=lambda file: file not in self._first)

    def _blank(self, thing: str, file: Path) -> int | None:
        """The line of a blank node, known by its properties and values."""
        about = sorted(
            (triple.predicate.value, _text(triple.object))
            for triple in self._statements.about(thing)
        )
        found = (self._in(file).blank(*pair) for pair in about)
        return next(filter(None, found), None)

    def _in(self, file: Path) -> Lines:
        if file not in self._lines:
            self._lines[file] = Lines(file)
        return self._lines[file]


class CorpusStatements:
    """The statements of a corpus, for places."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def files_of(self, iri: str) -> list[Path]:
        return self._corpus.files_of(iri)

    def about(self, blank_node: str) -> Iterator[ox.Triple]:
        return (triple for triple in self._corpus.triples() if str(triple.subject) == blank_node)

    def referrer(self, iri: str) -> str | None:
        return self._referrers.get(iri)

    @cached_property
    def _referrers(self) -> dict[str, str]:
        pairs = sorted(
            (_text(triple.object), _text(triple.subject))
            for triple in self._corpus.triples()
            if not isinstance(triple.object, ox.Literal)
        )
        return dict(reversed(pairs))


def _text(term: Term) -> str:
    """The IRI, the text, or the label of a blank node."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


class _Reader:
    def __init__(self, text: str, lines: dict[tuple[str | None, ...], int], base: str) -> None:
        self._lines = lines
        self._prefixes: dict[str, str] = {}
        self._base = base
        self._blank = 0
        self._tokens = self._scan(text)
        self._next()

    def _scan(self, text: str) -> Iterator[tuple[str, str, int]]:
        line, start = 1, 0
        while start < len(text):
            found = _TOKEN.match(text, start)
            if found is None or found.lastgroup is None:
                raise ValueError(f"line {line}")
            if found.lastgroup != "skip":
                yield found.lastgroup, found.group(), line
            line += found.group().count("\n")
            start = found.end()
        yield "end", "", line

    def _next(self) -> None:
        self._kind, self._word, self._line = next(self._tokens)

    def read(self) -> None:
        while self._kind != "end":
            word = self._word.lower().removeprefix("@")
            if word in ("prefix", "base") and self._kind in ("at", "word"):
                self._directive(word)
            else:
                blank, where = self._word == "[", self._line
                subject = self._term()
                self._lines.setdefault((subject,), where)
                if not (blank and self._kind == "stop"):
                    self._properties(subject)
                self._next()

    def _directive(self, word: str) -> None:
        dotted = self._kind == "at"
        self._next()
        if word == "prefix":
            prefix = self._word.removesuffix(":")
            self._next()
            self._prefixes[prefix] = self._iri()
        else:
            self._base = self._iri()
        self._next()
        if dotted:
            self._next()

    def _properties(self, subject: str) -> None:
        while self._kind != "stop" and self._word != "]":
            if self._word == ";":
                self._next()
                continue
            where = self._line
            path = _TYPE if (self._kind, self._word) == ("word", "a") else None
            if path is None:
                path = self._term()
            else:
                self._next()
            self._lines.setdefault((subject, path), where)
            self._values(subject, path)

    def _values(self, subject: str, path: str) -> None:
        while True:
            where = self._line
            value = self._term()
            self._lines.setdefault((subject, path, value), where)
            self._lines.setdefault((None, None, value), where)
            if subject.startswith("_:"):
                self._lines.setdefault((None, path, value), where)
            if self._word != ",":
                return
            self._next()

    def _term(self) -> str:
        """The plain text of the term at this token; the next token follows it."""
        if self._word == "[":
            return self._node()
        if self._word == "(":
            self._next()
            while self._word != ")":
                value = self._term()
                self._lines.setdefault((None, None, value), self._line)
            self._next()
            return self._fresh()
        if self._kind == "text":
            quotes = 3 if self._word[:3] in ('"""', "'''") else 1
            text = _unescaped(self._word[quotes:-quotes])
            self._next()
            if self._kind == "at":
                self._next()
            elif self._word == "^^":
                self._next()
                self._term()
            return text
        term = self._iri() if self._kind == "iri" else self._name()
        self._next()
        return term

    def _node(self) -> str:
        node = self._fresh()
        self._next()
        self._properties(node)
        self._next()
        return node

    def _fresh(self) -> str:
        self._blank += 1
        return f"_:{self._blank}"

    def _iri(self) -> str:
        iri = _unescaped(self._word[1:-1])
        return _resolved(self._base, iri) if self._base and not _ABSOLUTE.match(iri) else iri

    def _name(self) -> str:
        prefix, colon, local = self._word.partition(":")
        if not colon or prefix == "_":
            return self._word
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text

    def meaning(found: re.Match[str]) -> str:
        code = found[1]
        return chr(int(code[1:], 16)) if code[0] in "uU" and code[1:] else _CONTROL.get(code, code)

    return _ESCAPE.sub(meaning, text)


def _resolved(base: str, iri: str) -> str:
    """The absolute IRI, just as the parser has it: urllib refuses some bases."""
    (found,) = ox.parse(f"<{iri}> <a:a> <a:a> .", ox.RdfFormat.TURTLE, base_iri=base)
    return str(found.subject.value)
