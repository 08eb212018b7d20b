"""Numbers beside rows for people, the references below them, and what sources say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scograph.entity.citations import Citations, Cited, Dispute
from scograph.entity.references import References
from scograph.formats import references
from scograph.rdf import graph
from scograph.rdf.labels import Labels


class _Words(NamedTuple):
    sources: str
    dispute: str
    nothing: str
    absence: str


# The words around the references, by the language of the reader.
_WORDS = {
    "en": _Words("Sources", "{fact}: {property} is {held}; {sources} has {otherwise}.",
                 "not recorded", "How complete the record is: {marks}"),
    "ru": _Words("Источники", "{fact}: {property} — {held}; в {sources} — {otherwise}.",
                 "не указано", "Насколько полны записи: {marks}"),
    "zh": _Words("来源", "{fact}：{property}为{held}；{sources}作{otherwise}。",
                 "未记录", "记录的完整程度：{marks}"),
}  # fmt: skip
_DATES = {
    graph.term("scog:dateText"): {"en": "date", "ru": "дата", "zh": "日期"},
    graph.term("scog:endDateText"): {"en": "end", "ru": "окончание", "zh": "结束日期"},
}


def marks(citations: Citations, *, markdown: bool = False) -> Iterator[str]:
    """The marks of each row: at most three numbers, how many more, and a dagger if disputed."""
    return (mark(row, markdown=markdown) for row in citations.rows)


def mark(row: Cited, *, markdown: bool = False) -> str:
    """The marks of one row."""
    start = "[^" if markdown else "["
    numbers = "".join(f"{start}{number}]" for number in row.marks)
    more = f"+{row.more}" if row.more else ""
    dagger = "†" if row.disputes else ""
    return " ".join(part for part in (numbers, more, dagger) if part)


def below(
    citations: Citations, labels: Labels, records: References, style: str, *, markdown: bool = False
) -> Iterator[str]:
    """The lines below a table: the references that its rows show, and what is disputed."""
    shown = citations.shown()
    words = _words(labels)
    if citations.absence is not None and citations.absence.references:
        yield words.absence.format(marks=mark(citations.absence, markdown=markdown))
        yield ""
    if shown and style in references.FILES:
        yield references.file([records.at(place) for _, place in shown], style).rstrip()
        shown = []
    elif shown and not markdown:
        yield words.sources
    for number, place in shown:
        text = references.line(records.at(place), style)
        yield f"[^{number}]: {text}" if markdown else f"[{number}] {text}"
    disputes = together(citations, labels, [one for row in citations.rows for one in row.disputes])
    if disputes:
        yield ""
    for text in disputes:
        yield f"† {text}\n" if markdown else f"† {text}"


def together(citations: Citations, labels: Labels, disputes: list[Dispute]) -> list[str]:
    """A sentence on each value that sources give otherwise, and why it was not taken."""
    numbers: dict[tuple[str, ...], list[int]] = {}
    for one in dict.fromkeys(disputes):
        found = numbers.setdefault(_said(labels, one), [])
        found += (number for number in numbers_of(citations, one) if number not in found)
    words = _words(labels)
    return [
        " ".join(
            filter(
                None,
                (
                    words.dispute.format(
                        fact=fact,
                        property=name,
                        held=held or words.nothing,
                        sources="".join(f"[{number}]" for number in found),
                        otherwise=otherwise,
                    ),
                    reason,
                ),
            )
        )
        for (fact, name, held, otherwise, reason), found in numbers.items()
    ]


def numbers_of(citations: Citations, one: Dispute) -> list[int]:
    """The numbers of the places that say otherwise."""
    return [citations.number(place) for place in one.other.claim.places]


def _said(labels: Labels, one: Dispute) -> tuple[str, ...]:
    other = one.other
    return (
        labels.text(one.fact),
        _DATES.get(other.predicate, {}).get(_lang(labels)) or labels.text(other.predicate),
        ", ".join(map(labels.text, other.held)),
        labels.text(other.value),
        other.claim.reason,
    )


def _words(labels: Labels) -> _Words:
    return _WORDS.get(_lang(labels), _WORDS["en"])


def _lang(labels: Labels) -> str:
    return labels.lang.partition("-")[0].lower()
