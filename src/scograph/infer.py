"""Asserted triples to what follows from them: OWL 2 RL, then the rules in `ontology/rules`."""

from __future__ import annotations

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import clashes, layout, ntriples, parts
from scograph.errors import InconsistentGraph, UnreadableInput
from scograph.namespaces import PREFIXES
from scograph.parts import Parts
from scograph.reasoners import Engine, reason
from scograph.scratch import Scratch

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
_STAND_IN = b"<urn:scograph:stand-in:"
_BASE64 = "(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_STOOD_IN = re.compile(f"<urn:scograph:stand-in:({_BASE64})>".encode())
_TOLD_IN = re.compile(f"urn:scograph:stand-in:({_BASE64})")
_LANGUAGES = re.compile(r"VALUES \?lang \{ (.*?) \}")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_PREFIX = re.compile(r"PREFIX\s+(\w*):\s*<([^>]*)>", re.IGNORECASE)
_CURIE = re.compile(r"(?<!\w)(\w*):([\w-]+)")
_IRI = re.compile(r"<([^<>\s]+)>")
# A variable between a subject and an object.
_ANY_PROPERTY = re.compile(r"(?:[?$]\w+|\w:[\w-]+|>|;)\s+[?$]\w+\s+(?:[?$<\"\[]|\w+:)")
_CARDINALITY = {
    f"<{_OWL}{name}>".encode()
    for name in (
        "cardinality",
        "maxCardinality",
        "minCardinality",
        "maxQualifiedCardinality",
        "minQualifiedCardinality",
        "qualifiedCardinality",
    )
}


class Entailed(NamedTuple):
    """What follows, without what was asserted, and a store that holds both."""

    inferred: Parts
    store: ox.Store


def closure(asserted: bytes, *, engine: Engine | None = None) -> bytes:
    """What follows from N-Triples and is worth keeping, as sorted N-Triples.

    Trivial consequences are left out: that a thing is the same as itself, that a class is under
    itself, what holds of the words of OWL. InconsistentGraph names what contradicts itself.
    """
    return ntriples.sort(entail(parts.of(asserted), engine=engine).inferred.lines())


def entail(asserted: Parts, *, engine: Engine | None = None) -> Entailed:
    """The closure, and a store with all that it is about."""
    scratch = asserted.scratch
    store = scratch.store()
    with ThreadPoolExecutor(1) as other:
        # Neither engine holds Python's lock.
        filling = other.submit(extend, store, asserted)
        derived, messages = _derive(asserted, engine)
        filling.result()
        clashing = other.submit(_clashes, store, derived)
        added = _apply_all(asserted, derived)
        found = clashing.result()
    if found:
        raise InconsistentGraph([clash.text for clash in found], [c.thing for c in found])
    if messages:
        raise InconsistentGraph(messages, [])
    extend(store, added)
    inferred = Parts(scratch)
    inferred.add_parts(
        (follows | more) - told
        for told, follows, more in zip(asserted, derived, added, strict=True)
    )
    derived.discard()
    added.discard()
    return Entailed(inferred, store)


def _clashes(store: ox.Store, derived: Parts) -> list[clashes.Clash]:
    extend(store, derived)
    return clashes.find(store)


