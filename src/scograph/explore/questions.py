"""The canned queries as forms made from their headers, and their answers as tables with links."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple, cast

import pyoxigraph as ox

from scograph import query
from scograph.errors import BadRequest
from scograph.explore.labels import Labels, Text
from scograph.explore.links import Links
from scograph.namespaces import PREFIXES, curie, expand

# So many that a page stays below 100 KiB; the files beside it have them all.
ROWS = 150
# A list that a browser completes by itself; longer ones are asked for as one types.
LISTED = 60

_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_SCHEME = ox.NamedNode(PREFIXES["skos"] + "inScheme")
_TRUE = ("", "1", "true", "yes", "on")


class Field(NamedTuple):
    """A parameter: its type, its value, and the names to choose from where they are few."""

    name: str
    type: str
    help: str
    value: str
    placeholder: str
    required: bool
    of: str
    choices: list[Text]


class Answer(NamedTuple):
    """Column names and rows; `cut` where there are more rows than are shown."""

    columns: list[str]
    rows: list[list[Text | None]]
    cut: bool


def fields(
    store: ox.Store, canned: dict[str, Any], given: Mapping[str, str], labels: Labels
) -> list[Field]:
    """The fields of the form, filled with what was given."""
    return [_field(store, parameter, given, labels) for parameter in canned["parameters"]]


def values(canned: dict[str, Any], given: Mapping[str, str]) -> dict[str, str | bool]:
    """What was given, fit to be bound: empty fields left out, flags as booleans.

    BadRequest for a name that is no parameter.
    """
    types = {parameter["name"]: parameter["type"] for parameter in canned["parameters"]}
    unknown = sorted(set(given) - set(types))
    if unknown:
        raise BadRequest(
            f"{canned['name']} has no parameter {unknown[0][:80]}. It has {', '.join(types)}."
        )
    return {
        name: value.lower() in _TRUE if types[name] == "flag" else value
        for name, value in given.items()
        if value.strip() or types[name] == "flag"
    }


def missing(canned: dict[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether a value that the query needs was not given."""
    return any(p.get("required") and p["name"] not in given for p in canned["parameters"])


def answer(
    store: ox.Store,
    canned: dict[str, Any],
    given: Mapping[str, str | bool],
    labels: Labels,
    lang: str,
) -> tuple[Answer, str]:
    """The answer as a table, and the SPARQL that gave it."""
    sparql = query.expand(canned, query.bind(store, canned, given), lang)
    found = cast(ox.QuerySolutions, query.ask(store, sparql))
    return table(found, labels), sparql


def table(found: ox.QuerySolutions, labels: Labels) -> Answer:
    """Rows for people: a thing and its label are one cell, with a link."""
    names = [variable.value for variable in found.variables]
    shown = [name for name in names if not (name.endswith("Label") and name[:-5] in names)]
    rows = [[_cell(row, name, names, labels) for name in shown] for row in islice(found, ROWS + 1)]
    return Answer(shown, rows[:ROWS], len(rows) > ROWS)


def _cell(row: Any, name: str, names: list[str], labels: Labels) -> Text | None:
    term = row[name]
    label = row[f"{name}Label"] if f"{name}Label" in names else None
    if term is None:
        return None if label is None else labels.value(label)
    value = labels.value(term)
    return value if label is None else value._replace(text=label.value)


def _field(
    store: ox.Store, parameter: dict[str, Any], given: Mapping[str, str], labels: Labels
) -> Field:
    name, kind = parameter["name"], parameter["type"]
    default = parameter.get("default")
    value = given.get(name, str(default) if default not in (None, False, "today") else "")
    if kind in ("thing", "concept"):
        value = in_words(value, labels)
    choices: list[Text] = []
    if kind == "concept":
        choices = _of(store, _SCHEME, parameter["of"], labels)
    elif kind == "thing" and "of" in parameter:
        choices = _of(store, _TYPE, parameter["of"], labels, most=LISTED)
    return Field(
        name,
        kind,
        parameter["help"],
        value,
        in_words(str(parameter.get("example", "")), labels),
        bool(parameter.get("required")),
        parameter.get("of", ""),
        choices,
    )


def in_words(value: str, labels: Labels) -> str:
    """The name of a thing that is given as an IRI or CURIE; any other value as it is."""
    iri = expand(value)
    return value if iri is None else labels.of(iri).text


def _of(
    store: ox.Store, predicate: ox.NamedNode, of: str, labels: Labels, most: int | None = None
) -> list[Text]:
    """The things of a class or code list by name; none where they are more than `most`."""
    group = ox.NamedNode(expand(of) or of)
    found = [
        quad.subject
        for quad in store.quads_for_pattern(None, predicate, group, _DEFAULT)
        if isinstance(quad.subject, ox.NamedNode)
    ]
    if most is not None and len(found) > most:
        return []
    texts = (labels.of(node.value)._replace(href=curie(node.value)) for node in found)
    return sorted(texts, key=lambda one: one.text)


def link_of_example(canned: dict[str, Any], links: Links) -> str:
    """The address of the query with its example."""
    from scograph.explore.links import Page

    example = {name: str(value) for name, value in canned["example"].items()}
    return links.to(Page("query", canned["name"], example))
