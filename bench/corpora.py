"""Invented corpora of the same shape as the record, as many times its size as one likes.

    python bench/corpora.py FOLDER [--times 10] [--seed 1]

A corpus has organisations with members, observers, yearly summits, participations, declarations,
treaties, sources and claims, in the proportions of the record: a few states are in many
organisations and most in few. It conforms to the shapes, and the same seed gives the same bytes.
Each organisation is a file, so that a corpus of any size is written in little memory.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ORGANISATIONS_PER_RECORD = 9
STATES_PER_RECORD = 45
FIRST_YEAR, LAST_YEAR = 1990, 2025

HEAD = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SYLLABLES = [
    ("ba", "ба", "巴"), ("be", "бе", "贝"), ("bo", "бо", "博"), ("da", "да", "达"),
    ("do", "до", "多"), ("fa", "фа", "法"), ("ga", "га", "加"), ("gu", "гу", "古"),
    ("ka", "ка", "卡"), ("ki", "ки", "基"), ("ku", "ку", "库"), ("la", "ла", "拉"),
    ("li", "ли", "利"), ("lo", "ло", "洛"), ("ma", "ма", "马"), ("mi", "ми", "米"),
    ("mo", "мо", "莫"), ("na", "на", "纳"), ("ni", "ни", "尼"), ("no", "но", "诺"),
    ("pa", "па", "帕"), ("ra", "ра", "腊"), ("ri", "ри", "里"), ("ro", "ро", "罗"),
    ("sa", "са", "萨"), ("si", "си", "西"), ("ta", "та", "塔"), ("ti", "ти", "蒂"),
    ("to", "то", "托"), ("va", "ва", "瓦"), ("vi", "ви", "维"), ("ya", "я", "亚"),
]  # fmt: skip


class Name(NamedTuple):
    """A name in the three languages of the graph."""

    en: str
    ru: str
    zh: str

    @property
    def slug(self) -> str:
        return self.en.lower().replace(" ", "-")


class Tenure(NamedTuple):
    """A head of state from a day to a day; the last one has no end."""

    holder: Name
    start: datetime.date
    end: datetime.date | None


class State(NamedTuple):
    """A state with its capital and its heads of state, one after the other."""

    name: Name
    capital: Name
    tenures: list[Tenure]

    def at(self, day: datetime.date) -> Tenure:
        return next(t for t in self.tenures if t.end is None or day < t.end)


def write(folder: Path, times: float, seed: int) -> int:
    """The number of triples in the Turtle files that it writes to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    states = [state(number, seed) for number in range(round(STATES_PER_RECORD * times**0.5) or 1)]
    count += _file(folder / "states.ttl", _states(states))
    for number in range(max(1, round(ORGANISATIONS_PER_RECORD * times))):
        name = named(number, 3, "League")
        count += _file(folder / f"{name.slug}.ttl", organisation(number, seed, states))
    return count


def named(number: int, syllables: int, kind: str = "") -> Name:
    """A name of its own for each number below 32 to the power of the syllables.

    >>> named(0, 2), named(33, 2, "League").en
    (Name(en='Baba', ru='Баба', zh='巴巴'), 'Bebe League')
    """
    parts = []
    for _ in range(syllables):
        number, digit = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[digit])
    en, ru, zh = ("".join(part[script] for part in parts) for script in range(3))
    en, ru = en.capitalize(), ru.capitalize()
    return Name(f"{en} League", f"Союз {ru}", f"{zh}联盟") if kind else Name(en, ru, zh)


def state(number: int, seed: int) -> State:
    """A state whose heads of state cover all the years of the corpus without a gap."""
    chance = random.Random(f"{seed} state {number}")  # noqa: S311 (no secret)
    name, capital = named(number, 4), named(number, 5)
    tenures: list[Tenure] = []
    start = datetime.date(FIRST_YEAR - 1, 1, 1) - datetime.timedelta(chance.randrange(2000))
    while True:
        end = start + datetime.timedelta(days=round(chance.lognormvariate(7.8, 0.6)) + 30)
        given, family = named(chance.randrange(32**2), 2), named(number * 64 + len(tenures), 5)
        holder = Name(
            f"{given.en} {family.en}", f"{given.ru} {family.ru}", f"{given.zh}·{family.zh}"
        )
        if end.year > LAST_YEAR:
            return State(name, capital, [*tenures, Tenure(holder, start, None)])
        tenures.append(Tenure(holder, start, end))
        start = end