def extend(store: ox.Store, pieces: Iterable[Collection[bytes]]) -> None:
    """Adds lines of N-Triples to a store, piece by piece; blank nodes keep their labels."""
    for lines in pieces:
        # A bulk load takes each blank node for a new one, so the few triples that have one go
        # alone.
        named: list[bytes] = []
        blank: list[bytes] = []
        for line in sorted(lines):
            (blank if b"_:" in line else named).append(line)
        store.bulk_load(b"".join(named), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        store.extend(ntriples.quads(ntriples.read(b"".join(blank))))


def _derive(asserted: Parts, engine: Engine | None) -> tuple[Parts, list[str]]:
    """What the reasoner makes of it, and its words for contradictions."""
    lines = (_stood_in(line) for line in asserted.lines())
    found, messages = reason(lines, engine, asserted.scratch.folder)
    all_found, derived = Parts(asserted.scratch), Parts(asserted.scratch)
    all_found.add(line for line in map(_meant, found) if _worth_keeping(line))
    derived.add_parts(lines - told for lines, told in zip(all_found, asserted, strict=True))
    all_found.discard()
    return derived, [_TOLD_IN.sub(lambda m: _decoded(m[1]).decode(), text) for text in messages]


def _stood_in(line: bytes) -> bytes:
    """The line with names in the place of literals and blank nodes.

    Engines rewrite literals and rename blank nodes; names that stand for them they leave alone.
    """
    subject, predicate, value = line.split(b" ", 2)
    if line.startswith(b"_:"):
        subject = _encoded(subject)
    elif value.startswith(b"<"):
        return line
    if not value.startswith(b"<") and predicate not in _CARDINALITY:
        value = _encoded(value[:-3]) + b" .\n"
    return b" ".join((subject, predicate, value))


def _encoded(term: bytes) -> bytes:
    return b"%s%s>" % (_STAND_IN, b2a_base64(term, newline=False))


def _decoded(stand_in: bytes | str) -> bytes:
    return a2b_base64(stand_in)


def _meant(line: bytes) -> bytes:
    """The line with the literals and blank nodes themselves."""
    if _STAND_IN not in line:
        return line
    return _STOOD_IN.sub(lambda found: _decoded(found[1]), line)


def _worth_keeping(line: bytes) -> bool:
    if line.startswith(_VOCABULARY) or line.startswith(b'"'):
        return False
    subject, predicate, value = line.split(b" ", 2)
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


def _apply_all(asserted: Parts, derived: Parts) -> Parts:
    """What the rules add, one rule after the other.

    They are asked in a store of their own, which has only the properties that they name. A store
    in memory looks through all that is said of a thing to find its name, and of some things as
    much is said as the graph is large; one on the disk takes five times as long.
    """
    rules = [(path.name, path.read_text("utf-8")) for path in sorted(layout.RULES.glob("*.rq"))]
    named = _properties(text for _, text in rules)
    store = ox.Store()
    for lines in chain(asserted, derived):
        if named is None:
            extend(store, [lines])
        else:
            extend(store, [{line for line in lines if line.split(b" ", 2)[1] in named}])
    added = Parts(asserted.scratch)
    for name, rule in rules:
        with ThreadPoolExecutor() as threads:
            construct = partial(_construct, name, store, asserted.scratch)
            written = list(threads.map(construct, _by_language(rule)))
        # The next rule sees it too.
        for path in written:
            with path.open("rb") as file:
                for batch in parts.batches(file):
                    extend(store, [batch])
                    added.add(batch)
            path.unlink()
    return added


def _properties(rules: Iterable[str]) -> set[bytes] | None:
    """All that rules name, the properties among it; None where one may ask for any property."""
    found = {_TYPE}
    for rule in rules:
        text = _COMMENT.sub("", rule)
        if _ANY_PROPERTY.search(text):
            return None
        prefixes = dict(_PREFIX.findall(text))
        for name, local in _CURIE.findall(_IRI.sub("", text)):
            if name in prefixes:
                found.add(f"<{prefixes[name]}{local}>".encode())
        found.update(f"<{iri}>".encode() for iri in _IRI.findall(text))
    return found


def _by_language(rule: str) -> list[str]:
    """The rule for each of its languages alone, so that a core can work on each."""
    languages = _LANGUAGES.search(rule)
    if languages is None:
        return [rule]
    return [
        rule.replace(languages[0], f"VALUES ?lang {{ {language} }}")
        for language in languages[1].split()
    ]


def _construct(name: str, store: ox.Store, scratch: Scratch, query: str) -> Path:
    """A file with what a rule makes."""
    try:
        found = store.query(query)
    except SyntaxError as error:
        raise UnreadableInput(f"{error.msg}.", path=layout.RULES / name) from None
    if not isinstance(found, ox.QueryTriples):
        raise UnreadableInput("A rule must be a CONSTRUCT query.", path=layout.RULES / name)
    path = scratch.path()
    with path.open("wb") as file:
        found.serialize(file, format=ox.RdfFormat.N_TRIPLES)
    return path
