"""The sources of what a page says, numbered in the order in which the page comes to them."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.describe import Describer
from scograph.explore.labels import Labels, Text
from scograph.namespaces import PREFIXES, SCOG

_URL = ox.NamedNode(PREFIXES["schema"] + "url")
_DEFAULT = ox.DefaultGraph()


class Reference(NamedTuple):
    """A place in a source: its number on the page, the source's page here and its own address."""

    number: int
    source: Text
    locator: str
    url: str | None


class Other(NamedTuple):
    """A value that a source gives and the graph does not hold, why not, and where it is said."""

    property: str
    value: Text
    reason: str
    sources: list[int]


class Citations:
    """The references of one page."""

    def __init__(self, store: ox.Store, labels: Labels) -> None:
        self._store = store
        self._labels = labels
        self._describer = Describer(store)
        self._numbers: dict[tuple[str, str], Reference] = {}

    def first(self, node: ox.NamedNode, most: int) -> tuple[list[int], int]:
        """The numbers of so many sources of a thing or fact, and how many claims there are more."""
        claims = list(islice(self._describer.claims(node), most))
        about = ox.NamedNode(SCOG + "claimAbout")
        whole = sum(1 for _ in self._store.quads_for_pattern(None, about, node, _DEFAULT))
        return sorted({self._number(claim) for claim in claims}), whole - len(claims)

    def by_statement(self, node: ox.NamedNode) -> Any:
        """A function from a property and a value of the thing to the numbers of their sources."""
        claims = list(self._describer.claims(node))

        def numbers(name: str, value: Any) -> list[int]:
            return sorted({
                self._number(claim)
                for claim in claims
                if (not claim.properties or name in claim.properties)
                and (not claim.values or value in claim.values)
            })  # fmt: skip

        return numbers

    def others(self, node: ox.NamedNode) -> list[Other]:
        """The values that sources give and the graph does not hold."""
        return [
            Other(
                self._labels.of(name).text,
                self._labels.value(value),
                claim.reason,
                [self._number(claim)],
            )
            for name, value, claim in self._describer.others(node)
        ]

    def references(self) -> list[Reference]:
        """All that were numbered, in order."""
        return list(self._numbers.values())

    def _number(self, claim: Any) -> int:
        key = (claim.citation.source, claim.citation.locator)
        if key not in self._numbers:
            url = next(
                self._store.quads_for_pattern(ox.NamedNode(key[0]), _URL, None, _DEFAULT), None
            )
            self._numbers[key] = Reference(
                len(self._numbers) + 1,
                self._labels.of(key[0]),
                key[1],
                None if url is None or isinstance(url.object, ox.Triple) else url.object.value,
            )
        return self._numbers[key].number
