"""What citations have found is kept beside a store, and changes no citation."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.entity import kept
from scograph.entity.citations import Citations, Citing
from scograph.query import catalog, run
from scograph.rdf.namespaces import SCOD, SCOG
from scograph.store import cache
from tests.support import terminal

QUERIES = catalog.load()
ASKED = {"members": {"organization": "River League", "on": "2006-01-01"}, "coverage": {}}


def cited(folder: Path | None, name: str) -> Citations:
    store = cache.open_at(terminal.store(small=True))
    found = run.canned(store, QUERIES[name], ASKED[name])
    citing = Citing(store, folder)
    return citing.answer(QUERIES[name], found.parameters, found.columns, found.rows)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_kept_gives_the_same_citations(tmp_path: Path, name: str) -> None:
    assert cited(tmp_path, name) == cited(None, name)
    assert (tmp_path / kept.NAME).is_file()
    assert cited(tmp_path, name) == cited(None, name)


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_file_is_left_and_replaced(tmp_path: Path, damage: bytes | None) -> None:
    cited(tmp_path, "members")
    path = tmp_path / kept.NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:-100] + bytes(100) if damage is None else damage)
    assert cited(tmp_path, "members") == cited(None, "members")
    assert path.read_bytes() == whole


def test_what_another_command_kept_meanwhile_stays(tmp_path: Path) -> None:
    things = [ox.NamedNode(f"{SCOD}{name}") for name in "ab"]
    both = [kept.Kept(tmp_path), kept.Kept(tmp_path)]
    triples = [ox.Triple(one, ox.NamedNode(f"{SCOG}status"), ox.Literal("x")) for one in things]
    for one, triple in zip(both, triples, strict=True):
        one.keep_leaves(triple, [triple])
        one.save()
    assert [kept.Kept(tmp_path).leaves(one) for one in triples] == [[one] for one in triples]


def test_a_triple_of_a_blank_node_is_not_kept(tmp_path: Path) -> None:
    triple = ox.Triple(ox.NamedNode(f"{SCOD}a"), ox.NamedNode(f"{SCOG}x"), ox.BlankNode())
    first = kept.Kept(tmp_path)
    first.keep_leaves(triple, [triple])
    first.save()
    with pytest.raises(KeyError):
        kept.Kept(tmp_path).leaves(triple)
