"""More corruptions by hand, written down before anybody looked at what the shapes ask."""

from __future__ import annotations

from collections.abc import Callable

from bench.corruptions.editing import (
    again,
    at,
    day,
    edit,
    end,
    lost,
    named,
    new,
    one_place,
    without,
)
from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import date


def _hard(name: str, change: Callable[[Record], Change]) -> None:
    contradicts(f"by hand, second: {name}")(one_place(change))


def _soft(name: str, change: Callable[[Record], Change]) -> None:
    suspicious(f"by hand, second: {name}")(one_place(change))


# Tenures.
_XI = "xi-jinping-president-of-china"
_JIANG = "jiang-zemin-president-of-china"
_LAVROV = "sergey-lavrov-foreign-minister-of-russia"
_hard("tenure of a state", edit(_XI, scog_holder="scod:china"))
_hard("tenure of a body instead of a post", edit(_XI, scog_tenureOf="scod:sco-secretariat"))
_hard("held on a day before the start", edit(_XI, scog_heldOn=date("2012-01-01")))
_hard("held on a day after the end", edit(_JIANG, scog_heldOn=date("2010-01-01")))
_hard(
    "Lavrov's tenure ends in 2010, with sessions in it after that",
    edit(_LAVROV, **end("2010-01-01")),
)
_hard("start bound after the other bound", edit(_XI, scog_earliest=date("2014-03-14")))
_hard(
    "precision of a month, bounds of a year",
    edit(
        _XI,
        scog_earliest=date("2013-01-01"),
        scog_latest=date("2013-12-31"),
        scog_precision="scog:precision-month",
    ),
)
_hard("30 February", edit(_LAVROV, scog_latest='"2004-02-30"^^xsd:date'))
_hard("acting maybe", edit(_XI, scog_acting='"maybe"'))
_hard(
    "Putin president of Belarus too",
    new(
        "vladimir-putin-president-of-russia",
        "vladimir-putin-president-of-belarus",
        "Tenure",
        scog_holder="scod:vladimir-putin",
        scog_tenureOf="scod:president-of-belarus",
        **day("2013-01-01"),
    ),
)
_hard("end precision without an end", edit(_XI, scog_endPrecision="scog:precision-day"))
_soft("foreign minister since 1974", edit(_LAVROV, **day("1974-03-09")))
_soft(
    "term of a Secretary-General that begins while his predecessor is in office",
    edit("vladimir-norov-secretary-general-of-the-sco", **day("2017-01-01")),
)
_soft(
    "term of a Secretary-General of ten years",
    edit("zhang-ming-secretary-general-of-the-sco", **end("2032-01-01")),
)

