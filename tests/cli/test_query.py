"""`scograph query`: where the SPARQL comes from, what is said of it, how answers are written."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.support.servers import Oxigraph
from tests.support.terminal import SMALL, on_small, run, scograph

HOSTILE = 'a,b|c "d"\t<e> & \\ \u202eabc\u202c \x1b[31m塔什干 می\u200cشود'
SPOKEN = f"SELECT ?thing ?said {{ VALUES (?thing ?said) {{ (scod:sco {ox.Literal(HOSTILE)}) }} }}"


def test_a_file_in_the_form_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "ask.rq"
    file.write_bytes(b"\xef\xbb\xbfASK\r\n{ scod:sco a\r\n  scog:InternationalBody }\r\n")
    assert scograph("query", "-f", file).out == "true\n"
    assert scograph("query", "-f", "-", stdin="ASK { }").out == "true\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (["ASK { }", "-f", "x.rq"], "", 2, "not both"),
        (["-f", "."], "", 3, ".: Is a directory"),
        (["-f", "nowhere.rq"], "", 3, "nowhere.rq: No such file"),
        ([""], "", 3, "query:1:1: "),
        (["-"], "SELECT ?s\n{ ?s ?p }", 3, "standard input:2:"),
        (["SELECT ?s { ?s sgoc:x 1 }"], "", 3, "the prefix sgoc: is not declared."),
        (["SELECT ?s { ?s ?p ?o } ; DROP ALL"], "", 3, "query:1:"),
        (["ASK { }", "-F", "turtle"], "", 2, "--format turtle is for CONSTRUCT"),
        (["DESCRIBE scod:sco", "-F", "csv"], "", 2, "--format csv is for rows"),
        (["ASK { }", "-o", "/nowhere/x"], "", 2, "Cannot write /nowhere/x"),
        (["ASK { }", "--endpoint", "localhost"], "", 2, "begins with http://"),
        (["ASK { }", "--endpoint", "http://u:p@localhost/"], "", 2, "password"),
        (["ASK { }", "--endpoint", "http://127.0.0.1:9/q"], "", 4, "No connection to"),
        # What cannot be parsed is not sent; its line is that of what was written.
        (
            ["SELECT ?s\n{ ?s a scog:Summit", "--endpoint", "http://127.0.0.1:9/q"],
            "",
            3,
            "query:2:",
        ),
    ],
)
def test_what_goes_wrong(arguments: list[str], stdin: str, code: int, message: str) -> None:
    answer = run("query", *arguments, stdin=stdin)
    assert (answer.code, answer.out) == (code, "")
    assert message in answer.err
    assert "should not" not in answer.err and "Traceback" not in answer.err


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "latin.rq"
    file.write_bytes(b"ASK { ?s ?p '\xe9' }")
    for arguments in (["-f", str(file)], [b"ASK { ?s ?p '\xe9' }"]):
        done = subprocess.run(
            [sys.executable, "-m", "scograph", "query", *arguments],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (3, b"")
        assert b"not UTF-8" in done.stderr


@pytest.mark.parametrize("closed", ["", ">&-", ">/dev/full", "<&-", "2>&-", ">&- 2>&-"])
def test_streams_that_are_closed_or_full(closed: str) -> None:
    done = subprocess.run(  # noqa: S602
        f"{sys.executable} -m scograph query 'ASK {{ }}' {closed}",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (4 if closed.startswith(">") else 0)
    assert "Traceback" not in done.stderr and "should not" not in done.stderr


def test_machines_get_what_was_said() -> None:
    def answer(format_name: str) -> str:
        return scograph("query", SPOKEN, "--format", format_name).out

    (row,) = csv.DictReader(io.StringIO(answer("csv")))
    assert row["said"] == HOSTILE
    (binding,) = json.loads(answer("json"))["results"]["bindings"]
    assert binding["said"] == {"type": "literal", "value": HOSTILE}
    head, tsv = answer("tsv").splitlines()
    assert head == "?thing\t?said"
    thing, said = tsv.split("\t")
    assert thing == "<https://w3id.org/scograph/id/sco>"
    (quad,) = ox.parse(f"<urn:a> <urn:b> {said} .", format=ox.RdfFormat.TURTLE)
    assert quad.object == ox.Literal(HOSTILE)


def test_xml_is_well_formed_whatever_was_said() -> None:
    shown = scograph("query", SPOKEN, "--format", "xml").out
    literal = next(
        ElementTree.fromstring(shown).iter("{http://www.w3.org/2005/sparql-results#}literal")  # noqa: S314
    )
    assert literal.text == HOSTILE.replace("\x1b", "\ufffd")


@pytest.mark.parametrize("format_name", ["table", "md"])
def test_people_get_no_control_characters(format_name: str) -> None:
    shown = scograph("query", SPOKEN, "--format", format_name, env={"COLUMNS": "200"}).out
    assert "scod:sco" in shown and "[31m塔什干 می\u200cشود" in shown
    assert not any(char in shown for char in "\x1b\u202e\u202c\t")
    if format_name == "md":
        *_, row = shown.splitlines()
        assert "b\\|c" in row and "\\\\" in row


@pytest.mark.parametrize(
    ("sparql", "format_name", "shown"),
    [
        ("SELECT ?x ?y { }", "csv", "x,y\n,\n"),
        ("SELECT ?x { FILTER (false) }", "csv", "x\n"),
        ("SELECT ?x { FILTER (false) }", "tsv", "?x\n"),
        ("SELECT ?x { FILTER (false) }", "md", "| x |\n| --- |\n"),
        ("ASK { FILTER (false) }", None, "false\n"),
        ("ASK { }", "md", "true\n"),
        ("CONSTRUCT { } WHERE { }", None, ""),
        ("DESCRIBE <urn:nobody>", "ntriples", ""),
    ],
)
def test_answers_with_little_in_them(sparql: str, format_name: str | None, shown: str) -> None:
    options = ["--format", format_name] if format_name else []
    assert scograph("query", sparql, *options).out == shown


def test_columns_stand_as_they_were_asked_for() -> None:
    asked = "SELECT ?z (1 AS ?a) ?m { VALUES (?z ?m) { (2 3) } }"
    assert scograph("query", asked).out == "z,a,m\n2,1,3\n"


def test_without_what_was_inferred() -> None:
    ask = "ASK { scod:borland scog:hosts ?summit }"
    assert on_small("query", ask).out == "true\n"
    assert on_small("query", ask, "--asserted").out == "false\n"


@pytest.mark.servers
@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { scod:uzbekistan scog:hosts ?summit }",
        "ASK { scod:uzbekistan scog:hosts scod:sco }",
        "SELECT ?s (COUNT(?x) AS ?n) { ?x scog:inState ?s } GROUP BY ?s ORDER BY ?s",
        "CONSTRUCT { ?s a scog:Summit } WHERE { ?s scog:meetingOf scod:sco }",
        "PREFIX scog: <urn:x:> SELECT ?s { ?s a scog:Summit }",
    ],
)
def test_an_endpoint_gives_the_same(server: Oxigraph, sparql: str) -> None:
    here, there = scograph("query", sparql), scograph("query", sparql, "--endpoint", server.query)
    assert here.out == there.out


@pytest.mark.servers
def test_an_endpoint_without_what_was_inferred(server: Oxigraph) -> None:
    ask = ["query", "ASK { scod:uzbekistan scog:hosts ?summit }", "--endpoint", server.query]
    assert scograph(*ask, "--asserted").out == "false\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ASK {}", f"--{'x' * 50_000}"],
        ["ASK {}", "-F", "x" * 50_000],
    ],
)
def test_a_word_without_end_is_not_repeated_whole(arguments: list[str]) -> None:
    answer = run("query", *arguments, *SMALL)
    assert answer.code == 2
    assert len(answer.err) < 2_000
