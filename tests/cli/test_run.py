"""`scograph run`, `query`, `queries`, `describe` and `check`, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.support import texts
from tests.support.servers import Handler, Oxigraph, oxigraph, serving
from tests.support.terminal import on_small, process, run, scograph

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a != ?f) }"
MINE = """\
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
scod:my-summit a scog:Summit ; skos:prefLabel "My own summit"@fr ;
  scog:heldIn scod:borton ; scog:meetingOf scod:river-league ;
  scog:earliest "2031-01-02"^^xsd:date ; scog:latest "2031-01-02"^^xsd:date ;
  scog:precision scog:precision-day .
"""


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_question_of_the_readme() -> None:
    rows = table(scograph("run", "attendees", "--host", "Узбекистан", "--to", "2004").out)
    assert {"Hu Jintao", "Askar Akayev"} <= {row["personLabel"] for row in rows}
    assert rows[0]["summit"] == "https://w3id.org/scograph/id/tashkent-summit-2004"


def test_run_without_a_name_lists_the_queries() -> None:
    answer = run("run")
    assert "attendees" in answer.out + answer.err
    assert "attendees" in scograph("run", "--help").out


def test_the_help_of_a_query() -> None:
    shown = scograph("run", "attendees", "--help").out
    for word in ("--host", "--certainly", "--timeout", "Uzbekistan", "Example:"):
        assert word in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "attendes"], "Did you mean attendees"),
        (["run", "attendees", "--host", "Usbekistan"], "Did you mean Uzbekistan"),
        (["run", "attendees", "--from", "yesterday"], "is not a date"),
        (["run", "attendees", "--nohost", "x"], "No such option"),
        (["run", "about"], "--entity is missing"),
        (["run", "hosts", "--format", "turtle"], "gives rows"),
        (["run", "hosts", "--only-data"], "needs --data"),
        (["query", "SELECT ?s { SERVICE <http://e.org/> { ?s ?p ?o } }"], "SERVICE is refused"),
        (["query", "DROP ALL"], "read-only"),
        (["describe", "Atlantis"], "has no thing named 'Atlantis'"),
        (["check", "nosuch"], "no canned query named 'nosuch'"),
        (["nosuch"], "No such command"),
        (["run", "hosts", "--endpoint", "file:///etc/passwd"], "http"),
    ],
)
def test_a_wrong_request(arguments: list[str], message: str) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "SELECT ?s { ?s ?p "], "query:1:"),
        (["query", "-f", "nowhere.rq"], "nowhere.rq: No such file"),
        (["run", "hosts", "--data", "nowhere.ttl"], "nowhere.ttl"),
        (["run", "evidence", "--entity", "SCO", "--sources", "nowhere"], "no such folder"),
    ],
)
def test_what_cannot_be_read(arguments: list[str], message: str) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out) == (3, "")
    assert message in answer.err


def test_ad_hoc_in_three_ways(tmp_path: Path) -> None:
    sparql = "ASK { scod:india scog:memberOf scod:sco }"
    file = tmp_path / "ask.rq"
    file.write_text(sparql, encoding="utf-8")
    assert scograph("query", sparql).out == "true\n"
    assert scograph("query", "-f", file).out == "true\n"
    assert scograph("query", "-", stdin=sparql).out == "true\n"
    assert scograph("query", stdin=sparql.replace("india", "mongolia")).out == "false\n"


def test_an_empty_answer_is_an_answer() -> None:
    assert scograph("run", "summits", "--from", "1900", "--to", "1901").out.splitlines()[1:] == []


@pytest.mark.parametrize("name", ["table", "csv", "tsv", "json", "xml", "md"])
def test_formats(name: str) -> None:
    assert "Tashkent" in scograph("run", "organs", "--format", name).out


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    scograph("run", "hosts", "-o", file)
    before = file.read_bytes()
    assert before.startswith(b"state,stateLabel")
    assert process("query", ENDLESS, "-o", file, "--timeout", "0.5").code == 5
    assert run("run", "hosts", "-F", "turtle", "-o", file).code == 2
    assert file.read_bytes() == before


def test_a_reader_who_has_enough() -> None:
    command = f"{sys.executable} -m scograph query 'SELECT ?s ?p ?o {{ ?s ?p ?o }}' | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert (done.stdout, done.stderr) == ("s,p,o\n", "")


@pytest.mark.slow
def test_time_runs_out() -> None:
    answer = process("query", ENDLESS, "--timeout", "1")
    assert (answer.code, answer.out) == (5, "")
    assert "Stopped after 1 seconds" in answer.err
    assert process("query", "-", "--timeout", "1", stdin=ENDLESS).code == 5
    assert process("run", "hosts", "--timeout", "60").out.startswith("state,")


@pytest.mark.slow
def test_ctrl_c_ends_a_running_query() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "scograph", "query", ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        time.sleep(1.5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) != 0
    finally:
        process.kill()
        process.communicate()


def test_a_terminal_gets_a_table_in_its_width() -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "scograph", "run", "attendees", "--lang", "zh"],
        stdout=follower,
        env={**os.environ, "COLUMNS": "60"},
    )
    os.close(follower)
    printed = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        printed += piece
    os.close(leader)
    assert process.wait() == 0
    lines = printed.decode().splitlines()
    wide = [sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in lines]
    assert any("─" in line for line in lines)
    assert max(wide) <= 60


def test_the_users_own_data(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(MINE, encoding="utf-8")
    ask = ["run", "summits", "--from", "2031", "--data", file]
    (row,) = table(on_small(*ask).out)
    assert (row["summitLabel"], row["stateLabel"]) == ("My own summit", "Borland")
    assert table(on_small(*ask, "--lang", "fr").out)[0]["summitLabel"] == "My own summit"
    alone = table(scograph("run", "summits", "--data", file, "--only-data").out)
    assert [row["start"] for row in alone] == ["2031-01-02"]
    assert alone[0]["stateLabel"] == ""
    asserted = table(on_small(*ask, "--asserted").out)
    assert asserted[0]["state"] == ""


def test_a_syntax_error_in_the_users_data(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(MINE.replace("scog:Summit ;", "scog:Summit ;;; ["), encoding="utf-8")
    answer = run("run", "hosts", "--data", file)
    assert answer.code == 3
    assert f"{file}:" in answer.err


def test_the_sparql_that_is_sent() -> None:
    shown = scograph("run", "attendees", "--host", "Uzbekistan", "--show").out
    assert "VALUES ?host { <https://w3id.org/scograph/id/uzbekistan> }" in shown
    assert table(scograph("query", shown).out) == table(
        scograph("run", "attendees", "--host", "Uzbekistan").out
    )


def test_queries_are_listed_and_shown() -> None:
    assert "  attendees " in scograph("queries").out
    shown = scograph("queries", "members").out
    for word in ("parameters", "--status", "columns", "since", "example", "SELECT DISTINCT"):
        assert word in shown
    found = json.loads(scograph("queries", "--format", "json").out)
    assert found["attendees"]["columns"]["date"]


@pytest.mark.slow
def test_describe_parts_asserted_from_inferred() -> None:
    shown = scograph("describe", "塔什干宣言").out
    asserted, inferred = shown.split("\nInferred\n")
    assert "kind of document: declaration" in asserted
    assert "paragraph 8, sentence 5" in asserted
    assert "signed by: Askar Akayev" in inferred
    found = json.loads(scograph("describe", "Tashkent Declaration", "--format", "json").out)
    assert {one["inferred"] for one in found["statements"]} == {True, False}
    assert scograph("describe", "scod:sco", "--format", "turtle").out.startswith("@prefix")


def test_describe_shows_the_values_that_it_does_not_hold() -> None:
    shown = scograph("describe", "Islam Karimov's presidency"[:13]).out
    assert shown.startswith("Islam Karimov\nscod:islam-karimov\n")


def test_passages_are_shown_to_those_who_have_the_text() -> None:
    folder = texts.folder()
    rows = table(scograph("run", "evidence", "--entity", "Li Hui", "--sources", folder).out)
    assert any("Li Hui" in row["passage"] for row in rows)
    assert "“" in scograph("describe", "Li Hui", "--sources", folder).out


@pytest.mark.servers
def test_an_endpoint_gives_the_same(server: Oxigraph) -> None:
    ask = ["run", "attendees", "--host", "Uzbekistan"]
    assert table(scograph(*ask, "--endpoint", server.query).out) == table(scograph(*ask).out)
    sparql = "SELECT ?s { ?s a scog:Summit } ORDER BY ?s"
    assert (
        scograph("query", sparql, "--endpoint", server.query).out == scograph("query", sparql).out
    )
    graph = "CONSTRUCT { ?s a scog:Summit } WHERE { ?s a scog:Summit }"
    assert "scod:tashkent-summit-2004" in scograph("query", graph, "--endpoint", server.query).out


@pytest.mark.servers
@pytest.mark.parametrize(
    "ask",
    [
        ["attendees", "--host", "Uzbekistan"],
        ["founders", "--organization", "BRICS"],
        ["members", "--on", "2026-06"],
        ["status-changes", "--state", "Belarus", "--from", "2010"],
        ["attendees", "--host", "Uzbekistan", "--from", "1990", "--to", "1991"],
        ["signatories", "--document", "Agreement on the Anti-Drug Centre"],
        ["summits", "--organization", "Council of Heads of Government", "--lang", "ru"],
    ],
)
def test_an_endpoint_is_as_complete(ask: list[str], server: Oxigraph) -> None:
    here = scograph("run", *ask)
    there = scograph("run", *ask, "--endpoint", server.query)
    assert (there.out, there.err) == (here.out, here.err)


COVERAGE = """\
PREFIX scog: <https://w3id.org/scograph/ontology#>
INSERT DATA { <urn:c> scog:coverageOf <https://w3id.org/scograph/id/sco> ;
  scog:factKind scog:fact-standings ; scog:completeness scog:completeness-not-researched ;
  scog:coversFrom "2001-06-15"; scog:coversThrough "2019-12-31" }
