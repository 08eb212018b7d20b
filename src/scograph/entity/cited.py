"""Answers with their citations, as rows and as text: numbers beside a row, references below.

Machines get the IRIs of sources, facts and disputes as three more columns; people get numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

import pyoxigraph as ox

from scograph.entity import marks
from scograph.entity.citations import Citations, Cited, Citing, Dispute
from scograph.entity.references import References
from scograph.errors import UsageError, printable
from scograph.formats import references, results
from scograph.query import parameters
from scograph.query.run import Answer, Row
from scograph.rdf.labels import Labels

DEFAULT_STYLE = "chicago"
COLUMNS = ("sources", "facts", "disputed")
_PEOPLE = ("table", "md")


class CitedAnswer(NamedTuple):
    """An answer whose rows have their citations; `records` has the records of the references.

    `members` stand beside the rows in JSON. An answer that is a `boolean` has no rows, and the
    citations of one.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    citations: Citations
    labels: Labels
    records: References
    members: Mapping[str, object] = {}
    boolean: bool | None = None


def asked(cite: str | None, style: str | None) -> bool:
    """True if a request with these parameters wants citations; UsageError for a bad value."""
    if style is not None and style not in references.STYLES:
        raise UsageError(
            f"--style: there is no style {style[:40]!r}: {', '.join(references.STYLES)}."
        )
    return cite is not None and parameters.flag("cite", cite)


def cited(
    store: ox.Store,
    answer: Answer,
    members: Mapping[str, object] | None = None,
    folder: Path | None = None,
) -> CitedAnswer:
    """The answer to a canned query with where each row comes from.

    What is found is kept in the `folder` of the store, if one is given.
    """
    columns, rows = answer.columns, answer.rows
    found = Citing.of(store, folder).answer(answer.query, answer.parameters, columns, rows)
    labels = Labels(store, answer.lang)
    return CitedAnswer(columns, rows, found, labels, References(store, labels), members or {})


def chosen(store: ox.Store, answer: Answer, shown: results.Table) -> CitedAnswer:
    """Rows of the answer to a canned query, with further columns, and where each comes from."""
    rows = [tuple(row) for row in shown.rows]
    found = Citing.of(store).answer(answer.query, answer.parameters, list(shown.columns), rows)
    labels = Labels(store, answer.lang)
    return CitedAnswer(shown.columns, rows, found, labels, References(store, labels), shown.members)


def together(
    store: ox.Store,
    used: Sequence[tuple[Answer, Sequence[Row]]],
    shown: results.Table,
    lang: str,
    boolean: bool | None = None,
) -> CitedAnswer:
    """One row or a boolean that rests on rows of answers; without any, on how complete they are."""
    citing = Citing.of(store)
    if any(rows for _, rows in used):
        found = citing.together(used)
    else:
        found = citing.absence([one.completeness for one, _ in used])
        if shown.rows and found.absence is not None:
            found = found._replace(rows=[found.absence], absence=None)
    labels = Labels(store, lang)
    rows = [tuple(row) for row in shown.rows]
    records = References(store, labels)
    return CitedAnswer(shown.columns, rows, found, labels, records, shown.members, boolean)


def write(
    answer: CitedAnswer,
    format_name: str | None,
    style: str,
    out: IO[bytes],
    *,
    terminal: bool,
) -> None:
    """Writes an answer with its citations; formats and default as `results.write` has them.

    CSV, TSV and XML have no place beside a boolean.
    """
    name = format_name or ("table" if terminal else "csv")
    if answer.boolean is not None:
        _write_boolean(answer, answer.boolean, name, style, out)
    else:
        results.write(table(answer, name, style), name, out, terminal=terminal)
    if name in _PEOPLE:
        lines = [
            f"{line}\n"
            for line in marks.below(
                answer.citations, answer.labels, answer.records, style, markdown=name == "md"
            )
        ]
        out.write(printable("".join(["\n", *lines])).encode() if lines else b"")


