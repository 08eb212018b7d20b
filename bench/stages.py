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

from scograph.corpus import load, partitions
from scograph.reason import closure
from scograph.shapes import validate
from scograph.store import build


def main() -> None:
    folder, reasoner, validator = sys.argv[1:]
    stages = {}
    clock = time.perf_counter()

    def done(stage: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        stages[stage] = (now - clock) * 1000
        clock = now

    corpus = load.read([*load.ontology_files(), *load.data_files()])
    done("parse")
    inferred = closure.closure(corpus.ntriples(), engine=reasoner)  # type: ignore[arg-type]
    done("infer")
    findings = validate.check(corpus, inferred, load.shape_files(), validator)  # type: ignore[arg-type]
    done("validate")
    build.fill(Path(folder), corpus, partitions.of(inferred, corpus.asserted.scratch))
    done("load")
    made = {"inferred": inferred.count(b"\n"), "findings": len(findings)}
    print(json.dumps({"stages": stages, "made": made}))


if __name__ == "__main__":
    main()
