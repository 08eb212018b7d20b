"""Files that cannot be read as they are: a pipe is read once, a device or a socket is refused.

`<(cat my.ttl)`, `/dev/stdin` and named pipes are legitimate sources. A build reads its files more
than once, so what comes through a pipe is kept in the cache folder, under a digest of its content.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from scograph import files, paths
from scograph.errors import InputError

_MOST = 1 << 30  # Bytes through one pipe.
_PATIENCE = 30.0  # Seconds until somebody writes to a named pipe.
_PIECE = 1 << 20
_DAY = 86_400
_KEPT = "pipe.ttl"
STANDARD_INPUT = "standard input"


def read(path: Path, most: int = _MOST) -> bytes:
    """The bytes of a file or a pipe; InputError for what is neither, or has more than `most`."""
    try:
        status = path.stat()
        if refused := _refused(path, status):
            raise InputError(refused, path=path)
        # What has no path of its own is a pipe that somebody writes already.
        pipe = stat.S_ISFIFO(status.st_mode) and not _is_open(path)
        named = pipe and Path(os.path.realpath(path)).exists()
        text = _from_named_pipe(path, most) if named else _all(path, most)
    except OSError as error:
        raise InputError(f"{error.strerror or error}.", path=path) from None
    if len(text) > most:
        raise _too_large(path, most)
    return text


def standard_input(most: int = _MOST) -> bytes:
    """The bytes that come on standard input; InputError for more than `most`."""
    text = sys.stdin.buffer.read(most + 1) if sys.stdin is not None else b""
    if len(text) > most:
        raise _too_large("standard input", most)
    return text


def bounded(files: Iterable[str | Path]) -> None:
    """Raises InputError for a file that is larger than what is read at once."""
    for path in files:
        # What is not there is said where it is read.
        with suppress(OSError):
            if os.stat(path).st_size > _MOST:  # noqa: PTH116 (paths are texts here)
                raise _too_large(path, _MOST)


def kept(place: Path) -> Path:
    """The place itself, or for a pipe a file in the cache folder with what came through it.

    InputError for a device or a socket.
    """
    name = str(place)
    if name == "-":
        text, name = standard_input(), STANDARD_INPUT
    else:
        try:
            status = place.stat()
        except OSError:
            return place
        if refused := _refused(place, status):
            raise InputError(refused, path=place)
        if not stat.S_ISFIFO(status.st_mode) and not _is_open(place):
            return place
        text = read(place)
    from hashlib import sha256

    folder = paths.cache_dir().absolute() / "pipes" / sha256(text).hexdigest()[:20]
    file = folder / _KEPT
    try:
        if not file.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            files.replace(file, text)
        os.utime(folder)
        _forget(folder.parent)
    except OSError as error:
        raise InputError(f"What it gives cannot be kept in {folder}: {error.strerror}.",
                         path=place) from None  # fmt: skip
    return paths.call(file, name)


def _too_large(path: str | Path, most: int) -> InputError:
    return InputError(f"There are more than {most >> 20:,} MiB in it. Give less.", path=path)


def _refused(path: Path, status: os.stat_result) -> str:
    """Why something of this kind is not read, or an empty text."""
    mode = status.st_mode
    if stat.S_ISREG(mode) and not status.st_size and not _is_open(path) and not _is_empty(path):
        return "The system makes it up as it is read. Give a file, a folder or a pipe."
    if stat.S_ISSOCK(mode):
        return "It is a socket. Give a file, a folder or a pipe."
    if stat.S_ISBLK(mode) or stat.S_ISCHR(mode):
        return "It is a device. Give a file, a folder or a pipe."
    return ""


def _is_empty(path: Path) -> bool:
    """False for a file of /proc and the like: its size is none, and reading it may never end."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return True  # Whoever reads it says why it cannot be read.
    try:
        return not os.read(handle, 1)
    except OSError:
        return False
    finally:
        os.close(handle)


def _is_open(place: Path) -> bool:
    """True for the path of an open file of this process, which may be gone for the next one."""
    return str(place).startswith(("/dev/stdin", "/dev/fd/", "/proc/self/fd/"))


def _all(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most + 1)


def _from_named_pipe(path: Path, most: int) -> bytes:
    if sys.platform == "win32":
        return _all(path, most)
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    pieces = bytearray()
    written = False
    last = time.monotonic() + _PATIENCE
    try:
        while len(pieces) <= most:
            try:
                piece = os.read(handle, _PIECE)
            except OSError as error:
                if error.errno != errno.EAGAIN:
                    raise
                written = True
                time.sleep(0.01)
                continue
            pieces += piece
            written = written or bool(piece)
            if piece:
                continue
            if written:
                break
            if time.monotonic() > last:
                reason = f"Nobody has written to this pipe for {_PATIENCE:g} seconds."
                raise InputError(reason, path=path)
            time.sleep(0.01)
    finally:
        os.close(handle)
    return bytes(pieces)


def _forget(folder: Path) -> None:
    """Removes what came through pipes more than a month ago."""
    now = time.time()
    for old in folder.iterdir():
        with suppress(OSError):
            if not old.is_symlink() and now - old.stat().st_mtime > 30 * _DAY:
                for file in (*old.glob(_KEPT), *old.glob("*.tmp")):
                    file.unlink()
                old.rmdir()
