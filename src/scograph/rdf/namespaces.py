"""All prefixes and fixed IRIs of the project.

>>> curie("https://w3id.org/scograph/id/sco")
'scod:sco'
"""

from __future__ import annotations

BASE = "https://w3id.org/scograph/"
SCOG = BASE + "ontology#"
SCOD = BASE + "id/"
GRAPH = BASE + "graph/"

PREFIXES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "scod": SCOD,
    "scog": SCOG,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

ONTOLOGY_GRAPH = GRAPH + "ontology"
RECORD_GRAPH = GRAPH + "record"
INFERRED_GRAPH = GRAPH + "inferred"
NAMES_GRAPH = GRAPH + "names"
# The content of the default graph, in stores that have no default graph of their own.
EVERYTHING_GRAPH = GRAPH + "everything"
SOURCE_GRAPHS = GRAPH + "source/"

_LOCAL_END = frozenset("/#?%(),;:@'\"<> \\")


def curie(iri: str) -> str:
    """The IRI as a CURIE with a prefix of the project, or unchanged if none fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if local and not _LOCAL_END.intersection(local):
                return f"{prefix}:{local}"
    return iri


def expand(text: str) -> str | None:
    """The IRI of a CURIE with a prefix of the project; None if the text is none.

    >>> expand("scod:sco")
    'https://w3id.org/scograph/id/sco'
    """
    prefix, colon, local = text.partition(":")
    if colon and not local.startswith("//") and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return None