"""


@pytest.mark.servers
def test_completeness_is_that_of_the_endpoint() -> None:
    with oxigraph() as empty:
        ask = ["run", "members", "--on", "2018", "--endpoint", empty.query]
        found = scograph(*ask)
        assert found.err == (
            "No rows: not recorded, which does not mean that there is none. "
            "The endpoint does not say how complete its record is.\n"
        )
        assert scograph(*ask, "--quiet").err == ""
        said = json.loads(scograph(*ask, "--format", "json").out)["completeness"]
        assert said["complete"] is False
        assert said["text"] == found.err.strip()
        httpx.post(f"{empty.url}/update", data={"update": COVERAGE}).raise_for_status()
        assert "memberships (SCO): not researched" in scograph(*ask).err


@pytest.mark.servers
def test_check_an_endpoint(server: Oxigraph) -> None:
    answer = scograph("check", "--endpoint", server.query)
    assert "DIFFERS" not in answer.out
    assert "answers are as recorded" in answer.err


@pytest.mark.servers
def test_check_finds_what_differs() -> None:
    with oxigraph() as empty:
        answer = run("check", "founders", "--endpoint", empty.query)
    assert answer.code == 1
    assert "DIFFERS founders  0 rows" in answer.out
    assert "- China" in answer.out


def test_nobody_answers() -> None:
    answer = run("run", "hosts", "--endpoint", "http://127.0.0.1:9/query")
    assert (answer.code, answer.out) == (4, "")
    assert "127.0.0.1:9" in answer.err


def test_a_query_imports_only_what_it_needs() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "scograph", "run", "hosts"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert {"click", "pyoxigraph"} <= imported
    heavy = {"yaml", "rich", "rdflib", "httpx", "owlrl", "pyshacl", "subprocess"}
    heavy |= {"logging", "dataclasses", "hashlib", "asyncio", "multiprocessing"}
    assert imported & heavy == set()


def test_an_endpoint_that_answers_something_else() -> None:
    """What has other columns is no answer, and coverages of nonsense are none."""

    def answer(_handler: Handler, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        body = (
            b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"a:b"}}]}}'
        )
        return 200, {"Content-Type": "application/sparql-results+json"}, body

    with serving(answer) as url:
        found = run("run", "summits", "--endpoint", url)
    assert found.code == 4 and found.out == ""
    assert "answered without the columns that were asked for: summit, " in found.err
