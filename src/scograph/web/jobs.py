"""Jobs of the server for its workers, and the replies, each with one encoding.

A job is a line of JSON: the name of its type, then its fields. A reply is a head, a line of JSON
with the length of the content, and then the content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from scograph.errors import InputError, ScographError, StoreError, UsageError


class Query(NamedTuple):
    """Ad-hoc SPARQL; `services` are the hosts that SERVICE may name.

    `base` is the IRI that relative ones refer to, if there are any.
    """

    sparql: str
    default_graphs: Sequence[str]
    named_graphs: Sequence[str]
    services: Sequence[str]
    base: str | None
    format: str
    rows: int


class QueryPage(NamedTuple):
    """Ad-hoc SPARQL; the answer is the page of the editor, with rows from number `start` on."""

    sparql: str
    default_graphs: Sequence[str]
    named_graphs: Sequence[str]
    services: Sequence[str]
    base: str | None
    lang: str
    start: int = 0


class Canned(NamedTuple):
    """A canned query with the values of its parameters, as typed; `cite` is true or false."""

    name: str
    given: Mapping[str, str]
    lang: str
    format: str
    rows: int
    cite: str | None = None
    style: str | None = None


class Thing(NamedTuple):
    """A thing and the facts around it; `name` is its IRI after the namespace of things."""

    name: str
    format: str
    rows: int = 1_000_000


class Graph(NamedTuple):
    """A graph of the store by its IRI, or the default graph."""

    graph: str | None
    format: str


class Ontology(NamedTuple):
    """The ontology as a file."""

    format: str


class PageOf(NamedTuple):
    """A page: its kind, the name of its subject, and the values of its parameters."""

    kind: str
    name: str
    given: Mapping[str, str]
    lang: str


class Chart(NamedTuple):
    """A chart as SVG."""

    name: str
    given: Mapping[str, str]
    lang: str


class Find(NamedTuple):
    """The things whose names begin with a text, of the class `of` if given."""

    text: str
    of: str | None
    lang: str


class Ask(NamedTuple):
    """A question in words; `lang` is the language of labels, that of the question if empty.

    `cite` is true or false.
    """

    text: str
    lang: str
    format: str
    rows: int
    cite: str | None = None
    style: str | None = None


class Why(NamedTuple):
    """Why the graph holds a fact, or a statement of three terms, as typed."""

    terms: Sequence[str]
    lang: str
    format: str
    style: str | None = None


class Completions(NamedTuple):
    """The prefixes and terms that the editor completes."""

    lang: str


Job: TypeAlias = (
    Query
    | QueryPage
    | Canned
    | Thing
    | Graph
    | Ontology
    | PageOf
    | Chart
    | Find
    | Completions
    | Ask
    | Why
)
_TYPES: dict[str, type[Job]] = {
    one.__name__: one
    for one in (
        Query,
        QueryPage,
        Canned,
        Thing,
        Graph,
        Ontology,
        PageOf,
        Chart,
        Find,
        Completions,
        Ask,
        Why,
    )
}


def encode(job: Job) -> bytes:
    """The job as a line of JSON, the same line for equal jobs.

    >>> encode(Graph(None, "turtle"))
    b'["Graph", null, "turtle"]\\n'
    """
    return f"{json.dumps([type(job).__name__, *job], sort_keys=True)}\n".encode()


def decode(line: bytes) -> Job:
    """The job of a line that `encode` wrote.

    >>> decode(encode(Find("tash", None, "en")))
    Find(text='tash', of=None, lang='en')
    """
    name, *fields = json.loads(line)
    return _TYPES[name](*fields)


class Reply(NamedTuple):
    """The content of an answer, and the number of rows that it was cut to, if it was cut."""

    content: bytes
    cut: int | None = None


class Refusal(NamedTuple):
    """The reason why a job has no answer: an HTTP status, a sentence, and further members."""

    status: int
    detail: str
    line: int | None = None
    column: int | None = None
    near: Sequence[str] | None = None
    addresses: Sequence[str] | None = None


class Head(NamedTuple):
    """The head of a reply, before its content; with a refusal, the content is empty."""

    length: int
    cut: int | None = None
    refusal: Refusal | None = None

    def encode(self) -> bytes:
        """The head as a line of JSON."""
        return f"{json.dumps(self)}\n".encode()

    @classmethod
    def decode(cls, line: bytes) -> Head:
        """The head of a line that `encode` wrote; ValueError for any other line.

        >>> Head.decode(Head(0, None, Refusal(404, "There is nothing.")).encode()).refusal.status
        404
        """
        length, cut, refusal = json.loads(line)
        return cls(length, cut, None if refusal is None else Refusal(*refusal))


def refusal_of(error: ScographError) -> Refusal:
    """The refusal for an error, without details of this machine."""
    if isinstance(error, InputError):
        return Refusal(400, error.reason, error.line, error.column)
    if isinstance(error, UsageError):
        return Refusal(400, str(error).replace("--", ""))
    if isinstance(error, StoreError):
        return Refusal(500, "The query failed in the store.")
    return Refusal(500, "The request failed.")
