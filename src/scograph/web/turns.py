"""Who is served next, and in which lane.

Each worker has a lane. Short queries go before long ones, and clients that have had less before
others. A query is long once it has used a quarter of a second of processor time (three seconds
for a preferred one), if those like it were long, or if the latest ten of its client were.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter, OrderedDict
from enum import IntEnum
from typing import Generic, TypeVar

_REMEMBERED = 4096
_LATEST = 10
_ENOUGH = 3
_W = TypeVar("_W")
_K = TypeVar("_K")


class Lane(IntEnum):
    """What a worker runs; the lane that a query takes first stands first.

    `FRONT` is for preferred queries, and for clients whose latest queries were all short; `ANY` for
    every query; in `TRIAL`, a query that is not known to be long shows how long it is.
    """

    FRONT = 0
    ANY = 1
    TRIAL = 2


class Ticket(Generic[_W]):
    """A request that waits for a worker, which `worker` will give."""

    def __init__(self, kind: str, client: str, *, preferred: bool, number: int) -> None:
        self.digest = hashlib.sha256(kind.encode(errors="replace")).digest()[:16]
        self.client = client
        self.preferred = preferred
        self.number = number
        self.long = False
        self.since = 0.0
        self.worker: asyncio.Future[_W] = asyncio.get_running_loop().create_future()


class Turns(Generic[_W]):
    """The requests that wait, at most `most` of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: list[Ticket[_W]] = []
        self._running: Counter[str] = Counter()
        self._kinds: OrderedDict[bytes, list[bool]] = OrderedDict()
        self._clients: OrderedDict[str, list[bool]] = OrderedDict()
        self._number = 0

    def ticket(self, kind: str, client: str, *, preferred: bool) -> Ticket[_W]:
        """A ticket for a query that is like others of its kind.

        `preferred` ones go before others of their length.
        """
        self._number += 1
        ticket: Ticket[_W] = Ticket(kind, client, preferred=preferred, number=self._number)
        ticket.long = self._is_long(ticket)
        return ticket

    def _is_long(self, ticket: Ticket[_W]) -> bool:
        latest = self._clients.get(ticket.client, [])
        kind = self._kinds.get(ticket.digest)
        if kind is None:
            return not ticket.preferred and sum(latest) == _LATEST
        return all(kind) or (kind[-1] and any(latest))

    def fits(self, ticket: Ticket[_W], lane: Lane) -> bool:
        """True if a worker of this lane may run the query."""
        if lane is Lane.ANY or ticket.long:
            return lane is Lane.ANY
        latest = self._clients.get(ticket.client, [])
        good = not any(latest) and (len(latest) >= _ENOUGH or self._proven(ticket))
        return lane is Lane.TRIAL or ticket.preferred or good

    def _proven(self, ticket: Ticket[_W]) -> bool:
        """True if all queries like it were short."""
        return not any(self._kinds.get(ticket.digest, [True]))

    def waiting(self) -> list[Ticket[_W]]:
        """The tickets that wait."""
        self._waiting = [one for one in self._waiting if not one.worker.done()]
        return self._waiting

    def wait(self, ticket: Ticket[_W]) -> Ticket[_W] | None:
        """Puts a ticket into the queue; the ticket that had to leave it, perhaps the same."""
        ticket.since = asyncio.get_running_loop().time()
        waiting = self.waiting()
        waiting.append(ticket)
        if len(waiting) <= self._most:
            return None
        held = Counter(one.client for one in waiting)
        last = max(
            waiting, key=lambda one: (one.long, held[one.client], not one.preferred, one.number)
        )
        waiting.remove(last)
        return last

    def next(self, lane: Lane) -> Ticket[_W] | None:
        """Takes the next ticket for a worker of this lane out of the queue."""
        fitting = [one for one in self.waiting() if self.fits(one, lane)]
        if not fitting:
            return None
        first = min(
            fitting,
            key=lambda one: (
                one.long,
                not one.preferred,
                not self._proven(one),
                self._burden(one.client),
                self._running[one.client],
                one.number,
            ),
        )
        self._waiting.remove(first)
        return first

    def _burden(self, client: str) -> float:
        """How many of its latest queries were long; a client that nobody knows is no better."""
        latest = self._clients.get(client)
        return sum(latest) if latest else 0.5

    def started(self, ticket: Ticket[_W]) -> None:
        """Counts a running query of the client."""
        self._running[ticket.client] += 1

    def ended(self, ticket: Ticket[_W], *, long: bool) -> None:
        """Counts it no longer, and remembers whether it was long."""
        self._running[ticket.client] -= 1
        if self._running[ticket.client] <= 0:
            del self._running[ticket.client]
        _note(self._clients, ticket.client, long)
        _note(self._kinds, ticket.digest, long)
        if long:
            ticket.long = True
            for one in self.waiting():
                one.long = one.long or self._is_long(one)


def _note(memory: OrderedDict[_K, list[bool]], key: _K, long: bool) -> None:
    """Remembers whether the latest ten were long, for the latest few thousand keys."""
    lengths = memory.setdefault(key, [])
    lengths.append(long)
    del lengths[:-_LATEST]
    memory.move_to_end(key)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)
