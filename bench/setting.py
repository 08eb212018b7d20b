"""What all sections share: the question, the data as files, and how much is to be measured."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench import peers

QUESTION = ("run", "attendees", "--host", "Uzbekistan")


@dataclass
class Setting:
    """The files are made when they are first asked for, in a folder that goes away afterwards."""

    folder: Path
    peers: peers.Peers
    rounds: int = 20
    seconds: float = 10
    load: float = 60
    requests: int = 2_000
    patience: float = 1200
    """Seconds after which one run of a build or of a validator is given up."""
    sizes: tuple[float, ...] = (1, 3)
    """Of corpora, in times of the record."""

    @property
    def few(self) -> int:
        """The rounds for what takes seconds."""
        return max(1, self.rounds // 4)

    @cached_property
    def scograph(self) -> str:
        """The console script."""
        return peers.script("scograph")

    @cached_property
    def store(self) -> Path:
        """The folder of the built store."""
        return Path(self.output("build").splitlines()[-1])

    @cached_property
    def query(self) -> Path:
        """The SPARQL of the question."""
        return self._written("query.rq", self.output(*QUESTION, "--show"))

    @cached_property
    def turtle(self) -> Path:
        """The whole graph, with what is inferred."""
        return self._exported("graph.ttl")

    @cached_property
    def ntriples(self) -> Path:
        """The same as N-Triples."""
        return self._exported("graph.nt")

    @cached_property
    def asserted(self) -> Path:
        """The graph without what is inferred, as N-Triples."""
        return self._exported("asserted.nt", "--asserted")

    @cached_property
    def nquads(self) -> Path:
        """All that a store holds, the named graphs too, as N-Quads."""
        return self._exported("graph.nq", "-f", "nquads")

    @cached_property
    def shapes(self) -> Path:
        """All shapes in one Turtle file."""
        from scograph.corpus import load

        texts = [path.read_text(encoding="utf-8") for path in load.shape_files()]
        return self._written("shapes.ttl", "\n".join(texts))

    def script(self, name: str, text: str) -> str:
        """The path of a small Python program."""
        return str(self._written(name, text))

    def output(self, *arguments: str) -> str:
        """What `scograph ARGUMENTS` prints; the end where it fails."""
        done = subprocess.run(
            [self.scograph, *arguments],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        if done.returncode:
            sys.exit(f"scograph {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def _exported(self, name: str, *options: str) -> Path:
        self.output("export", "-o", str(self.folder / name), *options)
        return self.folder / name

    def _written(self, name: str, text: str) -> Path:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name
