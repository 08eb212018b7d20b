"""The service described: its canned queries, its graphs and the dataset behind it."""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from scograph import __version__
from scograph.entity import void
from scograph.entity.void import DATASET
from scograph.formats import write
from scograph.query import catalog
from scograph.rdf import graph
from scograph.rdf.namespaces import GRAPH, INFERRED_GRAPH
from scograph.store import cache

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_OFFERED = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)


class Service:
    """The data of a store that a server reads once, when it starts."""

    def __init__(self, folder: Path) -> None:
        opened = cache.open_at(folder)
        self.queries = catalog.load()
        self.version = (
            f"{__version__}+{folder.name.partition('.')[0]}.{catalog.version(self.queries)}"
        )
        self.ontology = graph.text(opened, ox.NamedNode(void.ONTOLOGY), "owl:versionInfo")
        self._numbers = void.numbers(opened)
        self.graphs = list(self._numbers.graphs)
        # The graph of inferred triples is made for exports; no query can name it.
        queried = {
            name: size for name, size in self._numbers.graphs.items() if name != INFERRED_GRAPH
        }
        self._numbers = self._numbers._replace(graphs=queried)
        self._dataset = void.dataset(opened, self._numbers).triples

    def near(self, name: str) -> list[str]:
        """The names of canned queries nearest to a name that is none."""
        return difflib.get_close_matches(name, self.queries, n=3, cutoff=0.5)

    def listing(self, base: str) -> dict[str, Any]:
        """The canned queries with their parameters and addresses."""
        return {
            "version": self.version,
            "queries": [
                {
                    "name": name,
                    "summary": canned["summary"],
                    "question": canned["question"],
                    "parameters": [
                        {key: value for key, value in p.items() if key in _SHOWN}
                        for p in canned["parameters"]
                    ],
                    "columns": canned["columns"],
                    "example": address(base, name, canned["example"]),
                    "url": f"{base}/queries/{name}",
                }
                for name, canned in sorted(self.queries.items())
            ],
        }

    def service(self, base: str) -> list[ox.Triple]:
        """The service description: https://www.w3.org/TR/sparql11-service-description/"""
        text = void.Description()
        here = f"{base}/sparql"
        text.add(here, "rdf:type", ox.NamedNode(_SD + "Service"))
        text.add(here, _SD + "endpoint", ox.NamedNode(here))
        text.add(here, _SD + "supportedLanguage", ox.NamedNode(_SD + "SPARQL11Query"))
        text.add(here, _SD + "resultFormat", *(ox.NamedNode(_FORMATS + one) for one in _OFFERED))
        text.add(here, _SD + "defaultDataset", ox.NamedNode(DATASET))
        text.add(DATASET, "rdf:type", ox.NamedNode(_SD + "Dataset"))
        whole = f"{DATASET}#default"
        text.add(DATASET, _SD + "defaultGraph", ox.NamedNode(whole))
        text.add(whole, "rdf:type", ox.NamedNode(_SD + "Graph"))
        text.add(whole, "void:triples", self._numbers.totals["triples"])
        for name in self._numbers.graphs:
            node = f"{DATASET}#{quote(name.removeprefix(GRAPH), safe='')}"
            text.add(DATASET, _SD + "namedGraph", ox.NamedNode(node))
            text.add(node, "rdf:type", ox.NamedNode(_SD + "NamedGraph"))
            text.add(node, _SD + "name", ox.NamedNode(name))
        return text.triples

    def dataset(self, base: str) -> list[ox.Triple]:
        """The description of the dataset, with the addresses of this server."""
        about = void.Description()
        void.add_service(about, base)
        return [*self._dataset, *about.triples]


_SHOWN = ("name", "type", "of", "help", "default", "choices", "required", "example")


def address(base: str, name: str, given: dict[str, Any]) -> str:
    """The address of a canned query with these values."""
    pairs = "&".join(f"{key}={quote(str(value), safe=':')}" for key, value in given.items())
    return f"{base}/queries/{name}" + (f"?{pairs}" if pairs else "")


def written(triples: Iterable[ox.Triple], format_name: str) -> bytes:
    """The triples in an RDF format."""
    out = io.BytesIO()
    write.write({None: list(triples)}, format_name, out)
    return out.getvalue()
