"""Who is served next, and that heavy queries push nobody away."""

from __future__ import annotations

import asyncio
import itertools
import os
import threading
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
import psutil
import pytest

from scograph.web.turns import Lane, Ticket, Turns
from tests.support.attackers import HEAVY
from tests.support.server import Server, serving, until
from tests.support.terminal import SMALL

_T = TypeVar("_T")


def finished(doing: Coroutine[Any, Any, _T]) -> _T:
    """What it returns, in a thread of its own: browser tests leave a loop in the first one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()


async def order(asked: list[tuple[str, str, bool]], long: tuple[str, ...] = ()) -> list[str]:
    """The kinds in the order in which they are served."""
    turns: Turns[int] = Turns(100)
    for kind in long:
        turns.ended(turns.ticket(kind, "before", preferred=False), long=True)
    for kind, client, preferred in asked:
        turns.wait(turns.ticket(kind, client, preferred=preferred))
    served = []
    while (ticket := turns.next(Lane.ANY)) is not None:
        turns.started(ticket)
        served.append(next(k for k, *_ in asked if Ticket(k, "", preferred=False, number=0).digest
                           == ticket.digest))  # fmt: skip
    return served


def test_canned_queries_first_and_long_ones_last() -> None:
    asked = [("long", "a", False), ("short", "b", False), ("canned", "c", True)]
    assert finished(order(asked, ("long",))) == ["canned", "short", "long"]


def test_clients_take_turns() -> None:
    asked = [("1", "a", False), ("2", "a", False), ("3", "a", False), ("4", "b", False)]
    assert finished(order(asked)) == ["1", "4", "2", "3"]


def test_a_full_queue_is_left_by_whoever_has_most_in_it() -> None:
    async def refused() -> list[int | None]:
        turns: Turns[int] = Turns(3)
        asked = [turns.ticket(str(n), "much", preferred=False) for n in range(5)]
        asked.append(turns.ticket("other", "little", preferred=False))
        left = [turns.wait(ticket) for ticket in asked]
        return [None if one is None else one.number for one in left]

    assert finished(refused()) == [None, None, None, 4, 5, 3]


def test_a_client_whose_queries_are_all_long_waits_for_others() -> None:
    async def waits() -> list[bool]:
        turns: Turns[int] = Turns(3)
        for number in range(10):
            turns.ended(turns.ticket(str(number), "heavy", preferred=False), long=True)
        return [turns.ticket("new", client, preferred=False).long for client in ("heavy", "good")]

    assert finished(waits()) == [True, False]


def test_a_client_whose_queries_were_short_goes_first() -> None:
    async def served() -> list[str]:
        turns: Turns[int] = Turns(5)
        turns.ended(turns.ticket("before", "heavy", preferred=False), long=True)
        for client in ("heavy", "good"):
            turns.wait(turns.ticket(f"of {client}", client, preferred=False))
        found = [turns.next(Lane.TRIAL), turns.next(Lane.TRIAL)]
        return [one.client for one in found if one]

    assert finished(served()) == ["good", "heavy"]


def test_the_front_is_for_canned_queries_and_good_clients() -> None:
    async def fits() -> list[bool]:
        turns: Turns[int] = Turns(3)
        for client, long in (("good", False), ("heavy", True)):
            for number in range(3):
                turns.ended(turns.ticket(f"{client} {number}", client, preferred=False), long=long)
        asked = [
            ("new", "good", False),
            ("good 0", "new", False),
            ("canned", "heavy", True),
            ("new", "new", False),
            ("good 0", "heavy", False),
            ("heavy 0", "good", False),
        ]
        return [turns.fits(turns.ticket(kind, client, preferred=preferred), Lane.FRONT)
                for kind, client, preferred in asked]  # fmt: skip

    assert finished(fits()) == [True, True, True, False, False, False]


def test_a_kind_of_query_is_as_long_as_it_was_for_good_clients() -> None:
    """Another number in it makes a query long, so one client could spoil it for all."""

    async def long() -> list[bool]:
        turns: Turns[int] = Turns(3)
        turns.ended(turns.ticket("kind", "good", preferred=False), long=False)
        turns.ended(turns.ticket("kind", "heavy", preferred=False), long=True)
        return [turns.ticket("kind", one, preferred=False).long for one in ("good", "heavy")]

    assert finished(long()) == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("addresses", "kinds"),
    [
        ("one address", "one kind"),
        ("an address each", "a kind each"),
        ("ever new addresses", "a kind each"),
    ],
)
def test_heavy_queries_push_nobody_away(addresses: str, kinds: str) -> None:
    with serving("--workers", "2", "--timeout", "20", *SMALL) as server:
        done = threading.Event()
        threads = [
            threading.Thread(
                target=heavy, args=(server, number, addresses, kinds, done), daemon=True
            )
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        answers = Counter(good(server, number) for number in range(60))
        done.set()
        assert answers == {200: 60}


def heavy(server: Server, number: int, addresses: str, kinds: str, done: threading.Event) -> None:
    """Asks one heavy query after the other, each another one."""
    asked = 0
    while not done.is_set():
        host = {"one address": "127.0.0.1", "an address each": f"127.0.0.{number + 2}"}.get(
            addresses, f"127.0.{number + 1}.{asked % 250 + 1}"
        )
        asked += 1
        query = f"{HEAVY}{number * 1000 + asked}"
        if kinds != "one kind":
            query = query.replace("?a", f"?a{number}x{asked}")
        transport = httpx.HTTPTransport(local_address=host)
        with httpx.Client(transport=transport, timeout=60, trust_env=False) as client:
            client.post(f"{server.url}/sparql", data={"query": query})


def good(server: Server, number: int) -> int:
    """The status of a query, a canned query or a page that nobody has asked before."""
    canned = {"from": 2001 + number}
    queries = (f"ASK {{ ?s ?p {number} }}", f"SELECT ?s{number} {{ ?s{number} a scog:Summit }}")
    if number % 3 == 0:
        kind = {"Accept": "text/html"} if number % 2 else {}
        return server.client.get("/queries/summits", params=canned, headers=kind).status_code
    return server.client.get("/sparql", params={"query": queries[number % 2]}).status_code


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "nice"), reason="priorities of POSIX")
def test_a_long_query_gives_way_to_short_ones() -> None:
    with serving("--workers", "1", "--timeout", "20", *SMALL) as server:
        done = threading.Event()
        threading.Thread(
            target=heavy, args=(server, 1, "an address each", "one kind", done), daemon=True
        ).start()

        numbers = itertools.count(1)

        def sunk() -> int:
            assert good(server, next(numbers)) == 200
            return sum(_niceness(number) == 19 for number in server.workers())

        until(sunk)
        done.set()
        # It rises where the system lets it, and is exchanged elsewhere.
        until(lambda: all(_niceness(number) != 19 for number in server.workers()))


def _niceness(number: int) -> int:
    try:
        return int(psutil.Process(number).nice())
    except psutil.Error:
        return 0
