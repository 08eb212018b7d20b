"""How to cite what a page shows, in each style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity.references import References
from scograph.formats import references
from scograph.formats.references.record import Record
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD
from scograph.web.pages.links import Links
from scograph.web.pages.texts import Texts

_NAMES = {
    "chicago": "Chicago",
    "apa": "APA",
    "mla": "MLA",
    "gost": "ГОСТ Р 7.0.5-2008",
    "gbt": "GB/T 7714-2015",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
}
_SOURCE = graph.term("scog:Source")


class Style(NamedTuple):
    """A style by its name, with the reference; `file` for what reference managers read."""

    name: str
    text: str
    file: bool


def of_thing(store: ox.Store, node: ox.NamedNode, texts: Texts) -> list[Style]:
    """How to cite a source, or a thing as a part of the data set."""
    if not node.value.startswith(SCOD):
        return []
    record = References(store, texts.labels).of(node)
    if not graph.exists(store, node, graph.TYPE, _SOURCE):
        # A page is the same on each day.
        record = record._replace(accessed="")
    return written([record])


def of_page(record: Record, links: Links) -> list[Style]:
    """How to cite what a server answers on this day, or what a file holds on any."""
    return written([record if links.live else record._replace(accessed="")])


def written(records: Sequence[Record]) -> list[Style]:
    """References in each style."""
    return [
        Style(name, references.file(records, style).rstrip("\r\n"), style in references.FILES)
        for style, name in _NAMES.items()
    ]
