"""Corruptions of documents and acts, of statements, figures and coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.corruptions.kind import Change, contradicts, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import date, doubled, on, shifted, years

_ACTS = ("scog:Signature", "scog:DocumentAct")


def _of_kind(record: Record, *kinds: str) -> Iterator[Thing]:
    for one in record.of(*_ACTS):
        if one["scog:actKind"].removeprefix("scog:act-") in kinds:
            yield one


def _signed(record: Record, document: str) -> str:
    days = [one.day("scog:earliest") for one in _of_kind(record, "signature")
            if document in one.all("scog:actOn") and "scog:earliest" in one]  # fmt: skip
    return min(days, default="")


@contradicts("ratification before the signature")
def ratified_first(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "ratification"):
        if day := _signed(record, one["scog:actOn"]):
            yield one.but(on(shifted(day, -30)))


@contradicts("entry into force before the signature")
def in_force_first(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "entry-into-force"):
        if day := _signed(record, one["scog:actOn"]):
            yield one.but(on(shifted(day, -30)))


@contradicts("signature after the ratification")
def signed_last(record: Record) -> Iterator[Change]:
    ratified = {
        one["scog:actOn"]: one.day("scog:latest") for one in _of_kind(record, "ratification")
    }
    for one in _of_kind(record, "signature"):
        if day := ratified.get(one["scog:actOn"]):
            yield one.but(on(shifted(day, 400)) | {"scog:during": ()})


@suspicious("entry into force before a ratification that it needs")
def in_force_early(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "entry-into-force"):
        if day := _signed(record, one["scog:actOn"]):
            yield one.but(on(shifted(day, 1)))


@suspicious("ratification before the approval of the draft")
def draft_late(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "approval-of-draft"):
        if day := _signed(record, one["scog:actOn"]):
            yield one.but(on(years(day, 3)))


@contradicts("signature outside its meeting")
def outside_meeting(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "signature", "adoption", "approval"):
        if "scog:during" in one and one["scog:precision"] == "scog:precision-day":
            yield one.but(on(years(one.day("scog:earliest"), 1)))


@contradicts("act during another meeting")
def another_meeting(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS):
        if "scog:during" in one and one["scog:during"] != "scod:tashkent-summit-2004":
            yield one.but({"scog:during": "scod:tashkent-summit-2004"})


@contradicts("act in another city than its meeting")
def another_city(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS):
        meeting = record.get(one["scog:during"])
        if "scog:heldIn" in meeting and meeting["scog:heldIn"] != "scod:minsk":
            yield one.but({"scog:heldIn": "scod:minsk"})


@suspicious("one party signed on another day")
def another_day(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "signature"):
        if "scog:signatory" in one:
            yield one.but(on(shifted(one.day("scog:earliest"), 300)) | {"scog:during": ()})


@contradicts("document signed by a party twice")
def signed_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Signature"):
        yield doubled(record, one, f"{one.name}-2")


@contradicts("ratified by a party twice")
def ratified_twice(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "ratification"):
        double, claim = doubled(record, one, f"{one.name}-2")
        yield double.but(on(shifted(one.day("scog:latest"), 40))), claim


@contradicts("entered into force twice")
def in_force_twice(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "entry-into-force"):
        double, claim = doubled(record, one, f"{one.name}-2")
        yield double.but(on(shifted(one.day("scog:latest"), 40))), claim


@contradicts("signatory of the wrong kind")
def signatory_of_wrong_kind(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:signatory")):
        yield one.but(
            {"scog:signatory": ("scod:tashkent", "scod:tashkent-declaration-2010")[number % 2]}
        )


@contradicts("signatory is a person or newspaper")
def signatory_is_person(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:signatory")):
        yield one.but({"scog:signatory": ("scod:li-huilai", "scod:xinhua")[number % 2]})


@contradicts("signer is a state")
def signer_is_state(record: Record) -> Iterator[Change]:
    for one in record.having("scog:signatory"):
        yield one.but({"scog:signer": one["scog:signatory"]})


@contradicts("signer of another state")
def signer_of_another(record: Record) -> Iterator[Change]:
    for one in record.having("scog:signer", "scog:signatory"):
        if one["scog:signatory"] != "scod:china":
            yield one.but({"scog:signer": "scod:hu-jintao"})


@contradicts("signer who held no office then")
def signer_out_of_office(record: Record) -> Iterator[Change]:
    old = {"scod:china": "scod:jiang-zemin", "scod:russia": "scod:boris-yeltsin",
           "scod:kyrgyzstan": "scod:askar-akayev"}  # fmt: skip
    for one in record.having("scog:signer", "scog:signatory"):
        person = old.get(one["scog:signatory"])
        if person and one.day("scog:earliest") > "2006":
            yield one.but({"scog:signer": person})


@contradicts("signatory that was not at the meeting")
def signatory_not_there(record: Record) -> Iterator[Change]:
    for one in record.having("scog:signatory", "scog:during"):
        yield one.but({"scog:signatory": "scod:austria", "scog:signer": ()})


@contradicts("actor of the wrong kind")
def actor_of_wrong_kind(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:actor")):
        yield one.but(
            {"scog:actor": ("scod:tashkent", "scod:tashkent-declaration-2010")[number % 2]}
        )


@contradicts("ratified by a newspaper, a person, a group")
def ratified_by_newspaper(record: Record) -> Iterator[Change]:
    for number, one in enumerate(_of_kind(record, "ratification")):
        yield one.but(
            {"scog:actor": ("scod:xinhua", "scod:li-huilai", "scod:sco-leaders")[number % 3]}
        )


@suspicious("ratified by a state that did not sign")
def ratified_by_another(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "ratification"):
        yield one.but({"scog:actor": "scod:austria"})


@suspicious("ratification without a state")
def ratified_by_nobody(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "ratification"):
        yield one.but({"scog:actor": ()})


@contradicts("act on no document")
def on_nothing(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS):
        yield one.but({"scog:actOn": ()})


@contradicts("act on a meeting or state")
def on_meeting(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of(*_ACTS)):
        yield one.but({"scog:actOn": ("scod:tashkent-summit-2004", "scod:china")[number % 2]})


@contradicts("act on another document")
def on_another(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS):
        if one["scog:actOn"] != "scod:tashkent-declaration-2010":
            yield one.but({"scog:actOn": "scod:tashkent-declaration-2010"})


@contradicts("act on two documents")
def on_two(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS):
        if one["scog:actOn"] != "scod:tashkent-declaration-2010":
            yield one.but({"scog:actOn": "scod:tashkent-declaration-2010"}, also=True)


@contradicts("act without kind")
def no_kind(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS, "scog:StatusAct"):
        yield one.but({"scog:actKind": ()})


@contradicts("kind of act that is for a status")
def kind_for_status(record: Record) -> Iterator[Change]:
    for one in record.of("scog:DocumentAct"):
        yield one.but({"scog:actKind": "scog:act-application"})


@contradicts("signature of another kind")
def no_signature(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Signature"):
        yield one.but({"scog:actKind": "scog:act-adoption"})


@suspicious("declaration that was ratified")
def ratified_declaration(record: Record) -> Iterator[Change]:
    for one in _of_kind(record, "adoption"):
        if record.get(one["scog:actOn"])["a"] == "scog:PoliticalDocument":
            yield one.but({"scog:actKind": "scog:act-ratification"})


@suspicious("act without a date")
def no_date(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS):
        yield one.but(dict.fromkeys(("scog:earliest", "scog:latest", "scog:precision"), ()))


@contradicts("act in the future")
def future(record: Record) -> Iterator[Change]:
    for one in record.of(*_ACTS, "scog:StatusAct"):
        yield one.but(on("2029-05-05") | {"scog:during": ()})


@contradicts("kind of document at odds with its class")
def kind_and_class(record: Record) -> Iterator[Change]:
    for one in record.of("scog:LegalInstrument"):
        yield one.but({"scog:documentKind": "scog:kind-communique"})
    for one in record.of("scog:PoliticalDocument"):
        yield one.but({"scog:documentKind": "scog:kind-treaty"})


@suspicious("kind of document at odds with its name")
def kind_and_name(record: Record) -> Iterator[Change]:
    for one in record.of("scog:PoliticalDocument"):
        if "Declaration" in one.label("en"):
            yield one.but({"scog:documentKind": "scog:kind-communique"})
    for one in record.of("scog:LegalInstrument"):
        if "Agreement" in one.label("en"):
            yield one.but({"scog:documentKind": "scog:kind-charter"})


@contradicts("two kinds of one document")
def two_kinds(record: Record) -> Iterator[Change]:
    for one in record.of("scog:LegalInstrument"):
        yield one.but({"scog:documentKind": "scog:kind-charter"}, also=True)


@suspicious("document of a year that is not its name's")
def year_of_name(record: Record) -> Iterator[Change]:
    for one in record.of("scog:PoliticalDocument", "scog:LegalInstrument"):
        if year := re.search(r"\b20[0-2][0-9]$", one.label("en")):
            names = [name.replace(year[0], "1999") for name in one.all("skos:prefLabel")]
            yield one.but({"skos:prefLabel": names})


@suspicious("two documents of one name")
def same_name(record: Record) -> Iterator[Change]:
    for one in record.of("scog:PoliticalDocument", "scog:LegalInstrument"):
        yield doubled(record, one, f"{one.name}-2")


@suspicious("document without any act")
def no_act(record: Record) -> Iterator[Change]:
    for one in record.of("scog:PoliticalDocument"):
        double, claim = doubled(record, one, "scod:declaration-on-nothing")
        yield (
            double.but(
                {
                    "skos:altLabel": (),
                    "skos:prefLabel": [
                        '"Declaration on Nothing"@en',
                        '"Декларация ни о чём"@ru',
                        '"空宣言"@zh',
                    ],
                }
            ),
            claim,
        )


@contradicts("concerns itself")
def concerns_itself(record: Record) -> Iterator[Change]:
    for one in record.having("scog:concerns"):
        yield one.but({"scog:concerns": one.name})


# Statements and figures.


@contradicts("statement without speaker or gist")
def no_speaker(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Statement", "scog:Assessment"):
        yield one.but({"scog:speaker": ()})
        yield one.but({"scog:gist": ()})


@contradicts("speaker is a city or a document")
def speaker_is_city(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.having("scog:speaker")):
        yield one.but(
            {"scog:speaker": ("scod:tashkent", "scod:tashkent-declaration-2010")[number % 2]}
        )


@suspicious("speaker who was not at the meeting")
def speaker_absent(record: Record) -> Iterator[Change]:
    for one in record.having("scog:speaker", "scog:during"):
        yield one.but({"scog:speaker": "scod:boris-yeltsin"})


@contradicts("statement outside its meeting")
def statement_outside(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Statement"):
        if "scog:during" in one and "scog:earliest" in one:
            yield one.but(on("2011-01-01"))


@suspicious("gist that is no sentence")
def no_sentence(record: Record) -> Iterator[Change]:
    for one in record.having("scog:gist"):
        yield one.but({"scog:gist": '"trade"@en'})


@contradicts("negative figure")
def negative(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield one.but({"scog:value": "-5.0"})


@contradicts("share of more than the whole")
def share(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        if "%" in one["scog:unit"]:
            yield one.but({"scog:value": "250.0"})


@contradicts("figure of zero or half a state")
def zero(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield one.but({"scog:value": "0.0"})
        if "member-states" in one["scog:measure"]:
            yield one.but({"scog:value": "7.5"})


@contradicts("unit of another measure")
def unit(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield one.but({"scog:unit": '"km2"' if "km2" not in one["scog:unit"] else '"person"'})


@contradicts("measure of another unit")
def measure(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        other = "population" if "population" not in one["scog:measure"] else "area"
        yield one.but({"scog:measure": f"scog:measure-{other}"})


@suspicious("population larger than mankind, area larger than Earth")
def too_large(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield one.but({"scog:value": "99000000000000.0"})


@contradicts("figure of a city or person")
def figure_of_person(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        yield one.but({"scog:figureOf": "scod:li-huilai"})


@contradicts("figure twice with two values")
def figure_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Figure"):
        double, claim = doubled(record, one, f"{one.name}-2")
        yield double.but({"scog:value": "12.0"}), claim


# Coverage.


@contradicts("coverage of a person, state or newspaper")
def coverage_of_person(record: Record) -> Iterator[Change]:
    for number, one in enumerate(record.of("scog:Coverage")):
        yield one.but(
            {"scog:coverageOf": ("scod:li-huilai", "scod:xinhua", "scod:china")[number % 3]}
        )


@contradicts("coverage that ends before it begins")
def coverage_backwards(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Coverage"):
        yield one.but({"scog:coversThrough": date("1990-01-01")})


@contradicts("coverage beyond the day of the record")
def coverage_future(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Coverage"):
        yield one.but({"scog:coversThrough": date("2035-12-31")})


@contradicts("two coverages of one period")
def coverage_twice(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Coverage"):
        yield Thing(f"{one.name}-2", one.file, one.properties)


@contradicts("nothing to record where something is")
def nothing_to_record(record: Record) -> Iterator[Change]:
    for one in record.where("scog:factKind", "scog:fact-meetings"):
        if one["scog:completeness"] == "scog:completeness-complete":
            yield one.but({"scog:completeness": "scog:completeness-nothing-to-record"})


@contradicts("complete where nothing is")
def complete_nothing(record: Record) -> Iterator[Change]:
    for one in record.where("scog:completeness", "scog:completeness-nothing-to-record"):
        yield one.but({"scog:completeness": "scog:completeness-complete"})


@contradicts("compared with a list that is not named")
def no_list(record: Record) -> Iterator[Change]:
    for one in record.having("scog:checkedAgainst"):
        yield one.but({"scog:checkedAgainst": ()})


@contradicts("gap without a note")
def no_note(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Coverage"):
        if "partial" in one["scog:completeness"] or "substantial" in one["scog:completeness"]:
            yield one.but({"skos:editorialNote": ()})


@contradicts("two degrees of completeness")
def two_degrees(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Coverage"):
        yield one.but({"scog:completeness": "scog:completeness-partial"}, also=True)


@suspicious("coverage before the body was founded")
def coverage_before(record: Record) -> Iterator[Change]:
    for one in record.of("scog:Coverage"):
        if one["scog:coverageOf"] == "scod:sco":
            yield one.but(
                {"scog:coversFrom": date("1980-01-01"), "scog:coversThrough": date("1980-12-31")}
            )
