"""From Turtle files to a corpus: the asserted triples, their files and their graphs."""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from scograph import paths
from scograph.corpus import special_files
from scograph.corpus.partitions import Partitions, Scratch
from scograph.corpus.provenance import by_graph
from scograph.errors import InputError
from scograph.rdf import nesting, ntriples
from scograph.rdf.namespaces import ONTOLOGY_GRAPH, RECORD_GRAPH

_MOST_NAMES = 8
_LONGER = 4  # Times the bytes of Turtle that N-Triples have.
_BOM = b"\xef\xbb\xbf"
# What a file begins with that is given for Turtle by mistake.
_OTHERS = {
    b"\x1f\x8b": "a file packed by gzip",
    b"PK\x03\x04": "a zip archive",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"{": "JSON or TriG",
    b"<?xml": "XML",
    b"<rdf:RDF": "RDF/XML",
    b"<!DOCTYPE": "XML or HTML",
    b"<html": "HTML",
}
_PLACE = re.compile(r"Parser error (?:at|between|on) [^:]*: ")
_NEW_TERM = re.compile(rb'^\S+ \S+ <<\(|"@[A-Za-z0-9-]+--(?:ltr|rtl) \.$', re.MULTILINE)
_RDF_12 = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'
    r"|(?P<new><<|\{\||~|--(?:ltr|rtl)\b)",
    re.DOTALL,
)


