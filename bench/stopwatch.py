"""Runs a command, and writes to a file: seconds, peak memory in KiB, exit code, CPU seconds.

    python -I -S bench/stopwatch.py RESULT TIMEOUT COMMAND...

It is a process of its own, and a small one: Linux counts the memory of whoever starts a program
towards that program's peak. A command that does not end in time is killed; its code is null then.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    result, timeout, *command = sys.argv[1:]
    # A group of its own, so that what the command starts dies with it.
    started = time.perf_counter()
    process = subprocess.Popen(command, process_group=0)
    late = False

    def kill(*_: object) -> None:
        nonlocal late
        late = True
        os.killpg(process.pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, kill)
    signal.signal(signal.SIGINT, kill)
    signal.setitimer(signal.ITIMER_REAL, float(timeout))
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    code = None if late else os.waitstatus_to_exitcode(status)
    Path(result).write_text(
        json.dumps([seconds, usage.ru_maxrss, code, usage.ru_utime + usage.ru_stime]),
        encoding="ascii",
    )


if __name__ == "__main__":
    main()
