"""Output files that appear whole or not at all.

The bytes go to a temporary file in the same folder, which is renamed when all is written.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from scograph.errors import StoreError, UsageError

try:
    import fcntl
except ImportError:  # Windows: what is left there stays.
    fcntl = None  # type: ignore[assignment]

_MOMENT = 1.0
_drafts: set[Path] = set()
_cleared: set[Path] = set()
_OPEN = re.compile(r"/dev/(?P<name>stdout|stderr)|(?:/dev|/proc/self)/fd/(?P<number>\d+)")


class Closed(io.TextIOBase):
    """Standard output where the caller has closed it: whoever writes gets a StoreError."""

    @property
    def buffer(self) -> BinaryIO:
        """The bytes go nowhere either."""
        raise self._error()

    def write(self, text: str) -> int:
        """Zero, for no text."""
        if text:
            raise self._error()
        return 0

    def _error(self) -> StoreError:
        return StoreError("Cannot write the answer: standard output is closed. Use -o FILE.")


class Notes(io.TextIOWrapper):
    """Standard error: where it cannot be written, the answer counts and the note is lost."""

    def write(self, text: str) -> int:
        """The length of the text."""
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Writes what is left, where that can be."""
        with suppress(OSError):
            super().flush()


@contextmanager
def output(path: Path | str | None) -> Iterator[BinaryIO]:
    """A binary stream into `path`; None and `-` are standard output.

    Where the body fails, the file that was there before is still there, unchanged. Devices and
    pipes, which cannot be replaced, are written to directly.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with output(folder / "answer.txt") as stream:
    ...     _ = stream.write(b"42")
    >>> (folder / "answer.txt").read_bytes()
    b'42'
    """
    if path is None or str(path) == "-":
        stream = (sys.stdout or Closed()).buffer
        with _full_disk("standard output"):
            yield stream
            stream.flush()
        return
    if (opened := _open_already(str(path))) is not None:
        with _full_disk(str(path)), opened as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    known = _status(target, str(path))
    if known is not None and not stat.S_ISREG(known.st_mode):
        with _full_disk(str(path)), target.open("wb") as device:
            yield device
        return
    with _full_disk(str(path)), _beside(target, known, str(path)) as stream:
        yield stream


def content(path: Path) -> bytes:
    """The bytes of a file of the cache; OSError for a pipe or a device, which might never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    return path.read_bytes()


def replace(path: Path, content: bytes) -> None:
    """Writes a file of the cache, which readers see whole or as it was before; else OSError."""
    draft = path.with_name(f"{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _open_already(path: str) -> BinaryIO | None:
    """The stream of a path that names an open file of this process, such as `/dev/stdout`.

    It may be at the end of a file that must not be replaced: `-o /dev/stdout >> log`.
    """
    found = _OPEN.fullmatch(os.path.normpath(path))
    if found is None or os.name == "nt":
        return None
    number = int(found["number"]) if found["number"] else 1 + (found["name"] == "stderr")
    standard = {1: sys.stdout, 2: sys.stderr}.get(number, sys.stdout)
    if number in (1, 2) and (standard is None or isinstance(standard, Closed)):
        raise UsageError(f"Cannot write {path}: it is closed.")
    standard.flush() if standard is not None else None
    try:
        return os.fdopen(os.dup(number), "wb")
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {_reason(error)}.") from None


@contextmanager
def _beside(target: Path, known: os.stat_result | None, shown: str) -> Iterator[BinaryIO]:
    _clear(target.parent)
    draft = target.with_name(f".scograph-{os.urandom(6).hex()}.tmp")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        raise UsageError(f"Cannot write {shown}: {_reason(error)}.") from None
    _locked(handle)
    _drafts.add(draft)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if known is not None:
            draft.chmod(stat.S_IMODE(known.st_mode))
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    finally:
        _drafts.discard(draft)
    _sync_folder(target.parent)


def _clear(folder: Path) -> None:
    """Removes what writers left in a folder that were killed: nobody holds the lock of it."""
    if fcntl is None or folder in _cleared:
        return
    # Once: a folder may have ten thousand files, and each be written anew.
    _cleared.add(folder)
    with suppress(OSError):
        for left in folder.glob(".scograph-*.tmp"):
            with suppress(OSError):
                handle = os.open(left, os.O_RDONLY)
                try:
                    # A writer has a moment between making its file and locking it.
                    young = time.time() - os.fstat(handle).st_ctime < _MOMENT
                    if not young and _locked(handle):
                        left.unlink()
                finally:
                    os.close(handle)


def _locked(handle: int) -> bool:
    """True if the lock of an open file is held now."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def discard() -> None:
    """Removes half-written files, before the process is ended without cleanup."""
    for draft in list(_drafts):
        with suppress(OSError):
            draft.unlink()


def _status(target: Path, shown: str) -> os.stat_result | None:
    """The status of the target, None if it does not exist; UsageError if it cannot be written."""
    try:
        known = target.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"Cannot write {shown}: {_reason(error)}.") from None
    if stat.S_ISDIR(known.st_mode):
        raise UsageError(f"Cannot write {shown}: it is a folder. Name a file in it.")
    if not os.access(target, os.W_OK):
        raise UsageError(f"Cannot write {shown}: the file there is write-protected.")
    return known


@contextmanager
def _full_disk(shown: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None:
            raise
        raise StoreError(f"Cannot write {shown}: {_reason(error)}.") from None


def _sync_folder(folder: Path) -> None:
    # Some file systems refuse to open or sync a folder; the file itself is safe by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
