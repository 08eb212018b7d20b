"""Office holders over time: a bar for each tenure, hatched if acting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.web.charts import data, rows
from scograph.web.charts.chart import Ask, Cell, Chart, Kind, thing
from scograph.web.charts.data import Tenure
from scograph.web.charts.statuses import ORGANIZATION, reach, swatch
from scograph.web.charts.years import Bar
from scograph.web.words import Phrase, joined

_HOLDER = Phrase("chart_tenures_holder")
_ACTING = Phrase("chart_tenures_acting")
_OFFICES: dict[str, Phrase] = {
    "all": Phrase("chart_tenures_offices_all"),
    "head-of-state": Phrase("chart_tenures_offices_head_of_state"),
    "head-of-government": Phrase("chart_tenures_offices_head_of_government"),
}
_KINDS = {
    "head-of-state": data.HEAD_OF_STATE,
    "head-of-government": data.HEAD_OF_GOVERNMENT,
}
_HEADS = (
    Phrase("chart_tenures_heads_office"),
    Phrase("chart_tenures_heads_person"),
    Phrase("chart_tenures_heads_since"),
    Phrase("chart_tenures_heads_until"),
    Phrase("chart_tenures_heads_acting"),
)
_OFFICIALS = Phrase("chart_tenures_officials")
_LEADERS = Phrase("chart_tenures_leaders")
_SUMMARY = Phrase("chart_tenures_summary")
_GAP = Phrase("chart_tenures_gap")
_NOBODY = Phrase("chart_tenures_nobody")
_NOTHING = Phrase("chart_tenures_nothing")


def paint_officials(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The chart of those who head a body and its organs."""
    body = thing(store, values, "organization", "scog:Organization") or data.SCO
    headed = {body.value, *(organ.value for organ in data.organs(store, body))}
    tenures = data.tenures(store, data.HEAD_OF_BODY)
    of_body = {one.tenure: one for one in tenures if one.state.value in headed}
    found = sorted(of_body.values(), key=lambda one: one.state != body)
    title = _OFFICIALS.to(lang).format(data.label(store, body, lang))
    return _chart(store, lang, title, found, None, narrow="narrow" in values)


def paint_leaders(store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
    """The chart of the heads of states and governments, of one state or of all members."""
    state = thing(store, values, "state", "scog:State")
    states = [state] if state else data.members(store)
    kinds = [kind for name, kind in _KINDS.items() if values["office"] in ("all", name)]
    first = min((int(one.day[:4]) for one in data.sessions(store) if one.day), default=None)
    held = {kind.value: data.tenures(store, kind) for kind in kinds}
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
                names = (data.label(store, thing, lang) for thing in (one, kind))
                missing.append(" – ".join(names))
    title = _LEADERS.to(lang)
    if state:
        title = f"{title}: {data.label(store, state, lang)}"
    remark = _NOBODY.to(lang).format("; ".join(missing)) if missing else ""
    return _chart(store, lang, title, found, first, remark, narrow="narrow" in values)


def _before(tenure: Tenure, first: int | None) -> bool:
    end = tenure.time.end_latest
    return bool(first and end) and int(end[:4]) < (first or 0)


def _chart(
    store: ox.Store,
    lang: str,
    title: str,
    found: list[Tenure],
    first: int | None,
    remark: str = "",
    *,
    narrow: bool,
) -> Chart:
    if not found:
        raise UsageError(_NOTHING.to(lang))
    drawn: list[rows.Row] = []
    table = []
    for post, tenures in _grouped(found, lambda one: one.post):
        office = data.label(store, post, lang)
        drawn.append(rows.Row(office, []))
        for person, held in _grouped(tenures, lambda one: one.person):
            name = data.label(store, person, lang)
            drawn.append(rows.Row(name, [_bar(lang, name, office, one) for one in held]))
            table += [
                [
                    Cell(office, post.value),
                    Cell(name, person.value),
                    Cell(one.time.since or "?", one.tenure.value),
                    Cell(rows.until(one.time, lang)),
                    Cell(_ACTING.to(lang) if one.acting else ""),
                ]
                for one in held
            ]
    marks = [(swatch("member"), _HOLDER.to(lang))]
    if any(one.acting for one in found):
        marks.append((swatch("acceding"), _ACTING.to(lang)))
    record = data.recorded(store, data.SCO, "fact-office-holders")
    years = rows.span((one.time for one in found), record.until, first)
    canvas, high = rows.draw(lang, drawn, years, marks, narrow=narrow)
    counts = _SUMMARY.to(lang).format(
        persons=len({one.person for one in found}),
        posts=len({one.post for one in found}),
        tenures=len(found),
        acting=sum(one.acting for one in found),
        going=sum(one.time.goes_on for one in found),
        undated=sum(not one.time.latest for one in found),
    )
    summary = joined(lang, counts, _GAP.to(lang), remark, reach(store, lang, record))
    heads = [head.to(lang) for head in _HEADS]
    return Chart(canvas.finish(high, title, summary), title, summary, heads, table)


def _grouped(
    found: Iterable[Tenure], by: Callable[[Tenure], ox.NamedNode]
) -> list[tuple[ox.NamedNode, list[Tenure]]]:
    """The tenures grouped by a key, in the order of the first of each group."""
    groups: dict[str, tuple[ox.NamedNode, list[Tenure]]] = {}
    for one in found:
        key = by(one)
        groups.setdefault(key.value, (key, []))[1].append(one)
    return list(groups.values())


def _bar(lang: str, name: str, office: str, one: Tenure) -> Bar:
    parts = [name, office, _ACTING.to(lang) if one.acting else "", rows.dates(one.time, lang)]
    return Bar(one.time, "acceding" if one.acting else "member", " · ".join(filter(None, parts)))


OFFICIALS = Kind(
    Phrase("chart_tenures_officials_title"),
    Phrase("chart_tenures_officials_about"),
    (ORGANIZATION,),
    paint_officials,
)
LEADERS = Kind(
    _LEADERS,
    Phrase("chart_tenures_leaders_about"),
    (
        Ask(
            "office",
            "choice",
            Phrase("chart_tenures_leaders_office_help"),
            "all",
            _OFFICES,
        ),
        Ask(
            "state",
            "thing",
            Phrase("chart_tenures_leaders_state_help"),
        ),
    ),
    paint_leaders,
)
