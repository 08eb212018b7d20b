"""Full devices, poor terminals, odd names: each ends in a sentence, and nothing is obeyed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.terminal import CORPUS, SMALL, process, run, store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
ODD = (
    "@prefix i: <https://w3id.org/scograph/id/> .\n"
    "@prefix scog: <https://w3id.org/scograph/ontology#> .\n"
    "i:odd a scog:State ; <http://www.w3.org/2004/02/skos/core#prefLabel> "
    '"a\\u001B[31mb\\u0007"@en ; <https://schema.org/url> "javascript:alert(1)" .\n'
)


@pytest.mark.parametrize("command", [["info", *SMALL], ["queries"], ["context"]])
def test_a_full_device(command: list[str]) -> None:
    store(small=True)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scograph", *command],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert done.stderr.lower().endswith("no space left on device.\n")
    assert "report it" not in done.stderr


def test_a_terminal_without_these_letters() -> None:
    answer = process("describe", "Arland", *SMALL, env={"PYTHONIOENCODING": "latin-1"})
    assert answer.code == 0
    answer = process("info", *SMALL, env={"PYTHONIOENCODING": "ascii"})
    assert answer.code == 0 and "Traceback" not in answer.err


def test_nothing_in_data_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    file = tmp_path / "odd\x1b[31m.ttl"
    file.write_text(ODD)
    own = ("--data", str(file), "--only-data", "--asserted")
    for command in (("describe", "scod:odd"), ("build",)):
        answer = run(*command, *own)
        assert answer.code == 0
        assert "\x1b" not in answer.out + answer.err and "\x07" not in answer.out
    file.write_text(ODD + "i:odd")
    answer = run("query", "ASK {}", *own)
    assert answer.code == 3 and "\x1b" not in answer.err


@pytest.mark.slow
def test_nor_does_any_name_in_references_and_reasons(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    text = CORPUS.read_text("utf-8")
    file.write_text(re.sub(r'"(@en|,|;)', r'\\u001B[31m\\u0007\\u009B"\1', text), "utf-8")
    own = ("--data", file, "--only-data")
    cited = ("--cite", "-F", "table")
    for command in (
        ("run", "attendees", *cited), ("run", "attendees", "--cite", "-F", "md"),
        ("describe", "scod:borton", "--cite"), ("why", "scod:borton"), ("cite", "scod:borton"),
        ("info", "--coverage"), ("ask", "Who attended?"),
    ):  # fmt: skip
        answer = run(*command, *own)
        assert not set("\x1b\x07\x9b") & set(answer.out + answer.err), command
    assert "\ufffd" in run("cite", "scod:borton", *own).out


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/\xff\xfe.ttl"
    with open(file, "w") as stream:  # noqa: PTH123
        stream.write(ODD)
    store(small=True)
    done = subprocess.run(
        [sys.executable, "-m", "scograph", "query", "ASK { scod:odd a ?c }", "--only-data",
         "--asserted", "--data", file],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, b"true\n"), done.stderr


@pytest.mark.slow
def test_what_a_killed_export_left_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".scograph-000000000000.tmp"
    left.write_text("half")
    time.sleep(1.1)
    run("query", "ASK {}", *SMALL, "-o", tmp_path / "answer.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a shell gives for a line in which `$scograph` is the program."""
    store(small=True)
    variables = {"scograph": f"{sys.executable} -m scograph", "own": " ".join(SMALL)}
    return subprocess.run(
        ["sh", "-c", command],
        capture_output=True, encoding="utf-8", check=False, cwd=folder,
        env={**os.environ, **variables},
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("$scograph queries >&-", 4, "standard output is closed"),
        ("$scograph query 'ASK {}' $own >&- <&- -o a.csv && cat a.csv", 0, ""),
        ("$scograph query 'ASK {}' $own -o /dev/stdout >&-", 2, "it is closed"),
        ("$scograph query 'ASK {' $own 2>&-", 3, ""),
        ("$scograph query 'ASK {' $own 2>/dev/full", 3, ""),
        ("$scograph query 'ASK {}' $own 2>/dev/full", 0, ""),
        ("$scograph query 'SELECT * {?s ?p ?o . ?a ?b ?c . ?d ?e ?f}' $own --timeout 1 -o a 2>&-"
         "; code=$?; ls; exit $code", 5, ""),
        ("$scograph run nothing $own 2>&1 | true", 0, ""),
        ("$scograph serve --timeout nan $own", 2, "not a number of seconds"),
        ("$scograph serve --memory 99999999999999999999 $own", 2, "--memory"),
        ("$scograph query 'ASK {}' $own --endpoint http://a/$(printf '\\377')", 2, "no address"),
        ("$scograph query 'ASK {}' $own --endpoint http://xn--/", 2, "no address"),
        ("$scograph serve $own --host $(printf '\\377')", 2, "there is no address"),
        ("rmdir $PWD && $scograph validate", 4, "current folder is not there"),
        ("ulimit -n 10; $scograph validate $PWD/none.ttl", 3, "no such file"),
        ("ulimit -St 1; $scograph query 'SELECT * {?s ?p ?o . ?a ?b ?c . ?d ?e ?f}' $own -o a"
         "; code=$?; ls; exit $code", 5, "may compute for 1 s and has done so"),
        ("export SCOGRAPH_CACHE=$PWD; ulimit -f 1; head -c 99999 /dev/zero | $scograph "
         "query 'ASK {}' --only-data --data -; code=$?; find . -name '*.tmp'; exit $code", 3,
         "cannot be kept"),
    ],
)  # fmt: skip
def test_closed_and_full_streams(command: str, code: int, said: str, tmp_path: Path) -> None:
    done = shell(command, tmp_path)
    assert done.returncode == code, done
    assert said in done.stderr
    assert "Traceback" not in done.stderr and "report it" not in done.stderr
    assert done.stdout in ("", "true\n")


@pytest.mark.slow
def test_too_few_files_are_no_damage(tmp_path: Path) -> None:
    """The store stays, and the reason is told."""
    few = shell("ulimit -n 40; $scograph query 'ASK {}' $own", tmp_path)
    assert few.returncode == 4 and "ulimit -n 512" in few.stderr
    assert shell("$scograph query 'ASK {}' $own", tmp_path).stderr == ""
