"""Corruptions of a name in one of the three languages, which then differs from the others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping

from bench.corruptions.kind import Change, suspicious
from bench.corruptions.record import Record, Thing
from bench.corruptions.values import labels

_LANGUAGES = {"en": "English", "ru": "Russian", "zh": "Chinese"}
_STRANGERS = {
    "en": ("Oliver Jaroslav Hiroshi Ingrid Benoit Fatou", "Whitfield Novotny Nakamura Lund Dubois"),
    "ru": ("Юрий Олжас Вячеслав Эдуард Фёдор Чингиз", "Шевцов Тургунов Быков Ежов Ильин"),
}
_PLACES = {
    "en": ("Quebec", "Wellington", "Oslo", "Havana", "Lusaka", "Zagreb", "Reykjavik"),
    "ru": ("Квебек", "Веллингтон", "Осло", "Гавана", "Лусака", "Загреб", "Рейкьявик"),
}
_FORMS = {
    "en": (("Agreement", "Declaration"), ("Declaration", "Statement"), ("Protocol", "Agreement"),
           ("Decision", "Agreement"), ("Joint communiqué", "Joint declaration")),
    "ru": (("Соглашение", "Декларация"), ("декларация", "конвенция"), ("Протокол", "Меморандум"),
           ("Решение", "Соглашение"), ("коммюнике", "заявление")),
    "zh": (("协定", "宣言"), ("宣言", "公报"), ("议定书", "备忘录"), ("决议", "协定"),
           ("联合公报", "联合声明")),
}  # fmt: skip
_BODIES = {
    "ru": (("глав правительств", "глав государств"), ("министров обороны", "министров культуры"),
           ("министров иностранных дел", "глав правительств")),
    "zh": (("政府首脑（总理）", "国家元首"), ("国防部长", "文化部长"), ("外交部长", "国家元首")),
}  # fmt: skip


def _renamed(thing: Thing, language: str, old: str, new: str) -> Change:
    """The thing with another word in its name in one language; as it was without that word."""
    return thing.but(labels(thing, **{language: thing.label(language).replace(old, new, 1)}))


def _other(found: list[Thing], thing: Thing, language: str, step: int = 5) -> str:
    """The name of another thing of a list that the name of the thing has nothing of."""
    place = found.index(thing)
    own = thing.label(language)
    names = (one.label(language) for one in found[place + step :] + found)
    return next(name for name in names if name and name not in own and own not in name)


def _in_each(
    name: str, places: Callable[[Record, str], Iterator[Change]], languages: str = "en ru zh"
) -> None:
    """Registers a kind for each language."""
    for language in languages.split():
        suspicious(name.format(_LANGUAGES[language]))(
            lambda record, language=language: places(record, language)  # type: ignore[misc]
        )


def _somebody(record: Record, language: str) -> Iterator[Change]:
    first, last = (names.split() for names in _STRANGERS[language])
    names = itertools.cycle(f"{one} {other}" for one in first for other in last)
    for one, name in zip(record.of("scog:Person"), names, strict=False):
        yield one.but(labels(one, **{language: name}))


def _somewhere(record: Record, language: str) -> Iterator[Change]:
    names = itertools.cycle(_PLACES[language])
    for one, name in zip(record.of("scog:City", "scog:State"), names, strict=False):
        yield one.but(labels(one, **{language: name}))


def _city_of_meeting(record: Record, language: str) -> Iterator[Change]:
    cities = record.of("scog:City")
    for one in record.of("scog:Summit", "scog:CouncilSession"):
        city = record.get(one["scog:heldIn"])
        if city.file and (own := city.label(language)) in one.label(language):
            yield _renamed(one, language, own, _other(cities, city, language))


def _city_of_document(record: Record, language: str) -> Iterator[Change]:
    cities = record.of("scog:City")
    for one in record.of("scog:PoliticalDocument", "scog:LegalInstrument"):
        for city in cities:
            own = city.label(language)
            if re.search(rf"(^|[(，]){own}\b|（\d+年，{own}", one.label(language)):
                yield _renamed(one, language, own, _other(cities, city, language))


def _state_of_thing(record: Record, language: str) -> Iterator[Change]:
    states = record.of("scog:State")
    owners = {"scog:Post": "scog:postIn", "scog:Chairmanship": "scog:presidingState",
              "scog:ElectionMission": "scog:hostedBy"}  # fmt: skip
    for kind, owner in owners.items():
        for one in record.of(kind)[:: 2 if kind == "scog:Post" else 1]:
            state = record.get(one[owner])
            if state in states and (own := state.label(language)) in one.label(language):
                yield _renamed(one, language, own, _other(states, state, language))


def _council_of_session(record: Record, language: str) -> Iterator[Change]:
    for one in record.of("scog:CouncilSession"):
        for own, other in _BODIES[language]:
            if own in one.label(language):
                yield _renamed(one, language, own, other)


def _side_of_talks(record: Record, language: str) -> Iterator[Change]:
    people = record.of("scog:Person")
    sides: dict[str, list[Thing]] = {}
    for one in record.of("scog:Participation"):
        if one["scog:participant"]:
            sides.setdefault(one["scog:atMeeting"], []).append(record.get(one["scog:participant"]))
    for talks in record.of("scog:BilateralMeeting")[::4]:
        for person in sides.get(talks.name, ()):
            if (own := person.label(language)) in talks.label(language):
                yield _renamed(talks, language, own, _other(people, person, language, 30))


def _form_of_document(record: Record, language: str) -> Iterator[Change]:
    for one in record.of("scog:PoliticalDocument", "scog:LegalInstrument"):
        for own, other in _FORMS[language]:
            if own in one.label(language):
                yield _renamed(one, language, own, other)
                break


def _last_year_of_period(record: Record, language: str) -> Iterator[Change]:
    for one in record.of("scog:PoliticalDocument", "scog:LegalInstrument", "scog:Chairmanship"):
        if years := re.search(r"(?:19|20)\d\d[–—-]((?:19|20)\d\d)", one.label(language)):
            new = years[0][:-4] + str(int(years[1]) + 5)
            yield _renamed(one, language, years[0], new)


def _ordinal(record: Record, language: str) -> Iterator[Change]:
    change: Mapping[str, tuple[str, str]] = {
        "en": (r"^\d+(?:st|nd|rd|th)", "17th"), "ru": (r"^\d+-е", "17-е"),
        "zh": (r"第[一二三四五六七八九十]+次", "第十七次"),
    }  # fmt: skip
    pattern, new = change[language]
    for one in record.of("scog:CouncilSession"):
        found = re.search(pattern, one.label(language))
        if found and one["scog:sessionNumber"] != "17":
            yield _renamed(one, language, found[0], new)


def _exchanged_names(record: Record, language: str) -> Iterator[Change]:
    for kind in ("scog:PoliticalDocument", "scog:Post"):
        found = record.of(kind)
        for one, other in zip(found[::3], found[1::3], strict=False):
            mine, its = one.label(language), other.label(language)
            if mine and its:
                yield (
                    one.but(labels(one, **{language: its})),
                    other.but(labels(other, **{language: mine})),
                )


_in_each("{} name of a person that is somebody's outside the graph", _somebody, "en ru")
_in_each("{} name of a city or state that is another's outside the graph", _somewhere, "en ru")
_in_each("another city in the {} name of a meeting", _city_of_meeting)
_in_each("another city in the {} name of a document", _city_of_document)
_in_each("another state in the {} name of a post, chairmanship or mission", _state_of_thing)
_in_each("another council in the {} name of a session", _council_of_session, "ru zh")
_in_each("another person in the {} name of talks", _side_of_talks, "en zh")
_in_each("another kind of document in the {} name", _form_of_document)
_in_each("another last year of a period in the {} name", _last_year_of_period)
_in_each("another ordinal in the {} name of a session than its number", _ordinal)
_in_each("{} names of two documents or posts exchanged", _exchanged_names)
