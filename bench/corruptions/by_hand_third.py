"""A third list of corruptions by hand, written before anybody looked at what the shapes ask."""

from __future__ import annotations

from collections.abc import Callable

from bench.corruptions.editing import at, claim_lost, day, edit, end, lost, named, one_place
from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record
from bench.corruptions.values import date


def _hard(name: str, change: Callable[[Record], Change]) -> None:
    contradicts(f"by hand, third: {name}")(one_place(change))


def _soft(name: str, change: Callable[[Record], Change]) -> None:
    suspicious(f"by hand, third: {name}")(one_place(change))


# Contradictions.
_MODI = "samarkand-summit-2022-narendra-modi"
_CLAIM = "tashkent-summit-2004-hu-jintao-claim-1"
_hard(
    "a claim's number used again for a second source",
    edit(_CLAIM, also=True, scog_claimFrom="scod:rferl-2004-06-17-paragraph-1"),
)
_hard(
    "chaired by a member of another delegation",
    edit("astana-summit-2024", scog_chairedBy="scod:xi-jinping"),
)
_hard("month and day of a summit exchanged", edit("astana-summit-2024", **day("2024-04-07")))
_hard("summit in a city of another state", edit("astana-summit-2024", scog_heldIn="scod:bishkek"))
_hard(
    "Modi in the term of Manmohan Singh",
    edit(_MODI, scog_inTenure="scod:manmohan-singh-prime-minister-of-india"),
)
_hard("Modi for Pakistan", edit(_MODI, scog_represents="scod:pakistan"))
_hard("Modi as an observer of 2022", edit(_MODI, scog_capacity="scog:capacity-observer"))
_hard("Modi at the summit of 2012", edit(_MODI, scog_atMeeting="scod:beijing-summit-2012"))
_hard(
    "claim of a participation about another meeting",
    edit(f"{_MODI}-claim-1", scog_claimAbout="scod:astana-summit-2024"),
)
_hard(
    "a second participation for India at Samarkand by another prime minister",
    at("samarkand-summit-2022", "manmohan-singh", "india", "member"),
)
_hard("the capital of Uzbekistan is Samarkand", edit("uzbekistan", scog_capital="scod:samarkand"))
_hard("Tashkent in Kazakhstan", edit("tashkent", scog_inState="scod:kazakhstan"))
_hard("latitude and longitude exchanged", edit("tashkent", geo_lat="69.21627", geo_long="41.26465"))
_hard("longitude without its point", edit("tashkent", geo_long="6921627"))
_hard("Charter a political document", edit("sco-charter", a="scog:PoliticalDocument"))
_hard(
    "a declaration of the kind of a charter",
    edit("tashkent-declaration-2004", scog_documentKind="scog:kind-charter"),
)
_hard(
    "signature of 2014 in 2041",
    edit("dushanbe-declaration-2014-signature-russia", **day("2041-09-12")),
)
_hard(
    "signed for Russia by Xi Jinping",
    edit("dushanbe-declaration-2014-signature-russia", scog_signer="scod:xi-jinping"),
)
_hard(
    "signed at the summit of the year before",
    edit("dushanbe-declaration-2014-signature-russia", scog_during="scod:bishkek-summit-2013"),
)
_hard(
    "signature by Japan",
    edit("dushanbe-declaration-2014-signature-russia", scog_signatory="scod:japan"),
)
_hard("population of another state", edit("kazakhstan-population-2009", scog_figureOf="scod:china"))
_hard("population in square kilometres", edit("kazakhstan-population-2009", scog_unit='"km2"'))
_hard("population below zero", edit("kazakhstan-population-2009", scog_value="-16092822.0"))
_hard(
    "chairmanship of a state that was none",
    edit("sco-chairmanship-of-kyrgyzstan-2006", scog_presidingState="scod:mongolia"),
)
_hard(
    "chairmanship that ends before it begins",
    edit("sco-chairmanship-of-kyrgyzstan-2006", **end("2005-08-16")),
)
_hard(
    "title of a capital for a city of Russia from the decision on Qingdao",
    edit("qingdao-tourist-and-cultural-capital-2024", scog_titledCity="scod:moscow"),
)
_hard(
    "talks of Modi and Xi beside a summit of another year",
    edit("narendra-modi-xi-jinping-meeting-2018", scog_onSidelinesOf="scod:astana-summit-2017"),
)
_hard(
    "talks of 2018 on the day of 2019",
    edit("narendra-modi-xi-jinping-meeting-2018", **day("2019-06-09")),
)
_hard(
    "a mission to a state led by its head's predecessor of another body",
    edit("election-mission-kyrgyzstan-2021", scog_missionHead="scod:rashid-alimov"),
)
_hard(
    "a partner of NATO as its member",
    edit("kyrgyzstan-in-nato-partner", scog_status="scog:status-member"),
)
_hard(
    "succession the wrong way round",
    edit(
        "sco-succession", scog_predecessorBody="scod:sco", scog_successorBody="scod:shanghai-five"
    ),
)

