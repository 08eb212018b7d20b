"""Lines of a store, sorted through files, are those that are sorted in memory."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest

from scograph.formats import graphs, lines, write
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
