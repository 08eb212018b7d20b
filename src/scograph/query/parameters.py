"""Parameters of canned queries: one reading for terminal, HTTP, forms and Python."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.names import dates, resolve
from scograph.names.resolve import shortened
from scograph.rdf.namespaces import PREFIXES

Term: TypeAlias = ox.NamedNode | ox.Literal
Value: TypeAlias = str | bool | int | datetime.date
Given: TypeAlias = Mapping[str, Value | None]

DATE = ox.NamedNode(PREFIXES["xsd"] + "date")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
_TRUE = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
# A flag without a value, as in `?certainly`, is switched on.
_FLAG = {
    **dict.fromkeys(("", "1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}


def read(canned: Mapping[str, Any], given: Given) -> dict[str, str | bool]:
    """The values given and the defaults, by the names of the header; flags as booleans.

    `_` may stand for `-` in a name. UsageError for an unknown parameter, an empty value, one that
    is no truth value where the parameter is a flag, and a missing one that is required.
    """
    values: dict[str, str | bool] = {}
    known = {parameter["name"]: parameter for parameter in canned["parameters"]}
    named = {_name(canned["name"], known, name): value for name, value in given.items()}
    for name, parameter in known.items():
        value = named.get(name)
        if value is None:
            value = parameter.get("default")
        if value is not None and parameter["type"] == "flag":
            value = flag(name, value)
        elif value == "":
            raise UsageError(f"--{name} is empty. Give a value, or leave it out.")
        if value is not None and value is not False:
            values[name] = value if value is True else str(value)
        elif parameter.get("required"):
            example = parameter.get("example", "…")
            raise UsageError(
                f"--{name} is missing: {parameter['help']} "
                f'E.g. scograph run {canned["name"]} --{name} "{example}"'
            )
    return values


def filled(canned: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that are filled in, a switched-on flag as `true`.

    UsageError for an unknown field, and for a flag that is neither true nor false.
    """
    known = {one["name"]: one["type"] for one in canned["parameters"]}
    found = {_name(canned["name"], known, name): value for name, value in given.items()}
    flags = {name: flag(name, found[name]) for name in found if known[name] == "flag"}
    values = {name: found[name] for name in found if name not in flags and found[name].strip()}
    return {**values, **{name: "true" for name, on in flags.items() if on}}


def bind(
    store: ox.Store, canned: Mapping[str, Any], given: Given, *, anywhere: bool = False
) -> dict[str, Term]:
    """The terms of the values given to a canned query and of its defaults, by parameter.

    `on-last` is the last day of the period given as `on`, where the query uses it. UsageError as
    `read` gives it, and where a name is unknown or ambiguous or a date is no date. With `anywhere`,
    an IRI need not be known to the store: it may be known to an endpoint.
    """
    values = read(canned, given)
    bound: dict[str, Term] = {}
    for parameter in canned["parameters"]:
        name = parameter["name"]
        if name in values:
            value = str(values[name])
            bound[name] = _term(store, parameter, value, anywhere)
            if parameter.get("period"):
                bound[f"{name}-last"] = ox.Literal(dates.days(value, name)[1], datatype=DATE)
    if "from" in bound and "to" in bound and bound["from"].value > bound["to"].value:
        raise UsageError(
            f"--from {values['from']} is later than --to {values['to']}.",
            kind="order",
            option="from",
            value=str(values["from"]),
        )
    return bound


def missing(canned: Mapping[str, Any], given: Given) -> bool:
    """True if a required value is not given."""
    return any(one.get("required") and not given.get(one["name"]) for one in canned["parameters"])


def _name(query: str, known: Iterable[str], name: str) -> str:
    for one in (name, name.replace("_", "-")):
        if one in known:
            return one
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    has = f" It has {', '.join(known)}." if known else " It has none."
    raise UsageError(
        f"{query} has no parameter {name[:80]}.{hint}{has}", kind="parameter", value=name[:80]
    )


def flag(name: str, value: Value) -> bool:
    """The boolean of a text; UsageError where it is none."""
    found = _FLAG.get(str(value).strip().lower())
    if found is None:
        raise UsageError(f"--{name}: {shortened(str(value))} is neither true nor false.")
    return found


def _term(store: ox.Store, parameter: Mapping[str, Any], value: str, anywhere: bool) -> Term:
    name, kind = parameter["name"], parameter["type"]
    if anywhere and kind in ("thing", "concept") and (iri := resolve.given_iri(value)):
        return ox.NamedNode(iri)
    choices = parameter.get("choices")
    if choices and value not in choices:
        raise UsageError(
            f"--{name}: {value!r} is none of {', '.join(choices)}.",
            kind="choice",
            option=name,
            value=value,
        )
    if kind == "thing":
        return resolve.resolve(store, value, of=parameter.get("of"), option=name)
    if kind == "concept":
        return resolve.resolve(store, value, scheme=parameter["of"], option=name)
    if kind == "date":
        first, last = dates.days(value, name)
        if first != last and name not in ("from", "to") and not parameter.get("period"):
            raise UsageError(
                f"--{name}: {value!r} is not one day. Write YYYY-MM-DD, e.g. {first}.",
                kind="one_day",
                option=name,
                value=value,
            )
        return ox.Literal(last if name == "to" else first, datatype=DATE)
    if kind == "integer":
        try:
            return ox.Literal(str(int(value)), datatype=_INTEGER)
        except ValueError:
            raise UsageError(
                f"--{name}: {value!r} is not a whole number.",
                kind="number",
                option=name,
                value=value,
            ) from None
    return _TRUE if kind == "flag" else ox.Literal(value)
