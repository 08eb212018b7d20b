"""Which state stood where in a body from when to when: a bar for each standing."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.explore.pictures import facts, rows
from scograph.explore.pictures.canvas import Canvas, Mark
from scograph.explore.pictures.facts import Standing
from scograph.explore.pictures.picture import Ask, Cell, Kind, Picture, thing
from scograph.explore.pictures.said import Said, joined
from scograph.explore.pictures.years import Bar
from scograph.namespaces import SCOG

# In the order of weight, for pictures that have room for one standing of a state only.
INKS = {
    "status-member": "member",
    "status-acceding-state": "acceding",
    "status-observer": "observer",
    "status-dialogue-partner": "dialogue",
    "status-partner": "partner",
}
ORGANIZATION = Ask("organization", "thing", Said("The body.", "组织。", "Организация."), "scod:sco")
_TITLE = Said("Who stood where: {}", "{}：各方地位", "Кто в каком статусе: {}")
_HEADS = (
    Said("State or organisation", "国家或组织", "Государство или организация"),
    Said("Status", "地位", "Статус"),
    Said("Body", "组织", "Организация"),
    Said("Since", "自", "С"),
    Said("Until", "至", "По"),
)
_SUMMARY = Said(
    "{body}. States and organisations: {parties}, standings: {spells}, of these without a "
    "recorded end: {open}.",
    "{body}：{parties} 个国家和组织的 {spells} 段地位，其中 {open} 段未记载终止。",
    "{body}. Государств и организаций: {parties}, статусов: {spells}, из них без указанного "
    "конца: {open}.",
)
UNDATED = Said(
    "Standings without a recorded beginning: {}.",
    "未记载开始的地位：{} 段。",
    "Статусов без указанного начала: {}.",
)
UNTIL = Said(
    "The record reaches to {}; its completeness: {}.",
    "记录截至 {}，完整程度：{}。",
    "Запись доходит до {}; полнота: {}.",
)
_NOTHING = Said(
    "The graph records no standing of anybody in {}.",
    "图谱中没有关于{}中地位的记载。",
    "В графе нет ни одного статуса в организации {}.",
)


def ink(family: str) -> str:
    """The ink of a status, by its IRI."""
    return INKS.get(family.removeprefix(SCOG), "other")


def weight(family: str) -> int:
    """The place of a status among the others, the weightiest first."""
    return list(INKS).index(family.removeprefix(SCOG)) if ink(family) != "other" else len(INKS)


def swatch(name: str) -> Mark:
    """A legend's mark of a status."""

    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y, 18, 12, f"p-{name} s-{name}")

    return mark


def families(found: list[Standing]) -> list[str]:
    """The statuses that are there, the weightiest first."""
    return sorted({one.family for one in found}, key=lambda family: (weight(family), family))


def recorded(
    store: ox.Store, lang: str, values: Mapping[str, str]
) -> tuple[ox.NamedNode, str, list[Standing]]:
    """The body that is asked for, its name, and the standings in it; BadRequest without any."""
    body = thing(store, values, "organization", "scog:Organization") or facts.SCO
    name = facts.label(store, body, lang)
    found = facts.standings(store, body)
    if not found:
        raise BadRequest(_NOTHING.to(lang).format(name))
    return body, name, found


def remarks(store: ox.Store, lang: str, found: list[Standing], record: facts.Record) -> list[str]:
    """What a reader has to know of the record: how far it reaches, and what has no date."""
    undated = sum(not one.time.latest for one in found)
    return [
        UNDATED.to(lang).format(undated) if undated else "",
        reach(store, lang, record),
    ]


def reach(store: ox.Store, lang: str, record: facts.Record) -> str:
    """How far the record reaches, in words; empty where nobody says."""
    if not record.until:
        return ""
    how = record.completeness
    return UNTIL.to(lang).format(record.until, facts.label(store, how, lang) if how else "?")


def paint(store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
    """The picture of the standings in a body, with those in the body before it."""
    body, name, own = recorded(store, lang, values)
    pairs = [(one, body) for one in own]
    earlier = [
        (before, spells)
        for before in facts.predecessors(store, body)
        if (spells := facts.standings(store, before))
    ]
    for before, spells in earlier:
        pairs += [(one, before) for one in spells]
    pairs.sort(key=lambda pair: (pair[0].time.earliest, pair[0].spell.value))
    labels = {one.party.value: facts.label(store, one.party, lang) for one, _ in pairs}
    of_party: dict[str, list[tuple[Standing, ox.NamedNode]]] = {}
    for one, where in pairs:
        of_party.setdefault(one.party.value, []).append((one, where))
    order = sorted(of_party, key=lambda party: _place(of_party[party], labels[party]))
    record = facts.recorded(store, body)
    years = rows.span((one.time for one, _ in pairs), record.until)
    marks = [
        (swatch(ink(family)), facts.label(store, ox.NamedNode(family), lang))
        for family in families(own)
    ]
    marks += [(_outline, facts.label(store, before, lang)) for before, _ in earlier]
    drawn = [
        rows.Row(
            labels[party],
            [
                _bar(store, lang, labels[party], one, hollow=where != body)
                for one, where in of_party[party]
            ],
        )
        for party in order
    ]
    canvas, high = rows.draw(lang, drawn, years, marks)
    title = _TITLE.to(lang).format(name)
    counts = _SUMMARY.to(lang).format(
        parties=len({one.party.value for one in own}),
        spells=len(own),
        body=name,
        open=sum(not one.time.ended for one in own),
    )
    summary = joined(lang, counts, *remarks(store, lang, own, record))
    table = [
        [
            Cell(labels[party], party),
            Cell(facts.label(store, one.status, lang), one.status.value),
            Cell(facts.label(store, where, lang), where.value),
            Cell(one.time.since or "?", one.spell.value),
            Cell(one.time.until or ("?" if one.time.ended else "")),
        ]
        for party in order
        for one, where in of_party[party]
    ]
    heads = [head.to(lang) for head in _HEADS]
    return Picture(canvas.finish(high, title, summary), title, summary, heads, table)


def _bar(store: ox.Store, lang: str, party: str, one: Standing, *, hollow: bool) -> Bar:
    status = facts.label(store, one.status, lang)
    tip = f"{party} · {status} · {rows.dates(one.time, lang)}"
    return Bar(one.time, "soft" if hollow else ink(one.family), tip, hollow)


def _place(spells: list[tuple[Standing, ox.NamedNode]], name: str) -> tuple[int, str, str]:
    standing = [one for one, _ in spells if not one.time.ended] or [spells[-1][0]]
    first = min(one.time.earliest or "9999" for one, _ in spells)
    return min(weight(one.family) for one in standing), first, name


def _outline(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 18, 12, "f-paper s-soft w2")


STATUSES = Kind(
    Said("Standings over the years", "各方地位的变化", "Статусы по годам"),
    Said(
        "Which state was a member, observer or partner, from when to when.",
        "各国何时为成员国、观察员国或伙伴。",
        "Какое государство и когда было членом, наблюдателем или партнёром.",
    ),
    (ORGANIZATION,),
    paint,
)