# Participations.
_MINSK = "tianjin-summit-2025-alexander-lukashenko"
_hard("by video at a meeting in person", edit(_MINSK, scog_mode="scog:mode-by-video"))
_hard("basis that is a capacity", edit(_MINSK, scog_basis="scog:capacity-member"))
_hard("basis in words", edit(_MINSK, scog_basis='"announced"'))
_hard(
    "announcement as the only basis, with a source from after the meeting",
    edit(_MINSK, scog_basis="scog:basis-before"),
)
_hard("basis of a tenure", edit(_XI, scog_basis="scog:basis-before"))
_hard("host of a summit held elsewhere", edit(_MINSK, scog_capacity="scog:capacity-host"))
_hard(
    "member as a guest of the host", edit(_MINSK, scog_capacity="scog:capacity-guest-of-the-host")
)
_hard("participation for a city", edit(_MINSK, scog_represents="scod:minsk"))
_hard("participation for nobody", lost(_MINSK, "scog:represents"))
_hard(
    "Secretary-General of the UN as a member",
    edit("moscow-summit-2020-antonio-guterres", scog_capacity="scog:capacity-member"),
)
_hard(
    "state as an international organisation",
    edit(_MINSK, scog_capacity="scog:capacity-international-organisation"),
)
_hard(
    "Secretary-General of the SCO for China",
    edit("moscow-summit-2020-vladimir-norov", scog_represents="scod:china"),
)
_hard("in the tenure of another person", edit(_MINSK, scog_inTenure=f"scod:{_XI}"))
_hard(
    "in a tenure that had not begun",
    edit(
        "moscow-summit-2020-sadyr-japarov",
        scog_inTenure="scod:sadyr-japarov-president-of-kyrgyzstan",
    ),
)
_hard("in a post of another state", edit(_MINSK, scog_inPost="scod:president-of-china"))
_soft(
    "head of state at a session of foreign ministers",
    at(
        "council-of-foreign-ministers-2025",
        "xi-jinping",
        "china",
        "member",
        scog_inTenure=f"scod:{_XI}",
    ),
)
_soft(
    "foreign minister beside his president as a second head of the delegation",
    at(
        "tianjin-summit-2025",
        "sergey-lavrov",
        "russia",
        "member",
        scog_inTenure=f"scod:{_LAVROV}",
    ),
)
_hard(
    "summit chaired by a leader whose state is not in the chair",
    edit("tianjin-summit-2025", scog_chairedBy="scod:vladimir-putin"),
)
_hard("session number nought", edit("tianjin-summit-2025", scog_sessionNumber="0"))
_hard("session number with a half", edit("tianjin-summit-2025", scog_sessionNumber="25.5"))
_soft("session number 52 for 25", edit("tianjin-summit-2025", scog_sessionNumber="52"))
_hard(
    "planned meeting in a year that is over",
    edit(
        "bishkek-summit-2026-planned",
        scog_earliest=date("2019-01-01"),
        scog_latest=date("2019-12-31"),
    ),
)
_hard(
    "planned meeting of a person",
    edit("bishkek-summit-2026-planned", scog_plannedFor="scod:xi-jinping"),
)
_hard(
    "summit held by two bodies", edit("tianjin-summit-2025", also=True, scog_meetingOf="scod:csto")
)
_hard(
    "summit that is part of its part",
    edit("tianjin-summit-2025", scog_partOf="scod:tianjin-sco-plus-meeting-2025"),
)
_hard(
    "visit to the guest's own state",
    edit("vladimir-putin-visit-to-austria-2018", scog_hostedBy="scod:russia"),
)
_hard("opening of a person", edit("sco-rats-opening", scog_opened="scod:hu-jintao"))
_hard("opening before the organisation was founded", edit("sco-rats-opening", **day("1999-06-17")))
_hard("body that succeeds itself", edit("sco-succession", scog_predecessorBody="scod:sco"))
_hard("succession on another day than the founding", edit("sco-succession", **day("2003-06-15")))
_hard("founding of a person", edit("sco-secretariat-founding", scog_founded="scod:hu-jintao"))
_hard(
    "body founded twice",
    new(
        "sco-secretariat",
        "sco-secretariat-founding-2",
        "Founding",
        (
            "Second founding of the Secretariat of the SCO",
            "Второе учреждение Секретариата ШОС",
            "上海合作组织秘书处再次成立",
        ),
        scog_founded="scod:sco-secretariat",
        **day("2006-01-15"),
    ),
)
_soft("venue of a summit lost in a city", edit("tianjin-summit-2025", scog_venue='"Tianjin"@en'))
_soft("format of a summit lost", lost("tianjin-summit-2025", "scog:format"))

