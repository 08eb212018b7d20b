"""The statements of all files of a store, with some files exchanged or added in a clone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from scograph import paths
from scograph.corpus import load
from scograph.rdf import graph, ntriples
from scograph.rdf.graph import Term
from scograph.rdf.namespaces import RECORD_GRAPH
from scograph.shapes import skolem
from scograph.store.file_index import FileIndex


class DraftStatements:
    """The statements of the files of a store, with some files exchanged or added.

    `files` are these files by name; of one that is gone there is no file at its path.
    """

    def __init__(self, base: FileIndex, files: Mapping[str, Path], store: ox.Store) -> None:
        self.store = store
        self._base = base
        self._files = files
        self._lines = {
            name: set(map(skolem.skolemized, lines_in([path])))
            for name, path in files.items()
            if path.is_file()
        }
        known = {subject for name in files for subject in base.subjects.get(name, ())}
        found = {_subject(line) for stated in self._lines.values() for line in stated}
        self.subjects = {ox.NamedNode(subject[1:-1]) for subject in known | found}
        self._stated: dict[str, set[bytes]] = defaultdict(set)

    def put(self) -> set[ox.Triple]:
        """The triples that differ, after they have been put into the store or taken out."""
        names = {str(thing) for thing in self.subjects}
        elsewhere = {name for found in self._base.files_of(names).values() for name in found}
        unchanged = (paths.ROOT / name for name in elsewhere.difference(self._files))
        for line in chain(*self._lines.values(), lines_in(unchanged)):
            if (subject := _subject(line)) in names:
                self._stated[subject].add(line)
        new = _normalised(chain(*self._stated.values()))
        old = {triple for thing in self.subjects for triple in graph.asserted(self.store, thing)}
        for triple in old - new:
            for within in graph.graphs_of(self.store, triple):
                self.store.remove(ox.Quad(triple.subject, triple.predicate, triple.object, within))
        for name in (None, RECORD_GRAPH):
            self.store.extend(list(ntriples.quads(new - old, name)))
        return old ^ new

    def lines_of(self, things: Iterable[Term]) -> Iterator[bytes]:
        """The lines about some things: asserted ones as their files write them, and inferred ones.

        A store has one spelling for each number, a file may have another one.
        """
        for thing in things:
            if isinstance(thing, ox.NamedNode):
                stated = self._stated.get(str(thing), set())
                known = set(graph.asserted(self.store, thing)) if stated else set()
                yield from stated
                for triple in graph.triples(self.store, thing):
                    if triple not in known:
                        yield as_line(triple)

    def files_of(self, iri: str) -> list[Path]:
        name = f"<{skolem.PREFIX}{iri[2:]}>" if iri.startswith("_:") else f"<{iri}>"
        names = self._base.files_of([name]).get(name, [])
        found = [paths.ROOT / one for one in names if one not in self._files]
        start = f"{name} ".encode()
        found += [
            self._files[one]
            for one, stated in self._lines.items()
            if any(line.startswith(start) for line in stated)
        ]
        own = {path for one, path in self._files.items() if Path(one).is_absolute()}
        found.sort(key=lambda path: (path in own, path.parts))
        return [*self._ontology.get(name, ()), *found]

    def about(self, blank_node: str) -> Iterator[ox.Triple]:
        thing = ox.NamedNode(skolem.PREFIX + blank_node.removeprefix("_:"))
        return graph.asserted(self.store, thing)

    def referrer(self, iri: str) -> str | None:
        found = graph.asserted(self.store, value=ox.NamedNode(iri))
        subjects = (triple.subject for triple in found)
        return min((one.value for one in subjects if isinstance(one, ox.NamedNode)), default=None)

    @cached_property
    def _ontology(self) -> dict[str, list[Path]]:
        """The files of the ontology by the things that they describe."""
        found: dict[str, list[Path]] = defaultdict(list)
        for path in load.ontology_files():
            for subject in {_subject(line) for line in lines_in([path])}:
                found[subject].append(path)
        return found


def _subject(line: bytes) -> str:
    return line.partition(b" ")[0].decode()


def _normalised(lines: Iterable[bytes]) -> set[ox.Triple]:
    """The triples as a store gives them back, which has one spelling for each number."""
    store = ox.Store()
    store.extend(ntriples.quads(ntriples.read(b"".join(lines))))
    return {quad.triple for quad in store}


def lines_in(files: Iterable[Path]) -> Iterator[bytes]:
    """The triples of some files as lines of N-Triples."""
    for path in files:
        yield from load.lines(path.read_bytes(), path)


def as_line(triple: ox.Triple) -> bytes:
    """A triple as a line of N-Triples."""
    return f"{triple} .\n".encode()
