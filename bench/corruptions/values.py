"""Values and things that several kinds of corruption write."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from bench.corruptions.record import Record, Thing

START = ("scog:earliest", "scog:latest", "scog:precision")
END = ("scog:endEarliest", "scog:endLatest", "scog:endPrecision")


def date(day: str) -> str:
    return f'"{day}"^^xsd:date'


def on(day: str) -> dict[str, str]:
    """The start of a thing, known to the day."""
    return {START[0]: date(day), START[1]: date(day), START[2]: "scog:precision-day"}


def ending(day: str) -> dict[str, str]:
    """The end of a thing, known to the day."""
    return {END[0]: date(day), END[1]: date(day), END[2]: "scog:precision-day"}


def shifted(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def years(day: str, number: int) -> str:
    """The same day of another year."""
    return f"{int(day[:4]) + number:04}{day[4:].replace('02-29', '02-28')}"


def claim(thing: Thing, source_place: str, properties: Iterable[str] = ()) -> Thing:
    """A claim about a thing, in its file."""
    made = {
        "a": ("scog:Claim",),
        "scog:claimAbout": (thing.name,),
        "scog:claimFor": tuple(properties),
        "scog:claimFrom": (source_place,),
    }
    return Thing(f"{thing.name}-claim-99", thing.file, {k: v for k, v in made.items() if v})


def doubled(record: Record, thing: Thing, name: str) -> tuple[Thing, Thing]:
    """The thing again with another name, and a claim about it."""
    double = Thing(name, thing.file, thing.properties)
    claims = record.claims[thing.name]
    place = claims[0]["scog:claimFrom"] if claims else "scod:rferl-2004-06-17-paragraph-3"
    properties = [one for one in thing.properties if one != "a"]
    return double, claim(double, place, properties)


def labels(thing: Thing, **texts: str) -> dict[str, tuple[str, ...]]:
    """The main names of a thing with other texts in some languages; an empty one takes it away."""
    found = {one: thing.label(one) for one in ("en", "ru", "zh")} | texts
    return {
        "skos:prefLabel": tuple(f'"{text}"@{language}' for language, text in found.items() if text)
    }
