# ruff: noqa: SIM102
"""Corruptions of who was whose: sides, capacities, posts, hosts, organs and places exchanged."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.orders import exchanged
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import doubled


def _pairs(record: Record, *names: str) -> Iterator[tuple[Thing, Thing]]:
    """Participations at one meeting with these properties, two at a time."""
    found: dict[str, list[Thing]] = {}
    for one in record.having("scog:atMeeting", *names):
        found.setdefault(one["scog:atMeeting"], []).append(one)
    for group in found.values():
        yield from itertools.pairwise(group)


@contradicts("people of two sides exchanged")
def people_exchanged(record: Record) -> Iterator[Change]:
    for one, other in _pairs(record, "scog:participant", "scog:inTenure"):
        yield exchanged(one, other, "scog:participant")


@contradicts("people of two sides exchanged with their tenures")
def people_and_tenures_exchanged(record: Record) -> Iterator[Change]:
    for one, other in _pairs(record, "scog:participant", "scog:inTenure"):
        yield exchanged(one, other, "scog:participant", "scog:inTenure")


@contradicts("sides of two people exchanged")
def sides_exchanged(record: Record) -> Iterator[Change]:
    for one, other in _pairs(record, "scog:participant", "scog:represents", "scog:inTenure"):
        if one["scog:represents"] != other["scog:represents"]:
            yield exchanged(one, other, "scog:represents")


@contradicts("capacities of a member and of another exchanged")
def capacities_exchanged(record: Record) -> Iterator[Change]:
    for one, other in _pairs(record, "scog:represents"):
        values = (one["scog:capacity"], other["scog:capacity"])
        if "scog:capacity-member" in values and values[0] != values[1]:
            if record.get(one["scog:atMeeting"])["scog:meetingOf"]:
                yield exchanged(one, other, "scog:capacity")


@contradicts("holders of two tenures exchanged")
def holders_exchanged(record: Record) -> Iterator[Change]:
    used = {one["scog:inTenure"] for one in record.having("scog:inTenure")}
    found = [one for one in record.of("scog:Tenure") if one.name in used]
    for one, other in zip(found, found[5:], strict=False):
        if one["scog:holder"] != other["scog:holder"]:
            yield exchanged(one, other, "scog:holder")


@contradicts("posts of two tenures exchanged")
def posts_exchanged(record: Record) -> Iterator[Change]:
    used = {one["scog:inTenure"] for one in record.having("scog:inTenure")}
    found = [one for one in record.of("scog:Tenure") if one.name in used]
    for one, other in zip(found, found[5:], strict=False):
        states = {record.get(it["scog:tenureOf"])["scog:postIn"] for it in (one, other)}
        if len(states) == 2:
            yield exchanged(one, other, "scog:tenureOf")


@contradicts("member states of two memberships exchanged")
def members_exchanged(record: Record) -> Iterator[Change]:
    found = [one for one in record.having("scog:member") if one["scog:inBody"] == "scod:sco"]
    for one, other in itertools.pairwise(found):
        if one.day("scog:earliest") != other.day("scog:earliest"):
            yield exchanged(one, other, "scog:member")


@suspicious("partner for observer, observer for partner")
def partner_for_observer(record: Record) -> Iterator[Change]:
    other = {"scog:status-observer": "scog:status-dialogue-partner",
             "scog:status-dialogue-partner": "scog:status-observer"}  # fmt: skip
    for one in record.having("scog:associate"):
        if one["scog:status"] in other and one["scog:inBody"] == "scod:sco":
            yield one.but({"scog:status": other[one["scog:status"]]})


@suspicious("an organisation as a member of the organisation")
def body_as_member(record: Record) -> Iterator[Change]:
    for one in record.having("scog:member"):
        yield one.but(
            {"scog:member": "scod:un" if one["scog:inBody"] != "scod:un" else "scod:csto"}
        )


@contradicts("session of another council")
def session_of_another(record: Record) -> Iterator[Change]:
    organs = [one.name for one in record.of("scog:Organ") if one["scog:organOf"] == "scod:sco"]
    for number, one in enumerate(record.of("scog:CouncilSession")):
        others = [name for name in organs if name != one["scog:meetingOf"]]
        yield one.but({"scog:meetingOf": others[number % len(others)]})


@contradicts("summit of another organisation")
def summit_of_another(record: Record) -> Iterator[Change]:
    bodies = ("scod:cis", "scod:csto", "scod:brics", "scod:shanghai-five")
    for number, one in enumerate(record.of("scog:Summit")):
        if one["scog:meetingOf"] == "scod:sco":
            yield one.but({"scog:meetingOf": bodies[number % 4]})


@suspicious("meeting chaired by the head of another member than the host")
def chair_of_guest(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inTenure"):
        meeting = record.get(one["scog:atMeeting"])
        state = record.get(meeting["scog:heldIn"])["scog:inState"]
        if "scog:chairedBy" in meeting and one["scog:capacity"] == "scog:capacity-member":
            if state and one["scog:represents"] != state and meeting["scog:meetingOf"]:
                if meeting["scog:chairedBy"] != one["scog:participant"]:
                    yield meeting.but({"scog:chairedBy": one["scog:participant"]})


@suspicious("host of a visit exchanged")
def visit_hosted_elsewhere(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Visit"):
        yield one.but({"scog:hostedBy": "scod:russia"})


@contradicts("part of itself, part of a meeting of another body")
def part_of_another(record: Record) -> Iterator[Change]:
    for one in record.having("scog:partOf"):
        yield one.but({"scog:partOf": one.name})
        yield one.but({"scog:partOf": "scod:g7-summit-2018"})
        yield one, record.get(one["scog:partOf"]).but({"scog:partOf": one.name})


@contradicts("beside itself, beside talks of two sides")
def beside_itself(record: Record) -> Iterator[Change]:
    for one in record.having("scog:onSidelinesOf"):
        yield one.but({"scog:onSidelinesOf": one.name})
        yield one.but({"scog:onSidelinesOf": "scod:vladimir-putin-visit-to-austria-2018"})


@contradicts("invitation for a state in the post of another")
def invited_for_another(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inPost", "scog:invitedFor"):
        other = "scod:china" if one["scog:invitedFor"] != "scod:china" else "scod:russia"
        yield one.but({"scog:invitedFor": other})


@suspicious("member invited as a guest")
def member_invited_as_guest(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Invitation"):
        yield one.but({"scog:invitedFor": "scod:kazakhstan", "scog:invitee": (), "scog:inPost": (),
                       "scog:capacity": "scog:capacity-guest-of-the-host"})  # fmt: skip


@contradicts("invited by a meeting to a state, to a document")
def invited_to_wrong(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Invitation")):
        yield one.but(
            {
                "scog:invitedTo": ("scod:china", "scod:tashkent-declaration-2010", "scod:sco")[
                    number % 3
                ]
            }
        )


@suspicious("organ moved to another organisation")
def organ_moved(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Organ"):
        if one["scog:organOf"] == "scod:sco":
            yield one.but({"scog:organOf": "scod:csto"})


@suspicious("kind of an organ exchanged")
def organ_kind(record: Record) -> Iterator[Change]:
    found = record.having("scog:organKind")
    kinds = sorted({one["scog:organKind"] for one in found})
    for one in found:
        other = kinds[(kinds.index(one["scog:organKind"]) + 1) % len(kinds)]
        yield one.but({"scog:organKind": other})


@suspicious("seat in a state that is no member")
def seat_outside(record: Record) -> Iterator[Change]:
    for one in record.having("scog:seat"):
        if record.get(one["scog:organOf"]).name == "scod:sco" or one.name == "scod:sco":
            yield one.but(
                {
                    "scog:seat": "scod:vienna"
                    if "scod:vienna" in record.things
                    else "scod:la-malbaie"
                }
            )


@suspicious("city that is no capital in the wrong state")
def city_moved(record: Record) -> Iterator[Change]:
    capitals = {one["scog:capital"] for one in record.having("scog:capital")}
    for one in record.of("scog:City"):
        if one.name not in capitals:
            yield one.but({"scog:inState": "scod:austria"})


@contradicts("codes of two states exchanged")
def codes_exchanged(record: Record) -> Iterator[Change]:
    found = record.having("scog:iso3166Alpha2", "scog:iso3166Alpha3")
    for one, other in itertools.pairwise(found):
        yield exchanged(one, other, "scog:iso3166Alpha2", "scog:iso3166Alpha3")


@contradicts("capitals of two states exchanged")
def capitals_exchanged(record: Record) -> Iterator[Change]:
    found = record.having("scog:capital")
    for one, other in itertools.pairwise(found):
        yield exchanged(one, other, "scog:capital")


@contradicts("coordinates of two cities exchanged")
def coordinates_exchanged(record: Record) -> Iterator[Change]:
    found = record.having("geo:lat", "geo:long")
    for one, other in itertools.pairwise(found):
        yield exchanged(one, other, "geo:lat", "geo:long")


@contradicts("latitudes of two cities exchanged")
def latitudes_exchanged(record: Record) -> Iterator[Change]:
    found = record.having("geo:lat", "geo:long")
    for one, other in itertools.pairwise(found):
        if one["geo:lat"][:2] != other["geo:lat"][:2]:
            yield exchanged(one, other, "geo:lat")


@suspicious("state on the wrong continent")
def wrong_region(record: Record) -> Iterator[Change]:
    regions = [one.name for one in record.of("scog:Region")]
    for one in record.having("scog:locatedIn"):
        if one["a"] == "scog:State":
            for other in regions:
                if other != one["scog:locatedIn"]:
                    yield one.but({"scog:locatedIn": other})
                    break


@contradicts("signature with an actor, ratification with a signatory")
def actor_for_signatory(record: Record) -> Iterator[Change]:
    for one in record.having("scog:signatory"):
        yield one.renamed("scog:signatory", "scog:actor")
    for one in record.having("scog:actor"):
        yield one.renamed("scog:actor", "scog:signatory")


@contradicts("signers of two parties exchanged")
def signers_exchanged(record: Record) -> Iterator[Change]:
    found = record.having("scog:signer", "scog:signatory")
    for one, other in itertools.pairwise(found):
        if one["scog:actOn"] == other["scog:actOn"]:
            yield exchanged(one, other, "scog:signer")


@suspicious("speaker who speaks to himself")
def own_recipient(record: Record) -> Iterator[Change]:
    for one in record.having("scog:speaker"):
        yield one.but({"scog:recipient": one["scog:speaker"]})


@contradicts("concerns a source, a claim or a tenure")
def concerns_source(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:concerns")):
        yield one.but(
            {"scog:concerns": ("scod:rferl-2004-06-17", "scod:tashkent-claim-1",
                               "scod:askar-akayev-president-of-kyrgyzstan")[number % 3]}
        )  # fmt: skip


@suspicious("two people for one post at one meeting")
def two_in_one_post(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inPost"):
        if one["scog:atMeeting"]:
            double, claim = doubled(record, one, f"{one['scog:atMeeting']}-li-huilai")
            yield double.but({"scog:participant": "scod:li-huilai"}), claim


@contradicts("coverage checked against a person or a city")
def checked_against_city(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:checkedAgainst")):
        yield one.but({"scog:checkedAgainst": ("scod:tashkent", "scod:li-huilai")[number % 2]})


@contradicts("the chair of a body as its member, a tenure as a participant")
def tenure_as_participant(record: Record) -> Iterator[Change]:
    for one in record.having("scog:participant", "scog:inTenure"):
        yield one.but({"scog:participant": one["scog:inTenure"]})


@contradicts("the meeting as the side, the side as the meeting")
def meeting_as_side(record: Record) -> Iterator[Change]:
    for one in record.having("scog:represents", "scog:atMeeting"):
        yield one.but(
            {"scog:represents": one["scog:atMeeting"], "scog:atMeeting": one["scog:represents"]}
        )
