"""The progress of a build on standard error: a bar on a terminal, otherwise one line."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

import click

from scograph.errors import printable

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# Each step, and about how long it takes.
_STEPS = {"Reading": 1, "Reasoning": 4, "Checking": 4, "Storing": 1}


class Progress:
    """Shows the steps of a build, once it has lasted `after` seconds."""

    def __init__(self, after: float = 0.0) -> None:
        self._after = after
        self._done = 0
        self._label = ""
        self._reason = ""
        self._bar: Bar | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Progress:
        self._timer = threading.Timer(self._after, self._show)
        self._timer.daemon = True
        if self._after or not sys.stderr.isatty():
            self._timer.start()
        else:
            self._show()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._bar:
                self._bar.stop()

    def why(self, reason: str) -> None:
        """Sets the reason for the build, which the line on stderr gives."""
        self._reason = printable(reason)

    def step(self, label: str) -> None:
        """Shows a step that begins now."""
        with self._lock:
            self._done += _STEPS.get(self._label, 0)
            self._label = label
            if self._bar:
                task = self._bar.task_ids[0]
                self._bar.update(task, description=label, completed=self._done, refresh=True)

    def note(self, text: str) -> None:
        """Prints a sentence to stderr at once."""
        text = printable(text)
        with self._lock:
            if self._bar:
                self._bar.console.print(f"scograph: {text}", markup=False, highlight=False)
            else:
                click.echo(f"scograph: {text}", err=True)

    def _show(self) -> None:
        if not sys.stderr.isatty():
            reason = f", since {self._reason}" if self._reason else ""
            click.echo(f"scograph: building the store{reason} …", err=True)
            return
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description:<10}"), BarColumn())
        with self._lock:
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task(self._label, total=sum(_STEPS.values()), completed=self._done)
            self._bar.start()
