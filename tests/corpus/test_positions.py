"""The lines of things in Turtle files whose IRIs are relative to an odd base."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.corpus.positions import Lines

BASES = ["http://℀/d/", "http://a/b/c/d;p?q", "http://[::1]:8/", "urn:x:y", "file:///a/b", "a:"]
IRIS = ["x", "../../../g", "./g/.", "?y", "g;x=1/../y", "//h/p", "#s", "", "é/北", "g?y/../x"]


@pytest.mark.parametrize("base", BASES)
def test_relative_iris_are_those_of_the_parser(base: str, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    lines = [f"<{iri}> <a:p> {number} ." for number, iri in enumerate(IRIS)]
    path.write_text("\n".join([f"@base <{base}> .", *lines]), encoding="utf-8")
    found = Lines(path)
    for number, quad in enumerate(ox.parse(path=path, format=ox.RdfFormat.TURTLE)):
        assert found.of(quad.subject.value, "a:p", str(number)) == number + 2
