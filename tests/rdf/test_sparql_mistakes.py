"""The usual mistakes in queries: what is said of each, and that no right query has one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.query import template
from scograph.rdf import sparql_mistakes
from scograph.rdf.namespaces import PREFIXES
from tests.support.project import ROOT

MISTAKES = {
    "SELECT ?a { ?a ?b ?c": ("open", "{", 1),
    "SELECT ?a\nWHERE {\n  ?a ?b ?c .\n  FILTER(?c > 3\n}": ("open", "(", 4),
    "SELECT (COUNT(?a AS ?n) { ?a ?b ?c }": ("open", "(", 1),
    "SELECT ?a {\n  ?a ?b [ a ?d .\n}": ("open", "[", 2),
    "SELECT ?a { ?a ?b ?c ) }": ("closing", ")", 1),
    "SELECT ?a { ?a ?b ?c }\n}": ("closing", "}", 2),
    "SELECT ?a { ?a foo:b ?c }": ("prefix", "foo", 1),
    "SELECT ?a {\n  ?a a scog:Summit ;\n    x:y ?c }": ("prefix", "x", 3),
    "SELECT ?a { ?a skos:prefLabel \"Tashkent }": ("quote", '"', 1),
    "SELECT ?a { ?a skos:prefLabel ?l\n FILTER(?l = 'x) }": ("quote", "'", 2),
    "SELECT ?a { ?a <http://example.org/p ?b }": ("iri", "<http:", 1),
    "SELECT ?a (COUNT(?b) AS ?n) { ?a scog:attended ?b }": ("group", "?a", 1),
    "SELECT ?a ?b (COUNT(?c) AS ?n) { ?a scog:attended ?b . ?b ?p ?c } GROUP BY ?a": (
        "group", "?b", 1,
    ),
    "SELECT ?a {\n  ?a a scog:Summit\n  ?a scog:heldIn ?b\n}": ("dot", "scog:Summit", 2),
    "SELECT ?a {\n  ?a a scog:Summit ;\n    scog:heldIn ?b\n  ?b scog:inState ?c }": (
        "dot", "?b", 3,
    ),
    "SELECT ?a, ?b { ?a scog:attended ?b }": ("comma", ",", 1),
    "SELEC ?a { ?a ?b ?c }": ("word", "SELEC", 1),
    "summits": ("form", "summits", 1),
    "SELECT ?a { ?a ?b “x” }": ("typographic", "“", 1),
    "SELECT ?a { ?a ?b ?c } ORDER ?a": ("by", "ORDER", 1),
    "SELECT ?a { ?a ?b ?c\n FILTER ?c = 1 }": ("condition", "FILTER", 2),
    "SELECT ?a { ?a a Summit }": ("name", "Summit", 1),
    "SELECT ?a { ?a ?b 'x'^^xsd:date\n ?a ?c ?d }": ("dot", "xsd:date", 1),
    "# A comment with ( and \"\nSELECT ?a { ?a ?b ?c": ("open", "{", 2),
}  # fmt: skip


@pytest.mark.parametrize("sparql", MISTAKES)
def test_a_usual_mistake_is_named(sparql: str) -> None:
    with pytest.raises(template.QuerySyntaxError) as caught:
        template.ask(ox.Store(), sparql)
    mistake = caught.value.mistake
    assert mistake is not None
    assert mistake[:3] == MISTAKES[sparql]
    assert "expected" not in str(caught.value)


def test_another_mistake_is_as_the_parser_says_it() -> None:
    with pytest.raises(template.QuerySyntaxError) as caught:
        template.ask(ox.Store(), "SELECT ?a { ?a ?b }")
    assert caught.value.mistake is None


def test_canned_queries_have_no_mistake() -> None:
    """The text of a query that parses gives no mistake, whatever a parser may have said."""
    files = [
        *(ROOT / "queries").rglob("*.rq"),
        *(ROOT / "ontology" / "rules").glob("*.rq"),
    ]
    wrong = {}
    for path in files:
        text = path.read_text("utf-8")
        found = sparql_mistakes.find(text, "expected", len(text), PREFIXES)
        if found is not None:
            wrong[path.name] = found
    assert wrong == {}
