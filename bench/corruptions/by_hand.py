"""Corruptions written by hand, one place each: what an editor might write on an ordinary day."""

from __future__ import annotations

from collections.abc import Callable

from bench.corruptions.editing import (
    PLACE,
    at,
    claim_lost,
    day,
    edit,
    end,
    lost,
    named,
    new,
    one_place,
)
from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import claim, date


def _hard(name: str, change: Callable[[Record], Change]) -> None:
    contradicts(f"by hand: {name}")(one_place(change))


def _soft(name: str, change: Callable[[Record], Change]) -> None:
    suspicious(f"by hand: {name}")(one_place(change))


# Exercises.
_hard(
    "Peace Mission 2018 observed by Iran as a participant in its own name again",
    edit("peace-mission-2018", also=True, scog_observingState="scod:russia"),
)
_hard(
    "Peace Mission 2018 with Iran, a member five years later, as participant",
    edit("peace-mission-2018", also=True, scog_participatingState="scod:iran"),
)
_hard("Peace Mission 2018 ends before it starts", edit("peace-mission-2018", **end("2018-08-19")))
_hard(
    "exercise of a council's session",
    edit("xiamen-2017", scog_exerciseOf="scod:council-of-heads-of-state-founding"),
)
_hard("Peace Mission 2014 dated in the future", edit("peace-mission-2014", **day("2034-08-24")))
_hard("exercise hosted by a city", edit("peace-mission-2014", scog_hostedBy="scod:beijing"))
_hard(
    "exercise whose participants are an organisation",
    edit("norak-antiterror-2009", also=True, scog_participatingState="scod:csto"),
)
_hard(
    "exercise with only an end",
    lost("peace-mission-2018", "scog:earliest", "scog:latest", "scog:precision"),
)
_soft("exercise of two months", edit("peace-mission-2018", **end("2018-10-29")))
_soft("exercise without participants", lost("peace-mission-2016", "scog:participatingState"))
_soft(
    "exercise with its venue in Cyrillic under the English tag",
    edit("xiamen-2017", scog_venue='"Сямынь"@en'),
)
_soft(
    "Peace Mission 2021 named Peace Mission 2012 in Russian",
    named("peace-mission-2021", ru="Мирная миссия — 2012"),
)

# Titles of capitals.
_hard(
    "Qingdao titled by the decision on Varanasi",
    edit(
        "qingdao-tourist-and-cultural-capital-2024",
        scog_titleGrantedBy="scod:decision-on-varanasi-2022",
    ),
)
_hard(
    "title of a state instead of a city",
    edit("almaty-tourist-and-cultural-capital-2023", scog_titledCity="scod:kazakhstan"),
)
_hard(
    "title that starts before the decision was taken",
    edit(
        "varanasi-tourist-and-cultural-capital-2022",
        scog_earliest=date("2019-01-01"),
        scog_latest=date("2019-12-31"),
    ),
)
_hard(
    "title of two cities",
    edit("almaty-tourist-and-cultural-capital-2023", also=True, scog_titledCity="scod:astana"),
)
_soft(
    "title of a city in Austria",
    edit("cholpon-ata-tourist-and-cultural-capital-2025", scog_titledCity="scod:vienna"),
)
_soft(
    "title of six years",
    edit(
        "almaty-tourist-and-cultural-capital-2023",
        scog_endEarliest=date("2029-01-01"),
        scog_endLatest=date("2029-12-31"),
    ),
)

