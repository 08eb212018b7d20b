"""What to ask where a canned query has no answer: queries like it that have one.

Found by asking them: a council that meets as summits, sessions of another kind in the same days,
the meetings of a person that were no summits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from scograph.errors import ScographError
from scograph.names import labels, resolve
from scograph.query import catalog, coverages, template
from scograph.query.completeness_words import short_name
from scograph.query.header import Parameter, Query
from scograph.query.parameters import DATE, Term
from scograph.rdf import graph
from scograph.rdf.namespaces import curie, expand

_MOST = 2
_DATES = ("from", "to", "on")
# The last day of the month or year that was asked for.
_LAST = "on-last"
# A person may be asked for as the one who came or as one of two sides.
_ROLES = {"party": ("party", "person"), "person": ("person", "party")}


class Question(NamedTuple):
    """A canned query with values that can be typed."""

    name: str
    given: dict[str, str]

    @property
    def command(self) -> str:
        """The command that asks it.

        >>> Question("summits", {"host": "Kyrgyz Republic", "from": "2007"}).command
        'scograph run summits --host "Kyrgyz Republic" --from 2007'
        """
        options = (f' --{name} "{value}"' if " " in value else f" --{name} {value}"
                   for name, value in self.given.items())  # fmt: skip
        return f"scograph run {self.name}{''.join(options)}"


def questions(
    store: ox.Store,
    query: Query,
    bound: Mapping[str, Term],
    there: Callable[[str], object] | None = None,
) -> list[Question]:
    """At most two questions like this one that have rows, those with the same body first.

    With `there`, that have rows at the endpoint which it asks too.
    """
    if query["completeness"] is None:
        return []
    found: list[Question] = []
    given = _given(query, bound)
    body = given.get("body")
    wholes = set() if body is None else set(graph.nodes(store, body, "scog:organOf"))
    for values in _variants(store, query, given):
        # Of what is not certain, the question itself may have an answer.
        again = values is not given or "certainly" in bound
        if again and values.get("body") in wholes:
            found += _organs(store, query, values)
        for other in [query] * again + _like(query):
            terms = _bound(store, other, values)
            if terms is not None and _has_rows(store, other, terms, there):
                found.append(_question(store, other, terms))
            if len(found) == _MOST:
                return found
        if found:
            break
    return found


def taking(store: ox.Store, query: Query, option: str, value: str) -> Question | None:
    """The query most like this one that takes a thing which is of no use for a parameter here."""
    things = resolve.called(store, value)
    if len(things) != 1:
        return None
    [thing] = things
    for other in _like(query):
        needed = {one["name"] for one in other["parameters"] if one["required"]}
        for name in _parameters(other, _role(query, option)):
            terms: dict[str, Term] = {name: thing}
            fits = needed <= terms.keys() and _fits(store, _named(other, name), thing)
            if fits and _has_rows(store, other, terms, None):
                return _question(store, other, terms)
    return None


def _parameters(query: Query, role: str) -> list[str]:
    """The parameters that take things of a class, those with a role first."""
    named = [one["name"] for one in query["parameters"] if one["type"] == "thing" and one.get("of")]
    alike = (role, *_ROLES.get(role, ()))
    return sorted(
        named,
        key=lambda name: alike.index(found) if (found := _role(query, name)) in alike else 9,
    )


def _named(query: Query, name: str) -> Parameter:
    return next(one for one in query["parameters"] if one["name"] == name)


def _role(query: Query, option: str) -> str:
    """The role of a parameter in the completeness of a query; its name if it has none."""
    by = (query["completeness"] or {"by": {}})["by"]
    return next((role for role, names in by.items() if option in names), option)


def _given(query: Query, bound: Mapping[str, Term]) -> dict[str, Term]:
    """The values by role, or by the name of a date, without those that are defaults."""
    rests = query["completeness"]
    by = {} if rests is None else rests["by"]
    roles = {name: role for role, names in by.items() if role != "capacity" for name in names}
    found = {}
    for parameter in query["parameters"]:
        name = parameter["name"]
        default = parameter.get("default", "")
        if name not in bound or bound[name].value in (default, expand(default)):
            continue
        if name in roles:
            found[roles[name]] = bound[name]
        elif name in _DATES and default != "today":
            found[name] = bound[name]
    if "on" in found and _LAST in bound:
        found[_LAST] = bound[_LAST]
    return found


def _variants(store: ox.Store, query: Query, values: dict[str, Term]) -> Iterator[dict[str, Term]]:
    """The values, and then those of a wider question.

    Of a day, the year; of an organ without meetings of its own, first organs that are named after
    it, as the council of a structure is, and then its body.
    """
    if not values:
        return
    yield values
    body = values.get("body")
    wider = {**values, **_years(values)}
    if wider != values and values.keys() - {*_DATES, _LAST}:
        yield wider
    if not isinstance(body, ox.NamedNode) or coverages.speaks_of(store, body, _first(query)):
        return
    name = labels.label(store, body)
    wholes = list(graph.nodes(store, body, "scog:organOf"))
    for whole in wholes:
        for organ in sorted(graph.subjects(store, "scog:organOf", whole), key=str):
            if organ != body and name in labels.label(store, organ):
                yield {**values, "body": organ}
    for whole in wholes:
        yield {**values, "body": whole}


def _years(values: Mapping[str, Term]) -> dict[str, Term]:
    """The years of the days that are given, as the parameters take them."""
    ends = [("on", "on", "01-01"), ("on", _LAST, "12-31")]
    if {"from", "to"} <= values.keys():
        ends += [("from", "from", "01-01"), ("to", "to", "12-31")]
    return {
        name: ox.Literal(f"{values[given].value[: len('2004')]}-{end}", datatype=DATE)
        for given, name, end in ends
        if given in values
    }


def _organs(store: ox.Store, query: Query, values: Mapping[str, Term]) -> list[Question]:
    """The organs of a body with their first meetings, where a council without any was given."""
    takes = (query["completeness"] or {"by": {}})["by"].get("body", ())
    kinds = {one.get("of") for one in query["parameters"] if one["name"] in takes}
    organs = catalog.load()["organs"]
    terms = _bound(store, organs, {"body": values["body"]}) if "scog:Organ" in kinds else None
    return [_question(store, organs, terms)] if terms else []


def _like(query: Query) -> list[Query]:
    """Other queries on the same kinds of fact, those with the same first one and columns first."""

    def distance(other: Query) -> tuple[bool, int, str]:
        shared = len(query["columns"].keys() & other["columns"].keys())
        return _first(other) != _first(query), -shared, other["name"]

    alike = [
        other
        for other in catalog.load().values()
        if other["name"] != query["name"]
        and set(other["tags"]) & set(query["tags"])
        and (_facts(other) & _facts(query) or query["topic"] == other["topic"] == "documents")
    ]
    return sorted((other for other in alike if _first(other)), key=distance)


def _facts(query: Query) -> set[str]:
    return set((query["completeness"] or {"facts": []})["facts"])


def _first(query: Query) -> str:
    """The first kind of fact that a query is about; empty if it is about none."""
    return next(iter((query["completeness"] or {"facts": []})["facts"]), "")


def _bound(store: ox.Store, query: Query, values: Mapping[str, Term]) -> dict[str, Term] | None:
    """The values by the parameters of a query; None if it does not take them all."""
    rests = query["completeness"]
    by = {} if rests is None else rests["by"]
    known = {one["name"]: one for one in query["parameters"]}
    found: dict[str, Term] = {}
    for role, term in values.items():
        names = [role]
        if role == _LAST:
            found[role] = term
            continue
        if role not in _DATES:
            names = [name for one in _ROLES.get(role, (role,)) for name in by.get(one, ())]
        name = next((one for one in names if one in known and _fits(store, known[one], term)), None)
        if name is None:
            return None
        found[name] = term
    if any(one["required"] and one["name"] not in found for one in query["parameters"]):
        return None
    return found


def _fits(store: ox.Store, parameter: Parameter, term: Term) -> bool:
    kind = parameter.get("of")
    return kind is None or graph.exists(store, term, graph.TYPE, graph.term(kind))


def _has_rows(
    store: ox.Store,
    query: Query,
    terms: Mapping[str, Term],
    there: Callable[[str], object] | None,
) -> bool:
    sparql = template.expand(query, terms, labelled=False)
    for found in (template.ask(store, sparql), there and there(sparql)):
        if found is not None and (
            not isinstance(found, ox.QuerySolutions) or next(iter(found), None) is None
        ):
            return False
    return True


def _question(store: ox.Store, query: Query, terms: Mapping[str, Term]) -> Question:
    known = {one["name"]: one for one in query["parameters"]}
    given = {
        name: _typed(store, term, known[name].get("of"))
        for name, term in terms.items()
        if name in known
    }
    if _LAST in terms:
        given["on"] = _period(given["on"], terms[_LAST].value)
    return Question(query["name"], given)


def _period(first: str, last: str) -> str:
    """A day, month or year as it is typed.

    >>> _period("2023-01-01", "2023-12-31"), _period("2023-05-01", "2023-05-31")
    ('2023', '2023-05')
    """
    if first == last:
        return first
    return first[: len("2023")] if last.endswith("-12-31") and "-01-01" in first else first[:7]


def _typed(store: ox.Store, term: Term, of: str | None) -> str:
    """The shortest name by which a thing is found, otherwise its CURIE; a literal as it is."""
    if not isinstance(term, ox.NamedNode):
        return term.value
    names = [short_name(store, term, "en"), labels.label(store, term)]
    # A state is asked for by its name, a body by its acronym.
    if graph.exists(store, term, graph.TYPE, graph.term("scog:State")):
        names.reverse()
    for name in names:
        try:
            if resolve.resolve(store, name, of=of) == term:
                return name
        except ScographError:
            continue
    return curie(term.value)
