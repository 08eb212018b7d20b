"""The same question to rdflib, whose SPARQL shares no code with that of the embedded store."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

import pyoxigraph as ox
import rdflib
from rdflib.query import ResultRow

from scograph.namespaces import PREFIXES


def answer(store: ox.Store, sparql: str) -> str:
    """The answer to a SELECT over the store's default graph, as CSV in the W3C's form."""
    result = _graph(store).query(sparql, initNs=PREFIXES)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([str(name) for name in result.vars or ()])
    for row in result:
        if isinstance(row, ResultRow):
            rows.writerow(["" if term is None else str(term) for term in row])
    return out.getvalue()


@lru_cache(maxsize=1)
def _graph(store: ox.Store) -> rdflib.Graph:
    quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=triples, format="nt")
