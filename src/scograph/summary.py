"""What is in a store, in numbers: triples, things of each class, claims of each source."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph import store
from scograph.namespaces import PREFIXES, curie

_HEAD = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n"
    for name in ("dct", "oa", "owl", "schema", "scog", "skos")
)

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  ?class a owl:Class .
  FILTER(STRSTARTS(STR(?class), STR(scog:)))
  ?thing a ?class .
}
GROUP BY ?class
ORDER BY DESC(?things) ?class
"""

_SOURCES = """
SELECT ?source (MIN(?label) AS ?title) (MIN(?address) AS ?url)
       (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?source a scog:Source .
  OPTIONAL { ?claim scog:claimFrom/oa:hasSource ?source }
  OPTIONAL { ?source skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?source dct:title ?said }
  BIND(STR(COALESCE(?name, ?said)) AS ?label)
  OPTIONAL { ?source schema:url ?link BIND(STR(?link) AS ?address) }
}
GROUP BY ?source
ORDER BY DESC(?claims) ?source
"""


class Source(NamedTuple):
    """A source with the number of claims that cite it."""

    iri: str
    title: str | None
    url: str | None
    claims: int


class Summary(NamedTuple):
    """The numbers of a store; `classes` by CURIE."""

    asserted: int
    inferred: int
    classes: dict[str, int]
    sources: list[Source]


def summary(folder: Path) -> Summary:
    """The numbers of the store in a folder that `store.current` gave."""
    counts = store.counts(folder)
    opened = store.open_at(folder)
    classes = {
        curie(row["class"].value): int(row["things"].value) for row in _rows(opened, _CLASSES)
    }
    sources = [
        Source(
            row["source"].value,
            row["title"].value if row["title"] else None,
            row["url"].value if row["url"] else None,
            int(row["claims"].value),
        )
        for row in _rows(opened, _SOURCES)
    ]
    return Summary(counts["asserted"], counts["inferred"], classes, sources)


def _rows(opened: ox.Store, query: str) -> ox.QuerySolutions:
    return cast(ox.QuerySolutions, opened.query(_HEAD + query))
