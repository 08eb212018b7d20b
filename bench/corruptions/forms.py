# ruff: noqa: E501
"""Corruptions of form: dates, numbers, names of terms, languages, links."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import date, labels, shifted

_FACTS = (
    "scog:Summit", "scog:CouncilSession", "scog:Participation", "scog:Tenure", "scog:Signature",
    "scog:MembershipSpell", "scog:StatusAct", "scog:DocumentAct",
)  # fmt: skip
_NAMED = ("scog:Person", "scog:Summit", "scog:City", "scog:State", "scog:Post", "scog:LegalInstrument",
    "scog:PoliticalDocument", "scog:IntergovernmentalOrganization", "scog:Organ")  # fmt: skip


@contradicts("date typed as text")
def date_as_text(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:earliest"):
        yield thing.but({"scog:earliest": f'"{thing.day("scog:earliest")}"'})


@contradicts("date with a time")
def date_with_time(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:latest"):
        yield thing.but({"scog:latest": f'"{thing.day("scog:latest")}T00:00:00"^^xsd:dateTime'})


@contradicts("date with a time zone")
def date_with_zone(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:dateRead"):
        yield thing.but({"scog:dateRead": f'"{thing.day("scog:dateRead")}Z"^^xsd:date'})


@contradicts("a day that no calendar has")
def no_such_day(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:endLatest"):
        yield thing.but({"scog:endLatest": date(thing.day("scog:endLatest")[:5] + "02-30")})


@contradicts("date of a source as text")
def issued_as_text(record: Record) -> Iterator[Change]:
    for thing in record.issued():
        yield thing.but({"dct:issued": f'"{thing.day("dct:issued")}"'})


@contradicts("date of a source that no calendar has")
def issued_never(record: Record) -> Iterator[Change]:
    for thing in record.issued():
        yield thing.but({"dct:issued": date(thing.day("dct:issued")[:5] + "13-01")})


@contradicts("two issue dates of a source")
def issued_twice(record: Record) -> Iterator[Change]:
    for thing in record.issued():
        day = shifted(thing.day("dct:issued"), -1)
        yield thing.but({"dct:issued": date(day)}, also=True)


@contradicts("bounds of a date swapped")
def swapped_bounds(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:earliest", "scog:latest"):
        if thing["scog:earliest"] != thing["scog:latest"]:
            yield thing.but(
                {"scog:earliest": thing["scog:latest"], "scog:latest": thing["scog:earliest"]}
            )


@contradicts("start and end swapped")
def swapped_ends(record: Record) -> Iterator[Change]:
    pairs = {"scog:earliest": "scog:endEarliest", "scog:latest": "scog:endLatest",
             "scog:precision": "scog:endPrecision"}  # fmt: skip
    for thing in record.having(*pairs, *pairs.values()):
        if thing["scog:latest"] < thing["scog:endEarliest"]:
            new = {one: thing[other] for one, other in pairs.items()}
            yield thing.but(new | {other: thing[one] for one, other in pairs.items()})


@contradicts("a month given as its first day")
def month_as_day(record: Record) -> Iterator[Change]:
    for thing in record.where("scog:precision", "scog:precision-month"):
        yield thing.but({"scog:latest": thing["scog:earliest"]})


@contradicts("a day said to be a month")
def day_as_month(record: Record) -> Iterator[Change]:
    for thing in record.where("scog:precision", "scog:precision-day"):
        yield thing.but({"scog:precision": "scog:precision-month"})


@contradicts("two values of a date")
def two_dates(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:earliest", "scog:latest"):
        yield thing.but({"scog:latest": date("2030-01-01")}, also=True)


@contradicts("date without precision")
def without_precision(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:precision"):
        yield thing.but({"scog:precision": ()})


@contradicts("only one bound of a known day")
def one_bound(record: Record) -> Iterator[Change]:
    for thing in record.where("scog:precision", "scog:precision-day"):
        yield thing.but({"scog:earliest": ()})


@contradicts("property of the ontology misspelt")
def misspelt(record: Record) -> Iterator[Change]:
    for name in ("scog:heldIn", "scog:capacity", "scog:inTenure", "scog:signatory", "scog:member"):
        for thing in record.having(name):
            yield thing.renamed(name, name[:-1])


@contradicts("class misspelt")
def misspelt_class(record: Record) -> Iterator[Change]:
    for thing in record.of(*_FACTS):
        yield thing.but({"a": thing["a"][:-1]})


@contradicts("code misspelt")
def misspelt_code(record: Record) -> Iterator[Change]:
    for name in ("scog:capacity", "scog:status", "scog:actKind", "scog:format", "scog:precision",
                 "scog:documentKind", "scog:postKind", "scog:organKind", "scog:topic"):  # fmt: skip
        for thing in record.having(name):
            yield thing.but({name: thing[name] + "s"})


@contradicts("code of another list")
def code_of_another_list(record: Record) -> Iterator[Change]:
    swap = {"scog:capacity": "scog:status-observer", "scog:status": "scog:capacity-member",
            "scog:actKind": "scog:kind-treaty", "scog:documentKind": "scog:act-adoption",
            "scog:mode": "scog:format-in-person", "scog:format": "scog:mode-in-person"}  # fmt: skip
    for name, value in swap.items():
        for thing in record.having(name):
            yield thing.but({name: value})


for _old, _new in (
    ("dct:publisher", "dct:publishers"), ("dct:title", "dct:titel"), ("dct:issued", "dct:isued"),
    ("dct:language", "dct:lang"), ("schema:url", "schema:URL"), ("skos:altLabel", "skos:altlabel"),
    ("skos:prefLabel", "skos:preflabel"), ("skos:editorialNote", "skos:editorialnote"),
    ("oa:hasSource", "oa:hasSourc"), ("oa:start", "oa:begin"), ("geo:lat", "geo:latitude"),
    ("geo:long", "geo:lon"), ("schema:version", "schema:versoin"), ("dct:license", "dct:licence"),
    ("schema:sameAs", "schema:sameas"), ("dct:identifier", "dct:identifer"),
    ("skos:historyNote", "skos:historynote"), ("owl:differentFrom", "owl:differentfrom"),
    ("scog:gist", "schema:abstrakt"), ("scog:topic", "dct:subjekt"), ("scog:seat", "org:hasSit"),
    ("scog:holder", "org:membr"), ("scog:actor", "prov:wasAssociatedwith"),
    ("scog:heldIn", "prov:atlocation"), ("scog:claimFrom", "prov:wasDerivedfrom"),
):  # fmt: skip

    def _misspelt(record: Record, old: str = _old, new: str = _new) -> Iterator[Change]:
        for thing in record.having(old):
            yield thing.renamed(old, new)

    contradicts(f"misspelt: {_new} for {_old}")(_misspelt)


@contradicts("property of the wrong vocabulary")
def wrong_vocabulary(record: Record) -> Iterator[Change]:
    for old, new in (("dct:title", "skos:title"), ("scog:heldIn", "skos:heldIn"),
                     ("schema:url", "dct:url"), ("skos:altLabel", "scog:altLabel")):  # fmt: skip
        for thing in record.having(old):
            yield thing.renamed(old, new)


@contradicts("dangling reference")
def dangling(record: Record) -> Iterator[Change]:
    for name in ("scog:heldIn", "scog:participant", "scog:represents", "scog:actOn", "scog:holder",
                 "scog:inBody", "scog:claimFrom", "scog:claimAbout", "scog:atMeeting",
                 "scog:inTenure", "scog:during", "dct:publisher", "oa:hasSource", "scog:speaker",
                 "scog:capital", "scog:meetingOf", "scog:signatory", "scog:beganWith",
                 "oa:hasSelector", "scog:tenureOf", "scog:inState"):  # fmt: skip
        for thing in record.having(name)[:40]:
            yield _pointing(thing, name)


def _pointing(thing: Thing, name: str) -> dict[str, Thing | None]:
    """A reference with one letter too many; the finding may be at the name that nothing has."""
    wrong = thing[name] + "x"
    return {thing.name: thing.but({name: wrong}), wrong: None}


@contradicts("a text where a thing belongs")
def text_for_thing(record: Record) -> Iterator[Change]:
    for name in ("scog:heldIn", "scog:participant", "scog:represents", "dct:publisher",
                 "scog:capital", "scog:concerns"):  # fmt: skip
        for thing in record.having(name)[:40]:
            yield thing.but({name: '"Tashkent"'})


@contradicts("a thing where a text belongs")
def thing_for_text(record: Record) -> Iterator[Change]:
    for name in ("scog:gist", "scog:venue", "scog:unit", "scog:heading", "dct:title",
                 "dct:language", "dct:issued"):  # fmt: skip
        for thing in record.having(name)[:40]:
            yield thing.but({name: "scod:tashkent"})


@contradicts("a number as a text")
def number_as_text(record: Record) -> Iterator[Change]:
    for name in ("scog:sessionNumber", "geo:lat", "scog:value", "scog:paragraph", "oa:end"):
        for thing in record.having(name):
            yield thing.but({name: f'"{thing[name]}"'})


@contradicts("acting is no yes or no")
def acting_as_text(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:acting"):
        yield thing.but({"scog:acting": '"yes"'})


@contradicts("a blank node")
def blank(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:Participation", "scog:Tenure"):
        text = Thing("[]", thing.file, thing.properties)
        yield {thing.name: None, "[]": text}


@contradicts("no class")
def no_class(record: Record) -> Iterator[Change]:
    for thing in record.of(*_FACTS, *_NAMED, "scog:Claim", "scog:Source", "scog:SourcePlace"):
        yield thing.but({"a": ()})


_GENERAL = {
    "scog:Summit": ("scog:Meeting", "scog:Event"),
    "scog:CouncilSession": ("scog:Meeting", "scog:Event"),
    "scog:BilateralMeeting": ("scog:Meeting", "scog:Event"),
    "scog:Signature": ("scog:DocumentAct", "scog:Act"),
    "scog:DocumentAct": ("scog:Act", "scog:Event"),
    "scog:StatusAct": ("scog:Act", "scog:Event"),
    "scog:Person": ("scog:Agent", "foaf:Person", "prov:Person"),
    "scog:State": ("scog:Organization", "scog:Agent", "org:FormalOrganization"),
    "scog:IntergovernmentalOrganization": ("scog:InternationalBody", "scog:Organization"),
    "scog:Organ": ("scog:InternationalBody", "scog:Organization"),
    "scog:City": ("scog:Place", "schema:City"),
    "scog:Region": ("scog:Place",),
    "scog:LegalInstrument": ("scog:Document",),
    "scog:PoliticalDocument": ("scog:Document", "foaf:Document"),
    "scog:MembershipSpell": ("org:Membership",),
    "scog:Tenure": ("org:Membership",),
    "scog:Post": ("org:Post",),
    "scog:Participation": ("prov:Association",),
    "scog:Founding": ("scog:Event",),
    "scog:Source": ("foaf:Document", "scog:Document"),
    "scog:SourcePlace": ("oa:SpecificResource",),
    "scog:Claim": ("prov:Entity",),
    "scog:Statement": ("prov:Entity",),
    "scog:Figure": ("prov:Entity",),
    "scog:Coverage": ("prov:Entity",),
}
for _class, _above in _GENERAL.items():
    for _wider in _above:

        def _general(record: Record, narrow: str = _class, wider: str = _wider) -> Iterator[Change]:
            for thing in record.of(narrow)[:200]:
                yield thing.but({"a": wider})

        contradicts(f"too general: {_wider} for {_class}")(_general)

_SIBLINGS = (
    ("scog:Summit", "scog:CouncilSession"), ("scog:CouncilSession", "scog:Summit"),
    ("scog:LegalInstrument", "scog:PoliticalDocument"), ("scog:PoliticalDocument", "scog:LegalInstrument"),
    ("scog:Person", "scog:Group"), ("scog:City", "scog:Region"),
    ("scog:Organ", "scog:IntergovernmentalOrganization"), ("scog:State", "scog:Region"),
    ("scog:Tenure", "scog:MembershipSpell"), ("scog:Signature", "scog:StatusAct"),
    ("scog:Invitation", "scog:Participation"), ("scog:Founding", "scog:Opening"),
    ("scog:IntergovernmentalOrganization", "scog:State"),
    ("scog:BilateralMeeting", "scog:Summit"), ("scog:Summit", "scog:BilateralMeeting"),
    ("scog:Summit", "scog:PlannedMeeting"), ("scog:DocumentAct", "scog:Signature"),
    ("scog:IntergovernmentalForum", "scog:Organization"),
)  # fmt: skip
for _class, _other in _SIBLINGS:

    def _sibling(record: Record, one: str = _class, other: str = _other) -> Iterator[Change]:
        for thing in record.of(one)[:200]:
            yield thing.but({"a": other})

    contradicts(f"wrong class: {_other} for {_class}")(_sibling)


@contradicts("label without English")
def without_english(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but(labels(thing, en=""))


@contradicts("label with the tag zh-Hans")
def zh_hans(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but(
            {
                "skos:prefLabel": [
                    one.replace("@zh", "@zh-Hans") for one in thing.all("skos:prefLabel")
                ]
            }
        )


@contradicts("further label with the tag zh-Hans")
def also_zh_hans(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but({"skos:prefLabel": f'"{thing.label("zh")}"@zh-Hans'}, also=True)


@suspicious("alternative label with the tag zh-Hans or zh-CN")
def alt_zh_hans(record: Record) -> Iterator[Change]:
    for number, thing in enumerate(record.having("skos:altLabel", "skos:prefLabel")):
        tag = ("zh-Hans", "zh-CN", "en-US", "ru-RU")[number % 4]
        text = thing.label(tag[:2])
        yield thing.but({"skos:altLabel": f'"{text}"@{tag}'}, also=True)


@contradicts("label without a tag")
def untagged(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but(
            {"skos:prefLabel": [one.replace("@en", "") for one in thing.all("skos:prefLabel")]}
        )


@contradicts("country code as a language tag")
def country_tag(record: Record) -> Iterator[Change]:
    for thing in record.having("skos:altLabel"):
        yield thing.but({"skos:altLabel": f'"{thing.label("zh")}"@cn'}, also=True)


@contradicts("two main names in one language")
def two_names(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but({"skos:prefLabel": f'"The {thing.label("en")}"@en'}, also=True)


@contradicts("empty label")
def empty_label(record: Record) -> Iterator[Change]:
    for number, thing in enumerate(record.of(*_NAMED)):
        language = ("en", "ru", "zh")[number % 3]
        yield thing.but(
            {"skos:prefLabel": [f'""@{language}' if one.endswith(f"@{language}") else one
                                for one in thing.all("skos:prefLabel")]}
        )  # fmt: skip


@contradicts("label of blanks")
def blank_label(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but(labels(thing, en="  "))


@contradicts("empty text")
def empty_text(record: Record) -> Iterator[Change]:
    for name in ("scog:gist", "dct:title", "skos:altLabel", "skos:editorialNote", "scog:venue",
                 "scog:rankReason"):  # fmt: skip
        for thing in record.having(name)[:50]:
            yield thing.but({name: '""@en'})


@contradicts("empty heading or unit")
def empty_heading(record: Record) -> Iterator[Change]:
    for name in ("scog:heading", "scog:unit"):
        for thing in record.having(name)[:50]:
            yield thing.but({name: '""'})


@contradicts("main names with tags swapped")
def swapped_tags(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but(labels(thing, ru=thing.label("zh"), zh=thing.label("ru")))


@contradicts("English name under ru")
def english_as_russian(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        yield thing.but(labels(thing, ru=thing.label("en")))


_LOOKALIKE = str.maketrans("аеорсух", "aeopcyx")


@suspicious("Latin letter in a Russian word")
def mixed_script(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        text = thing.label("ru")
        for place, letter in enumerate(text):
            if letter in "аеорсух" and 0 < place < len(text) - 1 and text[place - 1].isalpha():
                wrong = text[:place] + letter.translate(_LOOKALIKE) + text[place + 1 :]
                yield thing.but(labels(thing, ru=wrong))
                break


@suspicious("Cyrillic letter in an English word")
def mixed_script_english(record: Record) -> Iterator[Change]:
    for thing in record.of(*_NAMED):
        text = thing.label("en")
        if "a" in text[1:]:
            yield thing.but(labels(thing, en=text[0] + text[1:].replace("a", "а", 1)))


@suspicious("Latin letters in a Chinese name")
def latin_in_chinese(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:Person", "scog:City", "scog:State"):
        yield thing.but(labels(thing, zh=f"{thing.label('zh')} {thing.label('en').split()[0]}"))


@suspicious("alternative name in the wrong script")
def alt_wrong_script(record: Record) -> Iterator[Change]:
    for number, thing in enumerate(
        record.of("scog:Person", "scog:City", "scog:State", "scog:Organ")
    ):
        text = (
            f'"{thing.label("ru")}"@en',
            f'"{thing.label("en")}"@ru',
            f'"{thing.label("ru")}"@zh',
        )
        yield thing.but({"skos:altLabel": text[number % 3]}, also=True)


@suspicious("title in a script that its tag does not have")
def title_wrong_script(record: Record) -> Iterator[Change]:
    for thing in record.having("dct:title"):
        if thing["dct:title"].endswith("@zh"):
            yield thing.but({"dct:title": thing["dct:title"].replace("@zh", "@en")})
        elif thing["dct:title"].endswith("@ru"):
            yield thing.but({"dct:title": thing["dct:title"].replace("@ru", "@en")})
        elif thing["dct:title"].endswith("@en"):
            yield thing.but({"dct:title": thing["dct:title"].replace("@en", "@ru")})


@suspicious("gist with a tag of another language")
def gist_tag(record: Record) -> Iterator[Change]:
    for thing in record.having("scog:gist"):
        yield thing.but({"scog:gist": thing["scog:gist"].replace("@en", "@ru")})


for _name, _edit in {
    "blank at the end of a name": lambda text: f"{text} ",
    "blank before a name": lambda text: f" {text}",
    "two blanks in a name": lambda text: text.replace(" ", "  ", 1),
    "markup in a name": lambda text: f"<b>{text}</b>",
    "entity in a name": lambda text: f"{text} &amp; others",
    "no-break space in a name": lambda text: text.replace(" ", "\u00a0", 1),
    "soft hyphen or zero-width space in a name": lambda text: f"{text[:3]}\u200b{text[3:]}",
    "placeholder in a name": lambda text: f"TODO {text}",
    "question marks for letters": lambda text: f"{text[:2]}??{text[4:]}",
    "replacement character in a name": lambda text: f"{text[:2]}\ufffd{text[3:]}",
    "line break in a name": lambda text: f"{text}\\n",
    "quotation marks around a name": lambda text: f"“{text}”",
    "bracket left open in a name": lambda text: f"{text} (",
    "name in capitals": lambda text: text.upper(),
    "name in lower case": lambda text: text.lower(),
    "address as a name": lambda text: f"https://example.org/{text.replace(' ', '-')}",
    "machine name as a name": lambda text: text.lower().replace(" ", "-"),
}.items():

    def _edited(record: Record, edit: object = _edit) -> Iterator[Change]:
        for thing in record.of(*_NAMED):
            text = thing.label("en")
            new = edit(text)  # type: ignore[operator]
            if new != text and " " in text:
                yield thing.but(labels(thing, en=new))

    suspicious(_name)(_edited)


@suspicious("alternative name with blanks or markup")
def alt_blank(record: Record) -> Iterator[Change]:
    for number, thing in enumerate(record.having("skos:altLabel")):
        text = thing.label("en") or "Name"
        new = (f"{text}s ", f"<i>{text}</i>", f"  {text}s", f"{text}&nbsp;s")[number % 4]
        yield thing.but({"skos:altLabel": f'"{new}"@en'}, also=True)


@suspicious("gist or note with markup or blanks")
def marked_up(record: Record) -> Iterator[Change]:
    for name in ("scog:gist", "skos:editorialNote", "dct:title"):
        for thing in record.having(name)[:50]:
            text, at, tag = thing[name].rpartition("@")
            yield thing.but({name: f'{text[:-1]}<br/>"{at}{tag}'})


@suspicious("main name again as an alternative")
def alt_is_main(record: Record) -> Iterator[Change]:
    for thing in record.having("skos:altLabel", "skos:prefLabel"):
        yield thing.but({"skos:altLabel": f'"{thing.label("en")}"@en'}, also=True)


@contradicts("derived property by hand: attended")
def by_hand_attended(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:Person"):
        for meeting in ("scod:tianjin-summit-2025", "scod:almaty-summit-1998"):
            if not any(
                meeting in one.all("scog:atMeeting")
                for one in record.where("scog:participant", thing.name)
            ):
                yield thing.but({"scog:attended": meeting})
                break


for _name, _class, _value in (
    ("scog:representedAt", "scog:State", "scod:g7-summit-2018"),
    ("scog:memberOf", "scog:State", "scod:sco-rats"),
    ("scog:hasMember", "scog:IntergovernmentalOrganization", "scod:sri-lanka"),
    ("scog:associatedWith", "scog:State", "scod:csto"),
    ("scog:held", "scog:Person", "scod:secretary-general-of-the-sco"),
    ("scog:signed", "scog:State", "scod:tashkent-declaration-2010"),
    ("scog:signedBy", "scog:PoliticalDocument", "scod:sri-lanka"),
    ("scog:resultOf", "scog:LegalInstrument", "scod:almaty-summit-1998"),
    ("scog:hasResult", "scog:Summit", "scod:tashkent-declaration-2010"),
    ("scog:attendedBy", "scog:Summit", "scod:li-huilai"),
    ("scog:hosts", "scog:State", "scod:g7-summit-2018"),
    ("scog:statedIn", "scog:Participation", "scod:rferl-2004-06-17"),
    ("scog:succeededBy", "scog:IntergovernmentalOrganization", "scod:cis"),
    ("scog:convened", "scog:IntergovernmentalOrganization", "scod:g7-summit-2018"),
    ("scog:covers", "scog:Coverage", "scod:g7-summit-2018"),
    ("scog:dateText", "scog:Summit", '"17 June 2004"@en'),
    ("rdfs:label", "scog:Summit", '"Another name"@en'),
    ("scog:party", "scog:MembershipSpell", "scod:austria"),
):  # fmt: skip

    def _by_hand(
        record: Record, name: str = _name, of: str = _class, value: str = _value
    ) -> Iterator[Change]:
        for thing in record.of(of)[:100]:
            known = record.things.get(value) or value.startswith('"')
            if known and value != thing.name:
                yield thing.but({name: value})

    contradicts(f"derived property by hand: {_name}")(_by_hand)


@contradicts("direction of a property reversed")
def reversed_property(record: Record) -> Iterator[Change]:
    for name in ("scog:heldIn", "scog:participant", "scog:atMeeting", "scog:actOn", "scog:holder",
                 "scog:organOf", "scog:capital", "scog:inState", "scog:postIn", "scog:founded",
                 "scog:meetingOf", "scog:claimAbout", "oa:hasSource"):  # fmt: skip
        for thing in record.having(name)[:60]:
            other = record.get(thing[name])
            if other.file:
                yield thing.but({name: ()}), other.but({name: thing.name}, also=True)


@contradicts("the same thing as another by owl:sameAs")
def same_as(record: Record) -> Iterator[Change]:
    for thing in record.of("scog:Person"):
        yield thing.but({"owl:sameAs": "scod:tashkent"})
