"""What the files assert, for shapes: the graph that they look at holds the inferred triples too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scograph.rdf.namespaces import PREFIXES, SCOG

_PREFIX = "urn:scograph:asserted:"
_TYPE_IRI = PREFIXES["rdf"] + "type"
_TYPE = f"<{_TYPE_IRI}>".encode()
_ASSERTED_TYPE, _ASSERTED_PROPERTY, _USES, _FILES = (
    f"<{_PREFIX}{name}>".encode() for name in ("type", "property", "uses", "files")
)
_INFERRED, _TRUE = f"<{SCOG}isInferred>".encode(), b'"true"'


def inferred_properties(ontology: Iterable[bytes]) -> set[bytes]:
    """The properties that lines of N-Triples declare to be inferred and never written by hand."""
    rows = (line.split(b" ", 2) for line in ontology if _INFERRED in line)
    return {name for name, predicate, value in rows if predicate == _INFERRED and _TRUE in value}


def lines(written: Iterable[bytes], inferred: set[bytes]) -> Iterator[bytes]:
    """For lines of N-Triples the lines that say which classes they give to each thing.

    One more names each property that they use. Where a line has one of the `inferred` properties,
    there is a line that says so too.
    """
    used = set()
    for line in written:
        subject, predicate, value = line.split(b" ", 2)
        used.add(predicate)
        if predicate == _TYPE:
            yield b" ".join((subject, _ASSERTED_TYPE, value))
        elif predicate in inferred:
            yield b"%s %s %s .\n" % (subject, _ASSERTED_PROPERTY, predicate)
    yield from (b"%s %s %s .\n" % (_FILES, _USES, predicate) for predicate in sorted(used))


def path(property_iri: str | None, value: str | None) -> str | None:
    """The property of the files that a property of these lines is about.

    >>> path("urn:scograph:asserted:type", None)
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
    """
    if property_iri == f"{_PREFIX}type":
        return _TYPE_IRI
    return value if property_iri == f"{_PREFIX}property" else property_iri
