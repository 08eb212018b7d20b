"""Worker processes: so many at once, a queue of bounded length, and a deadline that kills."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, cast

from scograph.serve.problem import Problem

_PIECE = 64 * 1024
_START = 30.0
_SOON = 0.05


class Answer(NamedTuple):
    """What a worker gave: `cut` is the number of rows that it was cut to, if it was."""

    content: bytes | AsyncIterator[bytes]
    length: int
    cut: int | None


class Gone(Exception):
    """Nobody waits for the answer any more."""


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.jobs = cast(asyncio.StreamWriter, process.stdin)
        self.replies = cast(asyncio.StreamReader, process.stdout)

    async def ask(self, job: bytes) -> tuple[dict[str, Any], bytes]:
        """The head of the reply, and the bytes of the answer if it is no large one."""
        self.jobs.write(job)
        line = await self.replies.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        head: dict[str, Any] = json.loads(line)
        small = head["length"] <= _PIECE
        return head, await self.replies.readexactly(head["length"]) if small else b""

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()


class Pool:
    """`workers` processes on the store in a folder; `close` ends them.

    `ask` raises Problem: 503 when the queue is full or the memory was not enough, 504 when the
    deadline passed, and what the worker says is wrong with the request.
    """

    def __init__(
        self, folder: Path, *, workers: int, timeout: float, memory: int, queue: int
    ) -> None:
        self._folder = folder
        self._size = workers
        self._timeout = timeout
        self._memory = memory
        self._queue = queue
        self._waiting = 0
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Starts the workers, and returns when all are ready."""
        await asyncio.gather(*(self._start_one() for _ in range(self._size)))

    async def close(self) -> None:
        """Ends the workers at once."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for worker in list(self._all):
            worker.kill()
        await asyncio.gather(*(worker.process.wait() for worker in self._all))

    async def ask(self, job: bytes, gone: Callable[[], Awaitable[None]]) -> Answer:
        """The answer to a job, a line; `gone` returns when nobody waits for it any more."""
        worker = await self._worker()
        deadline = asyncio.get_running_loop().time() + self._timeout
        asked = asyncio.ensure_future(worker.ask(job))
        try:
            await self._wait(asked, gone, deadline)
        except BaseException:
            asked.cancel()
            self._replace(worker)
            raise
        try:
            head, content = asked.result()
        except (EOFError, OSError, ValueError):
            self._replace(worker)
            raise Problem(
                503,
                f"The query needed more than {self._memory:,} MiB of memory and was stopped. "
                "Ask for less.",
                headers={"Retry-After": "1"},
            ) from None
        if head["length"] > _PIECE:
            pieces = self._pieces(worker, head["length"], deadline)
            return Answer(pieces, head["length"], head["cut"])
        self._idle.put_nowait(worker)
        if "problem" in head:
            raise Problem(**head["problem"])
        return Answer(content, head["length"], head["cut"])

    async def _wait(
        self, asked: asyncio.Future[Any], gone: Callable[[], Awaitable[None]], deadline: float
    ) -> None:
        """Until the worker has answered; Gone, or Problem 504 when the deadline passes."""
        # Most answers are there before it is worth looking whether somebody still waits.
        await asyncio.wait({asked}, timeout=min(_SOON, self._timeout))
        if asked.done():
            return
        left = asyncio.ensure_future(gone())
        try:
            rest = deadline - asyncio.get_running_loop().time()
            await asyncio.wait({asked, left}, timeout=rest, return_when=asyncio.FIRST_COMPLETED)
        finally:
            left.cancel()
        if asked.done():
            return
        if left.done():
            raise Gone
        raise Problem(
            504, f"The query ran for {self._timeout:g} seconds and was stopped. Ask for less."
        )

    async def _pieces(self, worker: _Worker, length: int, deadline: float) -> AsyncIterator[bytes]:
        left = length
        try:
            async with asyncio.timeout_at(deadline + self._timeout):
                while left:
                    piece = await worker.replies.read(min(left, _PIECE))
                    if not piece:
                        raise EOFError
                    left -= len(piece)
                    yield piece
        finally:
            if left:
                self._replace(worker)
            else:
                self._idle.put_nowait(worker)

    async def _worker(self) -> _Worker:
        if self._idle.empty() and self._waiting >= self._queue:
            raise Problem(
                503,
                "Too many queries run at once. Try again in a moment.",
                headers={"Retry-After": "2"},
            )
        self._waiting += 1
        try:
            async with asyncio.timeout(self._timeout):
                while True:
                    worker = await self._idle.get()
                    if worker.process.returncode is None:
                        return worker
                    self._replace(worker)
        except TimeoutError:
            raise Problem(
                503,
                "The queries before this one took too long. Try again in a moment.",
                headers={"Retry-After": "5"},
            ) from None
        finally:
            self._waiting -= 1

    def _replace(self, worker: _Worker) -> None:
        worker.kill()
        self._all.discard(worker)
        if not self._closed:
            task = asyncio.ensure_future(self._succeed(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _succeed(self, worker: _Worker) -> None:
        await worker.process.wait()
        while not self._closed:
            try:
                await self._start_one()
                return
            except (OSError, EOFError, TimeoutError):
                await asyncio.sleep(1)

    async def _start_one(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "scograph.serve.worker",
            str(self._folder),
            str(self._memory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            limit=1024 * 1024,
        )
        worker = _Worker(process)
        self._all.add(worker)
        async with asyncio.timeout(_START):
            if await worker.replies.readline() != b"ready\n":
                worker.kill()
                self._all.discard(worker)
                raise EOFError
        self._idle.put_nowait(worker)