# Election missions.
_hard(
    "mission with a negative number of observers",
    edit("election-mission-kazakhstan-2019", scog_observerCount="-25"),
)
_hard(
    "mission with half an observer",
    edit("election-mission-kazakhstan-2019", scog_observerCount="25.5"),
)
_hard(
    "two missions with one number",
    edit("election-mission-kazakhstan-2019", scog_missionNumber="45"),
)
_hard(
    "mission numbers out of order",
    edit("election-mission-kazakhstan-2019", scog_missionNumber="44"),
)
_hard(
    "mission of 2019 led by a Secretary-General who was not yet born to the office",
    edit("election-mission-kazakhstan-2019", scog_missionHead="scod:nurlan-yermekbayev"),
)
_hard(
    "mission hosted by two states",
    edit("election-mission-kazakhstan-2019", also=True, scog_hostedBy="scod:kyrgyzstan"),
)
_hard(
    "mission of the Shanghai Five",
    edit("election-mission-kazakhstan-2019", scog_missionOf="scod:shanghai-five"),
)
_soft(
    "mission with 2,500 observers",
    edit("election-mission-kazakhstan-2019", scog_observerCount="2500"),
)
_soft(
    "mission to Kazakhstan named after Kyrgyzstan in Chinese",
    named("election-mission-kazakhstan-2019", zh="上海合作组织2019年吉尔吉斯斯坦总统选举观察团"),
)
_soft(
    "mission without end that leads on a year",
    edit("election-mission-kazakhstan-2019", **end("2020-06-10")),
)

# Documents: amendments, depositaries, texts, concerns.
_hard(
    "protocol that amends itself",
    edit(
        "protocol-amending-the-charter-2006", scog_amends="scod:protocol-amending-the-charter-2006"
    ),
)
_hard(
    "charter amended by the summit",
    edit("protocol-amending-the-charter-2006", scog_amends="scod:tashkent-summit-2004"),
)
_hard(
    "charter that amends its own amendment",
    edit("sco-charter", scog_amends="scod:protocol-amending-the-charter-2006"),
)
_hard(
    "depositary is a person",
    edit("treaty-on-long-term-good-neighbourliness-2007", scog_depositary="scod:hu-jintao"),
)
_hard("depositary is a city", edit("sco-charter", scog_depositary="scod:beijing"))
_hard(
    "text of a treaty in a person",
    edit("treaty-on-long-term-good-neighbourliness-2007", also=True, scog_textIn="scod:hu-jintao"),
)
_hard("authentic language that is no code", edit("sco-charter", scog_authenticLanguage='"russian"'))
_hard(
    "memorandum that amends a treaty signed later",
    edit(
        "memorandum-on-regional-economic-cooperation-2001",
        scog_amends="scod:treaty-on-long-term-good-neighbourliness-2007",
    ),
)
_hard(
    "treaty whose kind is a status",
    edit("treaty-on-long-term-good-neighbourliness-2007", scog_documentKind="scog:status-member"),
)
_hard(
    "treaty of a political kind",
    edit("treaty-on-long-term-good-neighbourliness-2007", scog_documentKind="scog:kind-communique"),
)
_hard(
    "ratification before signature",
    edit(
        "treaty-on-long-term-good-neighbourliness-2007-ratification-uzbekistan",
        **day("2007-08-01"),
    ),
)
_hard(
    "ratification of a treaty by a state that did not sign it and is no member",
    edit(
        "treaty-on-long-term-good-neighbourliness-2007-ratification-uzbekistan",
        scog_actor="scod:turkmenistan",
    ),
)
_hard(
    "entry into force a year before signature",
    edit(
        "memorandum-on-the-accession-of-pakistan-2016-entry-into-force-china", **day("2015-06-24")
    ),
)
_hard(
    "signature by the signer of another state",
    edit(
        "treaty-on-long-term-good-neighbourliness-2007-signature-kazakhstan",
        scog_signer="scod:hu-jintao",
    ),
)
_hard(
    "signature of the declaration of 2011 by India, an observer",
    new(
        "astana-declaration-2011",
        "astana-declaration-2011-signature-india",
        "Signature",
        scog_actKind="scog:act-signature",
        scog_actOn="scod:astana-declaration-2011",
        scog_signatory="scod:india",
        scog_during="scod:astana-summit-2011",
        **day("2011-06-15"),
    ),
)
_hard(
    "signature on a meeting instead of a document",
    edit(
        "treaty-on-long-term-good-neighbourliness-2007-signature-kazakhstan",
        scog_actOn="scod:bishkek-summit-2007",
    ),
)
_hard(
    "document adopted during a summit that took place in another year",
    edit("tianjin-declaration-2025-adoption", scog_during="scod:astana-summit-2024"),
)
_hard(
    "document adopted twice on two days",
    new(
        "tianjin-declaration-2025",
        "tianjin-declaration-2025-adoption-2",
        "DocumentAct",
        scog_actKind="scog:act-adoption",
        scog_actOn="scod:tianjin-declaration-2025",
        **day("2025-09-03"),
    ),
)
_hard(
    "withdrawal from a treaty before its ratification",
    new(
        "treaty-on-long-term-good-neighbourliness-2007",
        "treaty-2007-withdrawal-uzbekistan",
        "DocumentAct",
        scog_actKind="scog:act-withdrawal",
        scog_actOn="scod:treaty-on-long-term-good-neighbourliness-2007",
        scog_actor="scod:uzbekistan",
        **day("2007-08-20"),
    ),
)
_soft("document about nothing", lost("tianjin-declaration-2025", "scog:concerns"))
_soft(
    "memorandum with the FAO named after UNESCO in English",
    named("memorandum-with-the-fao-2019", en="Memorandum of Understanding with UNESCO"),
)
_soft(
    "declaration of Tianjin with another year in Russian",
    named("tianjin-declaration-2025", ru="Тяньцзиньская декларация (2024)"),
)
_soft(
    "topic of a convention against terrorism that is culture",
    edit("sco-convention-against-terrorism-2009", scog_topic="scog:topic-culture"),
)
_soft(
    "text of the treaty of 2007 in a newspaper of 2004",
    edit(
        "treaty-on-long-term-good-neighbourliness-2007",
        also=True,
        scog_textIn="scod:rferl-2004-06-17",
    ),
)
_soft(
    "memorandum with a city as the only depositary's seat",
    edit("memorandum-with-unesco-2022", scog_depositary="scod:xinhua"),
)
_soft(
    "signature a month after the summit during which it was made",
    edit("treaty-on-long-term-good-neighbourliness-2007-signature-kazakhstan", **day("2007-09-16")),
)

