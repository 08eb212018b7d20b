"""A world and what follows from it, against SHACL shapes: the findings, each with its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import engines, load
from scograph.engines import Result, Validator
from scograph.errors import InconsistentGraph
from scograph.findings import SHAPE, VIOLATION, Finding, shortened
from scograph.locate import Lines
from scograph.namespaces import BASE, PREFIXES, SCOG, curie

_BLANK = "urn:scograph:blank:"
_SUBJECT = re.compile(rb"^_:(\S+)", re.MULTILINE)
_OBJECT = re.compile(rb" _:(\S+) \.$", re.MULTILINE)
_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_PLACEHOLDER = re.compile(r"\{[?$](this|value|path)\}")
_WHOLE_GRAPH = BASE + "ontology"
_UNDESCRIBED = "undescribed-thing"
_SH, _SKOS, _RDFS = (PREFIXES[name] for name in ("sh", "skos", "rdfs"))


def check(
    world: load.World,
    inferred: bytes,
    shapes_files: Iterable[Path],
    engine: Validator | None = None,
) -> list[Finding]:
    """Every finding once, by file and line; the same whichever engine is used."""
    shapes = load.read(shapes_files)
    data = (world.ntriples() + inferred).decode()
    results = set(
        engines.results(
            _named(data.encode()).decode(), shapes.ntriples().decode(), engines.choose(engine)
        )
    )
    desk = _Desk(world, _names(data), _cards(shapes))
    found: dict[tuple[str, str, str | None, str | None], Finding] = {}
    for result in sorted(results, key=str):
        finding = desk.finding(result)
        if finding is not None:
            key = (finding.code, finding.thing, finding.path, finding.term)
            found.setdefault(key, finding)
    return sorted(found.values(), key=lambda finding: finding.key)


def contradictions(error: InconsistentGraph, world: load.World) -> list[Finding]:
    """Findings for the clashes that stopped the reasoner."""
    places = _Places(world)
    found = []
    things = [*error.things, *[""] * len(error.clashes)]
    for clash, thing in zip(error.clashes, things, strict=False):
        file, line = places.of(thing, None, None)
        found.append(
            Finding(
                code="contradiction",
                severity=VIOLATION,
                file=file,
                line=line,
                thing=thing,
                name=curie(thing),
                path=None,
                value=None,
                reason=clash,
                remedy="Both cannot be true. Correct the one that is wrong.",
            )
        )
    return sorted(found, key=lambda finding: finding.key)


class _Card(NamedTuple):
    """What a shape says of itself."""

    code: str
    message: str
    remedy: str


class _Desk:
    """Turns results of an engine into findings."""

    def __init__(
        self, world: load.World, names: Mapping[str, str], cards: Mapping[str, _Card]
    ) -> None:
        self._world = world
        self._names = names
        self._cards = cards
        self._places = _Places(world)

    def finding(self, result: Result) -> Finding | None:
        """The finding, or None where another one says it better."""
        card = self._cards[result.shape]
        thing, path, term = result.thing, result.path, result.term
        if thing == _WHOLE_GRAPH and term and term.startswith("<"):
            thing, term = term[1:-1], None
        shape, component, message = result.shape, result.component, result.message or card.message
        written = self._places.written(thing)
        if not written and _UNDESCRIBED in {c.code for c in self._cards.values()}:
            shape, component = SHAPE + _UNDESCRIBED, _SH + "MinCountConstraintComponent"
            card, path, term = self._cards[shape], None, None
            message = card.message
        elif card.code == _UNDESCRIBED:
            return None
        value = None if term is None else _plain(term)
        file, line = self._places.of(thing, path, value)
        return Finding(
            code=card.code,
            severity=result.severity,
            file=file,
            line=line,
            thing=_visible(thing),
            name=self._name(thing),
            path=path,
            value=value,
            reason=self._sentence(message, thing, path, term),
            remedy=card.remedy,
            term=term,
            shape=shape,
            component=component,
        )

    def _sentence(self, message: str, thing: str, path: str | None, term: str | None) -> str:
        value = "" if term is None else _plain(term)
        if len(value) != len(shortened(value)):
            message = message.replace(value, shortened(value))
        shown = shortened(value) if term is None or term.startswith("<") else f"“{shortened(value)}”"
        meant = {"this": thing, "path": curie(path or ""), "value": shown}
        filled = _PLACEHOLDER.sub(lambda found: meant[found[1]], message)
        return _IRI.sub(self._named_in_text, filled)

    def _named_in_text(self, found: re.Match[str]) -> str:
        iri, rest = found.group(), ""
        while iri and iri not in self._names and iri[-1] in ".,;:)”'":
            iri, rest = iri[:-1], iri[-1] + rest
        return self._name(iri) + rest

    def _name(self, iri: str) -> str:
        if iri.startswith(_BLANK):
            return "a thing without a name"
        if iri.startswith(SCOG):
            return curie(iri)
        return shortened(self._names.get(iri) or curie(iri))


class _Places:
    """Where things are written; a file is read for its lines when it is first asked for."""

    def __init__(self, world: load.World) -> None:
        self._world = world
        self._lines: dict[Path, Lines] = {}
        self._holders: dict[str, str] | None = None

    def written(self, thing: str) -> bool:
        """Whether some file says anything of it."""
        return bool(self._world.files_of(thing.removeprefix(_BLANK)))

    def of(self, thing: str, path: str | None, value: str | None) -> tuple[Path | None, int | None]:
        """The file and line of a value, else of the property, else of the thing."""
        files = self._world.files_of(thing.removeprefix(_BLANK))
        for wanted in ((thing, path, value), (thing, path), (thing,)):
            if None not in wanted:
                for file in files:
                    line = self._in(file).of(*wanted)  # type: ignore[arg-type]
                    if line:
                        return file, line
        if files:
            return files[0], self._of_holder(thing, files[0])
        return self._mention(thing)

    def _mention(self, thing: str) -> tuple[Path | None, int | None]:
        holder = self._holder(thing)
        for file in self._world.files_of(holder) if holder else []:
            return file, self._in(file).mention(thing) or self._in(file).of(holder or "")
        return None, None

    def _of_holder(self, thing: str, file: Path) -> int | None:
        holder = self._holder(thing.removeprefix(_BLANK))
        return self._in(file).of(holder) if holder else None

    def _holder(self, thing: str) -> str | None:
        """The first thing of which this one is a value."""
        if self._holders is None:
            pairs = sorted(
                (triple.object.value, triple.subject.value)
                for triple in self._world.triples()
                if isinstance(triple.object, ox.NamedNode | ox.BlankNode)
            )
            self._holders = {}
            for value, subject in pairs:
                self._holders.setdefault(value, subject)
        return self._holders.get(thing)

    def _in(self, file: Path) -> Lines:
        if file not in self._lines:
            self._lines[file] = Lines(file)
        return self._lines[file]


def _named(ntriples: bytes) -> bytes:
    """N-Triples with names for blank nodes, which engines would name each in its own way."""
    prefix = b"<" + _BLANK.encode()
    text = _SUBJECT.sub(prefix + rb"\1>", ntriples)
    return _OBJECT.sub(b" " + prefix + rb"\1> .", text)


def _names(data: str) -> dict[str, str]:
    """The English name of each thing that has one."""
    names: dict[str, str] = {}
    for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
        value = quad.object
        if (
            quad.predicate.value == _SKOS + "prefLabel"
            and isinstance(value, ox.Literal)
            and value.language == "en"
        ):
            thing = quad.subject.value
            names[thing] = min(value.value, names.get(thing, value.value))
    return names


def _cards(shapes: load.World) -> dict[str, _Card]:
    """For each shape with a code: the code, the message and the remedy."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in shapes.triples():
        told[triple.subject.value][triple.predicate.value] = triple.object.value
    return {
        shape: _Card(
            properties[_SH + "name"],
            properties.get(_SH + "message", ""),
            properties.get(_RDFS + "comment", ""),
        )
        for shape, properties in told.items()
        if _SH + "name" in properties
    }


def _plain(term: str) -> str:
    (quad,) = ox.parse(f"<urn:a> <urn:b> {term} .", format=ox.RdfFormat.N_TRIPLES)
    return _visible(quad.object.value)


def _visible(iri: str) -> str:
    return "_:" + iri.removeprefix(_BLANK) if iri.startswith(_BLANK) else iri
