"""The errors of the program, one class for each exit code of the command line.

Every message is a sentence that says what happened, to what, and what to do next.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scograph import paths

_LONGEST = 500


class ScographError(Exception):
    """Base of all errors below; a command that raises one ends with its `exit_code`."""

    exit_code = 1


class CheckError(ScographError):
    """A check failed: the data do not conform, or answers differ from the recorded ones."""

    exit_code = 1


class UsageError(ScographError):
    """The request is wrong: an unknown option or parameter, an ambiguous name, a bad date.

    A surface with words of its own has `kind`, what kind of mistake it is, the `option` and its
    `value`, and the IRIs of the `things` that may be meant; empty where they do not apply.
    `instead` is a canned query that takes the value, with it as its parameters.
    """

    exit_code = 2

    def __init__(
        self,
        message: str = "",
        *,
        kind: str = "",
        option: str = "",
        value: str = "",
        things: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.option = option
        self.value = value
        self.things = tuple(things)
        self.instead: tuple[str, dict[str, str]] | None = None
        super().__init__(message)


class InputError(ScographError):
    """The input cannot be read; `path`, `line` and `column` say where, as far as is known."""

    exit_code = 3

    def __init__(
        self,
        reason: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.reason = reason
        self.path = path
        self.line = line
        self.column = column
        name = None if path is None else paths.given_name(path)
        place = ":".join(str(part) for part in (name, line, column) if part is not None)
        super().__init__(f"{place}: {reason}" if place else reason)


class StoreError(ScographError):
    """A store or an endpoint failed or refused."""

    exit_code = 4


class UnreachableError(StoreError):
    """The server cannot be reached: nothing was sent to it."""


class DeadlineError(ScographError):
    """The time limit passed before the work was done."""

    exit_code = 5


class InconsistencyError(CheckError):
    """The graph contradicts itself: `clashes` are the messages, `things` the IRIs in question."""

    def __init__(self, clashes: list[str], things: list[str]) -> None:
        self.clashes = clashes
        self.things = things
        super().__init__("The graph contradicts itself.\n" + "\n".join(f"  {c}" for c in clashes))


@contextmanager
def boundary(what: str, kind: type[ScographError] = StoreError) -> Iterator[None]:
    """Turns whatever a library raises in the body into a sentence that begins with `what`.

    Engines in Rust panic with exceptions that are no `Exception`. Our own errors, Ctrl-C, the end
    of the program and a lack of memory pass.

    >>> with boundary("The engine failed on this graph"):
    ...     [].pop()
    Traceback (most recent call last):
    scograph.errors.StoreError: The engine failed on this graph: pop from empty list.
    """
    try:
        yield
    except (ScographError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        # What the system raises has a number; it is on a file, and said where that is written.
        numbered = isinstance(error, OSError) and error.errno is not None
        if numbered or os.environ.get("SCOGRAPH_DEBUG"):
            raise
        raise kind(f"{what}: {first_line(error)}.") from None


def first_line(error: BaseException) -> str:
    """What an exception says, on one line without its full stop, or the name of its class."""
    text = " ".join(str(error).split())
    return text[:300].rstrip(". ") or type(error).__name__


def sentence(error: object) -> str:
    """What a user reads of an error: printable, without the middle of words that have no end.

    >>> len(sentence(f"There is no {'x' * 100_000}."))
    514
    """
    words = printable(str(error)).split(" ")
    return " ".join(w if len(w) <= _LONGEST else f"{w[:400]} … {w[-99:]}" for w in words)


def printable(text: str) -> str:
    """The text without characters that a terminal would obey; line ends and tabs stay.

    >>> printable("a\\x1b[31mb")
    'a�[31mb'
    """
    return "".join(
        char if char.isprintable() or char in "\n\t\u200c\u200d" else "\ufffd" for char in text
    )
