"""The index of data files by subject, kept beside a store whose graph is valid."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import files
from scograph.corpus import load
from scograph.store import fingerprint, seal

_FILE = "files.json"


class FileIndex(NamedTuple):
    """The data files of a store: their hashes and subjects (in N-Triples), by name."""

    folder: Path
    hashes: dict[str, str]
    subjects: dict[str, list[str]]

    def differing(self, hashes: Mapping[str, str]) -> set[str]:
        """The names of the files that are new, gone, or other than those of the store."""
        return {name for name, _ in self.hashes.items() ^ hashes.items()}

    def files_of(self, things: Iterable[str]) -> dict[str, list[str]]:
        """The names of the files in which each of some things is a subject."""
        wanted = set(things)
        found: dict[str, list[str]] = defaultdict(list)
        for name, subjects in self.subjects.items():
            for thing in wanted.intersection(subjects):
                found[thing].append(name)
        return found


def write(folder: Path, corpus: load.Corpus, contents: Mapping[str, str]) -> None:
    """Writes the index beside a store; a corpus that is not in memory has none."""
    subjects = corpus.subjects()
    if subjects is None:
        return
    named = {fingerprint.name(str(path)): things for path, things in subjects.items()}
    data = data_hashes(contents)
    note = {
        "engine": ox.__version__,
        "context": context(contents),
        "hashes": data,
        "subjects": {name: sorted(named[name]) for name in data if name in named},
    }
    (folder / _FILE).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


def nearest(folders: Iterable[Path], contents: Mapping[str, str]) -> FileIndex | None:
    """The index of the store from which the fewest data files differ, or None if there is none.

    Its ontology, rules and shapes are those of `contents`.
    """
    wanted = context(contents)
    found = []
    for folder in folders:
        try:
            note = json.loads(files.content(folder / _FILE))
            if (note["engine"], note["context"]) == (ox.__version__, wanted):
                found.append(FileIndex(folder, note["hashes"], note["subjects"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    data = data_hashes(contents)
    found.sort(key=lambda index: len(index.differing(data)))
    return next((index for index in found if seal.holds(index.folder)), None)


def data_hashes(contents: Mapping[str, str]) -> dict[str, str]:
    """The hashes of the data files among all inputs of a store."""
    return {
        name: content
        for name, content in contents.items()
        if name.lower().endswith(".ttl") and not name.startswith("ontology/")
    }


def context(contents: Mapping[str, str]) -> str:
    """One hash for all but data and queries: what decides what is inferred and found."""
    data = data_hashes(contents)
    rest = {
        name: content
        for name, content in contents.items()
        if name not in data and not name.startswith("queries/")
    }
    return fingerprint.summed(rest)
