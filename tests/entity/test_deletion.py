"""What is cited is what a row rests on: rows without their witness, and with their sources alone.

Without the asserted triples of its witness a row is gone when the closure is made anew, and without
those of every other source it stays. The closure of the record takes seconds, so that CI asks the
small corpus; `python -m pytest -m whole tests/entity` asks the record.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from scograph.entity.citations import Citing
from scograph.query import catalog, run, witness
from scograph.rdf import graph, ntriples
from scograph.rdf.namespaces import ONTOLOGY_GRAPH, RECORD_GRAPH, SOURCE_GRAPHS
from scograph.reason import closure
from scograph.reason.proofs import Prover
from scograph.store import cache
from tests.support import terminal

QUERIES = catalog.load()
# Its rows are what the graph says of sources and claims, which are no sources of themselves.
ABOUT_THE_RECORD = {"about", "coverage", "disagreements", "evidence"}
SMALL = {
    "attendees": {},
    "members": {"organization": "River League", "on": "2006-01-01"},
    "office-holders": {"person": "Ana Arlen"},
    "signatories": {},
    "statements": {},
    "summits": {},
}


def closed(store: ox.Store, keep: Callable[[ox.Quad], bool]) -> ox.Store:
    """A store with the asserted triples that are kept, and what follows from them."""
    quads = store.quads_for_pattern(None, None, None, None)
    lines = ntriples.write(
        {one.triple for one in quads if one.graph_name != graph.DEFAULT and keep(one)}
    )
    made = ox.Store()
    made.extend(ntriples.quads(ntriples.read(lines)))
    made.extend(ntriples.quads(ntriples.read(closure.closure(lines))))
    return made


def rows(store: ox.Store, name: str, bound: dict[str, object], keys: list[int]) -> set[object]:
    from scograph.query import template

    canned = QUERIES[name]
    found = store.query(template.with_prefixes(template.expand(canned, bound)))  # type: ignore[arg-type]
    return {tuple(row[at] for at in keys) for row in found}  # type: ignore[union-attr]


def wrongly_cited(
    store: ox.Store, name: str, given: dict[str, object], most: int
) -> list[tuple[str, object]]:
    """Rows that stay without what they rest on, or go although what they cite is there."""
    wrong: list[tuple[str, object]] = []
    canned = QUERIES[name]
    answer = run.canned(store, canned, given)  # type: ignore[arg-type]
    bound = dict(answer.parameters)
    # Labels may come from anywhere.
    keys = [at for at, column in enumerate(answer.columns) if not column.endswith("Label")]
    found = witness.of_rows(store, canned, answer.parameters, answer.columns, answer.rows)
    citing, prover = Citing(store), Prover(store)
    step = max(1, len(answer.rows) // most)
    for row, one in list(zip(answer.rows, found, strict=True))[::step][:most]:
        row_key = tuple(row[at] for at in keys)
        proofs = [prover.proof(triple) for triple in one.triples]
        leaves = {leaf for proof in proofs if proof for leaf in proof.leaves()}
        gone = closed(store, lambda quad, leaves=leaves: quad.triple not in leaves)  # type: ignore[misc]
        if row_key in rows(gone, name, bound, keys):
            wrong.append(("stays", row))
        citations = citing.triples([(one.own, one.setting)])
        sources = {place.source for place in citations.references}
        names = {
            SOURCE_GRAPHS + source.value.rstrip("/#").replace("#", "/").rpartition("/")[2]
            for source in sources
        }
        kept = {ONTOLOGY_GRAPH, RECORD_GRAPH, *names}
        alone = closed(store, lambda quad, kept=kept: getattr(quad.graph_name, "value", "") in kept)  # type: ignore[misc]
        if row_key not in rows(alone, name, bound, keys):
            wrong.append(("goes", row))
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_rows_of_the_small_corpus(name: str) -> None:
    assert wrongly_cited(cache.open_at(terminal.store(small=True)), name, SMALL[name], 2) == []  # type: ignore[arg-type]


OF_THE_RECORD = sorted(set(QUERIES) - ABOUT_THE_RECORD)


@pytest.mark.record
@pytest.mark.slow
@pytest.mark.whole
@pytest.mark.parametrize("name", OF_THE_RECORD)
def test_rows_of_recorded_answers(name: str) -> None:
    assert wrongly_cited(cache.open_at(terminal.store()), name, QUERIES[name]["example"], 2) == []  # type: ignore[arg-type]
