"""The closure of asserted triples: OWL 2 RL by an engine, then the rules of the ontology."""

from __future__ import annotations

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from scograph.corpus import partitions
from scograph.corpus.partitions import Partitions
from scograph.errors import InconsistencyError
from scograph.rdf import ntriples
from scograph.rdf.namespaces import PREFIXES
from scograph.reason import contradictions, rules, unusable
from scograph.reason.contradictions import ContradictionError
from scograph.reason.engines import Engine, reason

_OWL, _RDF, _RDFS = (PREFIXES[name] for name in ("owl", "rdf", "rdfs"))
_VOCABULARY = tuple(f"<{PREFIXES[name]}".encode() for name in ("owl", "rdf", "rdfs", "xsd"))
_TYPE, _SAME, _LABEL, _SUB_CLASS, _SUB_PROPERTY = (
    f"<{iri}>".encode()
    for iri in (
        _RDF + "type",
        _OWL + "sameAs",
        _RDFS + "label",
        _RDFS + "subClassOf",
        _RDFS + "subPropertyOf",
    )
)
_PLACEHOLDER = b"<urn:scograph:placeholder:"
_BASE64 = "(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_PLACEHOLDER_TERM = re.compile(f"<urn:scograph:placeholder:({_BASE64})>".encode())
_PLACEHOLDER_TEXT = re.compile(f"urn:scograph:placeholder:({_BASE64})")


class Entailed(NamedTuple):
    """The inferred triples, and a store that holds them and the asserted ones."""

    inferred: Partitions
    store: ox.Store


def closure(asserted: bytes, *, engine: Engine | None = None) -> bytes:
    """The triples inferred from N-Triples, as sorted N-Triples.

    Trivial ones are left out: a thing is the same as itself, a class is a subclass of itself, and
    triples about the OWL vocabulary. InconsistencyError names the contradictions.
    """
    return ntriples.sort(entail(partitions.of(asserted), engine=engine).inferred.lines())


def derived(asserted: bytes, *, engine: Engine | None = None) -> tuple[set[bytes], list[str]]:
    """The triples that OWL 2 RL infers from N-Triples, and a message for each contradiction.

    Trivial inferences are left out, as `closure` does.
    """
    found, messages = _derive(partitions.of(asserted), engine)
    return set(found.lines()), messages


def entail(
    asserted: Partitions,
    *,
    engine: Engine | None = None,
    left_out: Collection[bytes] | None = None,
) -> Entailed:
    """The inferred triples, and a store with the closure.

    From `left_out`, by default the axioms that no reasoner can use, nothing is inferred.
    """
    scratch = asserted.scratch
    store = scratch.store()
    with ThreadPoolExecutor(1) as other:
        # Neither engine holds Python's lock.
        filling = other.submit(ntriples.extend, store, asserted)
        derived, messages = _derive(asserted, engine, left_out)
        filling.result()
        clashing = other.submit(_clashes, store, derived)
        added = rules.apply(asserted, derived)
        found = clashing.result()
    if found:
        raise ContradictionError(found)
    if messages:
        raise InconsistencyError(messages, [])
    ntriples.extend(store, added)
    inferred = Partitions(scratch)
    inferred.add_parts(
        (entailed | by_rules) - lines
        for lines, entailed, by_rules in zip(asserted, derived, added, strict=True)
    )
    derived.discard()
    added.discard()
    return Entailed(inferred, store)


def _clashes(store: ox.Store, derived: Partitions) -> list[contradictions.Clash]:
    ntriples.extend(store, derived)
    return contradictions.find(store)


def _derive(
    asserted: Partitions, engine: Engine | None, left_out: Collection[bytes] | None = None
) -> tuple[Partitions, list[str]]:
    """The triples that the reasoner adds, and its messages for contradictions."""
    if left_out is None:
        left_out = unusable.find(asserted.lines)
    lines = (_with_placeholders(line) for line in asserted.lines() if line not in left_out)
    found, messages = reason(lines, engine, asserted.scratch.folder)
    all_found, derived = Partitions(asserted.scratch), Partitions(asserted.scratch)
    all_found.add(chain.from_iterable(map(_without_placeholders, found)))
    derived.add_parts(
        set(filter(_worth_keeping, new - old)) for new, old in zip(all_found, asserted, strict=True)
    )
    all_found.discard()
    return derived, [
        _PLACEHOLDER_TEXT.sub(lambda m: _decoded(m[1]).decode(), text) for text in messages
    ]


def _with_placeholders(line: bytes) -> bytes:
    """The line with placeholder IRIs for literals and blank nodes.

    Engines rewrite literals and rename blank nodes; they leave IRIs alone.
    """
    subject, predicate, value = line.split(b" ", 2)
    if line.startswith(b"_:"):
        subject = _encoded(subject)
    elif value.startswith(b"<"):
        return line
    if not value.startswith(b"<") and predicate not in unusable.CARDINALITIES:
        value = _encoded(value[:-3]) + b" .\n"
    return b" ".join((subject, predicate, value))


def _encoded(term: bytes) -> bytes:
    return b"%s%s>" % (_PLACEHOLDER, b2a_base64(term, newline=False))


def _decoded(placeholder: bytes | str) -> bytes:
    return a2b_base64(placeholder)


def _without_placeholders(lines: bytes) -> list[bytes]:
    """The lines with the literals and blank nodes in place of their placeholders."""
    if _PLACEHOLDER in lines:
        lines = _PLACEHOLDER_TERM.sub(lambda found: _decoded(found[1]), lines)
    return lines.splitlines(keepends=True)


def _worth_keeping(line: bytes) -> bool:
    if line.startswith(_VOCABULARY) or line.startswith(b'"'):
        return False
    subject, predicate, value = line.split(b" ", 2)
    # A blank node or a text that is the same as a property is none for all that.
    if not predicate.startswith(b"<"):
        return False
    if not predicate.startswith(_VOCABULARY) or predicate == _LABEL:
        return True
    if predicate == _TYPE:
        return value.startswith(b"<") and not value.startswith(_VOCABULARY)
    if predicate == _SAME:
        return subject != value[:-3]
    if predicate in (_SUB_CLASS, _SUB_PROPERTY):
        return (
            subject != value[:-3]
            and subject.startswith(b"<")
            and value.startswith(b"<")
            and not value.startswith(_VOCABULARY)
        )
    return False