def organisation(number: int, seed: int, states: list[State]) -> Iterator[str]:
    """The blocks of an organisation, with its memberships, summits and participations."""
    chance = random.Random(f"{seed} organisation {number}")  # noqa: S311 (no secret)
    name = named(number, 3, "League")
    body = name.slug
    founded = datetime.date(chance.randrange(FIRST_YEAR, 2020), chance.randrange(1, 13), 15)
    # The first states are in many organisations, the last ones in few (a Pareto distribution).
    picked: dict[int, State] = {}
    while len(picked) < min(len(states), 16):
        index = int((chance.paretovariate(0.8) - 1) * 3)
        if index < len(states):
            picked.setdefault(index, states[index])
    ours = list(picked.values())
    share = max(2, round(len(ours) * 0.6))
    members, observers = ours[:share], ours[share:]
    source = f"{body}-gazette"
    yield _block(
        body, "scog:IntergovernmentalOrganization", "scog:workingLanguage scog:language-en",
        label=name,
    )  # fmt: skip
    yield _claim(body, f"{source}-{founded.year}-p1", 1)
    gazette = Name(f"{name.en} Gazette", f"Вестник: {name.ru}", f"{name.zh}公报")
    yield _block(source, "scog:Organization", label=gazette)
    yield from _source(source, founded.year, name)
    yield _block(
        f"{body}-founding", "scog:Founding", f"scog:founded scod:{body}", *_on(founded),
        f"scog:heldIn scod:{members[0].capital.slug}",
        label=Name(f"Founding of the {name.en}", f"Учреждение: {name.ru}", f"{name.zh}成立"),
    )  # fmt: skip
    yield _claim(f"{body}-founding", f"{source}-{founded.year}-p1", 1)
    for party in ours:
        kind = "member" if party in members else "associate"
        status = "founding-member" if party in members else "observer"
        spell = f"{party.name.slug}-in-{body}-{status}"
        yield _block(
            spell, "scog:MembershipSpell", f"scog:{kind} scod:{party.name.slug}",
            f"scog:inBody scod:{body}", f"scog:status scog:status-{status}", *_on(founded),
        )  # fmt: skip
        yield _claim(spell, f"{source}-{founded.year}-p2", 1)
    for session, year in enumerate(range(founded.year + 1, LAST_YEAR + 1), 1):
        yield from _summit(chance, name, year, session, members, observers)


def _summit(
    chance: random.Random,
    body: Name,
    year: int,
    session: int,
    members: list[State],
    observers: list[State],
) -> Iterator[str]:
    source = f"{body.slug}-gazette-{year}"
    host = chance.choice(members)
    day = datetime.date(year, chance.randrange(5, 10), chance.randrange(1, 29))
    summit = f"{body.slug}-summit-{year}"
    yield from _source(f"{body.slug}-gazette", year, body)
    yield _block(
        summit, "scog:Summit", f"scog:chairedBy scod:{host.at(day).holder.slug}", *_on(day),
        f"scog:heldIn scod:{host.capital.slug}", f"scog:meetingOf scod:{body.slug}",
        "scog:format scog:format-in-person", f"scog:sessionNumber {session}",
        label=Name(
            f"{body.en} summit {year}", f"Саммит: {body.ru}, {year} год", f"{year}年{body.zh}峰会"
        ),
    )  # fmt: skip
    yield _claim(summit, f"{source}-p1", 1)
    yield _claim(summit, f"{source}-p2", 2, "rdf:type", "scog:earliest", "scog:heldIn")
    there = [*members, *(one for one in observers if chance.random() < 0.8)]
    for party in there:
        tenure = party.at(day)
        part = f"{summit}-{tenure.holder.slug}"
        capacity = "member" if party in members else "observer"
        yield _block(
            part, "scog:Participation", f"scog:atMeeting scod:{summit}",
            f"scog:capacity scog:capacity-{capacity}",
            f"scog:inTenure scod:{_tenure(party, tenure)}",
            "scog:mode scog:mode-in-person", f"scog:participant scod:{tenure.holder.slug}",
            f"scog:represents scod:{party.name.slug}",
        )  # fmt: skip
        covered = "atMeeting", "capacity", "inTenure", "mode", "participant", "represents"
        for count in range(1, 2 + chance.randrange(3)):
            yield _claim(
                part, f"{source}-p{2 + count}", count, *(f"scog:{name}" for name in covered)
            )
    yield from _documents(chance, body, year, day, summit, members)


def _documents(
    chance: random.Random,
    body: Name,
    year: int,
    day: datetime.date,
    summit: str,
    members: list[State],
) -> Iterator[str]:
    source = f"{body.slug}-gazette-{year}"
    declaration, treaty = f"{body.slug}-declaration-{year}", f"{body.slug}-treaty-{year}"
    yield _block(
        declaration, "scog:PoliticalDocument", "scog:documentKind scog:kind-declaration",
        label=Name(
            f"{body.en} Declaration ({year})", f"Декларация: {body.ru} ({year})",
            f"{body.zh}宣言（{year}年）",
        ),
    )  # fmt: skip
    yield _claim(declaration, f"{source}-p1", 1)
    act = f"{declaration}-adoption"
    yield _block(
        act, "scog:DocumentAct", "scog:actKind scog:act-adoption", *_on(day),
        f"scog:actOn scod:{declaration}", f"scog:actor scod:{body.slug}",
        f"scog:during scod:{summit}",
    )  # fmt: skip
    yield _claim(act, f"{source}-p1", 1)
    if chance.random() < 0.6:
        return
    yield _block(
        treaty, "scog:LegalInstrument", "scog:documentKind scog:kind-treaty",
        "scog:topic scog:topic-trade",
        label=Name(
            f"{body.en} Treaty ({year})", f"Договор: {body.ru} ({year})",
            f"{body.zh}条约（{year}年）",
        ),
    )  # fmt: skip
    yield _claim(treaty, f"{source}-p1", 1)
    for party in members:
        signature = f"{treaty}-signature-{party.name.slug}"
        yield _block(
            signature, "scog:Signature", "scog:actKind scog:act-signature", *_on(day),
            f"scog:actOn scod:{treaty}", f"scog:during scod:{summit}",
            f"scog:signatory scod:{party.name.slug}",
            f"scog:signer scod:{party.at(day).holder.slug}",
        )  # fmt: skip
        yield _claim(signature, f"{source}-p2", 1)


