"""The sources of a page, numbered in the order of their first use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from scograph.entity.claims import Claim, Claims
from scograph.rdf import graph
from scograph.web.pages.texts import Text, Texts


class Reference(NamedTuple):
    """A place in a source: its number, the page of the source, and the source's own address."""

    number: int
    source: Text
    locator: str
    url: str | None


class Other(NamedTuple):
    """A value that a source gives and the graph does not hold, the reason, and the sources."""

    property: str
    value: Text
    reason: str
    sources: list[int]


class Citations:
    """The references of one page."""

    def __init__(self, store: ox.Store, texts: Texts) -> None:
        self._store = store
        self._texts = texts
        self.claims = Claims(store)
        self._numbers: dict[tuple[ox.NamedNode, str], Reference] = {}

    def first(self, node: ox.NamedNode, most: int) -> tuple[list[int], int]:
        """The source numbers of the first claims on a thing, and the number of further claims."""
        return self.numbers(self.claims.about(node, most)), max(
            0, len(self.claims.nodes(node)) - most
        )

    def numbers(self, claims: Iterable[Claim]) -> list[int]:
        """The numbers of the places that some claims cite."""
        return sorted({number for claim in claims for number in self._of(claim)})

    def others(self, node: ox.NamedNode, claims: list[Claim]) -> list[Other]:
        """The values that sources give and the graph does not hold."""
        return [
            Other(
                self._texts.of(other.predicate.value).text,
                self._texts.value(other.value),
                other.claim.reason,
                self.numbers([other.claim]),
            )
            for other in self.claims.others(node, claims)
        ]

    def references(self) -> list[Reference]:
        """The numbered places, in order."""
        return list(self._numbers.values())

    def _of(self, claim: Claim) -> Iterable[int]:
        for place in claim.places:
            key = (place.source, self._texts.citation(place))
            if key not in self._numbers:
                self._numbers[key] = Reference(
                    len(self._numbers) + 1,
                    self._texts.of(place.source.value),
                    key[1],
                    _address(graph.text(self._store, place.source, "schema:url")),
                )
            yield self._numbers[key].number


def _address(text: str) -> str | None:
    """The text if a page may link to it: an address of the web or of mail."""
    return text if text.lower().startswith(("http://", "https://", "mailto:")) else None
