"""The priority of a worker where there are fewer processors than processes that want one."""

from __future__ import annotations

from pathlib import Path

import psutil

_LOWER = 5
_LEAST = 19
# A tenth of that of other sessions: less would end in the time limit beside other programs.
_LEAST_SHARE = 10


class Priority:
    """The priority of processor time of a process in a session of its own.

    Linux may share the processors out among sessions first: proc_pid_autogroup(5).
    """

    def __init__(self, pid: int) -> None:
        self._group = Path(f"/proc/{pid}/autogroup")
        self._wanted = self._given = 0
        self.sunk = False
        try:
            self._process: psutil.Process | None = psutil.Process(pid)
        except psutil.Error:
            self._process = None

    def lower(self) -> None:
        """Lets other processes of the server go first."""
        self._set(_low())

    def sink(self) -> None:
        """Lets all other processes go first, until `rise`."""
        if not self.sunk:
            self.sunk = self._set(psutil.IDLE_PRIORITY_CLASS if psutil.WINDOWS else _LEAST)
            self._share(_LEAST_SHARE)
        self.settle()

    def rise(self) -> None:
        """Undoes `sink`, where the system allows it: POSIX does so for root alone."""
        if self.sunk:
            self.sunk = not self._set(_low())
            self._share(_LEAST_SHARE if self.sunk else 0)

    def settle(self) -> None:
        """Tries again what Linux allows some times a second only."""
        if self._wanted != self._given:
            self._share(self._wanted)

    def _set(self, priority: int) -> bool:
        try:
            if self._process is not None:
                self._process.nice(priority)
        except (psutil.Error, OSError):
            return False
        return self._process is not None

    def _share(self, niceness: int) -> None:
        """The share of the session, which only this process is in."""
        self._wanted = niceness
        try:
            self._group.write_text(str(niceness), encoding="ascii")
        except FileNotFoundError:
            pass
        except OSError:
            return
        self._given = niceness


def _low() -> int:
    """Less than this process has."""
    if psutil.WINDOWS:
        return int(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    return int(psutil.Process().nice()) + _LOWER
