"""One step of the way from Turtle files to answers, alone in its process, for bench/growth.py.

    python -m bench.steps STEP FOLDER [ARGUMENTS...]

FOLDER has the files of a world in `world`; what a step makes it leaves there for the next one. It
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

from scograph import building, catalog, export, infer, layout, load, query, rows, store, validate
from scograph.parts import Parts
from scograph.progress import Progress

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
    world = _world(folder)
    took = clock.read()
    size = sum(path.stat().st_size for path in (folder / "world").iterdir())
    return {**took, "triples": sum(map(len, world.asserted)), "turtle bytes": size}


def reason(folder: Path) -> Made:
    world = _world(folder)
    clock = Clock()
    inferred = infer.entail(world.asserted).inferred
    took = clock.read()
    with (folder / "inferred.nt").open("wb") as file:
        file.writelines(inferred.lines())
    return {**took, "triples": sum(map(len, inferred))}


def check(folder: Path) -> Made:
    world = _world(folder)
    inferred = _inferred(folder, world)
    clock = Clock()
    found = validate.check(world, inferred, load.shape_files())
    return {**clock.read(), "findings": len(found)}


def fill(folder: Path) -> Made:
    world = _world(folder)
    inferred = _inferred(folder, world)
    made = folder / "store"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    clock = Clock()
    building.fill(made, world, inferred)
    return {**clock.read(), **_kept(made)}


def build(folder: Path) -> Made:
    """As `scograph build` makes the shipped graph, shapes and all, with the world as its data.

    The store is kept where no earlier step has left one.
    """
    layout.DATA = folder / "world"
    os.environ["SCOGRAPH_CACHE"] = str(folder / "cache")
    clock = Clock()
    choice = building.Choice(force=True)
    made = building.build(store.GraphSpec(), progress=Progress(after=1e9), choice=choice)
    took = {**clock.read(), **_kept(made)}
    if not (folder / "store").exists():
        made.rename(folder / "store")
    shutil.rmtree(folder / "cache")
    return took


def write(folder: Path, format_name: str) -> Made:
    opened = store.open_at(folder / "store")
    with Path(os.devnull).open("wb") as out:
        clock = Clock()
        export.write(export.whole(opened), format_name, out)
        return clock.read()


def ask(folder: Path, name: str, given: str) -> Made:
    """The best of up to five runs of a canned query, from an open store to CSV."""
    opened, canned = store.open_at(folder / "store"), catalog.load(folder / "store")[name]
    best: Made = {}
    begun = time.perf_counter()
    for _ in range(5):
        out = io.BytesIO()
        clock = Clock()
        sparql = query.expand(canned, query.bind(opened, canned, json.loads(given), anywhere=True))
        rows.write(query.ask(opened, sparql), "csv", out, terminal=False)
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


def _world(folder: Path) -> load.World:
    files = [*load.ontology_files(), *load.turtle_files([folder / "world"])]
    return load.read(files, within=folder)


def _inferred(folder: Path, world: load.World) -> Parts:
    inferred = Parts(world.asserted.scratch)
    with (folder / "inferred.nt").open("rb") as file:
        inferred.add(file)
    return inferred


def _kept(made: Path) -> Made:
    size = sum(file.stat().st_size for file in (made / "oxigraph").iterdir())
    return {**store.counts(made), "store bytes": size}


if __name__ == "__main__":
    step, where, *more = sys.argv[1:]
    print(json.dumps({**STEPS[step](Path(where), *more), "mib": peak()}))
