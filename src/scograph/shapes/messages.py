"""Results of SHACL engines to findings: file and line, names of things, a sentence, a remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from scograph.corpus.positions import Places
from scograph.rdf.graph import TYPE
from scograph.rdf.namespaces import BASE, PREFIXES, SCOG, curie
from scograph.shapes import asserted, nearest, skolem
from scograph.shapes.findings import SHAPE, VIOLATION, Finding, shortened
from scograph.shapes.metadata import Metadata
from scograph.shapes.result import Result

_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_PLACEHOLDER = re.compile(r"\{[?$](this|value|path)\}")
_BLANK = "a blank node"
_WHOLE_GRAPH = BASE + "ontology"
_UNDESCRIBED = "undescribed-thing"


class Messages:
    """Makes findings of results; `name` gives the English name of a thing, or None.

    A store with the ontology gives the term that a misspelt one is nearest to.
    """

    def __init__(
        self,
        places: Places,
        name: Callable[[str], str | None],
        metadata: Mapping[str, Metadata],
        store: ox.Store | None = None,
    ) -> None:
        self._places = places
        self._name_of = name
        self._metadata = metadata
        self._store = store

    def findings(self, results: Iterable[Result]) -> list[Finding]:
        """Each finding once, sorted by place."""
        found: dict[tuple[str | None, ...], Finding] = {}
        for result in sorted(results, key=str):
            finding = self._finding(result)
            if finding is not None:
                key = (finding.shape, finding.thing, finding.path, finding.term)
                found.setdefault(key, finding)
        return sorted(found.values(), key=lambda finding: finding.key)

    def _finding(self, result: Result) -> Finding | None:
        """The finding, or None where another one is more specific."""
        thing, term = result.thing, result.term
        if thing.startswith('"') or ":" not in thing:
            # A text where a thing belongs is a finding on what has it.
            return None
        path = asserted.path(result.path, term and _plain(term))
        result = result._replace(path=path)
        if thing == _WHOLE_GRAPH and term and term.startswith("<"):
            thing, term = term[1:-1], None
        found = result._replace(thing=skolem.label(thing), term=term)
        if self._places.described(found.thing):
            is_described = self._metadata[found.shape].code == _UNDESCRIBED
            return None if is_described else self._made(found)
        if found.thing.startswith(SCOG):
            # A misspelt code or term is reported where it is used.
            return None
        if SHAPE + _UNDESCRIBED not in self._metadata:
            return self._made(found)
        return self._made(
            found._replace(
                shape=SHAPE + _UNDESCRIBED,
                path=None,
                term=None,
                component=PREFIXES["sh"] + "MinCountConstraintComponent",
                severity=VIOLATION,
                message="",
            )
        )

    def _made(self, result: Result) -> Finding:
        shape = self._metadata[result.shape]
        value = None if result.term is None else _plain(result.term)
        file, line = self._places.of(result.thing, result.path, value)
        reason, mentions = self._sentence(result, result.message or shape.message)
        if self._store is not None and shape.code in nearest.CODES:
            reason += nearest.hint(self._store, _misspelt(result))
        return Finding(
            code=shape.code,
            severity=result.severity,
            file=file,
            line=line,
            thing=result.thing,
            name=self.name(result.thing),
            path=result.path,
            value=value,
            reason=reason,
            remedy=shape.remedy,
            term=result.term,
            shape=result.shape,
            component=result.component,
            mentions=mentions,
        )

    def _sentence(self, result: Result, message: str) -> tuple[str, tuple[str, ...]]:
        """The message with names in place of IRIs, and the IRIs of the other things."""
        value = "" if result.term is None else _plain(result.term)
        short = shortened(value)
        if short != value:
            message = message.replace(value, short)
        texts = {
            "this": self.name(result.thing),
            "path": curie(result.path or ""),
            "value": f"“{short}”" if (result.term or "").startswith('"') else short,
        }
        filled = _PLACEHOLDER.sub(lambda found: texts[found[1]], message)
        sentence, mentions = self.named(filled)
        if (result.term or "").startswith("<"):
            mentions.add(value)
        others = sorted(iri for iri in mentions if iri != result.thing and not iri.startswith(SCOG))
        return f"A{sentence[1:]}" if sentence.startswith(_BLANK) else sentence, tuple(others)

    def named(self, text: str) -> tuple[str, set[str]]:
        """The text with names in place of IRIs, and these IRIs."""
        iris: set[str] = set()

        def replaced(found: re.Match[str]) -> str:
            # A full stop or bracket after an IRI belongs to the sentence.
            iri, rest = found[0], ""
            while not self._name_of(iri) and iri[-1] in ".,;:)”'":
                iri, rest = iri[:-1], iri[-1] + rest
            iris.add(iri)
            return self.name(iri) + rest

        return _IRI.sub(replaced, text), iris

    def name(self, iri: str) -> str:
        """The English name of a thing, the CURIE of a term, or what else identifies it."""
        if skolem.is_blank(iri):
            return _BLANK
        if iri.startswith(SCOG):
            return curie(iri)
        return shortened(self._name_of(iri) or curie(iri))


def _plain(term: str) -> str:
    (quad,) = ox.parse(f"<urn:a> <urn:b> {term} .", format=ox.RdfFormat.N_TRIPLES)
    return skolem.label(quad.object.value)


def _misspelt(result: Result) -> str:
    """The code, property or class that a result is about, where it is one that nothing declares."""
    if result.path == TYPE.value:
        return str(_IRI.findall(result.message)[-1]).rstrip(".,")
    if result.term and result.term.startswith("<"):
        return _plain(result.term)
    return result.path or ""
