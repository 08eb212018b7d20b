"""Slow, idle, stopped, huge and malformed clients beside good ones, and many requests in a row.

`SCOGRAPH_FUZZ=whole python -m pytest -m slow -s tests/web/test_attack.py` sends all of it and
prints the figures; otherwise a fifth is sent.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import pairwise
from urllib.parse import quote

import psutil
import pytest

from tests.support.attackers import attacking
from tests.support.server import Server, serving, until
from tests.support.terminal import SMALL

pytestmark = pytest.mark.slow

WHOLE = os.environ.get("SCOGRAPH_FUZZ") == "whole"
SHARE = 1 if WHOLE else 5


def good(server: Server, number: int) -> tuple[int, float]:
    """The status and the seconds of a query that nobody has asked before."""
    started = time.perf_counter()
    query = f"SELECT ?s {{ ?s a scog:Summit FILTER(STRLEN(STR(?s)) > {number}) }}"
    status = server.client.get("/sparql", params={"query": query}).status_code
    return status, time.perf_counter() - started


def test_good_clients_beside_bad_ones() -> None:
    """In turns, so that what else the machine does weighs alike on both."""
    clean = multiprocessing.get_context("spawn")
    alone: list[tuple[int, float]] = []
    beside: list[tuple[int, float]] = []
    with serving("--workers", "2", "--timeout", "30", *SMALL, files=512) as server:
        on = clean.Event()
        attackers = clean.Process(target=attacking, args=(server.url, on), daemon=True)
        attackers.start()
        on.set()
        until(lambda: len(server.lines) > 20)
        for turn in range(20 // SHARE):
            for found, change in ((alone, on.clear), (beside, on.set)):
                change()
                time.sleep(2)
                found += [good(server, 1000 * turn + len(alone + beside)) for _ in range(15)]
        attackers.kill()
        for name, found in (("alone", alone), ("beside", beside)):
            median = statistics.median(seconds for _, seconds in found) * 1000
            print(f"{name}: {Counter(status for status, _ in found)}, median {median:.1f} ms")
        assert {status for status, _ in (*alone, *beside)} == {200}
        assert "Traceback" not in server.log
        until(lambda: len(server.workers()) == 5)


def test_many_requests_take_no_more_memory() -> None:
    with serving("--workers", "2", *SMALL, "--no-access-log") as server:

        def run(start: int, number: int) -> tuple[int, int]:
            """MiB of the server, and of the largest worker, after so many more requests."""
            with ThreadPoolExecutor(4) as threads:
                parts = (start + n * number // 4 for n in range(4))
                list(threads.map(lambda part: ask(server, part, number // 4), parts))
            return resident(server.process.pid), max(map(resident, server.workers()))

        ask(server, 0, 20)
        counts = [total // SHARE for total in (2_000, 10_000, 20_000)]
        grown = [run(start, end - start) for start, end in pairwise([0, *counts])]
        for count, (parent, worker) in zip(counts, grown, strict=True):
            print(f"{count:,} requests: {parent} MiB, the largest worker {worker} MiB")
        assert grown[-1][0] - grown[0][0] < 30
        assert grown[-1][1] - grown[0][1] < 60
        assert "Traceback" not in server.log


def resident(number: int) -> int:
    return int(psutil.Process(number).memory_info().rss) // 2**20


def ask(server: Server, start: int, number: int) -> None:
    """Requests of all kinds on one connection, one in ten of them on another that is cut."""
    host = server.url.removeprefix("http://")
    connection = HTTPConnection(host)
    for one in range(start, start + number):
        path, headers, expected = request(one)
        if one % 10 == 9:
            cut = HTTPConnection(host)
            cut.request("GET", path, headers=headers)
            if one % 20 == 9:
                cut.sock.recv(10)
            cut.close()
            continue
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status in expected, (path, answer.status)
    connection.close()


def request(number: int) -> tuple[str, dict[str, str], set[int]]:
    """The path, headers and possible answers of a request: of ten, four are small queries."""
    kind, page = number % 10, {"Accept": "text/html"}
    if kind == 0:
        # Pages take long, so most of them come from what is kept.
        year = 2001 + number % 4000 // 10
        return f"/queries/summits?from={year}&lang=ru", page if number % 20 else {}, {200}
    if kind == 1:
        return ("/id/borton", page, {200}) if number % 20 == 1 else ("/id/borton", {}, {200})
    if kind in (2, 3):
        wrong = (f"/sparql?query=ASK+%7B+{number}", f"/id/none-{number}", f"/none/{number}")
        # The page of the editor shows the error.
        return wrong[number % 3], page if number % 3 and number % 40 == 2 else {}, {400, 404}
    if kind == 4:
        query = f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT 2000 OFFSET {number % 500}"
        return f"/sparql?query={quote(query)}", {"Accept": "text/csv"}, {200}
    return f"/sparql?query={quote(f'ASK {{ ?s ?p {number} }}')}", {}, {200}
