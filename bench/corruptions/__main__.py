"""Prints which corruptions of the shipped record validation finds.

    python -m bench.corruptions [--places 3] [--only WORD]... [--full] [--missed] [--together 12]
    python -m bench.corruptions --sweep 200 --full --together 200

Run `scograph build` first. Without `--full`, each corruption is checked as `scograph validate
--replace` does. `--sweep` takes a sample of all edits of all properties of all classes, one
place of each, instead of the kinds that were thought of.
"""

from __future__ import annotations

import argparse
import sys

from bench.corruptions import run, sweep
from bench.corruptions.kind import corruptions
from bench.corruptions.record import Record


def main() -> None:
    made = argparse.ArgumentParser(prog="python -m bench.corruptions")
    made.add_argument("--places", type=int, default=3, help="places of each kind [3]")
    made.add_argument("--only", action="append", default=[], metavar="WORD")
    made.add_argument("--full", action="store_true", help="check the whole graph each time")
    made.add_argument("--missed", action="store_true", help="also print what was not found")
    made.add_argument("--count", action="store_true", help="only count the places of each kind")
    made.add_argument("--together", type=int, default=1, help="check as many at once [1]")
    made.add_argument(
        "--sweep", type=int, metavar="N", help="a sample of all edits of all properties"
    )
    made.add_argument("--seed", type=int, default=7)
    made.add_argument("--valid", action="store_true", help="look at additions that may be true")
    options = made.parse_args()
    if options.valid:
        for file, findings in run.additions().items():
            print(file.name, *(f"\n  {one.severity}: {one.reason}" for one in findings), sep="")
        return
    record = Record()
    kinds = run.chosen(options.only)
    if options.sweep:
        kinds = run.sample(sweep.kinds(record), options.only, options.sweep, options.seed)
        options.places = 1
    if options.count:
        for kind in kinds:
            print(kind.group, kind.name, len(list(corruptions(kind, record))), sep="\t")
        return
    found = []
    outcomes = run.outcomes(
        kinds,
        record,
        options.places,
        full=options.full,
        seed=options.seed,
        together=options.together,
    )
    for one in outcomes:
        found.append(one)
        if options.missed and not one.here:
            names = ", ".join(one.corruption.changed)
            print(f"missed: {one.corruption.kind.name}: {names} {one.elsewhere}", file=sys.stderr)
    print(run.table(found))


if __name__ == "__main__":
    main()
