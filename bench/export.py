"""The whole graph written in each format, beside a script that dumps the same store unsorted."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox

from bench.measure import Goal, Row, Trial, goals, in_turn, process, table
from bench.setting import Setting
from scograph.formats.write import FORMATS

MOST = {"ntriples": 1.3, "nquads": 1.3, "rdfxml": 1.3, "turtle": 2, "jsonld": 2, "trig": 2}
"""How many times the processor time of a dump an export may take."""

DUMP = """\
import sys

import pyoxigraph as ox

store, media_type, output = sys.argv[1:]
known = ox.RdfFormat.from_media_type(media_type)
ox.Store.read_only(store).dump(
    output,
    format=known,
    from_graph=None if known.supports_datasets else ox.DefaultGraph(),
    prefixes={
        "scod": "https://w3id.org/scograph/id/",
        "scog": "https://w3id.org/scograph/ontology#",
    },
)
"""


def report(setting: Setting) -> str:
    dump = setting.script("dump.py", DUMP)
    database = setting.store / "oxigraph"
    rows: list[Row] = []
    ratios: list[Goal] = []
    for name, known in FORMATS.items():
        ours, theirs = (setting.folder / f"{who}.{known.extension}" for who in ("ours", "theirs"))
        export = [setting.scograph, "export", "-f", name, "-o", str(ours)]
        script = [sys.executable, dump, str(database), known.media_type, str(theirs)]
        trials = [
            Trial(f"{name}: scograph", process(*export, cpu=True), answers=False),
            Trial(f"{name}: pyoxigraph", process(*script, cpu=True), answers=False),
        ]
        found = in_turn(trials, setting.few, warm_up=setting.few > 1)
        for row, path in zip(found, (ours, theirs), strict=True):
            row.notes["MB"] = f"{path.stat().st_size / 1e6:.1f}"
            row.notes["triples or quads"] = f"{_count(path, known.media_type):,}"
        rows += found
        ratios.append(Goal(name, found[0].median / found[1].median, MOST[name], unit=" times"))
    return (
        "## Export\n\nProcessor time (user and system) of whole processes, from the command to "
        "the written file. scograph's bytes are sorted and the same on every run; pyoxigraph is a "
        "script that opens the same store read-only and dumps it in the order of its index. "
        "N-Quads and TriG of scograph have the graph `inferred`, which the store does not hold, "
        "and not the graph by which names are found. All formats are written from the sorted lines "
        "of N-Triples, so none can take less than those; the start of the program and the look "
        "whether the store is current are in each of ours.\n\n"
        f"{table('the whole graph written', rows)}\n\n{goals(ratios)}"
    )


def _count(path: Path, media_type: str) -> int:
    """How many triples or quads are read back."""
    known = ox.RdfFormat.from_media_type(media_type)
    return sum(1 for _ in ox.parse(path=path, format=known))