def _states(states: list[State]) -> Iterator[str]:
    almanac = Name("Almanac", "Альманах", "年鉴")
    yield _block("almanac", "scog:Organization", label=almanac)
    yield from _source("almanac", LAST_YEAR, almanac)
    place = f"almanac-{LAST_YEAR}-p1"
    for one in states:
        land, city = one.name, one.capital
        yield _block(land.slug, "scog:State", f"scog:capital scod:{city.slug}", label=land)
        yield _claim(land.slug, place, 1)
        yield _block(city.slug, "scog:City", f"scog:inState scod:{land.slug}", label=city)
        yield _claim(city.slug, place, 1)
        post = f"president-of-{land.slug}"
        yield _block(
            post, "scog:Post", f"scog:postIn scod:{land.slug}",
            "scog:postKind scog:post-head-of-state",
            label=Name(f"President of {land.en}", f"Президент ({land.ru})", f"{land.zh}总统"),
        )  # fmt: skip
        yield _claim(post, place, 1)
        for tenure in one.tenures:
            yield _block(tenure.holder.slug, "scog:Person", label=tenure.holder)
            yield _claim(tenure.holder.slug, place, 1)
            end = _on(tenure.end, "endEarliest", "endLatest", "endPrecision") if tenure.end else []
            yield _block(
                _tenure(one, tenure), "scog:Tenure", f"scog:holder scod:{tenure.holder.slug}",
                f"scog:tenureOf scod:{post}", *_on(tenure.start), *end,
            )  # fmt: skip
            yield _claim(_tenure(one, tenure), place, 1)


def _source(name: str, year: int, about: Name) -> Iterator[str]:
    source = f"{name}-{year}"
    yield _block(
        source, "scog:Source", f'dct:identifier "{source}"', 'dct:language "en"',
        f"dct:publisher scod:{name}", f'dct:title "{about.en} gazette {year}"@en',
        'scog:dateRead "2026-11-25"^^xsd:date',
        label=Name(
            f"{about.en} gazette, {year}", f"Вестник: {about.ru}, {year}",
            f"{about.zh}公报，{year}年",
        ),
    )  # fmt: skip
    for paragraph in range(1, 6):
        yield _block(
            f"{source}-p{paragraph}", "scog:SourcePlace", f"oa:hasSource scod:{source}",
            f"scog:paragraph {paragraph}",
        )  # fmt: skip


def _tenure(party: State, tenure: Tenure) -> str:
    return f"{tenure.holder.slug}-president-of-{party.name.slug}"


def _on(
    day: datetime.date, first: str = "earliest", last: str = "latest", exact: str = "precision"
) -> list[str]:
    return [
        f'scog:{first} "{day}"^^xsd:date',
        f'scog:{last} "{day}"^^xsd:date',
        f"scog:{exact} scog:precision-day",
    ]


def _claim(about: str, place: str, number: int, *covered: str) -> str:
    return _block(
        f"{about}-claim-{number}", "scog:Claim", f"scog:claimAbout scod:{about}",
        f"scog:claimFrom scod:{place}",
        *(f"scog:claimFor {name}" for name in covered),
    )  # fmt: skip


def _block(subject: str, kind: str, *said: str, label: Name | None = None) -> str:
    labels = []
    if label:
        labels = [
            f'skos:prefLabel "{text}"@{language}'
            for text, language in zip(label, ("en", "ru", "zh"), strict=True)
        ]
    lines = " ;\n    ".join((f"a {kind}", *said, *labels))
    return f"\nscod:{subject}\n    {lines} ;\n.\n"


def _file(path: Path, blocks: Iterator[str]) -> int:
    """Writes a file, and counts its triples: a line for each, but for the subject and the end."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for block in blocks:
            out.write(block)
            count += block.count(" ;\n")
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=float, default=1.0, help="the size, in records")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = write(options.folder, options.times, options.seed)
    print(f"{count:,} triples in {options.folder}")


if __name__ == "__main__":
    main()
