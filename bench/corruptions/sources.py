# ruff: noqa: E501, RUF007, SIM102
"""Corruptions of sources, places in them and claims; of places, states and bodies."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import START, date, doubled, labels, on, shifted, years

# Claims.


@contradicts("a fact that no claim covers: claim taken away")
def claim_gone(record: Record) -> Iterator[Change]:
    for name, claims in record.claims.items():
        if len(claims) == 1 and record.get(name)["a"] != "scog:Organization":
            yield {claims[0].name: None, name: record.get(name)}


@contradicts("a fact that no claim covers: property taken out of its claims")
def property_uncovered(record: Record) -> Iterator[Change]:
    for name, claims in record.claims.items():
        if all("scog:claimFor" in one for one in claims) and len(claims) <= 6:
            for wanted in ("scog:heldIn", "scog:sessionNumber", "scog:capital", "scog:earliest",
                           "scog:endLatest", "scog:chairedBy", "scog:format", "scog:tenureOf"):  # fmt: skip
                holding = [one for one in claims if wanted in one.all("scog:claimFor")]
                if holding and all(len(one.all("scog:claimFor")) > 1 for one in holding):
                    changed = [
                        one.but(
                            {
                                "scog:claimFor": [
                                    it for it in one.all("scog:claimFor") if it != wanted
                                ]
                            }
                        )
                        for one in holding
                    ]
                    yield {one.name: one for one in changed} | {name: record.get(name)}


for _class, _name, _value in (
    ("scog:Summit", "scog:venue", '"Palace of Congresses"@en'),
    ("scog:Summit", "scog:chairedBy", None),
    ("scog:State", "scog:locatedIn", "scod:europe"),
    ("scog:Organ", "scog:seat", "scod:beijing"),
    ("scog:Tenure", "scog:acting", "true"),
    ("scog:City", "scog:locatedIn", "scod:europe"),
    ("scog:LegalInstrument", "scog:topic", "scog:topic-trade"),
    ("scog:MembershipSpell", "scog:endedWith", "scod:ufa-summit-2015"),
    ("scog:Summit", "scog:endLatest", '"2030-01-01"^^xsd:date'),
    ("scog:IntergovernmentalOrganization", "scog:purpose", "scog:topic-trade"),
    ("scog:IntergovernmentalOrganization", "scog:seat", "scod:beijing"),
):

    def _added(
        record: Record, of: str = _class, name: str = _name, value: str | None = _value
    ) -> Iterator[Change]:
        for thing in record.of(of):
            new = value or next(
                (one["scog:participant"] for one in record.where("scog:atMeeting", thing.name)
                 if one["scog:participant"]), "scod:li-huilai")  # fmt: skip
            claims = record.claims[thing.name]
            if name not in thing and claims and all("scog:claimFor" in one for one in claims):
                yield thing.but({name: new})

    contradicts(f"a fact that no claim covers: {_name} of {_class}")(_added)


@contradicts("claim about nothing, from nowhere")
def empty_claim(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Claim")[::50]):
        yield one.but({("scog:claimAbout", "scog:claimFrom")[number % 2]: ()})


@contradicts("claim for a property that the thing does not have")
def claim_for_absent(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimFor", "scog:claimAbout")[::50]:
        if "scog:gist" not in record.get(one["scog:claimAbout"]):
            yield one.but({"scog:claimFor": "scog:gist"}, also=True)


@contradicts("claim for a property that is misspelt")
def claim_for_misspelt(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimFor")[::50]:
        yield one.but({"scog:claimFor": one["scog:claimFor"] + "s"})


@contradicts("claim for an inferred property")
def claim_for_inferred(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimFor"):
        if record.get(one["scog:claimAbout"])["a"] == "scog:Summit" and "scog:heldIn" in record.get(
            one["scog:claimAbout"]
        ):
            yield one.but({"scog:claimFor": "scog:hostedBy"})


@contradicts("claimed value that the thing does not have")
def claimed_not_held(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimedValue"):
        if "scog:rankReason" not in one:
            yield one.but({"scog:claimedValue": '"Something else"@en'})


@contradicts("claimed value without the property")
def claimed_of_nothing(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimedValue", "scog:claimFor"):
        yield one.but({"scog:claimFor": ()})


@contradicts("claim about another thing")
def claim_about_another(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        about = record.get(one["scog:claimAbout"])
        for other in record.of(about["a"]):
            if other.name != about.name:
                yield one.but({"scog:claimAbout": other.name})
                break


@contradicts("claim about two things")
def claim_about_two(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        yield one.but({"scog:claimAbout": "scod:ufa"}, also=True)


@contradicts("claim from a source instead of a place in it")
def claim_from_source(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        yield one.but({"scog:claimFrom": record.get(one["scog:claimFrom"])["oa:hasSource"]})


@contradicts("claim from a person or meeting")
def claim_from_person(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Claim")[::50]):
        yield one.but(
            {"scog:claimFrom": ("scod:li-huilai", "scod:tashkent-summit-2004")[number % 2]}
        )


@contradicts("deprecated without a reason")
def deprecated(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        if "scog:rankReason" not in one:
            yield one.but({"scog:rank": "scog:rank-deprecated"})


@contradicts("two ranks")
def two_ranks(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        yield one.but({"scog:rank": ("scog:rank-normal", "scog:rank-preferred")})


@suspicious("reason without a rank")
def reason_only(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        if "scog:rank" not in one and "scog:claimedValue" not in one:
            yield one.but({"scog:rankReason": '"The other source is older."@en'})


@suspicious("deprecated although the thing has the value")
def deprecated_but_held(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimedValue"):
        if "scog:rankReason" not in one:
            yield one.but(
                {
                    "scog:rank": "scog:rank-deprecated",
                    "scog:rankReason": '"Another source is newer."@en',
                }
            )


@suspicious("the same claim twice")
def claim_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        yield Thing(f"{one['scog:claimAbout']}-claim-998", one.file, one.properties)


@contradicts("claim of a tenure, meeting, state or person without properties")
def claim_for_all(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimFor"):
        if record.get(one["scog:claimAbout"])["a"] in ("scog:Tenure", "scog:MembershipSpell", "scog:Summit",
                                                        "scog:State", "scog:Person", "scog:City",
                                                        "scog:LegalInstrument"):  # fmt: skip
            if "scog:claimedValue" not in one:
                yield one.but({"scog:claimFor": ()})


@contradicts("claim that covers mode beside claims that name none")
def mode_added(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Participation"):
        if "scog:mode" not in one and all(
            "scog:claimFor" not in it for it in record.claims[one.name]
        ):
            if record.get(one["scog:atMeeting"])["scog:format"] == "scog:format-in-person":
                yield one.but({"scog:mode": "scog:mode-in-person"})


# Sources.


@contradicts("source read before it was issued")
def read_before_issue(record: Record) -> Iterator[Change]:
    for one in record.issued("scog:dateRead"):
        yield one.but({"scog:dateRead": date(shifted(one.day("dct:issued"), -10))})


@contradicts("source issued in the future")
def issued_in_future(record: Record) -> Iterator[Change]:
    for one in record.issued():
        yield one.but({"dct:issued": date("2031-01-01")})


@contradicts("source read in the future")
def read_in_future(record: Record) -> Iterator[Change]:
    for one in record.having("scog:dateRead"):
        yield one.but({"scog:dateRead": date("2031-01-01")})


@contradicts("source without title")
def no_title(record: Record) -> Iterator[Change]:
    for one in record.having("dct:title"):
        yield one.but({"dct:title": ()})


@contradicts("source without address")
def no_address(record: Record) -> Iterator[Change]:
    for one in record.having("schema:url"):
        yield one.but({"schema:url": ()})


@contradicts("source without publisher")
def no_publisher(record: Record) -> Iterator[Change]:
    for one in record.having("dct:publisher"):
        yield one.but({"dct:publisher": ()})


@contradicts("source without language")
def no_language(record: Record) -> Iterator[Change]:
    for one in record.having("dct:language"):
        yield one.but({"dct:language": ()})


@contradicts("source without the day it was read")
def no_day_read(record: Record) -> Iterator[Change]:
    for one in record.having("scog:dateRead"):
        yield one.but({"scog:dateRead": ()})


@contradicts("language of a source that is none")
def bad_language(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("dct:language")):
        yield one.but(
            {"dct:language": ('"English"', '"cn"', '"eng"', '"e"', '"en"@en')[number % 5]}
        )


@suspicious("language of a source at odds with its title")
def language_at_odds(record: Record) -> Iterator[Change]:
    for one in record.having("dct:language", "dct:title"):
        tag = one["dct:title"].rpartition("@")[2]
        if one["dct:language"] == f'"{tag}"':
            yield one.but({"dct:language": '"fr"'})


@contradicts("one address of two sources")
def address_twice(record: Record) -> Iterator[Change]:
    found = record.issued("schema:url")
    for one, other in zip(found, found[40:], strict=False):
        if one["schema:url"] != other["schema:url"]:
            yield one.but({"schema:url": other["schema:url"]})


@suspicious("address that differs by a slash or scheme alone")
def address_nearly_twice(record: Record) -> Iterator[Change]:
    found = record.issued("schema:url")
    for number, (one, other) in enumerate(zip(found, found[40:], strict=False)):
        address = other["schema:url"].strip("<>")
        new = (address.rstrip("/") if address.endswith("/") else address + "/",
               address.replace("https:", "http:") if "https:" in address else address.replace("http:", "https:"))  # fmt: skip
        yield one.but({"schema:url": f"<{new[number % 2]}>"})


@contradicts("address that is no web address")
def bad_address(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("schema:url")):
        bad = ("<file:///tmp/page.html>", '"www.example.org"', "<htp://example.org/x>", "<urn:x:y>",
               "<http://localhost/x>")  # fmt: skip
        yield one.but({"schema:url": bad[number % 5]})


@contradicts("two addresses, titles or publishers of a source")
def two_addresses(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("schema:url", "dct:publisher", "dct:title")):
        extra = {
            "schema:url": "<https://example.org/other>",
            "dct:publisher": "scod:rfe-rl",
            "dct:title": '"Other"@en',
        }
        name = list(extra)[number % 3]
        value = extra[name]
        if name == "dct:publisher":
            value = "scod:xinhua" if one[name] != "scod:xinhua" else "scod:tass"
        yield one.but({name: value}, also=True)


@contradicts("source published by a person, city or meeting")
def published_by_city(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Source")):
        yield one.but(
            {
                "dct:publisher": (
                    "scod:tashkent",
                    "scod:tashkent-summit-2004",
                    "scod:tashkent-declaration-2010",
                )[number % 3]
            }
        )


@contradicts("source older than what it tells")
def source_too_old(record: Record) -> Iterator[Change]:
    latest_fact: dict[str, str] = {}
    for claim in record.of("scog:Claim"):
        about = record.get(claim["scog:claimAbout"])
        source = record.get(claim["scog:claimFrom"])["oa:hasSource"]
        if "scog:earliest" in about and about["a"] in (
            "scog:Summit",
            "scog:CouncilSession",
            "scog:Signature",
        ):
            if claim["scog:rank"] != "scog:rank-deprecated":
                latest_fact[source] = max(latest_fact.get(source, ""), about.day("scog:earliest"))
    for name, day in latest_fact.items():
        if "dct:issued" in record.get(name):
            yield record.get(name).but({"dct:issued": date(years(day, -1))})


@contradicts("claim that cites a source older than the fact")
def cites_too_old(record: Record) -> Iterator[Change]:
    for claim in record.of("scog:Claim"):
        about = record.get(claim["scog:claimAbout"])
        if "scog:earliest" in about and about.day("scog:earliest") > "2019":
            if about["a"] in (
                "scog:Summit",
                "scog:CouncilSession",
                "scog:Signature",
                "scog:Tenure",
            ):
                yield claim.but({"scog:claimFrom": "scod:rferl-2004-06-17-paragraph-3"})


@contradicts("participation cites a source older than the meeting")
def participation_too_old(record: Record) -> Iterator[Change]:
    for claim in record.of("scog:Claim"):
        about = record.get(claim["scog:claimAbout"])
        meeting = record.get(about["scog:atMeeting"])
        if meeting.file and meeting.day("scog:earliest") > "2006":
            yield claim.but({"scog:claimFrom": "scod:rferl-2004-06-17-paragraph-3"})


@contradicts("place without source, or without locator")
def bad_place(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:SourcePlace")[::20]):
        names = ("oa:hasSource",), ("scog:heading", "scog:paragraph", "oa:hasSelector")
        yield one.but(dict.fromkeys(names[number % 2], ()))


@contradicts("place of another source")
def place_of_another(record: Record) -> Iterator[Change]:
    for one in record.of("scog:SourcePlace")[::20]:
        if one["oa:hasSource"] != "scod:rferl-2004-06-17":
            yield one.but({"oa:hasSource": "scod:rferl-2004-06-17"})


@contradicts("place in two sources")
def place_in_two(record: Record) -> Iterator[Change]:
    for one in record.of("scog:SourcePlace")[::20]:
        if one["oa:hasSource"] != "scod:rferl-2004-06-17":
            yield one.but({"oa:hasSource": "scod:rferl-2004-06-17"}, also=True)


@contradicts("place whose source is a person or place")
def place_in_person(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:SourcePlace")[::20]):
        yield one.but(
            {"oa:hasSource": ("scod:li-huilai", "scod:tashkent-declaration-2010")[number % 2]}
        )


@suspicious("two places of one source with one heading")
def same_heading(record: Record) -> Iterator[Change]:
    by_source: dict[str, Thing] = {}
    for one in record.having("scog:heading"):
        other = by_source.get(one["oa:hasSource"])
        if other:
            yield one.but({"scog:heading": other["scog:heading"]})
        by_source[one["oa:hasSource"]] = one


@suspicious("place that nobody cites")
def idle_place(record: Record) -> Iterator[Change]:
    for one in record.having("scog:heading")[::20]:
        yield Thing(f"{one['oa:hasSource']}-x9", one.file, one.properties).but(
            {"scog:heading": '"paragraph 99"'}
        )


@contradicts("position beyond the text")
def beyond(record: Record) -> Iterator[Change]:
    for one in record.having("oa:end"):
        yield one.but({"oa:end": "9999999"})


@contradicts("position backwards")
def backwards(record: Record) -> Iterator[Change]:
    for one in record.having("oa:end"):
        yield one.but({"oa:end": one["oa:start"], "oa:start": one["oa:end"]})


@suspicious("two places with one position")
def same_position(record: Record) -> Iterator[Change]:
    found = record.having("oa:end")
    for one, other in zip(found, found[1:], strict=False):
        yield one.but({"oa:start": other["oa:start"], "oa:end": other["oa:end"]})


@contradicts("paragraph or sentence below one")
def sentence_zero(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:sentence")):
        yield one.but({("scog:sentence", "scog:paragraph")[number % 2]: "-1"})


@contradicts("checksum that is none")
def bad_checksum(record: Record) -> Iterator[Change]:
    for one in record.having("scog:checksum"):
        yield one.but({"scog:checksum": '"sha256:abc"'})


@suspicious("one checksum of two places or sources")
def same_checksum(record: Record) -> Iterator[Change]:
    found = [one for one in record.having("scog:checksum") if one["a"] == "scog:SourcePlace"]
    for one, other in zip(found, found[1:], strict=False):
        yield one.but({"scog:checksum": other["scog:checksum"]})


@suspicious("licence that is no address")
def bad_licence(record: Record) -> Iterator[Change]:
    for one in record.having("dct:license"):
        yield one.but({"dct:license": '"free"'})


@suspicious("source that nobody cites")
def idle_source(record: Record) -> Iterator[Change]:
    for one in record.issued()[::20]:
        yield Thing("scod:source-that-nobody-cites", one.file, one.properties).but(
            {"schema:url": "<https://example.org/nobody>", "skos:prefLabel": ['"Nobody cites"@en', '"Nobody cites"@ru', '"Nobody cites"@zh'],
             "dct:title": '"Nobody cites"@en'})  # fmt: skip


# Places, states, bodies.


@contradicts("capital in another state")
def capital_elsewhere(record: Record) -> Iterator[Change]:
    for one in record.having("scog:capital"):
        other = "scod:beijing" if one.name != "scod:china" else "scod:moscow"
        yield one.but({"scog:capital": other})


@contradicts("two capitals")
def two_capitals(record: Record) -> Iterator[Change]:
    for one in record.having("scog:capital"):
        cities = [
            city.name
            for city in record.where("scog:inState", one.name)
            if city.name != one["scog:capital"]
        ]
        if cities:
            yield one.but({"scog:capital": cities[0]}, also=True)


@contradicts("capital city moved to another state")
def capital_moved(record: Record) -> Iterator[Change]:
    for one in record.having("scog:capital"):
        city = record.get(one["scog:capital"])
        other = "scod:china" if one.name != "scod:china" else "scod:russia"
        yield city.but({"scog:inState": other})


@contradicts("capital that is a region or state")
def capital_is_region(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:capital")):
        yield one.but({"scog:capital": ("scod:europe", "scod:china")[number % 2]})


@contradicts("city in two states")
def in_two_states(record: Record) -> Iterator[Change]:
    for one in record.having("scog:inState"):
        other = "scod:china" if one["scog:inState"] != "scod:china" else "scod:russia"
        yield one.but({"scog:inState": other}, also=True)


@contradicts("city in a body or person")
def city_in_body(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:inState")):
        yield one.but({"scog:inState": ("scod:sco", "scod:li-huilai", "scod:europe")[number % 3]})


@contradicts("latitude out of range")
def latitude_out(record: Record) -> Iterator[Change]:
    for one in record.having("geo:lat"):
        yield one.but({"geo:lat": "141.3"})


@contradicts("half a coordinate")
def half(record: Record) -> Iterator[Change]:
    for one in record.having("geo:lat"):
        yield one.but({"geo:long": ()})


@suspicious("coordinates swapped")
def swapped(record: Record) -> Iterator[Change]:
    for one in record.having("geo:lat"):
        if abs(float(one["geo:long"])) <= 90:
            yield one.but({"geo:lat": one["geo:long"], "geo:long": one["geo:lat"]})


@suspicious("sign of a coordinate lost or added")
def sign(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("geo:lat")):
        name = ("geo:lat", "geo:long")[number % 2]
        if abs(float(one[name])) > 12:
            yield one.but({name: str(-float(one[name]))})


@suspicious("coordinates of another city")
def coordinates_of_another(record: Record) -> Iterator[Change]:
    found = record.having("geo:lat")
    for one, other in zip(found, found[5:], strict=False):
        yield one.but({"geo:lat": other["geo:lat"], "geo:long": other["geo:long"]})


@suspicious("decimal point of a coordinate one place off")
def decimal(record: Record) -> Iterator[Change]:
    for one in record.having("geo:lat"):
        if abs(float(one["geo:lat"])) > 20:
            yield one.but({"geo:lat": f"{float(one['geo:lat']) / 10:.6f}"})


@suspicious("coordinates without decimals")
def whole_degrees(record: Record) -> Iterator[Change]:
    for one in record.having("geo:lat"):
        yield one.but({"geo:lat": "0.0", "geo:long": "0.0"})


@suspicious("two cities of one name in one state")
def city_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:City"):
        double, claim = doubled(record, one, f"{one.name}-2")
        yield double.but({"skos:exactMatch": (), "schema:sameAs": ()}), claim


@suspicious("two states or bodies of one name")
def state_twice(record: Record) -> Iterator[Change]:
    found = record.of("scog:State", "scog:IntergovernmentalOrganization")
    for one, other in zip(found, found[3:], strict=False):
        yield one.but(labels(one, en=other.label("en")))


@suspicious("two meetings of one name")
def meeting_name_twice(record: Record) -> Iterator[Change]:
    found = record.of("scog:CouncilSession")
    for one, other in zip(found, found[3:], strict=False):
        yield one.but(labels(one, zh=other.label("zh"), ru=other.label("ru")))


@contradicts("code of another state in the graph")
def code_twice(record: Record) -> Iterator[Change]:
    found = record.of("scog:State")
    for one, other in zip(found, found[3:], strict=False):
        yield one.but({"scog:iso3166Alpha2": other["scog:iso3166Alpha2"]})


@contradicts("two-letter code swapped for that of a state outside the graph")
def code_swapped(record: Record) -> Iterator[Change]:
    for one in record.of("scog:State"):
        yield one.but({"scog:iso3166Alpha2": '"ZW"'})


@contradicts("three-letter code of another state")
def code3_swapped(record: Record) -> Iterator[Change]:
    for one in record.of("scog:State"):
        yield one.but({"scog:iso3166Alpha3": '"ZWE"'})


@contradicts("code that ISO does not have")
def code_unknown(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:State")):
        yield one.but({"scog:iso3166Alpha2": ('"QQ"', '"cn"', '"USA"', '"X"')[number % 4]})


@contradicts("two codes of one state")
def two_codes(record: Record) -> Iterator[Change]:
    for one in record.of("scog:State"):
        yield one.but({"scog:iso3166Alpha3": '"ZWE"'}, also=True)


@suspicious("state without a code")
def no_code(record: Record) -> Iterator[Change]:
    for one in record.of("scog:State"):
        yield one.but({"scog:iso3166Alpha2": ()})


@contradicts("match of another thing")
def match_twice(record: Record) -> Iterator[Change]:
    for name in ("skos:exactMatch", "schema:sameAs"):
        found = record.having(name)
        for one, other in zip(found, found[3:], strict=False):
            yield one.but({name: other[name]})


@suspicious("match that is no item of Wikidata")
def bad_match(record: Record) -> Iterator[Change]:
    bad = ("<https://www.wikidata.org/wiki/Q184>", "<http://www.wikidata.org/entity/184>",
           "<https://www.wikidata.org/entity/Q184>", '"Q184"')  # fmt: skip
    for name in ("skos:exactMatch", "schema:sameAs"):
        for number, one in enumerate(record.having(name)):
            yield one.but({name: bad[number % 4]})


@contradicts("organ of itself, of a state, of a newspaper")
def organ_of(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:organOf")):
        yield one.but({"scog:organOf": (one.name, "scod:china", "scod:xinhua")[number % 3]})


@contradicts("organ of two bodies")
def organ_of_two(record: Record) -> Iterator[Change]:
    for one in record.having("scog:organOf"):
        yield one.but({"scog:organOf": "scod:g7"}, also=True)


@contradicts("seat that is no place")
def seat(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:seat")):
        yield one.but({"scog:seat": ("scod:china", "scod:li-huilai")[number % 2]})


@contradicts("founding of a person, of nothing, of a newspaper")
def founding(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Founding")):
        values: tuple[tuple[str, ...], ...] = ((), ("scod:li-huilai",), ("scod:china",))
        yield one.but({"scog:founded": values[number % 3]})


@contradicts("founded after its first meeting")
def founded_late(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Founding"):
        body = one["scog:founded"]
        if any(True for _ in record.where("scog:meetingOf", body)):
            yield one.but(on("2015-01-01") | {"scog:during": ()})


@contradicts("founded twice")
def founded_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Founding"):
        double, claim = doubled(record, one, f"{one.name}-2")
        yield double.but(on("2010-01-01") | {"scog:during": ()}), claim


@contradicts("succession of a body to itself")
def own_successor(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Succession"):
        yield one.but({"scog:successorBody": one["scog:predecessorBody"]})


@contradicts("succession without a side")
def half_succession(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Succession"):
        yield one.but({"scog:predecessorBody": ()})
        yield one.but({"scog:successorBody": ()})


@contradicts("organ founded before its organisation")
def organ_before_body(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Founding"):
        if record.get(one["scog:founded"])["a"] == "scog:Organ":
            yield one.but(on("1970-01-01") | {"scog:during": ()})


@suspicious("state or region in itself")
def in_itself(record: Record) -> Iterator[Change]:
    for one in record.having("scog:locatedIn"):
        yield one.but(
            {"scog:locatedIn": one.name if one["a"] == "scog:Region" else "scod:li-huilai"}
        )


@contradicts("date of a fact without a day that the calendar allows its event")
def act_year_digit(record: Record) -> Iterator[Change]:
    for one in record.having("scog:earliest", "scog:during"):
        if one["scog:precision"] == "scog:precision-day":
            day = one.day("scog:earliest")
            yield one.but({START[0]: date(f"{int(day[:4]) - 100:04}{day[4:]}"),
                           START[1]: date(f"{int(day[:4]) - 100:04}{day[4:]}")})  # fmt: skip
