"""Two small versions of a data set in named graphs, with blank nodes and a text in Chinese."""

from __future__ import annotations

import pyoxigraph as ox

from scograph.formats.graphs import Graphs
from scograph.rdf.namespaces import ONTOLOGY_GRAPH, RECORD_GRAPH

A, B, P, Q = (ox.NamedNode(f"http://example.org/{name}") for name in "abpq")
BLANK = ox.BlankNode("x")
TEXT = ox.Triple(A, P, ox.Literal("中文\n\\u0041", language="zh"))
FIRST: Graphs = {
    None: [TEXT, ox.Triple(A, Q, B), ox.Triple(A, P, BLANK), ox.Triple(BLANK, Q, B)],
    RECORD_GRAPH: [TEXT],
    ONTOLOGY_GRAPH: [ox.Triple(A, Q, B), ox.Triple(A, P, BLANK), ox.Triple(BLANK, Q, B)],
}
SECOND: Graphs = {
    None: [ox.Triple(B, Q, A), ox.Triple(B, P, ox.Literal(1))],
    RECORD_GRAPH: [ox.Triple(B, Q, A), ox.Triple(B, P, ox.Literal(1))],
}
