"""The declared term that a misspelt class, property or code is nearest to."""

from __future__ import annotations

import re

import pyoxigraph as ox

from scograph.rdf import graph
from scograph.rdf.namespaces import curie

CODES = ("undeclared-term", "unknown-code")
_KINDS = (
    "owl:AnnotationProperty",
    "owl:Class",
    "owl:DatatypeProperty",
    "owl:ObjectProperty",
    "skos:Concept",
)
_END = re.compile(r"^(.*[#/])([^#/]+)$")
_ALIKE = 0.75


def hint(store: ox.Store, iri: str) -> str:
    """` Did you mean …?` with the nearest declared term of the same namespace, or an empty text.

    >>> from scograph.rdf.namespaces import SCOG
    >>> store = ox.Store()
    >>> kind = graph.term("owl:ObjectProperty")
    >>> store.add(ox.Quad(ox.NamedNode(SCOG + "claimFrom"), graph.TYPE, kind))
    >>> hint(store, SCOG + "claim_form")
    ' Did you mean scog:claimFrom?'
    >>> hint(store, SCOG + "supports")
    ''
    """
    found = _END.match(iri)
    if not found:
        return ""
    import difflib

    namespace, end = found[1], found[2]
    ends: dict[str, str] = {}
    for kind in _KINDS:
        for subject in graph.subjects(store, graph.TYPE, graph.term(kind)):
            # What has no list is a code for its use alone.
            is_code = kind != "skos:Concept" or graph.exists(store, subject, "skos:inScheme")
            if is_code and subject.value.startswith(namespace):
                ends.setdefault(_key(subject.value[len(namespace) :]), subject.value)
    # The codes of a list begin with the same word, which says nothing.
    prefix, dash, _ = end.partition("-")
    start = _key(prefix + dash) if dash else ""
    names = [name for name in ends if not start or name.startswith(start)]
    wanted = _key(end)[len(start) :]
    near = difflib.get_close_matches(wanted, [one[len(start) :] for one in names], 1, _ALIKE)
    return f" Did you mean {curie(ends[start + near[0]])}?" if near else ""


def _key(name: str) -> str:
    """A local name without the case and the signs by which spellings differ."""
    return name.lower().replace("_", "").replace("-", "")
