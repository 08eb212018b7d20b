"""The whole stores from which another one can be made, and what has changed since."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import fingerprint, layout, load, ntriples
from scograph.namespaces import INFERRED_GRAPH, PREFIXES
from scograph.revision.reach import is_schema
from scograph.revision.refusal import FullBuildNeeded
from scograph.revision.triples import Difference, holds, quad

_NOTE = "made_of.json"
_COPIES = "data.zip"
_MOST_FILES = 1_000
_MOST_LINES = 5_000
_LISTS = tuple(f"<{PREFIXES['rdf']}{name}>" for name in ("first", "rest"))


class Known(IntEnum):
    """What is known of a graph: nothing, that it conforms, or that there is no warning either."""

    NOTHING = 0
    CONFORMS = 1
    FLAWLESS = 2


class Inputs(NamedTuple):
    """The hashes of files of three kinds, by name: what a store is made of."""

    data: dict[str, str]
    queries: dict[str, str]
    rules: dict[str, str]

    @classmethod
    def of(cls, contents: Mapping[str, str]) -> Inputs:
        """The files by their names: data, queries, and all else that decides what follows."""
        found = cls({}, {}, {})
        for name, content in contents.items():
            if name.startswith("ontology/"):
                found.rules[name] = content
            elif name.endswith(".ttl") or Path(name).is_absolute():
                found.data[name] = content
            elif name.endswith(".rq"):
                found.queries[name] = content
            else:
                found.rules[name] = content
        return found


class Base(NamedTuple):
    """A whole store: what it was made of, and what several of its files say."""

    folder: Path
    inputs: Inputs
    repeated: frozenset[bytes]

    def differing(self, inputs: Inputs) -> set[str]:
        """The names of the files of data that are new, gone, or other than those."""
        return {name for name, _ in self.inputs.data.items() ^ inputs.data.items()}


def keep(folder: Path, world: load.World, contents: Mapping[str, str], known: Known) -> None:
    """Notes beside a whole store what it was made of, with a copy of its files of data.

    A copy has the hash of its content for its name.
    """
    note = {
        "engine": ox.__version__,
        "known": known,
        "inputs": Inputs.of(contents),
        "repeated": sorted(line.decode() for line in world.repeated()),
    }
    with zipfile.ZipFile(folder / _COPIES, "w") as copies:
        for path in world.files:
            content = contents.get(fingerprint.name(str(path)))
            if content and content not in copies.NameToInfo and not load.is_ontology(path):
                copies.write(path, content)
    (folder / _NOTE).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


def nearest(folders: Iterable[Path], inputs: Inputs, known: Known) -> Base:
    """The store from which the fewest files differ, of those of which at least that is known.

    It has the same axioms, rules and shapes; FullBuildNeeded is raised where there is none.
    """
    found: list[Base] = []
    for folder in folders:
        try:
            note = json.loads((folder / _NOTE).read_bytes())
            made_of = Inputs(*note["inputs"])
            like = made_of.rules == inputs.rules and note["engine"] == ox.__version__
            if like and note["known"] >= known:
                repeated = frozenset(line.encode() for line in note["repeated"])
                found.append(Base(folder, made_of, repeated))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    if not found:
        raise FullBuildNeeded("there is no whole store to start from")
    return min(found, key=lambda base: len(base.differing(inputs)))


def difference(base: Base, old: ox.Store, inputs: Inputs) -> Difference:
    """What is stated no more, and newly, since the base was made; `old` is its graph.

    FullBuildNeeded is raised where that is too much, or not of the kind that can be worked in.
    """
    names = base.differing(inputs)
    if len(names) > _MOST_FILES:
        raise FullBuildNeeded(f"{len(names)} files differ")
    before: set[bytes] = set()
    after: set[bytes] = set()
    try:
        with zipfile.ZipFile(base.folder / _COPIES) as copies:
            for name in names:
                path = layout.ROOT / name
                if name in base.inputs.data:
                    before.update(load.lines(copies.read(base.inputs.data[name]), path))
                if name in inputs.data:
                    after.update(load.lines(path.read_bytes(), path))
    except (KeyError, zipfile.BadZipFile) as error:
        raise FullBuildNeeded(f"a copy is missing: {error}") from None
    gone, new = before - after, after - before
    if len(gone) + len(new) > _MOST_LINES:
        raise FullBuildNeeded(f"{len(gone) + len(new)} lines differ")
    if gone & base.repeated:
        raise FullBuildNeeded("another file may still state what this one no longer does")
    for line in gone | new:
        _refuse_axiom(line.decode())
    inferred = ox.NamedNode(INFERRED_GRAPH)
    known = {
        fact for fact in _as_stored(new) if holds(old, fact) and quad(fact, inferred) not in old
    }
    return Difference(_as_stored(gone), _as_stored(new) - known)


def _refuse_axiom(line: str) -> None:
    _, predicate, value = line.split(" ", 2)
    if "_:" in line or predicate in _LISTS or is_schema(predicate, value):
        raise FullBuildNeeded(f"an axiom or a thing without a name has changed: {line}")


def _as_stored(lines: set[bytes]) -> set[ox.Triple]:
    """The triples in the form in which a store gives them back."""
    store = ox.Store()
    store.extend(ntriples.quads(ntriples.read(b"".join(lines))))
    found = {known.triple for known in store}
    if len(found) != len(lines):
        raise FullBuildNeeded("two spellings of one value")
    return found
