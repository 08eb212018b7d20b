"""Corruptions written by hand, one place each: what an editor might write on an ordinary day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import claim, date, ending, labels, on

_PLACE = "scod:rferl-2004-06-17-paragraph-3"


def _hard(name: str, change: Callable[[Record], Change]) -> None:
    contradicts(f"by hand: {name}")(_one(change))


def _soft(name: str, change: Callable[[Record], Change]) -> None:
    suspicious(f"by hand: {name}")(_one(change))


def _one(change: Callable[[Record], Change]) -> Callable[[Record], Iterator[Change]]:
    def places(record: Record) -> Iterator[Change]:
        yield change(record)

    return places


def _edit(name: str, *, also: bool = False, **values: Any) -> Callable[[Record], Thing]:
    """The thing with other values; `scog_heldIn` is the property scog:heldIn."""
    made = {key.replace("_", ":", 1): value for key, value in values.items()}
    return lambda record: record.get(f"scod:{name}").but(made, also=also)


def _named(name: str, **texts: str) -> Callable[[Record], Thing]:
    return lambda record: record.get(f"scod:{name}").but(
        labels(record.get(f"scod:{name}"), **texts)
    )


def _new(
    beside: str, name: str, kind: str, names: tuple[str, str, str] | None = None, **values: str
) -> Callable[[Record], tuple[Thing, ...]]:
    """A new thing with a claim for all of its properties, in the file of another thing."""

    def change(record: Record) -> tuple[Thing, ...]:
        made: dict[str, tuple[str, ...]] = {"a": (f"scog:{kind}",)}
        made |= {key.replace("_", ":", 1): (value,) for key, value in values.items()}
        if names:
            en, ru, zh = names
            made["skos:prefLabel"] = (f'"{en}"@en', f'"{ru}"@ru', f'"{zh}"@zh')
        thing = Thing(f"scod:{name}", record.get(f"scod:{beside}").file, made)
        covered = [one for one in made if one not in ("a", "skos:prefLabel")]
        return thing, claim(thing, _PLACE, ["rdf:type", *covered])

    return change


def _at(
    meeting: str, person: str, state: str, capacity: str, **more: Any
) -> Callable[[Record], tuple[Thing, ...]]:
    """A new participation."""
    return _new(
        meeting, f"{meeting}-{person}-by-hand", "Participation", scog_atMeeting=f"scod:{meeting}",
        scog_participant=f"scod:{person}", scog_represents=f"scod:{state}",
        scog_capacity=f"scog:capacity-{capacity}", **more,
    )  # fmt: skip


def _day(day: str) -> dict[str, Any]:
    return {key.replace(":", "_", 1): value for key, value in on(day).items()}


def _end(day: str) -> dict[str, Any]:
    return {key.replace(":", "_", 1): value for key, value in ending(day).items()}


def _lost(name: str, *properties: str) -> Callable[[Record], Thing]:
    return lambda record: record.get(f"scod:{name}").but(dict.fromkeys(properties, ()))


def _claim_lost(name: str) -> Callable[[Record], Change]:
    def change(record: Record) -> Change:
        thing = record.get(f"scod:{name}")
        made: dict[str, Thing | None] = dict.fromkeys(one.name for one in record.claims[thing.name])
        return {thing.name: thing} | made

    return change


# Exercises.
_hard(
    "Peace Mission 2018 observed by Iran as a participant in its own name again",
    _edit("peace-mission-2018", also=True, scog_observingState="scod:russia"),
)
_hard(
    "Peace Mission 2018 with Iran, a member five years later, as participant",
    _edit("peace-mission-2018", also=True, scog_participatingState="scod:iran"),
)
_hard("Peace Mission 2018 ends before it starts", _edit("peace-mission-2018", **_end("2018-08-19")))
_hard(
    "exercise of a council's session",
    _edit("xiamen-2017", scog_exerciseOf="scod:council-of-heads-of-state-founding"),
)
_hard("Peace Mission 2014 dated in the future", _edit("peace-mission-2014", **_day("2034-08-24")))
_hard("exercise hosted by a city", _edit("peace-mission-2014", scog_hostedBy="scod:beijing"))
_hard(
    "exercise whose participants are an organisation",
    _edit("norak-antiterror-2009", also=True, scog_participatingState="scod:csto"),
)
_hard(
    "exercise with only an end",
    _lost("peace-mission-2018", "scog:earliest", "scog:latest", "scog:precision"),
)
_soft("exercise of two months", _edit("peace-mission-2018", **_end("2018-10-29")))
_soft("exercise without participants", _lost("peace-mission-2016", "scog:participatingState"))
_soft(
    "exercise with its venue in Cyrillic under the English tag",
    _edit("xiamen-2017", scog_venue='"Сямынь"@en'),
)
_soft(
    "Peace Mission 2021 named Peace Mission 2012 in Russian",
    _named("peace-mission-2021", ru="Мирная миссия — 2012"),
)

# Titles of capitals.
_hard(
    "Qingdao titled by the decision on Varanasi",
    _edit(
        "qingdao-tourist-and-cultural-capital-2024",
        scog_titleGrantedBy="scod:decision-on-varanasi-2022",
    ),
)
_hard(
    "title of a state instead of a city",
    _edit("almaty-tourist-and-cultural-capital-2023", scog_titledCity="scod:kazakhstan"),
)
_hard(
    "title that starts before the decision was taken",
    _edit(
        "varanasi-tourist-and-cultural-capital-2022",
        scog_earliest=date("2019-01-01"),
        scog_latest=date("2019-12-31"),
    ),
)
_hard(
    "title of two cities",
    _edit("almaty-tourist-and-cultural-capital-2023", also=True, scog_titledCity="scod:astana"),
)
_soft(
    "title of a city in Austria",
    _edit("cholpon-ata-tourist-and-cultural-capital-2025", scog_titledCity="scod:vienna"),
)
_soft(
    "title of six years",
    _edit(
        "almaty-tourist-and-cultural-capital-2023",
        scog_endEarliest=date("2029-01-01"),
        scog_endLatest=date("2029-12-31"),
    ),
)

# Election missions.
_hard(
    "mission with a negative number of observers",
    _edit("election-mission-kazakhstan-2019", scog_observerCount="-25"),
)
_hard(
    "mission with half an observer",
    _edit("election-mission-kazakhstan-2019", scog_observerCount="25.5"),
)
_hard(
    "two missions with one number",
    _edit("election-mission-kazakhstan-2019", scog_missionNumber="45"),
)
_hard(
    "mission numbers out of order",
    _edit("election-mission-kazakhstan-2019", scog_missionNumber="44"),
)
_hard(
    "mission of 2019 led by a Secretary-General who was not yet born to the office",
    _edit("election-mission-kazakhstan-2019", scog_missionHead="scod:nurlan-yermekbayev"),
)
_hard(
    "mission hosted by two states",
    _edit("election-mission-kazakhstan-2019", also=True, scog_hostedBy="scod:kyrgyzstan"),
)
_hard(
    "mission of the Shanghai Five",
    _edit("election-mission-kazakhstan-2019", scog_missionOf="scod:shanghai-five"),
)
_soft(
    "mission with 2,500 observers",
    _edit("election-mission-kazakhstan-2019", scog_observerCount="2500"),
)
_soft(
    "mission to Kazakhstan named after Kyrgyzstan in Chinese",
    _named("election-mission-kazakhstan-2019", zh="上海合作组织2019年吉尔吉斯斯坦总统选举观察团"),
)
_soft(
    "mission without end that leads on a year",
    _edit("election-mission-kazakhstan-2019", **_end("2020-06-10")),
)

# Documents: amendments, depositaries, texts, concerns.
_hard(
    "protocol that amends itself",
    _edit(
        "protocol-amending-the-charter-2006", scog_amends="scod:protocol-amending-the-charter-2006"
    ),
)
_hard(
    "charter amended by the summit",
    _edit("protocol-amending-the-charter-2006", scog_amends="scod:tashkent-summit-2004"),
)
_hard(
    "charter that amends its own amendment",
    _edit("sco-charter", scog_amends="scod:protocol-amending-the-charter-2006"),
)
_hard(
    "depositary is a person",
    _edit("treaty-on-long-term-good-neighbourliness-2007", scog_depositary="scod:hu-jintao"),
)
_hard("depositary is a city", _edit("sco-charter", scog_depositary="scod:beijing"))
_hard(
    "text of a treaty in a person",
    _edit("treaty-on-long-term-good-neighbourliness-2007", also=True, scog_textIn="scod:hu-jintao"),
)
_hard(
    "authentic language that is no code", _edit("sco-charter", scog_authenticLanguage='"russian"')
)
_hard(
    "memorandum that amends a treaty signed later",
    _edit(
        "memorandum-on-regional-economic-cooperation-2001",
        scog_amends="scod:treaty-on-long-term-good-neighbourliness-2007",
    ),
)
_hard(
    "treaty whose kind is a status",
    _edit("treaty-on-long-term-good-neighbourliness-2007", scog_documentKind="scog:status-member"),
)
_hard(
    "treaty of a political kind",
    _edit(
        "treaty-on-long-term-good-neighbourliness-2007", scog_documentKind="scog:kind-communique"
    ),
)
_hard(
    "ratification before signature",
    _edit(
        "treaty-on-long-term-good-neighbourliness-2007-ratification-uzbekistan",
        **_day("2007-08-01"),
    ),
)
_hard(
    "ratification of a treaty by a state that did not sign it and is no member",
    _edit(
        "treaty-on-long-term-good-neighbourliness-2007-ratification-uzbekistan",
        scog_actor="scod:turkmenistan",
    ),
)
_hard(
    "entry into force a year before signature",
    _edit(
        "memorandum-on-the-accession-of-pakistan-2016-entry-into-force-china", **_day("2015-06-24")
    ),
)
_hard(
    "signature by the signer of another state",
    _edit(
        "treaty-on-long-term-good-neighbourliness-2007-signature-kazakhstan",
        scog_signer="scod:hu-jintao",
    ),
)
_hard(
    "signature of the declaration of 2011 by India, an observer",
    _new(
        "astana-declaration-2011",
        "astana-declaration-2011-signature-india",
        "Signature",
        scog_actKind="scog:act-signature",
        scog_actOn="scod:astana-declaration-2011",
        scog_signatory="scod:india",
        scog_during="scod:astana-summit-2011",
        **_day("2011-06-15"),
    ),
)
_hard(
    "signature on a meeting instead of a document",
    _edit(
        "treaty-on-long-term-good-neighbourliness-2007-signature-kazakhstan",
        scog_actOn="scod:bishkek-summit-2007",
    ),
)
_hard(
    "document adopted during a summit that took place in another year",
    _edit("tianjin-declaration-2025-adoption", scog_during="scod:astana-summit-2024"),
)
_hard(
    "document adopted twice on two days",
    _new(
        "tianjin-declaration-2025",
        "tianjin-declaration-2025-adoption-2",
        "DocumentAct",
        scog_actKind="scog:act-adoption",
        scog_actOn="scod:tianjin-declaration-2025",
        **_day("2025-09-03"),
    ),
)
_hard(
    "withdrawal from a treaty before its ratification",
    _new(
        "treaty-on-long-term-good-neighbourliness-2007",
        "treaty-2007-withdrawal-uzbekistan",
        "DocumentAct",
        scog_actKind="scog:act-withdrawal",
        scog_actOn="scod:treaty-on-long-term-good-neighbourliness-2007",
        scog_actor="scod:uzbekistan",
        **_day("2007-08-20"),
    ),
)
_soft("document about nothing", _lost("tianjin-declaration-2025", "scog:concerns"))
_soft(
    "memorandum with the FAO named after UNESCO in English",
    _named("memorandum-with-the-fao-2019", en="Memorandum of Understanding with UNESCO"),
)
_soft(
    "declaration of Tianjin with another year in Russian",
    _named("tianjin-declaration-2025", ru="Тяньцзиньская декларация (2024)"),
)
_soft(
    "topic of a convention against terrorism that is culture",
    _edit("sco-convention-against-terrorism-2009", scog_topic="scog:topic-culture"),
)
_soft(
    "text of the treaty of 2007 in a newspaper of 2004",
    _edit(
        "treaty-on-long-term-good-neighbourliness-2007",
        also=True,
        scog_textIn="scod:rferl-2004-06-17",
    ),
)
_soft(
    "memorandum with a city as the only depositary's seat",
    _edit("memorandum-with-unesco-2022", scog_depositary="scod:xinhua"),
)
_soft(
    "signature a month after the summit during which it was made",
    _edit(
        "treaty-on-long-term-good-neighbourliness-2007-signature-kazakhstan", **_day("2007-09-16")
    ),
)

# Figures.
_hard(
    "budget share of 150 per cent",
    _edit("uzbekistan-share-of-the-sco-budget-2005", scog_value="150.0"),
)
_hard("negative population", _edit("china-population-2015", scog_value="-1367485388.0"))
_hard("population with a half", _edit("china-population-2015", scog_value="1367485388.5"))
_hard(
    "budget share in dollars", _edit("uzbekistan-share-of-the-sco-budget-2005", scog_unit='"USD"')
)
_hard("area in persons", _edit("china-area", scog_unit='"person"'))
_hard("population of a person", _edit("china-population-2015", scog_figureOf="scod:hu-jintao"))
_hard("two values", _edit("china-population-2015", also=True, scog_value="1400000000.0"))
_hard(
    "budget share of India in 2005",
    _new(
        "uzbekistan-share-of-the-sco-budget-2005",
        "india-share-of-the-sco-budget-2005",
        "Figure",
        scog_figureOf="scod:india",
        scog_measure="scog:measure-share-of-the-budget-of-the-sco",
        scog_value="5.9",
        scog_unit='"%"',
        scog_qualifier="scog:qualifier-exactly",
        **_day("2005-07-09"),
    ),
)
_soft("area of China at a tenth", _edit("china-area", scog_value="959696.0"))
_soft("product of China in billions", _edit("china-gdp-2024", scog_value="18744.0"))
_soft(
    "share of population at 4.2 for 42",
    _edit("sco-population-share-of-world-2024", scog_value="4.2"),
)
_soft(
    "population of the wrong year",
    _edit(
        "china-population-2015", scog_earliest=date("2005-07-01"), scog_latest=date("2005-07-31")
    ),
)

# Statements and assessments.
_hard("statement by a city", _edit("li-huilai-on-accession-2017", scog_speaker="scod:beijing"))
_hard(
    "statement made after the meeting during which it was made",
    _edit(
        "vladimir-putin-and-islam-karimov-on-the-treaty-2004",
        scog_earliest=date("2005-06-01"),
        scog_latest=date("2005-06-30"),
    ),
)
_hard(
    "statement of the future", _edit("li-huilai-on-accession-2017", scog_latest=date("2027-06-30"))
)
_soft("statement without a speaker", _lost("li-huilai-on-accession-2017", "scog:speaker"))
_soft("statement with an empty gist", _edit("li-huilai-on-accession-2017", scog_gist='""@en'))
_soft(
    "statement with its gist in Russian under the English tag",
    _edit("li-huilai-on-accession-2017", scog_gist='"Что приём идёт по плану."@en'),
)

# Coverage.
_hard(
    "coverage that ends before it begins",
    _edit("coverage-sco-talks", scog_coversThrough=date("2000-01-01")),
)
_hard("coverage of a person", _edit("coverage-sco-talks", scog_coverageOf="scod:hu-jintao"))
_hard(
    "coverage beyond the end of the record",
    _edit("coverage-sco-talks", scog_coversThrough=date("2031-12-31")),
)
_hard(
    "coverage with two degrees",
    _edit("coverage-sco-talks", also=True, scog_completeness="scog:completeness-complete"),
)
_hard(
    "coverage that says complete where meetings miss their people",
    _edit("coverage-sco-capital-titles", scog_completeness="scog:completeness-nothing-to-record"),
)
_soft(
    "coverage that begins before the body",
    _edit("coverage-sco-talks", scog_coversFrom=date("1991-01-01")),
)
_soft(
    "coverage compared with a list, without the list",
    _edit("coverage-sco-talks", scog_checkedBy="scog:check-compared-with-list"),
)
_soft("complete without a note", _lost("coverage-sco-capital-titles", "skos:editorialNote"))

# Claims, places, sources.
_hard("no claim covers the venue and participants of an exercise", _claim_lost("xiamen-2017"))
_hard("no claim covers a membership", _claim_lost("kuwait-in-sco-partner"))
_hard("no claim covers a post", _claim_lost("defence-secretary-of-india"))
_hard(
    "source read before it was issued", _edit("rferl-2004-06-17", scog_dateRead=date("2004-06-01"))
)
_hard("source without address", _lost("rferl-2004-06-17", "schema:url"))
_hard(
    "place in a meeting",
    _edit("rferl-2004-06-17-paragraph-3", oa_hasSource="scod:tashkent-summit-2004"),
)
_hard("publisher is a state", _edit("rferl-2004-06-17", dct_publisher="scod:russia"))
_hard("language of a source in words", _edit("rferl-2004-06-17", dct_language='"English"'))
_hard(
    "address of another source",
    lambda r: r.get("scod:rferl-2004-06-17").but(
        {"schema:url": r.get("scod:dawn-1488123").all("schema:url")}
    ),
)
_hard(
    "misspelt property of Dublin Core",
    lambda r: r.get("scod:rferl-2004-06-17").renamed("dct:issued", "dct:isued"),
)
_hard(
    "misspelt property of SKOS",
    lambda r: r.get("scod:xi-jinping").renamed("skos:prefLabel", "skos:preflabel"),
)
_hard(
    "property of schema.org that the documentation does not use",
    _edit("xi-jinping", schema_birthDate=date("1953-06-15")),
)
_hard(
    "claim about a person from a source of before the office",
    lambda r: claim(
        r.get("scod:xi-jinping-president-of-china"), _PLACE, ("scog:holder", "scog:tenureOf")
    ),
)
_soft("source without a day of reading", _lost("rferl-2004-06-17", "scog:dateRead"))
_soft(
    "title of a source in capitals",
    _edit("rferl-2004-06-17", dct_title='"CENTRAL ASIA: MEETING IN TASHKENT"@en'),
)
_soft(
    "address over a proxy",
    _edit(
        "rferl-2004-06-17",
        schema_url="<https://translate.google.com/translate?u=https://www.rferl.org/a/1053384.html>",
    ),
)
_soft("heading of a place that is empty", _edit("rferl-2004-06-17-paragraph-3", scog_heading='""'))
_soft(
    "source issued ten years after the meeting that it reports as of today",
    _edit("rferl-2004-06-17", dct_issued=date("2014-06-17")),
)

# Meetings and who attends.
_hard("Hu Jintao at Tianjin in 2025", _at("tianjin-summit-2025", "hu-jintao", "china", "member"))
_hard("attended written by hand", _edit("hu-jintao", scog_attended="scod:tianjin-summit-2025"))
_hard(
    "Modi twice at Tianjin",
    _at(
        "tianjin-summit-2025",
        "narendra-modi",
        "india",
        "member",
        scog_inTenure="scod:narendra-modi-prime-minister-of-india",
    ),
)
_hard(
    "Lukashenko at Tianjin for Russia too",
    _at("tianjin-summit-2025", "alexander-lukashenko", "russia", "member"),
)
_hard(
    "Lukashenko as an observer at Tianjin",
    _edit("tianjin-summit-2025-alexander-lukashenko", scog_capacity="scog:capacity-observer"),
)
_hard(
    "Belarus as a member at a council's session of 2016",
    _edit("council-of-national-coordinators-2016-02-russia", scog_represents="scod:belarus"),
)
_hard(
    "Turkey a member in the council of RATS",
    _new(
        "sco-rats-council-2016",
        "sco-rats-council-2016-turkiye",
        "Participation",
        scog_atMeeting="scod:sco-rats-council-2016",
        scog_represents="scod:turkiye",
        scog_capacity="scog:capacity-member",
    ),
)
_hard("the summit of Tianjin in Bishkek", _edit("tianjin-summit-2025", scog_heldIn="scod:bishkek"))
_hard(
    "the summit of Tianjin in two cities",
    _edit("tianjin-summit-2025", also=True, scog_heldIn="scod:beijing"),
)
_hard("session number twice", _edit("tianjin-summit-2025", scog_sessionNumber="24"))
_hard(
    "part of a summit of another year",
    _edit("tianjin-sco-plus-meeting-2025", scog_partOf="scod:astana-summit-2024"),
)
_hard(
    "chaired by somebody who was not there",
    _edit("tianjin-sco-plus-meeting-2025", scog_chairedBy="scod:hu-jintao"),
)
_hard(
    "meeting of a person", _edit("tianjin-sco-plus-meeting-2025", scog_meetingOf="scod:xi-jinping")
)
_hard("summit that is only a Meeting", _edit("tianjin-summit-2025", a="scog:Meeting"))
_hard(
    "talks beside a summit a year later",
    _edit("hu-jintao-emomali-rahmon-meeting-2004", scog_onSidelinesOf="scod:astana-summit-2005"),
)
_hard(
    "Putin in Minsk on the day of the summit in Tashkent",
    lambda r: (
        _new(
            "tashkent-summit-2004",
            "vladimir-putin-in-minsk-2004",
            "BilateralMeeting",
            (
                "Meeting of Vladimir Putin and Askar Akayev, June 2004",
                "Встреча Владимира Путина и Аскара Акаева, июнь 2004 года",
                "2004年6月普京会见阿卡耶夫",
            ),
            scog_heldIn="scod:minsk",
            **_day("2004-06-17"),
        )(r)
        + tuple(
            Thing(
                f"scod:vladimir-putin-in-minsk-2004-{n}",
                r.get("scod:tashkent-summit-2004").file,
                {
                    "a": ("scog:Participation",),
                    "scog:atMeeting": ("scod:vladimir-putin-in-minsk-2004",),
                    "scog:participant": (f"scod:{n}",),
                    "scog:represents": (f"scod:{s}",),
                    "scog:capacity": ("scog:capacity-party",),
                },
            )
            for n, s in (("vladimir-putin", "russia"), ("askar-akayev", "kyrgyzstan"))
        )
    ),
)
_hard(
    "invitation of a member by its summit as a guest",
    _edit("ufa-summit-2015-invitation-hassan-rouhani", scog_invitedFor="scod:russia"),
)
_hard(
    "invitation of a dead letter: invitee is a body",
    _edit("ufa-summit-2015-invitation-hassan-rouhani", scog_invitee="scod:cica"),
)
_soft(
    "national coordinators in Vitebsk, a city without any other meeting",
    _edit("council-of-national-coordinators-2016-02", scog_heldIn="scod:vitebsk"),
)
_soft(
    "session of coordinators of twenty days",
    _edit("council-of-national-coordinators-2016-02", **_end("2016-02-25")),
)
_soft(
    "video conference with a venue", _edit("moscow-summit-2020", scog_venue='"Kremlin Palace"@en')
)
_soft(
    "in person at a meeting that was held by video",
    _new(
        "moscow-summit-2020",
        "moscow-summit-2020-by-hand",
        "Participation",
        scog_atMeeting="scod:moscow-summit-2020",
        scog_represents="scod:russia",
        scog_capacity="scog:capacity-member",
        scog_mode="scog:mode-in-person",
    ),
)
_soft(
    "session of coordinators entered twice, a day later",
    _new(
        "council-of-national-coordinators-2016-02",
        "council-of-national-coordinators-2016-02-b",
        "CouncilSession",
        (
            "Meeting of the Council of National Coordinators (Beijing, 2016)",
            "Заседание Совета национальных координаторов (Пекин, 2016 год)",
            "国家协调员理事会会议（2016年，北京）",
        ),
        scog_meetingOf="scod:council-of-national-coordinators",
        scog_heldIn="scod:beijing",
        **_day("2016-02-06"),
    ),
)
_soft(
    "visit whose guest is the host",
    _new(
        "vladimir-putin-visit-to-austria-2018",
        "vladimir-putin-visit-to-austria-2018-by-hand",
        "Participation",
        scog_atMeeting="scod:vladimir-putin-visit-to-austria-2018",
        scog_participant="scod:xi-jinping",
        scog_represents="scod:china",
        scog_capacity="scog:capacity-party",
    ),
)
_soft(
    "talks named after a third person in Russian",
    _named(
        "hu-jintao-emomali-rahmon-meeting-2004",
        ru="Встреча Ху Цзиньтао и Аскара Акаева, июнь 2004 года",
    ),
)
_soft(
    "summit named after another city in Chinese", _named("tianjin-summit-2025", zh="2025年青岛峰会")
)

# Spells, acts, chairmanships, organs.
_hard(
    "member of the organisation that left before it joined",
    _edit("india-in-sco-observer", **_end("2001-01-01")),
)
_hard(
    "spell that begins with a summit of another date",
    _edit("kuwait-in-sco-partner", scog_beganWith="scod:tashkent-summit-2004"),
)
_hard("member of a state", _edit("kuwait-in-sco-partner", scog_inBody="scod:china"))
_hard("member is a person", _edit("kuwait-in-sco-partner", scog_member="scod:hu-jintao"))
_hard(
    "observer and member at once",
    _new(
        "india-in-sco-observer",
        "india-in-sco-observer-again",
        "MembershipSpell",
        scog_member="scod:india",
        scog_inBody="scod:sco",
        scog_status="scog:status-observer",
        **_day("2019-01-01"),
    ),
)
_hard(
    "member and partner status by two properties",
    _edit("kuwait-in-sco-partner", also=True, scog_status="scog:status-member"),
)
_hard(
    "application after the admission",
    _edit(
        "belarus-in-sco-observer-application-2012",
        scog_earliest=date("2024-07-10"),
        scog_latest=date("2024-07-10"),
        scog_precision="scog:precision-day",
    ),
)
_hard(
    "decision on a status during a session that was held by another body",
    _edit(
        "egypt-in-sco-dialogue-partner-decision-2021-09-17",
        scog_during="scod:council-of-foreign-ministers-2019",
    ),
)
_hard(
    "two chairmanships of the organisation at once",
    _edit("sco-chairmanship-of-china-2024", **_day("2023-07-04")),
)
_hard(
    "chairmanship of a state that is no member",
    _edit("sco-chairmanship-of-china-2024", scog_presidingState="scod:vietnam"),
)
_hard("organ of two organisations", _edit("sco-rats-council", also=True, scog_organOf="scod:csto"))
_hard("seat of an organ is a state", _edit("sco-rats-council", scog_seat="scod:uzbekistan"))
_hard(
    "founding of an organ before that of the organisation",
    _edit("sco-rats-executive-committee-founding", **_day("1999-06-07")),
)
_soft("seat of the Council of RATS in Almaty", _edit("sco-rats-council", scog_seat="scod:almaty"))
_soft("kind of an organ lost", _lost("sco-rats-council", "scog:organKind"))
_soft("acceding for twelve years", _edit("india-in-sco-acceding-state", **_day("2005-07-10")))
_soft(
    "chairmanship whose theme is in Russian under the English tag",
    _edit("sco-chairmanship-of-china-2024", scog_theme='"Шанхайский дух: ШОС в действии"@en'),
)

# People, posts, tenures, places, names.
_hard(
    "two presidents of China at once",
    _new(
        "jiang-zemin-president-of-china",
        "li-keqiang-president-of-china",
        "Tenure",
        scog_holder="scod:li-keqiang",
        scog_tenureOf="scod:president-of-china",
        **_day("2015-01-01"),
    ),
)
_hard(
    "tenure that ends before it starts",
    _edit("xi-jinping-president-of-china", **_end("2012-01-01")),
)
_hard("post of a person", _edit("president-of-china", scog_postIn="scod:xi-jinping"))
_hard("capital of Russia in Kazakhstan", _edit("russia", scog_capital="scod:astana"))
_hard(
    "label for mainland readers alone",
    _edit("xi-jinping", skos_prefLabel=('"Xi Jinping"@en', '"Си Цзиньпин"@ru', '"习近平"@zh-Hans')),
)
_hard(
    "held in the future on a day",
    _edit("xi-jinping-president-of-china", scog_heldOn=date("2027-02-28")),
)
_hard("person who is a group too", _edit("xi-jinping", also=True, a="scog:Group"))
_hard("person who is only an Agent", _edit("xi-jinping", a="prov:Agent"))
_soft("one Chinese name for two people", _named("xi-jinping", zh="胡锦涛"))
_soft("Latin letters in a Russian name", _named("xi-jinping", ru="Си Цзиньпин Xi"))
_soft("Latin a in a Cyrillic name", _named("islam-karimov", ru="Ислaм Каримов"))
_soft(
    "empty Russian name",
    _edit("xi-jinping", skos_prefLabel=('"Xi Jinping"@en', '""@ru', '"习近平"@zh')),
)
_soft("acting president for ten years", _edit("xi-jinping-president-of-china", scog_acting="true"))
_soft("city at the South Pole", _edit("tianjin", geo_lat="-39.14222"))
_soft("state matched with another item", _edit("russia", schema_sameAs="wd:Q889"))
_soft(
    "post kind of a prime minister that is deputy minister",
    _edit("prime-minister-of-china", scog_postKind="scog:post-deputy-minister"),
)
