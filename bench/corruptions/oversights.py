# ruff: noqa: SIM102
"""Corruptions that a careful editor makes: a line copied, a neighbour taken, a list left short."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.orders import exchanged
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import END, START, date, doubled, ending, labels, on, shifted, years

_DATED = re.compile(r"-(?:19|20)\d\d-\d\d-\d\d(?:-|$)")
_PARAGRAPH = re.compile(r"-paragraph-(\d+)$")


def _sessions(record: Record) -> list[Thing]:
    return record.of("scog:Summit", "scog:CouncilSession")


# Names.


@suspicious("names of two people, cities or states exchanged")
def names_exchanged(record: Record) -> Iterator[Change]:
    for kind in ("scog:City", "scog:State", "scog:Person"):
        found = record.of(kind)
        for one, other in zip(found, found[7:], strict=False):
            yield exchanged(one, other, "skos:prefLabel")


@suspicious("names of two posts of one state exchanged")
def post_names_exchanged(record: Record) -> Iterator[Change]:
    for one, other in itertools.pairwise(record.of("scog:Post")):
        if one["scog:postIn"] == other["scog:postIn"]:
            yield exchanged(one, other, "skos:prefLabel")


@suspicious("names of two documents of one meeting exchanged")
def document_names_exchanged(record: Record) -> Iterator[Change]:
    found = record.of("scog:PoliticalDocument", "scog:LegalInstrument")
    for one, other in itertools.pairwise(found):
        yield exchanged(one, other, "skos:prefLabel")


@suspicious("alternative name that is another state's, city's, post's or document's name")
def other_name_as_alternative(record: Record) -> Iterator[Change]:
    for kind in ("scog:State", "scog:City", "scog:Post", "scog:PoliticalDocument", "scog:Organ"):
        found = record.of(kind)
        for one, other in zip(found, found[3:], strict=False):
            name = f'"{other.label("en")}"@en'
            yield one.but({"skos:altLabel": name}, also=True)


@suspicious("alternative name that another thing has too")
def shared_alternative(record: Record) -> Iterator[Change]:
    for kind in ("scog:State", "scog:City", "scog:Post", "scog:Organ"):
        found = [one for one in record.of(kind) if "skos:altLabel" in one]
        for one, other in zip(found, found[2:], strict=False):
            yield one.but({"skos:altLabel": other["skos:altLabel"]}, also=True)


@suspicious("kana or hangul in a Chinese name")
def kana(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Person", "scog:City", "scog:State", "scog:Post")):
        if one.label("zh"):
            yield one.but(
                labels(one, zh=f"{one.label('zh')}{('の国', 'サミット', '회의')[number % 3]}")
            )


@suspicious("quotation mark that is not closed")
def open_quotation(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:PoliticalDocument", "scog:CouncilSession")):
        mark, language = (("«", "ru"), ("“", "en"), ("《", "zh"))[number % 3]
        yield one.but(labels(one, **{language: f"{mark}{one.label(language)}"}))


@suspicious("session whose name has another city in one language")
def session_city_in_name(record: Record) -> Iterator[Change]:
    cities = {"Moscow": "Beijing", "Astana": "Bishkek", "Beijing": "Astana", "Tashkent": "Moscow",
              "Bishkek": "Tashkent", "Dushanbe": "Astana"}  # fmt: skip
    for one in record.of("scog:CouncilSession"):
        city = one["scog:heldIn"].removeprefix("scod:").capitalize()
        if city in cities and f"({city}" in one.label("en"):
            yield one.but(labels(one, en=one.label("en").replace(city, cities[city])))


@suspicious("session in another city than its name says")
def session_moved(record: Record) -> Iterator[Change]:
    for one in record.of("scog:CouncilSession"):
        city = one["scog:heldIn"].removeprefix("scod:").capitalize()
        if f"({city}" in one.label("en"):
            yield one.but({"scog:heldIn": "scod:tashkent" if city != "Tashkent" else "scod:almaty"})


@suspicious("tags of a title, a gist or a venue of another language")
def venue_tag(record: Record) -> Iterator[Change]:
    for one in record.having("scog:venue"):
        yield one.but({"scog:venue": re.sub("@en$", "@ru", one["scog:venue"])})


@suspicious("venue in another city")
def venue_elsewhere(record: Record) -> Iterator[Change]:
    for one in record.having("scog:venue", "scog:heldIn"):
        other = "Minsk" if one["scog:heldIn"] != "scod:minsk" else "Beijing"
        yield one.but({"scog:venue": f'"Congress hall, {other}"@en'})


# Sources and claims.


@suspicious("issue date of a source other than in its own name")
def issued_other_than_name(record: Record) -> Iterator[Change]:
    for one in record.issued():
        if _DATED.search(one.name) and one.day("dct:issued") in one.name:
            yield one.but({"dct:issued": date(years(one.day("dct:issued"), -1))})


@suspicious("issue date of a source other than in its address")
def issued_other_than_address(record: Record) -> Iterator[Change]:
    for one in record.issued("schema:url"):
        day = one.day("dct:issued")
        if day.replace("-", "/") in one["schema:url"] or f"/{day}" in one["schema:url"]:
            yield one.but({"dct:issued": date(shifted(day, 70))})


@suspicious("address of a source of another day")
def address_of_another_day(record: Record) -> Iterator[Change]:
    found = [one for one in record.issued("schema:url")
             if one.day("dct:issued").replace("-", "/") in one["schema:url"]]  # fmt: skip
    for one in found:
        day = one.day("dct:issued")
        new = years(day, -2).replace("-", "/")
        yield one.but({"schema:url": one["schema:url"].replace(day.replace("-", "/"), new)})


@suspicious("paragraph other than the name of the place says")
def paragraph_off(record: Record) -> Iterator[Change]:
    for one in record.of("scog:SourcePlace"):
        if (found := _PARAGRAPH.search(one.name)) and one["scog:heading"]:
            yield one.but({"scog:heading": f'"paragraph {int(found[1]) + 11}"'})


@suspicious("claim about a meeting from a source of an earlier meeting")
def source_of_earlier_meeting(record: Record) -> Iterator[Change]:
    for kind in (
        "scog:Exercise",
        "scog:ElectionMission",
        "scog:CapitalTitle",
        "scog:Participation",
    ):
        for one in record.of(kind)[::5]:
            for claim in record.claims[one.name][:1]:
                yield claim.but({"scog:claimFrom": "scod:rferl-2004-06-17-paragraph-3"})


@contradicts("place issued before the fact: claim on an exercise, a mission, talks, a tenure")
def place_before_fact(record: Record) -> Iterator[Change]:
    for claim in record.of("scog:Claim"):
        about = record.get(claim["scog:claimAbout"])
        if about["a"] in ("scog:Exercise", "scog:ElectionMission", "scog:BilateralMeeting"):
            if about.day(START[0]) > "2006":
                yield claim.but({"scog:claimFrom": "scod:rferl-2004-06-17-paragraph-3"})


@suspicious("two matches in Wikidata")
def two_matches(record: Record) -> Iterator[Change]:
    for one in record.having("schema:sameAs"):
        yield one.but({"schema:sameAs": "wd:Q99999999"}, also=True)


@suspicious("match within the graph")
def match_within(record: Record) -> Iterator[Change]:
    for one in record.having("schema:sameAs"):
        yield one.but({"schema:sameAs": "scod:xinhua"}, also=True)


@suspicious("text of a document in a source of the years before it")
def text_before_document(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:textIn")):
        if number % 3 == 0:
            yield one.but({"scog:textIn": "scod:rferl-2004-06-17"})


@suspicious("one text of two documents")
def text_of_two(record: Record) -> Iterator[Change]:
    for one, other in itertools.pairwise(record.having("scog:textIn")):
        yield one.but({"scog:textIn": other["scog:textIn"]})


@contradicts("text of a document in a place of a source, in a newspaper")
def text_in_wrong(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:textIn")):
        yield one.but({"scog:textIn": ("scod:rferl-2004-06-17-paragraph-3", "scod:xinhua",
                                       "scod:moscow")[number % 3]})  # fmt: skip


@suspicious("list compared with that is older than the period")
def list_too_old(record: Record) -> Iterator[Change]:
    for one in record.having("scog:checkedAgainst"):
        if one.day("scog:coversThrough") > "2010":
            yield one.but({"scog:checkedAgainst": "scod:rferl-2004-06-17"})


# Spans.


@suspicious("tenure or membership that ends on the day on which it begins")
def no_day(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure", "scog:MembershipSpell", "scog:CapitalTitle"):
        if END[0] in one and one[START[2]] == "scog:precision-day":
            yield one.but(ending(one.day(START[0])))


@suspicious("coverage of another year than its name says")
def coverage_year(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Coverage"):
        if one.name.endswith(f"-{one.day('scog:coversFrom')[:4]}"):
            yield one.but({it: date(years(one.day(it), 40))
                           for it in ("scog:coversFrom", "scog:coversThrough")})  # fmt: skip


@suspicious("coverage of one year taken away between others")
def coverage_left_out(record: Record) -> Iterator[Change]:
    for before, one in itertools.pairwise(record.of("scog:Coverage")):
        if one.day("scog:coversFrom")[:4] in map(str, range(2006, 2020)):
            if one.day("scog:coversThrough")[:4] == one.day("scog:coversFrom")[:4]:
                yield {before.name: before, one.name: None}


@suspicious("meeting again under another name, a day later")
def meeting_again(record: Record) -> Iterator[Change]:
    for one in _sessions(record):
        if END[0] in one and one.day(END[0]) > one.day(START[0]):
            double, claim = doubled(record, one, f"{one.name}-second")
            changes = labels(double, **{it: f"{double.label(it)} 2" for it in ("en", "ru", "zh")})
            yield double.but({**changes, **on(one.day(END[0])), "scog:sessionNumber": (),
                              **dict.fromkeys(END, ())}), claim  # fmt: skip


@suspicious("session number one too high, with no session of that number")
def number_one_high(record: Record) -> Iterator[Change]:
    for body in {one["scog:meetingOf"] for one in _sessions(record)}:
        of_body = [one for one in _sessions(record) if one["scog:meetingOf"] == body]
        numbered = [one for one in of_body if "scog:sessionNumber" in one]
        numbered.sort(key=lambda one: int(one["scog:sessionNumber"]))
        for one, after in itertools.pairwise(numbered):
            number = int(one["scog:sessionNumber"]) + 2
            if number <= int(after["scog:sessionNumber"]):
                yield one.but({"scog:sessionNumber": str(number)})


@suspicious("session numbers of a council raised by one from some session on")
def numbers_raised(record: Record) -> Iterator[Change]:
    for body in ("scod:sco", "scod:council-of-heads-of-government"):
        found = [one for one in _sessions(record)
                 if one["scog:meetingOf"] == body and "scog:sessionNumber" in one]  # fmt: skip
        found.sort(key=lambda one: int(one["scog:sessionNumber"]))
        for start in range(5, len(found) - 1, 4):
            yield tuple(
                one.but({"scog:sessionNumber": str(int(one["scog:sessionNumber"]) + 1)})
                for one in found[start:]
            )


@suspicious("part of a summit in another city")
def part_elsewhere(record: Record) -> Iterator[Change]:
    for one in record.having("scog:partOf"):
        yield one.but({"scog:heldIn": "scod:minsk", "scog:hostedBy": ()})


@suspicious("decision on a status before the application")
def decision_before_application(record: Record) -> Iterator[Change]:
    same = ("scog:candidate", "scog:inBody", "scog:statusConcerned")
    acts = record.of("scog:StatusAct")
    for one in acts:
        if one["scog:actKind"] == "scog:act-application" and "scog:during" not in one:
            for other in acts:
                if other["scog:actKind"] == "scog:act-decision" and START[0] in other:
                    if all(one[name] == other[name] for name in same):
                        yield one.but(on(shifted(other.day(START[0]), 20)))


@suspicious("membership that begins with an application or a refusal")
def began_with_application(record: Record) -> Iterator[Change]:
    for act in record.of("scog:StatusAct"):
        if act["scog:actKind"] in ("scog:act-application", "scog:act-expression-of-interest"):
            for spell in record.of("scog:MembershipSpell"):
                party = spell["scog:member"] or spell["scog:associate"]
                if party == act["scog:candidate"] and spell["scog:inBody"] == act["scog:inBody"]:
                    yield spell.but({"scog:beganWith": act.name})


@suspicious("status in an organ instead of the organisation")
def status_in_organ(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:MembershipSpell", "scog:StatusAct")):
        if one["scog:inBody"] == "scod:sco":
            body = ("scod:sco-rats", "scod:council-of-heads-of-state")[number % 2]
            yield one.but({"scog:inBody": body})


# People.


@suspicious("tenure under another post of the same state")
def neighbouring_post(record: Record) -> Iterator[Change]:
    posts = record.of("scog:Post")
    for one in record.of("scog:Tenure"):
        post = record.get(one["scog:tenureOf"])
        others = [it for it in posts if it["scog:postIn"] == post["scog:postIn"] and it != post]
        if others:
            yield one.but({"scog:tenureOf": others[0].name})


@suspicious("participation in another post of the same state")
def participation_in_neighbour(record: Record) -> Iterator[Change]:
    posts = record.of("scog:Post")
    for one in record.having("scog:inPost", "scog:participant"):
        post = record.get(one["scog:inPost"])
        others = [it for it in posts if it["scog:postIn"] == post["scog:postIn"] and it != post
                  and "head-of" in it["scog:postKind"]]  # fmt: skip
        if others:
            yield one.but({"scog:inPost": others[0].name})


@suspicious("secretary-general of the organisation as one of another organisation")
def own_as_other(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        if one["scog:capacity"] == "scog:capacity-own-body":
            yield one.but({"scog:capacity": "scog:capacity-international-organisation"})


@suspicious("guest organisation as a body of the organisation itself")
def other_as_own(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        if one["scog:capacity"] == "scog:capacity-international-organisation":
            yield one.but({"scog:capacity": "scog:capacity-own-body"})


@suspicious("somebody at talks elsewhere on the second day of a summit")
def second_day(record: Record) -> Iterator[Change]:
    for meeting in _sessions(record):
        if END[0] not in meeting or meeting.day(END[0]) <= meeting.day(START[0]):
            continue
        if record.get(meeting["scog:heldIn"])["scog:inState"] in ("", "scod:russia"):
            continue
        for one in record.of("scog:Participation"):
            if one["scog:atMeeting"] == meeting.name and "scog:inTenure" in one:
                name = "scod:invented-talks"
                talks = Thing(name, meeting.file, {
                    "a": ("scog:BilateralMeeting",), "scog:heldIn": ("scod:moscow",),
                    **{key: (value,) for key, value in on(meeting.day(END[0])).items()},
                    "skos:prefLabel": ('"Invented talks"@en', '"Переговоры"@ru', '"会谈"@zh'),
                })  # fmt: skip
                double, claim = doubled(record, one, f"{name}-somebody")
                sides = {"scog:atMeeting": name, "scog:capacity": "scog:capacity-party"}
                yield talks, double.but(sides), claim


# Documents.


@suspicious("a signatory left out among those who were there")
def signatory_left_out(record: Record) -> Iterator[Change]:
    found: dict[str, list[Thing]] = {}
    for one in record.having("scog:signatory", "scog:during"):
        found.setdefault(one["scog:actOn"], []).append(one)
    for acts in found.values():
        if len(acts) >= 5:
            for act in acts:
                changed: dict[str, Thing | None] = {
                    act["scog:actOn"]: record.get(act["scog:actOn"]),
                    act.name: None,
                }
                changed |= {claim.name: None for claim in record.claims[act.name]}
                yield changed


@suspicious("document signed by an observer or guest at the meeting")
def signed_by_guest(record: Record) -> Iterator[Change]:
    capacities = ("scog:capacity-observer", "scog:capacity-guest-of-the-host")
    guests: dict[str, list[str]] = {}
    for one in record.of("scog:Participation"):
        if one["scog:capacity"] in capacities:
            if record.get(one["scog:represents"])["a"] == "scog:State":
                guests.setdefault(one["scog:atMeeting"], []).append(one["scog:represents"])
    for one in record.having("scog:signatory", "scog:during"):
        for state in guests.get(one["scog:during"], []):
            yield one.but({"scog:signatory": state, "scog:signer": ()})


@suspicious("act on a document entered twice, without parties")
def act_again(record: Record) -> Iterator[Change]:
    for one in record.of("scog:DocumentAct"):
        if "scog:actor" not in one and "scog:during" in one:
            yield doubled(record, one, f"{one.name}-second")


@suspicious("document adopted at two meetings")
def adopted_twice(record: Record) -> Iterator[Change]:
    meetings = {one["scog:meetingOf"]: one for one in _sessions(record) if END[0] not in one}
    for one in record.of("scog:DocumentAct"):
        meeting = record.get(one["scog:during"])
        other = meetings.get(meeting["scog:meetingOf"])
        if other and other != meeting and "scog:actor" not in one:
            double, claim = doubled(record, one, f"{one.name}-second")
            changes = {name: other[name] for name in START if name in other}
            yield double.but({**changes, "scog:during": other.name}), claim


@suspicious("entry into force years after every ratification")
def force_too_late(record: Record) -> Iterator[Change]:
    for one in record.of("scog:DocumentAct"):
        if one["scog:actKind"] == "scog:act-entry-into-force":
            yield one.but(on("2026-11-01"))


@suspicious("planned meeting beside the one that was held")
def planned_and_held(record: Record) -> Iterator[Change]:
    for plan in record.of("scog:PlannedMeeting"):
        for one in _sessions(record)[::9]:
            if one["scog:meetingOf"] == plan["scog:plannedFor"] and "scog:heldIn" in one:
                yield plan.but({"scog:heldIn": one["scog:heldIn"],
                                **{name: one[name] for name in START if name in one},
                                **dict.fromkeys(END, ())})  # fmt: skip


@suspicious("founding, opening or succession a year off its name")
def founding_year(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Opening", "scog:Succession", "scog:Statement", "scog:Visit"):
        if START[0] in one and one.day(START[0])[:4] in one.label("en"):
            moved = {it: date(years(one.day(it), 1)) for it in START[:2]}
            yield one.but(moved)
