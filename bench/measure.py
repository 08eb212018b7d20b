"""Things timed in turn, their answers compared, and the tables that come of it."""

from __future__ import annotations

import csv
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

STOPWATCH = Path(__file__).with_name("stopwatch.py")
TIMEOUT = 600.0


class UnansweredError(Exception):
    """A command failed, or took too long; the text says which."""


class Sample(NamedTuple):
    """One run: milliseconds, the peak memory in MiB where it was a process, and what it gave."""

    ms: float
    answer: object = None
    mib: float | None = None


@dataclass
class Trial:
    """Something to time; `rounds` where it is to have other than the usual number."""

    title: str
    run: Callable[[], Sample]
    rounds: int | None = None
    answers: bool = True
    """Whether its answer has to be that of the others."""


@dataclass
class Row:
    """What was measured of one thing; `void` says why it does not count."""

    title: str
    times: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)
    void: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def median(self) -> float:
        """The median in milliseconds; not a number where nothing counts."""
        return statistics.median(self.times) if self.times and not self.void else float("nan")


def process(
    *command: str,
    read: Callable[[bytes], object] = lambda out: None,
    timeout: float = TIMEOUT,
    env: Mapping[str, str] | None = None,
    cpu: bool = False,
) -> Callable[[], Sample]:
    """A run of a whole process; `read` makes its answer out of what it prints.

    `cpu` takes the processor time that it used, user and system, in place of the clock's.
    """

    def run() -> Sample:
        with tempfile.TemporaryDirectory() as folder:
            result = Path(folder) / "result.json"
            watched = [sys.executable, "-I", "-S", str(STOPWATCH), str(result), str(timeout)]
            done = subprocess.run([*watched, *command], capture_output=True, env=env, check=False)
            if not result.exists():
                raise UnansweredError(f"cannot be started: {done.stderr.decode()[-300:]}")
            seconds, kib, code, used = json.loads(result.read_bytes())
        if code is None:
            raise UnansweredError(f"no answer in {timeout:.0f} s")
        if code != 0:
            print(done.stderr.decode(errors="replace")[-2000:], file=sys.stderr)
            raise UnansweredError(f"exit code {code}")
        return Sample((used if cpu else seconds) * 1000, read(done.stdout), kib / 1024)

    return run


def function(
    call: Callable[[], bytes], read: Callable[[bytes], object] = lambda out: None
) -> Callable[[], Sample]:
    """A run of a function in this process; `read` makes its answer, and is not timed."""

    def run() -> Sample:
        started = time.perf_counter()
        out = call()
        ms = (time.perf_counter() - started) * 1000
        return Sample(ms, read(out))

    return run


def in_turn(
    trials: Iterable[Trial], rounds: int, *, warm_up: bool = True, expected: object = None
) -> list[Row]:
    """A row for each trial, run one after the other and round after round.

    The first round does not count, unless `warm_up` is false. All have to give the expected
    answer on every run, or the first one that was given; who does not has a void row.
    """
    listed = list(trials)
    rows = [Row(trial.title) for trial in listed]
    most = max((trial.rounds or rounds for trial in listed), default=0)
    for turn in range(0 if warm_up else 1, most + 1):
        for trial, row in zip(listed, rows, strict=True):
            if row.void or turn > (trial.rounds or rounds):
                continue
            try:
                sample = trial.run()
            except UnansweredError as error:
                row.void = str(error)
                continue
            if expected is None and trial.answers:
                expected = sample.answer
            if trial.answers and sample.answer != expected:
                row.void = _difference(sample.answer, expected)
            if turn:
                row.times.append(sample.ms)
                if sample.mib is not None:
                    row.peaks.append(sample.mib)
    return rows


def rows_of(text: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    """The rows of an answer in CSV, whatever the order of rows and columns.

    >>> rows_of(b"a,b\\r\\n1,2\\r\\n") == rows_of(b'b,a\\n"2",1\\n\\n')
    True
    """
    lines = (line for line in csv.reader(io.StringIO(text.decode())) if line)
    names = next(lines, [])
    return Counter(tuple(sorted(zip(names, line, strict=True))) for line in lines)


def _difference(found: object, expected: object) -> str:
    if isinstance(found, Counter) and isinstance(expected, Counter):
        if found.total() != expected.total():
            return f"gives {found.total()} rows, not {expected.total()}"
        return f"{(found - expected).total()} of {found.total()} rows are others"
    return f"gives {found}, not {expected}"


def table(heading: str, rows: Iterable[Row]) -> str:
    """Median, fastest and slowest of each row in Markdown, with its peak memory and its notes."""
    listed = list(rows)
    notes = list(dict.fromkeys(name for row in listed for name in row.notes))
    peaks = ["peak MiB"] if any(row.peaks for row in listed) else []
    names = ["median ms", "fastest", "slowest", "runs", *peaks, *notes]
    lines = [f"| {heading} | {' | '.join(names)} |", "| --- |" + " ---: |" * len(names)]
    for row in listed:
        more = [row.notes.get(name, "") for name in notes]
        if row.void or not row.times:
            cells = [f"void: {row.void or 'not run'}", "", "", "", *["" for _ in peaks], *more]
        else:
            spread = (row.median, min(row.times), max(row.times))
            memory = [f"{statistics.median(row.peaks):,.0f}" if row.peaks else "" for _ in peaks]
            cells = [*map(number, spread), str(len(row.times)), *memory, *more]
        lines.append(f"| {row.title} | {' | '.join(cells)} |")
    return "\n".join(lines)


class Goal(NamedTuple):
    """A figure that was measured, and what it is meant to be, if anything."""

    name: str
    value: float
    limit: float | None = None
    at_most: bool = True
    unit: str = ""

    def line(self) -> str:
        if self.value != self.value:
            return f"| {self.name} | not measured | {self._goal()} | |"
        if self.limit is None:
            return f"| {self.name} | {number(self.value)}{self.unit} | | |"
        met = self.value <= self.limit if self.at_most else self.value >= self.limit
        measured = f"{number(self.value)}{self.unit}"
        return f"| {self.name} | {measured} | {self._goal()} | {'yes' if met else '**no**'} |"

    def _goal(self) -> str:
        if self.limit is None:
            return ""
        return f"{'at most' if self.at_most else 'at least'} {self.limit:g}{self.unit}"


def goals(found: Iterable[Goal]) -> str:
    """Figures beside what they are meant to be, in Markdown."""
    head = ["| figure, of medians | measured | goal | met |", "| --- | ---: | --- | --- |"]
    return "\n".join([*head, *(goal.line() for goal in found)])


def number(value: float) -> str:
    """Three figures of a number, or all of its whole part.

    >>> number(1234.5), number(45.67), number(4.567), number(0.0123)
    ('1,234', '45.7', '4.57', '0.012')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"
