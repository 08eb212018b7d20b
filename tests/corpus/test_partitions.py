"""A graph in many parts, with stores on the disk: the same as in memory, part by part."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.corpus import load, partitions
from scograph.corpus.partitions import Partitions, Scratch
from scograph.rdf import ntriples
from scograph.reason import closure
from scograph.shapes import validate
from scograph.shapes.findings import Finding
from scograph.store import build
from tests.support.project import CORPUS

BROKEN = """\
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .

scod:nowhere a scog:State .
[] a scog:Summit ; scog:heldIn scod:nowhere .
"""
LINES = b"".join(b"<urn:s%d> <urn:p> <urn:o%d> .\n" % (n % 50, n) for n in range(500))


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a small graph is in many parts, and its stores are on the disk."""
    monkeypatch.setattr(partitions, "PART", 20_000)
    monkeypatch.setattr(partitions, "IN_MEMORY", 0)


def subjects(lines: set[bytes]) -> set[bytes]:
    return {line.partition(b" ")[0] for line in lines}


def test_each_line_is_once_in_one_part(many: None) -> None:
    made = partitions.of(LINES * 2, Scratch(1_000_000))
    assert len(list(made)) == 50
    assert sorted(made.lines()) == sorted(LINES.splitlines(keepends=True))


def test_parts_of_one_number_have_the_same_subjects(many: None) -> None:
    room = Scratch(100_000)
    one, other = partitions.of(LINES, room), Partitions(room)
    other.add(line.replace(b"urn:p", b"urn:q") for line in LINES.splitlines(keepends=True))
    assert [*map(subjects, one)] == [*map(subjects, other)]


def test_the_files_go_with_the_lines(many: None, tmp_path: Path) -> None:
    made = partitions.of(LINES, Scratch(100_000, tmp_path))
    assert len(list(made.lines())) == 500
    assert list(tmp_path.rglob("*"))
    del made
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_graph_in_parts_is_the_same_graph(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(BROKEN, encoding="utf-8")
    files = [*load.ontology_files(), CORPUS, broken]
    whole = everything(files, tmp_path / "whole")
    assert whole[2]
    monkeypatch.setattr(partitions, "PART", 20_000)
    monkeypatch.setattr(partitions, "IN_MEMORY", 0)
    assert everything(files, tmp_path / "parts") == whole


def everything(files: list[Path], folder: Path) -> tuple[bytes, bytes, list[Finding], list[str]]:
    """Asserted and inferred lines, findings, and the quads of a store."""
    corpus = load.read(files)
    entailed = closure.entail(corpus.asserted)
    shapes = load.shape_files()
    found = validate.check(corpus, entailed.inferred, shapes, store=entailed.store)
    assert validate.check(corpus, entailed.inferred, shapes) == found
    folder.mkdir()
    build.fill(folder, corpus, entailed.inferred)
    quads = ox.Dataset(ox.Store.read_only(str(folder / "oxigraph")))
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    inferred = ntriples.sort(entailed.inferred.lines())
    return corpus.ntriples(), inferred, found, sorted(map(str, quads))
