"""The terms of vocabularies that many data sets use, as rdflib lists them."""

from __future__ import annotations

from functools import cache

from scograph.rdf.namespaces import PREFIXES

# Namespaces in which terms of vocabularies of others are, with what the graph has in their stead.
_MISTAKEN = {
    "http://schema.org/": PREFIXES["schema"],
    "http://www.schema.org/": PREFIXES["schema"],
    "https://www.schema.org/": PREFIXES["schema"],
    "https://purl.org/dc/terms/": PREFIXES["dct"],
    "https://xmlns.com/foaf/0.1/": PREFIXES["foaf"],
}
_OTHERS = tuple(
    PREFIXES[name]
    for name in ("dcat", "dct", "eli", "foaf", "geo", "oa", "org", "owl", "prov", "rdfs")
) + tuple(PREFIXES[name] for name in ("schema", "skos", "vann", "void"))
NAMESPACES = (*_OTHERS, *_MISTAKEN)


def namespace(iri: str) -> str:
    """The namespace of a term of such a vocabulary; empty for other terms.

    >>> namespace("http://xmlns.com/foaf/0.1/nam")
    'http://xmlns.com/foaf/0.1/'
    >>> namespace("http://example.org/nam"), namespace("http://xmlns.com/foaf/0.1/")
    ('', '')
    """
    return next((one for one in NAMESPACES if iri.startswith(one) and iri != one), "")


def meant(iri: str) -> str:
    """The IRI with the namespace that the vocabulary has.

    >>> meant("http://schema.org/name")
    'https://schema.org/name'
    """
    found = namespace(iri)
    return _MISTAKEN.get(found, found) + iri.removeprefix(found)


def terms(of: str) -> frozenset[str]:
    """The terms of the vocabulary with a namespace; none if there is no list of them.

    >>> "http://xmlns.com/foaf/0.1/homepage" in terms("http://xmlns.com/foaf/0.1/")
    True
    """
    return _listed().get(of, frozenset())


@cache
def _listed() -> dict[str, frozenset[str]]:
    from rdflib import namespace as lists

    names = ("DCAT", "DCTERMS", "FOAF", "ORG", "OWL", "PROV", "RDFS", "SDO", "SKOS", "VOID")
    made: dict[str, frozenset[str]] = {}
    for vocabulary in (getattr(lists, name) for name in names):
        start = str(vocabulary._NS)
        ends = (name for name in vocabulary.__annotations__ if not name.startswith("_"))
        made[start] = frozenset(start + end for end in ends)
    return made
