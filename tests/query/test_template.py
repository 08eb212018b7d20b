"""Values bound as terms, and what a query may not do."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from scograph.errors import InputError, UsageError
from scograph.query import parameters, template
from scograph.rdf.namespaces import PREFIXES

CANNED: dict[str, Any] = {
    "name": "try",
    "parameters": [
        {"name": "text", "type": "text", "help": "Some text."},
        {"name": "count", "type": "integer", "help": "A number."},
        {"name": "from", "type": "date", "help": "First day."},
        {"name": "to", "type": "date", "help": "Last day."},
        {"name": "needed", "type": "text", "help": "It is.", "required": True},
    ],
    "sparql": (
        "SELECT ?x ?xLabel\nWHERE {\n  # values: text=given from\n  ?x ?p ?given .  #? text\n"
        "  ?x ?q ?other .  #? !text\n  FILTER (?d >= ?from)  #? from to\n  # labels: x\n}\n"
    ),
}
HOSTILE = ['"', "\\", "} DROP ALL #", 'a" . ?s ?p ?o . "', "\n\r\t", "\u0000\u202e", "'''", "{{}}"]


def bound(**given: str) -> dict[str, parameters.Term]:
    return parameters.bind(ox.Store(), CANNED, {"needed": "x", **given})


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_a_term_whatever_it_holds(text: str) -> None:
    sparql = template.expand(CANNED, bound(text=text))
    thing, says = ox.NamedNode("http://e.org/x"), ox.NamedNode("http://e.org/p")
    store = ox.Store()
    store.add(ox.Quad(thing, says, ox.Literal(text)))
    store.add(ox.Quad(thing, says, ox.Literal("another")))
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["x"] for row in found] == [thing]
    assert len(store) == 2


def test_lines_are_kept_on_their_conditions() -> None:
    without, with_text = template.expand(CANNED, bound()), template.expand(CANNED, bound(text="a"))
    assert "?other" in without and "?given" not in without
    assert "?other" not in with_text and 'VALUES ?given { "a" }' in with_text
    assert "FILTER (?d" not in template.expand(CANNED, bound(**{"from": "2004"}))
    both = template.expand(CANNED, bound(**{"from": "2004", "to": "2004"}))
    assert 'VALUES ?from { "2004-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }' in both
    assert "FILTER (?d" in both


def test_a_missing_value_is_asked_for() -> None:
    with pytest.raises(UsageError, match="--needed is missing: It is"):
        parameters.bind(ox.Store(), CANNED, {})


def test_a_period_runs_forward() -> None:
    with pytest.raises(UsageError, match="--from 2005 is later than --to 2004"):
        bound(**{"from": "2005", "to": "2004"})


def test_a_number() -> None:
    assert bound(count="007")["count"].value == "7"
    with pytest.raises(UsageError, match="--count: 'many' is not a whole number"):
        bound(count="many")


@pytest.mark.parametrize("lang", ["", 'en"', "en) }", "e n", "en_GB"])
def test_a_language_is_a_tag(lang: str) -> None:
    with pytest.raises(UsageError, match="not a language tag"):
        template.expand(CANNED, bound(), lang)


def labels(lang: str, *found: ox.Literal) -> str | None:
    thing = ox.NamedNode("http://e.org/things#x")
    store = ox.Store()
    store.add(ox.Quad(thing, ox.NamedNode("http://e.org/p"), ox.Literal("a")))
    for label in found:
        store.add(ox.Quad(thing, ox.NamedNode(PREFIXES["skos"] + "prefLabel"), label))
    rows = store.query(template.expand(CANNED, bound(text="a"), lang))
    assert isinstance(rows, ox.QuerySolutions)
    ((label),) = [row["xLabel"] for row in rows]
    return getattr(label, "value", None)


def test_labels_fall_back_in_a_fixed_order() -> None:
    en, ru, zh = (ox.Literal(tag.upper(), language=tag) for tag in ("en", "ru", "zh"))
    assert labels("zh", en, ru, zh) == "ZH"
    assert labels("fr", en, ru, zh) == "EN"
    assert labels("fr", ru, zh) == "RU"
    assert labels("en", zh) == "ZH"
    assert labels("en") == "x"


def test_a_language_of_a_region_falls_back_to_the_language() -> None:
    en, zh = ox.Literal("EN", language="en"), ox.Literal("ZH", language="zh")
    assert labels("ZH-CN", en, zh) == "ZH"
    assert labels("zh-cn", en, zh, ox.Literal("CN", language="zh-CN")) == "CN"


def test_an_empty_value_is_not_left_out() -> None:
    with pytest.raises(UsageError, match="--text is empty"):
        bound(text="")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { SERVICE <http://e.org/> { ?s ?p ?o } }",
        "SELECT ?s { service silent ?x { ?s ?p ?o } }",
        "SELECT ?s { { SELECT ?s { SERVICE<http://e.org/> { ?s ?p ?o } } } }",
        '# "\nSELECT ?s { SERVICE <http://e.org/> { ?s ?p ?o } }',
    ],
)
def test_service_is_refused(sparql: str) -> None:
    with pytest.raises(UsageError, match="SERVICE is refused"):
        template.ask(ox.Store(), sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?s { ?s ?p "SERVICE <http://e.org/>" }',
        "SELECT ?service { ?service ?p ?o } # SERVICE",
        "SELECT ?s { ?s <http://e.org/SERVICE> ?o }",
        "PREFIX service: <http://e.org/> SELECT ?s { ?s service:x ?o }",
        'SELECT ?s { ?s ?p """a " SERVICE """ }',
    ],
)
def test_the_word_alone_is_not_refused(sparql: str) -> None:
    assert isinstance(template.ask(ox.Store(), sparql), ox.QuerySolutions)


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <http://e.org/a> <http://e.org/b> 1 }",
        "delete where { ?s ?p ?o }",
        "# SELECT\nPREFIX a: <http://e.org/>\nCLEAR ALL",
        "LOAD <http://e.org/>",
        "BASE <http://e.org/> WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(sparql: str) -> None:
    with pytest.raises(UsageError, match="read-only"):
        template.ask(ox.Store(), sparql)


def test_from_fetches_nothing() -> None:
    answer = template.ask(ox.Store(), "SELECT ?s FROM <http://127.0.0.1:9/x> { ?s ?p ?o }")
    assert isinstance(answer, ox.QuerySolutions)
    assert list(answer) == []


def test_a_syntax_error_has_its_place() -> None:
    with pytest.raises(InputError) as caught:
        template.ask(ox.Store(), "SELECT ?s\nWHERE { ?s ?p }", source="my.rq")
    assert (caught.value.path, caught.value.line) == ("my.rq", 2)
    assert str(caught.value).startswith("my.rq:2:")


def test_prefixes_of_the_project_are_declared_for_others() -> None:
    text = template.with_prefixes("SELECT ?s { ?s a scog:Summit ; skos:prefLabel ?l }")
    assert text.startswith("PREFIX scog: ") and "PREFIX skos: " in text and "dct:" not in text
    own = "PREFIX scog: <http://e.org/>\nSELECT ?s { ?s a scog:Summit }"
    assert template.with_prefixes(own) == own
