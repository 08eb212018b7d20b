"""What it costs to import scograph, as whole processes beside a Python that does nothing."""

from __future__ import annotations

import sys

from bench.measure import Goal, Trial, goals, in_turn, process, table
from bench.setting import Setting

MODULES = {
    "scograph": "scograph",
    "scograph.cli": "scograph.cli",
    "click and pyoxigraph": "click, pyoxigraph",
    "rdflib": "rdflib",
}


def report(setting: Setting) -> str:
    trials = [Trial("`python -c pass`", process(sys.executable, "-c", "pass"))]
    for names in MODULES.values():
        code = f"import {names}"
        trials.append(Trial(f"`python -c '{code}'`", process(sys.executable, "-c", code)))
    trials.append(Trial("`scograph --version`", process(setting.scograph, "--version")))
    nothing, *rows = found = in_turn(trials, setting.rounds)
    costs = [
        Goal(
            f"{row.title}, more than nothing",
            row.median - nothing.median,
            30 if name.startswith("scograph") else None,
            unit=" ms",
        )
        for name, row in zip([*MODULES, ""], rows, strict=True)
    ]
    return f"## Import\n\n{table('whole process', found)}\n\n{goals(costs)}"
