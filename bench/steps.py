"""One step of the way from Turtle files to answers, alone in its process, for bench/growth.py.

    python -m bench.steps STEP FOLDER [ARGUMENTS...]

FOLDER has the files of a corpus in `corpus`; what a step makes it leaves there for the next one. It
prints JSON: what the step took, without what it needed first, the peak memory of the process with
all that it needed, and what came of it.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scograph import paths
from scograph.corpus import load
from scograph.corpus.partitions import Partitions
from scograph.formats import results
from scograph.formats import write as graph_formats
from scograph.query import catalog, run, template
from scograph.reason import closure
from scograph.shapes import validate
from scograph.store import build as store_build
from scograph.store import cache, pointers
from scograph.store.pointers import GraphSpec
from scograph.store.progress import Progress

Made = dict[str, Any]


class Clock:
    """Wall seconds and CPU seconds, those of all threads, since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        cpu = time.process_time() - self._cpu
        return {"wall": time.perf_counter() - self._wall, "cpu": cpu}


def parse(folder: Path) -> Made:
    clock = Clock()
    corpus = _corpus(folder)
    took = clock.read()
    size = sum(path.stat().st_size for path in (folder / "corpus").iterdir())
    return {**took, "triples": sum(map(len, corpus.asserted)), "turtle bytes": size}


def reason(folder: Path) -> Made:
    corpus = _corpus(folder)
    clock = Clock()
    inferred = closure.entail(corpus.asserted).inferred
    took = clock.read()
    with (folder / "inferred.nt").open("wb") as file:
        file.writelines(inferred.lines())
    return {**took, "triples": sum(map(len, inferred))}


def check(folder: Path) -> Made:
    corpus = _corpus(folder)
    inferred = _inferred(folder, corpus)
    clock = Clock()
    found = validate.check(corpus, inferred, load.shape_files())
    return {**clock.read(), "findings": len(found)}


def fill(folder: Path) -> Made:
    corpus = _corpus(folder)
    inferred = _inferred(folder, corpus)
    made = folder / "store"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    clock = Clock()
    store_build.fill(made, corpus, inferred)
    return {**clock.read(), **_kept(made)}


def build(folder: Path) -> Made:
    """As `scograph build` makes the shipped graph, shapes and all, with the corpus as its data.

    The store is kept where no earlier step has left one.
    """
    paths.DATA = folder / "corpus"
    os.environ["SCOGRAPH_CACHE"] = str(folder / "cache")
    clock = Clock()
    choice = store_build.Choice(force=True)
    made = store_build.build(GraphSpec(), progress=Progress(after=1e9), choice=choice)
    took = {**clock.read(), **_kept(made)}
    if not (folder / "store").exists():
        made.rename(folder / "store")
    shutil.rmtree(folder / "cache")
    return took


def write(folder: Path, format_name: str) -> Made:
    opened = cache.open_at(folder / "store")
    with Path(os.devnull).open("wb") as out:
        clock = Clock()
        graph_formats.write_store(opened, format_name, out)
        return clock.read()


def ask(folder: Path, name: str, given: str) -> Made:
    """The best of up to five runs of a canned query, from an open store to CSV."""
    opened, canned = cache.open_at(folder / "store"), catalog.load()[name]
    best: Made = {}
    begun = time.perf_counter()
    for _ in range(5):
        out = io.BytesIO()
        clock = Clock()
        sparql = run.sparql(opened, canned, json.loads(given), anywhere=True)
        results.write(template.ask(opened, sparql), "csv", out, terminal=False)
        took = clock.read()
        if not best or took["cpu"] < best["cpu"]:
            best = {**took, "rows": out.getvalue().count(b"\n") - 1}
        if time.perf_counter() - begun > 1:
            break
    return best


STEPS: dict[str, Callable[..., Made]] = {
    "load": parse,
    "inference": reason,
    "validation": check,
    "storing": fill,
    "whole build": build,
    "export": write,
    "query": ask,
}


def peak() -> float:
    """The greatest memory of this process in MiB: resident, since it was started."""
    # Not getrusage, which counts whoever started the process too.
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) / 1024


def _corpus(folder: Path) -> load.Corpus:
    files = [*load.ontology_files(), *load.turtle_files([folder / "corpus"])]
    return load.read(files, within=folder)


def _inferred(folder: Path, corpus: load.Corpus) -> Partitions:
    inferred = Partitions(corpus.asserted.scratch)
    with (folder / "inferred.nt").open("rb") as file:
        inferred.add(file)
    return inferred


def _kept(made: Path) -> Made:
    size = sum(file.stat().st_size for file in (made / "oxigraph").iterdir())
    return {**pointers.counts(made), "store bytes": size}


if __name__ == "__main__":
    step, where, *more = sys.argv[1:]
    print(json.dumps({**STEPS[step](Path(where), *more), "mib": peak()}))
