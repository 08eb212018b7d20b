"""A full rebuild by stages and as a whole, beside reasoners and validators alone."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from bench import peers
from bench.measure import Goal, Row, Sample, Trial, UnansweredError, goals, in_turn, process, table
from bench.setting import Setting

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("parse", "infer", "validate", "load")
ENGINES = {"compiled": ("sparq", "shacl"), "pure Python": ("owlrl", "pyshacl")}
PACKAGES = {"compiled": ("sparq-rdf", "shacl"), "pure Python": ("owlrl", "pyshacl")}
LIMITS = {"compiled": 5, "pure Python": 15}

EDITS = {
    "a summit was renamed": (
        "meetings/tashkent-summit-2004.ttl",
        '"Tashkent summit 2004"@en',
    ),
    "a state was renamed, and all that is named after it": ("states/china.ttl", '"Китай"@ru'),
}

OWLRL = """\
import sys
import owlrl
import rdflib
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
"""
SPARQ = """\
import sys
import sparq
graph = sparq.Graph.load(open(sys.argv[1], encoding="utf-8").read(), "ntriples")
graph.reason("owl")
"""
SHACL = """\
import sys
import shacl
shapes, data = (open(path, encoding="utf-8").read() for path in sys.argv[1:])
report = shacl.Shapes.from_text(shapes, format="turtle").validate_text(data, format="ntriples")
print("conforms", "false" if list(report.results) else "true")
"""
LOAD = """\
import sys
import pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
store.flush()
"""
NOTE = """\
The stages are public functions, called one after the other in a new process; `scograph build` may
do some of it at the same time. `scograph validate` checks the whole graph where no file was edited;
it asks each SPARQL constraint once about all things, the other validators for each thing."""


def report(setting: Setting) -> str:
    stages: list[Row] = []
    whole: list[Trial] = []
    found: list[Goal] = []
    for kind, engines in ENGINES.items():
        there = [setting.peers.has(name) for name in PACKAGES[kind]]
        if all(there):
            stages += _stages(kind, engines, setting)
            first, last = stages[len(STAGES)], stages[-1]
            if not last.void and first.notes not in ({}, last.notes):
                last.void = "makes something else than the engines before it"
            whole.append(_rebuild(kind, engines, setting))
    rebuilt = in_turn(whole, setting.few)
    for kind in ENGINES:
        seconds = next((r.median / 1000 for r in rebuilt if r.title.startswith(kind)), float("nan"))
        found.append(Goal(f"full rebuild, {kind}", seconds, LIMITS[kind], unit=" s"))
    loaded = in_turn(_loads(setting), setting.few, warm_up=False)
    edited = in_turn(_edited(setting), setting.few)
    seconds = edited[0].median / 1000
    found.append(Goal("one file of data changed, rebuilt and validated", seconds, 5, unit=" s"))
    parts = [
        "## Build",
        NOTE,
        table("one stage, alone and after the one before it", stages),
        table("full rebuild, whole process", rebuilt),
        table("the same quads only loaded, from N-Quads, whole process", loaded),
        table("one file of data changed, whole process", edited),
        goals(found),
        table("reasoner alone on the asserted triples, whole process", _reasoners(setting)),
        table("the whole graph against all shapes, whole process", _validators(setting)),
    ]
    return "\n\n".join(parts)


def _rounds(kind: str, setting: Setting) -> int:
    return setting.few if kind == "compiled" else max(1, setting.few // 2)


def _stages(kind: str, engines: tuple[str, str], setting: Setting) -> list[Row]:
    """A row for each stage; the memory is that of the process that went through all of them."""
    rows = {stage: Row(f"{kind} ({' + '.join(engines)}): {stage}") for stage in STAGES}
    total = Row(f"{kind}: the four together")
    program = str(Path(__file__).with_name("stages.py"))

    def once() -> Sample:
        with tempfile.TemporaryDirectory(dir=setting.folder) as folder:
            command = (sys.executable, "-P", program, folder, *engines)
            sample = process(*command, read=json.loads, timeout=setting.patience)()
        assert isinstance(sample.answer, dict)
        return sample

    for _ in range(_rounds(kind, setting)):
        try:
            sample = once()
        except UnansweredError as error:
            for row in (*rows.values(), total):
                row.void = str(error)
            break
        assert isinstance(sample.answer, dict)
        for stage, ms in sample.answer["stages"].items():
            rows[stage].times.append(ms)
        total.times.append(sum(sample.answer["stages"].values()))
        total.peaks.append(sample.mib or 0)
        made = sample.answer["made"]
        total.notes["made"] = f"{made['inferred']:,} inferred, {made['findings']:,} findings"
    return [*rows.values(), total]


def _rebuild(kind: str, engines: tuple[str, str], setting: Setting) -> Trial:
    """`scograph build --force` in a cache folder of its own, so that ours stays as it is."""
    reasoner, validator = engines
    command = f"build --force --engine {reasoner} --validator {validator}"
    env = {**os.environ, "SCOGRAPH_CACHE": str(setting.folder / "rebuilt")}

    def counts(out: bytes) -> str:
        return out.decode().splitlines()[0]

    run = process(
        setting.scograph, *command.split(), read=counts, timeout=setting.patience, env=env
    )
    return Trial(f"{kind}: `scograph {command}`", run, _rounds(kind, setting))


def _loads(setting: Setting) -> list[Trial]:
    """What the engine of the store takes for the loading alone, of all that a build does."""
    data = str(setting.nquads)
    trials: list[Trial] = []

    def new(title: str, *command: str) -> None:
        def once() -> Sample:
            with tempfile.TemporaryDirectory(dir=setting.folder) as folder:
                words = (part.replace("{store}", folder) for part in command)
                return process(*words, read=lambda out: True, timeout=setting.patience)()

        trials.append(Trial(title, once, setting.few))

    load = setting.script("with_pyoxigraph.py", LOAD)
    new("pyoxigraph: a script that loads", sys.executable, load, "{store}/new", data)
    if setting.peers.has("oxigraph"):
        command = (peers.script("oxigraph"), "load", "--location", "{store}/new", "--file", data)
        new("`oxigraph load`", *command)
    return trials


def _edited(setting: Setting) -> list[Trial]:
    """`scograph build` in a copy of the project, each time after another change of one name."""
    copy = setting.folder / "edited"
    leave_out = shutil.ignore_patterns("__pycache__", "shipped")
    for part in ("src", "ontology", "data", "queries"):
        shutil.copytree(ROOT / part, copy / part, ignore=leave_out)
    env = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "SCOGRAPH_CACHE": str(copy / "cache"),
    }

    command = (sys.executable, "-m", "scograph", "build")
    build = process(*command, timeout=setting.patience, env=env)
    build()
    numbers = count(1)

    def after(file: Path, name: str) -> Callable[[], Sample]:
        text = file.read_text(encoding="utf-8")

        def once() -> Sample:
            changed = name.replace('"@', f' {next(numbers)}"@')
            file.write_text(text.replace(name, changed), encoding="utf-8")
            try:
                return build()
            finally:
                file.write_text(text, encoding="utf-8")

        return once

    return [
        Trial(f"`scograph build` after {what}", after(copy / "data" / file, name), setting.few)
        for what, (file, name) in EDITS.items()
    ]


def _reasoners(setting: Setting) -> list[Row]:
    """What each makes differs, so that no answers are compared here."""
    trials = []
    for name, text, rounds in (("sparq-rdf", SPARQ, setting.few), ("owlrl", OWLRL, 1)):
        if setting.peers.has(name):
            command = (
                sys.executable,
                setting.script(f"with_{name}.py", text),
                str(setting.asserted),
            )
            title = f"{name}: N-Triples read, the closure made"
            trials.append(
                Trial(title, process(*command, timeout=setting.patience), rounds, answers=False)
            )
    return in_turn(trials, setting.few, warm_up=False)


def _validators(setting: Setting) -> list[Row]:
    """Each has to find that the graph conforms."""
    data, shapes = str(setting.ntriples), str(setting.shapes)

    def conforms(out: bytes) -> bool:
        return b"true" in out.lower().partition(b"conforms")[2].partition(b"\n")[0]

    def ours(*options: str) -> Trial:
        command = (setting.scograph, "validate", *options)
        run = process(*command, read=lambda out: True, timeout=setting.patience)
        return Trial(f"`{' '.join(('scograph', *command[1:]))}`", run, setting.few)

    trials = [ours()]
    if setting.peers.has("shacl"):
        trials.append(ours("--engine", "shacl"))
        command = (sys.executable, setting.script("with_shacl.py", SHACL), shapes, data)
        run = process(*command, read=conforms, timeout=setting.patience)
        trials.append(Trial("shacl: a script that loads and validates", run, setting.few))
    if setting.peers.has("jena"):
        validate = ("validate", "--shapes", shapes, "--data", data)
        run = process(
            *peers.java("shacl.shacl"), *validate, read=conforms, timeout=setting.patience
        )
        trials.append(Trial("Jena's `shacl validate`", run, max(1, setting.few // 2)))
    if setting.peers.has("pyshacl"):
        command = (peers.script("pyshacl"), "-s", shapes, data)
        run = process(*command, read=conforms, timeout=setting.patience)
        trials.append(Trial("`pyshacl`", run, 1))
    return in_turn(trials, setting.few, warm_up=False)
