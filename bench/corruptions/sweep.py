"""Corruptions made from the record itself: each edit at each property of each class that has it.

Nobody chooses these by looking at the shapes: whatever the record holds is edited in every way.
"""

from __future__ import annotations

import datetime
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from bench.corruptions.kind import Change, Group, Kind
from bench.corruptions.record import Record, Thing

_TRIES = 40
_DATE = re.compile(r'"(\d{4})-(\d\d)-(\d\d)"\^\^xsd:date$')
_TEXT = re.compile(r'"(.*)"@([\w-]+)$')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?$")
_BOUNDS = (("scog:earliest", "scog:latest"), ("scog:endEarliest", "scog:endLatest"))
_LANGUAGES = ("en", "ru", "zh")
_STRANGERS = (
    "scod:xi-jinping", "scod:tashkent", "scod:russia", "scod:sco", "scod:xinhua", "scod:csto",
    "scod:tashkent-summit-2004", "scod:sco-charter-2002", "scod:president-of-china",
    "scod:council-of-heads-of-state", "scod:xi-jinping-president-of-china", "scog:capacity-member",
)  # fmt: skip

Edit: TypeAlias = Callable[["Place"], Iterable[Change]]
WholeEdit: TypeAlias = Callable[[Record, Thing, Thing], Iterable[Change]]


class Place(NamedTuple):
    """A property of a thing, beside another thing of its class that has it too."""

    record: Record
    thing: Thing
    name: str
    sibling: Thing

    @property
    def value(self) -> str:
        return self.thing[self.name]

    def set(self, *values: str) -> Thing:
        return self.thing.but({self.name: values})

    def also(self, *values: str) -> Thing:
        return self.thing.but({self.name: values}, also=True)

    def first(self, value: str) -> Thing:
        """The thing with its first value replaced."""
        return self.set(value, *self.thing.all(self.name)[1:])


def _removed(place: Place) -> Iterator[Change]:
    """The property lost: a claim for it, in the same file, may be where that is found."""
    claims = {one.name: one for one in place.record.claims[place.thing.name]}
    yield {place.thing.name: place.set()} | claims


def _siblings(place: Place) -> Iterator[Change]:
    if set(place.thing.all(place.name)) != set(place.sibling.all(place.name)):
        yield place.set(*place.sibling.all(place.name))


def _exchanged(place: Place) -> Iterator[Change]:
    one, other = place.thing, place.sibling
    if one[place.name] != other[place.name]:
        yield (
            one.but({place.name: other.all(place.name)}),
            other.but({place.name: one.all(place.name)}),
        )


def _siblings_too(place: Place) -> Iterator[Change]:
    if place.sibling[place.name] not in place.thing.all(place.name):
        yield place.also(place.sibling[place.name])


def _dangling(place: Place) -> Iterator[Change]:
    if place.value.startswith(("scod:", "scog:")):
        yield place.first(place.value + "x")


def _as_text(place: Place) -> Iterator[Change]:
    yield place.first(f'"{place.value.partition(":")[2]}"')


def _itself(place: Place) -> Iterator[Change]:
    yield place.first(place.thing.name)


def _strangers(place: Place) -> Iterator[Change]:
    alike = [one for one in place.record.having(place.name) if one["a"] == place.thing["a"]]
    values = {value for one in alike for value in one.all(place.name)}
    classes = {kind for value in values for kind in place.record.get(value).all("a")}
    for name in _STRANGERS:
        if place.value.startswith("scod:") and not classes & {*place.record.get(name).all("a")}:
            yield place.first(name)


def _codes(place: Place) -> Iterator[Change]:
    """Another code that the record has for this property."""
    found = {value for one in place.record.having(place.name) for value in one.all(place.name)}
    for code in sorted(found - set(place.thing.all(place.name))):
        yield place.first(code)


