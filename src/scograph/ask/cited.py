"""Responses to questions with where their answers come from.

A count cites what it counts, a “yes” what is so, and a “no” how complete the record is.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from scograph.ask.core import Response
from scograph.entity import cited
from scograph.entity.cited import CitedAnswer
from scograph.errors import UsageError
from scograph.formats import results
from scograph.query.run import Answer, Row
from scograph.rdf import graph


def cite(store: ox.Store, response: Response, *, members: bool = False) -> CitedAnswer:
    """The answer of a response with its citations; UsageError for a question that was refused."""
    answer = response.answer
    if answer is None:
        raise UsageError("The question was refused.")
    found = response.results(members=members)
    source = response.source
    if (
        isinstance(found, results.Table)
        and len(answer.used) == 1
        and (found.columns[-1] != "answerLabel")
    ):
        return cited.chosen(store, source, found)
    shown = found if isinstance(found, results.Table) else results.Table([], [])
    used = [(one, _like(one, rows)) for one, rows in answer.used]
    said = answer.boolean if isinstance(found, ox.QueryBoolean) else None
    return cited.together(store, used, shown, source.lang, said)


def _like(source: Answer, rows: Sequence[Sequence[graph.Term | None]]) -> list[Row]:
    """The rows of an answer that are as long as its own."""
    return [tuple(row) for row in rows if len(row) == len(source.columns)]
