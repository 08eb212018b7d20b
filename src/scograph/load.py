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
from scograph.sourced import by_graph

_BOM = b"\xef\xbb\xbf"
_PLACE = re.compile(r"Parser error (?:at|between|on) [^:]*: ")
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

    def __init__(self, triples: dict[Path, list[ox.Triple]]) -> None:
        self.files = list(triples)
        self._triples = triples
        self._homes: dict[str, list[Path]] | None = None

    def triples(self) -> set[ox.Triple]:
        """Every triple, from whatever file."""
        return {triple for triples in self._triples.values() for triple in triples}

    def ntriples(self) -> bytes:
        """Every triple once, as sorted N-Triples."""
        return ntriples.write(self.triples())

    def quads(self) -> Iterator[ox.Quad]:
        """Every triple once in the default graph, and once in each graph that it belongs to."""
        yield from ntriples.quads(self.triples())
        yield from self.named_quads()

    def named_quads(self) -> Iterator[ox.Quad]:
        """Every triple once in each named graph that it belongs to.

        The graph `ontology` holds what the files of the ontology say; `source/NAME` what claims
        of that source cover, with the claims and their places; `record` the rest.
        """
        terms: set[ox.Triple] = set()
        facts: set[ox.Triple] = set()
        for path, triples in self._triples.items():
            (terms if is_ontology(path) else facts).update(triples)
        graphs = {ONTOLOGY_GRAPH: terms, **by_graph(facts)}
        graphs[RECORD_GRAPH] = facts.difference(
            *(found for name, found in graphs.items() if name != ONTOLOGY_GRAPH)
        )
        for name, found in graphs.items():
            yield from ntriples.quads(found, name)

    def files_of(self, iri: str) -> list[Path]:
        """The files in which a thing is the subject of a triple, in order.

        A blank node is named as N-Triples do, `_:label`.
        """
        if self._homes is None:
            homes: dict[str, dict[Path, None]] = defaultdict(dict)
            for path, triples in self._triples.items():
                for triple in triples:
                    homes[str(triple.subject)][path] = None
            self._homes = {thing: list(paths) for thing, paths in homes.items()}
        return self._homes.get(iri if iri.startswith("_:") else f"<{iri}>", [])


def read(files: Iterable[Path]) -> World:
    """The world of these Turtle files; UnreadableInput says where one cannot be read."""
    return World({path: _parse(path) for path in dict.fromkeys(files)})


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


def _parse(path: Path) -> list[ox.Triple]:
    try:
        text = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{error.strerror or error}.", path=path) from None
    blank: dict[str, ox.BlankNode] = {}
    label = hashlib.sha256(text).hexdigest()[:12]
    found: list[ox.Triple] = []
    try:
        for quad in ox.parse(text.removeprefix(_BOM), format=ox.RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if isinstance(value, ox.Triple) or getattr(value, "direction", None):
                raise _newer_than_rdf_11(path, text)
            # Labels by content and order, so that they are the same on every run and no two
            # files share one.
            if isinstance(subject, ox.BlankNode):
                subject = blank.setdefault(subject.value, ox.BlankNode(f"f{label}n{len(blank)}"))
            if isinstance(value, ox.BlankNode):
                value = blank.setdefault(value.value, ox.BlankNode(f"f{label}n{len(blank)}"))
            found.append(ox.Triple(subject, quad.predicate, value))
    except SyntaxError as error:
        reason = _PLACE.sub("", error.msg, count=1).rstrip(".")
        raise UnreadableInput(
            f"{reason}.", path=path, line=error.lineno, column=error.offset
        ) from None
    return found


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
