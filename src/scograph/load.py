"""Turtle files to a world: what is written, each triple once, and which source states it."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from scograph import fingerprint, layout, ntriples
from scograph.errors import UnreadableInput
from scograph.namespaces import ONTOLOGY_GRAPH, RECORD_GRAPH
from scograph.parts import Parts
from scograph.scratch import Scratch
from scograph.sourced import by_graph

_LONGER = 4  # Times the bytes of Turtle that N-Triples have.
_BOM = b"\xef\xbb\xbf"
_PLACE = re.compile(r"Parser error (?:at|between|on) [^:]*: ")
_NEW_TERM = re.compile(rb'^\S+ \S+ <<\(|"@[A-Za-z0-9-]+--(?:ltr|rtl) \.$', re.MULTILINE)
_RDF_12 = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'
    r"|(?P<new><<|\{\||~|--(?:ltr|rtl)\b)",
    re.DOTALL,
)


class World:
    """All that some Turtle files say.

    >>> world = read([layout.DATA / "bodies" / "sco.ttl"])
    >>> [path.name for path in world.files_of("https://w3id.org/scograph/id/sco")]
    ['sco.ttl']
    """

    def __init__(self, files: Iterable[Path], within: Path | None = None) -> None:
        self.files = list(dict.fromkeys(files))
        scratch = Scratch(_LONGER * sum(map(_size, self.files)), within)
        self.asserted = Parts(scratch)
        """Every triple as a line of N-Triples, from whatever file."""
        self._terms: set[bytes] = set()
        self._facts = Parts(scratch)
        self._lines: dict[Path, set[bytes]] = {}
        self._homes: dict[str, list[Path]] | None = None
        for path in self.files:
            found = set(_parse(path))
            self.asserted.add(found)
            if is_ontology(path):
                self._terms.update(found)
            else:
                self._facts.add(found)
            if scratch.parts == 1:
                self._lines[path] = found

    def repeated(self) -> Iterator[bytes]:
        """The lines that several files have."""
        return self.asserted.repeated()

    def triples(self) -> set[ox.Triple]:
        """Every triple, from whatever file."""
        return set(ntriples.read(b"".join(self.asserted.lines())))

    def ntriples(self) -> bytes:
        """Every triple once, as sorted N-Triples."""
        return ntriples.sort(self.asserted.lines())

    def quads(self) -> Iterator[ox.Quad]:
        """Every triple once in the default graph, and once in each graph that it belongs to."""
        named = (ntriples.in_graph(found, name) for name, found in self.graphs())
        return ntriples.read_quads(b"".join((*self.asserted.lines(), *named)))

    def graphs(self) -> Iterator[tuple[str, set[bytes]]]:
        """The name of a graph and lines of N-Triples in it; a name may come several times.

        The graph `ontology` holds what the files of the ontology say; `source/NAME` what claims
        of that source cover, with the claims and their places; `record` the rest.
        """
        yield ONTOLOGY_GRAPH, self._terms
        for facts, sources in zip(self._facts, by_graph(self._facts), strict=True):
            yield from sources.items()
            yield RECORD_GRAPH, facts.difference(*sources.values())

    def files_of(self, iri: str) -> list[Path]:
        """The files in which a thing is the subject of a triple, in order.

        A blank node is named as N-Triples do, `_:label`.
        """
        if self._homes is None:
            homes: dict[str, dict[Path, None]] = defaultdict(dict)
            for path in self.files:
                lines = self._lines[path] if path in self._lines else _parse(path)
                for subject in {line.partition(b" ")[0] for line in lines}:
                    homes[subject.decode()][path] = None
            self._homes = {thing: list(paths) for thing, paths in homes.items()}
        return self._homes.get(iri if iri.startswith("_:") else f"<{iri}>", [])


def read(files: Iterable[Path], within: Path | None = None) -> World:
    """The world of these Turtle files; UnreadableInput says where one cannot be read.

    What of a large world is not kept in memory is in a folder `within` the one given.
    """
    return World(files, within)


def ontology_files() -> list[Path]:
    """The shipped terms, code lists and imports, without the shapes."""
    files = turtle_files([layout.ONTOLOGY])
    return [path for path in files if not path.is_relative_to(layout.SHAPES)]


def shape_files() -> list[Path]:
    """The shipped SHACL shapes."""
    return turtle_files([layout.SHAPES]) if layout.SHAPES.is_dir() else []


def data_files() -> list[Path]:
    """The shipped instance data."""
    return turtle_files([layout.DATA])


def turtle_files(places: Iterable[Path]) -> list[Path]:
    """The files named, and every `*.ttl` below the folders named, in order; no hidden ones."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found.extend(map(Path, fingerprint.walk(str(place), (".ttl",))))
        elif place.is_file():
            found.append(place)
        else:
            raise UnreadableInput("There is no such file or folder.", path=place)
    return found


def is_ontology(path: Path) -> bool:
    """Whether the file is part of the shipped ontology."""
    return path.is_relative_to(layout.ONTOLOGY)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _parse(path: Path) -> list[bytes]:
    try:
        text = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{error.strerror or error}.", path=path) from None
    return lines(text, path)


def lines(text: bytes, path: Path) -> list[bytes]:
    """The triples of a Turtle file as lines of N-Triples; no Python object is made of a term."""
    try:
        parsed = ox.parse(text.removeprefix(_BOM), format=ox.RdfFormat.TURTLE)
        written = ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES) or b""
    except SyntaxError as error:
        reason = _PLACE.sub("", error.msg, count=1).rstrip(".")
        raise UnreadableInput(
            f"{reason}.", path=path, line=error.lineno, column=error.offset
        ) from None
    if (b"<<(" in written or b"--" in written) and _NEW_TERM.search(written):
        raise _newer_than_rdf_11(path, text)
    found = written.splitlines(keepends=True)
    return list(_labelled(found, hashlib.sha256(text).hexdigest())) if b"_:" in written else found


def _labelled(lines: Iterable[bytes], digest: str) -> Iterator[bytes]:
    """The lines with labels for blank nodes by content and order.

    So they are the same on every run, and no two files share one.
    """
    known: dict[bytes, bytes] = {}

    def label(node: bytes) -> bytes:
        return known.setdefault(node, f"_:f{digest[:12]}n{len(known)}".encode())

    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        if subject.startswith(b"_:"):
            line = b" ".join((label(subject), predicate, value))
        if value.startswith(b"_:"):
            line = line[: -len(value)] + label(value[:-3]) + b" .\n"
        yield line


def _newer_than_rdf_11(path: Path, text: bytes) -> UnreadableInput:
    """The error for triples inside triples and directed text, with its place in the file."""
    source = text.decode()
    reason = (
        "This is RDF 1.2 (a triple inside a triple, or text with a direction), which many tools "
        "cannot read. Write it in RDF 1.1: give the statement a node of its own."
    )
    for token in _RDF_12.finditer(source):
        if token["new"]:
            line = source.count("\n", 0, token.start()) + 1
            column = token.start() - (source.rfind("\n", 0, token.start()) + 1) + 1
            return UnreadableInput(reason, path=path, line=line, column=column)
    return UnreadableInput(reason, path=path)
