"""Cold starts: one answer from a fresh process, beside the least that it could cost, and peers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench import peers
from bench.measure import Goal, Trial, goals, in_turn, process, rows_of, table
from bench.setting import QUESTION, Setting

FLOOR = """\
import sys
import click
import pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    answer = store.query(file.read())
sys.stdout.buffer.write(answer.serialize(format=pyoxigraph.QueryResultsFormat.CSV))
"""
OPENED = """\
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
NOTE = """\
scograph, the floor and Oxigraph open a store that was made before; the others read the file on
every run, since they keep none. All hold the same triples, the inferred ones too."""
COMUNICA = Path(__file__).with_name("comunica.mjs")


def report(setting: Setting) -> str:
    trials = _trials(setting)
    rows = dict(zip(trials, in_turn(trials.values(), setting.rounds), strict=True))
    ours = rows["scograph"].median

    def times(name: str) -> float:
        return rows[name].median / ours if name in rows else float("nan")

    found = [
        Goal("scograph / floor", ours / rows["floor"].median, 2.0),
        Goal("scograph / a store opened and one small query", ours / rows["opened"].median, 2.0),
        Goal("rdflib / scograph", times("rdflib"), 20, at_most=False),
        Goal("arq / scograph", times("arq"), 15, at_most=False),
        Goal("`sparqlquery` / scograph", times("sparqlquery")),
        Goal("Comunica / scograph", times("comunica")),
        Goal("scograph / `oxigraph query`", 1 / times("oxigraph")),
    ]
    heading = "one answer from a cold start, whole process"
    return f"## Cold answer\n\n{NOTE}\n\n{table(heading, rows.values())}\n\n{goals(found)}"


def _trials(setting: Setting) -> dict[str, Trial]:
    """The same question to each; our own answer is the one that all have to give."""
    python, query, store = sys.executable, str(setting.query), str(setting.store / "oxigraph")
    slow = min(setting.rounds, 10)

    def asked(title: str, *command: str, rounds: int | None = None) -> Trial:
        return Trial(title, process(*command, read=rows_of), rounds)

    trials = {
        "scograph": asked(
            f"`scograph {' '.join(QUESTION)}`, console script", setting.scograph, *QUESTION
        ),
        "floor": asked(
            "floor: click and pyoxigraph imported, the same store opened, the same query",
            *(python, setting.script("floor.py", FLOOR), store, query),
        ),
        "opened": Trial(
            "less than the floor: the same with a query of one pattern, another answer",
            process(python, setting.script("opened.py", OPENED), store),
            answers=False,
        ),
    }
    if setting.peers.has("oxigraph"):
        program, location = peers.script("oxigraph"), str(setting.folder / "oxigraph")
        load = [program, "load", "--location", location, "--file", str(setting.ntriples)]
        subprocess.run(load, check=True, capture_output=True)
        trials["oxigraph"] = asked(
            "`oxigraph query` on a store that it loaded",
            *(program, "query", "--location", location, "--query-file", query),
            *("--results-format", "csv"),
        )
    if setting.peers.has("rdflib"):
        turtle = str(setting.turtle)
        trials["rdflib"] = asked(
            "rdflib: a script that loads the Turtle and runs the query",
            *(python, setting.script("with_rdflib.py", RDFLIB), turtle, query),
            rounds=slow,
        )
        trials["sparqlquery"] = asked(
            "rdflib's own command: `sparqlquery` on the Turtle",
            *(peers.script("sparqlquery"), turtle, "-qf", query, "-f", "csv"),
            rounds=slow,
        )
    if setting.peers.has("jena"):
        trials["arq"] = asked(
            "Jena's `arq` on the N-Triples",
            *(*peers.java("arq.arq"), "--data", str(setting.ntriples)),
            *("--query", query, "--results", "CSV"),
            rounds=slow,
        )
    if setting.peers.has("comunica"):
        trials["comunica"] = asked(
            "Comunica: a script that reads the N-Triples and runs the query",
            *("node", str(COMUNICA), str(peers.STORES), str(setting.ntriples), query),
            rounds=slow,
        )
    return trials
