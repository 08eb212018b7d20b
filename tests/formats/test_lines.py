"""Lines of a store, sorted through files, are those that are sorted in memory."""

from __future__ import annotations

import errno
import gc
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.formats import graphs, lines, write
from scograph.formats.kept import DEFAULT, NAMED, Kept
from tests.support.graphs import awkward


@pytest.fixture
def store() -> ox.Store:
    """An awkward graph; half of it is in the graph `record` too, so the rest is inferred."""
    made = ox.Store()
    for name, triples in awkward().items():
        node = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        made.extend(ox.Quad(*triple, node) for triple in triples)
    return made


@pytest.mark.parametrize(("run", "piece", "block"), [(1, 1, 1), (1_000, 300, 7)])
@pytest.mark.parametrize("graph", ["", "default", "record", "inferred"])
def test_the_same_bytes(
    store: ox.Store, run: int, piece: int, block: int, graph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = graphs.node(store, graph) if graph else None
    expected, found = io.BytesIO(), io.BytesIO()
    write.write_store(store, "nquads", expected, node)
    monkeypatch.setattr(lines, "_RUN", run)
    monkeypatch.setattr(lines, "_PIECE", piece)
    monkeypatch.setattr(lines, "_BLOCK", block)
    write.write_store(store, "nquads", found, node)
    assert found.getvalue() == expected.getvalue()
    text = expected.getvalue().splitlines()
    assert text and text == sorted(text)


def test_graphs_are_parted_as_they_are_written_together(store: ox.Store) -> None:
    found = lines.of_graphs(store)
    assert lines.nquads(found) == b"".join(lines.nquads_of_store(store))
    for name, inside in found.items():
        node = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        assert len(inside) == sum(map(len, lines.of_graph(store, node)))


@pytest.mark.parametrize("piece", [1, 300, 1 << 20])
@pytest.mark.parametrize("format_name", ["ntriples", "nquads", "trig"])
def test_the_same_bytes_from_lines_that_are_kept(
    store: ox.Store, format_name: str, piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scograph.formats.kept._PIECE", piece)
    expected, first, later = io.BytesIO(), io.BytesIO(), io.BytesIO()
    write.write_store(store, format_name, expected)
    write.write_store(store, format_name, first, kept=Kept(tmp_path))
    write.write_store(ox.Store(), format_name, later, kept=Kept(tmp_path))
    assert first.getvalue() == later.getvalue() == expected.getvalue()


@pytest.mark.parametrize("name", [DEFAULT, NAMED])
def test_damaged_lines_are_written_anew(store: ox.Store, name: str, tmp_path: Path) -> None:
    expected = io.BytesIO()
    write.write_store(store, "nquads", expected, kept=Kept(tmp_path))
    whole = (tmp_path / name).read_bytes()
    for damaged in (b"", whole[:20], whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        (tmp_path / name).write_bytes(damaged)
        found = io.BytesIO()
        write.write_store(store, "nquads", found, kept=Kept(tmp_path))
        assert found.getvalue() == expected.getvalue()
        assert (tmp_path / name).read_bytes() == whole


def test_an_export_that_ends_early_leaves_no_draft(store: ox.Store, tmp_path: Path) -> None:
    class Full:
        def write(self, piece: bytes, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write.write_store(store, "ntriples", Full(), kept=Kept(tmp_path))
    gc.collect()
    assert not list(tmp_path.glob("*.tmp"))


def test_nothing_is_kept_where_the_folder_cannot_be_written(
    store: ox.Store, tmp_path: Path
) -> None:
    expected, found = io.BytesIO(), io.BytesIO()
    write.write_store(store, "nquads", expected)
    write.write_store(store, "nquads", found, kept=Kept(tmp_path / "gone"))
    assert found.getvalue() == expected.getvalue()
