"""Answers as text: for people, for machines, for pages."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree

import pyoxigraph as ox
import pytest

from scograph.errors import UsageError
from scograph.formats import results
from scograph.rdf.namespaces import SCOD

THING = ox.NamedNode(SCOD + "tashkent")


def answer(
    sparql: str = "SELECT ?x ?xLabel ?note WHERE { ?x <p:l> ?xLabel ; <p:n> ?note }",
) -> results.Answer:
    store = ox.Store()
    store.add(ox.Quad(THING, ox.NamedNode("p:l"), ox.Literal("塔什干", language="zh")))
    store.add(ox.Quad(THING, ox.NamedNode("p:n"), ox.Literal('a|b, "c"\n\x1b[31md\u202e')))
    return store.query(sparql)


def written(
    format_name: str | None, found: results.Answer | None = None, terminal: bool = False
) -> str:
    out = io.BytesIO()
    results.write(answer() if found is None else found, format_name, out, terminal=terminal)
    return out.getvalue().decode()


def test_machines_get_full_iris() -> None:
    assert written("csv").splitlines()[0] == "x,xLabel,note"
    assert written("csv").splitlines()[1].startswith(f"{SCOD}tashkent,塔什干,")
    assert written("tsv").splitlines()[0] == "?x\t?xLabel\t?note"
    assert f"<{SCOD}tashkent>\t" in written("tsv")


def test_json_and_xml_are_those_of_the_w3c() -> None:
    (binding,) = json.loads(written("json"))["results"]["bindings"]
    assert binding["xLabel"] == {"type": "literal", "value": "塔什干", "xml:lang": "zh"}
    plain = answer("SELECT ?xLabel WHERE { ?x <p:l> ?xLabel }")
    tree = ElementTree.fromstring(written("xml", plain))  # noqa: S314
    assert tree.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


def test_people_get_labels_and_curies() -> None:
    table = written("table")
    assert "塔什干" in table and "tashkent" not in table
    bare = written("table", answer("SELECT ?x WHERE { ?x ?p ?o } LIMIT 1"))
    assert "scod:tashkent" in bare and "https" not in bare


def test_a_table_sends_no_control_characters() -> None:
    assert "\x1b" not in written("table") and "\u202e" not in written("table")


def test_markdown_escapes() -> None:
    assert "| 塔什干 | a\\|b" in written("md")
    assert len(written("md").splitlines()) == 3


def test_defaults() -> None:
    assert written(None).startswith("x,xLabel,note")
    assert written(None, terminal=True).lstrip().startswith("x")
    assert "─" in written(None, terminal=True)


def test_a_verdict() -> None:
    ask = "ASK { ?x <p:l> ?y }"
    assert written(None, answer(ask)) == "true\n"
    assert json.loads(written("json", answer(ask))) == {"head": {}, "boolean": True}


@pytest.mark.parametrize("format_name", ["turtle", "ntriples", "jsonld"])
def test_a_graph(format_name: str) -> None:
    found = answer("CONSTRUCT { ?x <http://e.org/l> ?y } WHERE { ?x <p:l> ?y }")
    assert "塔什干" in written(format_name, found)


def test_a_format_of_the_other_kind() -> None:
    with pytest.raises(UsageError, match="gives rows"):
        written("turtle")
    with pytest.raises(UsageError, match="gives a graph"):
        written("csv", answer("DESCRIBE <p:x>"))
