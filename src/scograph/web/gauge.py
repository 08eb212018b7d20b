"""The memory and processor time of a running worker."""

from __future__ import annotations

import psutil

_NICE = 5
_LEAST = 19


class Gauge:
    """Reads the numbers of a process, from when it was made."""

    def __init__(self, pid: int) -> None:
        try:
            self._process: psutil.Process | None = psutil.Process(pid)
        except psutil.Error:
            self._process = None
        self._idle = self._resident()
        self._begun = 0.0
        self._usual = self._priority()
        self.sunk = False

    def lower(self) -> None:
        """Lets other processes go first where there are not enough processors."""
        windows = psutil.WINDOWS
        low = psutil.BELOW_NORMAL_PRIORITY_CLASS if windows else psutil.Process().nice() + _NICE
        if self._set(low):
            self._usual = self._priority()

    def sink(self) -> None:
        """Lets all other processes go first, until `rise`."""
        if not self.sunk:
            self.sunk = self._set(psutil.IDLE_PRIORITY_CLASS if psutil.WINDOWS else _LEAST)

    def rise(self) -> None:
        """Undoes `sink`, where the system allows it: POSIX does so for root alone."""
        if self.sunk:
            self.sunk = not self._set(self._usual)

    def _set(self, priority: int) -> bool:
        try:
            if self._process is not None:
                self._process.nice(priority)
        except (psutil.Error, OSError):
            return False
        return self._process is not None

    def begin(self) -> None:
        """Counts processor time from now on."""
        self._begun = self._used()

    def grown(self) -> int:
        """Bytes of memory beyond those of the idle process."""
        return self._resident() - self._idle

    def used(self) -> float:
        """Seconds of processor time since `begin`."""
        return self._used() - self._begun

    def _priority(self) -> int:
        try:
            return int(self._process.nice()) if self._process else 0
        except psutil.Error:
            return 0

    def _resident(self) -> int:
        try:
            return int(self._process.memory_info().rss) if self._process else 0
        except psutil.Error:
            return 0

    def _used(self) -> float:
        try:
            times = self._process.cpu_times() if self._process else None
        except psutil.Error:
            return 0.0
        return float(times.user + times.system) if times else 0.0
