"""What a query says outside strings and comments, proved on an engine that would obey it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from scograph.errors import InputError, UsageError
from scograph.query import template
from scograph.rdf import sparql_tokens
from tests.support.cases import lines
from tests.support.servers import Handler, serving


class Witness:
    """A server that counts who asks it."""

    def __init__(self) -> None:
        self.asked = 0
        self.url = ""

    def answer(self, handler: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        self.asked += 1
        return 500, {}, b""


@pytest.fixture(scope="module")
def witness() -> Iterator[Witness]:
    found = Witness()
    with serving(found.answer) as found.url:
        yield found


@pytest.fixture
def store() -> ox.Store:
    found = ox.Store()
    found.update('INSERT DATA { <urn:a> <urn:b> 1, true, "x"@en, <urn:c> }')
    return found


def case(line: str, address: str = "") -> str:
    text = line.replace(r"\\", "\0").replace(r"\n", "\n").replace(r"\r", "\r").replace("\0", "\\")
    return text.replace("HERE", address)


@pytest.mark.parametrize("line", lines("service.txt"))
def test_service_is_refused_and_nobody_asked(witness: Witness, store: ox.Store, line: str) -> None:
    sparql = case(line, witness.url + "/q")
    before = witness.asked
    with pytest.raises(UsageError, match="SERVICE is refused"):
        template.ask(store, sparql)
    assert witness.asked == before


@pytest.mark.parametrize("line", lines("service.txt"))
def test_each_way_is_one_that_the_engine_obeys(
    witness: Witness, store: ox.Store, line: str
) -> None:
    """Else the case would show nothing."""
    before = witness.asked
    try:
        answer = store.query(case(line, witness.url + "/q"))
        assert isinstance(answer, ox.QuerySolutions)
        list(answer)
    except OSError:
        pass
    assert witness.asked > before


@pytest.mark.parametrize("line", lines("no_service.txt"))
def test_the_word_alone_is_not_refused(line: str) -> None:
    assert isinstance(template.ask(ox.Store(), case(line)), ox.QuerySolutions)


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_from_fetches_nothing(witness: Witness, store: ox.Store, clause: str) -> None:
    before = witness.asked
    sparql = f"SELECT ?s {clause} <{witness.url}/g> {{ ?s ?p ?o }}"
    answer = template.ask(store, sparql)
    assert isinstance(answer, ox.QuerySolutions)
    assert list(answer) == []
    assert witness.asked == before


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "\n# ask\ninsert { ?s ?p ?o } where { ?s ?p ?o }",
        "PREFIX select: <urn:x:> Delete Where { ?s ?p ?o }",
        "BASE <urn:x:> # SELECT\rPREFIX a: <urn:y:>\tWITH <urn:g> DELETE { ?s ?p 1 } WHERE { }",
        "LOAD <http://127.0.0.1:9/>",
        "LOAD SILENT <http://127.0.0.1:9/>",
        "clear all",
        "DROP SILENT DEFAULT",
        "CREATE GRAPH <urn:g>",
        "COPY <urn:g> TO DEFAULT",
        "MOVE <urn:g> TO DEFAULT",
        "ADD <urn:g> TO DEFAULT",
    ],
)
def test_updates_are_refused_in_any_spelling(store: ox.Store, sparql: str) -> None:
    before = len(store)
    with pytest.raises(UsageError, match="read-only"):
        template.ask(store, sparql)
    assert len(store) == before


def test_a_second_request_is_no_query(store: ox.Store) -> None:
    with pytest.raises(InputError):
        template.ask(store, "SELECT ?s { ?s ?p ?o } ; DROP ALL")


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("select * { }", "SELECT"),
        ("PREFIX ask: <urn:ask> DESCRIBE ask:x", "DESCRIBE"),
        ("'CONSTRUCT' # CONSTRUCT", ""),
        ("", ""),
    ],
)
def test_form(sparql: str, form: str) -> None:
    assert sparql_tokens.form(sparql) == form


def test_prefixes_are_declared_where_they_are_used() -> None:
    sparql = (
        "# PREFIX scog: <urn:not-declared>\n"
        "SELECT ?l { ?s a scog:Summit ; ?p 'dct:title', \"org:Post\" . <skos:x> ?q ?l }"
    )
    declared = template.with_prefixes(sparql)
    assert declared == f"PREFIX scog: <{template.PREFIXES['scog']}>\n{sparql}"


def test_a_text_that_is_no_text() -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        template.ask(ox.Store(), "SELECT \udcff")


@pytest.mark.parametrize(
    ("sparql", "columns", "bound"),
    [
        ("SELECT ?a ?b WHERE { ?a ?p ?b }", ["a", "b"], {"a", "p", "b"}),
        ("select distinct $a { $a a ?c } # ?d", ["a"], {"a", "c"}),
        ("SELECT (COUNT(DISTINCT ?b) AS ?n) ?a { ?a ?p '?q' }", ["n", "a"], {"n", "a", "p"}),
        ("SELECT (IF(?a > (1), ?a, ?b) AS ?c) WHERE { <urn:?d> ?p ?a }", ["c"], {"c", "p", "a"}),
        ("PREFIX a: <urn:a> # SELECT ?z {\nSELECT ?x { { SELECT ?y { ?y ?p ?x } } }", ["x"],
         {"y", "p", "x"}),
    ],
)  # fmt: skip
def test_the_columns_of_a_select(sparql: str, columns: list[str], bound: set[str]) -> None:
    assert sparql_tokens.select(sparql) == (columns, bound)


@pytest.mark.parametrize("sparql", ["ASK { ?a ?b ?c }", "CONSTRUCT { ?s ?p ?o } WHERE {}", "", "#"])
def test_what_is_no_select(sparql: str) -> None:
    assert sparql_tokens.select(sparql) is None
