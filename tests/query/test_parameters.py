"""The parameters of a canned query: strict, and read alike wherever they come from."""

from __future__ import annotations

import datetime
from typing import Any

import pyoxigraph as ox
import pytest

from scograph.errors import UsageError
from scograph.query import parameters

CANNED: dict[str, Any] = {
    "name": "try",
    "parameters": [
        {"name": "needed", "type": "text", "help": "It is.", "required": True, "example": "x"},
        {"name": "leaders-only", "type": "flag", "help": "A flag."},
        {"name": "kind", "type": "text", "help": "A kind.", "default": "a", "choices": ["a", "b"]},
        {"name": "from", "type": "date", "help": "First day."},
        {"name": "to", "type": "date", "help": "Last day."},
        {"name": "on", "type": "date", "help": "A day or a period.", "period": True},
    ],
}


def read(**given: Any) -> dict[str, str | bool]:
    return parameters.read(CANNED, {"needed": "x", **given})


def bound(**given: Any) -> dict[str, str]:
    found = parameters.bind(ox.Store(), CANNED, {"needed": "x", **given})
    return {name: term.value for name, term in found.items()}


@pytest.mark.parametrize("value", [True, "", "1", "true", "True", "yes", "on", "ON", 1])
def test_a_flag_that_is_on(value: Any) -> None:
    assert read(leaders_only=value)["leaders-only"] is True
    assert bound(leaders_only=value)["leaders-only"] == "true"


@pytest.mark.parametrize("value", [False, "0", "false", "no", "off", "Off", None, 0])
def test_a_flag_that_is_off(value: Any) -> None:
    assert "leaders-only" not in read(leaders_only=value)


def test_a_flag_that_is_neither() -> None:
    with pytest.raises(UsageError, match="--leaders-only: 'maybe' is neither true nor false"):
        read(leaders_only="maybe")
    with pytest.raises(UsageError, match="neither true nor false"):
        parameters.filled(CANNED, {"leaders-only": "maybe"})


@pytest.mark.parametrize("reader", [parameters.read, parameters.filled])
def test_an_unknown_parameter_is_an_error_with_the_nearest_name(reader: Any) -> None:
    with pytest.raises(UsageError, match=r"try has no parameter knd\. Did you mean kind\? It ha"):
        reader(CANNED, {"needed": "x", "knd": "a"})
    with pytest.raises(UsageError, match=r"qqqq\. It has needed, leaders-only, kind, from, to, on"):
        reader(CANNED, {"needed": "x", "qqqq": "a"})
    with pytest.raises(UsageError, match="It has none"):
        reader({"name": "bare", "parameters": []}, {"x": "y"})


def test_defaults_stand_for_what_is_not_given() -> None:
    assert read() == {"needed": "x", "kind": "a"}
    assert read(kind=None) == {"needed": "x", "kind": "a"}
    assert read(kind="b")["kind"] == "b"


def test_a_required_value() -> None:
    assert parameters.missing(CANNED, {}) and not parameters.missing(CANNED, {"needed": "x"})
    with pytest.raises(UsageError, match=r"--needed is missing: It is. E.g. scograph run try --n"):
        parameters.read(CANNED, {})


def test_an_empty_value_is_an_error_but_an_empty_field_is_not_filled_in() -> None:
    with pytest.raises(UsageError, match="--kind is empty"):
        read(kind="")
    form = {"needed": "x", "kind": " ", "from": "", "leaders-only": "on"}
    assert parameters.filled(CANNED, form) == {"needed": "x", "leaders-only": "true"}


def test_a_choice() -> None:
    with pytest.raises(UsageError, match="--kind: 'c' is none of a, b"):
        bound(kind="c")


def test_dates() -> None:
    assert bound(**{"from": "2004", "to": "2004"})["to"] == "2004-12-31"
    assert bound(**{"from": datetime.date(2004, 2, 1)})["from"] == "2004-02-01"
    both = bound(on="2004-02")
    assert (both["on"], both["on-last"]) == ("2004-02-01", "2004-02-29")
    with pytest.raises(UsageError, match="--from 2005 is later than --to 2004"):
        bound(**{"from": "2005", "to": "2004"})
