"""Who held which office from when to when: a bar for each tenure, the acting ones hatched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.explore.pictures import facts, rows
from scograph.explore.pictures.facts import Tenure
from scograph.explore.pictures.picture import Ask, Cell, Kind, Picture, thing
from scograph.explore.pictures.said import Said, joined
from scograph.explore.pictures.statuses import ORGANIZATION, reach, swatch
from scograph.explore.pictures.years import Bar

_HOLDER = Said("in office", "任职", "в должности")
_ACTING = Said("acting", "代理", "исполняющий обязанности")
_OFFICES: dict[str, Said] = {
    "all": Said("all", "全部", "все"),
    "head-of-state": Said("heads of state", "国家元首", "главы государств"),
    "head-of-government": Said("heads of government", "政府首脑", "главы правительств"),
}
_KINDS = {
    "head-of-state": facts.HEAD_OF_STATE,
    "head-of-government": facts.HEAD_OF_GOVERNMENT,
}
_HEADS = (
    Said("Office", "职务", "Должность"),
    Said("Person", "人物", "Лицо"),
    Said("Since", "自", "С"),
    Said("Until", "至", "По"),
    Said("Acting", "代理", "И. о."),
)
_OFFICIALS = Said("Heads: {}", "{}：历任负责人", "Руководители: {}")
_LEADERS = Said("Leaders of the member states", "成员国领导人", "Руководители государств-членов")
_SUMMARY = Said(
    "Persons: {persons}, offices: {posts}, tenures: {tenures}, of these acting: {acting}; without "
    "a recorded end: {open}, without a recorded beginning: {undated}.",
    "{posts} 个职务，{persons} 人，{tenures} 段任期，其中代理 {acting} 段；"
    "{open} 段未记载终止，{undated} 段未记载开始。",
    "Лиц: {persons}, должностей: {posts}, сроков: {tenures}, из них исполняющих обязанности: "
    "{acting}; без указанного конца: {open}, без указанного начала: {undated}.",
)
_GAP = Said(
    "Where there is no bar, nobody is recorded.",
    "无横条处表示没有记载。",
    "Где нет полосы, никто не указан.",
)
_NOBODY = Said("No holder is recorded of: {}.", "未记载任职者：{}。", "Никто не указан: {}.")
_NOTHING = Said(
    "The graph records nobody in such an office.",
    "图谱中没有关于此类职务的记载。",
    "В графе никого нет в такой должности.",
)


def paint_officials(store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
    """The picture of those who head a body and its organs."""
    body = thing(store, values, "organization", "scog:Organization") or facts.SCO
    headed = {body.value, *(organ.value for organ in facts.organs(store, body))}
    tenures = facts.tenures(store, facts.HEAD_OF_BODY)
    of_body = {one.tenure: one for one in tenures if one.state.value in headed}
    found = sorted(of_body.values(), key=lambda one: one.state != body)
    title = _OFFICIALS.to(lang).format(facts.label(store, body, lang))
    return _picture(store, lang, title, found, None)


def paint_leaders(store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
    """The picture of the heads of states and governments, of one state or of all members."""
    state = thing(store, values, "state", "scog:State")
    states = [state] if state else facts.members(store)
    kinds = [kind for name, kind in _KINDS.items() if values["office"] in ("all", name)]
    first = min((int(one.day[:4]) for one in facts.sessions(store) if one.day), default=None)
    held = {kind.value: facts.tenures(store, kind) for kind in kinds}
    found: list[Tenure] = []
    missing = []
    for one in states:
        for kind in kinds:
            of_state = [
                tenure
                for tenure in held[kind.value]
                if tenure.state == one and not _before(tenure, first)
            ]
            found += of_state
            if not of_state:
                names = (facts.label(store, thing, lang) for thing in (one, kind))
                missing.append(" – ".join(names))
    title = _LEADERS.to(lang)
    if state:
        title = f"{title}: {facts.label(store, state, lang)}"
    remark = _NOBODY.to(lang).format("; ".join(missing)) if missing else ""
    return _picture(store, lang, title, found, first, remark)


def _before(tenure: Tenure, first: int | None) -> bool:
    end = tenure.time.end_latest
    return bool(first and end) and int(end[:4]) < (first or 0)


def _picture(
    store: ox.Store,
    lang: str,
    title: str,
    found: list[Tenure],
    first: int | None,
    remark: str = "",
) -> Picture:
    if not found:
        raise BadRequest(_NOTHING.to(lang))
    drawn: list[rows.Row] = []
    table = []
    for post, tenures in _grouped(found, lambda one: one.post):
        office = facts.label(store, post, lang)
        drawn.append(rows.Row(office, []))
        for person, spells in _grouped(tenures, lambda one: one.person):
            name = facts.label(store, person, lang)
            drawn.append(rows.Row(name, [_bar(lang, name, office, one) for one in spells]))
            table += [
                [
                    Cell(office, post.value),
                    Cell(name, person.value),
                    Cell(one.time.since or "?", one.tenure.value),
                    Cell(one.time.until or ("?" if one.time.ended else "")),
                    Cell(_ACTING.to(lang) if one.acting else ""),
                ]
                for one in spells
            ]
    marks = [(swatch("member"), _HOLDER.to(lang))]
    if any(one.acting for one in found):
        marks.append((swatch("acceding"), _ACTING.to(lang)))
    record = facts.recorded(store, facts.SCO, "office-holders")
    years = rows.span((one.time for one in found), record.until, first)
    canvas, high = rows.draw(lang, drawn, years, marks)
    counts = _SUMMARY.to(lang).format(
        persons=len({one.person for one in found}),
        posts=len({one.post for one in found}),
        tenures=len(found),
        acting=sum(one.acting for one in found),
        open=sum(not one.time.ended for one in found),
        undated=sum(not one.time.latest for one in found),
    )
    summary = joined(lang, counts, _GAP.to(lang), remark, reach(store, lang, record))
    heads = [head.to(lang) for head in _HEADS]
    return Picture(canvas.finish(high, title, summary), title, summary, heads, table)


def _grouped(
    found: Iterable[Tenure], by: Callable[[Tenure], ox.NamedNode]
) -> list[tuple[ox.NamedNode, list[Tenure]]]:
    """The tenures by what they share, each group where its first is."""
    groups: dict[str, tuple[ox.NamedNode, list[Tenure]]] = {}
    for one in found:
        key = by(one)
        groups.setdefault(key.value, (key, []))[1].append(one)
    return list(groups.values())


def _bar(lang: str, name: str, office: str, one: Tenure) -> Bar:
    told = [name, office, _ACTING.to(lang) if one.acting else "", rows.dates(one.time, lang)]
    return Bar(one.time, "acceding" if one.acting else "member", " · ".join(filter(None, told)))


OFFICIALS = Kind(
    Said(
        "Heads of the organisation and its organs",
        "组织及其机构负责人",
        "Руководители организации и её органов",
    ),
    Said(
        "Who was Secretary-General, and who headed the other organs, from when to when.",
        "历任秘书长和各机构负责人及其任期。",
        "Кто и когда был генеральным секретарём и возглавлял другие органы.",
    ),
    (ORGANIZATION,),
    paint_officials,
)
LEADERS = Kind(
    _LEADERS,
    Said(
        "The presidents and heads of government of the member states since the first summit.",
        "首次峰会以来各成员国的国家元首和政府首脑。",
        "Президенты и главы правительств государств-членов со времени первого саммита.",
    ),
    (
        Ask(
            "office",
            "choice",
            Said("Which offices.", "职务类别。", "Какие должности."),
            "all",
            _OFFICES,
        ),
        Ask(
            "state",
            "thing",
            Said("One state only.", "仅限一国。", "Только одно государство."),
        ),
    ),
    paint_leaders,
)
