"""The endpoint under load, beside its peers and beside itself when nobody disturbs it.

    python bench/serve.py [--seconds 10] [--load 60] [--requests 10000] [--write FILE]

Three servers answer the same 20-row query on the same store, in turns: `scograph serve`, a bare
Starlette application with pyoxigraph in it, and Oxigraph's own server. Then `scograph serve` has a
minute of good queries with runaway ones among them, and ten thousand mutated requests.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx

from scograph import store

QUERY = (
    "PREFIX scog: <https://w3id.org/scograph/ontology#> "
    "SELECT ?participation ?person ?meeting WHERE { ?participation scog:participant ?person ; "
    "scog:atMeeting ?meeting } LIMIT 20"
)
RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?b",
    "SELECT ?a ?b { ?a (<urn:x>|!<urn:x>)* ?b }",
    'SELECT (STRLEN(?x) AS ?n) { BIND(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE("%s","a","%s"),"a",'
    '"%s"),"a","%s"),"a","%s"),"a","%s") AS ?x) }' % (("a" * 60,) * 6),
    'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(.*a){12}zzz")) }',
)
BARE = """\
import sys
import pyoxigraph
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

store = pyoxigraph.Store.read_only(sys.argv[1])

async def sparql(request):
    answer = store.query(request.query_params["query"])
    body = answer.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    return Response(body, media_type="application/sparql-results+json")

app = Starlette(routes=[Route("/sparql", sparql)])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="critical")
"""
CONNECTIONS = 8


@contextmanager
def running(command: list[str], url: str) -> Iterator[subprocess.Popen[bytes]]:
    """The server of a command, once it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                httpx.get(url, params={"query": "ASK {}"}, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str, host: str
) -> tuple[int, int]:
    """One request on an open connection; the status and the length of the body."""
    writer.write(
        f"GET {target} HTTP/1.1\r\nHost: {host}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split()[1])
    if "content-length:" in head:
        length = int(head.split("content-length:")[1].split()[0])
        await reader.readexactly(length)
        return status, length
    length = 0
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
        length += size
    await reader.readexactly(2)
    return status, length


async def hammer(
    url: str, seconds: float, queries: Callable[[int], str], connections: int = CONNECTIONS
) -> tuple[int, list[float]]:
    """How many requests were answered in the time, and the seconds that each took."""
    host = url.removeprefix("http://").partition("/")[0]
    path = "/" + url.removeprefix("http://").partition("/")[2]
    end = time.perf_counter() + seconds
    taken: list[float] = []

    async def one(number: int) -> None:
        reader, writer = await asyncio.open_connection(*host.split(":"))
        turn = number
        while time.perf_counter() < end:
            started = time.perf_counter()
            status, _ = await ask(reader, writer, f"{path}?query={quote(queries(turn))}", host)
            if status == 200:
                taken.append(time.perf_counter() - started)
            turn += connections
        writer.close()

    await asyncio.gather(*(one(number) for number in range(connections)))
    return len(taken), taken


def throughput(seconds: float, rounds: int = 3) -> dict[str, list[float]]:
    """Queries a second of each server, in turns, for each of some rounds."""
    folder = store.current()
    oxigraph = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        a, b, c = port(), port(), port()
        servers = {
            "scograph serve, one query": (serve(a), f"http://127.0.0.1:{a}/sparql", 0),
            "scograph serve, never the same query": (serve(a), f"http://127.0.0.1:{a}/sparql", 1),
            "bare Starlette + pyoxigraph": (
                [sys.executable, "-c", BARE, str(folder / "oxigraph"), str(b)],
                f"http://127.0.0.1:{b}/sparql",
                1,
            ),
            "oxigraph serve-read-only": (
                [oxigraph, "serve-read-only", "--location", str(folder / "oxigraph"),
                 "--bind", f"127.0.0.1:{c}"],
                f"http://127.0.0.1:{c}/query",
                1,
            ),
        }  # fmt: skip
        for name, (command, url, varied) in servers.items():
            with running(command, url):
                stamp = random.random() if varied else 0.0  # noqa: S311 (no secret)
                text = (lambda n, s=stamp: f"{QUERY} # {s} {n}") if varied else (lambda n: QUERY)
                count, _ = asyncio.run(hammer(url, seconds, text))
                found.setdefault(name, []).append(count / seconds)
    return found


def serve(at: int, *options: str) -> list[str]:
    """The command of our server on a port."""
    return [
        sys.executable,
        "-m",
        "scograph",
        "serve",
        "--port",
        str(at),
        "--no-access-log",
        *options,
    ]


def mixed(seconds: float) -> dict[str, float]:
    """Good queries alone, then beside runaway ones: medians in ms, and the memory of all."""
    at = port()
    url = f"http://127.0.0.1:{at}/sparql"
    with running(serve(at, "--timeout", "2", "--memory", "512", "--workers", "4"), url) as process:
        _, quiet = asyncio.run(hammer(url, min(seconds, 10), lambda n: f"{QUERY} # quiet {n}", 2))
        peak = 0
        statuses: Counter[int] = Counter()

        async def load() -> list[float]:
            nonlocal peak
            end = time.perf_counter() + seconds
            client = httpx.AsyncClient(timeout=30, trust_env=False)

            async def bad() -> None:
                turn = 0
                while time.perf_counter() < end:
                    text = f"{RUNAWAYS[turn % len(RUNAWAYS)]} # {turn}"
                    statuses[(await client.post(url, data={"query": text})).status_code] += 1
                    turn += 1

            async def watch() -> None:
                nonlocal peak
                while time.perf_counter() < end:
                    peak = max(peak, memory(process.pid))
                    await asyncio.sleep(0.2)

            good, *_ = await asyncio.gather(
                hammer(url, seconds, lambda n: f"{QUERY} # loaded {n}", 2), bad(), watch()
            )
            await client.aclose()
            return good[1]

        loaded = asyncio.run(load())
    return {
        "median alone, ms": statistics.median(quiet) * 1000,
        "median beside runaways, ms": statistics.median(loaded) * 1000,
        "slowest beside runaways, ms": max(loaded) * 1000,
        "good queries answered": len(loaded),
        "runaways stopped": statuses[503] + statuses[504],
        "runaways answered": statuses[200],
        "most memory of all processes, MiB": peak,
    }


def memory(pid: int) -> int:
    """MiB of resident memory of a process and its children."""
    total = 0
    for number in [pid, *_children(pid)]:
        try:
            pages = int(Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1])
        except OSError:
            continue
        total += pages * os.sysconf("SC_PAGE_SIZE")
    return total // 2**20


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(number) for number in text.split()]


