"""Queries run by rdflib, which shares no code with the embedded store."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

import pyoxigraph as ox
import rdflib
from rdflib.query import ResultRow

from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES


def answer(store: ox.Store, sparql: str) -> str:
    """The answer to a SELECT on the default graph of the store, as W3C CSV."""
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
    triples = ox.serialize(graph.triples(store), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=triples, format="nt")