# Documents.
_TREATY = "treaty-on-long-term-good-neighbourliness-2007"
_hard(
    "signed by a president who had left office",
    edit(f"{_TREATY}-signature-china", scog_signer="scod:jiang-zemin"),
)
_hard(
    "one state signs twice, on two days",
    new(
        _TREATY,
        f"{_TREATY}-signature-china-2",
        "Signature",
        scog_actKind="scog:act-signature",
        scog_actOn=f"scod:{_TREATY}",
        scog_signatory="scod:china",
        **day("2007-08-20"),
    ),
)
_hard(
    "declaration that is ratified",
    new(
        "tianjin-declaration-2025",
        "tianjin-declaration-2025-ratification-india",
        "DocumentAct",
        scog_actKind="scog:act-ratification",
        scog_actOn="scod:tianjin-declaration-2025",
        scog_actor="scod:india",
        **day("2025-11-03"),
    ),
)
_hard(
    "accession of a state that signed",
    new(
        _TREATY,
        f"{_TREATY}-accession-china",
        "DocumentAct",
        scog_actKind="scog:act-accession",
        scog_actOn=f"scod:{_TREATY}",
        scog_actor="scod:china",
        **day("2010-08-20"),
    ),
)
_hard(
    "adopted in another city than that of its meeting",
    edit("tianjin-declaration-2025-adoption", scog_heldIn="scod:bishkek"),
)
_hard("adopted by a city", edit("tianjin-declaration-2025-adoption", scog_actor="scod:tianjin"))
_hard(
    "declaration of the kind of a treaty",
    edit("tianjin-declaration-2025", scog_documentKind="scog:kind-treaty"),
)
_hard(
    "two kinds of one document",
    edit("tianjin-declaration-2025", also=True, scog_documentKind="scog:kind-statement"),
)
_hard(
    "memorandum with the FAO signed by UNESCO",
    edit("memorandum-with-the-fao-2019-signature-fao", scog_signatory="scod:unesco"),
)
_hard(
    "document that concerns a source",
    edit("tianjin-declaration-2025", also=True, scog_concerns="scod:rferl-2004-06-17"),
)
_hard(
    "document without any act",
    without("tianjin-declaration-2025", "tianjin-declaration-2025-adoption"),
)
_soft(
    "document whose kind is a protocol for a treaty",
    edit(_TREATY, scog_documentKind="scog:kind-protocol"),
)
_soft(
    "statement named a declaration in English",
    named("tianjin-declaration-2025", en="Tianjin Statement"),
)
_soft(
    "convention named an agreement in Russian",
    named("sco-convention-against-terrorism-2009", ru="Соглашение ШОС против терроризма"),
)
_soft(
    "memorandum with one signatory",
    without("memorandum-with-the-fao-2019", "memorandum-with-the-fao-2019-signature-fao"),
)
_soft(
    "charter without its signatures' day",
    edit(
        f"{_TREATY}-signature-china",
        scog_latest=date("2007-12-31"),
        scog_precision="scog:precision-range",
    ),
)
_soft(
    "declaration about the CSTO alone", edit("tianjin-declaration-2025", scog_concerns="scod:csto")
)

# Status, spells, acts.
_hard(
    "candidate is a person",
    edit("egypt-in-sco-dialogue-partner-decision-2021-09-17", scog_candidate="scod:hu-jintao"),
)
_hard(
    "decision years after the status began",
    edit(
        "egypt-in-sco-dialogue-partner-decision-2021-09-17",
        scog_during="scod:tianjin-summit-2025",
        **day("2025-09-01"),
    ),
)
_hard("founding member since 2010", edit("russia-in-sco-founding-member", **day("2010-06-15")))
_hard(
    "member by the property of associates",
    edit("kuwait-in-sco-partner", scog_status="scog:status-member"),
)
_hard(
    "observer by the property of members",
    lambda r: r.get("scod:india-in-sco-observer").renamed("scog:associate", "scog:member"),
)
_hard(
    "observer still, while a member",
    lost("india-in-sco-observer", "scog:endEarliest", "scog:endLatest", "scog:endPrecision"),
)
_hard(
    "spell that ends with a meeting of another day",
    edit("india-in-sco-observer", scog_endedWith="scod:astana-summit-2011"),
)
_hard(
    "refusal after the admission",
    edit(
        "iran-in-sco-member-refusal-2016-06",
        scog_earliest=date("2024-06-01"),
        scog_latest=date("2024-06-30"),
    ),
)
_hard(
    "memorandum of commitments after the admission",
    edit(
        "iran-in-sco-member-commitment-memorandum-2022-09-16",
        scog_during="scod:tianjin-summit-2025",
        **day("2025-09-01"),
    ),
)
_hard(
    "member of the Secretariat", edit("kuwait-in-sco-partner", scog_inBody="scod:sco-secretariat")
)
_hard(
    "act on a status by two candidates",
    edit(
        "egypt-in-sco-dialogue-partner-decision-2021-09-17", also=True, scog_candidate="scod:qatar"
    ),
)
_hard(
    "founding member of the SCO that did not exist then",
    edit("india-in-sco-member", scog_status="scog:status-founding-member"),
)
_soft(
    "application of a state that is never anything",
    edit("belarus-in-sco-observer-application-2012", scog_candidate="scod:canada"),
)
_soft("dialogue partner of the CSTO", edit("kuwait-in-sco-partner", scog_inBody="scod:csto"))
_soft(
    "observer and partner a year apart from the decision",
    edit("kuwait-in-sco-partner", **day("2026-09-01")),
)

