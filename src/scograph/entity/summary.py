"""The numbers of a store: triples, things by class, claims by source."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph.names import labels
from scograph.query import internal
from scograph.rdf.namespaces import curie
from scograph.store import cache, pointers


class Source(NamedTuple):
    """A source with the number of claims that cite it."""

    iri: str
    title: str
    url: str | None
    claims: int


class Summary(NamedTuple):
    """The numbers of a store; `classes` by CURIE."""

    asserted: int
    inferred: int
    classes: dict[str, int]
    sources: list[Source]


def summary(folder: Path) -> Summary:
    """The numbers of the store in a folder that `cache.current` gave."""
    counts = pointers.counts(folder)
    opened = cache.open_at(folder)
    classes = {
        curie(row["class"].value): int(row["things"].value)
        for row in internal.whole(internal.rows(opened, "dataset-own-classes"), "class")
    }
    sources = [
        Source(
            source.value,
            labels.label(opened, source),
            row["url"].value if "url" in row else None,
            int(row["claims"].value),
        )
        for row in internal.rows(opened, "dataset-sources")
        if isinstance(source := row.get("source"), ox.NamedNode)
    ]
    return Summary(counts["asserted"], counts["inferred"], classes, sources)
