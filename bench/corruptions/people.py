# ruff: noqa: E501, SIM102
"""Corruptions of people, posts, terms of office, memberships and acts on a status."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import END, START, doubled, ending, labels, on, shifted, years


def _events(record: Record) -> list[Thing]:
    return record.of("scog:MembershipSpell")


# People.


@suspicious("two people with one English name")
def same_english(record: Record) -> Iterator[Change]:
    for one, other in zip(record.of("scog:Person"), record.of("scog:Person")[7:], strict=False):
        yield one.but(labels(one, en=other.label("en")))


@suspicious("two people with one Chinese name")
def same_chinese(record: Record) -> Iterator[Change]:
    for one, other in zip(record.of("scog:Person"), record.of("scog:Person")[7:], strict=False):
        yield one.but(labels(one, zh=other.label("zh")))


@suspicious("two people with one Russian name")
def same_russian(record: Record) -> Iterator[Change]:
    for one, other in zip(record.of("scog:Person"), record.of("scog:Person")[7:], strict=False):
        yield one.but(labels(one, ru=other.label("ru")))


@suspicious("further name that is another person's")
def alt_of_another(record: Record) -> Iterator[Change]:
    for one, other in zip(record.of("scog:Person"), record.of("scog:Person")[7:], strict=False):
        yield one.but({"skos:altLabel": f'"{other.label("en")}"@en'}, also=True)


@suspicious("a person entered twice")
def person_again(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Person"):
        yield doubled(record, one, f"{one.name}-2")


@suspicious("a person entered twice with the names in another order")
def person_reordered(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Person"):
        words = one.label("en").split()
        if len(words) == 2:
            double, claim = doubled(record, one, f"scod:{words[1].lower()}-{words[0].lower()}-2")
            yield double.but(labels(one, en=f"{words[1]} {words[0]}")), claim


@suspicious("a person of whom nothing is said")
def idle_person(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Person"):
        made, claim = doubled(record, one, "scod:somebody-new")
        yield (
            made.but(
                {
                    "skos:altLabel": (),
                    "skos:prefLabel": ['"Some Body"@en', '"Сам Бодий"@ru', '"萨姆·博迪"@zh'],
                }
            ),
            claim,
        )


@contradicts("different from itself")
def different_from_itself(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Person"):
        yield one.but({"owl:differentFrom": one.name})


# Posts and tenures.


@contradicts("post in a city or a person")
def post_in_city(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Post")):
        yield one.but({"scog:postIn": ("scod:tashkent", "scod:li-huilai")[number % 2]})


@contradicts("post in nothing")
def post_in_nothing(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Post"):
        yield one.but({"scog:postIn": ()})


@contradicts("post in a newspaper")
def post_in_newspaper(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Post"):
        yield one.but({"scog:postIn": "scod:xinhua"})


@contradicts("post in two states")
def post_in_two(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Post"):
        if one["scog:postIn"] != "scod:china":
            yield one.but({"scog:postIn": "scod:china"}, also=True)


@contradicts("post of another state than its holders serve")
def post_moved(record: Record) -> Iterator[Change]:
    for one in record.where("scog:postKind", "scog:post-head-of-state"):
        if one["scog:postIn"] != "scod:china":
            yield one.but({"scog:postIn": "scod:china"})


@suspicious("two posts of one name")
def same_post(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Post"):
        yield doubled(record, one, f"{one.name}-2")


@contradicts("head of state of a body, head of a body of a state")
def kind_of_post(record: Record) -> Iterator[Change]:
    for one in record.having("scog:postKind"):
        state = record.get(one["scog:postIn"])["a"] == "scog:State"
        yield one.but({"scog:postKind": f"scog:post-head-of-{'body' if state else 'state'}"})


@suspicious("two heads of state posts of one state")
def second_head(record: Record) -> Iterator[Change]:
    for one in record.where("scog:postKind", "scog:post-minister"):
        yield one.but({"scog:postKind": "scog:post-head-of-state"})


@contradicts("tenure without holder")
def without_holder(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        yield one.but({"scog:holder": ()})


@contradicts("tenure of two people")
def two_holders(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        yield one.but({"scog:holder": "scod:li-huilai"}, also=True)


@contradicts("tenure of two posts")
def two_posts(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        if one["scog:tenureOf"] != "scod:president-of-china":
            yield one.but({"scog:tenureOf": "scod:president-of-china"}, also=True)


@contradicts("holder is a state or a group")
def holder_of_wrong_kind(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Tenure")):
        yield one.but({"scog:holder": ("scod:china", "scod:sco-leaders")[number % 2]})


@contradicts("tenure of something that is no post")
def tenure_of_body(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Tenure")):
        yield one.but({"scog:tenureOf": ("scod:sco", "scod:china")[number % 2]})


@contradicts("holder exchanged")
def other_holder(record: Record) -> Iterator[Change]:
    used = {one["scog:inTenure"] for one in record.having("scog:inTenure")}
    for one in record.of("scog:Tenure"):
        if one.name in used:
            yield one.but({"scog:holder": "scod:li-huilai"})


@contradicts("overlapping heads of state or government")
def overlapping_heads(record: Record) -> Iterator[Change]:
    yield from _overlapping(record, "scog:post-head-of-state", "scog:post-head-of-government")


@contradicts("overlapping heads of a body")
def overlapping_heads_of_body(record: Record) -> Iterator[Change]:
    yield from _overlapping(record, "scog:post-head-of-body")


@suspicious("overlapping ministers")
def overlapping_ministers(record: Record) -> Iterator[Change]:
    yield from _overlapping(record, "scog:post-minister")


def _overlapping(record: Record, *kinds: str) -> Iterator[Change]:
    """A tenure that begins a year before the end of its predecessor, or ends after its successor."""
    tenures = record.of("scog:Tenure")
    for one in tenures:
        if record.get(one["scog:tenureOf"])["scog:postKind"] not in kinds:
            continue
        for other in tenures:
            if other.name != one.name and other["scog:tenureOf"] == one["scog:tenureOf"]:
                if other["scog:holder"] == one["scog:holder"]:
                    continue
                if START[0] in other and "scog:endEarliest" in one and START[0] in one:
                    if one.day(START[0]) < other.day(START[0]):
                        yield one.but(ending(years(other.day("scog:latest"), 1)))
                        break


@suspicious("one person in two offices of one state's head at once in another state")
def two_states(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        if one["scog:holder"] == "scod:vladimir-putin":
            double, claim = doubled(record, one, "scod:vladimir-putin-president-of-belarus")
            yield double.but({"scog:tenureOf": "scod:president-of-belarus"}), claim


@suspicious("tenure of sixty years")
def too_long(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        if START[0] in one and "scog:endEarliest" not in one:
            yield one.but(on(years(one.day(START[0]), -60)))
    for one in record.of("scog:Tenure"):
        if START[0] in one and END[0] in one and END[1] in one:
            yield one.but(ending(years(one.day(END[0]), 60)))


@contradicts("tenure that ends before it begins")
def ends_before(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        if START[0] in one:
            yield one.but(ending(years(one.day(START[0]), -1)))


@contradicts("tenure that begins after the meetings in it")
def begins_late(record: Record) -> Iterator[Change]:
    used = {one["scog:inTenure"]: record.get(one["scog:atMeeting"]).day("scog:latest")
            for one in record.having("scog:inTenure")}  # fmt: skip
    for one in record.of("scog:Tenure"):
        if one.name in used and END[0] not in one:
            yield one.but(on(years(used[one.name], 1)))


@contradicts("tenure that ends before the meetings in it")
def ends_early(record: Record) -> Iterator[Change]:
    used = {one["scog:inTenure"]: record.get(one["scog:atMeeting"]).day("scog:latest")
            for one in record.having("scog:inTenure")}  # fmt: skip
    for one in record.of("scog:Tenure"):
        if (
            one.name in used
            and START[0] in one
            and one.day(START[0]) < shifted(used[one.name], -60)
        ):
            yield one.but(ending(shifted(used[one.name], -40)))


@contradicts("tenure that ends on its last day served")
def inclusive_end(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        if END[0] in one and one[END[2]] == "scog:precision-day" and one.day(END[0])[5:] == "01-01":
            yield one.but(ending(shifted(one.day(END[0]), -1)))


@suspicious("acting left out of a tenure that is called so")
def not_acting(record: Record) -> Iterator[Change]:
    for one in record.having("scog:acting"):
        yield one.but({"scog:acting": ()})


@suspicious("tenure twice")
def tenure_again(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        yield doubled(record, one, f"{one.name}-9")


@contradicts("tenure in the future")
def future_tenure(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Tenure"):
        if END[0] not in one:
            yield one.but(on("2032-01-01"))


# Memberships.


@contradicts("membership that begins with an event of another date")
def event_of_another_date(record: Record) -> Iterator[Change]:
    for one in record.having("scog:beganWith"):
        yield one.but(on(years(one.day("scog:earliest"), 1)))
        yield one.but({"scog:beganWith": "scod:almaty-summit-1998"})


@contradicts("membership that ended with an event of another date")
def end_of_another_date(record: Record) -> Iterator[Change]:
    for one in record.having("scog:endedWith"):
        yield one.but(ending(years(one.day("scog:endEarliest"), 1)))
        yield one.but({"scog:endedWith": "scod:ufa-summit-2015"})


@contradicts("membership that begins with an act for another state")
def act_of_another(record: Record) -> Iterator[Change]:
    acts = [
        one for one in record.of("scog:StatusAct") if one["scog:actKind"] == "scog:act-decision"
    ]
    for one in record.having("scog:beganWith"):
        for act in acts:
            if act["scog:candidate"] not in (one["scog:member"], one["scog:associate"]):
                yield one.but({"scog:beganWith": act.name} | {name: act[name] for name in START})
                break


@contradicts("membership that begins with a person or document")
def began_with_person(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:beganWith")):
        yield one.but(
            {"scog:beganWith": ("scod:li-huilai", "scod:tashkent-declaration-2010")[number % 2]}
        )


@contradicts("member that is a person or a city")
def member_of_wrong_kind(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:member")):
        yield one.but({"scog:member": ("scod:li-huilai", "scod:tashkent")[number % 2]})


@contradicts("member that is a newspaper or a group")
def member_is_newspaper(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:member")):
        yield one.but({"scog:member": ("scod:xinhua", "scod:sco-leaders")[number % 2]})


@contradicts("associate that is a newspaper")
def associate_is_newspaper(record: Record) -> Iterator[Change]:
    for one in record.having("scog:associate"):
        yield one.but({"scog:associate": "scod:xinhua"})


@contradicts("member exchanged for another state")
def member_exchanged(record: Record) -> Iterator[Change]:
    for one in record.having("scog:member"):
        other = "scod:sri-lanka" if one["scog:inBody"] != "scod:saarc" else "scod:china"
        yield one.but({"scog:member": other})


@contradicts("membership in a newspaper")
def in_newspaper(record: Record) -> Iterator[Change]:
    for one in _events(record):
        yield one.but({"scog:inBody": "scod:xinhua"})


@contradicts("membership in a state")
def in_state(record: Record) -> Iterator[Change]:
    for one in _events(record):
        yield one.but({"scog:inBody": "scod:china"})


@contradicts("membership in two bodies")
def in_two_bodies(record: Record) -> Iterator[Change]:
    for one in _events(record):
        yield one.but({"scog:inBody": "scod:g7"}, also=True)


@contradicts("membership before the body was founded")
def before_body(record: Record) -> Iterator[Change]:
    for one in _events(record):
        if one["scog:inBody"] == "scod:sco" and START[0] in one:
            yield one.but(on("1999-06-15"))


@contradicts("founding member that joined later")
def late_founder(record: Record) -> Iterator[Change]:
    for one in record.where("scog:status", "scog:status-founding-member"):
        if one["scog:inBody"] == "scod:sco":
            yield one.but(on("2004-06-17") | {"scog:beganWith": ()})
    for one in record.where("scog:status", "scog:status-member"):
        if one["scog:inBody"] == "scod:sco":
            yield one.but({"scog:status": "scog:status-founding-member"})


@contradicts("member by associate, observer by member")
def wrong_link(record: Record) -> Iterator[Change]:
    for one in record.having("scog:member"):
        yield one.renamed("scog:member", "scog:associate")
    for one in record.having("scog:associate"):
        yield one.renamed("scog:associate", "scog:member")


@contradicts("overlapping memberships")
def overlapping(record: Record) -> Iterator[Change]:
    for one in record.having("scog:associate", "scog:endLatest"):
        yield one.but(ending(years(one.day("scog:endLatest"), 2)))


@contradicts("membership that has ended still open")
def still_open(record: Record) -> Iterator[Change]:
    for one in record.having("scog:associate", "scog:endLatest"):
        yield one.but(dict.fromkeys(END, ()))


@suspicious("gap between two memberships")
def gap(record: Record) -> Iterator[Change]:
    for one in record.having("scog:associate", "scog:endLatest"):
        yield one.but(ending(shifted(one.day("scog:endEarliest"), -400)))


@suspicious("membership twice")
def again(record: Record) -> Iterator[Change]:
    for one in _events(record):
        yield doubled(record, one, f"{one.name}-9")


@suspicious("status that goes back: observer after member")
def goes_back(record: Record) -> Iterator[Change]:
    for one in record.where("scog:status", "scog:status-founding-member"):
        if one["scog:inBody"] == "scod:sco":
            name = one.name.replace("founding-member", "observer")
            double, claim = doubled(record, one, name)
            yield (
                one.but(ending("2019-01-01")),
                double.but(on("2019-01-01") | {"scog:member": (), "scog:associate": one["scog:member"],
                           "scog:status": "scog:status-observer", "scog:beganWith": ()}),
                claim,
            )  # fmt: skip


@suspicious("member state without an earlier status or act")
def member_from_nowhere(record: Record) -> Iterator[Change]:
    for one in record.having("scog:associate"):
        if one["scog:inBody"] == "scod:sco" and "scog:endEarliest" not in one and START[0] in one:
            yield one.renamed("scog:associate", "scog:member").but(
                {"scog:status": "scog:status-member"}
            )


@contradicts("status at odds with the capacity at meetings")
def at_odds_with_meetings(record: Record) -> Iterator[Change]:
    for one in record.where("scog:status", "scog:status-observer"):
        if one["scog:inBody"] == "scod:sco" and one["scog:associate"] in (
            "scod:mongolia",
            "scod:iran",
            "scod:pakistan",
            "scod:india",
        ):
            yield one.but({"scog:status": "scog:status-guest"})


@contradicts("membership in the future")
def future_spell(record: Record) -> Iterator[Change]:
    for one in _events(record):
        if END[0] not in one:
            yield one.but(on("2031-01-01") | {"scog:beganWith": ()})


@contradicts("member of a body after the body was succeeded")
def after_succession(record: Record) -> Iterator[Change]:
    for one in _events(record):
        if one["scog:inBody"] == "scod:shanghai-five":
            yield one.but(ending("2005-01-01") | {"scog:endedWith": ()})
            yield one.but(dict.fromkeys(END, ()) | {"scog:endedWith": ()})


# Acts on a status.


@contradicts("act on a status of a person or newspaper")
def candidate_of_wrong_kind(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:StatusAct")):
        yield one.but(
            {"scog:candidate": ("scod:li-huilai", "scod:xinhua", "scod:tashkent")[number % 3]}
        )


@contradicts("act on a status in a state or newspaper")
def act_in_state(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:StatusAct")):
        yield one.but({"scog:inBody": ("scod:china", "scod:xinhua")[number % 2]})


@contradicts("act on a status outside its meeting")
def act_outside(record: Record) -> Iterator[Change]:
    for one in record.of("scog:StatusAct"):
        if "scog:during" in one and one["scog:precision"] == "scog:precision-day":
            yield one.but(on(years(one.day("scog:earliest"), 1)))


@contradicts("kind of act that is for documents")
def kind_for_documents(record: Record) -> Iterator[Change]:
    for one in record.of("scog:StatusAct"):
        yield one.but({"scog:actKind": "scog:act-ratification"})


@contradicts("act on a status before the body was founded")
def act_before_body(record: Record) -> Iterator[Change]:
    for one in record.of("scog:StatusAct"):
        if one["scog:inBody"] == "scod:sco":
            yield one.but(on("1997-01-01") | {"scog:during": ()})


@suspicious("decision on a status on another day than the membership begins")
def effect_elsewhere(record: Record) -> Iterator[Change]:
    for one in record.where("scog:actKind", "scog:act-decision"):
        yield one.but(on(years(one.day("scog:earliest"), 1)) | {"scog:during": ()})


@suspicious("application after the status")
def application_late(record: Record) -> Iterator[Change]:
    for one in record.where("scog:actKind", "scog:act-application"):
        yield one.but(on("2025-11-01") | {"scog:during": ()})


@suspicious("act on a status twice")
def act_again(record: Record) -> Iterator[Change]:
    for one in record.of("scog:StatusAct"):
        yield doubled(record, one, f"{one.name}-2")


@contradicts("act on a status of another body than its meeting")
def act_of_another_body(record: Record) -> Iterator[Change]:
    for one in record.of("scog:StatusAct"):
        if "scog:during" in one and one["scog:inBody"] == "scod:sco":
            yield one.but({"scog:inBody": "scod:brics"})


@contradicts("the body itself as candidate")
def own_candidate(record: Record) -> Iterator[Change]:
    for one in record.of("scog:StatusAct"):
        yield one.but({"scog:candidate": one["scog:inBody"]})
    for one in record.having("scog:member"):
        yield one.but({"scog:member": one["scog:inBody"]})
