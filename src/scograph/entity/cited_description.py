"""A description with numbers beside its statements and facts, and the references below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph.entity import cited, marks, writers
from scograph.entity.citations import Citing
from scograph.entity.cited import CitedAnswer
from scograph.entity.describe import Description
from scograph.entity.references import References
from scograph.rdf import graph
from scograph.rdf.labels import Labels


def as_text(
    store: ox.Store,
    found: Description,
    labels: Labels,
    width: int,
    style: str,
    folder: Path | None = None,
) -> str:
    """The description for a terminal."""
    answer = _cited(store, found, labels, folder)
    statements, facts = writers.listed(found, labels)
    texts = list(marks.marks(answer.citations))
    keys = [(one.predicate, one.value) for one in statements]
    nodes = [one.fact.node for one in facts]
    beside = writers.Marks(
        dict(zip(keys, texts[: len(keys)], strict=True)),
        dict(zip(nodes, texts[len(keys) :], strict=True)),
    )
    text = writers.as_text(found, labels, width, beside)
    lines = marks.below(answer.citations, labels, answer.records, style)
    below = "".join(f"{line}\n" for line in lines)
    return f"{text}\n{below}" if below else text


def as_json(
    store: ox.Store,
    found: Description,
    labels: Labels,
    style: str,
    folder: Path | None = None,
) -> dict[str, Any]:
    """The description as `writers.as_json` has it, with the member `citations`.

    Its `rows` are those of `statements`, then those of `facts`.
    """
    plain = writers.as_json(found, labels)
    return {**plain, "citations": cited.member(_cited(store, found, labels, folder), style)}


def _cited(store: ox.Store, found: Description, labels: Labels, folder: Path | None) -> CitedAnswer:
    """The citations of the statements and of the facts, in the order in which they are written."""
    statements, facts = writers.listed(found, labels)
    rows: list[list[ox.Triple]] = [
        [ox.Triple(found.thing, one.predicate, one.value)] for one in statements
    ]
    rows += [list(graph.asserted(store, one.fact.node)) for one in facts]
    records = References(store, labels)
    citations = Citing.of(store, folder).triples(([row], ()) for row in rows).once(records.at)
    return CitedAnswer([], [], citations, labels, records)