# What a reviewer wants to know.
_RFERL = "rferl-2004-06-17"
_soft("year of issue of another year than the IRI", edit(_RFERL, dct_issued=date("2014-06-17")))
_soft("language of a source that its title is not in", edit(_RFERL, dct_language='"zh"'))
_soft("publisher of another source's address", edit(_RFERL, dct_publisher="scod:xinhua"))
_soft("address of an archive of another day", edit(_RFERL, schema_url="<https://www.rferl.org/>"))
_soft("read a year before the record began", edit(_RFERL, scog_dateRead=date("2020-11-25")))
_soft(
    "paragraph for sentence in the heading",
    edit(f"{_RFERL}-paragraph-3", scog_heading='"paragraph 33"'),
)
_soft("a Cyrillic letter in a Latin name", named("narendra-modi", en="Narendra Мodi"))
_soft("name of the state for that of the person", named("narendra-modi", ru="Индия"))
_soft("Chinese name with the title", named("narendra-modi", zh="莫迪总理"))
_soft("given name lost", named("narendra-modi", en="Modi"))
_soft("Russian name in Ukrainian letters", named("narendra-modi", ru="Нарендра Моді"))
_soft(
    "label of another year in Russian",
    named("astana-summit-2024", ru="Астанинский саммит 2025 года"),
)
_soft("label of another city in Chinese", named("astana-summit-2024", zh="2024年比什凯克峰会"))
_soft(
    "number of the session of the year before", edit("astana-summit-2024", scog_sessionNumber="23")
)
_soft(
    "venue with the name of the city of another summit",
    edit("astana-summit-2024", scog_venue='"Congress Centre, Samarkand"@en'),
)
_soft("summit without its chair", lost("astana-summit-2024", "scog:chairedBy"))
_soft("summit of eight days", edit("astana-summit-2024", **end("2024-07-12")))
_soft("mode by video at a summit in person", edit(_MODI, scog_mode="scog:mode-by-video"))
_soft(
    "population ten times too large", edit("kazakhstan-population-2009", scog_value="160928220.0")
)
_soft("population a tenth", edit("kazakhstan-population-2009", scog_value="1609282.0"))
_soft(
    "figure of the day of the census in another year than its name",
    edit(
        "kazakhstan-population-2009",
        scog_earliest=date("2011-01-01"),
        scog_latest=date("2011-12-31"),
    ),
)
_soft(
    "chairmanship of five years", edit("sco-chairmanship-of-kyrgyzstan-2006", **end("2011-08-16"))
)
_soft(
    "chairmanship that begins while another one holds it",
    edit(
        "sco-chairmanship-of-kyrgyzstan-2006",
        scog_earliest=date("2004-01-01"),
        scog_latest=date("2004-12-31"),
    ),
)
_soft(
    "gist that is the title",
    edit("tashkent-declaration-2004", scog_gist='"Tashkent Declaration"@en'),
)
_soft(
    "gist in Russian under the English tag",
    edit("tashkent-declaration-2004", scog_gist='"Подводит итоги работы организации."@en'),
)
_soft(
    "text of a declaration on the page of the Charter",
    edit("tashkent-declaration-2004", also=True, scog_textIn="scod:glostat-charter"),
)
_soft("all claims on a signature lost", claim_lost("dushanbe-declaration-2014-signature-russia"))
_soft(
    "signature without the person, whom the others have",
    lost("dushanbe-declaration-2014-signature-russia", "scog:signer"),
)
_soft("Wikidata item of another person", edit("narendra-modi", schema_sameAs="wd:Q15031"))
_soft("code of a neighbour", edit("uzbekistan", scog_iso3166Alpha2='"KZ"'))
_soft("code of three letters of two", edit("uzbekistan", scog_iso3166Alpha3='"UZ"'))
_soft(
    "talks named after another person in English",
    named(
        "narendra-modi-xi-jinping-meeting-2018",
        en="Meeting of Narendra Modi and Vladimir Putin, June 2018",
    ),
)
_soft(
    "mission to an election named after another year",
    named(
        "election-mission-kyrgyzstan-2021",
        en="SCO mission to the presidential election and referendum in Kyrgyzstan, 2020",
    ),
)
_soft(
    "coverage of a year that its name does not have",
    edit(
        "coverage-council-of-heads-of-government-meetings-2021",
        scog_coversFrom=date("2019-01-01"),
        scog_coversThrough=date("2019-12-31"),
    ),
)
_soft(
    "post of the state in a label of another",
    named("prosecutor-general-of-kazakhstan", ru="Генеральный прокурор Кыргызстана"),
)
