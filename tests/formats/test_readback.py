"""What is exported is what others read: rdflib, pyoxigraph, rapper, Jena, N3.js and jsonld.js.

N3.js, jsonld.js and Jena come by tests/support/readers/install.sh, rapper with the system. Without
them their tests are skipped, or fail where SCOGRAPH_REQUIRE_ALL=1.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from scograph.formats import write
from scograph.formats.graphs import Graphs, whole
from tests.support import graphs
from tests.support.need import need

pytestmark = pytest.mark.reference

READERS = Path(__file__).parents[1] / "support" / "readers"
MEDIA_TYPES = {name: known.media_type for name, known in write.FORMATS.items()}
RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "rdfxml": "rdfxml", "trig": "trig"}
RAPPER["nquads"] = "nquads"
RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "nquads": "nquads"}
RDFLIB.update(trig="trig", rdfxml="xml")


def by_pyoxigraph(written: bytes, name: str) -> ox.Dataset:
    known = ox.RdfFormat.from_media_type(MEDIA_TYPES[name])
    return ox.Dataset(ox.parse(written, known))


def by_rdflib(written: bytes, name: str) -> ox.Dataset:
    read = rdflib.Dataset()
    read.parse(data=written.decode(), format=RDFLIB[name])
    default = ox.NamedNode(str(read.default_graph.identifier))
    text = read.serialize(format="nquads")
    return ox.Dataset(
        ox.Quad(*quad.triple) if quad.graph_name == default else quad
        for quad in ox.parse(text, ox.RdfFormat.N_QUADS)
    )


def by_rapper(written: bytes, name: str) -> ox.Dataset:
    need(shutil.which("rapper"), "rapper: apt-get install raptor2-utils")
    command = ["rapper", "-q", "-i", RAPPER[name], "-o", "nquads", "-", "http://base.invalid/"]
    return by_program(command, written)


def by_riot(written: bytes, name: str) -> ox.Dataset:
    there = shutil.which("java") and (READERS / "jena" / "pom.xml").is_file()
    need(there, "Jena: tests/support/readers/install.sh")
    jars = str(READERS / "jena" / "*")
    options = [f"--syntax={MEDIA_TYPES[name]}", "--output=nquads", "-"]
    return by_program(["java", "-cp", jars, "riotcmd.riot", *options], written)


def by_n3(written: bytes, name: str) -> ox.Dataset:
    return by_node(["n3", MEDIA_TYPES[name]], written)


def by_jsonld_js(written: bytes, name: str) -> ox.Dataset:
    return by_node(["jsonld", MEDIA_TYPES[name]], written)


def by_node(arguments: list[str], written: bytes) -> ox.Dataset:
    there = shutil.which("node") and (READERS / "node_modules").is_dir()
    need(there, "N3.js and jsonld.js: tests/support/readers/install.sh")
    return by_program(["node", str(READERS / "read.mjs"), *arguments], written)


def by_program(command: list[str], written: bytes) -> ox.Dataset:
    done = subprocess.run(command, input=written, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return ox.Dataset(ox.parse(done.stdout, ox.RdfFormat.N_QUADS))


ALL = list(write.FORMATS)
READ_BY: dict[Callable[[bytes, str], ox.Dataset], list[str]] = {
    by_pyoxigraph: ALL,
    by_rdflib: ALL,
    by_riot: ALL,
    by_rapper: list(RAPPER),
    by_n3: [name for name in ALL if name not in ("jsonld", "rdfxml")],
    by_jsonld_js: ["jsonld"],
}
SHIPPED = {by_riot: {"nquads", "turtle", "rdfxml"}, by_jsonld_js: {"jsonld"}}
GRAPHS: dict[str, Callable[[], Graphs]] = {
    "awkward": graphs.awkward,
    "small": lambda: whole(graphs.small_store()),
    "shipped": lambda: whole(graphs.shipped_store()),
}
# rdflib takes a minute or more for the shipped graph in each format, the others half of one: so CI
# reads it in four formats.
CASES = [
    pytest.param(
        reader,
        name,
        which,
        id=f"{which}-{name}-{reader.__name__}",
        marks=[pytest.mark.whole] * (which == "shipped" and name not in SHIPPED.get(reader, ())),
    )
    for which in GRAPHS
    for reader, names in READ_BY.items()
    for name in names
    if (which == "small") == (reader is by_rdflib) or which == "awkward"
]


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@cache
def exported(which: str, name: str) -> bytes:
    stream = io.BytesIO()
    write.write(GRAPHS[which](), name, stream)
    return stream.getvalue()


@cache
def wanted(which: str, *, named_graphs: bool) -> ox.Dataset:
    whole = GRAPHS[which]()
    return graphs.dataset(whole if named_graphs else {None: whole[None]})


@pytest.mark.parametrize(("reader", "name", "which"), CASES)
def test_others_read_what_was_written(
    reader: Callable[[bytes, str], ox.Dataset], name: str, which: str
) -> None:
    read = graphs.canonical(reader(exported(which, name), name))
    expected = wanted(which, named_graphs=write.FORMATS[name].named_graphs)
    assert graphs.apart(read, expected) == ([], [])
