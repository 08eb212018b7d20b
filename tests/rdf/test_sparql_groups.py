"""Groups of a query, and what is computed in them once."""

from __future__ import annotations

import pyoxigraph as ox

from scograph.rdf.sparql_groups import computed


def test_a_sub_select_that_gives_a_blank_node_stays() -> None:
    store, thing = ox.Store(), ox.NamedNode("urn:a")
    store.add(ox.Quad(thing, thing, ox.BlankNode()))
    query = "SELECT ?a ?n { ?a ?b ?c { SELECT (MAX(?z) AS ?n) { ?x ?y ?z } } }"
    assert computed(store, query) == query
