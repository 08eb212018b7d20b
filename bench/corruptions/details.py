# ruff: noqa: SIM102
"""Corruptions of properties that few things have, and of what two things say of each other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import START, date, ending, labels, on, shifted, years

# Documents.


@contradicts("a document amends the later one that amends it")
def amends_reversed(record: Record) -> Iterator[Change]:
    for one in record.having("scog:amends"):
        other = record.get(one["scog:amends"])
        yield one.but({"scog:amends": ()}), other.but({"scog:amends": one.name}, also=True)


@contradicts("a document amends itself, a political document, a meeting")
def amends_wrong(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:amends")):
        wrong = (one.name, "scod:beijing-declaration-2012", "scod:tashkent-summit-2004")
        yield one.but({"scog:amends": wrong[number % 3]})


@suspicious("a protocol amends another agreement than its name says")
def amends_another(record: Record) -> Iterator[Change]:
    found = record.having("scog:amends")
    for one, other in itertools.permutations(found, 2):
        if one["scog:amends"] != other["scog:amends"]:
            yield one.but({"scog:amends": other["scog:amends"]})


@contradicts("depositary that is a newspaper, a person, a meeting")
def depositary_kind(record: Record) -> Iterator[Change]:
    wrong = ("scod:xinhua", "scod:xi-jinping", "scod:tashkent-summit-2004")
    for number, one in enumerate(record.having("scog:depositary")):
        yield one.but({"scog:depositary": wrong[number % 3]})


@suspicious("depositary that is a state or body without part in the document")
def depositary_stranger(record: Record) -> Iterator[Change]:
    wrong = ("scod:austria", "scod:eurasian-economic-union", "scod:turkmenistan", "scod:csto")
    for number, one in enumerate(record.having("scog:depositary")):
        if record.get(wrong[number % 4]).file:
            yield one.but({"scog:depositary": wrong[number % 4]})


@suspicious("authentic language of a document that none of its parties uses, or a word for one")
def authentic_language(record: Record) -> Iterator[Change]:
    for one in record.having("scog:authenticLanguage"):
        for wrong in ('"pt"', '"Russian"', '"rus"', '"cn"'):
            yield one.but(
                {"scog:authenticLanguage": (wrong, *one.all("scog:authenticLanguage")[1:])}
            )


@suspicious("document that concerns another organisation than the one that adopted it")
def concerns_another(record: Record) -> Iterator[Change]:
    for act in record.having("scog:actOn", "scog:during"):
        document, meeting = record.get(act["scog:actOn"]), record.get(act["scog:during"])
        if meeting["scog:meetingOf"] == "scod:sco" and document.all("scog:concerns") == (
            "scod:sco",
        ):
            yield document.but({"scog:concerns": "scod:csto"})


@suspicious("signer who was not at the meeting, where another signed for that state")
def signer_elsewhere(record: Record) -> Iterator[Change]:
    holders: dict[str, list[str]] = {}
    for one in record.of("scog:Tenure"):
        state = record.get(one["scog:tenureOf"])["scog:postIn"]
        if START[0] not in one or one["scog:endEarliest"] == "":
            holders.setdefault(state, []).append(one["scog:holder"])
    there = {
        (one["scog:atMeeting"], one["scog:participant"]) for one in record.of("scog:Participation")
    }
    for act in record.having("scog:signer", "scog:during"):
        for person in holders.get(act["scog:signatory"], ()):
            if (act["scog:during"], person) not in there:
                yield act.but({"scog:signer": person})


@suspicious("acts of a document two years off the year of its IRI")
def acts_other_than_iri(record: Record) -> Iterator[Change]:
    acts: dict[str, list[Thing]] = {}
    for one in record.having("scog:actOn", START[0]):
        acts.setdefault(one["scog:actOn"], []).append(one)
    for name, found in acts.items():
        year = name[-4:]
        if year not in record.get(name).label("en") and "scog:during" not in found[0]:
            if year.isdigit() and all(year == act.day(START[0])[:4] for act in found):
                moved = [act.but({it: date(years(act.day(it), -2)) for it in START[:2]})
                         for act in found]  # fmt: skip
                yield tuple(moved)


@suspicious("plan for years that were over when it was adopted")
def plan_too_late(record: Record) -> Iterator[Change]:
    acts = {one["scog:actOn"]: one for one in record.having("scog:actOn", START[0])}
    for one in record.of("scog:PoliticalDocument"):
        texts = one.all("skos:prefLabel")
        act = acts.get(one.name)
        if act and re.search(r"20\d\d[–-]20\d\d", one.label("en")):
            moved = [
                re.sub(r"20\d\d", lambda found: str(int(found[0]) - 10), text) for text in texts
            ]
            yield one.but({"skos:prefLabel": moved})


# Missions, sessions.


@contradicts("number of observers that is zero, negative or no whole number")
def observers_impossible(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:observerCount")):
        yield one.but({"scog:observerCount": ("0", "-12", "12.5")[number % 3]})


@suspicious("a mission of hundreds or thousands of observers")
def observers_many(record: Record) -> Iterator[Change]:
    for one in record.having("scog:observerCount"):
        yield one.but({"scog:observerCount": one["scog:observerCount"] + "00"})


@contradicts("number of a mission twice, or lower than that of an earlier one")
def mission_number(record: Record) -> Iterator[Change]:
    found = record.having("scog:missionNumber")
    for one, other in itertools.permutations(found, 2):
        yield one.but({"scog:missionNumber": other["scog:missionNumber"]})
        if one.day(START[0]) > other.day(START[0]):
            number = str(int(other["scog:missionNumber"]) - 1)
            yield one.but({"scog:missionNumber": number})


@suspicious("session of ten days")
def session_too_long(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Summit", "scog:CouncilSession"):
        if one[START[2]] == "scog:precision-day":
            yield one.but(ending(shifted(one.day(START[0]), 9)))


@suspicious("somebody left out of the meeting beside which they had talks")
def left_out_beside_talks(record: Record) -> Iterator[Change]:
    there = {
        (one["scog:atMeeting"], one["scog:participant"]): one
        for one in record.of("scog:Participation")
    }
    for side in record.of("scog:Participation"):
        beside = record.get(side["scog:atMeeting"])["scog:onSidelinesOf"]
        left = there.get((beside, side["scog:participant"]))
        if left and side["scog:participant"]:
            changed: dict[str, Thing | None] = {side.name: side, left.name: None}
            yield changed | {claim.name: None for claim in record.claims[left.name]}


# Invitations.


@suspicious("invitation in another capacity than the one in which the side came")
def invited_otherwise(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Invitation"):
        for other in ("scog:capacity-observer", "scog:capacity-member", "scog:capacity-host"):
            if other != one["scog:capacity"]:
                yield one.but({"scog:capacity": other})


@suspicious("invitation in a post that another held, or of another state")
def invited_in_post(record: Record) -> Iterator[Change]:
    found = record.having("scog:invitee", "scog:inPost")
    for one, other in itertools.pairwise(found):
        if one["scog:invitee"] != other["scog:invitee"]:
            yield one.but({"scog:invitee": other["scog:invitee"]})


# Sources.


@suspicious("title of a source that its name has not")
def title_other_than_name(record: Record) -> Iterator[Change]:
    found = [one for one in record.having("dct:title") if one["dct:title"].endswith("@en")]
    for one, other in zip(found, found[40:], strict=False):
        if one["dct:title"][1:-4] in one.label("en"):
            yield one.but({"dct:title": other["dct:title"]})


@suspicious("name of a source that its title has not")
def name_other_than_title(record: Record) -> Iterator[Change]:
    found = [one for one in record.having("dct:title") if one["dct:title"].endswith("@en")]
    for one, other in zip(found, found[40:], strict=False):
        if one["dct:title"][1:-4] in one.label("en"):
            yield one.but(labels(one, en=other.label("en")))


@suspicious("address of a source at another publisher's site")
def address_elsewhere(record: Record) -> Iterator[Change]:
    found = record.having("schema:url", "dct:publisher")
    for one, other in zip(found, found[150:], strict=False):
        if one["dct:publisher"] != other["dct:publisher"]:
            host = re.match(r"<https?://([^/]+)/", other["schema:url"])
            if host:
                new = re.sub(r"(?<=//)[^/>]+", host[1], one["schema:url"])
                yield one.but({"schema:url": new})


@suspicious("publisher exchanged for another that has a site of its own")
def publisher_of_another(record: Record) -> Iterator[Change]:
    found = record.having("schema:url", "dct:publisher")
    for one, other in zip(found, found[150:], strict=False):
        if one["dct:publisher"] != other["dct:publisher"]:
            yield one.but({"dct:publisher": other["dct:publisher"]})


@suspicious("language of a source other than the one in its address")
def language_of_address(record: Record) -> Iterator[Change]:
    for one in record.having("schema:url", "dct:language"):
        own = one["dct:language"].strip('"')
        if re.search(rf"//{own}\.|/{own}/|[?&]lang(uage)?={own}\b", one["schema:url"]):
            yield one.but({"dct:language": '"fr"' if own != "fr" else '"en"'})


@suspicious("issue date of a source other than the one in its address, without strokes")
def compact_date(record: Record) -> Iterator[Change]:
    for one in record.issued("schema:url"):
        day = one.day("dct:issued")
        forms = (day.replace("-", ""), f"{day[:4]}/{day[5:7]}{day[8:]}", f"{day[:7]}/{day[8:]}")
        if any(form in one["schema:url"] for form in forms):
            yield one.but({"dct:issued": date(years(day, -1))})


@suspicious("archived copy made before the source was issued")
def archived_too_early(record: Record) -> Iterator[Change]:
    for one in record.issued("schema:url"):
        if one.day("dct:issued") > "2004":
            stamp = f"{years(one.day('dct:issued'), -1).replace('-', '')}101010"
            address = one["schema:url"].strip("<>")
            yield one.but({"schema:url": f"<https://web.archive.org/web/{stamp}/{address}>"})


@suspicious("archived copy of another source's page")
def archived_another(record: Record) -> Iterator[Change]:
    found = record.issued("schema:url")
    for one, other in zip(found, found[9:], strict=False):
        address = other["schema:url"].strip("<>")
        stamp = "20261101000000"
        yield one.but({"schema:url": f"<https://web.archive.org/web/{stamp}/{address}>"})


@suspicious("kind of a place other than its IRI says: a list for a paragraph")
def kind_of_place(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:SourcePlace")):
        if re.search(r"-paragraph-\d+$", one.name) and one["scog:heading"].startswith('"paragraph'):
            new = ("list item", "caption", "footnote")[number % 3]
            yield one.but({"scog:heading": one["scog:heading"].replace("paragraph", new)})


@suspicious("day of a source that was read years before all others")
def read_years_before(record: Record) -> Iterator[Change]:
    for one in record.having("scog:dateRead"):
        if "dct:issued" not in one:
            yield one.but({"scog:dateRead": date("2016-11-27")})


# Texts that have a language.


@suspicious("theme of a chairmanship with the tag of another language, in blanks or markup")
def theme_text(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:theme")):
        text = one["scog:theme"].rpartition("@")[0][1:-1]
        wrong = (
            f'"{text}"@ru',
            f'"{text} "@en',
            f'"<b>{text}</b>"@en',
            '""@en',
            f'"{text}"@english',
        )
        yield one.but({"scog:theme": wrong[number % 5]})


# Statuses and dates.


@suspicious("status of another act: an observer that began with the decision on a partner")
def spell_of_another_status(record: Record) -> Iterator[Change]:
    for one in record.having("scog:beganWith", "scog:associate"):
        other = {"scog:status-observer": "scog:status-dialogue-partner",
                 "scog:status-dialogue-partner": "scog:status-observer"}  # fmt: skip
        if new := other.get(one["scog:status"]):
            yield one.but({"scog:status": new})


@suspicious("status dated by the day after the meeting that granted it")
def spell_a_month_late(record: Record) -> Iterator[Change]:
    for one in record.having("scog:beganWith"):
        if one[START[2]] == "scog:precision-day":
            yield one.but(on(shifted(one.day(START[0]), 31)))
