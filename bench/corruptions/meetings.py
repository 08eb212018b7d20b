# ruff: noqa: E501, SIM102
"""Corruptions of meetings, of who took part in them, and of invitations."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import date, doubled, ending, on, shifted, years

_MEETINGS = ("scog:Summit", "scog:CouncilSession")


def _meetings(record: Record) -> list[Thing]:
    return record.of(*_MEETINGS)


def _numbered(record: Record) -> list[Thing]:
    return [one for one in _meetings(record) if "scog:sessionNumber" in one]


def _participations(record: Record, thing: Thing) -> list[Thing]:
    return [
        one for one in record.of("scog:Participation") if thing.name in one.all("scog:atMeeting")
    ]


@contradicts("meeting a year later")
def year_later(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield _moved(thing, 1)


@contradicts("meeting a year earlier")
def year_earlier(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield _moved(thing, -1)


@contradicts("meeting ten years later")
def decade_later(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield _moved(thing, 10)


def _moved(thing: Thing, number: int) -> Thing:
    names = ("scog:earliest", "scog:latest", "scog:endEarliest", "scog:endLatest")
    return thing.but({one: date(years(thing.day(one), number)) for one in names if one in thing})


@suspicious("meeting in the wrong month")
def wrong_month(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        day = shifted(thing.day("scog:earliest"), 31)
        end = on(day) | (ending(shifted(day, 1)) if "scog:endEarliest" in thing else {})
        yield thing.but(end)


@suspicious("meeting a day too early")
def day_early(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        if "scog:endEarliest" not in thing:
            yield thing.but(on(shifted(thing.day("scog:earliest"), -1)))


@contradicts("meeting ends before it begins")
def ends_before(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield thing.but(ending(shifted(thing.day("scog:earliest"), -2)))


@suspicious("meeting of a month")
def too_long(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield thing.but(ending(shifted(thing.day("scog:earliest"), 31)))


@contradicts("two cities of one meeting")
def two_cities(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        if "scog:heldIn" in thing and thing["scog:heldIn"] != "scod:dushanbe":
            yield thing.but({"scog:heldIn": "scod:dushanbe"}, also=True)


@contradicts("city of another state than the name says")
def wrong_city(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:Summit"):
        if thing["scog:heldIn"] not in ("scod:dushanbe", "scod:la-malbaie"):
            yield thing.but({"scog:heldIn": "scod:dushanbe"})


@suspicious("session held in another city than its acts")
def wrong_city_of_session(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:CouncilSession"):
        if "scog:heldIn" in thing:
            other = "scod:bishkek" if thing["scog:heldIn"] != "scod:bishkek" else "scod:minsk"
            yield thing.but({"scog:heldIn": other})


@suspicious("meeting in a city of another continent")
def far_city(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:CouncilSession"):
        if "scog:heldIn" in thing:
            yield thing.but({"scog:heldIn": "scod:la-malbaie"})


@contradicts("host that is not the state of the city")
def wrong_host(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        if "scog:heldIn" in thing:
            yield thing.but({"scog:hostedBy": "scod:sri-lanka"})


@suspicious("no city of a meeting in person")
def no_city(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        if thing["scog:format"] == "scog:format-in-person":
            yield thing.but({"scog:heldIn": ()})


@contradicts("no body of a meeting")
def no_body(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield thing.but({"scog:meetingOf": ()})


@contradicts("no date of a meeting")
def no_date(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield thing.but(dict.fromkeys(("scog:earliest", "scog:latest", "scog:precision"), ()))


@contradicts("session number twice")
def number_twice(record: Record) -> Iterator[Change]:
    for thing in _numbered(record):
        number = int(thing["scog:sessionNumber"])
        if thing["scog:meetingOf"] != "scod:g7":
            yield thing.but({"scog:sessionNumber": str(number - 1 or 2)})


@contradicts("session numbers out of order")
def number_out_of_order(record: Record) -> Iterator[Change]:
    for thing in _numbered(record):
        if thing["scog:meetingOf"] != "scod:g7" and int(thing["scog:sessionNumber"]) < 20:
            yield thing.but({"scog:sessionNumber": "77"})


@contradicts("two session numbers")
def two_numbers(record: Record) -> Iterator[Change]:
    for thing in _numbered(record):
        yield thing.but({"scog:sessionNumber": "91"}, also=True)


@suspicious("session number that leaves a gap")
def number_gap(record: Record) -> Iterator[Change]:
    for body in ("scod:sco", "scod:council-of-heads-of-government", "scod:shanghai-five"):
        last = max((one for one in _numbered(record) if one["scog:meetingOf"] == body),
                   key=lambda one: int(one["scog:sessionNumber"]))  # fmt: skip
        yield last.but({"scog:sessionNumber": str(int(last["scog:sessionNumber"]) + 3)})


@contradicts("session number 0")
def number_zero(record: Record) -> Iterator[Change]:
    for thing in _numbered(record):
        yield thing.but({"scog:sessionNumber": "0"})


@contradicts("meeting before its body was founded")
def before_body(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        if thing["scog:meetingOf"] == "scod:shanghai-five" and thing["scog:sessionNumber"] != "6":
            yield thing.but({"scog:meetingOf": "scod:sco"})


@contradicts("summit of a council, session of the organisation")
def wrong_body(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        other = (
            "scod:sco"
            if thing["a"] == "scog:CouncilSession"
            else "scod:council-of-heads-of-government"
        )
        yield thing.but({"scog:meetingOf": other})


@contradicts("meeting of a newspaper")
def body_of_wrong_kind(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield thing.but({"scog:meetingOf": "scod:xinhua"})


@contradicts("meeting of a state")
def body_is_state(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield thing.but({"scog:meetingOf": "scod:china"})


@contradicts("chair that is no agent")
def chair_is_city(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:chairedBy"):
        yield thing.but({"scog:chairedBy": "scod:tashkent"})


@suspicious("chair who was not there")
def absent_chair(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:chairedBy"):
        yield thing.but({"scog:chairedBy": "scod:li-huilai"})


@suspicious("chair of an observer or guest")
def chair_of_observer(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:chairedBy"):
        for one in _participations(record, thing):
            if one["scog:capacity"] in ("scog:capacity-observer", "scog:capacity-own-body"):
                if "scog:participant" in one:
                    yield thing.but({"scog:chairedBy": one["scog:participant"]})
                    break


@suspicious("two chairs")
def two_chairs(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:chairedBy"):
        others = [one["scog:participant"] for one in _participations(record, thing)
                  if one["scog:participant"] not in ("", thing["scog:chairedBy"])]  # fmt: skip
        if others:
            yield thing.but({"scog:chairedBy": others[0]}, also=True)


@suspicious("mode at odds with the format of the meeting")
def mode_at_odds(record: Record) -> Iterator[Change]:
    for one in record.having("scog:mode"):
        form = record.get(one["scog:atMeeting"])["scog:format"]
        if form == "scog:format-in-person":
            yield one.but({"scog:mode": "scog:mode-by-video"})
        elif form == "scog:format-video":
            yield one.but({"scog:mode": "scog:mode-in-person"})


@suspicious("format at odds with the modes")
def format_at_odds(record: Record) -> Iterator[Change]:
    with_mode = {one["scog:atMeeting"] for one in record.having("scog:mode")}
    for thing in _meetings(record):
        if thing.name in with_mode:
            other = {"scog:format-in-person": "scog:format-video"}.get(
                thing["scog:format"], "scog:format-in-person"
            )
            yield thing.but({"scog:format": other})


@suspicious("two meetings of one body on one day")
def same_meeting_twice(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        yield doubled(record, thing, f"{thing.name}-again")


@suspicious("meeting without anybody who took part")
def nobody_came(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:CouncilSession")[:3]:
        name = "scod:council-of-heads-of-government-2002"
        made = Thing(name, thing.file, thing.properties).but(
            on("2002-10-01") | {"scog:sessionNumber": (), "skos:prefLabel": [
                '"Council of Heads of Government 2002"@en', '"Совет глав правительств 2002"@ru',
                '"政府首脑理事会2002"@zh']}
        )  # fmt: skip
        yield (
            made,
            doubled(record, made, name)[1].but(
                {"scog:claimFrom": "scod:rferl-2004-06-17-paragraph-3"}
            ),
        )


@contradicts("the same person twice at one meeting")
def person_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        if "scog:participant" in one:
            yield doubled(record, one, f"{one.name}-2")


@contradicts("the same person for two sides at one meeting")
def person_for_two(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        if "scog:participant" in one and one["scog:capacity"] == "scog:capacity-member":
            double, claim = doubled(record, one, f"{one.name}-2")
            other = "scod:china" if one["scog:represents"] != "scod:china" else "scod:russia"
            yield (
                double.but({"scog:represents": other, "scog:inTenure": (), "scog:inPost": ()}),
                claim,
            )


@contradicts("two sides in one participation")
def two_sides(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        other = "scod:china" if one["scog:represents"] != "scod:china" else "scod:russia"
        yield one.but({"scog:represents": other}, also=True)


@contradicts("two people in one participation")
def two_people(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant"):
        if one["scog:participant"] != "scod:li-huilai":
            yield one.but({"scog:participant": "scod:li-huilai"}, also=True)


@contradicts("two meetings in one participation")
def two_meetings(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        if one["scog:atMeeting"] != "scod:g7-summit-2018":
            yield one.but({"scog:atMeeting": "scod:g7-summit-2018"}, also=True)


@contradicts("participation moved to another meeting")
def moved_participation(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        if one["scog:atMeeting"] != "scod:tashkent-summit-2004":
            yield one.but({"scog:atMeeting": "scod:tashkent-summit-2004"})


@contradicts("participant exchanged for another person")
def other_participant(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inTenure"):
        if one["scog:participant"] != "scod:vladimir-putin":
            yield one.but({"scog:participant": "scod:vladimir-putin"})


@suspicious("participant in a post exchanged for a person of another state")
def other_participant_in_post(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inPost"):
        if "scog:inTenure" not in one and one["scog:represents"] != "scod:russia":
            yield one.but({"scog:participant": "scod:vladimir-putin"})


@contradicts("side exchanged for another state")
def other_side(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inTenure"):
        other = "scod:china" if one["scog:represents"] != "scod:china" else "scod:russia"
        yield one.but({"scog:represents": other})


@contradicts("side exchanged for a body")
def side_is_body(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inTenure"):
        if one["scog:capacity"] == "scog:capacity-member":
            yield one.but({"scog:represents": "scod:un"})


@contradicts("side is a city, a person, a document")
def side_of_wrong_kind(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Participation")):
        other = ("scod:tashkent", "scod:li-huilai", "scod:tashkent-declaration-2010")[number % 3]
        yield one.but({"scog:represents": other})


@contradicts("side is a newspaper")
def side_is_newspaper(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        yield one.but({"scog:represents": "scod:xinhua"})


@contradicts("participant is a state")
def participant_is_state(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant"):
        yield one.but({"scog:participant": one["scog:represents"]})


@contradicts("participation at a document or body")
def at_no_meeting(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Participation")):
        yield one.but(
            {"scog:atMeeting": ("scod:sco", "scod:tashkent-declaration-2010")[number % 2]}
        )


@contradicts("no capacity")
def no_capacity(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        yield one.but({"scog:capacity": ()})


@contradicts("participation without side and person")
def nobody(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        yield one.but({"scog:participant": (), "scog:represents": ()})


@suspicious("participation without side")
def no_side(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant"):
        yield one.but({"scog:represents": ()})


@suspicious("participation without tenure or post")
def no_office(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inTenure"):
        yield one.but({"scog:inTenure": (), "scog:inPost": ()})


for _old, _new in (
    ("member", "observer"), ("member", "dialogue-partner"), ("member", "guest-of-the-host"),
    ("member", "partner"), ("member", "acceding-state"), ("member", "international-organisation"),
    ("observer", "member"), ("observer", "dialogue-partner"), ("observer", "guest-of-the-host"),
    ("dialogue-partner", "observer"), ("dialogue-partner", "member"),
    ("guest-of-the-host", "observer"), ("guest-of-the-host", "member"),
    ("partner", "observer"), ("own-body", "member"), ("international-organisation", "member"),
    ("international-organisation", "observer"), ("own-body", "observer"), ("member", "own-body"),
    ("member", "party"), ("member", "speaker"), ("party", "member"),
):  # fmt: skip

    def _capacity(record: Record, old: str = _old, new: str = _new) -> Iterator[Change]:
        for one in record.where("scog:capacity", f"scog:capacity-{old}"):
            if one["a"] == "scog:Participation":
                yield one.but({"scog:capacity": f"scog:capacity-{new}"})

    contradicts(f"capacity {_new} for {_old}")(_capacity)


@contradicts("council session of a state that was no member then")
def council_of_non_member(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        meeting = record.get(one["scog:atMeeting"])
        if meeting["a"] == "scog:CouncilSession" and one["scog:capacity"] == "scog:capacity-member":
            for state in ("scod:belarus", "scod:iran", "scod:india", "scod:pakistan"):
                if meeting.day("scog:earliest") < "2016-01-01":
                    double = Thing(f"{meeting.name}-{state[5:]}-x", one.file, one.properties).but(
                        {
                            "scog:represents": state,
                            "scog:participant": (),
                            "scog:inTenure": (),
                            "scog:inPost": (),
                        }
                    )
                    yield (
                        doubled(record, double, double.name)[1].but(
                            {"scog:claimFrom": record.claims[one.name][0]["scog:claimFrom"]}
                        ),
                        double,
                    )


@contradicts("post held by another that day")
def post_of_another(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inTenure"):
        tenure = record.get(one["scog:inTenure"])
        yield one.but({"scog:inTenure": (), "scog:inPost": tenure["scog:tenureOf"],
                       "scog:participant": "scod:li-huilai"})  # fmt: skip


@contradicts("tenure that was over")
def tenure_over(record: Record) -> Iterator[Change]:
    tenures = record.of("scog:Tenure")
    for one in record.having("scog:inTenure"):
        day = record.get(one["scog:atMeeting"]).day("scog:earliest")
        for tenure in tenures:
            if "scog:endLatest" in tenure and tenure.day("scog:endLatest") < day:
                if record.get(tenure["scog:tenureOf"])["scog:postIn"] == one["scog:represents"]:
                    yield one.but(
                        {"scog:inTenure": tenure.name, "scog:participant": tenure["scog:holder"]}
                    )
                    break


@contradicts("tenure of another person")
def tenure_of_another(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inTenure"):
        if one["scog:participant"] not in ("", "scod:hu-jintao"):
            yield one.but({"scog:inTenure": "scod:hu-jintao-president-of-china"})


@contradicts("post of another state")
def post_of_another_state(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inPost"):
        if (
            one["scog:represents"] not in ("scod:china", "scod:sco")
            and one["a"] == "scog:Participation"
        ):
            yield one.but({"scog:inPost": "scod:president-of-china"})


@suspicious("post of another body")
def post_of_another_body(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inPost"):
        if (
            record.get(one["scog:represents"])["a"] != "scog:State"
            and one["scog:represents"] != "scod:csto"
        ):
            yield one.but({"scog:inPost": "scod:secretary-general-of-the-csto"})


@contradicts("post that is an organ or a person")
def post_of_wrong_kind(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:inPost")):
        yield one.but({"scog:inPost": ("scod:sco-rats", "scod:li-huilai")[number % 2]})


@suspicious("post at odds with the tenure")
def post_and_tenure(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inTenure"):
        if "scog:inPost" not in one and one["scog:represents"] == "scod:kazakhstan":
            yield one.but({"scog:inPost": "scod:foreign-minister-of-kazakhstan"})


@contradicts("somebody at two meetings far apart on one day")
def two_places_at_once(record: Record) -> Iterator[Change]:
    by_day: dict[str, list[Thing]] = {}
    for meeting in _meetings(record):
        by_day.setdefault(meeting.day("scog:earliest"), []).append(meeting)
    for one in record.having("scog:participant"):
        meeting = record.get(one["scog:atMeeting"])
        if meeting["a"] == "scog:Summit" and meeting["scog:meetingOf"] == "scod:sco":
            talk = Thing(f"{meeting.name}-talks-elsewhere", meeting.file, {}).but(
                {"a": "scog:BilateralMeeting", "scog:heldIn": "scod:la-malbaie",
                 "skos:prefLabel": ['"Talks in La Malbaie"@en', '"Переговоры в Ла-Мальбе"@ru', '"拉马尔拜会谈"@zh'],
                 **on(meeting.day("scog:earliest"))}
            )  # fmt: skip
            part = Thing(
                f"{talk.name}-{one['scog:participant'][5:]}", meeting.file, one.properties
            ).but({"scog:atMeeting": talk.name, "scog:capacity": "scog:capacity-party"})
            source = record.claims[one.name][0]["scog:claimFrom"]
            yield (
                talk,
                part,
                *(
                    Thing(f"{it.name}-claim-1", meeting.file, {}).but(
                        {"a": "scog:Claim", "scog:claimAbout": it.name, "scog:claimFrom": source}
                    )
                    for it in (talk, part)
                ),
            )


@contradicts("invitation to nothing or of nobody")
def empty_invitation(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Invitation"):
        yield one.but({"scog:invitedTo": ()})
        yield one.but({"scog:invitee": (), "scog:invitedFor": ()})


@contradicts("invitee is a city")
def invitee_is_city(record: Record) -> Iterator[Change]:
    for one in record.having("scog:invitee"):
        yield one.but({"scog:invitee": "scod:tashkent"})


@suspicious("invitee who is a newspaper")
def invitee_is_newspaper(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Invitation"):
        yield one.but({"scog:invitee": "scod:xinhua"})


@suspicious("invitation of the same person twice")
def invited_twice(record: Record) -> Iterator[Change]:
    for one in record.having("scog:invitee"):
        yield doubled(record, one, f"{one.name}-2")


@contradicts("talks beside a summit at another time")
def sidelines_elsewhere(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:onSidelinesOf"):
        yield thing.but({"scog:onSidelinesOf": "scod:ufa-summit-2015"})


@contradicts("planned meeting that is over")
def planned_past(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:PlannedMeeting"):
        yield thing.but(on("2019-06-01"))


@contradicts("meeting in the future")
def future_meeting(record: Record) -> Iterator[Change]:
    for thing in _meetings(record)[-4:]:
        yield thing.but(
            on("2031-07-01")
            | dict.fromkeys(("scog:endEarliest", "scog:endLatest", "scog:endPrecision"), ())
        )


@contradicts("the summit's city is a region")
def held_in_region(record: Record) -> Iterator[Change]:
    for thing in _meetings(record):
        if "scog:heldIn" in thing:
            yield thing.but({"scog:heldIn": "scod:europe"})


@contradicts("held in a state or a person")
def held_in_state(record: Record) -> Iterator[Change]:
    for number, thing in enumerate(_meetings(record)):
        yield thing.but({"scog:heldIn": ("scod:china", "scod:li-huilai")[number % 2]})


@suspicious("a member's head of state missing from the record of a summit")
def head_missing(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        meeting = record.get(one["scog:atMeeting"])
        if meeting["a"] == "scog:Summit" and one["scog:capacity"] == "scog:capacity-member":
            if meeting["scog:meetingOf"] == "scod:sco":
                yield (
                    {one.name: None, meeting.name: meeting}
                    | {claim.name: None for claim in record.claims[one.name]}
                    | {
                        f"scod:coverage-sco-member-participants-{meeting.day('scog:earliest')[:4]}": record.get(
                            f"scod:coverage-sco-member-participants-{meeting.day('scog:earliest')[:4]}"
                        )
                    }
                )


@suspicious("two people for one member in one office")
def two_for_one_member(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inTenure"):
        if (
            one["scog:capacity"] == "scog:capacity-member"
            and one["scog:represents"] != "scod:china"
        ):
            double, claim = doubled(record, one, f"{one['scog:atMeeting']}-li-huilai")
            yield (
                double.but(
                    {
                        "scog:participant": "scod:li-huilai",
                        "scog:inTenure": (),
                        "scog:inPost": record.get(one["scog:inTenure"])["scog:tenureOf"],
                    }
                ),
                claim,
            )
