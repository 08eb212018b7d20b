"""A graph in many parts, with stores on the disk: the same as in memory, part by part."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph import building, infer, load, ntriples, parts, scratch, validate
from scograph.findings import Finding
from scograph.parts import Parts
from scograph.scratch import Scratch
from tests.project import WORLD

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
    monkeypatch.setattr(scratch, "PART", 20_000)
    monkeypatch.setattr(scratch, "IN_MEMORY", 0)


def subjects(lines: set[bytes]) -> set[bytes]:
    return {line.partition(b" ")[0] for line in lines}


def test_each_line_is_once_in_one_part(many: None) -> None:
    made = parts.of(LINES * 2, Scratch(1_000_000))
    assert len(list(made)) == 50
    assert sorted(made.lines()) == sorted(LINES.splitlines(keepends=True))


def test_parts_of_one_number_have_the_same_subjects(many: None) -> None:
    room = Scratch(100_000)
    one, other = parts.of(LINES, room), Parts(room)
    other.add(line.replace(b"urn:p", b"urn:q") for line in LINES.splitlines(keepends=True))
    assert [*map(subjects, one)] == [*map(subjects, other)]


def test_the_files_go_with_the_lines(many: None, tmp_path: Path) -> None:
    made = parts.of(LINES, Scratch(100_000, tmp_path))
    assert len(list(made.lines())) == 500
    assert list(tmp_path.rglob("*"))
    del made
    assert not list(tmp_path.iterdir())


def test_a_graph_in_parts_is_the_same_graph(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(BROKEN, encoding="utf-8")
    files = [*load.ontology_files(), WORLD, broken]
    whole = everything(files, tmp_path / "whole")
    assert whole[2]
    monkeypatch.setattr(scratch, "PART", 20_000)
    monkeypatch.setattr(scratch, "IN_MEMORY", 0)
    assert everything(files, tmp_path / "parts") == whole


def everything(files: list[Path], folder: Path) -> tuple[bytes, bytes, list[Finding], list[str]]:
    """What is asserted, what follows, what the shapes say of it, and what a store of it holds."""
    world = load.read(files)
    entailed = infer.entail(world.asserted)
    shapes = load.shape_files()
    found = validate.check(world, entailed.inferred, shapes, store=entailed.store)
    assert validate.check(world, entailed.inferred, shapes) == found
    folder.mkdir()
    building.fill(folder, world, entailed.inferred)
    quads = ox.Dataset(ox.Store.read_only(str(folder / "oxigraph")))
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    inferred = ntriples.sort(entailed.inferred.lines())
    return world.ntriples(), inferred, found, sorted(map(str, quads))
