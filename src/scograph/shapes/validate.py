"""A graph against SHACL shapes: all findings, each with its place and its consequences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from scograph.corpus import load, partitions
from scograph.corpus.partitions import Partitions
from scograph.corpus.positions import CorpusStatements, Places
from scograph.rdf import ntriples
from scograph.rdf.namespaces import PREFIXES
from scograph.shapes import asserted as asserted_facts
from scograph.shapes import causes, engines, metadata, skolem, sparql_constraints, thing_names
from scograph.shapes.engines import Validator
from scograph.shapes.findings import Finding
from scograph.shapes.messages import Messages
from scograph.shapes.result import Result

_SH, _RDF = (PREFIXES[name] for name in ("sh", "rdf"))
# With one of these, a shape may look at any property.
_ANY_PROPERTY = {
    _SH + name
    for name in (
        "closed",
        "js",
        "nodeValidator",
        "propertyValidator",
        "sparql",
        "target",
        "validator",
    )
}
# Without rdfs:subClassOf: things have all of their classes as types.
_ALWAYS_USED = {f"<{_RDF}type>".encode()}


def check(
    corpus: load.Corpus,
    inferred: Partitions | bytes,
    shapes_files: Iterable[Path],
    engine: Validator | None = None,
    first: Collection[Path] = (),
    *,
    one_by_one: bool = False,
    store: ox.Store | None = None,
) -> list[Finding]:
    """Every finding, sorted by place; the same whichever engine is used.

    What is written in several files is found in one of `first`, if it is there. With `one_by_one`
    the engine evaluates the SPARQL constraints too, as SHACL defines them, which takes long. A
    `store` that holds the corpus and the inferred triples is used instead of a new one; it is
    changed.
    """
    files = list(shapes_files)
    if store is None:
        store = corpus.asserted.scratch.store()
        derived = partitions.of(inferred) if isinstance(inferred, bytes) else inferred
        ntriples.extend(store, chain(corpus.asserted, derived))
    found = set(results(corpus, inferred, files, engine, store, one_by_one=one_by_one))
    return findings(corpus, [found], files, store, first)[0] if found else []


def results(
    corpus: load.Corpus,
    inferred: Partitions | bytes,
    shapes_files: Iterable[Path],
    engine: Validator | None,
    store: ox.Store,
    *,
    one_by_one: bool = False,
) -> Iterator[Result]:
    """The results on a store that holds the corpus and the inferred triples, which is changed."""
    derived = partitions.of(inferred) if isinstance(inferred, bytes) else inferred
    shapes = load.read(shapes_files)
    chosen = engines.choose(engine)
    yield from _results(corpus.asserted, derived, shapes, chosen, one_by_one, store)


def findings(
    corpus: load.Corpus,
    groups: Iterable[Iterable[Result]],
    shapes_files: Iterable[Path],
    store: ox.Store,
    first: Collection[Path] = (),
) -> list[list[Finding]]:
    """The results of each group as findings, with their places, the causes first."""
    name = cache(partial(thing_names.name, store))
    known = metadata.read(load.read(shapes_files).triples())
    messages = Messages(Places(CorpusStatements(corpus), first), name, known, store)
    return [causes.first(messages.findings(found), store, known) for found in groups]


def _results(
    asserted: Partitions,
    inferred: Partitions,
    shapes: load.Corpus,
    engine: Validator,
    one_by_one: bool,
    store: ox.Store,
) -> Iterator[Result]:
    """The results of the engine, and of the SPARQL constraints that it need not evaluate."""
    written = shapes.triples()
    rest, constraints = (written, []) if one_by_one else sparql_constraints.split(written)
    used = used_properties(rest)
    text = asserted.scratch.path(".nt")
    blank_lines: list[bytes] = []
    about_files: list[bytes] = []
    by_rule = asserted_facts.inferred_properties(asserted.lines())
    with text.open("wb") as file:
        for lines in asserted:
            about_files += map(skolem.skolemized, asserted_facts.lines(lines, by_rule))
        file.writelines(about_files)
        for lines in chain(asserted, inferred):
            blank = [line for line in lines if b"_:" in line]
            blank_lines += blank
            left = lines.difference(blank) if blank else lines
            for some in (left, map(skolem.skolemized, blank)):
                file.writelines(
                    line for line in some if used is None or line.split(b" ", 2)[1] in used
                )
    with ThreadPoolExecutor(1) as other:
        # Neither engine holds Python's lock.
        found = other.submit(
            lambda: list(engines.results(text, ntriples.write(rest).decode(), engine))
        )
        for quad in ntriples.quads(ntriples.read(b"".join(blank_lines))):
            store.remove(quad)
        skolemized = map(skolem.skolemized, blank_lines)
        store.extend(ntriples.quads(ntriples.read(b"".join(chain(skolemized, about_files)))))
        yield from sparql_constraints.results(constraints, store)
        yield from found.result()
    text.unlink()


def used_properties(shapes: Collection[ox.Triple]) -> set[bytes] | None:
    """The properties that shapes without SPARQL can look at, or None if they can look at any."""
    if {triple.predicate.value for triple in shapes} & _ANY_PROPERTY:
        return None
    terms = {term for triple in shapes for term in triple if isinstance(term, ox.NamedNode)}
    return {str(term).encode() for term in terms} | _ALWAYS_USED
