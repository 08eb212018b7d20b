"""The change of the closure around an edit is that of the whole closure."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from scograph.corpus import load
from scograph.errors import InconsistencyError
from scograph.rdf import graph, ntriples
from scograph.rdf.namespaces import PREFIXES, RECORD_GRAPH, SCOD
from scograph.reason import closure, local_closure
from scograph.reason.local_closure import is_axiom
from tests.support.edits import edited
from tests.support.patches import CORPUS

EDITS = 12


@pytest.fixture(scope="module")
def ontology() -> set[bytes]:
    return {line for path in load.ontology_files() for line in load.lines(path.read_bytes(), path)}


@pytest.fixture(scope="module")
def corpus() -> list[bytes]:
    return sorted(load.lines(CORPUS.read_bytes(), CORPUS))


def inferred(lines: set[bytes]) -> set[bytes]:
    found, messages = closure.derived(b"".join(sorted(lines)))
    if messages:
        raise InconsistencyError(messages, [])
    return found - lines


def store(asserted: set[bytes], derived: set[bytes]) -> ox.Store:
    """A store like those that are built: all in the default graph, what is asserted in another."""
    made = ox.Store()
    triples = list(ntriples.read(b"".join(asserted)))
    made.extend(ntriples.quads(triples))
    made.extend(ntriples.quads(triples, RECORD_GRAPH))
    made.extend(ntriples.quads(ntriples.read(b"".join(derived))))
    return made


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(EDITS))
def test_after_an_edit(seed: int, ontology: set[bytes], corpus: list[bytes]) -> None:
    old, new = set(corpus), edited(corpus, random.Random(seed))  # noqa: S311
    held = inferred(ontology | old)
    before, after = store(ontology | old, held), store(ontology | old, held)
    differing = set(ntriples.read(b"".join(old ^ new)))
    for triple in ntriples.read(b"".join(old - new)):
        for within in graph.graphs_of(after, triple):
            after.remove(ox.Quad(triple.subject, triple.predicate, triple.object, within))
    for name in (None, RECORD_GRAPH):
        after.extend(ntriples.quads(ntriples.read(b"".join(new - old)), name))
    axioms = sorted(filter(is_axiom, ontology))
    try:
        holds = inferred(ontology | new)
    except InconsistencyError:
        with pytest.raises(InconsistencyError):
            local_closure.change(before, after, differing, axioms)
        return
    gone, found = local_closure.change(before, after, differing, axioms)
    for triple in gone:
        after.remove(ox.Quad(triple.subject, triple.predicate, triple.object))
    after.extend(ntriples.quads(found))
    expected = store(ontology | new, holds)
    assert set(graph.triples(after)) == set(graph.triples(expected))


def test_too_much_around(ontology: set[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_closure, "_MOST", 3)
    lines = {
        f"<{SCOD}x> <{PREFIXES['scog']}meetingOf> <{SCOD}y{number}> .\n".encode()
        for number in range(5)
    }
    whole = store(ontology | lines, set())
    with pytest.raises(local_closure.TooWideError):
        local_closure.change(whole, whole, set(ntriples.read(b"".join(lines))), [])