# Chairmanships and organs.
_hard(
    "chairmanship of a state as a body",
    edit("sco-chairmanship-of-china-2024", scog_chairmanshipOf="scod:china"),
)
_hard(
    "chairmanship of two states",
    edit("sco-chairmanship-of-china-2024", also=True, scog_presidingState="scod:russia"),
)
_hard(
    "chairmanship that goes on for years",
    edit("sco-chairmanship-of-china-2024", **end("2028-09-01")),
)
_hard("organ of itself", edit("sco-secretariat", scog_organOf="scod:sco-secretariat"))
_hard(
    "organ of a kind that is a capacity",
    edit("sco-secretariat", scog_organKind="scog:capacity-member"),
)
_hard("two seats of the Secretariat", edit("sco-secretariat", also=True, scog_seat="scod:shanghai"))
_hard(
    "ministers that meet as the summit",
    edit("council-of-foreign-ministers", scog_meetsAsSummitOf="scod:sco"),
)
_soft(
    "chairmanship named after other years in Russian",
    named("sco-chairmanship-of-china-2024", ru="Председательство Китая в ШОС, 2014–2015"),
)
_soft(
    "chairmanship named after Russia in Chinese",
    named("sco-chairmanship-of-china-2024", zh="俄罗斯担任上海合作组织轮值主席国（2024—2025年）"),
)
_soft("Secretariat in Vienna", edit("sco-secretariat", scog_seat="scod:vienna"))
_soft(
    "two themes",
    edit("sco-chairmanship-of-china-2024", also=True, scog_theme='"Together for peace"@en'),
)
_soft("secretariat that is a council", edit("sco-secretariat", scog_organKind="scog:organ-council"))

# Coverage.
_hard(
    "coverage of a kind that is a status",
    edit("coverage-sco-talks", scog_factKind="scog:status-member"),
)
_hard(
    "coverage compared with a person",
    edit("coverage-sco-talks", scog_checkedAgainst="scod:hu-jintao"),
)
_hard(
    "coverage that stops before the last exercise",
    edit("coverage-sco-exercises", scog_coversThrough=date("2010-12-31")),
)
_hard(
    "coverage that begins after the first mission",
    edit("coverage-sco-election-missions", scog_coversFrom=date("2015-01-01")),
)
_hard(
    "coverage twice, of two degrees",
    again(
        "coverage-sco-talks", "coverage-sco-talks-2", scog_completeness="scog:completeness-complete"
    ),
)
_hard("coverage of talks by a state", edit("coverage-sco-talks", scog_coverageOf="scod:russia"))
_soft("partial without a note", lost("coverage-sco-talks", "skos:editorialNote"))
_soft(
    "coverage of a note in Russian under the English tag",
    edit("coverage-sco-capital-titles", skos_editorialNote='"Варанаси был первым."@en'),
)