# Figures.
_hard(
    "budget share of 150 per cent",
    edit("uzbekistan-share-of-the-sco-budget-2005", scog_value="150.0"),
)
_hard("negative population", edit("china-population-2015", scog_value="-1367485388.0"))
_hard("population with a half", edit("china-population-2015", scog_value="1367485388.5"))
_hard("budget share in dollars", edit("uzbekistan-share-of-the-sco-budget-2005", scog_unit='"USD"'))
_hard("area in persons", edit("china-area", scog_unit='"person"'))
_hard("population of a person", edit("china-population-2015", scog_figureOf="scod:hu-jintao"))
_hard("two values", edit("china-population-2015", also=True, scog_value="1400000000.0"))
_hard(
    "budget share of India in 2005",
    new(
        "uzbekistan-share-of-the-sco-budget-2005",
        "india-share-of-the-sco-budget-2005",
        "Figure",
        scog_figureOf="scod:india",
        scog_measure="scog:measure-share-of-the-budget-of-the-sco",
        scog_value="5.9",
        scog_unit='"%"',
        scog_qualifier="scog:qualifier-exactly",
        **day("2005-07-09"),
    ),
)
_soft("area of China at a tenth", edit("china-area", scog_value="959696.0"))
_soft("product of China in billions", edit("china-gdp-2024", scog_value="18744.0"))
_soft(
    "share of population at 4.2 for 42",
    edit("sco-population-share-of-world-2024", scog_value="4.2"),
)
_soft(
    "population of the wrong year",
    edit("china-population-2015", scog_earliest=date("2005-07-01"), scog_latest=date("2005-07-31")),
)

# Statements and assessments.
_hard("statement by a city", edit("li-huilai-on-accession-2017", scog_speaker="scod:beijing"))
_hard(
    "statement made after the meeting during which it was made",
    edit(
        "vladimir-putin-and-islam-karimov-on-the-treaty-2004",
        scog_earliest=date("2005-06-01"),
        scog_latest=date("2005-06-30"),
    ),
)
_hard(
    "statement of the future", edit("li-huilai-on-accession-2017", scog_latest=date("2027-06-30"))
)
_soft("statement without a speaker", lost("li-huilai-on-accession-2017", "scog:speaker"))
_soft("statement with an empty gist", edit("li-huilai-on-accession-2017", scog_gist='""@en'))
_soft(
    "statement with its gist in Russian under the English tag",
    edit("li-huilai-on-accession-2017", scog_gist='"Что приём идёт по плану."@en'),
)

