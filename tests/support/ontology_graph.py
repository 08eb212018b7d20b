"""The parts of the graph as triples, for the tests of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpora" / "ontology-example.ttl"
SHAPES = sorted((ROOT / "ontology" / "shapes").rglob("*.ttl"))
IMPORTS = sorted((ROOT / "ontology" / "imports").glob("*.ttl"))
OWN = sorted({*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology" / "vocab").glob("*.ttl")})
RULES = sorted((ROOT / "ontology" / "rules").glob("*.rq"))
DATA = sorted((ROOT / "data").rglob("*.ttl"))

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Values = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]


def triples(paths: Iterable[Path]) -> list[ox.Triple]:
    """All that is written in the files, each triple once, with blank nodes kept apart."""
    found = {
        quad.triple
        for path in paths
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    }
    return sorted(found, key=str)


def by_subject(found: Iterable[ox.Triple]) -> dict[str, Values]:
    """Each named subject with its values by the IRI of the property."""
    subjects: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for triple in found:
        if isinstance(triple.subject, ox.NamedNode):
            subjects[triple.subject.value][triple.predicate.value].append(triple.object)
    return subjects


def ntriples(found: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
