"""Who is served next, and that heavy queries push nobody away."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
import pytest

from scograph.web.turns import Ticket, Turns
from tests.support.server import Server, serving
from tests.support.terminal import SMALL

_T = TypeVar("_T")
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } OFFSET "


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
    while (ticket := turns.next(long=True)) is not None:
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
        found = [turns.next(long=False), turns.next(long=False)]
        return [one.client for one in found if one]

    assert finished(served()) == ["good", "heavy"]


@pytest.mark.slow
@pytest.mark.parametrize("addresses", ["one address", "an address each"])
def test_heavy_queries_push_nobody_away(addresses: str) -> None:
    with serving("--workers", "2", "--timeout", "20", *SMALL) as server:
        done = threading.Event()
        threads = [
            threading.Thread(target=heavy, args=(server, number, addresses, done), daemon=True)
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        answers = Counter(good(server, number) for number in range(60))
        done.set()
        assert answers == {200: 60}


def heavy(server: Server, number: int, addresses: str, done: threading.Event) -> None:
    """Asks one heavy query after the other, each another one."""
    host = "127.0.0.1" if addresses == "one address" else f"127.0.0.{number + 2}"
    transport = httpx.HTTPTransport(local_address=host)
    with httpx.Client(transport=transport, timeout=60, trust_env=False) as client:
        asked = 0
        while not done.is_set():
            asked += 1
            client.post(f"{server.url}/sparql", data={"query": f"{HEAVY}{number * 1000 + asked}"})


def good(server: Server, number: int) -> int:
    """The status of a small query, or of a canned one, that nobody has asked before."""
    if number % 2:
        return server.client.get("/queries/summits", params={"from": 2001 + number}).status_code
    query = f"ASK {{ ?s ?p {number} }}"
    return server.client.get("/sparql", params={"query": query}).status_code