def _write_boolean(
    answer: CitedAnswer, boolean: bool, name: str, style: str, out: IO[bytes]
) -> None:
    if name == "json":
        member_ = {"citations": member(answer, style)}
        found = {"head": {}, "boolean": boolean, **answer.members, **member_}
        out.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")
    elif name in _PEOPLE:
        shown = marks.marks(answer.citations, markdown=name == "md")
        words = " ".join(filter(None, [str(boolean).lower(), *shown]))
        out.write(printable(words).encode() + b"\n")
    else:
        results.write(results.boolean(boolean), name, out, terminal=False)


def table(
    answer: CitedAnswer, format_name: str, style: str, most: int | None = None
) -> results.Table:
    """The rows as a format has them: with numbers for people, with IRIs or members for machines.

    The member `citations` of JSON is about the first `most` rows.
    """
    if format_name == "json":
        more = {"citations": member(answer, style, most)}
        return results.Table(answer.columns, answer.rows, {**answer.members, **more})
    if format_name in _PEOPLE:
        columns: tuple[str, ...] = ("sources",)
        texts = [[text] for text in marks.marks(answer.citations, markdown=format_name == "md")]
    else:
        columns = COLUMNS
        texts = [list(iris(answer.citations, one).values()) for one in answer.citations.rows]
    rows = [
        (*row, *(ox.Literal(text) if text else None for text in more))
        for row, more in zip(answer.rows, texts, strict=True)
    ]
    return results.Table([*answer.columns, *columns], rows)


def iris(citations: Citations, row: Cited) -> dict[str, str]:
    """The IRIs of the sources, the facts and the disputing claims of a row, parted by spaces."""
    found = (
        citations.sources(row),
        row.facts,
        dict.fromkeys(one.other.claim.node for one in row.disputes),
    )
    return {
        name: " ".join(node.value for node in nodes)
        for name, nodes in zip(COLUMNS, found, strict=True)
    }


def member(answer: CitedAnswer, style: str, rows: int | None = None) -> dict[str, Any]:
    """The citations of the first rows as plain dictionaries."""
    citations = answer.citations
    shown = citations.rows[:rows]
    absence = citations.absence
    wanted = sorted(
        {number for row in [*shown, *([absence] if absence else [])] for number in row.references}
        | {number for row in shown for one in row.disputes
           for number in marks.numbers_of(citations, one)}
    )  # fmt: skip
    found: dict[str, Any] = {
        "style": style,
        "references": [_reference(answer, number, style) for number in wanted],
        "rows": [_row(answer, row) for row in shown],
    }
    return {**found, "absence": _row(answer, absence)} if absence else found


def _row(answer: CitedAnswer, row: Cited) -> dict[str, Any]:
    return {
        "sources": [one.value for one in answer.citations.sources(row)],
        "facts": [one.value for one in row.facts],
        "references": list(row.references),
        "disputed": [_disputed(answer, one) for one in row.disputes],
    }


def _reference(answer: CitedAnswer, number: int, style: str) -> dict[str, Any]:
    place = answer.citations.references[number - 1]
    record = answer.records.at(place)
    written: Any = references.file([record], style).strip()
    if style == "csl-json":
        (written,) = json.loads(written)
    return {
        "number": number,
        "source": place.source.value,
        "place": place.node.value,
        "locator": record.locator,
        "url": record.url,
        "reference": written,
    }


def _disputed(answer: CitedAnswer, one: Dispute) -> dict[str, Any]:
    other = one.other
    return {
        "fact": one.fact.value,
        "property": other.predicate.value,
        "held": [str(getattr(value, "value", value)) for value in other.held],
        "otherwise": str(getattr(other.value, "value", other.value)),
        "claim": other.claim.node.value,
        "sources": [place.source.value for place in other.claim.places],
        "references": marks.numbers_of(answer.citations, one),
        "reason": other.claim.reason,
        "text": "".join(marks.together(answer.citations, answer.labels, [one])),
    }