# Figures and budgets.
_hard(
    "share of the budget that brings the sum over 100",
    edit("kyrgyzstan-share-of-the-sco-budget-2005", scog_value="40.0"),
)
_hard(
    "share of nothing in the budget, below nought",
    edit("kyrgyzstan-share-of-the-sco-budget-2005", scog_value="-10.0"),
)
_hard(
    "product of a year to come",
    edit("china-gdp-2024", scog_earliest=date("2030-01-01"), scog_latest=date("2030-12-31")),
)
_hard("value in words", edit("china-gdp-2024", scog_value='"18.7 trillion"'))
_hard(
    "exactly and about", edit("china-gdp-2024", also=True, scog_qualifier="scog:qualifier-exactly")
)
_hard("figure without a value", lost("china-gdp-2024", "scog:value"))
_hard("area in square miles", edit("russia-area", scog_unit='"mi2"'))
_hard(
    "global share of a city",
    edit("sco-population-share-of-world-2024", scog_figureOf="scod:tianjin"),
)
_soft("India with 14 billion people", edit("india-population-2025", scog_value="14638653900.0"))
_soft(
    "population of India in another year at China's",
    lambda r: r.get("scod:india-population-2010").but(
        {"scog:value": r.get("scod:china-population-2015").all("scog:value")}
    ),
)
_soft("SCO smaller than China", edit("sco-population-2024", scog_value="340000000.0"))
_soft(
    "share of the budget of a member moved to 2007 alone",
    edit("kyrgyzstan-share-of-the-sco-budget-2005", scog_value="1.0"),
)

# Capitals, exercises, missions.
_hard(
    "title of the CSTO",
    edit("varanasi-tourist-and-cultural-capital-2022", scog_titleOf="scod:csto"),
)
_hard(
    "title granted by a person",
    edit("varanasi-tourist-and-cultural-capital-2022", scog_titleGrantedBy="scod:narendra-modi"),
)
_hard(
    "two cities with the title at once",
    edit(
        "qingdao-tourist-and-cultural-capital-2024",
        scog_earliest=date("2023-01-01"),
        scog_latest=date("2023-12-31"),
    ),
)
_soft(
    "Qingdao's title named after Almaty in Chinese",
    lambda r: named(
        "qingdao-tourist-and-cultural-capital-2024",
        zh=r.get("scod:almaty-tourist-and-cultural-capital-2023").label("zh"),
    )(r),
)
_soft(
    "title without the decision",
    lost("varanasi-tourist-and-cultural-capital-2022", "scog:titleGrantedBy"),
)
_hard("exercise of a year other than in its name", edit("peace-mission-2016", **day("2015-09-15")))
_hard(
    "exercise hosted by two states that is hosted by a person",
    edit("peace-mission-2016", scog_hostedBy="scod:hu-jintao"),
)
_hard(
    "exercise of an organ of ministers of culture's session",
    edit("peace-mission-2016", scog_exerciseOf="scod:tianjin-summit-2025"),
)
_hard("exercise before there was an organisation", edit("peace-mission-2016", **day("1996-09-15")))
_soft(
    "exercise hosted by a state that does not take part",
    edit("peace-mission-2018", scog_hostedBy="scod:mongolia"),
)
_soft("exercise at a venue in another state", edit("peace-mission-2018", scog_venue='"Beijing"@en'))
_soft(
    "exercise with one participant",
    edit("peace-mission-2018", scog_participatingState="scod:russia"),
)
_soft(
    "exercise of ministers of culture",
    edit("peace-mission-2018", scog_exerciseOf="scod:meeting-of-ministers-of-culture"),
)
_hard(
    "mission led by the organisation",
    edit("election-mission-kazakhstan-2019", scog_missionHead="scod:sco"),
)
_hard(
    "mission before the organisation",
    edit(
        "election-mission-kazakhstan-2019",
        scog_earliest=date("1999-01-02"),
        scog_latest=date("1999-01-02"),
        **end("1999-01-10"),
    ),
)
_hard(
    "mission hosted by an organisation",
    edit("election-mission-kazakhstan-2019", scog_hostedBy="scod:csto"),
)
_hard("mission of no observers", edit("election-mission-kazakhstan-2019", scog_observerCount="0"))
_soft(
    "mission led by a president",
    edit("election-mission-kazakhstan-2019", scog_missionHead="scod:xi-jinping"),
)
_soft(
    "mission named after another year in English",
    named(
        "election-mission-kazakhstan-2019",
        en="SCO mission to the presidential election in Kazakhstan, 2015",
    ),
)
_soft(
    "mission of a state named after another in English",
    named(
        "election-mission-kazakhstan-2019",
        en="SCO mission to the presidential election in Belarus, 2019",
    ),
)

