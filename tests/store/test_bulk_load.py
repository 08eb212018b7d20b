"""A new store: whole, and with all of its files open to whoever reads it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.store.bulk_load import BulkLoad

LINKS = [
    b"<urn:a> <urn:p> <urn:b> .\n",
    b"<urn:b> <urn:p> _:node .\n",
    b"_:node <urn:p> <urn:a> .\n",
]


def filled(folder: Path) -> ox.Store:
    named = [line.replace(b" .\n", b" <urn:graph> .\n") for line in LINKS]
    with BulkLoad(folder) as loading:
        loading.prepare(named[:1])
        loading.start(LINKS, named[1:])
        assert loading.finish() == 6
    return ox.Store.read_only(str(folder))


def test_a_blank_node_is_the_same_in_all_graphs(tmp_path: Path) -> None:
    nodes = {
        term
        for quad in filled(tmp_path)
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.BlankNode)
    }
    assert len(nodes) == 1


def test_a_reader_opens_all_files_at_once(tmp_path: Path) -> None:
    store = filled(tmp_path)
    assert len(list(tmp_path.glob("*.sst"))) <= 16
    for path in tmp_path.iterdir():
        path.unlink()
    assert len(list(store)) == 6


def test_many_tables_become_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded, merged = tmp_path / "loaded", tmp_path / "merged"
    filled(loaded)
    monkeypatch.setattr("scograph.store.bulk_load._MANY", 0)
    assert len(list(filled(merged))) == 6
    assert len(list(merged.glob("*.sst"))) < len(list(loaded.glob("*.sst")))
