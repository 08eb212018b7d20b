# ruff: noqa: SIM102
"""Corruptions of what comes before what: swapped, mistyped and impossible times."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import END, START, date, doubled, ending, on, shifted, years


def _day_and_month(day: str) -> str:
    """The day with its month and day exchanged, or an empty text if no calendar has it."""
    year, month, number = day.split("-")
    return f"{year}-{number}-{month}" if number <= "12" and number != month else ""


def exchanged(one: Thing, other: Thing, *names: str) -> tuple[Thing, Thing]:
    """Both things with the values of the other for some properties."""
    return (
        one.but({name: other.all(name) for name in names}),
        other.but({name: one.all(name) for name in names}),
    )


def _chairmanships(record: Record) -> list[Thing]:
    return [one for one in record.of("scog:Chairmanship") if START[0] in one]


def sco_meetings(record: Record, kind: str) -> list[Thing]:
    bodies = ("scod:sco", "scod:sco-council-of-heads-of-government")
    return [one for one in record.of(kind) if one["scog:meetingOf"] in bodies]


@contradicts("dates of two meetings exchanged")
def meetings_exchanged(record: Record) -> Iterator[Change]:
    for kind in ("scog:Summit", "scog:CouncilSession"):
        found = sco_meetings(record, kind)
        for one, other in zip(found, found[3:], strict=False):
            if END[0] not in one and END[0] not in other:
                yield exchanged(one, other, *START)


@contradicts("numbers of two sessions exchanged")
def numbers_exchanged(record: Record) -> Iterator[Change]:
    for kind in ("scog:Summit", "scog:CouncilSession"):
        found = [one for one in sco_meetings(record, kind) if "scog:sessionNumber" in one]
        for one, other in itertools.pairwise(found):
            yield exchanged(one, other, "scog:sessionNumber")


@contradicts("cities of two meetings exchanged")
def cities_exchanged(record: Record) -> Iterator[Change]:
    found = [one for one in sco_meetings(record, "scog:Summit") if "scog:heldIn" in one]
    for one, other in zip(found, found[2:], strict=False):
        yield exchanged(one, other, "scog:heldIn")


@contradicts("day and month of a meeting exchanged")
def meeting_day_month(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Summit", "scog:CouncilSession"):
        if one[START[2]] == "scog:precision-day" and (new := _day_and_month(one.day(START[0]))):
            yield one.but(on(new))


@suspicious("day and month of an act exchanged")
def act_day_month(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Signature", "scog:DocumentAct", "scog:StatusAct"):
        if one[START[2]] == "scog:precision-day" and (new := _day_and_month(one.day(START[0]))):
            if "scog:during" in one:
                yield one.but(on(new))


@contradicts("a digit of a year mistyped in an act during a meeting")
def act_year(record: Record) -> Iterator[Change]:
    for one in record.having("scog:during", START[0]):
        yield one.but(on(years(one.day(START[0]), -10)))


@suspicious("a status dated ten years off")
def spell_decade(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:MembershipSpell")):
        if START[0] in one and one["scog:inBody"] == "scod:sco":
            yield one.but(on(years(one.day(START[0]), (-10, 10)[number % 2])))


@suspicious("a tenure that begins a year before its predecessor ends")
def tenure_early(record: Record) -> Iterator[Change]:
    ends = {(one["scog:tenureOf"], one.day(END[0])) for one in record.having(END[0])}
    for one in record.of("scog:Tenure"):
        if START[0] in one and (one["scog:tenureOf"], one.day(START[0])) in ends:
            yield one.but(on(years(one.day(START[0]), -1)))


@suspicious("a tenure of a head that ends two years before its successor begins")
def tenure_hole(record: Record) -> Iterator[Change]:
    starts = {(one["scog:tenureOf"], one.day(START[0])) for one in record.having(START[0])}
    for one in record.of("scog:Tenure"):
        kind = record.get(one["scog:tenureOf"])["scog:postKind"]
        if kind.startswith("scog:post-head") and END[0] in one and START[0] in one:
            end = years(one.day(END[0]), -2)
            if (one["scog:tenureOf"], one.day(END[0])) in starts and end > one.day(START[0]):
                yield one.but(ending(end))


@contradicts("tenure that ends in the future")
def tenure_end_future(record: Record) -> Iterator[Change]:
    for one in record.having("scog:holder", END[0]):
        yield one.but(ending("2031-05-01"))


@contradicts("membership that ends in the future")
def spell_end_future(record: Record) -> Iterator[Change]:
    for one in record.of("scog:MembershipSpell"):
        if START[0] in one:
            yield one.but(ending("2031-05-01"))


@contradicts("last day held before the tenure, or after its end")
def held_on_outside(record: Record) -> Iterator[Change]:
    for one in record.having("scog:heldOn"):
        yield one.but({"scog:heldOn": date(years(one.day(START[0]), -1))})
    for one in record.having("scog:holder", END[1]):
        yield one.but({"scog:heldOn": date(years(one.day(END[1]), 1))})


@contradicts("last day held in the future")
def held_on_future(record: Record) -> Iterator[Change]:
    for one in record.having("scog:heldOn"):
        yield one.but({"scog:heldOn": date("2030-03-03")})


# Chairmanships and what founds, opens and succeeds.


@contradicts("chairmanship that ends before it begins")
def chairmanship_backwards(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        yield one.but(ending(years(one.day(START[0]), -1)))


@contradicts("chairmanships of two states at once")
def chairmanships_overlap(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        if END[0] in one and any(
            other.day(START[0]) >= one.day(START[0]) and other.name != one.name
            for other in record.of("scog:Chairmanship")
        ):
            yield one.but(ending(years(one.day(END[0]), 2)))


@contradicts("chairmanship of a state that is no member")
def chairmanship_of_outsider(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        yield one.but({"scog:presidingState": "scod:austria"})


@suspicious("chairmanship of another member")
def chairmanship_of_another(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        other = "scod:china" if one["scog:presidingState"] != "scod:china" else "scod:russia"
        yield one.but({"scog:presidingState": other})


@contradicts("chairmanship before the body was founded")
def chairmanship_early(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        yield one.but(on("1995-01-01") | ending("1996-01-01"))


@suspicious("chairmanship entered twice")
def chairmanship_twice(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        yield doubled(record, one, f"{one.name}-2")


@suspicious("chairmanship two years off its name")
def chairmanship_shifted(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        if END[0] in one:
            yield one.but(on(years(one.day(START[0]), -2)) | ending(years(one.day(END[0]), -2)))


@contradicts("chairmanship of a state, by a body")
def chairmanship_reversed(record: Record) -> Iterator[Change]:
    for one in _chairmanships(record):
        yield one.but(
            {"scog:presidingState": one["scog:chairmanshipOf"],
             "scog:chairmanshipOf": one["scog:presidingState"]}
        )  # fmt: skip


@contradicts("sides of a succession exchanged")
def succession_reversed(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Succession"):
        yield one.but(
            {"scog:predecessorBody": one["scog:successorBody"],
             "scog:successorBody": one["scog:predecessorBody"]}
        )  # fmt: skip


@contradicts("succession before the successor met")
def succession_early(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Succession"):
        yield one.but(on("1994-06-15"))
        yield one.but(on("2011-06-15"))


@contradicts("opening of a body that was not there yet")
def opening_early(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Opening"):
        yield one.but(on("1998-06-17"))


@contradicts("founding on another day than the founders' memberships")
def founding_moved(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Founding"):
        if any(record.where("scog:beganWith", one.name)):
            yield one.but(on(shifted(one.day(START[1]), 400)))


# Precision.


@contradicts("bounds of a year said to be a month, of a range said to be a day")
def wrong_precision(record: Record) -> Iterator[Change]:
    for one in record.having(*START):
        if one[START[2]] == "scog:precision-year":
            yield one.but({START[2]: "scog:precision-month"})
        if one[START[2]] in ("scog:precision-range", "scog:precision-month"):
            if one.day(START[0]) != one.day(START[1]):
                yield one.but({START[2]: "scog:precision-day"})


@suspicious("a range of one day, a year of a few days")
def odd_range(record: Record) -> Iterator[Change]:
    for one in record.having(*START):
        if one[START[2]] == "scog:precision-day":
            yield one.but({START[2]: "scog:precision-range"})


@contradicts("precision of the end without the end, of the start without the start")
def lone_precision(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure", "scog:MembershipSpell"):
        if END[0] not in one:
            yield one.but({END[2]: "scog:precision-day"})


@suspicious("an end known to the day whose bounds are three years apart")
def wide_end(record: Record) -> Iterator[Change]:
    for one in record.having(*END):
        if one[END[2]] == "scog:precision-day":
            yield one.but({END[1]: date(years(one.day(END[1]), 3))})


# Acts.


@contradicts("signed by somebody before the text was adopted at an earlier meeting")
def signed_at_earlier_meeting(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Signature"):
        if one.day(START[0]) > "2010" and "scog:during" in one:
            yield one.but({"scog:during": "scod:tashkent-summit-2004", **on("2004-06-17")})


@contradicts("entry into force before every signature")
def force_before_signature(record: Record) -> Iterator[Change]:
    signed = {one["scog:actOn"]: one.day(START[0]) for one in record.of("scog:Signature")
              if START[0] in one}  # fmt: skip
    for one in record.of("scog:DocumentAct"):
        if one["scog:actKind"] == "scog:act-entry-into-force" and one["scog:actOn"] in signed:
            yield one.but(on(years(signed[one["scog:actOn"]], -3)))


@suspicious("signed by a state years before it had to do with the body")
def signed_by_later_member(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Signature"):
        if "scog:during" in one and one.day(START[0]) < "2004":
            yield one.but({"scog:signatory": "scod:belarus", "scog:signer": ()})


@suspicious("approved or ratified forty years after the signature")
def ratified_late(record: Record) -> Iterator[Change]:
    for one in record.of("scog:DocumentAct"):
        if one["scog:actKind"] in ("scog:act-ratification", "scog:act-approval"):
            yield one.but(on("1986-03-01"))


@contradicts("act during a planned meeting, or during a document")
def during_wrong(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:during")):
        yield one.but(
            {
                "scog:during": (
                    "scod:bishkek-summit-2026-planned",
                    "scod:tashkent-declaration-2010",
                )[number % 2]
            }
        )


@contradicts("statement cites a source older than it")
def statement_too_old(record: Record) -> Iterator[Change]:
    for claim in record.of("scog:Claim"):
        about = record.get(claim["scog:claimAbout"])
        if about["a"] in ("scog:DocumentAct", "scog:StatusAct", "scog:Visit", "scog:Chairmanship"):
            if about.day(START[0]) > "2010":
                yield claim.but({"scog:claimFrom": "scod:rferl-2004-06-17-paragraph-3"})
