"""Errors in SPARQL are told in plain words, and values of all kinds are sorted."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.errors import InputError
from scograph.query import template
from scograph.rdf import sparql_order
from scograph.rdf.namespaces import PREFIXES


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("SELECT ?s WHERE { ?s a scog:Summit", "the { at line 1, column 17 is not closed"),
        ("SELECT ?s { ?s a scog:Summit ) }", "the ) at line 1, column 30 closes nothing"),
        ("SELECT (COUNT(?s AS ?n)\n{ ?s ?p ?o }", "the ( at line 1, column 8 is not closed"),
        ("SELECT ?s { ?s a foo:Bar }", "the prefix foo: is not declared"),
        (
            "SELECT ?s { ?s a skso:Concept }",
            "the prefix skso: is not declared. Did you mean skos:?",
        ),
        ("SELEC ?s { ?s ?p ?o }", "SELEC is no word of SPARQL. Did you mean SELECT?"),
        ("SELECT ?s WHRE { ?s ?p ?o }", "Did you mean WHERE?"),
        ("SELECT ?s { ?s ?p 'x }", "the text that begins at line 1, column 19 does not end"),
        ("SELECT ?s { ?s ?p “x” }", "texts stand in \" or ', not in “"),
        ("SELECT ?s, ?p { ?s ?p ?o }", "without commas"),
        ("SELECT ?s { ?s ?p ?o FILTER ?o = 1 }", "a condition stands in parentheses"),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", "ORDER is followed by BY"),
        ("SELECT ?s { ?s a Summit }", "a name has a prefix, as scog:Summit"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", "is neither in GROUP BY nor"),
        ("summits", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT * { ?s ?p }", "something is missing or too much near"),
    ],
)
def test_the_reason_is_in_plain_words(sparql: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        template.ask(ox.Store(), sparql)
    assert reason in caught.value.reason
    assert "expected" not in caught.value.reason
    assert caught.value.line is not None


MIXED = [
    *('"a"', '"b"@en', '"c"@zh', "1", "1.5", "02", "1e3", "true", "<urn:a>", '"x"^^<urn:t>'),
    *(f'"2004-06-{day:02}"^^xsd:date' for day in range(1, 29)),
    *(f'"{year}"^^xsd:gYear' for year in range(1990, 2020)),
    *(f'"{number}"' for number in range(40)),
    *(str(number) for number in range(40)),
]


@pytest.mark.parametrize("order", ["?o", "ASC(?o)", "DESC(?o)", "?p DESC(?o)", "desc ( ?o ) ?p"])
def test_values_of_all_kinds_are_sorted(order: str) -> None:
    sparql = f"SELECT ?o {{ VALUES ?o {{ {' '.join(MIXED)} }} }} ORDER BY {order} LIMIT 1000"
    found = template.ask(ox.Store(), sparql)
    assert isinstance(found, ox.QuerySolutions)
    rows = [row["o"] for row in found]
    assert len(rows) == len(MIXED)
    number = PREFIXES["xsd"] + "integer"
    numbers = [
        int(row.value)
        for row in rows
        if isinstance(row, ox.Literal) and row.datatype.value == number
    ]
    assert numbers == sorted(numbers, reverse="desc" in order.lower())


@pytest.mark.record
def test_all_literals_of_the_record_are_sorted() -> None:
    from tests.support.graphs import shipped_store

    sparql = "SELECT DISTINCT ?o { ?s ?p ?o FILTER (ISLITERAL(?o)) } ORDER BY ?o"
    found = template.ask(shipped_store(), sparql)
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) > 1000


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o } ORDER BY (?o) STR(?p) DESC(STR(?s))",
        "SELECT * { ?s ?p 'ORDER BY ?o' } # ORDER BY ?o",
        "ASK { ?s ?p ?o }",
    ],
)
def test_other_queries_are_left_as_they_are(sparql: str) -> None:
    assert sparql_order.by_kind(sparql) == sparql