def _moved(place: Place, days: int) -> Iterator[Change]:
    """The day, with its other bound if both are one day, moved."""
    names = next((pair for pair in _BOUNDS if place.name in pair), (place.name,))
    if place.name != names[0] or len({place.thing[name] for name in names}) > 1:
        return
    if not _DATE.match(place.value):
        return
    day = datetime.date.fromisoformat(place.value[1:11]) + datetime.timedelta(days)
    yield place.thing.but(dict.fromkeys(names, f'"{day}"^^xsd:date'))


def _alone(place: Place, days: int) -> Iterator[Change]:
    """One date alone moved."""
    if not _DATE.match(place.value):
        return
    day = datetime.date.fromisoformat(place.value[1:11]) + datetime.timedelta(days)
    yield place.first(f'"{day}"^^xsd:date')


def _spelt(place: Place, form: str) -> Iterator[Change]:
    found = _DATE.match(place.value)
    if found:
        yield place.first(form.format(*found.groups()))


def _tag(place: Place) -> Iterator[Change]:
    found = _TEXT.match(place.value)
    if found:
        other = _LANGUAGES[(_LANGUAGES.index(found[2]) + 1) % 3] if found[2] in _LANGUAGES else "en"
        yield place.first(f'"{found[1]}"@{other}')


def _untagged(place: Place) -> Iterator[Change]:
    found = _TEXT.match(place.value)
    if found:
        yield place.first(f'"{found[1]}"')


def _tag_of(place: Place, tag: str) -> Iterator[Change]:
    found = _TEXT.match(place.value)
    if found:
        yield place.first(f'"{found[1]}"@{tag}')


def _language_lost(place: Place) -> Iterator[Change]:
    values = place.thing.all(place.name)
    if len(values) > 1:
        yield place.set(*values[1:])


def _siblings_text(place: Place) -> Iterator[Change]:
    """The text of the sibling in one language."""
    mine, theirs = (one.all(place.name) for one in (place.thing, place.sibling))
    chance = random.Random(place.thing.name)  # noqa: S311
    for language in chance.sample(_LANGUAGES, 3):
        new = [one for one in theirs if one.endswith(f'"@{language}')]
        old = [one for one in mine if one.endswith(f'"@{language}')]
        if new and old and new[0] != old[0]:
            yield place.set(*(new[0] if one == old[0] else one for one in mine))


def _reworded(place: Place, change: Callable[[str], str]) -> Iterator[Change]:
    found = _TEXT.match(place.value)
    if found and change(found[1]) != found[1]:
        yield place.first(f'"{change(found[1])}"@{found[2]}')


def _year_of_text(place: Place) -> Iterator[Change]:
    yield from _reworded(
        place, lambda text: re.sub(r"(?:19|20)\d\d", lambda year: str(int(year[0]) + 1), text)
    )


def _digit_of_text(place: Place) -> Iterator[Change]:
    yield from _reworded(
        place, lambda text: re.sub(r"\d", lambda one: str((int(one[0]) + 1) % 10), text, count=1)
    )


def _number(place: Place, change: Callable[[float], float]) -> Iterator[Change]:
    value = place.value.strip('"')
    if _NUMBER.match(value):
        number = change(float(value) if "." in value else int(value))
        yield place.first(place.value.replace(value, str(number)))


def _plain(place: Place, change: Callable[[str], str]) -> Iterator[Change]:
    if place.value.startswith('"') and place.value.endswith('"'):
        yield place.first(f'"{change(place.value[1:-1])}"')


def _misnamed(place: Place) -> Iterator[Change]:
    """A letter of the property lost."""
    yield place.thing.renamed(place.name, place.name[:-1])


def _address(place: Place, change: Callable[[str], str]) -> Iterator[Change]:
    if place.value.startswith("<"):
        yield place.first(f"<{change(place.value[1:-1])}>")


