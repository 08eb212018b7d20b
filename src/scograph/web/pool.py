"""A pool of worker processes, with a bounded queue and limits for each job."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from scograph.errors import StoreError
from scograph.web.gauge import Gauge
from scograph.web.jobs import Head
from scograph.web.problem import ProblemError
from scograph.web.spool import Spool, Spools
from scograph.web.turns import Lane, Ticket, Turns
from scograph.web.worker_process import WorkerProcess

_G = TypeVar("_G")
Gone = Callable[[], Awaitable[None]]

_SOON = 0.05
_LOOK = 0.1
_SHORT = 0.25
_OF_PREFERRED = 3.0
_OF_NOBODY = 0.5
_LATELY = 1.0
_SELDOM = 30.0
_MIB = 1024 * 1024


class Answer(NamedTuple):
    """The answer of a worker; `cut` is the number of rows after which it was cut."""

    spool: Spool
    cut: int | None


class Asked(NamedTuple):
    """Who asks, and what kind of query; `preferred` ones go before others of their length."""

    client: str
    kind: str
    preferred: bool = False


class ClientGoneError(Exception):
    """The client has disconnected."""


class _TooLongError(Exception):
    """A query has turned out to be long in a worker that is for short ones."""


class _Worker:
    """A worker process, which runs the queries of its lane."""

    def __init__(self, process: WorkerProcess, lane: Lane) -> None:
        self.process = process
        self.lane = lane
        self.gauge = Gauge(process.pid)


class _Running:
    """A job in a worker since some moment; `long` once it has turned out to be."""

    def __init__(self, ticket: Ticket[_Worker], worker: _Worker) -> None:
        self.ticket = ticket
        self.worker = worker
        self.since = asyncio.get_running_loop().time()
        self.short = _OF_PREFERRED if ticket.preferred else _SHORT
        self.long = False


class Pool:
    """`workers` processes on the store in a folder, and one for each lane of short queries.

    Another one stands by to take the place of one that ends.

    `ask` raises ProblemError: 503 when the queue is full or the memory was not enough, 504 when the
    deadline passed, and what the worker says is wrong with the request.
    """

    def __init__(
        self, folder: Path, *, workers: int, timeout: float, memory: int, queue: int
    ) -> None:
        self._folder = folder
        self._size = workers
        self._timeout = timeout
        self._memory = memory
        self._turns: Turns[_Worker] = Turns(queue)
        self._spools = Spools()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._standby: WorkerProcess | None = None
        self._running: set[_Running] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        # When a worker for short queries last got one, and when a worker last was exchanged.
        self._short = self._exchanged = float("-inf")

    async def start(self) -> None:
        """Starts the workers, and returns when `workers` of them are ready.

        StoreError if one does not start.
        """
        await asyncio.gather(*(self._start_one(Lane.ANY) for _ in range(self._size)))
        for lane in (Lane.FRONT, Lane.TRIAL, None):
            self._background(self._start_again, lane)

    async def close(self) -> None:
        """Ends the workers at once."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        processes = [worker.process for worker in self._all]
        processes += [self._standby] if self._standby else []
        await asyncio.gather(*(process.end() for process in processes))

    async def ask(self, job: bytes, asked: Asked, gone: Gone) -> Answer:
        """The answer to an encoded job; `gone` returns when the client has disconnected."""
        ticket = self._turns.ticket(asked.kind, asked.client, preferred=asked.preferred)
        left: asyncio.Future[None] | None = None
        try:
            while True:
                worker = self._free(ticket)
                if worker is None:
                    left = left or asyncio.ensure_future(gone())
                    worker = await self._wait(ticket, left)
                try:
                    return await self._run(job, ticket, worker, left, gone)
                except _TooLongError:
                    ticket.worker = asyncio.get_running_loop().create_future()
        finally:
            if left is not None:
                left.cancel()

    def _free(self, ticket: Ticket[_Worker]) -> _Worker | None:
        """An idle worker, where nobody waits for it."""
        fitting = [one for one in self._idle if self._turns.fits(ticket, one.lane)]
        if self._turns.waiting() or not fitting:
            return None
        worker = min(fitting, key=lambda one: one.lane)
        self._idle.remove(worker)
        return worker

    async def _wait(self, ticket: Ticket[_Worker], left: asyncio.Future[None]) -> _Worker:
        """The worker whose turn with this ticket comes."""
        refused = self._turns.wait(ticket)
        if refused is not None:
            refused.worker.set_exception(
                ProblemError(
                    503,
                    "Too many queries run at once. Try again in a moment.",
                    headers={"Retry-After": "2"},
                )
            )
        self._hand_out()
        try:
            await _first(ticket.worker, left, self._timeout)
            if ticket.worker.done():
                return ticket.worker.result()
        except asyncio.CancelledError:
            if ticket.worker.done() and not ticket.worker.exception():
                self._return(ticket.worker.result())
            raise
        finally:
            ticket.worker.cancel()
        if left.done():
            raise ClientGoneError
        raise ProblemError(
            503,
            "The queries before this one took too long. Try again in a moment.",
            headers={"Retry-After": "5"},
        )

    async def _run(
        self,
        job: bytes,
        ticket: Ticket[_Worker],
        worker: _Worker,
        left: asyncio.Future[None] | None,
        gone: Gone,
    ) -> Answer:
        running = _Running(ticket, worker)
        if not ticket.long:
            worker.process.priority.rise()
        if worker.lane is not Lane.ANY:
            self._short = running.since
        self._running.add(running)
        self._turns.started(ticket)
        asked = worker.process.ask(job, self._spools)
        try:
            # Most answers are there before it is worth looking what the worker does.
            await asyncio.wait({asked}, timeout=min(_SOON, self._timeout))
            if not asked.done():
                await self._look_after(running, asked, left, gone)
            head, spool = asked.result()
        except (EOFError, OSError, ValueError):
            await worker.process.end()
            self._replace(worker)
            raise self._died(worker) from None
        except BaseException:
            self._replace(worker)
            raise
        finally:
            self._running.discard(running)
            self._turns.ended(ticket, long=running.long)
        self._return(worker)
        if head.refusal is not None:
            raise ProblemError(**head.refusal._asdict())
        return Answer(spool, head.cut)

    async def _look_after(
        self,
        running: _Running,
        asked: asyncio.Task[tuple[Head, Spool]],
        left: asyncio.Future[None] | None,
        gone: Gone,
    ) -> None:
        """Waits for the answer; an error if it must not be waited for any longer."""
        worker = running.worker
        worker.gauge.begin()
        worker.process.priority.settle()
        now = asyncio.get_running_loop().time
        own = None if left is not None else asyncio.ensure_future(gone())
        watched = left or own
        assert watched is not None  # noqa: S101
        try:
            while True:
                rest = running.since + self._timeout - now()
                wait = max(0.0, min(_LOOK, rest))
                if watched.done():
                    await asyncio.wait({asked}, timeout=wait)
                else:
                    await _first(asked, watched, wait)
                if asked.done():
                    return
                # A new worker costs as much as letting a short query of nobody come to its end.
                if watched.done() and worker.gauge.used() > _OF_NOBODY:
                    raise ClientGoneError
                running.long = running.long or worker.gauge.used() > running.short
                if running.since + self._timeout <= now():
                    running.long = True
                    raise ProblemError(
                        504,
                        f"The query ran for {self._timeout:g} seconds and was stopped. "
                        "Ask for less.",
                    )
                if worker.gauge.grown() > self._memory * _MIB:
                    raise self._too_large()
                long = running.long or running.ticket.long
                if long and worker.lane is Lane.ANY and now() - self._short < _LATELY:
                    worker.process.priority.sink()
                self._let_others(running)
        finally:
            if own is not None:
                own.cancel()

    def _let_others(self, running: _Running) -> None:
        """Stops a long query where others have waited for a while."""
        waiting = self._turns.waiting()
        if not waiting:
            return
        ticket, lane = running.ticket, running.worker.lane
        if lane is not Lane.ANY:
            if running.long and any(self._turns.fits(one, lane) for one in waiting):
                raise _TooLongError
            return
        now, share = asyncio.get_running_loop().time(), self._timeout / 3
        if now - running.since < share or ticket.preferred:
            return
        longest = min(
            (one for one in self._running
             if not one.ticket.preferred and one.worker.lane is Lane.ANY),
            key=lambda one: one.since,
        )  # fmt: skip
        others = (one for one in waiting if one.preferred or not one.long)
        if running is longest and any(now - one.since > share for one in others):
            raise ProblemError(
                503,
                f"The query was stopped after {now - running.since:.0f} seconds, since others "
                "wait. Ask for less, or try again later.",
                headers={"Retry-After": "30"},
            )

    def _died(self, worker: _Worker) -> ProblemError:
        number = worker.process.signal
        if number is None or number == getattr(signal, "SIGKILL", None):
            return self._too_large()
        if number == signal.SIGABRT:
            # The engine ends the process where it gets no memory, and where it fails itself.
            return ProblemError(
                503,
                f"The query needed more than {self._memory:,} MiB of memory, or the engine failed "
                "on it, and was stopped. Ask for less, or in a simpler way.",
                headers={"Retry-After": "1"},
            )
        return ProblemError(
            500,
            "The query ended the process that answered it: "
            f"{worker.process.how_it_ended()} Ask in a simpler way.",
        )

    def _too_large(self) -> ProblemError:
        return ProblemError(
            503,
            f"The query needed more than {self._memory:,} MiB of memory and was stopped. "
            "Ask for less.",
            headers={"Retry-After": "1"},
        )

    def _return(self, worker: _Worker) -> None:
        if not worker.process.alive:
            self._replace(worker)
            return
        self._idle.append(worker)
        self._hand_out()
        if worker in self._idle:
            worker.process.priority.rise()
        now = asyncio.get_running_loop().time()
        if (
            worker.process.priority.sunk
            and worker in self._idle
            and now - self._exchanged > _SELDOM
        ):
            # The system does not let it rise.
            self._exchanged = now
            self._idle.remove(worker)
            self._replace(worker)

    def _hand_out(self) -> None:
        """Gives idle workers to those who wait."""
        for worker in sorted(self._idle, key=lambda one: one.lane):
            ticket = self._turns.next(worker.lane)
            if ticket is not None:
                self._idle.remove(worker)
                ticket.worker.set_result(worker)

    def _replace(self, worker: _Worker) -> None:
        worker.process.kill()
        self._all.discard(worker)
        self._background(self._succeed, worker)

    async def _succeed(self, worker: _Worker) -> None:
        standby, self._standby = self._standby, None
        replaced = standby is not None and standby.alive
        if standby is not None and standby.alive:
            self._add(standby, worker.lane)
        await worker.process.end()
        if not replaced:
            await self._start_again(worker.lane)
        if self._standby is None:
            await self._start_again(None)

    async def _start_again(self, lane: Lane | None) -> None:
        while not self._closed:
            with suppress(OSError, StoreError):
                await self._start_one(lane)
                return
            await asyncio.sleep(1)

    async def _start_one(self, lane: Lane | None) -> None:
        """Starts a worker for a lane, or to stand by."""
        process = await WorkerProcess.start(self._folder, self._memory, warm=lane is Lane.FRONT)
        if lane is not None:
            self._add(process, lane)
        elif self._standby is None:
            self._standby = process
        else:
            await process.end()

    def _add(self, process: WorkerProcess, lane: Lane) -> None:
        worker = _Worker(process, lane)
        self._all.add(worker)
        self._return(worker)

    def _background(self, doing: Callable[[_G], Coroutine[Any, Any, None]], given: _G) -> None:
        if self._closed:
            return
        task = asyncio.create_task(doing(given))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _first(one: asyncio.Future[Any], other: asyncio.Future[Any], timeout: float) -> None:
    """Waits until one of the two is done."""
    await asyncio.wait({one, other}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
