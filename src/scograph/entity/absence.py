"""What an absence rests on: the coverages that say how complete the record is.

An answer without a row, a “no” and a zero have no fact to cite. What was looked through is what
the coverages of the question name.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from scograph.query.completeness import Completeness
from scograph.query.part import Part
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOG

_SAID = ("completeness", "coverageOf", "factKind", "coversFrom", "coversThrough")


def witness(store: ox.Store, found: Completeness | None) -> list[ox.Triple]:
    """The triples of the coverages from which the completeness of an answer follows.

    Of a body that was not yet founded, those of its foundation.
    """
    if found is None:
        return []
    return [triple for part in found.parts for triple in _of_part(store, part)]


def _of_part(store: ox.Store, part: Part) -> Iterator[ox.Triple]:
    if part.body is None:
        return
    starts = {span.since for span in part.spans}
    kind = ox.NamedNode(f"{SCOG}fact-{part.kind}")
    coverages = [
        one
        for one in sorted(graph.subjects(store, "scog:coverageOf", part.body), key=str)
        if graph.exists(store, one, "scog:factKind", kind)
        and graph.text(store, one, "scog:coversFrom") in starts
    ]
    for one in coverages:
        for name in _SAID:
            yield from graph.triples(store, one, f"scog:{name}")
    if not coverages:
        for event in graph.subjects(store, "scog:founded", part.body):
            yield from graph.triples(store, event, "scog:founded", part.body)
            yield from graph.triples(store, event, "scog:earliest")