# Talks.
_TALKS = "hu-jintao-emomali-rahmon-meeting-2004"
_hard("talks on a capacity", edit(_TALKS, scog_topic="scog:capacity-member"))
_hard(
    "talks beside other talks",
    edit(_TALKS, scog_onSidelinesOf="scod:hu-jintao-emomali-rahmon-meeting-2005"),
)
_hard(
    "talks of one state with itself",
    edit(f"{_TALKS}-emomali-rahmon", scog_represents="scod:china"),
)
_hard(
    "talks with an observer",
    edit(f"{_TALKS}-emomali-rahmon", scog_capacity="scog:capacity-observer"),
)
_hard(
    "talks beside two summits",
    edit(_TALKS, also=True, scog_onSidelinesOf="scod:astana-summit-2005"),
)
_hard(
    "talks of three",
    at(
        _TALKS,
        "vladimir-putin",
        "russia",
        "party",
        scog_inTenure="scod:vladimir-putin-president-of-russia",
    ),
)
_soft("talks in another city than the summit", edit(_TALKS, scog_heldIn="scod:almaty"))
_soft("talks of somebody alone", without(_TALKS, f"{_TALKS}-emomali-rahmon"))
_soft(
    "talks named after another month in English",
    named(_TALKS, en="Meeting of Hu Jintao and Emomali Rahmon, July 2004"),
)

# Sources, places in them and claims.
_SOURCE = "rferl-2004-06-17"
_hard("publisher is a source", edit(_SOURCE, dct_publisher="scod:dawn-1488123"))
_hard("language code of three letters", edit(_SOURCE, dct_language='"eng"'))
_hard("language code that no language has", edit(_SOURCE, dct_language='"zz"'))
_hard(
    "checksum of half its length",
    edit("globalsecurity-sco-2018", scog_checksum='"sha256:10220c1254156b4a"'),
)
_hard(
    "selector that ends before it starts",
    edit("globalsecurity-sco-2018-p1-s1-position", oa_end="13"),
)
_hard(
    "selector past the end of its text",
    edit("globalsecurity-sco-2018-p1-s1-position", oa_end="99999"),
)
_hard("paragraph nought", edit("globalsecurity-sco-2018-p1-s1", scog_paragraph="0"))
_hard("text length below nought", edit("globalsecurity-sco-2018", scog_textLength="-1"))
_hard(
    "place in two sources",
    edit(_SOURCE + "-paragraph-3", also=True, oa_hasSource="scod:dawn-1488123"),
)
_hard("read on a day to come", edit(_SOURCE, scog_dateRead=date("2027-11-25")))
_soft("issued in 1904", edit(_SOURCE, dct_issued=date("1904-06-17")))
_soft("address on this machine", edit(_SOURCE, schema_url="<http://localhost:8000/a/1053384.html>"))
_soft("address that is a file", edit(_SOURCE, schema_url="<file:///home/me/1053384.html>"))
_soft("read in the year 2006", edit(_SOURCE, scog_dateRead=date("2006-11-25")))
_soft(
    "name of a source with another publisher",
    named(
        _SOURCE,
        en="Central Asia: Meeting In Tashkent, Regional Leaders Discuss Extremism (Xinhua)",
    ),
)
_soft("language of a source that its title is not in", edit(_SOURCE, dct_language='"zh"'))
_CLAIM = "astana-summit-2011-claim-3"
_hard("claim from a person", edit(_CLAIM, scog_claimFrom="scod:hu-jintao"))
_hard("claim about two things", edit(_CLAIM, also=True, scog_claimAbout="scod:astana-summit-2017"))
_hard(
    "claim for a property that the thing lacks",
    edit(_CLAIM, also=True, scog_claimFor="scog:observerCount"),
)
_hard("claim for a property in words", edit(_CLAIM, also=True, scog_claimFor='"scog:format"'))
_hard(
    "claim of another value that is not deprecated",
    edit("astana-summit-2011-claim-7", scog_claimedValue="scod:hu-jintao"),
)
_hard(
    "only claim of a fact deprecated",
    edit(
        "astana-summit-2011-claim-7",
        scog_rank="scog:rank-deprecated",
        scog_rankReason='"It errs."@en',
    ),
)
_hard(
    "deprecated with the value of the record",
    edit(
        "astana-summit-2011-claim-3",
        scog_rank="scog:rank-deprecated",
        scog_claimedValue=date("2011-06-14"),
        scog_rankReason='"It errs."@en',
    ),
)
_hard(
    "claim whose value is a day, for a place",
    edit("astana-summit-2011-claim-7", scog_claimedValue=date("2011-06-14")),
)
_soft(
    "deprecated without a reason",
    edit(
        "astana-summit-2011-claim-3",
        scog_rank="scog:rank-deprecated",
        scog_claimedValue=date("2011-06-13"),
    ),
)
_soft(
    "note of a claim in Russian under the English tag",
    edit(_CLAIM, skos_editorialNote='"Источник молчит."@en'),
)
_soft("note of a claim to be done", edit(_CLAIM, skos_editorialNote='"TODO: check"@en'))
_soft(
    "claim twice",
    lambda r: Thing(
        "scod:astana-summit-2011-claim-33",
        r.get(f"scod:{_CLAIM}").file,
        r.get(f"scod:{_CLAIM}").properties,
    ),
)

