"""The memory and processor time of a running worker."""

from __future__ import annotations

import psutil


class Gauge:
    """Reads the numbers of a process, from when it was made."""

    def __init__(self, pid: int) -> None:
        try:
            self._process: psutil.Process | None = psutil.Process(pid)
        except psutil.Error:
            self._process = None
        self._idle = self._resident()
        self._begun = 0.0

    def begin(self) -> None:
        """Counts processor time from now on."""
        self._begun = self._used()

    def grown(self) -> int:
        """Bytes of memory beyond those of the idle process."""
        return self._resident() - self._idle

    def used(self) -> float:
        """Seconds of processor time since `begin`."""
        return self._used() - self._begun

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
