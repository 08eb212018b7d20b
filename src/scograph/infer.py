"""Asserted triples to what follows from them: OWL 2 RL, then the rules in `ontology/rules`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from scograph import clashes, layout, ntriples
from scograph.errors import InconsistentGraph, UnreadableInput
from scograph.namespaces import PREFIXES
from scograph.reasoners import Engine, reason

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
_STOOD_IN = re.compile(rb"<urn:scograph:stand-in:\d+>")
_TOLD_IN = re.compile(r"urn:scograph:stand-in:\d+")
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
    """What follows, as sorted N-Triples, and a store in memory with that and what was asserted."""

    inferred: bytes
    store: ox.Store


def closure(asserted: bytes, *, engine: Engine | None = None) -> bytes:
    """What follows from N-Triples and is worth keeping, as sorted N-Triples.

    Trivial consequences are left out: that a thing is the same as itself, that a class is under
    itself, what holds of the words of OWL. InconsistentGraph names what contradicts itself.
    """
    return entail(asserted, engine=engine).inferred


def entail(asserted: bytes, *, engine: Engine | None = None) -> Entailed:
    """The closure, and the store in which its rules were asked."""
    given = asserted.splitlines(keepends=True)
    with ThreadPoolExecutor(1) as other:
        # Neither engine holds Python's lock.
        filling = other.submit(filled, given)
        derived, messages = _derive(given, engine)
        store = filling.result()
    _extend(store, derived)
    found = clashes.find(store)
    if found:
        raise InconsistentGraph([clash.text for clash in found], [c.thing for c in found])
    if messages:
        raise InconsistentGraph(messages, [])
    added = _apply_all(chain(given, derived))
    _extend(store, added)
    derived.update(added)
    derived.difference_update(given)
    return Entailed(ntriples.sort(derived), store)


def filled(lines: Iterable[bytes]) -> ox.Store:
    """A store in memory with these lines of N-Triples, in which blank nodes keep their labels."""
    store = ox.Store()
    _extend(store, lines)
    return store


def _extend(store: ox.Store, lines: Iterable[bytes]) -> None:
    # A bulk load takes each blank node for a new one, so the few triples that have one go alone.
    named: list[bytes] = []
    blank: list[bytes] = []
    for line in lines:
        (blank if b"_:" in line else named).append(line)
    store.bulk_load(b"".join(named), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    store.extend(ntriples.quads(ntriples.read(b"".join(blank))))


def _derive(given: list[bytes], engine: Engine | None) -> tuple[set[bytes], list[str]]:
    # Engines rewrite literals and rename blank nodes; names that stand for them they leave alone.
    stand_ins: dict[bytes, bytes] = {}

    def name(term: bytes) -> bytes:
        if term.startswith(b"<"):
            return term
        return stand_ins.setdefault(term, b"%s%d>" % (_STAND_IN, len(stand_ins)))

    told: list[bytes] = []
    for line in given:
        subject, predicate, value = line.split(b" ", 2)
        if line.startswith(b"_:") or (value[:1] != b"<" and predicate not in _CARDINALITY):
            named = value if predicate in _CARDINALITY else name(value[:-3]) + b" .\n"
            line = b" ".join((name(subject), predicate, named))
        told.append(line)
    found, messages = reason(told, engine)
    meant = {stand_in: term for term, stand_in in stand_ins.items()}
    kept: set[bytes] = set()
    found.difference_update(told)
    for line in found:
        if _STAND_IN in line:
            line = _STOOD_IN.sub(lambda match: meant.get(match[0], match[0]), line)
        if _worth_keeping(line):
            kept.add(line)
    named_so = {stand_in[1:-1].decode(): term.decode() for stand_in, term in meant.items()}
    return kept, [_TOLD_IN.sub(lambda m: named_so.get(m[0], m[0]), text) for text in messages]


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


def _apply_all(lines: Iterable[bytes]) -> list[bytes]:
    """What the rules add to lines of N-Triples, one rule after the other.

    They are asked in a store of their own, which has only the properties that they name. A store
    in memory looks through all that is said of a thing to find its name, and of some things as
    much is said as the graph is large.
    """
    rules = [(path.name, path.read_text("utf-8")) for path in sorted(layout.RULES.glob("*.rq"))]
    named = _properties(text for _, text in rules)
    store = filled(line for line in lines if named is None or line.split(b" ", 2)[1] in named)
    return list(chain.from_iterable(_apply(name, text, store) for name, text in rules))


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


def _apply(name: str, rule: str, store: ox.Store) -> list[bytes]:
    """What a rule adds; the next one sees it too."""
    with ThreadPoolExecutor() as threads:
        found = threads.map(lambda part: _construct(name, part, store), _by_language(rule))
        lines = list(chain.from_iterable(found))
    _extend(store, lines)
    return lines


def _by_language(rule: str) -> list[str]:
    """The rule for each of its languages alone, so that a core can work on each."""
    languages = _LANGUAGES.search(rule)
    if languages is None:
        return [rule]
    return [
        rule.replace(languages[0], f"VALUES ?lang {{ {language} }}")
        for language in languages[1].split()
    ]


def _construct(name: str, query: str, store: ox.Store) -> list[bytes]:
    try:
        found = store.query(query)
    except SyntaxError as error:
        raise UnreadableInput(f"{error.msg}.", path=layout.RULES / name) from None
    if not isinstance(found, ox.QueryTriples):
        raise UnreadableInput("A rule must be a CONSTRUCT query.", path=layout.RULES / name)
    return (found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