# Coverage.
_hard(
    "coverage that ends before it begins",
    edit("coverage-sco-talks", scog_coversThrough=date("2000-01-01")),
)
_hard("coverage of a person", edit("coverage-sco-talks", scog_coverageOf="scod:hu-jintao"))
_hard(
    "coverage beyond the end of the record",
    edit("coverage-sco-talks", scog_coversThrough=date("2031-12-31")),
)
_hard(
    "coverage with two degrees",
    edit("coverage-sco-talks", also=True, scog_completeness="scog:completeness-complete"),
)
_hard(
    "coverage that says complete where meetings miss their people",
    edit("coverage-sco-capital-titles", scog_completeness="scog:completeness-nothing-to-record"),
)
_soft(
    "coverage that begins before the body",
    edit("coverage-sco-talks", scog_coversFrom=date("1991-01-01")),
)
_soft(
    "coverage compared with a list, without the list",
    edit("coverage-sco-talks", scog_checkedBy="scog:check-compared-with-list"),
)
_soft("complete without a note", lost("coverage-sco-capital-titles", "skos:editorialNote"))

# Claims, places, sources.
_hard("no claim covers the venue and participants of an exercise", claim_lost("xiamen-2017"))
_hard("no claim covers a membership", claim_lost("kuwait-in-sco-partner"))
_hard("no claim covers a post", claim_lost("defence-secretary-of-india"))
_hard(
    "source read before it was issued", edit("rferl-2004-06-17", scog_dateRead=date("2004-06-01"))
)
_hard("source without address", lost("rferl-2004-06-17", "schema:url"))
_hard(
    "place in a meeting",
    edit("rferl-2004-06-17-paragraph-3", oa_hasSource="scod:tashkent-summit-2004"),
)
_hard("publisher is a state", edit("rferl-2004-06-17", dct_publisher="scod:russia"))
_hard("language of a source in words", edit("rferl-2004-06-17", dct_language='"English"'))
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
    edit("xi-jinping", schema_birthDate=date("1953-06-15")),
)
_hard(
    "claim about a person from a source of before the office",
    lambda r: claim(
        r.get("scod:xi-jinping-president-of-china"), PLACE, ("scog:holder", "scog:tenureOf")
    ),
)
_soft("source without a day of reading", lost("rferl-2004-06-17", "scog:dateRead"))
_soft(
    "title of a source in capitals",
    edit("rferl-2004-06-17", dct_title='"CENTRAL ASIA: MEETING IN TASHKENT"@en'),
)
_soft(
    "address over a proxy",
    edit(
        "rferl-2004-06-17",
        schema_url="<https://translate.google.com/translate?u=https://www.rferl.org/a/1053384.html>",
    ),
)
_soft("heading of a place that is empty", edit("rferl-2004-06-17-paragraph-3", scog_heading='""'))
_soft(
    "source issued ten years after the meeting that it reports as of today",
    edit("rferl-2004-06-17", dct_issued=date("2014-06-17")),
)

