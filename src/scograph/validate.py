"""A world and what follows from it, against SHACL shapes: the findings, each with its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from scograph import constraints, engines, fingerprint, infer, load, ntriples, parts, readymade
from scograph.engines import Validator
from scograph.errors import InconsistentGraph
from scograph.findings import SHAPE, VIOLATION, Finding, shortened
from scograph.locate import Places
from scograph.namespaces import BASE, PREFIXES, SCOG, curie
from scograph.parts import Parts
from scograph.report import Result

_BLANK = "urn:scograph:blank:"
_BLANK_BYTES = _BLANK.encode()
_SUBJECT = re.compile(rb"^_:(\S+)")
_OBJECT = re.compile(rb" _:(\S+) \.$")
_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_PLACEHOLDER = re.compile(r"\{[?$](this|value|path)\}")
_NAMELESS = "a thing without a name"
_WHOLE_GRAPH = BASE + "ontology"
_UNDESCRIBED = "undescribed-thing"
_SH, _SKOS, _RDF, _RDFS = (PREFIXES[name] for name in ("sh", "skos", "rdf", "rdfs"))
_PREF_LABEL = f"<{_SKOS}prefLabel>".encode()
_ALL_SEEING = {
    _SH + name
    for name in (
        "closed",
        "js",
        "nodeValidator",
        "propertyValidator",
        "sparql",
        "target",
        "validator",
    )
}
_READ_ANYWAY = {f"<{iri}>".encode() for iri in (_RDF + "type", _RDFS + "subClassOf")}


def check(
    world: load.World,
    inferred: Parts | bytes,
    shapes_files: Iterable[Path],
    engine: Validator | None = None,
    first: Collection[Path] = (),
    *,
    one_by_one: bool = False,
    store: ox.Store | None = None,
) -> list[Finding]:
    """Every finding once, by file and line; the same whichever engine is used.

    What is written in several files is found in one of `first`, if it is there. With `one_by_one`
    the engine asks the SPARQL constraints too, as SHACL has it, which takes long. A `store` with
    the world and the inferred triples is taken instead of a new one; it is changed.
    """
    shapes = load.read(shapes_files)
    follows = parts.of(inferred) if isinstance(inferred, bytes) else inferred
    results = set(
        _results(world.asserted, follows, shapes, engines.choose(engine), one_by_one, store)
    )
    if not results:
        return []
    lines = chain(world.asserted.lines(), follows.lines())
    desk = _Desk(Places(world, first), _names(lines), _cards(shapes))
    found: dict[tuple[str | None, ...], Finding] = {}
    for result in sorted(results, key=str):
        finding = desk.finding(result)
        if finding is not None:
            key = (finding.shape, finding.thing, finding.path, finding.term)
            found.setdefault(key, finding)
    return sorted(found.values(), key=lambda finding: finding.key)


def _results(
    asserted: Parts,
    inferred: Parts,
    shapes: load.World,
    engine: Validator,
    one_by_one: bool,
    store: ox.Store | None,
) -> Iterator[Result]:
    """What the engine finds, and what the SPARQL constraints find that it need not ask."""
    written = shapes.triples()
    rest, asked = (written, []) if one_by_one else constraints.split(written)
    seen = _seen(rest)
    text = asserted.scratch.path(".nt")
    nameless: list[bytes] = []
    with text.open("wb") as file:
        for lines in chain(asserted, inferred):
            blank = [line for line in lines if b"_:" in line]
            nameless += blank
            left = lines.difference(blank) if blank else lines
            for some in (left, map(_named, blank)):
                file.writelines(
                    line for line in some if seen is None or line.split(b" ", 2)[1] in seen
                )
    with ThreadPoolExecutor(1) as other:
        # Neither engine holds Python's lock.
        found = other.submit(
            lambda: list(engines.results(text, ntriples.write(rest).decode(), engine))
        )
        if store is None:
            store = asserted.scratch.store()
            infer.extend(store, chain(asserted, inferred))
        for quad in ntriples.quads(ntriples.read(b"".join(nameless))):
            store.remove(quad)
        store.extend(ntriples.quads(ntriples.read(b"".join(map(_named, nameless)))))
        yield from constraints.results(asked, store)
        yield from found.result()
    text.unlink()


def _seen(shapes: Collection[ox.Triple]) -> set[bytes] | None:
    """The properties that shapes without SPARQL can see: those that are named in them.

    None, for all of them, where a shape is closed, or still asks a query.
    """
    told = {triple.predicate.value for triple in shapes}
    if told & _ALL_SEEING:
        return None
    terms = {term for triple in shapes for term in triple if isinstance(term, ox.NamedNode)}
    return {str(term).encode() for term in terms} | _READ_ANYWAY


class Examined(NamedTuple):
    """What was looked at, and what was found."""

    files: list[Path]
    findings: list[Finding]


def examine(
    paths: Iterable[Path],
    engine: Validator | None = None,
    step: Callable[[str], None] = lambda label: None,
) -> Examined:
    """The findings on the shipped graph; with paths, those that the files there bring with them.

    What the user's files say is checked together with the shipped graph. A warning about things
    that they do not write is left out.
    """
    step("Reading")
    shipped = load.data_files()
    homes = {file.resolve(): file for file in shipped}
    own = [homes.get(file.resolve(), file) for file in load.turtle_files(paths)]
    if engine is None and _flawless(own):
        return Examined(own or shipped, [])
    world = load.read([*load.ontology_files(), *shipped, *own])
    step("Reasoning")
    store = None
    inferred: Parts | bytes | None = None if own else readymade.closure()
    try:
        if inferred is None:
            inferred, store = infer.entail(world.asserted)
    except InconsistentGraph as error:
        return Examined(own or shipped, contradictions(error, world, own))
    step("Checking")
    findings = check(world, inferred, load.shape_files(), engine, own, store=store)
    if own:
        files = set(own)

        def theirs(iri: str | None) -> bool:
            return iri is not None and not files.isdisjoint(world.files_of(iri))

        findings = [
            finding
            for finding in findings
            if finding.severity == VIOLATION or theirs(finding.thing) or theirs(finding.value)
        ]
    return Examined(own or shipped, findings)


def _flawless(own: list[Path]) -> bool:
    """Whether what differs from a store of which nothing was found gives nothing to find."""
    from scograph import store
    from scograph.revision import revise

    inputs = store.inputs(store.GraphSpec(tuple(own)))
    return revise.flawless(store.made(), fingerprint.contents(inputs))


def contradictions(
    error: InconsistentGraph, world: load.World, first: Collection[Path] = ()
) -> list[Finding]:
    """Findings for the clashes that stopped the reasoner."""
    places = Places(world, first)
    names = _names(world.asserted.lines())
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
                name=names.get(thing, curie(thing)),
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
        self, places: Places, names: Mapping[str, str], cards: Mapping[str, _Card]
    ) -> None:
        self._names = names
        self._cards = cards
        self._places = places

    def finding(self, result: Result) -> Finding | None:
        """The finding, or None where another one says it better."""
        thing, term = result.thing, result.term
        if thing == _WHOLE_GRAPH and term and term.startswith("<"):
            thing, term = term[1:-1], None
        found = result._replace(thing=_visible(thing), term=term)
        if self._places.written(found.thing):
            # What a file describes has findings that say more.
            return None if self._cards[found.shape].code == _UNDESCRIBED else self._made(found)
        if found.thing.startswith(SCOG):
            # A slip in a code or a term is reported where it is used.
            return None
        if SHAPE + _UNDESCRIBED not in self._cards:
            return self._made(found)
        return self._made(
            found._replace(
                shape=SHAPE + _UNDESCRIBED,
                path=None,
                term=None,
                component=_SH + "MinCountConstraintComponent",
                severity=VIOLATION,
                message="",
            )
        )

    def _made(self, result: Result) -> Finding:
        card = self._cards[result.shape]
        value = None if result.term is None else _plain(result.term)
        file, line = self._places.of(result.thing, result.path, value)
        return Finding(
            code=card.code,
            severity=result.severity,
            file=file,
            line=line,
            thing=result.thing,
            name=self._name(result.thing),
            path=result.path,
            value=value,
            reason=self._sentence(result, result.message or card.message),
            remedy=card.remedy,
            term=result.term,
            shape=result.shape,
            component=result.component,
        )

    def _sentence(self, result: Result, message: str) -> str:
        value = "" if result.term is None else _plain(result.term)
        short = shortened(value)
        if short != value:
            message = message.replace(value, short)
        meant = {
            "this": self._name(result.thing),
            "path": curie(result.path or ""),
            "value": f"“{short}”" if (result.term or "").startswith('"') else short,
        }
        filled = _PLACEHOLDER.sub(lambda found: meant[found[1]], message)
        sentence = _IRI.sub(self._named_in_text, filled)
        return f"A{sentence[1:]}" if sentence.startswith(_NAMELESS) else sentence

    def _named_in_text(self, found: re.Match[str]) -> str:
        iri, rest = found.group(), ""
        while iri and iri not in self._names and iri[-1] in ".,;:)”'":
            iri, rest = iri[:-1], iri[-1] + rest
        return self._name(iri) + rest

    def _name(self, iri: str) -> str:
        if iri.startswith(("_:", _BLANK)):
            return _NAMELESS
        if iri.startswith(SCOG):
            return curie(iri)
        return shortened(self._names.get(iri) or curie(iri))


def _named(line: bytes) -> bytes:
    """The line with names for blank nodes, which engines would name each in its own way."""
    return _OBJECT.sub(rb" <%s\1> ." % _BLANK_BYTES, _SUBJECT.sub(rb"<%s\1>" % _BLANK_BYTES, line))


def _names(lines: Iterable[bytes]) -> dict[str, str]:
    """The English name of each thing that has one."""
    names: dict[str, str] = {}
    told = (_named(line) for line in lines if b'"@en .' in line and _PREF_LABEL in line)
    for triple in ntriples.read(b"".join(told)):
        value = triple.object
        if (
            triple.predicate.value == _SKOS + "prefLabel"
            and isinstance(value, ox.Literal)
            and value.language == "en"
        ):
            thing = str(triple.subject).strip("<>")
            names[thing] = min(value.value, names.get(thing, value.value))
    return names


def _cards(shapes: load.World) -> dict[str, _Card]:
    """For each shape with a code: the code, the message and the remedy."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in shapes.triples():
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
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
