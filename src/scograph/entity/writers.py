"""A description as text for a terminal, and as plain dictionaries for JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.entity.claims import NORMAL, Claim, Other
from scograph.entity.describe import Description, Involvement, Statement
from scograph.names.dates import Span
from scograph.rdf import graph, languages
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import SCOD, SCOG, curie

_GIST = ox.NamedNode(SCOG + "gist")
_NARROWEST = 40
_MORE = "… and {:,} that say the same in other words; --format json and turtle have them"


def as_json(found: Description, labels: Labels) -> dict[str, Any]:
    """The description as `json` writes it."""
    return {
        "thing": found.thing.value,
        "label": labels.text(found.thing),
        "date": dates(found.span, labels),
        "statements": [
            {
                "property": one.predicate.value,
                "property_label": _shown(one.predicate, labels),
                "value": str(getattr(one.value, "value", one.value)),
                "value_label": _shown(one.value, labels),
                "inferred": one.inferred,
                "citations": _citations(one.claims, labels),
            }
            for one in _ordered(found.statements, labels)
        ],
        "otherValues": [
            {
                "property_label": _shown(one.predicate, labels),
                "value_label": _shown(one.value, labels),
                "reason": one.claim.reason,
                "citation": citation,
            }
            for one in _others(found.others, labels)
            for citation in _citations([one.claim], labels)
        ],
        "facts": [
            {
                "fact": one.fact.node.value,
                "label": labels.text(one.fact.node),
                "kind": labels.text(one.fact.kind),
                "date": dates(one.span, labels),
                "gist": _gist(one, labels),
                "citations": _citations(one.claims, labels),
            }
            for one in _facts(found.facts, labels)
        ],
    }


class Marks(NamedTuple):
    """Numbers of references, to be written after statements and facts instead of citations."""

    statements: Mapping[tuple[ox.NamedNode, graph.Term], str]
    facts: Mapping[ox.NamedNode, str]


def as_text(
    found: Description,
    labels: Labels,
    width: int,
    marks: Marks | None = None,
    *,
    curies: bool = False,
) -> str:
    """The description for a terminal, in lines no longer than `width`.

    With `curies`, each term has its CURIE beside it, as a query wants it.
    """
    lines = [labels.text(found.thing), curie(found.thing.value)]
    statements = _ordered(found.statements, labels)
    shown = _without_repetitions(statements, found.facts)
    for inferred, title in ((False, "Asserted"), (True, "Inferred")):
        chosen = [one for one in shown if one.inferred == inferred]
        lines += ["", title] if chosen else []
        for one in chosen:
            text = ": ".join(
                _beside(term, labels) if curies else _shown(term, labels)
                for term in (one.predicate, one.value)
            )
            mark = marks.statements.get((one.predicate, one.value), "") if marks else ""
            lines += _block(f"{text} {mark}".rstrip(), 2, width)
            lines += [] if marks else _cited(one.claims, labels, width)
    if more := len(statements) - len(shown):
        lines += _block(_MORE.format(more), 2, width)
    others = [] if marks else found.others
    lines += ["", "Other values that sources give"] if others else []
    for other in _others(others, labels):
        text = f"{_shown(other.predicate, labels)}: {_shown(other.value, labels)}."
        lines += _block(f"{text} {other.claim.reason}", 2, width)
        lines += _cited([other.claim], labels, width)
    lines += ["", "Has a part in"] if found.facts else []
    for fact in _facts(found.facts, labels):
        node = fact.fact.node
        mark = marks.facts.get(node, "") if marks else ""
        lines += _block(f"{labels.text(node)}  ({curie(node.value)}) {mark}".rstrip(), 2, width)
        for name, value in (
            ("date", dates(fact.span, labels)),
            (labels.text(_GIST), _gist(fact, labels)),
        ):
            lines += _block(f"{name}: {value}", 6, width) if value else []
        lines += [] if marks else _cited(fact.claims, labels, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _without_repetitions(
    statements: Iterable[Statement], facts: Iterable[Involvement]
) -> list[Statement]:
    """The statements without the inferred ones that say what is there in other words.

    Those that lead to a fact that is listed itself, and those of other vocabularies whose value
    a term of the ontology gives as well.
    """
    chosen = list(statements)
    stated = {one.value for one in chosen if not one.inferred or _is_own(one.predicate)}
    listed = {fact.fact.node for fact in facts}
    return [
        one
        for one in chosen
        if not one.inferred
        or (one.value not in listed and (_is_own(one.predicate) or one.value not in stated))
    ]


def _is_own(predicate: ox.NamedNode) -> bool:
    return predicate.value.startswith(SCOG)


def listed(found: Description, labels: Labels) -> tuple[list[Statement], list[Involvement]]:
    """The statements and the facts in the order in which they are written."""
    return _ordered(found.statements, labels), _facts(found.facts, labels)


def dates(span: Span, labels: Labels) -> str:
    """The dates of a thing as one text; empty where the graph has none.

    A bound that has no date is given in words: "2012-05-07 – (goes on)".
    """
    codes = (span.no_start, span.no_end)
    start, end = (
        text or (f"({labels.text(code)})" if code else "")
        for text, code in zip(span[:2], codes, strict=True)
    )
    return " – ".join(filter(None, (start, end)))


def _shown(term: graph.Term, labels: Labels) -> str:
    """A value as text; terms of other vocabularies by their CURIE, since many are alike by name."""
    if isinstance(term, ox.NamedNode) and not term.value.startswith((SCOD, SCOG)):
        short = curie(term.value)
        return labels.text(term) if short == term.value else short
    return labels.text(term)


def _beside(term: graph.Term, labels: Labels) -> str:
    """A value as text, and its CURIE if that is another text."""
    text = _shown(term, labels)
    short = curie(term.value) if isinstance(term, ox.NamedNode) else text
    return text if short == text else f"{text} ({short})"


def _ordered(statements: Iterable[Statement], labels: Labels) -> list[Statement]:
    return sorted(
        statements,
        key=lambda one: (one.inferred, *_pair(one, labels)),
    )


def _pair(one: Statement | Other, labels: Labels) -> tuple[str, str]:
    return _shown(one.predicate, labels), _shown(one.value, labels)


def _others(others: Iterable[Other], labels: Labels) -> list[Other]:
    return sorted(others, key=lambda one: (*_pair(one, labels), one.claim.node.value))


def _facts(facts: Iterable[Involvement], labels: Labels) -> list[Involvement]:
    return sorted(facts, key=lambda one: (labels.text(one.fact.kind), labels.text(one.fact.node)))


def _gist(one: Involvement, labels: Labels) -> str:
    """The gist in the language of the reader, else in another one; empty if there is none."""
    best = languages.best(one.gist, labels.lang)
    return "" if best is None else best.value


def _citations(claims: Iterable[Claim], labels: Labels) -> list[dict[str, Any]]:
    return [
        {
            "claim": claim.node.value,
            "rank": labels.text(claim.rank),
            "source": place.source.value,
            "source_label": labels.text(place.source),
            "locator": labels.citation(place.node),
            "note": claim.note,
            "passage": place.passage,
        }
        for claim in claims
        for place in claim.places
    ]


def _cited(claims: Iterable[Claim], labels: Labels, width: int) -> Iterator[str]:
    for claim in claims:
        rank = "" if claim.rank == NORMAL else f" ({labels.text(claim.rank)})"
        for place in claim.places:
            where = f"[{labels.text(place.source)}: {labels.citation(place.node)}]"
            yield from _block(f"{where}{rank} {claim.note}".rstrip(), 6, width)
            if place.passage is not None:
                yield from _block(f"“{place.passage}”", 8, width)


def _block(text: str, indent: int, width: int) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        text, max(width, _NARROWEST), initial_indent=margin, subsequent_indent=margin + "  "
    ) or [margin]
