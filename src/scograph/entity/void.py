"""The description of the dataset for machines, in VoID and DCAT; the same wherever it is given.

Checksums are those of the files that `scograph export` writes, which are the same on each run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph import __version__
from scograph.entity.references import modified
from scograph.errors import UsageError
from scograph.formats import write
from scograph.query import internal, run
from scograph.query.header import Query
from scograph.rdf import graph
from scograph.rdf.namespaces import BASE, INFERRED_GRAPH, NAMES_GRAPH, PREFIXES, SCOD, curie

DATASET = BASE + "dataset"
ONTOLOGY = BASE + "ontology"

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_TITLES = {
    "en": "scograph: a knowledge graph of the Shanghai Cooperation Organisation",
    "ru": "scograph: граф знаний о Шанхайской организации сотрудничества",
    "zh": "scograph：上海合作组织知识图谱",
}
_FROM_ONTOLOGY = ("dct:creator", "dct:description", "dct:issued", "dct:license", "dct:publisher")

_Value: TypeAlias = str | int | ox.NamedNode | ox.Literal


class CannedQuery(NamedTuple):
    """A canned query as its description needs it: `sparql` is its example, ready to run."""

    name: str
    summary: str
    question: str
    tags: list[str]
    sparql: str


class Numbers(NamedTuple):
    """The numbers of a store: in total, by class and property, and by named graph.

    The graph of inferred triples is among them, although the store does not keep it.
    """

    totals: dict[str, int]
    classes: dict[str, int]
    properties: dict[str, int]
    graphs: dict[str, int]


class Description:
    """The triples of a description, as they are added."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []

    def add(self, subject: str, predicate: str, *values: _Value) -> None:
        """Adds the values of a property, which is a CURIE or an IRI."""
        for value in values:
            term = ox.Literal(value) if isinstance(value, str | int) else value
            self.triples.append(ox.Triple(ox.NamedNode(subject), graph.term(predicate), term))


def numbers(store: ox.Store) -> Numbers:
    """The numbers of a store."""
    totals = {
        row["measure"].value: int(row["number"].value)
        for row in internal.rows(store, "dataset-totals")
    }
    classes, properties, graphs = (
        {
            row["term"].value: int(row["number"].value)
            for row in internal.whole(internal.rows(store, f"dataset-{name}"), "term")
        }
        for name in ("classes", "properties", "graphs")
    )
    graphs.pop(NAMES_GRAPH, None)
    (asserted,) = internal.rows(store, "dataset-asserted")
    inferred = totals["triples"] - int(asserted["number"].value)
    if inferred:
        graphs[INFERRED_GRAPH] = inferred
    return Numbers(totals, classes, properties, graphs)


def dataset(store: ox.Store, found: Numbers) -> Description:
    """The dataset in itself: titles, version, licence, sources, and what it holds in numbers."""
    about = Description()
    about.add(DATASET, "rdf:type", graph.term("void:Dataset"), graph.term("dcat:Dataset"))
    about.add(DATASET, "dct:title", *(ox.Literal(t, language=tag) for tag, t in _TITLES.items()))
    about.add(DATASET, "dcat:version", __version__)
    about.add(DATASET, "owl:versionInfo", __version__)
    about.add(DATASET, "dct:conformsTo", ox.NamedNode(ONTOLOGY))
    about.add(DATASET, "void:uriSpace", SCOD)
    about.add(DATASET, "void:exampleResource", ox.NamedNode(SCOD + "sco"))
    for name in _FROM_ONTOLOGY:
        for value in graph.values(store, ox.NamedNode(ONTOLOGY), name):
            if isinstance(value, ox.NamedNode | ox.Literal):
                about.add(DATASET, name, value)
    _makers(about, store)
    if day := modified(store):
        about.add(DATASET, "dct:modified", _typed(day, "date"))
    about.add(DATASET, "dct:source", *graph.instances(store, "scog:Source"))
    _partitions(about, found)
    for name, triples in sorted(found.graphs.items()):
        about.add(DATASET, "void:subset", ox.NamedNode(name))
        about.add(name, "rdf:type", graph.term("void:Dataset"))
        about.add(name, "void:triples", triples)
    return about


def _makers(about: Description, store: ox.Store) -> None:
    """Says who the creator and the publisher are, for whoever has the description alone."""
    ontology = ox.NamedNode(ONTOLOGY)
    for maker in {
        node
        for name in ("dct:creator", "dct:publisher")
        for node in graph.nodes(store, ontology, name)
    }:
        about.add(maker.value, "rdf:type", *sorted(graph.types(store, maker), key=str))
        about.add(maker.value, "foaf:name", *graph.literals(store, maker, "foaf:name"))


