"""Builds a store stage by stage in this process, and prints what each stage took, as JSON.

    python -P bench/stages.py FOLDER REASONER VALIDATOR

The stages are the public functions, one after the other. `scograph build` may do some of it at the
same time.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from scograph import building, infer, load, validate


def main() -> None:
    folder, reasoner, validator = sys.argv[1:]
    stages = {}
    clock = time.perf_counter()

    def done(stage: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        stages[stage] = (now - clock) * 1000
        clock = now

    world = load.read([*load.ontology_files(), *load.data_files()])
    done("parse")
    inferred = infer.closure(world.ntriples(), engine=reasoner)  # type: ignore[arg-type]
    done("infer")
    findings = validate.check(world, inferred, load.shape_files(), validator)  # type: ignore[arg-type]
    done("validate")
    building.fill(Path(folder), world, inferred)
    done("load")
    made = {"inferred": inferred.count(b"\n"), "findings": len(findings)}
    print(json.dumps({"stages": stages, "made": made}))


if __name__ == "__main__":
    main()
