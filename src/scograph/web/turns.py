"""Who is served next: short queries before long ones, and clients that have had less before others.

Among short ones, those of clients go first whose latest queries were short.

A query is long once it has used half a second of processor time while others waited, if one like
it was long before, or if the latest ten of its client were.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter, OrderedDict
from typing import Generic, TypeVar

_REMEMBERED = 4096
_LATEST = 10
_W = TypeVar("_W")
_K = TypeVar("_K")
_V = TypeVar("_V")


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
        self._long: OrderedDict[bytes, None] = OrderedDict()
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
        lengths = self._clients.get(ticket.client, [])
        return ticket.digest in self._long or (not ticket.preferred and sum(lengths) == _LATEST)

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

    def next(self, *, long: bool) -> Ticket[_W] | None:
        """Takes the next ticket out of the queue; without `long`, only one of a short query."""
        fitting = [one for one in self.waiting() if long or not one.long]
        if not fitting:
            return None
        first = min(
            fitting,
            key=lambda one: (
                one.long,
                not one.preferred,
                sum(self._clients.get(one.client, [])),
                self._running[one.client],
                one.number,
            ),
        )
        self._waiting.remove(first)
        return first

    def started(self, ticket: Ticket[_W]) -> None:
        """Counts a running query of the client."""
        self._running[ticket.client] += 1

    def ended(self, ticket: Ticket[_W], *, long: bool) -> None:
        """Counts it no longer, and remembers whether it was long."""
        self._running[ticket.client] -= 1
        if self._running[ticket.client] <= 0:
            del self._running[ticket.client]
        lengths = self._clients.setdefault(ticket.client, [])
        lengths.append(long)
        del lengths[:-_LATEST]
        _keep(self._clients, ticket.client)
        if long:
            self._long[ticket.digest] = None
            _keep(self._long, ticket.digest)
            ticket.long = True
            for one in self.waiting():
                one.long = self._is_long(one)
        elif ticket.digest in self._long:
            del self._long[ticket.digest]


def _keep(memory: OrderedDict[_K, _V], key: _K) -> None:
    """Forgets the oldest entries beyond a few thousand."""
    memory.move_to_end(key)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)
