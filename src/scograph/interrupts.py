"""A time limit and a Ctrl-C that end the process even in the middle of a query.

While the embedded store runs a query, Python handles no signals, but other threads run. Both ways
out remove half-written files.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scograph import files
from scograph.errors import DeadlineError, StoreError

if TYPE_CHECKING:
    import threading

_INTERRUPTED = 128 + signal.SIGINT
_LONGEST = 10_000_000.0
_SHARE = 0.8
_PAUSE = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def start(seconds: float) -> None:
    """Ends the process, with the exit code of DeadlineError, when the seconds have passed."""
    import threading

    watch = threading.Timer(min(seconds, _LONGEST), _stop, [seconds])
    watch.daemon = True
    watch.start()


def heed_processor_limit() -> None:
    """Ends the process with a sentence just before `ulimit -t` does so without a word."""
    with suppress(ImportError):
        import resource

        soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
        if soft != resource.RLIM_INFINITY:
            import threading

            threading.Thread(target=_spend, args=[soft], daemon=True).start()


@contextmanager
def interruptible(*, writing: bool = False) -> Iterator[None]:
    """Ctrl-C inside ends the process at once; with `writing`, half-written files are removed."""
    try:
        before = signal.signal(signal.SIGINT, _ignored if writing else signal.SIG_DFL)
    except ValueError:
        # Only the main thread may set a handler.
        yield
        return
    try:
        with _listener() if writing else nullcontext(), _watched():
            yield
    finally:
        signal.signal(signal.SIGINT, before)


def need(mebibytes: int, what: str) -> None:
    """StoreError where a limit of the system leaves fewer addresses to this process.

    The engine ends a process that gets no memory, and nobody can catch that. A quarter of the
    addresses are data.
    """
    with suppress(ImportError):
        import resource

        for limit, letter, kind, least in (
            (resource.RLIMIT_AS, "v", "addresses", mebibytes),
            (resource.RLIMIT_DATA, "d", "data", mebibytes // 4),
        ):
            soft, _ = resource.getrlimit(limit)
            if soft != resource.RLIM_INFINITY and soft < least << 20:
                raise StoreError(
                    f"{what} takes {least:,} MiB of {kind}, and this process may use "
                    f"{soft >> 20:,}. Raise the limit: ulimit -{letter} {least << 10}"
                )


@contextmanager
def _watched() -> Iterator[None]:
    """Ends the process, with a sentence, before its memory leaves none to the system.

    A query may double a text with each step; the system would end the process without a word.
    """
    import threading

    done = threading.Event()
    threading.Thread(target=_watch, args=[done], daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _watch(done: threading.Event) -> None:
    # Most queries have ended by then.
    if done.wait(_PAUSE):
        return
    held, free = _held(), _free()
    if held is None or free is None:
        return
    most = held + int(free * _SHARE)
    while not done.wait(_PAUSE):
        held = _held()
        if held is None:
            return
        if held > most:
            _leave(
                f"scograph: Stopped: this needs more than {most >> 20:,} MiB of memory, which is "
                "nearly all that is free here. Ask for less.",
                StoreError.exit_code,
            )


def _spend(seconds: int) -> None:
    """Ends the process when it has computed for these seconds, but for the last quarter of one."""
    import time

    while (left := seconds - 0.25 - time.process_time()) > 0:
        # Several threads may compute at once.
        time.sleep(max(_PAUSE, min(left / 4, 60)))
    _leave(
        f"scograph: Stopped: this process may compute for {seconds:,} s and has done so. "
        "Ask for less, or raise the limit: ulimit -t unlimited",
        DeadlineError.exit_code,
    )


def _held() -> int | None:
    """The bytes of memory that this process holds; None where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (each 50 ms)
            return int(file.read().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return _elsewhere(lambda psutil: psutil.Process().memory_info().rss)


def _free() -> int | None:
    """The bytes of memory that are free, within the limits of this process and its container."""
    limits = []
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
        limits.append(int(text.partition("MemAvailable:")[2].split()[0]) * 1024)
    except (OSError, ValueError, IndexError):
        available = _elsewhere(lambda psutil: psutil.virtual_memory().available)
        limits += [] if available is None else [available]
    with suppress(OSError, ValueError):
        limits.append(int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    with suppress(ImportError, OSError, ValueError):
        import resource

        for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
            soft, _ = resource.getrlimit(limit)
            if soft != resource.RLIM_INFINITY:
                limits.append(soft // 2)
    return min(limits, default=None)


def _elsewhere(look: Callable[[Any], int]) -> int | None:
    """What psutil finds on a system without /proc; None where it finds nothing."""
    try:
        import psutil
    except ImportError:
        return None
    with suppress(psutil.Error, OSError):
        return int(look(psutil))
    return None


@contextmanager
def _listener() -> Iterator[None]:
    import threading

    reader, writer = os.pipe()
    # Python 3.11 on Windows has no such pipes.
    with suppress(AttributeError, OSError):
        os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer)
    threading.Thread(target=_listen, args=[reader], daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(writer)


def _listen(reader: int) -> None:
    while number := os.read(reader, 1):
        if number[0] == signal.SIGINT:
            _leave("Stopped.", _INTERRUPTED)
    os.close(reader)


def _ignored(*_: object) -> None:
    """The listening thread ends the process instead."""


def _stop(seconds: float) -> None:
    _leave(
        f"scograph: Stopped after {seconds:g} seconds (--timeout). "
        "Ask for less, or raise the limit.",
        DeadlineError.exit_code,
    )


def _leave(message: str, code: int) -> None:
    files.discard()
    with suppress(OSError):
        os.write(2, f"{message}\n".encode())
    os._exit(code)
