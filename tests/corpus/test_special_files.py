"""Pipes are read once, devices are refused, links are followed, relative IRIs have a base."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.support.terminal import SMALL, process, run

TURTLE = "<#me> <http://e.org/p> 'x' .\n"
ME = "SELECT ?s { ?s <http://e.org/p> 'x' }"
OWN = ("--only-data", "--asserted")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.ttl"
    file.write_text(TURTLE)
    return file


def test_the_address_of_the_file_is_the_base(own: Path) -> None:
    answer = run("query", ME, "--data", own, *OWN)
    assert answer.out.split() == ["s", f"{own.as_uri()}#me"]


def test_a_named_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_text, args=[TURTLE], daemon=True).start()
    answer = run("query", ME, "--data", pipe, *OWN)
    assert answer.code == 0 and "#me" in answer.out, answer.err


@pytest.mark.parametrize("place", ["/dev/stdin", "/dev/fd/0", "-"])
def test_standard_input_is_a_source(place: str) -> None:
    answer = process("query", ME, "--data", place, *OWN, stdin=TURTLE)
    assert answer.code == 0 and "#me" in answer.out, answer.err


@pytest.mark.parametrize(
    "command",
    [
        ["validate"],
        ["fmt"],
        ["build", "--data"],
        ["query", "ASK {}", "--data"],
        ["export", "-f", "turtle", "--data"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("within", [False, True], ids=["file", "folder"])
def test_a_file_that_is_far_too_large_is_not_read(
    tmp_path: Path, command: list[str], within: bool
) -> None:
    """A sparse file takes no room on the disk, and would take all memory."""
    file = tmp_path / "own.ttl"
    with file.open("wb") as stream:
        stream.truncate(20 << 30)
    answer = run(*command, tmp_path if within else file)
    assert answer.code == 3
    said = answer.err.splitlines()[-1]
    assert said == f"scograph: {file}: There are more than 1,024 MiB in it. Give less."


@pytest.mark.parametrize("command", [["build"], ["validate"], ["export", "-f", "turtle"]])
@pytest.mark.parametrize("place", ["/dev/zero", "/dev/null", "socket"])
def test_devices_and_sockets_are_refused(tmp_path: Path, command: list[str], place: str) -> None:
    path = Path(place)
    if place == "socket":
        path = tmp_path / "s"
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
    answer = run(*command, *([] if command == ["validate"] else ["--data"]), path)
    assert answer.code == 3
    assert answer.err.startswith(f"scograph: {path}: It is a ")


def test_a_query_from_a_device_or_a_pipe() -> None:
    answer = run("query", "-f", "/dev/zero", *SMALL)
    assert (answer.code, answer.err[:30]) == (3, "scograph: /dev/zero: It is a d")
    assert process("query", "-f", "/dev/stdin", *SMALL, stdin="ASK {}").out == "true\n"
    long = process("query", "-", *SMALL, stdin="#" * (17 << 20))
    assert (long.code, long.out) == (3, "")
    assert "more than 16 MiB" in long.err


@pytest.mark.parametrize("option", ["--data", "-f", "-o"])
def test_an_empty_path_is_none(option: str) -> None:
    answer = run("query", option, "")
    assert answer.code == 2
    assert "the path is empty" in answer.err


@pytest.mark.parametrize("command", ["query --data", "query -f", "validate --replace", "fmt"])
def test_a_name_that_is_too_long_for_a_file(command: str) -> None:
    answer = run(*command.split(), "a" * 5000)
    assert (answer.code, answer.out) == (3, "")
    assert "The name is too long for a file." in answer.err


def test_linked_folders_are_followed_and_circles_end(tmp_path: Path, own: Path) -> None:
    folder, other = tmp_path / "folder", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    own.rename(other / "own.ttl")
    (folder / "link").symlink_to(other)
    (folder / "up").symlink_to(tmp_path)
    (other / "back").symlink_to(folder)
    answer = run("query", ME, "--data", folder, *OWN)
    assert answer.out.split() == ["s", f"{(folder / 'link' / 'own.ttl').as_uri()}#me"]


@pytest.mark.slow
def test_what_a_folder_holds_is_read_or_named(tmp_path: Path, own: Path) -> None:
    own.rename(tmp_path / "OWN.TTL")
    (tmp_path / ".git").mkdir()
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    for name in (".own.ttl", "own.ttl~", "own.ttl.bak", "inner/own.nt", "inner/\x1b[1m.TURTLE"):
        (tmp_path / name).write_text(TURTLE)
    left = (
        ".git/, .own.ttl, inner/\ufffd[1m.TURTLE, inner/own.nt, inner/up/, own.ttl.bak, own.ttl~."
    )
    said = f"scograph: {tmp_path}: Only *.ttl are read in this folder, not {left}\n"
    answer = run("query", ME, "--data", tmp_path, *OWN)
    assert answer.out.split() == ["s", f"{(tmp_path / 'OWN.TTL').as_uri()}#me"]
    assert answer.err.endswith(said)
    (tmp_path / "OWN.TTL").write_text("@base <urn:x:> . " + TURTLE)
    for command in (["validate"], ["fmt", "--check"], ["export", "-f", "nquads", *OWN, "--data"]):
        assert said in run(*command, tmp_path).err, command


def test_a_link_to_nowhere_is_a_sentence(tmp_path: Path, own: Path) -> None:
    (tmp_path / "gone.ttl").symlink_to(tmp_path / "nowhere.ttl")
    for command in (("query", "ASK {}", "--data"), ("validate",)):
        answer = run(*command, tmp_path)
        assert answer.code == 3, answer.err
        assert "gone.ttl: No such file or directory." in answer.err


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_an_open_file_is_written_at_its_end(tmp_path: Path, place: str) -> None:
    log = tmp_path / "log"
    log.write_text("before\n")
    run("build", *SMALL)
    with log.open("a") as end:
        done = subprocess.run(
            [sys.executable, "-m", "scograph", "query", "ASK {}", *SMALL, "-o", place],
            stdout=end, check=False,
        )  # fmt: skip
    assert done.returncode == 0
    assert log.read_text() == "before\ntrue\n"
    assert process("query", "ASK {}", *SMALL, "-o", place).out == "true\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"@context": {}}', "It looks like JSON or TriG; what is read is Turtle in UTF-8."),
        (b'<?xml version="1.0"?><rdf:RDF/>', "It looks like XML;"),
        (TURTLE.encode("utf-16"), "It looks like UTF-16;"),
        (b"\x1f\x8b\x08\x00\x00", "It looks like a file packed by gzip;"),
    ],
)
def test_another_format_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "mine.ttl"
    file.write_bytes(content)
    answer = run("query", "ASK {}", "--data", file, *OWN)
    assert answer.code == 3
    assert answer.err.splitlines()[-1].startswith(f"scograph: {file}:1:1: ") and said in answer.err


@pytest.mark.slow
def test_a_copy_that_is_not_there(tmp_path: Path) -> None:
    for place, said in ((tmp_path / "sco.ttl", "There is no such file."), (tmp_path, "It is no f")):
        answer = run("validate", "--replace", place)
        assert answer.code == 3 and said in answer.err


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no /proc")
@pytest.mark.parametrize("place", ["/proc/self/environ", "/proc/self/mem", "/proc/self/pagemap"])
def test_what_the_system_makes_up(place: str) -> None:
    commands = (["query", "ASK {}", "--data"], ["query", "-f"], ["fmt", "--check"], ["validate"])
    for command in commands:
        answer = run(*command, place)
        assert (answer.code, answer.err) == (
            3, f"scograph: {place}: The system makes it up as it is read. "
            "Give a file, a folder or a pipe.\n"
        ), command  # fmt: skip


def test_an_empty_file_is_one(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.touch()
    assert run("fmt", "--check", file).code == 0
    assert run("query", "ASK {}", "--data", file, *OWN).out == "true\n"
