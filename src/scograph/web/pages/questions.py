"""The canned queries as forms made from their headers, and their answers as tables with links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.entity import citations, cited
from scograph.errors import UsageError
from scograph.formats import results
from scograph.names.resolve import shortened
from scograph.query import run
from scograph.query.header import Parameter, Query
from scograph.query.parameters import Term
from scograph.rdf import graph
from scograph.rdf.namespaces import curie, expand
from scograph.web import days
from scograph.web.pages.links import Links, Page
from scograph.web.pages.texts import Text, Texts

# So many that a page stays below 100 KiB; the files beside it have them all.
ROWS = 150
# Rows beyond this number are not counted.
COUNTED = 100_000
# A list that a browser completes by itself; longer ones are asked for as one types.
LISTED = 60


class Field(NamedTuple):
    """A field of the form: its type, its value, and the names to choose from if they are few."""

    name: str
    type: str
    help: str
    value: str
    placeholder: str
    required: bool
    of: str
    choices: list[Text]


class Mark(NamedTuple):
    """The number of a reference, and its text as a preview."""

    number: int
    text: str


class Sources(NamedTuple):
    """The marks of a row: those that are shown, the others, and what sources say otherwise."""

    shown: list[Mark]
    more: list[Mark]
    disputes: list[str]


class Answer(NamedTuple):
    """Column names, and the rows from number `start` on of `total`.

    `counted` is false if there are more rows than were counted. `remark` says how complete the
    record is, `instead` has the name and the address of each question to ask where this one has
    no rows. With citations, `sources` has the marks of each row, `references` all references that
    the rows name, `absence` the marks of what an answer without rows rests on.
    """

    columns: list[str]
    rows: list[list[Text | None]]
    start: int
    total: int
    counted: bool
    remark: str = ""
    instead: Sequence[tuple[str, str]] = ()
    sources: list[Sources] | None = None
    references: list[Mark] | None = None
    absence: Sources | None = None


def fields(store: ox.Store, canned: Query, given: Mapping[str, str], texts: Texts) -> list[Field]:
    """The fields of the form, filled with the given values."""
    return [_field(store, parameter, given, texts) for parameter in canned["parameters"]]


def read_dates(canned: Query, given: Mapping[str, str]) -> dict[str, str]:
    """The values of a form with dates as the graph writes them, however readers write them."""
    dated = {one["name"] for one in canned["parameters"] if one["type"] == "date"}
    return {name: days.read(value) if name in dated else value for name, value in given.items()}


def answer(
    store: ox.Store,
    canned: Query,
    given: Mapping[str, str],
    texts: Texts,
    links: Links,
    style: str | None = None,
    start: int = 0,
) -> tuple[Answer, str, Mapping[str, Term]]:
    """The answer as a table with its completeness, its SPARQL and its values as understood.

    With citations if a style is given.
    """
    found = run.canned(store, canned, given, lang=links.lang)
    shown = _table(found.columns, found.rows, texts, start)._replace(
        remark=found.remark(commands=False),
        instead=[(one.name, links.to(Page("query", one.name, one.given))) for one in found.instead],
    )
    if style is not None:
        shown = with_sources(shown, cited.cited(store, found), style)
    return shown, found.sparql, found.parameters


def with_sources(shown: Answer, answer: cited.CitedAnswer, style: str) -> Answer:
    """An answer with the marks of its rows, or of what its absence rests on."""
    member = cited.member(answer, style, max(shown.start + len(shown.rows), 1))
    marks = {
        one["number"]: Mark(one["number"], str(one["reference"])) for one in member["references"]
    }
    absence = _sources(member["absence"], marks) if "absence" in member else None
    sources = [_sources(row, marks) for row in member["rows"][shown.start :]]
    return shown._replace(sources=sources, references=list(marks.values()), absence=absence)


def _sources(row: Mapping[str, Any], marks: Mapping[int, Mark]) -> Sources:
    numbers = row["references"]
    return Sources(
        [marks[number] for number in numbers[: citations.MARKS]],
        [marks[number] for number in numbers[citations.MARKS :]],
        list(dict.fromkeys(one["text"] for one in row["disputed"])),
    )


def table(found: ox.QuerySolutions, texts: Texts, start: int = 0) -> Answer:
    """The rows from number `start` on for display: a thing and its label are one cell."""
    names = [variable.value for variable in found.variables]
    return _table(names, list(islice(found, COUNTED + 1)), texts, start)


def shown(found: results.Table, texts: Texts) -> Answer:
    """Rows that were read already, for display."""
    return _table(found.columns, found.rows, texts, 0)


def _table(
    names: Sequence[str],
    found: Sequence[Iterable[graph.Term | None]],
    texts: Texts,
    start: int,
) -> Answer:
    shown = [name for name in names if not (name.endswith("Label") and name[:-5] in names)]
    read = (dict(zip(names, row, strict=True)) for row in found[start : start + ROWS])
    rows = [[_cell(row, name, texts) for name in shown] for row in read]
    return Answer(shown, rows, start, min(len(found), COUNTED), len(found) <= COUNTED)


def _cell(row: Mapping[str, graph.Term | None], name: str, texts: Texts) -> Text | None:
    term = row[name]
    label = row.get(f"{name}Label")
    if term is None:
        return None if label is None else texts.value(label)
    value = texts.value(term)
    return value._replace(text=label.value) if isinstance(label, ox.Literal) else value


def _field(store: ox.Store, parameter: Parameter, given: Mapping[str, str], texts: Texts) -> Field:
    name, kind = parameter["name"], parameter["type"]
    default = parameter.get("default")
    value = given.get(name, str(default) if default not in (None, False, "today") else "")
    if kind in ("thing", "concept"):
        value = in_words(value, texts)
    choices: list[Text] = []
    if kind == "concept":
        choices = _of(store, "skos:inScheme", parameter["of"], texts)
    elif kind == "thing" and "of" in parameter:
        choices = _of(store, "rdf:type", parameter["of"], texts, most=LISTED)
    return Field(
        name,
        kind,
        parameter["help"],
        value,
        in_words(str(parameter.get("example", "")), texts),
        bool(parameter.get("required")),
        parameter.get("of", ""),
        choices,
    )


def in_words(value: str, texts: Texts) -> str:
    """The name of a thing given as IRI or CURIE; any other value unchanged.

    UsageError for a CURIE that stands for no valid IRI.
    """
    iri = expand(value)
    try:
        return value if iri is None else texts.of(iri).text
    except ValueError:
        raise UsageError(f"{shortened(value)} is not a valid IRI.") from None


def _of(
    store: ox.Store, predicate: str, of: str, texts: Texts, most: int | None = None
) -> list[Text]:
    """The names of the things of a class or code list; empty if there are more than `most`."""
    found = list(graph.subjects(store, predicate, graph.term(of)))
    if most is not None and len(found) > most:
        return []
    shown = (texts.of(node.value)._replace(href=curie(node.value)) for node in found)
    return sorted(shown, key=lambda one: one.text)


def link_of_example(canned: Query, links: Links) -> str:
    """The address of the query with its example."""
    example = {name: str(value) for name, value in canned["example"].items()}
    return links.to(Page("query", canned["name"], example))
