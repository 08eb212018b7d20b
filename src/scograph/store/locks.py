"""File locks between processes, which end with the process that holds them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two builds may then run at once, which does no harm.
    fcntl = None  # type: ignore[assignment]


@contextmanager
def held(path: Path, *, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Holds the lock in the body; `waiting` is called once if another process holds it."""
    notified = False
    while (handle := _take(path)) is None:
        if waiting and not notified:
            waiting()
            notified = True
        time.sleep(0.05)
    try:
        yield
    finally:
        _release(path, handle)


@contextmanager
def free(path: Path) -> Iterator[bool]:
    """True if no other process holds the lock; it is then held in the body."""
    handle = _take(path)
    try:
        yield handle is not None
    finally:
        if handle is not None:
            _release(path, handle)


_READ: dict[Path, int] = {}


def read(path: Path) -> None:
    """Marks the folder of the file as being read, until this process ends."""
    if fcntl is None or path in _READ:
        return
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        _READ[path] = handle


def unread(path: Path) -> bool:
    """True if no process has marked the folder of the file as being read."""
    if fcntl is None:
        return True
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _take(path: Path) -> int | None:
    """The handle of the lock, or None if another process holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                return None
            except OSError:
                return handle  # A file system without locks.
        # The process that held it before may have removed the file.
        if path.stat().st_ino == os.fstat(handle).st_ino:
            return handle
    except FileNotFoundError:
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return _take(path)


def _release(path: Path, handle: int) -> None:
    with suppress(OSError):
        path.unlink()
    os.close(handle)
