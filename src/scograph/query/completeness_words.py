"""How complete the record is for a question, as one line in English, Russian or Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

import pyoxigraph as ox

from scograph.names import labels
from scograph.query.completeness import Completeness
from scograph.query.coverages import COMPLETE, DEGREES, Span
from scograph.query.part import Part
from scograph.rdf import graph, languages
from scograph.rdf.namespaces import SCOG

_MOST_BODIES = 3
_MOST_GAPS = 3
_LONGEST = 8
# Characters of what is not complete, so that the whole line has some three hundred; and of the
# names of kinds of fact, where no bodies are named.
_LONGEST_GAPS = 250
_LONGEST_NAMES = 200


class _Words(NamedTuple):
    complete: str
    short: str
    reaches: str
    as_of: str
    beyond: str
    some_states: str
    in_years: str
    otherwise: str
    not_stated: str
    none: str
    not_certain: str
    unknown: str
    instead: str
    undated: str
    asserted: str
    counted: str
    nowhere: str
    and_more: str
    comma: str
    semicolon: str
    stop: str


_WORDS = {
    "en": _Words(
        "The record is complete for this{}", "How complete the record is: {}",
        "The record reaches to {}", "Answered as of {}, the last day of the record",
        "The record reaches to {}: what came after is not in it",
        "only some states are recorded", "{} in {}", "{}, otherwise {}",
        "not stated",
        "No rows: there is none", "No rows: none of which it is certain",
        "No rows: not recorded, which does not mean that there is none",
        "Ask instead: {}",
        "Without a date and so in no period: {}",
        "Without what is inferred: rows and values that need it are missing",
        "recorded for {} of {} members",
        "The endpoint does not say how complete its record is", "{} and {} more", ", ", "; ", ". ",
    ),
    "ru": _Words(
        "Для этого вопроса сведения полны{}", "Полнота сведений: {}",
        "Сведения доведены до {}", "Ответ дан на {}, последний день сведений",
        "Сведения доведены до {}: что было позже, в них нет",
        "записаны лишь некоторые государства", "{}: {}", "{}, в остальное время {}",
        "не указано",
        "Строк нет: этого не было", "Строк нет: ничего, о чём это известно точно",
        "Строк нет: не записано, но это не значит, что этого не было",
        "Спросите так: {}",
        "Без даты и потому вне любого периода: {}",
        "Без выведенного: строк и значений, для которых оно нужно, нет",
        "записано {} из {} членов",
        "На этом адресе не сказано, насколько полны сведения", "{} и ещё {}", ", ", "; ", ". ",
    ),
    "zh": _Words(
        "就此问题而言，收录完整{}", "收录完整程度：{}",
        "收录截至{}", "以收录的最后一日{}为准作答",
        "收录截至{}，此后的情况未收录",
        "仅收录部分国家", "{1}年{0}", "{}，其余{}",
        "未说明",
        "没有结果：确无此事", "没有结果：没有可以确定者",
        "没有结果：未收录，并不表示没有",
        "可改问：{}",
        "无日期、故不属于任何时段者：{}",
        "未用推导内容：需要推导的行和值缺失",
        "{1}个成员中收录{0}个",
        "该端点未说明其收录的完整程度", "{}等另外{}个", "、", "；", "。",
    ),
}  # fmt: skip


def sentence(
    store: ox.Store,
    found: Completeness,
    lang: str = "en",
    *,
    empty: bool = False,
    undated: int = 0,
    instead: Sequence[str] = (),
) -> str:
    """One line: how complete the record is, until when, and what an empty answer means."""
    words = _WORDS.get(lang.lower().partition("-")[0], _WORDS["en"])
    said: list[str] = []
    past = found.beyond and not found.day
    if empty:
        none = words.not_certain if found.certainly else words.none
        known = found.complete and not past and not undated
        said.append(none if known else words.unknown)
    if found.asserted:
        # How complete the record is, is itself inferred in part.
        return words.stop.join([*said, words.asserted]) + words.stop.rstrip()
    gaps = _gaps(store, found.parts, words, lang)
    if gaps:
        said.append(words.short.format(gaps))
    elif found.complete and not past and not undated and (empty or found.as_of):
        said.append(words.complete.format(""))
    if found.as_of:
        # What is there of a later time is not all of it.
        form = words.as_of if found.day else words.reaches
        form = words.beyond if past and empty else form
        said.append(form.format(found.as_of))
    if undated:
        said.append(words.undated.format(undated))
    if instead:
        said.append(words.instead.format(words.semicolon.join(instead)))
    return words.stop.join(said) + words.stop.rstrip() if said else ""


def nowhere(lang: str, *, empty: bool = False) -> str:
    """The line of an answer of an endpoint without coverages.

    >>> nowhere("en")
    'The endpoint does not say how complete its record is.'
    """
    words = _WORDS.get(lang.lower().partition("-")[0], _WORDS["en"])
    said = [words.unknown] * empty + [words.nowhere]
    return words.stop.join(said) + words.stop.rstrip()


def _gaps(store: ox.Store, parts: Sequence[Part], words: _Words, lang: str) -> str:
    """What is not complete, as exactly as fits in one line: JSON has all of it."""
    short = [part for part in parts if not part.complete]
    ways = (_in_years, partial(_by_kind, most=_MOST_BODIES), partial(_by_kind, most=1))
    for way in ways:
        said = words.semicolon.join(way(store, short, words, lang))
        if len(said) <= _LONGEST_GAPS:
            return said
    return words.semicolon.join(_by_degree(store, parts, words, lang))


def _in_years(store: ox.Store, parts: list[Part], words: _Words, lang: str) -> Iterable[str]:
    """The kind of fact, the bodies, and the degree in which years."""
    gaps = [(part.kind, _degrees(store, part, words, lang), part) for part in parts]
    if len({one[:2] for one in gaps}) > _MOST_GAPS:
        yield from _by_kind(store, parts, words, lang, most=_MOST_BODIES)
        return
    for (kind, degrees), alike in groupby(
        sorted(gaps, key=lambda one: one[:2]), lambda one: one[:2]
    ):
        named = _named(store, [one[2] for one in alike], words, lang)
        yield f"{_kind(store, kind, lang)} ({named}): {degrees}"


def _by_kind(
    store: ox.Store, parts: Iterable[Part], words: _Words, lang: str, most: int
) -> Iterable[str]:
    """The bodies of which each kind of fact is not complete, by their worst degree."""
    gaps: dict[str, dict[int, list[Part]]] = {}
    for part in parts:
        gaps.setdefault(part.kind, {}).setdefault(_worst(part), []).append(part)
    for kind, by_degree in sorted(gaps.items()):
        said = words.comma.join(
            f"({_named(store, alike, words, lang, most)}): "
            f"{_degree(store, DEGREES[worst], words, lang)}"
            for worst, alike in sorted(by_degree.items(), reverse=True)
        )
        yield f"{_kind(store, kind, lang)} {said}"


def _by_degree(store: ox.Store, parts: Iterable[Part], words: _Words, lang: str) -> Iterable[str]:
    """The kinds of fact of each degree, of all bodies: the first ones, and how many more."""
    found: dict[str, set[int]] = {}
    for part in parts:
        found.setdefault(part.kind, set()).add(_worst(part))
    kinds = {
        kind: _overall(degrees)
        for kind, degrees in found.items()
        if DEGREES[max(degrees)] not in COMPLETE
    }
    degrees = sorted(set(kinds.values()), reverse=True)
    for worst in degrees:
        names = [_kind(store, kind, lang) for kind in sorted(kinds) if kinds[kind] == worst]
        shown = names[:1]
        while len(shown) < len(names) and (
            len(words.comma.join(names[: len(shown) + 1])) * len(degrees) <= _LONGEST_NAMES
        ):
            shown = names[: len(shown) + 1]
        named = words.comma.join(shown)
        more = len(names) - len(shown)
        named = words.and_more.format(named, more) if more else named
        yield f"{_degree(store, DEGREES[worst], words, lang)} ({named})"


def _worst(part: Part) -> int:
    return _overall({DEGREES.index(span.degree) for span in part.spans})


def _overall(degrees: set[int]) -> int:
    """The worst degree; partial where something is recorded and something is not."""
    some = DEGREES.index("partial")
    return some if min(degrees) <= some < max(degrees) else max(degrees)


def _kind(store: ox.Store, kind: str, lang: str) -> str:
    return labels.label(store, graph.term(f"{SCOG}fact-{kind}"), lang)


def _named(
    store: ox.Store, parts: Iterable[Part], words: _Words, lang: str, most: int = _MOST_BODIES
) -> str:
    """The first bodies or documents, and how many more there are."""
    bodies = [_about(store, part, lang) for part in parts]
    named = words.comma.join(bodies[:most])
    more = len(bodies) - most
    return words.and_more.format(named, more) if more > 0 else named


def _about(store: ox.Store, part: Part, lang: str) -> str:
    """The document, or the body, by its short name."""
    if part.document is not None:
        return labels.label(store, part.document, lang)
    return "" if part.body is None else short_name(store, part.body, lang)


def _degrees(store: ox.Store, part: Part, words: _Words, lang: str) -> str:
    if part.counted is not None and not part.complete:
        return words.counted.format(*part.counted)
    if part.kind == "standings" and all(span.degree == "partial" for span in part.spans):
        return words.some_states
    by_degree: dict[str, list[Span]] = {}
    for span in part.spans:
        degree = "complete" if span.degree in COMPLETE else span.degree
        by_degree.setdefault(degree, []).append(span)
    most = max(by_degree, key=lambda one: (len(by_degree[one]), DEGREES.index(one)))
    rest = sorted(by_degree.keys() - {most}, key=DEGREES.index, reverse=True)
    named = {degree: _degree(store, degree, words, lang) for degree in by_degree}
    said = words.comma.join(
        words.in_years.format(named[degree], _years(by_degree[degree], words)) for degree in rest
    )
    return words.otherwise.format(said, named[most]) if rest else named[most]


def _degree(store: ox.Store, degree: str, words: _Words, lang: str) -> str:
    if degree == "not-stated":
        return words.not_stated
    return labels.label(store, graph.term(f"{SCOG}completeness-{degree}"), lang)


def _years(spans: Iterable[Span], words: _Words) -> str:
    """The years of the periods, with those that follow each other joined."""
    ranges: list[list[int]] = []
    for span in spans:
        first, last = int(span.since[:4]), int(span.until[:4])
        if ranges and first <= ranges[-1][1] + 1:
            ranges[-1][1] = max(ranges[-1][1], last)
        else:
            ranges.append([first, last])
    return words.comma.join(
        str(first) if first == last else f"{first}–{last}" for first, last in ranges
    )


def short_name(store: ox.Store, body: ox.NamedNode, lang: str) -> str:
    """The acronym of a body if it has one in the language of its label, otherwise the label."""
    found = languages.name(store, body, lang)
    if found is None:
        return labels.label(store, body, lang)
    names = [found, *graph.literals(store, body, "skos:altLabel")]
    acronyms = [
        one.value
        for one in names
        if one.language == found.language and one.value.isupper() and len(one.value) <= _LONGEST
    ]
    if found.value in acronyms:
        return found.value
    return min(acronyms, key=lambda one: (len(one), one), default=found.value)


def as_json(store: ox.Store, found: Completeness, lang: str = "en") -> dict[str, object]:
    """The completeness as an object of JSON."""
    return {
        "complete": found.complete,
        "reaches": found.reaches,
        "asOf": found.as_of,
        "parts": [_part(store, part, lang) for part in found.parts],
    }


def _part(store: ox.Store, part: Part, lang: str) -> dict[str, object]:
    kind = graph.term(f"{SCOG}fact-{part.kind}")
    return {
        "body": part.body and part.body.value,
        "bodyLabel": part.body and labels.label(store, part.body, lang),
        "kind": kind.value,
        "kindLabel": labels.label(store, kind, lang),
        **_of_document(store, part, lang),
        "complete": part.complete,
        "reaches": part.reaches,
        "spans": [
            {
                "completeness": span.degree,
                "since": span.since or None,
                "until": span.until or None,
                **({"note": span.note} if span.note else {}),
            }
            for span in part.spans
        ],
    }


def _of_document(store: ox.Store, part: Part, lang: str) -> dict[str, object]:
    if part.document is None:
        return {}
    return {
        "document": part.document.value,
        "documentLabel": labels.label(store, part.document, lang),
        **dict(zip(("recorded", "of"), part.counted or (), strict=False)),
    }
