"""What a user sees while a store is built: a bar on a terminal, else one line, on stderr."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

import click

# Each step, and about how long it takes.
_STEPS = {"Reading": 1, "Reasoning": 8, "Checking": 40, "Storing": 4}


class Progress:
    """Shows the steps of a build, once it has lasted `after` seconds."""

    def __init__(self, after: float = 0.0) -> None:
        self._done = 0
        self._label = ""
        self._why = ""
        self._shown = False
        self._lock = threading.Lock()
        self._after = after
        self._timer = threading.Timer(after, self._show)
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        self._done, self._label = 0, ""
        self._timer = threading.Timer(self._after, self._show)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._shown and self._terminal:
                click.echo("\r\033[K", nl=False, err=True)
            self._shown = False

    def why(self, reason: str) -> None:
        """Says why a store is built."""
        self._why = reason

    def step(self, label: str) -> None:
        """The build is at this step now."""
        with self._lock:
            self._done += _STEPS.get(self._label, 0)
            self._label = label
            self._draw()

    def note(self, text: str) -> None:
        """A sentence on stderr, at once."""
        with self._lock:
            clear = "\r\033[K" if self._shown and self._terminal else ""
            click.echo(f"{clear}scograph: {text}", err=True)
            self._draw()

    def _show(self) -> None:
        with self._lock:
            self._shown = True
            if not self._terminal:
                why = f", since {self._why}" if self._why else ""
                click.echo(f"scograph: building the store{why} …", err=True)
            self._draw()

    def _draw(self) -> None:
        if self._shown and self._terminal and self._label:
            width = 30
            full = round(width * self._done / sum(_STEPS.values()))
            bar = "#" * full + "-" * (width - full)
            click.echo(f"\r\033[K{self._label:<10} [{bar}]", nl=False, err=True)