def mutated(count: int) -> Counter[str]:
    """Statuses of mutated requests; a leak or a failure that is not meant has a name of its own."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    at = port()
    root = f"http://127.0.0.1:{at}"
    found: Counter[str] = Counter()
    pieces = [
        *"{}()<>\"'\\#;&%?*",
        "SELECT",
        "ASK",
        "WHERE",
        "SERVICE",
        "scod:sco",
        "\x00",
        "LIMIT",
        "𐀀",
    ]
    server = running(serve(at, "--timeout", "2", "--memory", "256"), f"{root}/sparql")
    with server, httpx.Client(timeout=30, trust_env=False) as client:
        for _ in range(count):
            text = list(QUERY)
            for _ in range(chance.randrange(1, 12)):
                where = chance.randrange(len(text))
                text[where : where + chance.randrange(4)] = chance.choice(pieces)
            path = chance.choice(["/sparql", "/queries/attendees", "/graphs", "/id/sco", "/x"])
            name = chance.choice(["query", "host", "graph", "format", "lang", "from", "q"])
            answer = client.get(root + path, params={name: "".join(text)})
            found[str(answer.status_code)] += 1
            if answer.status_code in (500, 502) or "Traceback" in answer.text:
                found["not meant"] += 1
            if any(word in answer.text for word in (sys.prefix, "site-packages", "/proc/")):
                found["leak"] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--load", type=float, default=60)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rates = throughput(options.seconds)
    bare = statistics.median(rates["bare Starlette + pyoxigraph"])
    lines = ["| server, 20-row query, 8 connections | queries a second | to the bare one |"]
    lines.append("| --- | --- | --- |")
    for name, each in rates.items():
        low, middle, high = min(each), statistics.median(each), max(each)
        lines.append(
            f"| {name} | {middle:,.0f} ({low:,.0f} to {high:,.0f}) | {middle / bare:.2f} |"
        )
    lines += ["", "| good queries with runaways beside them | |", "| --- | --- |"]
    lines += [f"| {name} | {value:,.1f} |" for name, value in mixed(options.load).items()]
    lines += ["", "| answers to mutated requests | |", "| --- | --- |"]
    lines += [
        f"| {name} | {value:,} |" for name, value in sorted(mutated(options.requests).items())
    ]
    text = "\n".join(lines)
    print(text)
    if options.write:
        head = "# The endpoint under load\n\nMade by `python bench/serve.py`.\n\n"
        options.write.write_text(f"{head}{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
