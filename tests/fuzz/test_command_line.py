"""Whatever a file or a query holds, a command ends in an answer or in a sentence.

A sample runs with the slow tests; `SCOGRAPH_FUZZ=whole python -m pytest -m slow tests/fuzz` runs
3,000 files and 2,000 queries. A case is known by its number: the number is the seed. The first
one is SCOGRAPH_FUZZ_FROM.
"""

from __future__ import annotations

import gzip
import multiprocessing
import os
import random
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import pytest

from scograph.formats.write import FORMATS
from tests.support.cases import lines
from tests.support.terminal import CORPUS, ROOT, SMALL, run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "forkserver" not in multiprocessing.get_all_start_methods(),
        reason="each batch runs in a process that is forked",
    ),
]

WHOLE = os.environ.get("SCOGRAPH_FUZZ") == "whole"
FIRST = int(os.environ.get("SCOGRAPH_FUZZ_FROM", "0"))
FILES, QUERIES = (3000, 2000) if WHOLE else (40, 60)
BATCH = 20
LONG = "long"
SECONDS = 5  # Of computing, for each case; a query may take longer, but not here.
STILL = 300  # Of standing still, on a machine that is busy otherwise.
PIECES = (
    '"', "'", '"""', "<", ">", "<#a>", "<../x>", "[", "]", "(", ")", "{", "}", ";", ".", ",", "a",
    "@prefix", "@base", "@en", "^^", "_:b", "\\u0000", "\\uD800", "\x00", "\x1b[31m", "\u202e",
    "<<(", ")>>", "{|", "|}", "owl:sameAs", "rdf:type", "rdf:rest", "owl:inverseOf", "-1", "1e999",
    '"2025-02-30"^^xsd:date', '"x"^^rdf:langString', "owl:Thing", "owl:Nothing", "scog:claimAbout",
    "oa:hasSource", "scog:earliest", "rdfs:subPropertyOf", "[]", "( ( ) )", "true", "🙂", "\ud83d",
    "SELECT", "WHERE", "UNION", "OPTIONAL", "MINUS", "BIND(", "AS ?x", "FILTER", "EXISTS", "GRAPH",
    "VALUES", "SERVICE", "CONSTRUCT", "DESCRIBE", "ASK", "LIMIT 5", "ORDER BY", "GROUP BY", "*",
    "?s", "$p", "/", "|", "^", "!", "+", "COUNT(*)", "REGEX(", "REPLACE(", "IF(", "NOW()", "INSERT",
    "LOAD", "FROM", "#", "\\", "\n",
)  # fmt: skip
HEAD = (
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix oa: <http://www.w3.org/ns/oa#> .\n@prefix ex: <http://e.org/> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)


def mutated(text: str, chance: random.Random) -> str:
    """The text with some pieces put in, taken out, exchanged or repeated."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((0, 1, 1, 5, 40)))
        put = chance.choice((
            chance.choice(PIECES), f" {chance.choice(PIECES)} ", "", text[at:end] * 3,
            chance.choice(PIECES) * chance.choice((1, 50, 3000)),
        ))  # fmt: skip
        text = text[:at] + put + text[end:]
    return text


def tokens_exchanged(text: str, chance: random.Random) -> str:
    """The text with two of its words exchanged: terms where they do not belong."""
    words = text.split(" ")
    for _ in range(chance.choice((1, 2, 5))):
        one, other = chance.randrange(len(words)), chance.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return " ".join(words)


def before(*arguments: str | Path) -> bytes:
    """What a command gives in a process of its own.

    Here it would start threads of the engines, and a child forked then stands still.
    """
    command = [sys.executable, "-m", "scograph", *map(os.fspath, arguments)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them flipped, cut off, in another encoding, or packed."""
    kind = chance.choice(("flip", "flip", "cut", "utf-16", "latin-1", "gzip", "marks", "twice"))
    if kind == "flip":
        changed = bytearray(content)
        for _ in range(chance.choice((1, 3, 30))):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        return bytes(changed)
    if kind == "cut":
        return content[: chance.randrange(len(content))]
    if kind == "gzip":
        return gzip.compress(content, mtime=0)
    if kind == "marks":
        return b"\xef\xbb\xbf" * 2 + content.replace(b"\n", b"\r")
    return content * 2 if kind == "twice" else content.decode().encode(kind, "replace")


def files() -> Iterator[tuple[int, bytes]]:
    """Turtle of which some parts are changed, and every format with its bytes damaged."""
    corpus = CORPUS.read_text(encoding="utf-8")
    head, *blocks = corpus.split("\n\n")
    axioms = [line.split(" | ")[0] for line in lines("unusable_axioms.txt")]
    whole = [before("export", "-f", name, *SMALL) for name in FORMATS]
    whole += [path.read_bytes() for path in sorted(ROOT.glob("ontology/shapes/*.ttl"))]
    for number in range(FIRST, FIRST + FILES):
        chance = random.Random(number)  # noqa: S311
        if number % 5 == 0:
            yield number, damaged(chance.choice(whole)[-20_000:], chance)
            continue
        body = [*chance.sample(blocks, 4), *chance.sample(axioms, 2)]
        change = chance.choice((mutated, tokens_exchanged))
        text = f"{head}\n{HEAD}" + "\n".join(change(part, chance) for part in body)
        yield number, text.encode("utf-8", "surrogatepass")


def queries(port: int) -> Iterator[tuple[int, bytes]]:
    seeds = [path.read_text("utf-8") for path in sorted(ROOT.glob("queries/internal/*.rq"))]
    seeds += [
        "SELECT * { ?s ?p ?o OPTIONAL { ?o ?q ?r } FILTER(?s != ?o) } LIMIT 5",
        "CONSTRUCT { ?s ?p [ ?p ?o ] } { ?s a/rdfs:subClassOf* ?p ; skos:prefLabel ?o } LIMIT 9",
        f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <http://127.0.0.1:{port}/x> {{ ?s ?p ?o }} LIMIT 3",
    ]
    for number in range(FIRST, FIRST + QUERIES):
        chance = random.Random(number)  # noqa: S311
        yield number, mutated(chance.choice(seeds), chance).encode("utf-8", "surrogatepass")


class Case(NamedTuple):
    """A command on a file with a content; the number is the seed that the content came from."""

    number: int
    content: bytes
    file: Path
    arguments: list[str | Path]


def in_a_child(cases: list[Case], seconds: int) -> str:
    """The faults in a process of its own, a line each; the signal if one ended it.

    The process is forked by one that has started no engine: a child of this one would stand still
    where a thread of an engine held a lock.
    """
    clean = multiprocessing.get_context("forkserver")
    reading, writing = clean.Pipe(duplex=False)
    child = clean.Process(target=tell_faults, args=(cases, seconds, writing), daemon=True)
    child.start()
    writing.close()
    with reading:
        try:
            said = str(reading.recv()) if reading.poll(STILL) else None
        except EOFError:
            said = ""
    if said is None:
        child.kill()
    child.join()
    if said is None:
        return f"stands still for {STILL} s, ended by signal"
    if child.exitcode == 0:
        return said
    if -(child.exitcode or 0) in (signal.SIGXCPU, signal.SIGKILL):
        return LONG
    return f"{said} ended by signal {child.exitcode}"


def tell_faults(cases: list[Case], seconds: int, writing: Connection) -> None:
    """Sends the faults of the cases, as text."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        found = ((case.number, faults(case)) for case in cases)
        said = "\n".join(f"case {number}: {fault}" for number, fault in found if fault)
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
    writing.send(said[:60_000])


def faults(case: Case) -> str:
    case.file.write_bytes(case.content)
    answer = run(*case.arguments)
    said = answer.out + answer.err
    bad = answer.code not in range(6) or "Traceback" in said or "that it should not" in answer.err
    return f"{answer.code} {answer.err[-400:]}" if bad or "\x1b" in answer.err else ""


def found_in(cases: Iterator[Case]) -> list[str]:
    """The faults of all cases, in batches; one that ends its process is looked at case by case."""
    found = []
    while batch := list(islice(cases, BATCH)):
        said = in_a_child(batch, SECONDS * 4)
        alone = said == LONG or "ended by signal" in said
        found += [fault for case in batch if (fault := looked_at(case))] if alone else [said]
    return [fault for fault in found if fault]


def looked_at(case: Case) -> str:
    """The fault of one case, or what is wrong with the time that it takes."""
    fault = in_a_child([case], SECONDS)
    if fault != LONG:
        return fault
    case.file.write_bytes(case.content)
    still = within_time(case.arguments)
    return still and f"case {case.number}: {still}"


def within_time(arguments: list[str | Path]) -> str:
    """What is wrong with a command that takes long: it obeys its time limit, if it has one."""
    if arguments[0] != "query":
        return f"{arguments[0]} takes longer than {SECONDS} s of computing"
    limited = [*arguments, "--timeout", "1"]
    command = [sys.executable, "-m", "scograph", *map(os.fspath, limited)]
    started = sum(os.times()[2:4])
    code = subprocess.run(command, capture_output=True, check=False).returncode
    spent = sum(os.times()[2:4]) - started
    return "" if code in (0, 4, 5) and spent < SECONDS else f"{code} after {spent:.1f} s"


def test_mutated_files(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    own = ("--data", file, "--only-data")
    commands: list[list[str | Path]] = [
        ["query", "SELECT * { ?s ?p ?o } LIMIT 3", *own],
        ["query", "SELECT * { ?s ?p ?o } LIMIT 3", *own, "--asserted"],
        ["fmt", "--check", file],
        ["build", *own],
        ["describe", "Borton", *own],
        *(["export", "-f", name, *own] for name in FORMATS),
    ]

    def command(number: int) -> list[str | Path]:
        return ["validate", file] if number % 60 == 7 else commands[number % len(commands)]

    before("validate", CORPUS)
    cases = (Case(number, content, file, command(number)) for number, content in files())
    assert found_in(cases) == []


def test_mutated_queries(tmp_path: Path) -> None:
    file = tmp_path / "query.rq"

    asked: list[str | Path] = ["query", "-f", file, *SMALL]
    before("query", "ASK {}", *SMALL)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        port = listener.getsockname()[1]
        cases = (Case(number, content, file, asked) for number, content in queries(port))
        assert found_in(cases) == []
        with pytest.raises(BlockingIOError):
            listener.accept()
