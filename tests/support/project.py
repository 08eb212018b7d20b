"""A small copy of the project, with the invented corpus as its data, that a test may change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.support.terminal import ROOT, Answer

CORPUS = ROOT / "tests" / "corpora" / "three-states.ttl"


class Project:
    """The copy, with a cache folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.cache = folder / "cache"
        self.data = self.root / "data" / "corpus.ttl"
        leave_out = shutil.ignore_patterns("__pycache__", "shipped")
        shutil.copytree(ROOT / "src", self.root / "src", ignore=leave_out)
        shutil.copytree(ROOT / "ontology", self.root / "ontology")
        shutil.copytree(ROOT / "queries", self.root / "queries")
        self.data.parent.mkdir()
        shutil.copy(CORPUS, self.data)

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "scograph", *map(str, arguments)]

    def environment(self, **changes: str) -> dict[str, str]:
        path = f"{self.root / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
        known = {"PYTHONPATH": path, "SCOGRAPH_CACHE": str(self.cache), "PYTHONIOENCODING": "utf-8"}
        return {**os.environ, **known, **changes}

    def run(
        self,
        *arguments: str | Path,
        before: Callable[[], None] | None = None,
        **environment: str,
    ) -> Answer:
        """`scograph ARGUMENTS` in the copy; `before` runs in the new process."""
        return self._answer(self.command(*arguments), before, environment)

    def python(self, code: str) -> Answer:
        """A script that imports the copied package."""
        return self._answer([sys.executable, "-c", code], None, {})

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """The same as `run`, not waited for."""
        return subprocess.Popen(
            self.command(*arguments),
            env=self.environment(),
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def build(self, *arguments: str | Path) -> Path:
        """The store that `scograph build` names."""
        answer = self.run("build", *arguments)
        assert answer.code == 0, answer.err
        return Path(answer.out.splitlines()[-1])

    def count(self, store: Path) -> int:
        """How many quads a store holds, read by another process."""
        answer = self.python(
            "import pathlib; from scograph.store import cache; "
            f"print(len(cache.open_at(pathlib.Path({str(store)!r}))))"
        )
        assert answer.code == 0, answer.err
        return int(answer.out)

    def _answer(
        self, command: list[str], before: Callable[[], None] | None, changes: dict[str, str]
    ) -> Answer:
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env=self.environment(**changes),
            cwd=self.root,
            check=False,
            preexec_fn=before,
        )
        return Answer(done.returncode, done.stdout, done.stderr)