# Names.
_hard(
    "person named in one language twice",
    edit("xi-jinping", also=True, skos_prefLabel='"Xi Chinping"@en'),
)
_soft("English name with a Cyrillic letter", named("xi-jinping", en="Хi Jinping"))
_soft("two blanks in a name", named("xi-jinping", en="Xi  Jinping"))
_soft("traditional characters", named("xi-jinping", zh="習近平"))
_soft("entity of HTML in a name", named("xi-jinping", en="Xi&nbsp;Jinping"))
_soft("placeholder for a name", named("xi-jinping", ru="???"))
_soft("name in small letters", named("xi-jinping", en="xi jinping"))
_soft("English name under the Chinese tag", named("xi-jinping", zh="Xi Jinping"))
_soft("Ukrainian letters in a Russian name", named("shavkat-mirziyoyev", ru="Шавкат Мірзійоєв"))
_soft("invisible character in a name", named("xi-jinping", en="Xi\u200b Jinping"))
_soft("office in the name of a person", named("xi-jinping", en="President Xi Jinping"))
_soft("given name alone", named("sergey-lavrov", en="Sergey"))
_soft(
    "alternative name that is the main name",
    edit("sergey-lavrov", also=True, skos_altLabel='"Sergey Lavrov"@en'),
)
_soft(
    "alternative name that is another person's",
    edit("sergey-lavrov", also=True, skos_altLabel='"Wang Yi"@en'),
)
_soft("full stop after a name", named("tianjin", en="Tianjin."))
_soft("reference of Wikipedia in a name", named("tianjin", en="Tianjin[1]"))

# Places and states.
_hard("latitude of 95", edit("tianjin", geo_lat="95.0"))
_hard("city in a city", edit("tianjin", scog_inState="scod:beijing"))
_hard("city in two states", edit("tianjin", also=True, scog_inState="scod:russia"))
_hard("ISO code of another state", edit("russia", scog_iso3166Alpha2='"CN"'))
_hard("ISO code of four letters", edit("russia", scog_iso3166Alpha3='"RUSS"'))
_hard("two capitals", edit("russia", also=True, scog_capital="scod:kazan"))
_hard("region in itself", edit("central-asia", scog_locatedIn="scod:central-asia"))
_hard("one Wikidata item for two things", edit("russia", schema_sameAs="wd:Q485207"))
_soft(
    "latitude and longitude exchanged",
    lambda r: r.get("scod:tianjin").but({"geo:lat": "17.17667", "geo:long": "39.14222"}),
)
_soft(
    "coordinates of another city",
    lambda r: r.get("scod:tianjin").but(
        {n: r.get("scod:beijing").all(n) for n in ("geo:lat", "geo:long")}
    ),
)
_soft("latitude without longitude", lost("tianjin", "geo:long"))
