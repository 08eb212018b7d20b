"""Cold starts: one answer from a fresh process, as against the least that it could cost.

    python bench/cold.py [--rounds 20] [--write docs/performance.md]

Run it with the Python of an environment in which scograph is installed.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = ("run", "attendees", "--host", "Uzbekistan")

FLOOR = """\
import sys
import click
import pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
for row in store.query("SELECT ?s WHERE { ?s a <https://w3id.org/scograph/ontology#Summit> }"):
    print(row["s"].value)
"""

RDFLIB = """\
import sys
import rdflib
graph = rdflib.Graph().parse(sys.argv[1], format="turtle")
query = open(sys.argv[2], encoding="utf-8").read()
sys.stdout.write(graph.query(query).serialize(format="csv").decode())
"""

GOALS = {"scograph / floor": "at most 2.0", "rdflib / scograph": "at least 20"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=20, help="processes of each kind")
    parser.add_argument("--write", type=Path, help="the Markdown file to keep the tables in")
    options = parser.parse_args()
    scograph = console_script()
    with tempfile.TemporaryDirectory() as folder:
        commands = prepare(Path(folder), scograph)
        times = measure(commands, options.rounds)
    text = report(times, options.rounds)
    print(text)
    if options.write:
        options.write.write_text(f"{HEAD}\n{text}\n", encoding="utf-8")


def console_script() -> str:
    """The `scograph` beside this Python."""
    script = Path(sys.executable).with_name("scograph")
    if not script.exists():
        sys.exit(f"There is no {script}. Install the project in this environment first.")
    return str(script)


def prepare(folder: Path, scograph: str) -> dict[str, list[str]]:
    """The commands to compare; the store is built, and the export and the query are written."""
    store = output(scograph, "build").splitlines()[-1]
    turtle, query = folder / "graph.ttl", folder / "query.rq"
    output(scograph, "export", "-f", "turtle", "-o", str(turtle))
    query.write_text(output(scograph, *QUESTION, "--show"), encoding="utf-8")
    for name, script in (("floor.py", FLOOR), ("with_rdflib.py", RDFLIB)):
        (folder / name).write_text(script, encoding="utf-8")
    return {
        "scograph": [scograph, *QUESTION],
        "floor": [sys.executable, str(folder / "floor.py"), f"{store}/oxigraph"],
        "rdflib": [sys.executable, str(folder / "with_rdflib.py"), str(turtle), str(query)],
    }


def measure(commands: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each process, the kinds in turn, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    answers = {name: len(output(*command).splitlines()) for name, command in commands.items()}
    assert answers["scograph"] == answers["rdflib"], f"the answers differ: {answers}"
    for _ in range(rounds):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            times[name].append((time.perf_counter() - started) * 1000)
    return times


def report(times: dict[str, list[float]], rounds: int) -> str:
    """Two tables in Markdown: the medians, and their ratios beside the goals."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    what = {
        "scograph": f"`scograph {' '.join(QUESTION)}`, console script",
        "floor": "a script: click and pyoxigraph imported, the same store opened, one small query",
        "rdflib": "a script: rdflib loads the exported Turtle and runs the same query",
    }
    ratios = {
        "scograph / floor": medians["scograph"] / medians["floor"],
        "rdflib / scograph": medians["rdflib"] / medians["scograph"],
    }
    lines = ["| one answer from a cold start, whole process | median ms | fastest | slowest |"]
    lines.append("| --- | ---: | ---: | ---: |")
    for name, values in times.items():
        numbers = " | ".join(f"{n:.0f}" for n in (medians[name], min(values), max(values)))
        lines.append(f"| {what[name]} | {numbers} |")
    lines += ["", "| ratio of medians | measured | goal |", "| --- | ---: | --- |"]
    lines += [f"| {name} | {ratio:.2f} | {GOALS[name]} |" for name, ratio in ratios.items()]
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    lines += ["", f"{rounds} processes of each kind, in turn. {machine}."]
    return "\n".join(lines)


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


HEAD = """\
# Performance

Written by `python bench/cold.py --write docs/performance.md`.
"""

if __name__ == "__main__":
    main()
