"""Slow, idle, stopped, huge and malformed clients beside good ones, and many requests in a row.

`SCOGRAPH_FUZZ=whole python -m pytest -m slow -s tests/web/test_attack.py` sends all of it and
prints the figures; otherwise a fifth is sent.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import threading
import time
from collections import Counter
from http.client import HTTPConnection
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
        process = psutil.Process(server.process.pid)

        def ask(start: int, number: int) -> None:
            connection = HTTPConnection(server.url.removeprefix("http://"))
            for one in range(start, start + number):
                text = f"ASK {{ ?s ?p {one % 4000} }}" if one % 4 else f"ASK {{ {one} "
                connection.request("GET", f"/sparql?query={quote(text)}")
                answer = connection.getresponse()
                answer.read()
                assert answer.status in (200, 400)
            connection.close()

        def run(number: int) -> int:
            threads = [threading.Thread(target=ask, args=(n * number // 4, number // 4))
                       for n in range(4)]  # fmt: skip
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return int(process.memory_info().rss)

        warm = run(5_000 // SHARE)
        grown = run(20_000 // SHARE) - warm
        print(f"{20_000 // SHARE:,} requests: {grown / 1024 / 1024:.1f} MiB more")
        assert grown < 30 * 1024 * 1024