class Corpus:
    """The triples of some Turtle files.

    >>> corpus = read([paths.DATA / "bodies" / "sco.ttl"])
    >>> [path.name for path in corpus.files_of("https://w3id.org/scograph/id/sco")]
    ['sco.ttl']
    """

    def __init__(self, files: Iterable[Path], within: Path | None = None) -> None:
        self.files = list(dict.fromkeys(files))
        scratch = Scratch(_LONGER * sum(map(_size, self.files)), within)
        self.asserted = Partitions(scratch)
        """Every triple of all files as a line of N-Triples."""
        self._terms: set[bytes] = set()
        self._facts = Partitions(scratch)
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

    def triples(self) -> set[ox.Triple]:
        """Every triple of all files."""
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

        The graph `ontology` holds the files of the ontology; `source/NAME` the triples that claims
        of that source support, with the claims and their places; `record` the rest.
        """
        yield ONTOLOGY_GRAPH, self._terms
        for facts, sources in zip(self._facts, by_graph(self._facts), strict=True):
            yield from sources.items()
            yield RECORD_GRAPH, facts.difference(*sources.values())

    def subjects(self) -> dict[Path, set[str]] | None:
        """The subjects of each file in N-Triples; None of a corpus that is not kept in memory."""
        if len(self._lines) < len(self.files):
            return None
        return {
            path: {line.partition(b" ")[0].decode() for line in lines}
            for path, lines in self._lines.items()
        }

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
            self._homes = {thing: list(found) for thing, found in homes.items()}
        return self._homes.get(iri if iri.startswith("_:") else f"<{iri}>", [])


def read(files: Iterable[Path], within: Path | None = None) -> Corpus:
    """The corpus of these Turtle files; InputError says where one cannot be read.

    Temporary files of a large corpus are in a folder inside `within`.
    """
    return Corpus(files, within)


def ontology_files() -> list[Path]:
    """The shipped terms, code lists and imports, without the shapes."""
    files = turtle_files([paths.ONTOLOGY])
    return [path for path in files if not path.is_relative_to(paths.SHAPES)]


def shape_files() -> list[Path]:
    """The shipped SHACL shapes."""
    return turtle_files([paths.SHAPES]) if paths.SHAPES.is_dir() else []


def data_files() -> list[Path]:
    """The shipped instance data."""
    return turtle_files([paths.DATA])


_TURTLE = (".ttl", ".turtle", ".n3")


def turtle_files(places: Iterable[Path]) -> list[Path]:
    """The files, and every `*.ttl` (or `*.TTL`) below the folders, in order, without hidden ones.

    InputError for what is not there, and for a folder without such a file.
    """
    found: list[Path] = []
    for place in places:
        place = special_files.kept(place)
        if place.is_dir():
            inside = list(map(Path, files_in(str(place))))
            if not inside:
                others = sorted(place.rglob("*"))
                others = [path for path in others if path.suffix.lower() in _TURTLE]
                hint = (
                    f" {others[0].name} is Turtle by its name: give the file itself, or call it "
                    f"{others[0].with_suffix('.ttl').name}."
                    if others
                    else ""
                )
                raise InputError(f"There is no *.ttl in this folder.{hint}", path=place)
            found.extend(inside)
        elif place.is_file():
            found.append(place)
        else:
            raise InputError("There is no such file or folder.", path=place)
    special_files.bounded(found)
    return found


def files_in(folder: str) -> list[str]:
    """The paths of the `*.ttl` below a folder; InputError for what cannot be read."""
    try:
        return list(paths.walk(folder, (".ttl",)))
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise InputError(f"{reason}.", path=error.filename or folder) from None


def passed_over(places: Iterable[Path]) -> list[str]:
    """A sentence for each of the folders in which something is not read, as it is no `*.ttl`."""
    found = []
    for place in places:
        names: list[str] = []
        for _ in paths.walk(str(place), (".ttl",), passed_over=names) if place.is_dir() else ():
            pass
        if names:
            start = len(os.path.join(place, ""))  # noqa: PTH118 (a folder keeps its last slash)
            shown = ", ".join(name[start:] for name in names[:_MOST_NAMES])
            more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
            found.append(f"{place}: Only *.ttl are read in this folder, not {shown}{more}.")
    return found


def is_ontology(path: Path) -> bool:
    """True if the file is part of the shipped ontology."""
    return path.is_relative_to(paths.ONTOLOGY)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _parse(path: Path) -> list[bytes]:
    try:
        text = path.read_bytes()
    except OSError as error:
        raise InputError(f"{error.strerror or error}.", path=path) from None
    return lines(text, path)


def lines(text: bytes, path: Path, *, based: bool = True) -> list[bytes]:
    """The triples of a Turtle file as lines of N-Triples.

    A relative IRI is relative to the address of the file, unless `based` is false.
    """
    if excess := nesting.turtle(text):
        reason = f"{excess.reason}, which is more than is read."
        raise InputError(reason, path=path, line=excess.line, column=excess.column)
    try:
        base = path.absolute().as_uri() if based else None
        parsed = ox.parse(text.removeprefix(_BOM), format=ox.RdfFormat.TURTLE, base_iri=base)
        written = ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES) or b""
    except SyntaxError as error:
        reason = _PLACE.sub("", error.msg, count=1).rstrip(".")
        other = next((name for start, name in _OTHERS.items() if text.startswith(start)), None)
        if other:
            reason = f"{reason}. It looks like {other}; what is read is Turtle in UTF-8"
        elif "No scheme found" in reason:
            reason = "A relative IRI needs a base. Begin the file with: @base <https://…/> "
        raise InputError(f"{reason}.", path=path, line=error.lineno, column=error.offset) from None
    if (b"<<(" in written or b"--" in written) and _NEW_TERM.search(written):
        raise _newer_than_rdf_11(path, text)
    found = written.splitlines(keepends=True)
    return list(_labelled(found, hashlib.sha256(text).hexdigest())) if b"_:" in written else found


def _labelled(lines: Iterable[bytes], digest: str) -> Iterator[bytes]:
    """The lines with blank node labels made of the digest of the file and a number.

    They are the same on every run, and no two files share one.
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


def _newer_than_rdf_11(path: Path, text: bytes) -> InputError:
    """The error for triples inside triples and directed text, with its place in the file."""
    source = text.decode()
    reason = (
        "This is RDF 1.2 (a triple inside a triple, or text with a direction), which many tools "
        "cannot read. Write it in RDF 1.1: give the statement an IRI of its own."
    )
    for token in _RDF_12.finditer(source):
        if token["new"]:
            line = source.count("\n", 0, token.start()) + 1
            column = token.start() - (source.rfind("\n", 0, token.start()) + 1) + 1
            return InputError(reason, path=path, line=line, column=column)
    return InputError(reason, path=path)
