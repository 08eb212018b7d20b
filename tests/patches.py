"""Worlds for the tests of shapes: the smallest one, with a few lines changed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from scograph import load
from scograph.namespaces import PREFIXES

WORLD = Path(__file__).parent / "worlds" / "three-states.ttl"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_NOTHING = ox.NamedNode(PREFIXES["rdf"] + "nil")


def patched(patch: Path) -> str:
    """N-Triples of the smallest world, with the values in the patch instead of its own.

    A value of `rdf:nil` takes the property away, and as a type it takes the whole thing away.
    """
    changes = load.read([patch]).triples()
    gone = {
        triple.subject
        for triple in changes
        if (triple.predicate, triple.object) == (_TYPE, _NOTHING)
    }
    written = {(triple.subject, triple.predicate) for triple in changes}
    kept = {
        triple
        for triple in load.read([WORLD]).triples()
        if triple.subject not in gone and (triple.subject, triple.predicate) not in written
    }
    added = {triple for triple in changes if triple.object != _NOTHING}
    text = ox.serialize(kept | added, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return text.decode()


def whole(patch: Path, folder: Path) -> load.World:
    """The ontology and the patched world, which is written to a file in the folder."""
    file = folder / "world.ttl"
    file.write_text(patched(patch), encoding="utf-8")
    return load.read([*load.ontology_files(), file])
