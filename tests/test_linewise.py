"""Lines of a store, sorted through files, are those that are sorted in memory."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest

from scograph import export, linewise, parts
from tests import graphs


@pytest.mark.parametrize("batch", [500_000, 1_000, 7])
@pytest.mark.parametrize("graph", ["", "default", "record"])
def test_the_same_bytes(batch: int, graph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_BATCH", batch)
    store = ox.Store()
    for name, triples in graphs.awkward().items():
        node = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        store.extend(ox.Quad(*triple, node) for triple in triples)
    whole = export.one_graph(store, graph) if graph else export.whole(store)
    expected, found = io.BytesIO(), io.BytesIO()
    export.write(whole, "ntriples" if graph else "nquads", expected)
    linewise.write(store, found, export.graph_node(store, graph) if graph else None)
    assert found.getvalue() == expected.getvalue()
    assert expected.getvalue()
