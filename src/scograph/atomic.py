"""A file that appears whole or not at all.

The bytes go to a file beside the wanted one, which takes its name only when all is written.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from scograph.errors import BadRequest, StoreFailed

_drafts: set[Path] = set()


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
        if sys.stdout is None:
            raise StoreFailed("Cannot write the answer: standard output is closed. Say -o FILE.")
        with _full_disk("standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    known = _status(target, str(path))
    if known is not None and not stat.S_ISREG(known.st_mode):
        with _full_disk(str(path)), target.open("wb") as device:
            yield device
        return
    with _full_disk(str(path)), _beside(target, known, str(path)) as stream:
        yield stream


@contextmanager
def _beside(target: Path, known: os.stat_result | None, shown: str) -> Iterator[BinaryIO]:
    draft = target.with_name(f".scograph-{os.urandom(6).hex()}.tmp")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        raise BadRequest(f"Cannot write {shown}: {_reason(error)}.") from None
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


def discard() -> None:
    """Removes what is half written, for whoever ends the process without a farewell."""
    for draft in list(_drafts):
        with suppress(OSError):
            draft.unlink()


def _status(target: Path, shown: str) -> os.stat_result | None:
    """What is at the place now; BadRequest where nothing may be written there."""
    try:
        known = target.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadRequest(f"Cannot write {shown}: {_reason(error)}.") from None
    if stat.S_ISDIR(known.st_mode):
        raise BadRequest(f"Cannot write {shown}: it is a folder. Name a file in it.")
    if not os.access(target, os.W_OK):
        raise BadRequest(f"Cannot write {shown}: the file there is write-protected.")
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
        raise StoreFailed(f"Cannot write {shown}: {_reason(error)}.") from None


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
