"""What is nested without end is refused before an engine reads it, in a sentence with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scograph.errors import StoreError
from scograph.rdf import nesting
from scograph.remote import endpoint
from scograph.remote.http import Reply
from tests.support.terminal import ROOT, SMALL, process, run

# The start of each level, what is inside, and its end.
SPARQL = {
    "parentheses": ("ASK { FILTER(", "(", "1", ")", ") }"),
    "not": ("ASK { FILTER(", "!", "true", "", ") }"),
    "minus": ("ASK { FILTER(", "- ", "1", "", ") }"),
    "functions": ("ASK { FILTER(", "IF(1,", "1", ",1)", ") }"),
    "behind less than": ("ASK { ?s ?p ?a FILTER(?a<", "(", "1", ")", ") } # >"),
    "behind a text": ('ASK { FILTER("))))" = ', "(", '"((("', ")", ") }"),
    "groups": ("ASK ", "{", "", "}", ""),
    "optional": ("ASK {", "OPTIONAL {", "", "}", "}"),
    "exists": ("ASK {", "FILTER EXISTS {", "", "}", "}"),
    "graph": ("ASK {", "GRAPH ?g {", "", "}", "}"),
    "subselects": ("SELECT * ", "{ SELECT * ", "{}", "}", ""),
    "paths": ("ASK { ?s ", "(", "a", "*)", " ?o }"),
    "inverse paths": ("ASK { ?s ", "^(", "a", ")", " ?o }"),
    "blank nodes": ("ASK { ?s a ", "[ a ", "?o", "]", " }"),
    "collections": ("ASK { ?s a ", "(", "?o", ")", " }"),
    "triple terms": ("ASK { ?s a ", "<<( ?s a ", "?o", " )>>", " }"),
    "reifiers": ("ASK { ?s a ", "<< ?s a ", "?o", " >>", " }"),
    "annotations": ("ASK { ?s a ?o ", "{| a ?o ", "", "|}", " }"),
}
SOME = {"subselects": 7}
CHAINS = ["OPTIONAL { ?s ?p ?o } ", "MINUS { ?s ?p ?o } ", "{} UNION ", "FILTER(1 = 1) "]


@pytest.mark.parametrize("kind", SPARQL)
def test_a_query_nested_without_end(kind: str) -> None:
    before, start, inside, end, after = SPARQL[kind]
    few, many = (f"{before}{start * n}{inside}{end * n}{after}" for n in (SOME.get(kind, 40), 2000))
    assert nesting.sparql(few) is None
    answer = run("query", many, *SMALL)
    assert answer.code == 3, answer.err
    assert answer.err.startswith("scograph: query:1:")
    assert re.search("nested more than (128|8) deep|400 clauses|joins more than", answer.err)


# The start, what is repeated, and the end. An engine puts each of them into the next one.
OPERATORS = {
    "path": ("ASK { ?s a", "/a", " ?o }"),
    "path of IRIs": ("ASK { ?s <urn:p>", "/^<urn:p>*", " ?o }"),
    "alternatives": ("ASK { ?s a", "|a", " ?o }"),
    "negated set": ("ASK { ?s !(a", "|^a", ") ?o }"),
    "sum": ("ASK { FILTER(1", "+1", " > 0) }"),
    "difference": ("ASK { FILTER(1", " - -1", " > 0) }"),
    "product": ("ASK { FILTER(1", "*?x", " > 0) }"),
    "or": ("ASK { FILTER(?a = 1", " || ?a = 1", ") }"),
    "and": ("ASK { FILTER(?a != 1", "&&?a != 1", ") }"),
    "behind less than": ("ASK { ?s ?p ?a FILTER(?a<1", "+1", "&&?b>2) }"),
    "after brackets": ("ASK { FILTER(" + "(" * 99 + "1", "+1+1+1+1+1)", " > 0) }"),
    "in EXISTS": ("ASK { FILTER(1" + "+1" * 390 + "+IF(EXISTS { FILTER(1", "+1", ") },1,2)) }"),
    "expressions": ("SELECT (1 AS ?x) ", "(1 AS ?y) ", "{}"),
    "groups": ("SELECT (1 AS ?x) {} GROUP BY ", "(1 AS ?y) ", ""),
    "things": ("DESCRIBE <urn:a> ", "scod:sco <urn:b> ", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", OPERATORS)
def test_a_query_of_operators_without_end(kind: str) -> None:
    before, one, after = OPERATORS[kind]
    assert nesting.sparql(f"{before}{one * (99 if 'brackets' in kind else 5_000)}{after}")
    answer = run("query", f"{before}{one * 5_000}{after}", *SMALL)
    assert answer.code == 3
    assert answer.err.startswith("scograph: query:1:")
    assert re.search("more than 400 |128 deep|joins more than 128", answer.err)


def test_what_lies_side_by_side_is_no_depth() -> None:
    address = "<https://w3id.org/scograph/id/tashkent-summit-2004>"
    for query in (
        f"SELECT * {{ VALUES ?x {{ {f'{address} ' * 1500} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER(?s IN ({','.join([address] * 1500)})) }}",
        f"SELECT * {{ ?s ?p ?o FILTER({' || '.join([f'?s = {address}'] * 390)}) }}",
        "SELECT * { " + "FILTER(1+2+3 > 4 || ?x*2 < 5) " * 200 + "}",
        "SELECT * { {} " + "UNION { ?s a/b/c ?o ; ^d|e <u:x/y/z-f> } " * 300 + "}",
        "SELECT * { " + "?s a/b/c ?o ; ^d|e <u:x/y/z-f> . " * 20 + "}",
        "SELECT * { " + "OPTIONAL { ?s ?p ?o FILTER(?o > 1) } " * 190 + "}",
        "SELECT " + "(COUNT(DISTINCT ?s) AS ?n) " * 60 + "{ ?s a (1 23.5 true <u:x>) }",
        "CONSTRUCT { " + "?s ?p ?o , 1 . " * 500 + "} WHERE { ?s ?p ?o }",
        "SELECT * { VALUES ?x { " + "-1 <urn:a/b-c> +1.5 " * 500 + "} FILTER(?x IN (-1, -2)) }",
    ):
        assert nesting.sparql(query) is None, query[:80]


@pytest.mark.parametrize("clause", CHAINS)
def test_a_query_of_clauses_without_end(clause: str) -> None:
    answer = run("query", f"ASK {{ {clause * 5000} {{}} }}", *SMALL)
    assert answer.code == 3
    assert "The query has more than 400 clauses" in answer.err


@pytest.mark.parametrize(
    ("before", "one", "after"),
    [
        ("", "?s ?p ?o . ", ""),
        ("", "?s ?p <o:o>.", ""),
        ("?s ?p 1", ", 1", ""),
        ("?s ?p 1", ";<p:p> 1", ""),
        ("?s a [ ?p 1", ", 'x'", "]"),
        ("?s a (", "?o ", ")"),
        ("?s a (", "1 ", ")"),
        ("?s a (", "23.5\n", ")"),
    ],
)
def test_a_query_of_triples_without_end(before: str, one: str, after: str) -> None:
    assert nesting.sparql(f"ASK {{ {before}{one * 50}{after} }}") is None
    answer = run("query", f"ASK {{ {before}{one * 300}{after} }}", *SMALL)
    assert answer.code == 3
    assert "The query joins more than 128 triple patterns" in answer.err
    many = f"CONSTRUCT {{ {before}{one * 5000}{after} }} WHERE {{ ?s ?p ?o }}"
    answer = run("query", many, *SMALL)
    assert answer.code == 3
    assert "The query has more than 2000 triple patterns" in answer.err


def test_patterns_in_groups_are_joined() -> None:
    for many in ("{ ?s ?p ?o } ", "GRAPH ?g { ?s ?p ?o } ", "?s ?p [ ?p ?o ] . ", "?s a/a ?o . "):
        assert nesting.sparql(f"ASK {{ {many * 40} }}") is None
        assert "joins more" in str(nesting.sparql(f"ASK {{ {many * 140} }}")), many


@pytest.mark.parametrize(
    ("before", "start", "end", "after"),
    [
        ("ASK { FILTER('' = ", "replace (", ",1,2)", ") }"),
        ("ASK { FILTER(", "REGEX('a', ", ")", ") }"),
        ("ASK { BIND(", "SUBSTR(", ",1)", " AS ?x) }"),
        ("ASK ", "{ SELECT (COUNT(*) AS ?n) ", "}", ""),
    ],
)
def test_what_doubles_with_each_level(before: str, start: str, end: str, after: str) -> None:
    """The time that an engine takes to plan the query, which no time limit ends."""
    inside = "{} " if "SELECT" in start else "'a'"
    few, many = (f"{before}{start * n}{inside}{end * n}{after}" for n in (7, 30))
    assert nesting.sparql(few) is None
    beside = "FILTER(REGEX(REPLACE('a','b','c'),'d')) { SELECT * {} } " * 20
    assert nesting.sparql(f"ASK {{ {beside} }}") is None
    answer = run("query", many, *SMALL)
    assert answer.code == 3 and "nested more than 8 deep" in answer.err


@pytest.mark.slow
def test_a_query_of_many_values() -> None:
    values = " ".join(f"(scod:a{number} 1.5)" for number in range(5000))
    others = ", ".join(f"scod:b{number}" for number in range(5000))
    sparql = f"ASK {{ VALUES (?a ?b) {{ {values} }} FILTER(?a NOT IN ({others})) }}"
    answer = run("query", sparql, *SMALL)
    assert answer.out == "true\n"
    # Each of them is declared nowhere; the notes do not flood the terminal.
    assert len(answer.err.splitlines()) == 11
    assert answer.err.endswith(" 9,990 more terms are declared nowhere.\n")


def test_no_shipped_query_is_too_much() -> None:
    for path in [*ROOT.glob("queries/**/*.rq"), *ROOT.glob("ontology/**/*.rq")]:
        assert nesting.sparql(path.read_text(encoding="utf-8")) is None, path


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        pytest.param("[ <p:p> ", "]", 0, marks=pytest.mark.slow),
        pytest.param("( ", ")", 0, marks=pytest.mark.slow),
        ("<<( <s:s> <p:p> ", " )>>", 3),
        ("<< <s:s> <p:p> ", " >>", 3),
    ],
)
def test_a_file_nested_without_end(tmp_path: Path, start: str, end: str, code: int) -> None:
    file = tmp_path / "deep.ttl"
    file.write_text(f"<s:s> <p:p> {start * 20_000}<o:o>{end * 20_000} .\n")
    # An engine that fails would end the process.
    answer = process(
        "export", "-f", "turtle", "-o", tmp_path / "out.ttl",
        "--data", file, "--only-data", "--asserted",
    )  # fmt: skip
    assert answer.code == code, answer.err
    if code:
        assert "deep.ttl:1:" in answer.err and "nested more than 128 deep" in answer.err


@pytest.mark.slow
def test_a_text_of_tens_of_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "long.ttl"
    file.write_text(f'<s:s>\n  <p:p> "{"a" * (20 << 20)}" .\n')
    answer = run("query", "ASK {}", "--data", file, "--only-data")
    assert answer.code == 3
    assert "long.ttl:2:9: A text is longer than 8 MiB" in answer.err


def test_an_answer_nested_without_end() -> None:
    term = '{"type":"triple","value":{"subject":S,"predicate":S,"object":'.replace(
        "S", '{"type":"uri","value":"a:a"}'
    )
    body = (
        '{"head":{"vars":["x"]},"results":{"bindings":[{"x":'
        + term * 20_000
        + '{"type":"uri","value":"a:a"}'
        + "}}" * 20_000
        + "}]}}"
    )
    reply = Reply("http://e.org/", 200, "application/sparql-results+json", body.encode())
    with pytest.raises(StoreError, match="nested too deep"):
        endpoint.results(reply)
