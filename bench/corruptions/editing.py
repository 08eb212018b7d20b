"""What an editor might write by hand, one place each, for the lists of such corruptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.corruptions.kind import Change
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import claim, ending, labels, on

PLACE = "scod:rferl-2004-06-17-paragraph-3"


def one_place(change: Callable[[Record], Change]) -> Callable[[Record], Iterator[Change]]:
    def places(record: Record) -> Iterator[Change]:
        yield change(record)

    return places


def edit(name: str, *, also: bool = False, **values: Any) -> Callable[[Record], Thing]:
    """The thing with other values; `scog_heldIn` is the property scog:heldIn."""
    made = {key.replace("_", ":", 1): value for key, value in values.items()}
    return lambda record: record.get(f"scod:{name}").but(made, also=also)


def named(name: str, **texts: str) -> Callable[[Record], Thing]:
    return lambda record: record.get(f"scod:{name}").but(
        labels(record.get(f"scod:{name}"), **texts)
    )


def new(
    beside: str, name: str, kind: str, names: tuple[str, str, str] | None = None, **values: str
) -> Callable[[Record], tuple[Thing, ...]]:
    """A new thing with a claim for all of its properties, in the file of another thing."""

    def change(record: Record) -> tuple[Thing, ...]:
        made: dict[str, tuple[str, ...]] = {"a": (f"scog:{kind}",)}
        made |= {key.replace("_", ":", 1): (value,) for key, value in values.items()}
        if names:
            en, ru, zh = names
            made["skos:prefLabel"] = (f'"{en}"@en', f'"{ru}"@ru', f'"{zh}"@zh')
        thing = Thing(f"scod:{name}", record.get(f"scod:{beside}").file, made)
        covered = [one for one in made if one not in ("a", "skos:prefLabel")]
        return thing, claim(thing, PLACE, ["rdf:type", *covered])

    return change


def at(
    meeting: str, person: str, state: str, capacity: str, **more: Any
) -> Callable[[Record], tuple[Thing, ...]]:
    """A new participation."""
    return new(
        meeting, f"{meeting}-{person}-by-hand", "Participation", scog_atMeeting=f"scod:{meeting}",
        scog_participant=f"scod:{person}", scog_represents=f"scod:{state}",
        scog_capacity=f"scog:capacity-{capacity}", **more,
    )  # fmt: skip


def day(day: str) -> dict[str, Any]:
    return {key.replace(":", "_", 1): value for key, value in on(day).items()}


def end(day: str) -> dict[str, Any]:
    return {key.replace(":", "_", 1): value for key, value in ending(day).items()}


def lost(name: str, *properties: str) -> Callable[[Record], Thing]:
    return lambda record: record.get(f"scod:{name}").but(dict.fromkeys(properties, ()))


def claim_lost(name: str) -> Callable[[Record], Change]:
    def change(record: Record) -> Change:
        thing = record.get(f"scod:{name}")
        made: dict[str, Thing | None] = dict.fromkeys(one.name for one in record.claims[thing.name])
        return {thing.name: thing} | made

    return change


def without(kept: str, *taken: str) -> Callable[[Record], Change]:
    """The first thing as it is, the others and the claims about them gone."""

    def change(record: Record) -> Change:
        names = [f"scod:{name}" for name in taken]
        gone = [*names, *(one.name for name in names for one in record.claims[name])]
        made: dict[str, Thing | None] = dict.fromkeys(gone)
        return {f"scod:{kept}": record.get(f"scod:{kept}")} | made

    return change


def again(name: str, double: str, **values: str) -> Callable[[Record], Thing]:
    """A thing once more under another name, with other values."""

    def change(record: Record) -> Thing:
        made = {key.replace("_", ":", 1): value for key, value in values.items()}
        thing = record.get(f"scod:{name}").but(made)
        return Thing(f"scod:{double}", thing.file, thing.properties)

    return change
