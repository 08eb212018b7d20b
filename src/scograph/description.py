"""What the graph is, for machines: VoID and DCAT, with counts, sources, files and queries."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from scograph import __version__, export, query
from scograph.errors import BadRequest
from scograph.namespaces import BASE, PREFIXES, SCOD, SCOG, curie

DATASET = BASE + "dataset"
ONTOLOGY = BASE + "ontology"

_P = PREFIXES
_TYPE = ox.NamedNode(_P["rdf"] + "type")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_TITLES = {
    "en": "scograph: a knowledge graph of the Shanghai Cooperation Organisation",
    "ru": "scograph: граф знаний о Шанхайской организации сотрудничества",
    "zh": "scograph：上海合作组织知识图谱",
}
_FROM_ONTOLOGY = ("creator", "description", "license")


_Value: TypeAlias = str | int | ox.NamedNode | ox.Literal


class CannedQuery(NamedTuple):
    """A canned query as its description needs it: `sparql` is its example, ready to run."""

    name: str
    summary: str
    question: str
    tags: list[str]
    sparql: str


@dataclass
class _Fingerprint:
    """A stream that keeps the size and the SHA-256 of what is written to it, and nothing else."""

    size: int = 0
    sha256: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, piece: bytes) -> int:
        self.size += len(piece)
        self.sha256.update(piece)
        return len(piece)


class _Description:
    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []

    def add(self, subject: str, predicate: str, *values: _Value) -> None:
        prefix, _, local = predicate.partition(":")
        for value in values:
            term = ox.Literal(value) if isinstance(value, str | int) else value
            self.triples.append(
                ox.Triple(ox.NamedNode(subject), ox.NamedNode(_P[prefix] + local), term)
            )


def describe(graphs: export.Graphs, queries: Iterable[CannedQuery] = ()) -> list[ox.Triple]:
    """The description of the whole graph as triples.

    Checksums are those of the files that `scograph export` writes, which are the same on each run.
    """
    about = _Description()
    everything = graphs[None]
    about.add(DATASET, "rdf:type", _iri("void:Dataset"), _iri("dcat:Dataset"))
    about.add(DATASET, "dct:title", *(ox.Literal(t, language=tag) for tag, t in _TITLES.items()))
    about.add(DATASET, "dcat:version", __version__)
    about.add(DATASET, "owl:versionInfo", __version__)
    about.add(DATASET, "dct:conformsTo", ox.NamedNode(ONTOLOGY))
    about.add(DATASET, "void:uriSpace", SCOD)
    about.add(DATASET, "void:exampleResource", ox.NamedNode(SCOD + "sco"))
    _from_the_graph(about, everything)
    _counts(about, everything)
    for name in sorted(name for name in graphs if name is not None):
        about.add(DATASET, "void:subset", ox.NamedNode(name))
        about.add(name, "rdf:type", _iri("void:Dataset"))
        about.add(name, "void:triples", len(graphs[name]))
    _distributions(about, graphs)
    _prefixes(about)
    for canned in queries:
        _query(about, canned)
    return about.triples


def runnable(store: ox.Store, queries: Iterable[dict[str, Any]]) -> Iterator[CannedQuery]:
    """Each canned query with the values of its example, where the store knows the things named."""
    for canned in queries:
        try:
            bound = query.bind(store, canned, canned["example"])
        except BadRequest:
            continue
        texts = (canned["name"], canned["summary"], canned["question"], canned["tags"])
        yield CannedQuery(*texts, query.expand(canned, bound))


def _from_the_graph(about: _Description, triples: list[ox.Triple]) -> None:
    kept = {ox.NamedNode(_P["dct"] + name): f"dct:{name}" for name in _FROM_ONTOLOGY}
    ontology, source = ox.NamedNode(ONTOLOGY), ox.NamedNode(SCOG + "Source")
    for triple in triples:
        value = triple.object
        if triple.subject == ontology and triple.predicate in kept:
            if isinstance(value, ox.NamedNode | ox.Literal):
                about.add(DATASET, kept[triple.predicate], value)
        elif (triple.predicate, value) == (_TYPE, source) and not isinstance(
            triple.subject, ox.BlankNode | ox.Triple
        ):
            about.add(DATASET, "dct:source", triple.subject)


def _counts(about: _Description, triples: list[ox.Triple]) -> None:
    properties = Counter(triple.predicate.value for triple in triples)
    classes: dict[str, set[object]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            classes[triple.object.value].add(triple.subject)
    subjects = {triple.subject for triple in triples}
    things = {s for s in subjects if isinstance(s, ox.NamedNode) and s.value.startswith(SCOD)}
    about.add(DATASET, "void:triples", len(triples))
    about.add(DATASET, "void:entities", len(things))
    about.add(DATASET, "void:distinctSubjects", len(subjects))
    about.add(DATASET, "void:distinctObjects", len({triple.object for triple in triples}))
    about.add(DATASET, "void:classes", len(classes))
    about.add(DATASET, "void:properties", len(properties))
    for iri, members in sorted(classes.items()):
        part = f"{DATASET}#class-{_name(iri)}"
        about.add(DATASET, "void:classPartition", ox.NamedNode(part))
        about.add(part, "void:class", ox.NamedNode(iri))
        about.add(part, "void:entities", len(members))
    for iri, uses in sorted(properties.items()):
        part = f"{DATASET}#property-{_name(iri)}"
        about.add(DATASET, "void:propertyPartition", ox.NamedNode(part))
        about.add(part, "void:property", ox.NamedNode(iri))
        about.add(part, "void:triples", uses)
    used = {curie(iri).partition(":")[0] for iri in [*classes, *properties] if curie(iri) != iri}
    about.add(DATASET, "void:vocabulary", *(ox.NamedNode(_P[prefix]) for prefix in sorted(used)))


def _distributions(about: _Description, graphs: export.Graphs) -> None:
    for name, known in export.FORMATS.items():
        file = f"scograph.{known.extension}"
        node, checksum = f"{DATASET}#{file}", f"{DATASET}#{file}-checksum"
        print_ = _Fingerprint()
        export.write(graphs, name, print_)
        about.add(DATASET, "dcat:distribution", ox.NamedNode(node))
        about.add(node, "rdf:type", _iri("dcat:Distribution"))
        about.add(node, "dct:title", file)
        about.add(node, "dcat:mediaType", ox.NamedNode(_MEDIA_TYPES + known.media_type))
        about.add(node, "dcat:byteSize", _typed(str(print_.size), "nonNegativeInteger"))
        about.add(node, "spdx:checksum", ox.NamedNode(checksum))
        about.add(checksum, "rdf:type", _iri("spdx:Checksum"))
        about.add(checksum, "spdx:algorithm", _iri("spdx:checksumAlgorithm_sha256"))
        about.add(checksum, "spdx:checksumValue", _typed(print_.sha256.hexdigest(), "hexBinary"))


def _prefixes(about: _Description) -> None:
    for prefix, namespace in PREFIXES.items():
        node = f"{DATASET}#prefix-{prefix}"
        about.add(ONTOLOGY, "sh:declare", ox.NamedNode(node))
        about.add(node, "rdf:type", _iri("sh:PrefixDeclaration"))
        about.add(node, "sh:prefix", prefix)
        about.add(node, "sh:namespace", _typed(namespace, "anyURI"))


def _query(about: _Description, canned: CannedQuery) -> None:
    node = f"{BASE}query/{canned.name}"
    about.add(node, "rdf:type", _iri("sh:SPARQLExecutable"), _iri("sh:SPARQLSelectExecutable"))
    about.add(node, "rdfs:label", ox.Literal(canned.summary, language="en"))
    about.add(node, "rdfs:comment", ox.Literal(canned.question, language="en"))
    about.add(node, "schema:keywords", *canned.tags)
    about.add(node, "schema:isPartOf", ox.NamedNode(DATASET))
    about.add(node, "sh:prefixes", ox.NamedNode(ONTOLOGY))
    about.add(node, "sh:select", canned.sparql)


def _iri(short: str) -> ox.NamedNode:
    prefix, _, local = short.partition(":")
    return ox.NamedNode(_P[prefix] + local)


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(_P["xsd"] + datatype))


def _name(iri: str) -> str:
    short = curie(iri)
    if short != iri:
        return short.replace(":", "-")
    return hashlib.sha256(iri.encode()).hexdigest()[:16]
