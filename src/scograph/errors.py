"""What can go wrong, one class for each, with the exit code of the command line.

Every error is a sentence that says what happened, to what, and what to do next.
"""

from __future__ import annotations

from pathlib import Path


class ScographError(Exception):
    """The request failed; the message says why and what to do, `exit_code` what kind of failure."""

    exit_code = 1


class CheckFailed(ScographError):
    """A check found something: data that do not conform, or answers that differ."""

    exit_code = 1


class BadRequest(ScographError):
    """The request itself is wrong: bad usage, an unknown or ambiguous name, a bad date."""

    exit_code = 2


class UnreadableInput(ScographError):
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
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {reason}" if place else reason)


class StoreFailed(ScographError):
    """A store or an endpoint failed or refused."""

    exit_code = 4


class Unreachable(StoreFailed):
    """There is no connection to a server, so that nothing was sent to it."""


class OutOfTime(ScographError):
    """The deadline passed before the work was done."""

    exit_code = 5


class InconsistentGraph(CheckFailed):
    """The graph contradicts itself; `clashes` are sentences, `things` the IRIs they speak of."""

    def __init__(self, clashes: list[str], things: list[str]) -> None:
        self.clashes = clashes
        self.things = things
        super().__init__("The graph contradicts itself.\n" + "\n".join(f"  {c}" for c in clashes))
