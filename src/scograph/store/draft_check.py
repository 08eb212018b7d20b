"""A few changed files checked against a clone of the last good store.

The triples of the files are put into the clone, or exchanged there; what is inferred is computed
anew around their subjects; rules, shapes and constraints are asked about these subjects and about
the things that refer to them. What is further away is left to the full check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyoxigraph as ox

from scograph.corpus import load
from scograph.corpus.positions import Places, Statements
from scograph.errors import InconsistencyError
from scograph.rdf import graph, ntriples
from scograph.rdf.graph import Term
from scograph.rdf.namespaces import PREFIXES, SCOD
from scograph.reason import local_closure, local_rules
from scograph.reason.local_closure import TooWideError, is_axiom
from scograph.shapes import (
    asserted,
    causes,
    engines,
    inconsistency,
    metadata,
    reach,
    sparql_constraints,
    thing_names,
    validate,
)
from scograph.shapes.engines import Validator
from scograph.shapes.findings import Finding
from scograph.shapes.messages import Messages
from scograph.shapes.reach import Reach
from scograph.shapes.result import Result
from scograph.store.clone import clone
from scograph.store.draft_statements import DraftStatements, as_line, lines_in
from scograph.store.file_index import FileIndex

MOST_FILES = 300
_MOST_THINGS = 5_000
_IRI = re.compile(rf"{re.escape(SCOD)}[\w.-]*\w")


class NeedsFullCheckError(Exception):
    """The change is too large or of a kind that a draft check does not deal with."""


class Draft(NamedTuple):
    """What was checked (things in the files, others around them), what is found, what is stated."""

    things: int
    referring: int
    findings: list[Finding]
    statements: Statements


def check(
    base: FileIndex,
    files: Mapping[str, Path],
    own: Collection[Path],
    engine: Validator | None = None,
) -> Draft:
    """The findings on some files, as a full check places them and words them.

    `files` are those that differ from the store of `base`, or are to be checked all the same, by
    name; one that is gone has no path there. `own` are those in which a thing is found first.
    NeedsFullCheckError is raised if only a full check can tell.
    """
    if len(files) > MOST_FILES:
        raise NeedsFullCheckError(f"{len(files)} files differ")
    with TemporaryDirectory(prefix="scograph.", ignore_cleanup_errors=True) as folder:
        clone(base.folder / "oxigraph", Path(folder, "oxigraph"))
        statements = DraftStatements(base, files, ox.Store(str(Path(folder, "oxigraph"))))
        try:
            return _checked(base, statements, own, engines.choose(engine))
        except TooWideError as error:
            raise NeedsFullCheckError(str(error)) from None


def _checked(
    base: FileIndex, statements: DraftStatements, own: Collection[Path], engine: Validator
) -> Draft:
    before, after = ox.Store.read_only(str(base.folder / "oxigraph")), statements.store
    things: set[Term] = set(statements.subjects)
    differing = statements.put()
    try:
        inferred = _infer(before, after, differing)
    except InconsistencyError as error:
        found = inconsistency.findings(error, statements, _near(statements, error), own)
        return Draft(len(things), 0, found, statements)
    shapes = list(ntriples.read(b"".join(lines_in(load.shape_files()))))
    rest, constraints = sparql_constraints.split(shapes)
    looked_at = reach.joined(reach.of_shapes(rest), reach.of_constraints(constraints))
    focus = things | {one.object for one in differing if isinstance(one.object, ox.NamedNode)}
    for store in (before, after):
        focus.update(_referring(store, differing | inferred, looked_at))
    if differing:
        focus |= local_rules.apply(after, focus, differing)
    if len(focus) > _MOST_THINGS:
        raise NeedsFullCheckError(f"{len(focus)} things refer to what has changed")
    about_files = _about_files(statements, focus)
    after.extend(list(ntriples.quads(ntriples.read(b"".join(about_files)))))
    results = {
        *sparql_constraints.results_about(constraints, after, focus, things),
        *_engine_results(statements, rest, focus, about_files, engine),
    }
    if differing and results:
        local_rules.apply(after, _renamed(after, results, things) - focus, ())
    name = cache(partial(thing_names.name, after))
    known = metadata.read(shapes)
    messages = Messages(Places(statements, own), name, known, after)
    found = causes.first(messages.findings(results), after, known)
    return Draft(len(things), len(focus - things), found, statements)


def _infer(before: ox.Store, after: ox.Store, differing: set[ox.Triple]) -> set[ox.Triple]:
    """The inferred triples that differ too, after they have been put into `after` or taken out."""
    if not differing:
        return set()
    if any(is_axiom(as_line(triple)) for triple in differing):
        raise NeedsFullCheckError("an axiom has changed")
    axioms = [line for line in lines_in(load.ontology_files()) if is_axiom(line)]
    gone, new = local_closure.change(before, after, differing, axioms)
    for triple in gone:
        after.remove(ox.Quad(triple.subject, triple.predicate, triple.object))
    after.extend(list(ntriples.quads(new)))
    return gone | new


def _referring(
    store: ox.Store, differing: Iterable[ox.Triple], looked_at: Reach
) -> Iterator[ox.NamedNode]:
    """The things that refer to a changed one, if a shape looks from them at what has changed."""
    changed: dict[Term, set[ox.NamedNode]] = defaultdict(set)
    for triple in differing:
        changed[triple.subject].add(triple.predicate)
    for thing, properties in changed.items():
        yield from graph.subjects(store, "scog:covers", thing)
        for link, wanted in looked_at.items():
            if wanted is None or wanted & properties:
                yield from graph.subjects(store, link, thing)


def _renamed(
    store: ox.Store, results: Iterable[Result], changed: Collection[Term]
) -> set[ox.NamedNode]:
    """The things in results that refer to a changed one, after which rules may name them."""
    texts = (f"<{one.thing}> {one.term or ''} {one.message}" for one in results)
    named = {ox.NamedNode(iri) for text in texts for iri in _IRI.findall(text)}
    return {
        thing
        for thing in named
        if any(triple.object in changed for triple in graph.asserted(store, thing))
    }


def _engine_results(
    statements: DraftStatements,
    shapes: Collection[ox.Triple],
    focus: Collection[Term],
    about_files: Iterable[bytes],
    engine: Validator,
) -> Iterator[Result]:
    """The results of a SHACL engine on some things, which sees them and their values."""
    used = validate.used_properties(shapes)
    lines = set(about_files)
    lines |= {
        line
        for line in statements.lines_of(focus)
        if used is None or line.split(b" ", 2)[1] in used
    }
    lines.update(map(as_line, _of_values(statements.store, shapes, focus)))
    lines.update(map(as_line, _leading_to(statements.store, shapes, focus)))
    names = {str(thing)[1:-1] for thing in focus}
    data, text = b"".join(lines).decode(), ntriples.write(shapes).decode()
    return (found for found in engines.results(data, text, engine) if found.thing in names)


def _about_files(statements: DraftStatements, focus: Iterable[Term]) -> list[bytes]:
    """The lines that say what the files assert about some things and their values."""
    by_rule = asserted.inferred_properties(lines_in(load.ontology_files()))
    triples = (
        triple
        for thing in focus
        if isinstance(thing, ox.NamedNode)
        for triple in graph.asserted(statements.store, thing)
    )
    return list(asserted.lines(map(as_line, triples), by_rule))


def _of_values(
    store: ox.Store, shapes: Collection[ox.Triple], focus: Collection[Term]
) -> Iterator[ox.Triple]:
    """What shapes look at in the values of things."""
    classes = {one.object for one in shapes if one.predicate.value == PREFIXES["sh"] + "class"}
    for path, properties in reach.of_shapes(shapes).items():
        values = {value for thing in focus for value in graph.values(store, thing, path)}
        for value in values.difference(focus):
            for looked_at in properties or ():
                for triple in graph.triples(store, value, looked_at):
                    # Another class would make the value a focus node.
                    if looked_at != graph.TYPE or triple.object in classes:
                        yield triple


def _leading_to(
    store: ox.Store, shapes: Collection[ox.Triple], focus: Collection[Term]
) -> Iterator[ox.Triple]:
    """The triples with things as values that shapes look at by an inverse path."""
    inverse = {
        one.object for one in shapes if one.predicate.value == PREFIXES["sh"] + "inversePath"
    }
    for path in inverse:
        if isinstance(path, ox.NamedNode):
            for thing in focus:
                yield from graph.triples(store, None, path, thing)


def _near(statements: DraftStatements, error: InconsistencyError) -> Iterator[bytes]:
    """Asserted lines about the things of contradictions, and the axioms."""
    yield from lines_in(load.ontology_files())
    for thing in map(ox.NamedNode, filter(None, error.things)):
        for one in {thing, *graph.subjects(statements.store, None, thing)}:
            yield from map(as_line, graph.asserted(statements.store, one))
