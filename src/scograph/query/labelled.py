"""The labels of things in the answer to an ad-hoc query, in columns beside them."""

from __future__ import annotations

import pyoxigraph as ox

from scograph import interrupts
from scograph.formats.results import Answer, Row, Table
from scograph.rdf.labels import Labels


def beside(answer: Answer, store: ox.Store, lang: str = "en") -> Answer:
    """The rows with a column `xLabel` after each column `x` that has things with an IRI.

    A column that the query itself calls so is left as it is, and so is an answer without rows and
    columns: a boolean, or a graph.
    """
    if isinstance(answer, ox.QuerySolutions):
        with interrupts.interruptible():
            rows: list[Row] = [tuple(row) for row in answer]
        answer = Table([one.value for one in answer.variables], rows)
    if not isinstance(answer, Table):
        return answer
    labels = Labels(store, lang)
    wanted = [
        at
        for at, name in enumerate(answer.columns)
        if f"{name}Label" not in answer.columns
        and any(isinstance(row[at], ox.NamedNode) for row in answer.rows)
    ]
    columns = list(answer.columns)
    found = [list(row) for row in answer.rows]
    for at in reversed(wanted):
        columns.insert(at + 1, f"{columns[at]}Label")
        for row in found:
            term = row[at]
            label = labels.of(term) if isinstance(term, ox.NamedNode) else None
            row.insert(at + 1, None if label is None else ox.Literal(label.text))
    return Table(columns, found, answer.members)