def _claims_lost(place: Place) -> Iterator[Change]:
    """No claim is for the property."""
    made: dict[str, Thing | None] = {place.thing.name: place.thing}
    for claim in place.record.claims[place.thing.name]:
        if place.name in claim.all("scog:claimFor"):
            rest = [one for one in claim.all("scog:claimFor") if one != place.name]
            made[claim.name] = claim.but({"scog:claimFor": rest}) if rest else None
    if len(made) > 1:
        yield made


_LINK: dict[str, tuple[Group, Edit]] = {
    "thing of another kind": ("contradicts", _strangers),
    "IRI misspelt": ("contradicts", _dangling),
    "text instead": ("contradicts", _as_text),
    "itself": ("contradicts", _itself),
    "another's": ("suspicious", _siblings),
    "exchanged": ("suspicious", _exchanged),
    "another's too": ("suspicious", _siblings_too),
}
_CODE: dict[str, tuple[Group, Edit]] = {
    "another code": ("suspicious", _codes),
    "code too": ("contradicts", _siblings_too),
    "code misspelt": ("contradicts", _dangling),
}
_DAY: dict[str, tuple[Group, Edit]] = {
    "a day later": ("suspicious", partial(_moved, days=1)),
    "a day earlier": ("suspicious", partial(_moved, days=-1)),
    "a month later": ("suspicious", partial(_moved, days=31)),
    "a year later": ("contradicts", partial(_moved, days=365)),
    "a year earlier": ("contradicts", partial(_moved, days=-365)),
    "ten years later": ("contradicts", partial(_moved, days=3653)),
    "a century earlier": ("contradicts", partial(_moved, days=-36524)),
    "alone a day later": ("contradicts", partial(_alone, days=1)),
    "alone a year later": ("contradicts", partial(_alone, days=366)),
    "alone a year earlier": ("contradicts", partial(_alone, days=-366)),
    "a month for a day": ("contradicts", partial(_spelt, form='"{0}-{1}"^^xsd:gYearMonth')),
    "text for a date": ("contradicts", partial(_spelt, form='"{0}-{1}-{2}"')),
    "another's day": ("suspicious", _siblings),
    "another's day too": ("contradicts", _siblings_too),
}
_WORDS: dict[str, tuple[Group, Edit]] = {
    "tag of another language": ("contradicts", _tag),
    "tag of a language that is not used": ("suspicious", partial(_tag_of, tag="fr")),
    "tag with a region": ("suspicious", partial(_tag_of, tag="zh-Hans")),
    "no tag": ("suspicious", _untagged),
    "a language lost": ("suspicious", _language_lost),
    "another's texts": ("suspicious", _siblings),
    "another's text in one language": ("suspicious", _siblings_text),
    "texts exchanged": ("suspicious", _exchanged),
    "another's text too": ("suspicious", _siblings_too),
    "another year": ("suspicious", _year_of_text),
    "another digit": ("suspicious", _digit_of_text),
    "empty": ("suspicious", partial(_reworded, change=lambda text: "")),
    "blank at the end": ("suspicious", partial(_reworded, change=lambda text: text + " ")),
    "cut": ("suspicious", partial(_reworded, change=lambda text: text[: len(text) // 2])),
    "a word twice": ("suspicious", partial(_reworded, change=lambda text: f"{text} {text}")),
    "in capitals": ("suspicious", partial(_reworded, change=str.upper)),
}
_COUNT: dict[str, tuple[Group, Edit]] = {
    "one more": ("suspicious", partial(_number, change=lambda number: number + 1)),
    "one less": ("suspicious", partial(_number, change=lambda number: number - 1)),
    "ten times": ("suspicious", partial(_number, change=lambda number: number * 10)),
    "negative": ("contradicts", partial(_number, change=lambda number: -number or -1)),
    "zero": ("contradicts", partial(_number, change=lambda number: 0)),
    "half": ("contradicts", partial(_number, change=lambda number: number + 0.5)),
    "another's": ("suspicious", _siblings),
    "another's too": ("contradicts", _siblings_too),
}
_PLAIN: dict[str, tuple[Group, Edit]] = {
    "cut": ("suspicious", partial(_plain, change=lambda text: text[:-1])),
    "empty": ("contradicts", partial(_plain, change=lambda text: "")),
    "another's": ("suspicious", _siblings),
    "exchanged": ("suspicious", _exchanged),
    "in small letters": ("suspicious", partial(_plain, change=str.swapcase)),
}
_ADDRESS: dict[str, tuple[Group, Edit]] = {
    "another's": ("suspicious", _siblings),
    "exchanged": ("suspicious", _exchanged),
    "another's too": ("suspicious", _siblings_too),
    "the site alone": (
        "suspicious",
        partial(_address, change=lambda text: "/".join(text.split("/")[:3])),
    ),
}
_ANY: dict[str, tuple[Group, Edit]] = {
    "removed": ("suspicious", _removed),
    "property misspelt": ("contradicts", _misnamed),
    "claims lost": ("contradicts", _claims_lost),
}


def _edits(value: str) -> dict[str, tuple[Group, Edit]]:
    """The edits for a value like this."""
    if value.startswith("scog:"):
        return _ANY | _CODE
    if value.startswith(("scod:", "wd:")):
        return _ANY | _LINK
    if value.startswith("<"):
        return _ANY | _ADDRESS
    if _DATE.match(value):
        return _ANY | _DAY
    if _TEXT.match(value):
        return _ANY | _WORDS
    if _NUMBER.match(value):
        return _ANY | _COUNT
    return _ANY | _PLAIN


def kinds(record: Record) -> Iterator[Kind]:
    """A kind for each edit of each property of each class; then those of whole things."""
    by_property: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in record.things.values():
        for name in thing.properties:
            if name != "a" and thing["a"]:
                by_property[thing["a"], name].append(thing)
    for (kind, name), things in by_property.items():
        for edit, (group, change) in _edits(things[0][name]).items():
            label = f"{kind.partition(':')[2]} {name.partition(':')[2]}: {edit}"
            yield Kind(label, group, partial(_places, things=things, name=name, edit=change))
    for kind, things in _by_class(record).items():
        for edit, (group, of_thing) in _OF_THINGS.items():
            places = partial(_whole, things=things, edit=of_thing)
            yield Kind(f"{kind.partition(':')[2]}: {edit}", group, places)


def _by_class(record: Record) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    for thing in record.things.values():
        if thing["a"]:
            found[thing["a"]].append(thing)
    return found


def _places(record: Record, things: Sequence[Thing], name: str, edit: Edit) -> Iterator[Change]:
    """Some places of an edit, each beside another thing."""
    chance = random.Random(f"{things[0].name} {name}")  # noqa: S311
    for thing in chance.sample(things, min(_TRIES, len(things))):
        changes = list(edit(Place(record, thing, name, chance.choice(things))))
        if changes:
            yield chance.choice(changes)


def _whole(record: Record, things: Sequence[Thing], edit: WholeEdit) -> Iterator[Change]:
    chance = random.Random(things[0].name)  # noqa: S311
    for thing in chance.sample(things, min(_TRIES, len(things))):
        changes = list(edit(record, thing, chance.choice(things)))
        if changes:
            yield chance.choice(changes)


def _gone(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    """The thing removed, what refers to it kept."""
    yield {thing.name: None}


def _gone_with_claims(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    if record.claims[thing.name]:
        yield {thing.name: None} | dict.fromkeys([one.name for one in record.claims[thing.name]])


def _without_claims(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    claims: dict[str, Thing | None] = {one.name: None for one in record.claims[thing.name]}
    if claims:
        yield {thing.name: thing} | claims


def _renamed(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    """The thing with another IRI, which nothing else knows."""
    renamed = Thing(f"{thing.name}-2", thing.file, thing.properties)
    yield {thing.name: None, renamed.name: renamed}


def _again(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    """The thing twice, each with its claims."""
    double = Thing(f"{thing.name}-2", thing.file, thing.properties)
    made: dict[str, Thing | None] = {double.name: double}
    for claim in record.claims[thing.name]:
        copy = claim.but({"scog:claimAbout": double.name})
        name = claim.name.replace(thing.name, double.name)
        made[name] = Thing(name, thing.file, copy.properties)
    yield made


def _without_class(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    yield thing.but({"a": ()})


def _other_class(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    for kind in (
        "scog:Person", "scog:City", "scog:Summit", "scog:CouncilSession", "scog:Meeting",
        "scog:Event", "scog:Participation", "scog:Invitation", "scog:Tenure", "scog:Post",
        "scog:Statement", "scog:LegalInstrument", "scog:PoliticalDocument", "scog:Organization",
        "scog:Organ", "scog:IntergovernmentalOrganization", "scog:State",
        "scog:Signature", "scog:DocumentAct",
    ):  # fmt: skip
        if kind not in thing.all("a"):
            yield thing.but({"a": kind})


def _second_class(record: Record, thing: Thing, other: Thing) -> Iterator[Change]:
    for change in _other_class(record, thing, other):
        assert isinstance(change, Thing)
        yield change.but({"a": thing.all("a")}, also=True)


_INFERRED = {
    "scog:attended": "scod:tianjin-summit-2025", "scog:attendedBy": "scod:hu-jintao",
    "scog:memberOf": "scod:csto", "scog:hasMember": "scod:mongolia",
    "scog:held": "scod:president-of-china",
    "scog:signed": "scod:sco-charter-2002", "scog:signedBy": "scod:xi-jinping",
    "scog:hosts": "scod:tashkent-summit-2004", "scog:resultOf": "scod:tashkent-summit-2004",
    "scog:hasParticipation": "scod:nobody-at-nothing", "scog:countsFor": "scod:tianjin-summit-2025",
    "scog:hasPart": "scod:tianjin-summit-2025", "scog:statedIn": "scod:xinhua",
    "scog:succeededBy": "scod:csto", "scog:dateText": '"in 2004"@en', "rdfs:label": '"A name"@en',
    "schema:startDate": '"2004-06-17"^^xsd:date', "dct:date": '"2004-06-17"^^xsd:date',
    "scog:sessionOf": "scod:council-of-heads-of-state", "scog:isCertain": "true",
    "dct:title": '"A title"@en', "schema:name": '"A name"@en', "foaf:name": '"A name"@en',
    "org:memberOf": "scod:csto", "prov:startedAtTime": '"2004-06-17T00:00:00"^^xsd:dateTime',
    "schema:attendee": "scod:hu-jintao", "scog:associatedWith": "scod:csto",
}  # fmt: skip


def _by_hand(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    """A property that is only inferred."""
    for name, value in _INFERRED.items():
        if name not in thing:
            yield thing.but({name: value})


def _of_another_class(record: Record, thing: Thing, _: Thing) -> Iterator[Change]:
    """A property that things of this class never have, with the value of one that has it."""
    of_class = {name for one in record.of(thing["a"]) for name in one.properties}
    chance = random.Random(thing.name)  # noqa: S311
    others = chance.sample(list(record.things.values()), 60)
    for one in others:
        for name in one.properties:
            if name not in of_class and name.startswith("scog:") and "claim" not in name:
                yield thing.but({name: one[name]})


_OF_THINGS: dict[str, tuple[Group, WholeEdit]] = {
    "removed": ("contradicts", _gone),
    "removed with its claims": ("suspicious", _gone_with_claims),
    "claims removed": ("contradicts", _without_claims),
    "renamed": ("contradicts", _renamed),
    "again": ("suspicious", _again),
    "no class": ("contradicts", _without_class),
    "another class": ("contradicts", _other_class),
    "a second class": ("contradicts", _second_class),
    "inferred property by hand": ("contradicts", _by_hand),
    "property of another class": ("contradicts", _of_another_class),
}