# Meetings and who attends.
_hard("Hu Jintao at Tianjin in 2025", at("tianjin-summit-2025", "hu-jintao", "china", "member"))
_hard("attended written by hand", edit("hu-jintao", scog_attended="scod:tianjin-summit-2025"))
_hard(
    "Modi twice at Tianjin",
    at(
        "tianjin-summit-2025",
        "narendra-modi",
        "india",
        "member",
        scog_inTenure="scod:narendra-modi-prime-minister-of-india",
    ),
)
_hard(
    "Lukashenko at Tianjin for Russia too",
    at("tianjin-summit-2025", "alexander-lukashenko", "russia", "member"),
)
_hard(
    "Lukashenko as an observer at Tianjin",
    edit("tianjin-summit-2025-alexander-lukashenko", scog_capacity="scog:capacity-observer"),
)
_hard(
    "Belarus as a member at a council's session of 2016",
    edit("council-of-national-coordinators-2016-02-russia", scog_represents="scod:belarus"),
)
_hard(
    "Turkey a member in the council of RATS",
    new(
        "sco-rats-council-2016",
        "sco-rats-council-2016-turkiye",
        "Participation",
        scog_atMeeting="scod:sco-rats-council-2016",
        scog_represents="scod:turkiye",
        scog_capacity="scog:capacity-member",
    ),
)
_hard("the summit of Tianjin in Bishkek", edit("tianjin-summit-2025", scog_heldIn="scod:bishkek"))
_hard(
    "the summit of Tianjin in two cities",
    edit("tianjin-summit-2025", also=True, scog_heldIn="scod:beijing"),
)
_hard("session number twice", edit("tianjin-summit-2025", scog_sessionNumber="24"))
_hard(
    "part of a summit of another year",
    edit("tianjin-sco-plus-meeting-2025", scog_partOf="scod:astana-summit-2024"),
)
_hard(
    "chaired by somebody who was not there",
    edit("tianjin-sco-plus-meeting-2025", scog_chairedBy="scod:hu-jintao"),
)
_hard(
    "meeting of a person", edit("tianjin-sco-plus-meeting-2025", scog_meetingOf="scod:xi-jinping")
)
_hard("summit that is only a Meeting", edit("tianjin-summit-2025", a="scog:Meeting"))
_hard(
    "talks beside a summit a year later",
    edit("hu-jintao-emomali-rahmon-meeting-2004", scog_onSidelinesOf="scod:astana-summit-2005"),
)
_hard(
    "Putin in Minsk on the day of the summit in Tashkent",
    lambda r: (
        new(
            "tashkent-summit-2004",
            "vladimir-putin-in-minsk-2004",
            "BilateralMeeting",
            (
                "Meeting of Vladimir Putin and Askar Akayev, June 2004",
                "Встреча Владимира Путина и Аскара Акаева, июнь 2004 года",
                "2004年6月普京会见阿卡耶夫",
            ),
            scog_heldIn="scod:minsk",
            **day("2004-06-17"),
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
    edit("ufa-summit-2015-invitation-hassan-rouhani", scog_invitedFor="scod:russia"),
)
_hard(
    "invitation of a dead letter: invitee is a body",
    edit("ufa-summit-2015-invitation-hassan-rouhani", scog_invitee="scod:cica"),
)
_soft(
    "national coordinators in Vitebsk, a city without any other meeting",
    edit("council-of-national-coordinators-2016-02", scog_heldIn="scod:vitebsk"),
)
_soft(
    "session of coordinators of twenty days",
    edit("council-of-national-coordinators-2016-02", **end("2016-02-25")),
)
_soft("video conference with a venue", edit("moscow-summit-2020", scog_venue='"Kremlin Palace"@en'))
_soft(
    "in person at a meeting that was held by video",
    new(
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
    new(
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
        **day("2016-02-06"),
    ),
)
_soft(
    "visit whose guest is the host",
    new(
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
    named(
        "hu-jintao-emomali-rahmon-meeting-2004",
        ru="Встреча Ху Цзиньтао и Аскара Акаева, июнь 2004 года",
    ),
)
_soft(
    "summit named after another city in Chinese", named("tianjin-summit-2025", zh="2025年青岛峰会")
)

# Spells, acts, chairmanships, organs.
_hard(
    "member of the organisation that left before it joined",
    edit("india-in-sco-observer", **end("2001-01-01")),
)
_hard(
    "spell that begins with a summit of another date",
    edit("kuwait-in-sco-partner", scog_beganWith="scod:tashkent-summit-2004"),
)
_hard("member of a state", edit("kuwait-in-sco-partner", scog_inBody="scod:china"))
_hard("member is a person", edit("kuwait-in-sco-partner", scog_member="scod:hu-jintao"))
_hard(
    "observer and member at once",
    new(
        "india-in-sco-observer",
        "india-in-sco-observer-again",
        "MembershipSpell",
        scog_member="scod:india",
        scog_inBody="scod:sco",
        scog_status="scog:status-observer",
        **day("2019-01-01"),
    ),
)
_hard(
    "member and partner status by two properties",
    edit("kuwait-in-sco-partner", also=True, scog_status="scog:status-member"),
)
_hard(
    "application after the admission",
    edit(
        "belarus-in-sco-observer-application-2012",
        scog_earliest=date("2024-07-10"),
        scog_latest=date("2024-07-10"),
        scog_precision="scog:precision-day",
    ),
)
_hard(
    "decision on a status during a session that was held by another body",
    edit(
        "egypt-in-sco-dialogue-partner-decision-2021-09-17",
        scog_during="scod:council-of-foreign-ministers-2019",
    ),
)
_hard(
    "two chairmanships of the organisation at once",
    edit("sco-chairmanship-of-china-2024", **day("2023-07-04")),
)
_hard(
    "chairmanship of a state that is no member",
    edit("sco-chairmanship-of-china-2024", scog_presidingState="scod:vietnam"),
)
_hard("organ of two organisations", edit("sco-rats-council", also=True, scog_organOf="scod:csto"))
_hard("seat of an organ is a state", edit("sco-rats-council", scog_seat="scod:uzbekistan"))
_hard(
    "founding of an organ before that of the organisation",
    edit("sco-rats-executive-committee-founding", **day("1999-06-07")),
)
_soft("seat of the Council of RATS in Almaty", edit("sco-rats-council", scog_seat="scod:almaty"))
_soft("kind of an organ lost", lost("sco-rats-council", "scog:organKind"))
_soft("acceding for twelve years", edit("india-in-sco-acceding-state", **day("2005-07-10")))
_soft(
    "chairmanship whose theme is in Russian under the English tag",
    edit("sco-chairmanship-of-china-2024", scog_theme='"Шанхайский дух: ШОС в действии"@en'),
)

# People, posts, tenures, places, names.
_hard(
    "two presidents of China at once",
    new(
        "jiang-zemin-president-of-china",
        "li-keqiang-president-of-china",
        "Tenure",
        scog_holder="scod:li-keqiang",
        scog_tenureOf="scod:president-of-china",
        **day("2015-01-01"),
    ),
)
_hard(
    "tenure that ends before it starts",
    edit("xi-jinping-president-of-china", **end("2012-01-01")),
)
_hard("post of a person", edit("president-of-china", scog_postIn="scod:xi-jinping"))
_hard("capital of Russia in Kazakhstan", edit("russia", scog_capital="scod:astana"))
_hard(
    "label for mainland readers alone",
    edit("xi-jinping", skos_prefLabel=('"Xi Jinping"@en', '"Си Цзиньпин"@ru', '"习近平"@zh-Hans')),
)
_hard(
    "held in the future on a day",
    edit("xi-jinping-president-of-china", scog_heldOn=date("2027-02-28")),
)
_hard("person who is a group too", edit("xi-jinping", also=True, a="scog:Group"))
_hard("person who is only an Agent", edit("xi-jinping", a="prov:Agent"))
_soft("one Chinese name for two people", named("xi-jinping", zh="胡锦涛"))
_soft("Latin letters in a Russian name", named("xi-jinping", ru="Си Цзиньпин Xi"))
_soft("Latin a in a Cyrillic name", named("islam-karimov", ru="Ислaм Каримов"))
_soft(
    "empty Russian name",
    edit("xi-jinping", skos_prefLabel=('"Xi Jinping"@en', '""@ru', '"习近平"@zh')),
)
_soft("acting president for ten years", edit("xi-jinping-president-of-china", scog_acting="true"))
_soft("city at the South Pole", edit("tianjin", geo_lat="-39.14222"))
_soft("state matched with another item", edit("russia", schema_sameAs="wd:Q889"))
_soft(
    "post kind of a prime minister that is deputy minister",
    edit("prime-minister-of-china", scog_postKind="scog:post-deputy-minister"),
)
