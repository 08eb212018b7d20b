"""A pool of worker processes, with a bounded queue and limits for each job."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec

from scograph.errors import StoreError
from scograph.web.gauge import Gauge
from scograph.web.jobs import Head
from scograph.web.problem import ProblemError
from scograph.web.spool import Spool, Spools
from scograph.web.turns import Ticket, Turns
from scograph.web.worker_process import WorkerProcess

_P = ParamSpec("_P")
Gone = Callable[[], Awaitable[None]]

_SOON = 0.05
_LOOK = 0.1
_SHORT = 0.5
_SPARE_IDLE = 60.0
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
    """A query has turned out to be long in the worker that is for short ones."""


class _Worker:
    """A worker process; the spare one runs short queries while the others are busy."""

    def __init__(self, process: WorkerProcess, *, spare: bool) -> None:
        self.process = process
        self.spare = spare
        self.gauge = Gauge(process.pid)
        if not spare:
            self.gauge.lower()
        self.idle_since = 0.0


class _Running:
    """A job in a worker since some moment; `long` once it has turned out to be."""

    def __init__(self, ticket: Ticket[_Worker], worker: _Worker) -> None:
        self.ticket = ticket
        self.worker = worker
        self.since = asyncio.get_running_loop().time()
        self.long = False


class Pool:
    """`workers` processes on the store in a folder, and a spare one while all of them are busy.

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
        self._running: set[_Running] = set()
        self._spare = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Starts the workers, and returns when all are ready; StoreError if one does not start."""
        await asyncio.gather(*(self._start_one(spare=False) for _ in range(self._size)))

    async def close(self) -> None:
        """Ends the workers at once."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(worker.process.end() for worker in self._all))

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
        if self._turns.waiting():
            return None
        for worker in self._idle:
            if not (ticket.long and worker.spare):
                self._idle.remove(worker)
                return worker
        return None

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
        now = asyncio.get_running_loop().time
        own = None if left is not None else asyncio.ensure_future(gone())
        watched = left or own
        assert watched is not None  # noqa: S101
        try:
            while True:
                rest = running.since + self._timeout - now()
                await _first(asked, watched, max(0.0, min(_LOOK, rest)))
                if asked.done():
                    return
                if watched.done():
                    raise ClientGoneError
                running.long = running.long or worker.gauge.used() > _SHORT
                if not self._idle:
                    self._start_spare()
                if running.since + self._timeout <= now():
                    running.long = True
                    raise ProblemError(
                        504,
                        f"The query ran for {self._timeout:g} seconds and was stopped. "
                        "Ask for less.",
                    )
                if worker.gauge.grown() > self._memory * _MIB:
                    raise self._too_large()
                self._let_others(running)
        finally:
            if own is not None:
                own.cancel()

    def _let_others(self, running: _Running) -> None:
        """Stops a long query where others have waited for a while."""
        waiting = self._turns.waiting()
        if not waiting:
            return
        ticket, worker = running.ticket, running.worker
        short = _SHORT * (6 if ticket.preferred else 1)
        if worker.spare and worker.gauge.used() > short and not all(one.long for one in waiting):
            running.long = True
            raise _TooLongError
        now, share = asyncio.get_running_loop().time(), self._timeout / 3
        if now - running.since < share or ticket.preferred:
            return
        longest = min(
            (one for one in self._running if not one.ticket.preferred), key=lambda one: one.since
        )
        short_waits = (not one.long and now - one.since > share for one in waiting)
        if running is longest and any(short_waits):
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
        loop = asyncio.get_running_loop()
        worker.idle_since = loop.time()
        self._idle.append(worker)
        self._hand_out()
        if worker.spare and worker in self._idle:
            loop.call_later(_SPARE_IDLE, self._dismiss, worker, worker.idle_since)

    def _hand_out(self) -> None:
        """Gives idle workers to those who wait."""
        for worker in sorted(self._idle, key=lambda one: one.spare):
            ticket = self._turns.next(long=not worker.spare)
            if ticket is not None:
                self._idle.remove(worker)
                ticket.worker.set_result(worker)
        if any(not one.long for one in self._turns.waiting()):
            self._start_spare()

    def _start_spare(self) -> None:
        """Starts the spare worker, before or when somebody needs it."""
        if not self._spare:
            self._spare = True
            self._background(self._start_again, spare=True)

    def _dismiss(self, worker: _Worker, since: float) -> None:
        """Ends the spare worker if it has been idle since then."""
        if worker in self._idle and worker.idle_since == since:
            self._idle.remove(worker)
            self._all.discard(worker)
            self._spare = False
            self._background(worker.process.end)

    def _replace(self, worker: _Worker) -> None:
        worker.process.kill()
        self._all.discard(worker)
        self._background(self._succeed, worker)

    async def _succeed(self, worker: _Worker) -> None:
        await worker.process.end()
        await self._start_again(spare=worker.spare)

    async def _start_again(self, *, spare: bool) -> None:
        while not self._closed:
            with suppress(OSError, StoreError):
                await self._start_one(spare=spare)
                return
            await asyncio.sleep(1)

    async def _start_one(self, *, spare: bool) -> None:
        process = await WorkerProcess.start(self._folder, self._memory)
        worker = _Worker(process, spare=spare)
        self._all.add(worker)
        self._return(worker)

    def _background(
        self, doing: Callable[_P, Coroutine[Any, Any, None]], *given: _P.args, **named: _P.kwargs
    ) -> None:
        if self._closed:
            return
        task = asyncio.create_task(doing(*given, **named))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _first(one: asyncio.Future[Any], other: asyncio.Future[Any], timeout: float) -> None:
    """Waits until one of the two is done."""
    await asyncio.wait({one, other}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
