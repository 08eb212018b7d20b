# ruff: noqa: E501, SIM102
"""Corruptions of names, tags, titles, addresses and terms that a writer or a copy would make."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.orders import exchanged
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import date, doubled, labels, years

_NAMED = ("scog:Person", "scog:City", "scog:State", "scog:Summit", "scog:PoliticalDocument",
          "scog:LegalInstrument", "scog:Post", "scog:CouncilSession")  # fmt: skip


def _respelt(
    en: Callable[[str], str], ru: Callable[[str], str] = str, zh: Callable[[str], str] = str
) -> Callable[[Record], Iterator[Change]]:
    def places(record: Record) -> Iterator[Change]:
        for one in record.of("scog:Person"):
            names = one.label("en"), one.label("ru"), one.label("zh")
            new = en(names[0]), ru(names[1]), zh(names[2])
            if new[0] != names[0] and all(new):
                double, claim = doubled(record, one, f"{one.name}-b")
                yield (
                    double.but({"skos:altLabel": (), "schema:sameAs": ()}).but(
                        labels(one, en=new[0], ru=new[1], zh=new[2])
                    ),
                    claim,
                )

    return places


def _without_last(text: str) -> str:
    return text[:-2] + text[-1] if text[-2:].isalpha() else text


for _name, _places in {
    "a person again under another English spelling": _respelt(
        lambda it: it.replace("y", "i").replace("kh", "h")
    ),
    "a person again with a letter less in each name": _respelt(_without_last, _without_last),
    "a person again with a name in between": _respelt(
        lambda it: it.replace(" ", " Ivan ", 1), lambda it: it.replace(" ", " Иванович ", 1)
    ),
    "a person again by the family name alone": _respelt(
        lambda it: it.split()[-1], lambda it: it.split()[-1], lambda it: re.split("·|・", it)[-1]
    ),
    "a person again with accents": _respelt(lambda it: it.replace("a", "á", 1)),
    "a person again with a hyphen for the blank": _respelt(lambda it: it.replace(" ", "-", 1)),
    "a person again with ё for е": _respelt(
        lambda it: it.replace("e", "yo", 1),
        lambda it: it.replace("е", "ё", 1),
        lambda it: it.replace("·", "・"),
    ),
}.items():
    suspicious(_name)(_places)


@suspicious("a city again under another spelling")
def city_again(record: Record) -> Iterator[Change]:
    for one in record.of("scog:City"):
        double, claim = doubled(record, one, f"{one.name}-b")
        yield double.but(labels(one, en=one.label("en") + "e", ru=one.label("ru") + "е")), claim


@suspicious("a document again with another title in English")
def document_again(record: Record) -> Iterator[Change]:
    for one in record.of("scog:PoliticalDocument", "scog:LegalInstrument"):
        double, claim = doubled(record, one, f"{one.name}-b")
        yield double.but({"skos:altLabel": ()}).but(labels(one, en="The " + one.label("en"))), claim


@suspicious("an organisation called by the name of another")
def alt_of_another_body(record: Record) -> Iterator[Change]:
    found = record.of(
        "scog:IntergovernmentalOrganization", "scog:IntergovernmentalForum", "scog:Organ"
    )
    for one, other in zip(found, found[3:], strict=False):
        yield one.but({"skos:altLabel": f'"{other.label("en")}"@en'}, also=True)


@contradicts("names with the tags of each other's language")
def tags_exchanged(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of(*_NAMED)):
        en, ru, zh = one.label("en"), one.label("ru"), one.label("zh")
        yield one.but(
            (labels(one, en=ru, ru=en), labels(one, en=zh, zh=en), labels(one, zh=en), labels(one, ru=zh),
             labels(one, en=ru), labels(one, zh=ru))[number % 6]
        )  # fmt: skip


@suspicious("Kazakh or Ukrainian letters in a Russian name")
def other_cyrillic(record: Record) -> Iterator[Change]:
    for one in record.of(*_NAMED):
        text = one.label("ru")
        if "и" in text:
            yield one.but(labels(one, ru=text.replace("и", "і", 1)))


@suspicious("traditional characters in a Chinese name")
def traditional(record: Record) -> Iterator[Change]:
    table = str.maketrans("会国议来东长书马马亚纲协关约组织", "會國議來東長書馬馬亞綱協關約組織")
    for one in record.of(*_NAMED):
        text = one.label("zh").translate(table)
        if text != one.label("zh"):
            yield one.but(labels(one, zh=text))


@suspicious("another year in the Russian or Chinese name")
def other_year(record: Record) -> Iterator[Change]:
    for number, one in enumerate(
        record.of("scog:Summit", "scog:CouncilSession", "scog:PoliticalDocument")
    ):
        language = ("ru", "zh")[number % 2]
        text = re.sub(r"20[0-2]\d", "2013", one.label(language), count=1)
        if text != one.label(language):
            yield one.but(labels(one, **{language: text}))


@suspicious("name of another thing in one language")
def name_of_another(record: Record) -> Iterator[Change]:
    for kind in ("scog:City", "scog:State", "scog:Summit", "scog:Post", "scog:LegalInstrument"):
        found = record.of(kind)
        for number, (one, other) in enumerate(zip(found, found[2:], strict=False)):
            language = ("ru", "zh", "en")[number % 3]
            yield one.but(labels(one, **{language: other.label(language)}))


for _language, _name, _edit in (
    ("ru", "blank at the end of a Russian name", lambda it: it + " "),
    ("zh", "blank in front of a Chinese name", lambda it: " " + it),
    ("ru", "markup in a Russian name", lambda it: f"<i>{it}</i>"),
    ("zh", "entity in a Chinese name", lambda it: f"{it}&nbsp;"),
    ("ru", "full stop after a Russian name", lambda it: it + "."),
    ("en", "full stop after an English name", lambda it: it + "."),
    ("ru", "Russian name in capitals", lambda it: it.upper()),
    ("zh", "placeholder for a Chinese name", lambda it: "待定"),
    ("ru", "placeholder for a Russian name", lambda it: "нет данных"),
    ("en", "name that is only a placeholder", lambda it: "Unknown"),
    ("en", "name followed by a comma", lambda it: it + ","),
    ("en", "name that is doubled", lambda it: f"{it} {it}"),
    ("en", "digit for a letter in a name", lambda it: it.replace("o", "0", 1) if "o" in it else it),
):

    def _edited(
        record: Record, language: str = _language, edit: Callable[[str], str] = _edit
    ) -> Iterator[Change]:
        for one in record.of("scog:Person", "scog:City", "scog:State", "scog:Post"):
            new = edit(one.label(language))
            if new != one.label(language):
                yield one.but(labels(one, **{language: new}))

    suspicious(_name)(_edited)


# Sources.


@suspicious("title of a source that is another's of the same publisher")
def title_twice(record: Record) -> Iterator[Change]:
    found = record.having("dct:title", "dct:publisher")
    for one, other in itertools.pairwise(found):
        if (
            one["dct:publisher"] == other["dct:publisher"]
            and one["dct:title"] != other["dct:title"]
        ):
            yield one.but({"dct:title": other["dct:title"], "dct:issued": other.all("dct:issued")})


def _addressed(edit: Callable[[str], str]) -> Callable[[Record], Iterator[Change]]:
    def places(record: Record) -> Iterator[Change]:
        for one in record.having("schema:url"):
            address = one["schema:url"].strip("<>")
            new = edit(address)
            if new != address:
                yield one.but({"schema:url": f"<{new}>"})

    return places


for _name, _change in {
    "address with marks of a campaign": lambda it: (
        it + ("&" if "?" in it else "?") + "utm_source=mail"
    ),
    "address of the front page alone": lambda it: "/".join(it.split("/")[:3]) + "/",
    "address with a blank or a bracket": lambda it: it + "%20",
    "address of a cache, a shortener or a search": lambda it: "https://bit.ly/3abcd",
    "address with the scheme twice": lambda it: "https://" + it,
}.items():
    suspicious(_name)(_addressed(_change))


@suspicious("source again with www or without it")
def www(record: Record) -> Iterator[Change]:
    for one in record.having("schema:url", "dct:title"):
        address = one["schema:url"].strip("<>")
        new = (
            address.replace("//www.", "//")
            if "//www." in address
            else address.replace("//", "//www.")
        )
        double, _claim = doubled(record, one, f"{one.name}-b")
        yield double.but({"schema:url": f"<{new}>"})


@suspicious("issue date of a source at odds with its name")
def issued_at_odds(record: Record) -> Iterator[Change]:
    for one in record.issued():
        if one.day("dct:issued") in one.label("en"):
            yield one.but({"dct:issued": date(years(one.day("dct:issued"), -1))})


@suspicious("publisher of a source at odds with its name")
def publisher_at_odds(record: Record) -> Iterator[Change]:
    found = record.having("dct:publisher", "skos:prefLabel")
    for one, other in zip(found, found[30:], strict=False):
        if one["dct:publisher"] != other["dct:publisher"]:
            if one.label("en").startswith(record.get(one["dct:publisher"]).label("en")):
                yield one.but({"dct:publisher": other["dct:publisher"]})


@suspicious("source modified before it was issued")
def modified_early(record: Record) -> Iterator[Change]:
    for one in record.issued():
        yield one.but({"dct:modified": date(years(one.day("dct:issued"), -2))})


@suspicious("locator beyond any page")
def locator_beyond(record: Record) -> Iterator[Change]:
    for one in record.having("scog:heading"):
        if re.search(r'"paragraph \d+"', one["scog:heading"]):
            yield one.but({"scog:heading": '"paragraph 98000"'})


@suspicious("locator backwards or of nothing")
def locator_backwards(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:heading")):
        if re.search(r'"paragraph \d+"', one["scog:heading"]):
            yield one.but(
                {
                    "scog:heading": ('"paragraphs 9-3"', '"paragraph 0"', '"paragraph"', '"?"')[
                        number % 4
                    ]
                }
            )


@contradicts("claimed value of another datatype or language")
def claimed_otherwise(record: Record) -> Iterator[Change]:
    for one in record.having("scog:claimedValue", "scog:claimFor"):
        value = one["scog:claimedValue"]
        if "scog:rank" not in one and '"@' in value:
            yield one.but({"scog:claimedValue": value.rpartition("@")[0]})


@suspicious("two claims preferred with two values")
def two_preferred(record: Record) -> Iterator[Change]:
    for one in record.having("scog:rankReason", "scog:claimedValue"):
        if one["scog:rank"] == "scog:rank-deprecated":
            yield one.but({"scog:rank": "scog:rank-preferred"})


@suspicious("claim named after another thing")
def claim_misnamed(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Claim")[::50]:
        if one["scog:claimAbout"] != "scod:tashkent":
            new = Thing("scod:tashkent-claim-997", one.file, one.properties)
            yield {one.name: None, new.name: new}


@suspicious("two venues of one meeting")
def two_venues(record: Record) -> Iterator[Change]:
    for one in record.having("scog:venue"):
        yield one.but({"scog:venue": '"Palace of Congresses"@en'}, also=True)


@suspicious("note that is a mark for the editor")
def note_to_do(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("skos:editorialNote")[::20]):
        yield one.but(
            {
                "skos:editorialNote": (
                    '"TODO check"@en',
                    '"???"@en',
                    '"source1/source2 CONFLICT"@en',
                    '"xxx"@en',
                )[number % 4]
            }
        )


@suspicious("gist that says nothing")
def empty_gist(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:gist")):
        yield one.but({"scog:gist": ('"TODO."@en', '"Something…"@en', '"That."@en')[number % 3]})


# Terms.


def _misspelt(edit: Callable[[str], str]) -> Callable[[Record], Iterator[Change]]:
    def places(record: Record) -> Iterator[Change]:
        seen: set[str] = set()
        for thing in record.things.values():
            for name in thing.properties:
                prefix, _, local = name.partition(":")
                if name not in seen and local and edit(local) != local:
                    seen.add(name)
                    yield thing.renamed(name, f"{prefix}:{edit(local)}")

    return places


for _name, _change in {
    "a property with two letters exchanged": lambda it: (
        it[:2] + it[3] + it[2] + it[4:] if len(it) > 4 and it[2] != it[3] else it
    ),
    "a property with a letter less": lambda it: it[:-2] + it[-1],
    "a property with a letter doubled": lambda it: it[:2] + it[1:],
    "a property in the plural": lambda it: it + "s",
    "a property in lower case": str.lower,
    "a property with underscores": lambda it: re.sub(
        "([A-Z])", lambda found: "_" + found[1].lower(), it
    ),
    "a property with a capital": lambda it: it[0].upper() + it[1:],
}.items():
    contradicts(_name)(_misspelt(_change))


@contradicts("a property by a word of one's own")
def own_words(record: Record) -> Iterator[Change]:
    words = {"scog:claimAbout": "scog:supports", "scog:claimFrom": "scog:evidence", "scog:heldIn": "scog:city",
             "scog:participant": "scog:person", "scog:represents": "scog:country", "scog:earliest": "scog:date",
             "scog:inTenure": "scog:tenure", "scog:sessionNumber": "scog:number", "scog:holder": "scog:heldBy",
             "dct:issued": "dct:published", "schema:url": "schema:link", "skos:prefLabel": "skos:label"}  # fmt: skip
    for old, new in words.items():
        for thing in record.having(old)[:40]:
            yield thing.renamed(old, new)


@contradicts("a class with a small letter, in the plural, of one's own")
def own_class(record: Record) -> Iterator[Change]:
    for number, thing in enumerate(record.having("a")[::97]):
        local = thing["a"].partition(":")[2]
        wrong = (local[0].lower() + local[1:], local + "s", "My" + local)[number % 3]
        yield thing.but({"a": f"scog:{wrong}"})


@contradicts("a code by a word of one's own")
def own_code(record: Record) -> Iterator[Change]:
    words = {"scog:capacity": "scog:capacity-leader", "scog:status": "scog:status-full-member",
             "scog:format": "scog:format-online", "scog:precision": "scog:precision-exact",
             "scog:actKind": "scog:act-signed", "scog:documentKind": "scog:kind-paper",
             "scog:completeness": "scog:completeness-full", "scog:topic": "scog:topic-everything"}  # fmt: skip
    for name, code in words.items():
        for thing in record.having(name)[:40]:
            yield thing.but({name: code})


@suspicious("two sources exchanged their addresses")
def addresses_exchanged(record: Record) -> Iterator[Change]:
    found = record.having("schema:url", "dct:publisher")
    for one, other in zip(found, found[60:], strict=False):
        if one["dct:publisher"] != other["dct:publisher"]:
            yield exchanged(one, other, "schema:url")
