"""The whole graph written in each format, beside pyoxigraph's and rdflib's own writers."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable
from functools import partial

import pyoxigraph as ox

from bench.measure import Goal, Row, Sample, Trial, function, goals, in_turn, table
from bench.setting import Setting
from scograph import export, store

OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
PREFIXES = {"scog": "https://w3id.org/scograph/ontology#", "scod": "https://w3id.org/scograph/id/"}


def report(setting: Setting) -> str:
    opened = store.open_at(setting.store)
    same = ox.Store()
    same.bulk_load(_ours(opened, "nquads"), format=ox.RdfFormat.N_QUADS)
    graph = None
    if setting.peers.has("rdflib"):
        import rdflib

        graph = rdflib.Graph().parse(setting.ntriples, format="nt")
        # Else every collection of garbage would walk through the whole of rdflib's graph.
        gc.freeze()
    rows: list[Row] = []
    ratios: list[Goal] = []
    for name, media in OXIGRAPH.items():
        writers: dict[str, Callable[[], bytes]] = {
            "scograph": partial(_ours, opened, name),
            "pyoxigraph": partial(_dumped, same, name),
        }
        if graph is not None and name in RDFLIB:
            writers["rdflib"] = partial(graph.serialize, format=RDFLIB[name], encoding="utf-8")
        found = _written(name, media, writers, setting.few)
        rows += found
        ratios += [
            Goal(f"{name}: {writer} / scograph", row.median / found[0].median)
            for writer, row in zip(list(writers)[1:], found[1:], strict=True)
        ]
    return (
        "## Export\n\nIn one process, from an open store or graph to bytes. scograph's bytes are "
        "sorted and the same on every run; a row is void where what was written, read back, is "
        "another number of triples.\n\n"
        f"{table('the whole graph written', rows)}\n\n{goals(ratios)}"
    )


def _written(
    name: str, media: ox.RdfFormat, writers: dict[str, Callable[[], bytes]], rounds: int
) -> list[Row]:
    """A row for each writer, with the size of what it wrote."""
    sizes: dict[str, int] = {}

    def read(writer: str, out: bytes) -> str:
        sizes[writer] = len(out)
        return f"{_count(out, media):,} triples"

    trials = []
    for writer, write in writers.items():
        run: Callable[[], Sample] = function(write, partial(read, writer))
        most = 1 if writer == "rdflib" else rounds
        trials.append(Trial(f"{name}: {writer}", run, most))
    rows = in_turn(trials, rounds, warm_up=rounds > 1)
    for writer, row in zip(writers, rows, strict=True):
        row.notes["MB"] = f"{sizes[writer] / 1e6:.1f}"
    return rows


def _ours(opened: ox.Store, name: str) -> bytes:
    out = io.BytesIO()
    export.write(export.whole(opened), name, out)
    return out.getvalue()


def _dumped(held: ox.Store, name: str) -> bytes:
    graph = None if export.FORMATS[name].named_graphs else ox.DefaultGraph()
    return held.dump(format=OXIGRAPH[name], from_graph=graph, prefixes=PREFIXES) or b""


def _count(out: bytes, media: ox.RdfFormat) -> int:
    """How many different triples, or quads, there are in what was written."""
    lines = ox.serialize(ox.parse(out, format=media), format=ox.RdfFormat.N_QUADS) or b""
    return len(set(lines.splitlines()))
