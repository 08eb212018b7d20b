"""The SPARQL rules in `ontology/rules`: CONSTRUCT queries, run in order after OWL 2 RL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from scograph import paths
from scograph.corpus import partitions
from scograph.corpus.partitions import Partitions, Scratch
from scograph.errors import InputError
from scograph.rdf import ntriples, sparql_tokens
from scograph.rdf.namespaces import PREFIXES

_TYPE = f"<{PREFIXES['rdf']}type>".encode()
_LANGUAGES = re.compile(r"VALUES \?lang \{ (.*?) \}")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
# A variable between a subject and an object.
_ANY_PROPERTY = re.compile(r"(?:[?$]\w+|\w:[\w-]+|>|;)\s+[?$]\w+\s+(?:[?$<\"\[]|\w+:)")


def apply(asserted: Partitions, derived: Partitions) -> Partitions:
    """The triples that the rules add, one rule after the other.

    They run in a store of their own, which has only the properties and classes that they name: a
    store in memory scans all triples of a thing to find its label, and some things have as many
    triples as the graph is large; a store on the disk takes five times as long.
    """
    rules = [(path.name, path.read_text("utf-8")) for path in files()]
    named = named_terms(text for _, text in rules)
    store = ox.Store()
    for lines in chain(asserted, derived):
        read = lines if named is None else [line for line in lines if _is_read(line, named)]
        ntriples.extend(store, [read])
    added = Partitions(asserted.scratch)
    for name, rule in rules:
        with ThreadPoolExecutor() as threads:
            construct = partial(_construct, name, store, asserted.scratch)
            written = list(threads.map(construct, _by_language(rule)))
        # The next rule may use it.
        for path in written:
            with path.open("rb") as file:
                for batch in partitions.batches(file):
                    ntriples.extend(store, [batch])
                    added.add(batch)
            path.unlink()
    return added


def files() -> list[Path]:
    """The file of each rule, in their order."""
    return sorted(paths.RULES.glob("*.rq"))


def named_terms(rules: Iterable[str]) -> set[bytes] | None:
    """The IRIs that rules name; None if a rule has a variable as its property.

    Where a class is a variable, the rule lists its values.
    """
    found: set[bytes] = set()
    for rule in rules:
        if _ANY_PROPERTY.search(_COMMENT.sub("", rule)):
            return None
        found.update(f"<{iri}>".encode() for iri in sparql_tokens.iris(rule))
    return found


def _is_read(line: bytes, named: set[bytes]) -> bool:
    """True if rules that name these terms may read this line."""
    _, predicate, value = line.split(b" ", 2)
    return (value[:-3] if predicate == _TYPE else predicate) in named


def _by_language(rule: str) -> list[str]:
    """The rule, once for each of its languages, so that they can run in parallel."""
    languages = _LANGUAGES.search(rule)
    if languages is None:
        return [rule]
    return [
        rule.replace(languages[0], f"VALUES ?lang {{ {language} }}")
        for language in languages[1].split()
    ]


def _construct(name: str, store: ox.Store, scratch: Scratch, query: str) -> Path:
    """The path of a file with the triples of a rule."""
    try:
        found = store.query(query)
    except SyntaxError as error:
        raise InputError(f"{error.msg}.", path=paths.RULES / name) from None
    if not isinstance(found, ox.QueryTriples):
        raise InputError("A rule must be a CONSTRUCT query.", path=paths.RULES / name)
    path = scratch.path()
    with path.open("wb") as file:
        found.serialize(file, format=ox.RdfFormat.N_TRIPLES)
    return path
