"""Passages are cut where they are cited, and proved."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.entity.passages import Passages, checksum
from scograph.errors import InputError
from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG

TEXT = "Head.\nUzbekistan “hosted” it. 塔什干.\n"
AT = TEXT.index("塔什干.")
PLACE = ox.NamedNode(SCOD + "place")


def cited(passage: str, start: int, end: int) -> ox.Store:
    source, selector = ox.NamedNode(SCOD + "source"), ox.NamedNode(SCOD + "selector")
    oa, seal = PREFIXES["oa"], ox.NamedNode(SCOG + "checksum")
    store = ox.Store()
    for triple in (
        (PLACE, ox.NamedNode(oa + "hasSource"), source),
        (PLACE, ox.NamedNode(oa + "hasSelector"), selector),
        (PLACE, seal, ox.Literal(checksum(passage))),
        (source, seal, ox.Literal(checksum(TEXT))),
        (selector, ox.NamedNode(oa + "start"), ox.Literal(start)),
        (selector, ox.NamedNode(oa + "end"), ox.Literal(end)),
    ):
        store.add(ox.Quad(*triple))
    return store


@pytest.fixture
def texts(tmp_path: Path) -> Passages:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "any-name.txt").write_bytes(TEXT.encode())
    (tmp_path / "picture.png").write_bytes(b"\xff\xfe\x00")
    return Passages(tmp_path)


def test_the_passage(texts: Passages) -> None:
    assert texts.of(cited("塔什干.", AT, AT + 4), PLACE) == "塔什干."


def test_a_passage_that_is_not_the_one_cited(texts: Passages) -> None:
    with pytest.raises(InputError, match="not the one"):
        texts.of(cited("塔什干.", AT - 1, AT + 4), PLACE)


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    assert Passages(tmp_path).of(cited("塔什干.", AT, AT + 4), PLACE) is None
    with pytest.raises(InputError, match="no such folder"):
        Passages(tmp_path / "nowhere")
