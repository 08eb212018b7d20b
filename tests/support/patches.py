"""Corpora for the tests of shapes: the small one, with a few lines changed."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from scograph.corpus import load
from scograph.rdf.namespaces import PREFIXES, SCOD

CORPUS = Path(__file__).parents[1] / "corpora" / "three-states.ttl"
_OWN = (SCOD, "https://example.org/")
_CASE = re.compile(r"/case(\d+)\.")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_NOTHING = ox.NamedNode(PREFIXES["rdf"] + "nil")


def patched(patch: Path) -> str:
    """N-Triples of the small corpus, with the values in the patch instead of its own.

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
        for triple in load.read([CORPUS]).triples()
        if triple.subject not in gone and (triple.subject, triple.predicate) not in written
    }
    added = {triple for triple in changes if triple.object != _NOTHING}
    text = ox.serialize(kept | added, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return text.decode()


def apart(text: str, number: int) -> str:
    """N-Triples with names of their own, so that several corpora can be in one graph."""
    for start in _OWN:
        text = text.replace(f"<{start}", f"<{start}case{number}.")
    return text


def case_of(text: str) -> set[int]:
    """The numbers of the corpora whose things a text names."""
    return {int(number) for number in _CASE.findall(text)}


def without_case(iri: str) -> str:
    """The name that a thing has in its file."""
    return _CASE.sub("/", iri)


def whole(patch: Path, folder: Path) -> load.Corpus:
    """The ontology and the patched corpus, which is written to a file in the folder."""
    file = folder / "corpus.ttl"
    file.write_text(patched(patch), encoding="utf-8")
    return load.read([*load.ontology_files(), file])
