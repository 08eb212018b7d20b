"""Measures scograph beside other tools, all in one run.

    python -m bench [--rounds 20] [--only SECTION]... [--without PEER]... [--write FILE]

Run it in the root of the repository, with the Python of an environment in which the project is
installed with its extra `test`. Jena, Fuseki and Comunica come by tests/support/stores/install.sh.
It asks no network but the loopback. As a package rather than a script, since its parts import
each other and the servers of the tests.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path

from bench.peers import NAMES, Peers
from bench.setting import Setting

SECTIONS = {
    "import": "imports",
    "cold": "cold",
    "warm": "warm",
    "build": "build",
    "export": "export",
    "endpoint": "endpoint",
    "untrusted": "untrusted",
    "growth": "growth",
}


def main() -> None:
    options = parser().parse_args()
    peers = Peers(options.without)
    parts = [head(peers, options)]
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(
            Path(folder),
            peers,
            rounds=options.rounds,
            seconds=options.seconds,
            load=options.load,
            requests=options.requests,
            patience=options.patience,
            sizes=tuple(float(size) for size in options.sizes.split(",")),
        )
        for name in [name for name in SECTIONS if name in (options.only or SECTIONS)]:
            print(f"{name} …", file=sys.stderr)
            section = importlib.import_module(f"bench.{SECTIONS[name]}")
            text = "\n\n".join([section.report(setting), *peers.missed()])
            parts.append(text)
            print(f"{text}\n", flush=True)
            if options.write:
                # After each section, so that one that fails does not take the others with it.
                options.write.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m bench", description=(__doc__ or "").partition("\n")[0]
    )
    made.add_argument("--rounds", type=int, default=20, help="runs of each thing [20]")
    made.add_argument("--only", action="append", choices=SECTIONS, help="this section; repeatable")
    made.add_argument(
        "--without", action="append", default=[], choices=NAMES, metavar="PEER",
        help=f"leave this one out; repeatable: {', '.join(NAMES)}",
    )  # fmt: skip
    made.add_argument(
        "--patience",
        type=float,
        default=1200,
        help="build: seconds until one run is given up [1200]",
    )
    made.add_argument("--seconds", type=float, default=10, help="endpoint: for each server [10]")
    made.add_argument("--load", type=float, default=60, help="untrusted: seconds of runaways [60]")
    made.add_argument("--requests", type=int, default=2000, help="untrusted: mutated [2000]")
    made.add_argument("--sizes", default="1,3", help="growth: times the record [1,3]")
    made.add_argument("--write", type=Path, metavar="FILE", help="keep the report in this file")
    return made


def head(peers: Peers, options: argparse.Namespace) -> str:
    """What was run, on what."""
    command = "python -m bench --write docs/performance.md"
    numbers = ("rounds", "seconds", "load", "requests", "patience")
    asked = [f"--{name} {getattr(options, name):g}" for name in numbers]
    asked.append(f"--sizes {options.sizes}")
    asked += [word for name in options.only or () for word in ("--only", name)]
    asked += [word for name in options.without for word in ("--without", name)]
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return f"""\
# Performance

Written by `{command}`, this time with `{" ".join(asked)}`.

{machine}; {peers.listed()}

Each table has the median, the fastest and the slowest run in milliseconds, and how many runs there
were. The rows of one table were run in turn, after a first round that does not count. Where an
answer was to be given, it was compared on every run, as a set of rows; a row is void where the
answer was another one, or none. Peak memory is that of the process."""


if __name__ == "__main__":
    main()