def _partitions(about: Description, found: Numbers) -> None:
    for name, number in found.totals.items():
        about.add(DATASET, f"void:{name}", number)
    about.add(DATASET, "void:classes", len(found.classes))
    about.add(DATASET, "void:properties", len(found.properties))
    for iri, members in found.classes.items():
        part = f"{DATASET}#class-{_name(iri)}"
        about.add(DATASET, "void:classPartition", ox.NamedNode(part))
        about.add(part, "void:class", ox.NamedNode(iri))
        about.add(part, "void:entities", members)
    for iri, uses in found.properties.items():
        part = f"{DATASET}#property-{_name(iri)}"
        about.add(DATASET, "void:propertyPartition", ox.NamedNode(part))
        about.add(part, "void:property", ox.NamedNode(iri))
        about.add(part, "void:triples", uses)
    terms = [*found.classes, *found.properties]
    used = {curie(iri).partition(":")[0] for iri in terms if curie(iri) != iri}
    about.add(DATASET, "void:vocabulary", *(ox.NamedNode(PREFIXES[one]) for one in sorted(used)))


def add_service(about: Description, base: str) -> None:
    """Adds the endpoint and the download of a server at an address."""
    service, dump = f"{DATASET}#service", f"{DATASET}#dump"
    endpoint, whole = ox.NamedNode(f"{base}/sparql"), ox.NamedNode(f"{base}/graphs?default")
    about.add(DATASET, "void:sparqlEndpoint", endpoint)
    about.add(DATASET, "void:dataDump", whole)
    about.add(DATASET, "dcat:distribution", ox.NamedNode(dump))
    about.add(service, "rdf:type", graph.term("dcat:DataService"))
    about.add(service, "dcat:endpointURL", endpoint)
    about.add(service, "dcat:servesDataset", ox.NamedNode(DATASET))
    about.add(dump, "rdf:type", graph.term("dcat:Distribution"))
    about.add(dump, "dcat:downloadURL", whole)
    about.add(dump, "dcat:accessService", ox.NamedNode(service))


def add_files(about: Description, store: ox.Store) -> None:
    """Adds the file that the export writes in each format, with its size and checksum."""
    for name, known in write.FORMATS.items():
        file = f"scograph.{known.extension}"
        node, checksum = f"{DATASET}#{file}", f"{DATASET}#{file}-checksum"
        measured = _Measured()
        write.write_store(store, name, measured)
        about.add(DATASET, "dcat:distribution", ox.NamedNode(node))
        about.add(node, "rdf:type", graph.term("dcat:Distribution"))
        about.add(node, "dct:title", file)
        about.add(node, "dcat:mediaType", ox.NamedNode(_MEDIA_TYPES + known.media_type))
        about.add(node, "dcat:byteSize", _typed(str(measured.size), "nonNegativeInteger"))
        about.add(node, "spdx:checksum", ox.NamedNode(checksum))
        about.add(checksum, "rdf:type", graph.term("spdx:Checksum"))
        about.add(checksum, "spdx:algorithm", graph.term("spdx:checksumAlgorithm_sha256"))
        about.add(checksum, "spdx:checksumValue", _typed(measured.sha256.hexdigest(), "hexBinary"))


def add_queries(about: Description, queries: Iterable[CannedQuery]) -> None:
    """Adds the canned queries, and the prefixes with which they are written."""
    for prefix, namespace in PREFIXES.items():
        node = f"{DATASET}#prefix-{prefix}"
        about.add(ONTOLOGY, "sh:declare", ox.NamedNode(node))
        about.add(node, "rdf:type", graph.term("sh:PrefixDeclaration"))
        about.add(node, "sh:prefix", prefix)
        about.add(node, "sh:namespace", _typed(namespace, "anyURI"))
    for canned in queries:
        node = f"{BASE}query/{canned.name}"
        about.add(
            node,
            "rdf:type",
            graph.term("sh:SPARQLExecutable"),
            graph.term("sh:SPARQLSelectExecutable"),
        )
        about.add(node, "rdfs:label", ox.Literal(canned.summary, language="en"))
        about.add(node, "rdfs:comment", ox.Literal(canned.question, language="en"))
        about.add(node, "schema:keywords", *canned.tags)
        about.add(node, "schema:isPartOf", ox.NamedNode(DATASET))
        about.add(node, "sh:prefixes", ox.NamedNode(ONTOLOGY))
        about.add(node, "sh:select", canned.sparql)


def runnable(store: ox.Store, queries: Iterable[Query]) -> Iterator[CannedQuery]:
    """The canned queries with the values of their examples, if the store has the things named."""
    for canned in queries:
        try:
            sparql = run.sparql(store, canned, canned["example"])
        except UsageError:
            continue
        texts = (canned["name"], canned["summary"], canned["question"], canned["tags"])
        yield CannedQuery(*texts, sparql)


@dataclass
class _Measured:
    """A stream that only counts bytes and computes their SHA-256."""

    size: int = 0
    sha256: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, piece: bytes) -> int:
        self.size += len(piece)
        self.sha256.update(piece)
        return len(piece)


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=graph.term(f"xsd:{datatype}"))


def _name(iri: str) -> str:
    short = curie(iri)
    if short != iri:
        return short.replace(":", "-")
    return hashlib.sha256(iri.encode()).hexdigest()[:16]
