"""The endpoint under untrusted clients: runaway queries beside good ones, and mutated requests."""

from __future__ import annotations

import asyncio
import http.client
import multiprocessing
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx

from bench.hammer import hammer, hammering, port, running, serve
from bench.setting import Setting
from tests.support.attackers import attacking

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


def report(setting: Setting) -> str:
    """Each table is printed as soon as it is there: the whole takes many minutes."""
    tables: tuple[Callable[[], str], ...] = (
        lambda: _table(
            f"good queries, {setting.load:g} s with runaways beside them",
            {name: f"{value:,.1f}" for name, value in mixed(setting.load).items()},
        ),
        lambda: "\n".join(attacked(setting.load)),
        lambda: _table(
            f"answers to {setting.requests:,} mutated requests",
            {name: f"{n:,}" for name, n in sorted(mutated(setting.requests).items())},
        ),
    )
    made = []
    for table in tables:
        made.append(table())
        print(f"{made[-1]}\n", file=sys.stderr, flush=True)
    return "## Untrusted clients\n\n" + "\n\n".join(made)


def _table(title: str, rows: dict[str, str]) -> str:
    lines = [f"| {title} | |", "| --- | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {value} |" for name, value in rows.items())])


GOOD = {
    "small query": (
        "/sparql?query=" + quote("SELECT ?s { ?s a scog:Summit } OFFSET ") + "NUMBER",
        "",
    ),
    "canned query": ("/queries/summits?from=NUMBER&format=json", ""),
    "page": ("/queries/summits?from=NUMBER", "text/html"),
}
_TURN = 5.0
_EACH = 0.02


def attacked(seconds: float) -> list[str]:
    """Good requests that nobody has made before, alone and beside an attack, in turns.

    The attack: seven clients that are slow, stopped, idle, half, huge, malformed or reset, and four
    with heavy queries, in a process that takes only the processor time that nobody else wants.
    """
    clean = multiprocessing.get_context("spawn")
    on, at, number = clean.Event(), port(), 2000
    url = f"http://127.0.0.1:{at}"
    found: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    with running(serve(at, "--workers", "2"), f"{url}/sparql"):
        attackers = clean.Process(target=attacking, args=(url, on, 4), daemon=True)
        attackers.start()
        end = time.perf_counter() + 2 * seconds
        beside = True
        while time.perf_counter() < end or beside:
            beside = not beside
            (on.set if beside else on.clear)()
            time.sleep(2)
            stop = time.perf_counter() + _TURN
            while time.perf_counter() < stop:
                for name, (path, accept) in GOOD.items():
                    number += 1
                    found[name, beside].append(
                        _asked(at, path.replace("NUMBER", str(number)), accept)
                    )
                    time.sleep(_EACH)
        attackers.kill()
        attackers.join()
    lines = [
        "| beside slow, stopped, idle, half, huge, malformed, reset and heavy clients, ms | median "
        "alone | median beside | ratio | 95 of 100 alone | 95 of 100 beside | asked | refused |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in GOOD:
        both = [sorted(taken * 1000 for _, taken in found[name, one]) for one in (False, True)]
        middle = [statistics.median(one) for one in both]
        late = [one[int(len(one) * 0.95)] for one in both]
        asked = [status for one in (False, True) for status, _ in found[name, one]]
        lines.append(
            f"| {name} | {middle[0]:.1f} | {middle[1]:.1f} | {middle[1] / middle[0]:.2f} | "
            f"{late[0]:.1f} | {late[1]:.1f} | {len(asked)} | {len(asked) - asked.count(200)} |"
        )
    return lines


def _asked(at: int, path: str, accept: str) -> tuple[int, float]:
    """The status and seconds of one request on its own connection, from a client of its own."""
    started = time.perf_counter()
    one = http.client.HTTPConnection("127.0.0.1", at, 60, source_address=("127.0.0.2", 0))
    one.request("GET", path, headers={"Accept": accept} if accept else {})
    answer = one.getresponse()
    answer.read()
    one.close()
    return answer.status, time.perf_counter() - started


def mixed(seconds: float) -> dict[str, float]:
    """Good queries alone, then beside runaway ones: medians in ms, and the memory of all."""
    at = port()
    url = f"http://127.0.0.1:{at}/sparql"
    with running(serve(at, "--timeout", "2", "--memory", "512", "--workers", "4"), url) as process:
        quiet = hammer(url, min(seconds, 10), lambda n: f"{QUERY} # quiet {n}", 2)
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
                hammering(url, seconds, lambda n: f"{QUERY} # loaded {n}", 2), bad(), watch()
            )
            await client.aclose()
            return good

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
    requests = []
    for _ in range(count):
        text = list(QUERY)
        for _ in range(chance.randrange(1, 12)):
            where = chance.randrange(len(text))
            text[where : where + chance.randrange(4)] = chance.choice(pieces)
        path = chance.choice(["/sparql", "/queries/attendees", "/graphs", "/id/sco", "/x"])
        name = chance.choice(["query", "host", "graph", "format", "lang", "from", "q"])
        requests.append((root + path, {name: "".join(text)}))
    server = running(serve(at, "--timeout", "2", "--memory", "256"), f"{root}/sparql")
    # Several at once, so that one that runs into the time limit does not hold up all others.
    with (
        server,
        httpx.Client(timeout=30, trust_env=False) as client,
        ThreadPoolExecutor(4) as threads,
    ):
        for answer in threads.map(lambda one: client.get(one[0], params=one[1]), requests):
            found[str(answer.status_code)] += 1
            if answer.status_code in (500, 502) or "Traceback" in answer.text:
                found["not meant"] += 1
            if any(word in answer.text for word in (sys.prefix, "site-packages", "/proc/")):
                found["leak"] += 1
    return found
