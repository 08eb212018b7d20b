"""The whole stores from which another one can be made, and what has changed since."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import fingerprint, layout, load, ntriples
from scograph.namespaces import INFERRED_GRAPH, PREFIXES
from scograph.revision.entailment import Difference
from scograph.revision.reach import is_schema
from scograph.revision.refusal import FullBuildNeeded

_NOTE = "made_of.json"
_COPIES = "data.zip"
_MOST_FILES = 100
_MOST_LINES = 5_000
_LISTS = tuple(f"<{PREFIXES['rdf']}{name}>" for name in ("first", "rest"))


class Base(NamedTuple):
    """A whole store: the digest of each file of data in it, and what several of them say."""

    folder: Path
    files: dict[str, str]
    repeated: frozenset[bytes]

    def differing(self, files: Mapping[str, str]) -> set[str]:
        """The names of the files that are new, gone or other than those with these digests."""
        return {name for name, _ in self.files.items() ^ files.items()}


def keep(folder: Path, world: load.World, *, checked: bool) -> None:
    """Notes beside a whole store what it was made of, with a copy of its files of data."""
    files = {fingerprint.name(str(path)): path for path in world.files if not load.is_ontology(path)}
    note = {
        "rules": rules(),
        "checked": checked,
        "files": fingerprint.contents(map(str, files.values())),
        "repeated": sorted(line.decode() for line in world.repeated()),
    }
    with zipfile.ZipFile(folder / _COPIES, "w") as copies:
        for name, path in files.items():
            copies.write(path, name)
    (folder / _NOTE).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


def nearest(folders: Iterable[Path], files: Mapping[str, str], *, checked: bool) -> Base:
    """The store from which the fewest files differ; with `checked` only one known to conform."""
    wanted = rules()
    found: list[Base] = []
    for folder in folders:
        try:
            note = json.loads((folder / _NOTE).read_bytes())
            if note["rules"] == wanted and note["checked"] >= checked:
                repeated = frozenset(line.encode() for line in note["repeated"])
                found.append(Base(folder, note["files"], repeated))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    if not found:
        raise FullBuildNeeded("there is no whole store to start from")
    return min(found, key=lambda base: len(base.differing(files)))


def rules() -> str:
    """The digest of all but the data that decides what follows from data and what conforms."""
    return fingerprint.digest(fingerprint.shipped(with_data=False, with_queries=False), ox.__version__)


def difference(base: Base, old: ox.Store, files: Mapping[str, str], paths: Mapping[str, Path]) -> Difference:
    """What is stated no more, and newly, since the base was made; the axioms are the same.

    FullBuildNeeded is raised where that is too much, or not of the kind that can be worked in.
    """
    names = base.differing(files)
    if len(names) > _MOST_FILES:
        raise FullBuildNeeded(f"{len(names)} files differ")
    before: set[bytes] = set()
    after: set[bytes] = set()
    with zipfile.ZipFile(base.folder / _COPIES) as copies:
        for name in names:
            if name in base.files:
                before.update(load.lines(copies.read(name), Path(name)))
            if name in paths:
                after.update(load.lines(paths[name].read_bytes(), paths[name]))
    gone, new = before - after, after - before
    if len(gone) + len(new) > _MOST_LINES:
        raise FullBuildNeeded(f"{len(gone) + len(new)} lines differ")
    if gone & base.repeated:
        raise FullBuildNeeded("another file may still state what this one no longer does")
    for line in gone | new:
        _refuse_axiom(line.decode())
    inferred = ox.NamedNode(INFERRED_GRAPH)
    known = {
        fact
        for fact in _as_stored(new)
        if ox.Quad(*fact) in old and ox.Quad(*fact, inferred) not in old
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
    found = {quad.triple for quad in store}
    if len(found) != len(lines):
        raise FullBuildNeeded("two spellings of one value")
    return found
