"""What is exported is what others read: rdflib, pyoxigraph, rapper, Jena, N3.js and jsonld.js.

N3.js, jsonld.js and Jena come by tests/readers/install.sh, rapper with the system. Without them
their tests are skipped, or fail where SCOGRAPH_REQUIRE_ALL=1.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from scograph import export
from tests import graphs

READERS = Path(__file__).parent / "readers"
MEDIA_TYPES = {name: known.media_type for name, known in export.FORMATS.items()}
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
    need(shutil.which("rapper"), "rapper is not installed: apt-get install raptor2-utils")
    command = ["rapper", "-q", "-i", RAPPER[name], "-o", "nquads", "-", "http://base.invalid/"]
    return by_program(command, written)


def by_riot(written: bytes, name: str) -> ox.Dataset:
    there = shutil.which("java") and (READERS / "jena" / "pom.xml").is_file()
    need(there, "Jena is not installed: tests/readers/install.sh")
    jars = str(READERS / "jena" / "*")
    options = [f"--syntax={MEDIA_TYPES[name]}", "--output=nquads", "-"]
    return by_program(["java", "-cp", jars, "riotcmd.riot", *options], written)


def by_n3(written: bytes, name: str) -> ox.Dataset:
    return by_node(["n3", MEDIA_TYPES[name]], written)


def by_jsonld_js(written: bytes, name: str) -> ox.Dataset:
    return by_node(["jsonld", MEDIA_TYPES[name]], written)


def by_node(arguments: list[str], written: bytes) -> ox.Dataset:
    there = shutil.which("node") and (READERS / "node_modules").is_dir()
    need(there, "N3.js and jsonld.js are not installed: tests/readers/install.sh")
    return by_program(["node", str(READERS / "read.mjs"), *arguments], written)


def by_program(command: list[str], written: bytes) -> ox.Dataset:
    done = subprocess.run(command, input=written, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return ox.Dataset(ox.parse(done.stdout, ox.RdfFormat.N_QUADS))


def need(there: object, reason: str) -> None:
    if not there:
        if os.environ.get("SCOGRAPH_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


ALL = list(export.FORMATS)
READ_BY: dict[Callable[[bytes, str], ox.Dataset], list[str]] = {
    by_pyoxigraph: ALL,
    by_rdflib: ALL,
    by_riot: ALL,
    by_rapper: list(RAPPER),
    by_n3: [name for name in ALL if name not in ("jsonld", "rdfxml")],
    by_jsonld_js: ["jsonld"],
}
CASES = [
    pytest.param(reader, name, id=f"{name}-{reader.__name__}")
    for reader, names in READ_BY.items()
    for name in names
]


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.parametrize(("reader", "name"), CASES)
@pytest.mark.parametrize("which", ["shipped", "awkward"])
def test_others_read_what_was_written(
    reader: Callable[[bytes, str], ox.Dataset], name: str, which: str
) -> None:
    written = graphs.awkward() if which == "awkward" else export.whole(graphs.shipped_store())
    stream = io.BytesIO()
    export.write(written, name, stream)
    kept = written if export.FORMATS[name].named_graphs else {None: written[None]}
    read = graphs.canonical(reader(stream.getvalue(), name))
    wanted = graphs.dataset(kept)
    assert sorted(map(str, set(wanted) - set(read)))[:5] == []
    assert sorted(map(str, set(read) - set(wanted)))[:5] == []
