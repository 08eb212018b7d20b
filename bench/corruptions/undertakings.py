# ruff: noqa: SIM102
"""Corruptions of exercises, missions, titles of capitals, chairmanships, figures and talks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.orders import exchanged
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import END, START, date, doubled, ending, on, shifted, years

_UNDERTAKINGS = ("scog:Exercise", "scog:ElectionMission", "scog:CapitalTitle")
_TIMES = (START[0], START[1], END[0], END[1])


def _moved(thing: Thing, number: int) -> Thing:
    return thing.but({it: date(years(thing.day(it), number)) for it in _TIMES if it in thing})


# Exercises.


@suspicious("exercise with a state that joined years later")
def exercise_of_later_member(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Exercise"):
        if one.day(START[0]) < "2015" and one["scog:exerciseOf"] == "scod:sco":
            yield one.but({"scog:participatingState": "scod:pakistan"}, also=True)


@suspicious("exercise with a state that has nothing to do with the body")
def exercise_of_stranger(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Exercise"):
        yield one.but({"scog:participatingState": "scod:austria"}, also=True)


@suspicious("exercise in a state that did not take part")
def exercise_elsewhere(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Exercise"):
        for other in ("scod:uzbekistan", "scod:india", "scod:belarus"):
            if other not in one.all("scog:participatingState"):
                yield one.but({"scog:hostedBy": other})
                break


@suspicious("exercise from which its host is left out")
def exercise_without_host(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Exercise"):
        states = one.all("scog:participatingState")
        rest = [state for state in states if state not in one.all("scog:hostedBy")]
        if rest and len(rest) < len(states):
            yield one.but({"scog:participatingState": rest})


@contradicts("state that took part in an exercise and observed it")
def exercise_observed(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Exercise"):
        yield one.but({"scog:observingState": one["scog:participatingState"]}, also=True)


@contradicts("exercise, mission or title a year off its name")
def undertaking_year_off(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of(*_UNDERTAKINGS)):
        if START[0] in one and one.day(START[0])[:4] in one.label("en"):
            yield _moved(one, (-1, 2)[number % 2])


@contradicts("exercise, mission or title whose end was copied from another year")
def undertaking_end_copied(record: Record) -> Iterator[Change]:
    for one in record.of(*_UNDERTAKINGS):
        if END[0] in one:
            yield one.but(ending(years(one.day(START[0]), -1)))


@suspicious("exercise or mission of five months")
def undertaking_too_long(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Exercise", "scog:ElectionMission"):
        if START[0] in one:
            yield one.but(ending(shifted(one.day(START[0]), 150)))


@suspicious("exercise, mission, title or chairmanship without a date")
def undertaking_undated(record: Record) -> Iterator[Change]:
    for one in record.of(*_UNDERTAKINGS, "scog:Chairmanship"):
        yield one.but(dict.fromkeys((*START, *END), ()))


@contradicts("exercise or mission before its body was founded")
def undertaking_before_body(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Exercise", "scog:ElectionMission"):
        if START[0] in one:
            yield _moved(one, -25)


@contradicts("exercise, mission or title of a state or newspaper")
def undertaking_of_wrong_kind(record: Record) -> Iterator[Change]:
    names = {"scog:Exercise": "scog:exerciseOf", "scog:ElectionMission": "scog:missionOf",
             "scog:CapitalTitle": "scog:titleOf"}  # fmt: skip
    for number, one in enumerate(record.of(*_UNDERTAKINGS)):
        yield one.but({names[one["a"]]: ("scod:china", "scod:xinhua")[number % 2]})


@suspicious("exercise, mission or title of another organisation")
def undertaking_of_another(record: Record) -> Iterator[Change]:
    names = {"scog:Exercise": "scog:exerciseOf", "scog:ElectionMission": "scog:missionOf",
             "scog:CapitalTitle": "scog:titleOf"}  # fmt: skip
    for one in record.of("scog:ElectionMission", "scog:CapitalTitle"):
        yield one.but({names[one["a"]]: "scod:csto"})


@suspicious("exercise, mission, title, chairmanship or talks entered twice")
def undertaking_twice(record: Record) -> Iterator[Change]:
    for one in record.of(*_UNDERTAKINGS, "scog:Chairmanship", "scog:BilateralMeeting"):
        double, claim = doubled(record, one, f"{one.name}-second")
        names = {"en": f"Further {one.label('en')}", "ru": f"Ещё {one.label('ru')}",
                 "zh": f"又{one.label('zh')}"}  # fmt: skip
        texts = [f'"{text}"@{tag}' for tag, text in names.items()]
        yield double.but({"skos:prefLabel": texts, "skos:altLabel": ()}), claim


@suspicious("exercise, mission or title with the name of another year in one language")
def undertaking_other_year(record: Record) -> Iterator[Change]:
    for one in record.of(*_UNDERTAKINGS):
        year = one.day(START[0])[:4]
        texts = [
            text.replace(year, str(int(year) + 3)) if text.endswith("@ru") else text
            for text in one.all("skos:prefLabel")
        ]
        yield one.but({"skos:prefLabel": texts})


# Missions.


@contradicts("mission led by a state or a body")
def mission_of_state(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:ElectionMission")):
        yield one.but({"scog:missionHead": ("scod:uzbekistan", "scod:sco-secretariat")[number % 2]})


@suspicious("mission led by a head of state or government")
def mission_of_president(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:ElectionMission")):
        head = ("scod:vladimir-putin", "scod:shavkat-mirziyoyev", "scod:xi-jinping")[number % 3]
        yield one.but({"scog:missionHead": head})


@suspicious("mission led by a secretary-general of another time")
def mission_of_another_time(record: Record) -> Iterator[Change]:
    for one in record.of("scog:ElectionMission"):
        yield one.but({"scog:missionHead": "scod:zhang-deguang"})
        if one.day(START[0]) < "2024":
            yield one.but({"scog:missionHead": "scod:nurlan-yermekbayev"})


@suspicious("mission to another state than its name says")
def mission_elsewhere(record: Record) -> Iterator[Change]:
    for one, other in itertools.combinations(record.of("scog:ElectionMission"), 2):
        if one["scog:hostedBy"] != other["scog:hostedBy"]:
            yield one.but({"scog:hostedBy": other["scog:hostedBy"]})


@suspicious("mission to a state without any status in the body")
def mission_to_stranger(record: Record) -> Iterator[Change]:
    for one in record.of("scog:ElectionMission"):
        yield one.but({"scog:hostedBy": "scod:austria"})


# Titles of capitals.


@suspicious("title of a city in a state that is no member")
def title_outside(record: Record) -> Iterator[Change]:
    for one in record.of("scog:CapitalTitle"):
        yield one.but({"scog:titledCity": "scod:la-malbaie"})


@suspicious("titles of two cities exchanged")
def titles_exchanged(record: Record) -> Iterator[Change]:
    for one, other in itertools.combinations(record.of("scog:CapitalTitle"), 2):
        yield exchanged(one, other, "scog:titledCity")


@suspicious("titles of two cities at once")
def titles_at_once(record: Record) -> Iterator[Change]:
    for one in record.of("scog:CapitalTitle"):
        if END[0] in one:
            end = years(one.day(END[0]), 2)
            last = years(one.day(END[1]), 2)
            yield one.but({END[0]: date(end), END[1]: date(last)})


@suspicious("title granted by a decision on another city")
def title_of_another_decision(record: Record) -> Iterator[Change]:
    found = record.having("scog:titleGrantedBy")
    for one, other in itertools.permutations(found, 2):
        yield one.but({"scog:titleGrantedBy": other["scog:titleGrantedBy"]})


@contradicts("title granted by a meeting, a person, an act")
def title_of_wrong_kind(record: Record) -> Iterator[Change]:
    kinds = ("scod:samarkand-summit-2022", "scod:xi-jinping", "scod:sco")
    for number, one in enumerate(record.having("scog:titleGrantedBy")):
        yield one.but({"scog:titleGrantedBy": kinds[number % 3]})


# Chairmanships.


@suspicious("states of two chairmanships exchanged")
def chairmanships_exchanged(record: Record) -> Iterator[Change]:
    for one, other in itertools.pairwise(record.of("scog:Chairmanship")):
        if one["scog:presidingState"] != other["scog:presidingState"]:
            yield exchanged(one, other, "scog:presidingState")


@suspicious("chairmanship of the council said to be of the organisation, and the other way round")
def chairmanship_of_another(record: Record) -> Iterator[Change]:
    other = {"scod:sco": "scod:council-of-heads-of-government",
             "scod:council-of-heads-of-government": "scod:sco"}  # fmt: skip
    for one in record.of("scog:Chairmanship"):
        yield one.but({"scog:chairmanshipOf": other[one["scog:chairmanshipOf"]]})


@suspicious("chairmanship of a day, of five years")
def chairmanship_length(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Chairmanship")):
        if START[0] in one and END[0] in one:
            days = (1, 1800)[number % 2]
            yield one.but(ending(shifted(one.day(START[0]), days)))


# Figures.


def _figures(record: Record, measure: str) -> list[Thing]:
    return [one for one in record.of("scog:Figure") if measure in one["scog:measure"]]


@contradicts("shares of one budget that are more than the whole")
def shares_above_whole(record: Record) -> Iterator[Change]:
    for one in _figures(record, "share-of-the-budget"):
        yield one.but({"scog:value": str(float(one["scog:value"]) + 40)})


@suspicious("share of a budget with its digits exchanged")
def share_digits(record: Record) -> Iterator[Change]:
    for one in _figures(record, "share-of-the-budget"):
        whole, _, part = one["scog:value"].partition(".")
        if len(whole) == 2 and whole[0] != whole[1]:
            yield one.but({"scog:value": f"{whole[::-1]}.{part}"})


@suspicious("share of a budget of a state that was no member yet")
def share_of_later_member(record: Record) -> Iterator[Change]:
    for one in _figures(record, "share-of-the-budget"):
        if one.day(START[0]) < "2010":
            yield one.but({"scog:figureOf": "scod:pakistan"})


@suspicious("share of a budget before there was one")
def share_before_body(record: Record) -> Iterator[Change]:
    for one in _figures(record, "share-of-the-budget"):
        yield _moved(one, -30)


@contradicts("unit of a share, of trade or of a product exchanged")
def unit_exchanged(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield one.but({"scog:unit": '"USD"' if one["scog:unit"] == '"%"' else '"%"'})


@suspicious("figure a thousand times too large or too small")
def figure_scale(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Figure")):
        if one["scog:unit"] != '"%"' and one["scog:measure"] != "scog:measure-member-states":
            value = one["scog:value"]
            small = f"{float(value) / 1000:f}".rstrip("0")
            new = small if number % 2 else f"{float(value) * 1000:.1f}"
            yield one.but({"scog:value": new if "." in new else f"{new}.0"})


@suspicious("figure without a qualifier")
def figure_unqualified(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield one.but({"scog:qualifier": ()})


@suspicious("figure entered twice")
def figure_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield doubled(record, one, f"{one.name}-second")


@suspicious("figure of another thing than its name says")
def figure_of_another(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        other = "scod:china" if one["scog:figureOf"] != "scod:china" else "scod:russia"
        yield one.but({"scog:figureOf": other})


@contradicts("figure of a year that is not its name's")
def figure_year(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        if START[0] in one and one.day(START[0])[:4] in one.name:
            yield _moved(one, -3)


# Talks.


def _sides(record: Record, meeting: Thing) -> list[Thing]:
    return [one for one in record.of("scog:Participation") if one["scog:atMeeting"] == meeting.name]


@suspicious("talks of one side")
def talks_of_one(record: Record) -> Iterator[Change]:
    for meeting in record.of("scog:BilateralMeeting")[::4]:
        for side in _sides(record, meeting)[:1]:
            changed: dict[str, Thing | None] = {meeting.name: meeting, side.name: None}
            changed |= {claim.name: None for claim in record.claims[side.name]}
            yield changed


@contradicts("talks of one state with itself")
def talks_with_oneself(record: Record) -> Iterator[Change]:
    for meeting in record.of("scog:BilateralMeeting")[::4]:
        one, other, *rest = _sides(record, meeting)
        if not rest and one["scog:represents"] != other["scog:represents"]:
            yield one.but({"scog:represents": other["scog:represents"]})


@suspicious("talks with another person than their name says")
def talks_with_another(record: Record) -> Iterator[Change]:
    for meeting in record.of("scog:BilateralMeeting")[::4]:
        for side in _sides(record, meeting)[1:2]:
            yield side.but({"scog:participant": "scod:li-huilai", "scog:inTenure": (),
                            "scog:represents": "scod:china"})  # fmt: skip


@suspicious("talks in another city than the summit beside which they were")
def talks_elsewhere(record: Record) -> Iterator[Change]:
    for one in record.having("scog:onSidelinesOf", "scog:heldIn"):
        other = "scod:moscow" if one["scog:heldIn"] != "scod:moscow" else "scod:beijing"
        yield one.but({"scog:heldIn": other})


@suspicious("talks or a statement in another month than their name says")
def talks_month(record: Record) -> Iterator[Change]:
    months = ("January", "March", "May", "June", "July", "August", "September", "October")
    for one in record.of("scog:BilateralMeeting", "scog:CouncilSession", "scog:Statement"):
        if any(month in one.label("en") for month in months) and START[0] in one:
            if "scog:during" not in one and "scog:onSidelinesOf" not in one:
                year, month, _ = one.day(START[0]).split("-")
                yield one.but(on(f"{year}-{int(month) % 12 + 1:02}-11"))


@suspicious("visit to one's own state")
def visit_home(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Visit"):
        for side in _sides(record, one)[:1]:
            yield one.but({"scog:hostedBy": side["scog:represents"], "scog:heldIn": ()})
