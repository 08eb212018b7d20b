"""What the service says of itself: its queries, its graphs, SPARQL service description, VoID."""

from __future__ import annotations

import difflib
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias, cast
from urllib.parse import quote

import pyoxigraph as ox

from scograph import __version__, catalog, export, store
from scograph.description import DATASET
from scograph.namespaces import GRAPH, NAMES_GRAPH, PREFIXES, SCOD

Triples: TypeAlias = list[ox.Triple]

CUT = "Scograph-Cut-To"
"""The header that says to how many rows an answer was cut."""

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_OFFERED = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
_COUNTS = {
    "void:triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "void:distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "void:classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
    "void:properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "void:entities": (
        f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{SCOD}")) }}'
    ),
}
_BY_CLASS = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c FILTER(isIRI(?c)) } GROUP BY ?c"
_BY_PROPERTY = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"


class Known:
    """What is read of a store once, when the server starts."""

    def __init__(self, folder: Path) -> None:
        opened = store.open_at(folder)
        self.queries = catalog.load(folder)
        self.version = f"{__version__}+{folder.name.partition('.')[0]}"
        self.graphs = sorted(
            graph.value
            for graph in opened.named_graphs()
            if isinstance(graph, ox.NamedNode) and graph.value != NAMES_GRAPH
        )
        self._sizes = {name: _number(opened, text) for name, text in _COUNTS.items()}
        self._classes = _numbers(opened, _BY_CLASS, "c")
        self._properties = _numbers(opened, _BY_PROPERTY, "p")

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
                        {key: p[key] for key in _SHOWN if key in p} for p in canned["parameters"]
                    ],
                    "columns": canned["columns"],
                    "example": address(base, name, canned["example"]),
                    "url": f"{base}/queries/{name}",
                }
                for name, canned in sorted(self.queries.items())
            ],
        }

    def service(self, base: str) -> Triples:
        """The service description: https://www.w3.org/TR/sparql11-service-description/"""
        text = _Said()
        here, dataset = f"{base}/sparql", DATASET
        text.add(here, "rdf:type", _iri(_SD + "Service"))
        text.add(here, _SD + "endpoint", _iri(here))
        text.add(here, _SD + "supportedLanguage", _iri(_SD + "SPARQL11Query"))
        for name in _OFFERED:
            text.add(here, _SD + "resultFormat", _iri(_FORMATS + name))
        text.add(here, _SD + "defaultDataset", _iri(dataset))
        text.add(dataset, "rdf:type", _iri(_SD + "Dataset"))
        whole = f"{dataset}#default"
        text.add(dataset, _SD + "defaultGraph", _iri(whole))
        text.add(whole, "rdf:type", _iri(_SD + "Graph"))
        text.add(whole, "void:triples", self._sizes["void:triples"])
        for graph in self.graphs:
            node = f"{dataset}#{quote(graph.removeprefix(GRAPH), safe='')}"
            text.add(dataset, _SD + "namedGraph", _iri(node))
            text.add(node, "rdf:type", _iri(_SD + "NamedGraph"))
            text.add(node, _SD + "name", _iri(graph))
        return text.triples

    def dataset(self, base: str) -> Triples:
        """VoID and DCAT: what the graph holds, in numbers, and where it can be asked and had."""
        text = _Said()
        text.add(DATASET, "rdf:type", _iri(PREFIXES["void"] + "Dataset"))
        text.add(DATASET, "rdf:type", _iri(PREFIXES["dcat"] + "Dataset"))
        text.add(DATASET, "dct:title", ox.Literal("scograph", language="en"))
        text.add(DATASET, "dcat:version", ox.Literal(self.version))
        text.add(DATASET, "void:sparqlEndpoint", _iri(f"{base}/sparql"))
        text.add(DATASET, "void:uriSpace", ox.Literal(SCOD))
        text.add(DATASET, "void:exampleResource", _iri(SCOD + "sco"))
        text.add(DATASET, "void:dataDump", _iri(f"{base}/graphs?default"))
        for name, number in self._sizes.items():
            text.add(DATASET, name, number)
        for iri, number in self._classes.items():
            part = f"{DATASET}#class-{quote(iri, safe='')}"
            text.add(DATASET, "void:classPartition", _iri(part))
            text.add(part, "void:class", _iri(iri))
            text.add(part, "void:entities", number)
        for iri, number in self._properties.items():
            part = f"{DATASET}#property-{quote(iri, safe='')}"
            text.add(DATASET, "void:propertyPartition", _iri(part))
            text.add(part, "void:property", _iri(iri))
            text.add(part, "void:triples", number)
        service, dump = f"{DATASET}#service", f"{DATASET}#dump"
        text.add(service, "rdf:type", _iri(PREFIXES["dcat"] + "DataService"))
        text.add(service, "dcat:endpointURL", _iri(f"{base}/sparql"))
        text.add(service, "dcat:servesDataset", _iri(DATASET))
        text.add(DATASET, "dcat:distribution", _iri(dump))
        text.add(dump, "rdf:type", _iri(PREFIXES["dcat"] + "Distribution"))
        text.add(dump, "dcat:downloadURL", _iri(f"{base}/graphs?default"))
        text.add(dump, "dcat:accessService", _iri(service))
        return text.triples


_SHOWN = ("name", "type", "of", "help", "default", "choices", "required", "example")


def address(base: str, name: str, given: dict[str, Any]) -> str:
    """Where a canned query with these values is answered."""
    pairs = "&".join(f"{key}={quote(str(value), safe=':')}" for key, value in given.items())
    return f"{base}/queries/{name}" + (f"?{pairs}" if pairs else "")


def written(triples: Iterable[ox.Triple], format_name: str) -> bytes:
    """The triples in an RDF format."""
    out = io.BytesIO()
    export.write({None: list(triples)}, format_name, out)
    return out.getvalue()


def escaped(text: str) -> str:
    """Text that can stand in a header or in a line of a log."""
    return quote(text, safe="/:@!$&'()*+,;=-._~")


class _Said:
    def __init__(self) -> None:
        self.triples: Triples = []

    def add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal | int) -> None:
        prefix, _, local = predicate.partition(":")
        iri = PREFIXES[prefix] + local if prefix in PREFIXES else predicate
        term = ox.Literal(value) if isinstance(value, int) else value
        self.triples.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(iri), term))


def _iri(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _number(opened: ox.Store, text: str) -> int:
    return int(next(iter(_rows(opened, text)))["n"]["value"])


def _numbers(opened: ox.Store, text: str, name: str) -> dict[str, int]:
    found = {row[name]["value"]: int(row["n"]["value"]) for row in _rows(opened, text)}
    return dict(sorted(found.items()))


def _rows(opened: ox.Store, text: str) -> list[dict[str, Any]]:
    answer = cast(ox.QuerySolutions, opened.query(text))
    content = answer.serialize(format=ox.QueryResultsFormat.JSON)
    rows: list[dict[str, Any]] = json.loads(content or b"{}")["results"]["bindings"]
    return rows
