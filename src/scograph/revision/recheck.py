"""Whether what a change can reach still conforms to the shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from scograph import constraints, engines, load, ntriples
from scograph.findings import VIOLATION
from scograph.namespaces import PREFIXES
from scograph.revision.reach import Anchored, Walker
from scograph.revision.refusal import FullBuildNeeded
from scograph.revision.triples import Term, match

_SH, _RDF = PREFIXES["sh"], PREFIXES["rdf"]
_TYPE = ox.NamedNode(_RDF + "type")
_MOST = 3_000
# Parameters that look at a thing, at the values of its path, and no further.
_NEAR = (
    "class datatype deactivated declare description hasValue in languageIn lessThan "
    "lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message minCount minExclusive "
    "minInclusive minLength name namespace nodeKind order path pattern prefix prefixes "
    "qualifiedMaxCount qualifiedMinCount select severity targetClass targetNode targetObjectsOf "
    "targetSubjectsOf uniqueLang"
)
_ONE_SHAPE = frozenset(_SH + name for name in ("node", "not", "property", "qualifiedValueShape"))
_SHAPE_LISTS = frozenset(_SH + name for name in ("and", "or", "xone"))


class Shapes:
    """The shapes, with what can be told of them without a graph."""

    def __init__(self, files: Iterable[Path]) -> None:
        rest, asked = constraints.split(load.read(files).triples())
        self._rest = rest
        self._asked = [(one, Anchored(one.query, ["this", "value"])) for one in asked]
        told: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in rest:
            told[triple.subject][triple.predicate.value].append(triple.object)
        for shape in list(told):
            if isinstance(shape, ox.NamedNode) and _depth(shape, told) > 2:
                raise FullBuildNeeded(f"{shape} looks beyond the values of its path")
        # What shapes look at in a thing, and what in its values.
        self._seen = {term for triple in rest for term in triple if isinstance(term, ox.NamedNode)}
        self._seen_in_values = {_TYPE} | {
            path
            for shape, said in list(told.items())
            if isinstance(shape, ox.BlankNode)
            for path in said[_SH + "path"]
        }
        self._of_values = {
            triple.object for triple in rest if triple.predicate.value == _SH + "targetObjectsOf"
        }

    def recheck(
        self,
        walker: Walker,
        store: ox.Store,
        facts: Collection[ox.Triple],
        *,
        warnings: bool,
    ) -> None:
        """Nothing, where the store conforms after these facts came or went.

        FullBuildNeeded is raised where something is found, with `warnings` be it only a warning: a
        whole validation tells it better.
        """
        for one, query in self._asked:
            things = walker.reached(query, facts)
            if things and (warnings or one.severity == VIOLATION):
                _refuse_many(things)
                asked = one._replace(query=query.about(things))
                if any(constraints.results([asked], store)):
                    raise FullBuildNeeded(f"{one.shape} finds something")
        things = set(self._concerned(store, facts))
        _refuse_many(things)
        text = "".join(self._around(store, things))
        shapes = ntriples.write(self._rest).decode()
        names = {thing.value for thing in things if isinstance(thing, ox.NamedNode)}
        for result in engines.results(text, shapes, engines.choose(None)):
            if result.thing in names and (warnings or result.severity == VIOLATION):
                raise FullBuildNeeded(f"{result.shape} finds something")

    def _concerned(self, store: ox.Store, facts: Iterable[ox.Triple]) -> Iterator[Term]:
        """The things that shapes without SPARQL can find otherwise than before."""
        for subject, predicate, value in facts:
            if predicate in self._seen or predicate == _TYPE:
                yield subject
            if predicate in self._of_values and isinstance(value, ox.NamedNode):
                yield value
            if predicate in self._seen_in_values:
                yield from (fact.subject for fact in match(store, None, None, subject))

    def _around(self, store: ox.Store, things: Iterable[Term]) -> Iterator[str]:
        """What shapes can see of these things and of their values, as lines of N-Triples."""
        values: set[Term] = set()
        for thing in things:
            for fact in match(store, thing):
                if fact.predicate in self._seen or fact.predicate == _TYPE:
                    yield f"{fact} .\n"
                    if isinstance(fact.object, ox.NamedNode):
                        values.add(fact.object)
        for value in values.difference(things):
            for predicate in self._seen_in_values:
                yield from (f"{fact} .\n" for fact in match(store, value, predicate))


def _depth(shape: Term, told: dict[Term, dict[str, list[Term]]]) -> int:
    """How many steps from its focus node a shape looks; FullBuildNeeded if that cannot be told."""
    near = {_SH + name for name in _NEAR.split()}
    said = told[shape]
    own = len(said[_SH + "path"])
    further = [1] if _SH + "class" in said and said[_SH + "class"] else [0]
    for parameter, values in said.items():
        if parameter in _ONE_SHAPE:
            further += [_depth(value, told) for value in values]
        elif parameter in _SHAPE_LISTS:
            further += [_depth(value, told) for cell in values for value in _listed(cell, told)]
        elif parameter.startswith(_SH) and values and parameter not in near:
            raise FullBuildNeeded(f"a shape has {parameter}")
    if any(not isinstance(path, ox.NamedNode) for path in said[_SH + "path"]):
        raise FullBuildNeeded("a shape has a path of several steps")
    return own + max(further)


def _listed(cell: Term, told: dict[Term, dict[str, list[Term]]]) -> Iterator[Term]:
    while told[cell][_RDF + "first"]:
        yield told[cell][_RDF + "first"][0]
        cell = told[cell][_RDF + "rest"][0]


def _refuse_many(things: Collection[Term]) -> None:
    if len(things) > _MOST:
        raise FullBuildNeeded(f"{len(things)} things are to be checked anew")
