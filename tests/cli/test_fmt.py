"""`scograph fmt`: one style, nothing lost, a file rewritten whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.support.terminal import run

UNTIDY = """\
@prefix ex: <http://example.org/> .
@prefix s: <http://www.w3.org/2004/02/skos/core#> .
ex:b s:note "b" . ex:a s:note "z#1", "a", [ s:note 01 ] ; a ex:C .
"""
TIDY = """\
@prefix ex: <http://example.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:a
    a ex:C ;
    skos:note
        "a" ,
        "z#1" ,
        [
            skos:note "01"^^xsd:integer ;
        ] ;
.

ex:b
    skos:note "b" ;
.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_a_file_is_rewritten_with_its_own_prefixes(file: Path) -> None:
    answer = run("fmt", file)
    assert (answer.code, answer.out) == (0, f"{file}\n")
    assert file.read_text(encoding="utf-8") == TIDY
    before, after = (ox.Dataset(ox.parse(t, ox.RdfFormat.TURTLE)) for t in (UNTIDY, TIDY))
    for dataset in (before, after):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert before == after


def test_a_file_in_the_style_is_left_alone(file: Path) -> None:
    file.write_text(TIDY, encoding="utf-8")
    written = file.stat().st_mtime_ns
    answer = run("fmt", file.parent)
    assert (answer.code, answer.out) == (0, "")
    assert file.stat().st_mtime_ns == written


def test_check_writes_nothing(file: Path) -> None:
    answer = run("fmt", "--check", file.parent)
    assert (answer.code, answer.out) == (1, f"{file}\n")
    assert file.read_text(encoding="utf-8") == UNTIDY
    file.write_text(TIDY, encoding="utf-8")
    assert run("fmt", "--check", file).code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@prefix ex: <http://e.org/> .\nex:a ex:b 1 ; .\n  # why", ":3:3: This comment would"),
        ("@prefix ex: <http://e.org/> .\nex:a ex:b", ":2:"),
        ("ex:a ex:b ex:c .", ":1:1: "),
    ],
)
def test_what_cannot_be_rewritten_stays_as_it_is(file: Path, text: str, message: str) -> None:
    file.write_text(text, encoding="utf-8")
    answer = run("fmt", file)
    assert (answer.code, answer.out) == (3, "")
    assert f"{file}{message}" in answer.err
    assert file.read_text(encoding="utf-8") == text
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    answer = run("fmt", tmp_path / "none.ttl")
    assert answer.code == 3 and "no such file" in answer.err


def test_standard_input_is_printed_anew() -> None:
    text = "@prefix e: <http://e.org/> . e:b e:p 2, 1 ."
    answer = run("fmt", "-", stdin=text)
    assert answer.code == 0
    assert answer.out.endswith("e:b\n    e:p\n        1 ,\n        2 ;\n.\n")
    wrong = run("fmt", "-", stdin='<http://e.org/a> <http://e.org/b> "c .')
    assert (wrong.code, wrong.out) == (3, "")
    assert wrong.err.startswith("scograph: standard input:1:")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_rewritten(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    answer = run("fmt", str(pipe))
    assert (answer.code, answer.out) == (3, "")
    assert "It is a pipe, and cannot be written anew." in answer.err
