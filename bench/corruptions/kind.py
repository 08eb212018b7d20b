"""A kind of corruption: a function that finds places in the record and changes them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from bench.corruptions.record import Record, Thing

Group: TypeAlias = Literal["contradicts", "suspicious"]
Change: TypeAlias = Thing | tuple[Thing | None, ...] | Mapping[str, Thing | None]
"""What replaces things of the record; None in a mapping takes a thing away."""
Places: TypeAlias = Callable[[Record], Iterable[Change]]


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of corruption: it contradicts the graph, or a reviewer would want to know of it."""

    name: str
    group: Group
    places: Places


@dataclasses.dataclass(frozen=True)
class Corruption:
    """One place of a kind: the changed things by name, and the files in which they are."""

    kind: Kind
    changed: Mapping[str, Thing | None]

    def files(self, record: Record) -> dict[Path, dict[str, Thing | None]]:
        found: dict[Path, dict[str, Thing | None]] = {}
        for name, thing in self.changed.items():
            file = record.get(name).file or (thing and thing.file)
            if file:
                found.setdefault(file, {})[name] = thing
        return found


KINDS: dict[str, Kind] = {}


def _register(name: str, group: Group) -> Callable[[Places], Places]:
    def keep(places: Places) -> Places:
        assert name not in KINDS, name
        KINDS[name] = Kind(name, group, places)
        return places

    return keep


def contradicts(name: str) -> Callable[[Places], Places]:
    """Registers a kind that contradicts the graph or the documentation."""
    return _register(name, "contradicts")


def suspicious(name: str) -> Callable[[Places], Places]:
    """Registers a kind that a reviewer would want to know."""
    return _register(name, "suspicious")


def corruptions(kind: Kind, record: Record) -> Iterator[Corruption]:
    """All places of a kind."""
    for change in kind.places(record):
        if isinstance(change, Thing):
            change = (change,)
        if isinstance(change, tuple):
            change = {thing.name: thing for thing in change if thing}
        if any(record.things.get(name) != thing for name, thing in change.items()):
            yield Corruption(kind, change)
