"""A worker as the server sees it: a process that answers one job at a time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import cast

from scograph.errors import StoreError
from scograph.web.jobs import Head
from scograph.web.priority import Priority
from scograph.web.spool import Spool, Spools

READY = b"ready\n"
_START = 60.0
_END = 3.0


class WorkerProcess:
    """A running worker; `start` makes one."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._jobs = cast(asyncio.StreamWriter, process.stdin)
        self._replies = cast(asyncio.StreamReader, process.stdout)
        self._asked: asyncio.Task[tuple[Head, Spool]] | None = None
        self.priority = Priority(process.pid)

    @classmethod
    async def start(cls, folder: Path, mebibytes: int, *, warm: bool = False) -> WorkerProcess:
        """A worker on the store in a folder, ready for jobs; StoreError if it does not start.

        A warm one reads what pages need while it has no job. The others have a lower priority of
        processor time, from their start on.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "scograph.web.worker",
            str(folder),
            str(mebibytes),
            *(["warm"] if warm else []),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            limit=1024 * 1024,
            start_new_session=True,
        )
        worker = cls(process)
        if not warm:
            worker.priority.lower()
        try:
            async with asyncio.timeout(_START):
                line = await worker._replies.readline()
        except TimeoutError:
            line = b""
        except BaseException:
            worker.kill()
            raise
        if line != READY:
            await worker.end()
            reason = line.decode(errors="replace").strip() or worker.how_it_ended()
            raise StoreError(f"A worker of the server does not start: {reason}")
        return worker

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """True until the process is known to have ended."""
        return self._process.returncode is None

    def ask(self, job: bytes, spools: Spools) -> asyncio.Task[tuple[Head, Spool]]:
        """The head of the reply and its content; EOFError, OSError or ValueError if it dies."""
        self._asked = asyncio.ensure_future(self._ask(job, spools))
        return self._asked

    async def _ask(self, job: bytes, spools: Spools) -> tuple[Head, Spool]:
        self._jobs.write(job)
        line = await self._replies.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        head = Head.decode(line)
        return head, await spools.receive(self._replies, head.length)

    def kill(self) -> None:
        """Ends the process at once."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """Ends the process, and returns when it has ended, or after three seconds."""
        self.kill()
        with suppress(TimeoutError):
            async with asyncio.timeout(_END):
                if self._asked is not None and not self._asked.done():
                    self._asked.cancel()
                    await asyncio.wait({self._asked})
                # asyncio learns of the end only when nothing is left in the pipe.
                while await self._replies.read(1024 * 1024):
                    pass
                await self._process.wait()
        self._jobs.close()

    def how_it_ended(self) -> str:
        """The exit code or the signal in words."""
        code = self._process.returncode
        if code is None:
            return "it did not answer."
        if code < 0:
            with suppress(ValueError):
                return f"it was ended by {signal.Signals(-code).name}."
        return f"it ended with code {code}."

    @property
    def signal(self) -> int | None:
        """The signal that ended it, where systems have signals."""
        code = self._process.returncode
        return -code if code is not None and code < 0 else None
