"""One part of an answer's completeness: a kind of fact about a body, or about one document."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from scograph.query.coverages import COMPLETE, Span


class Part(NamedTuple):
    """How complete the record is for one kind of fact about one body, in the period asked for.

    `reaches` is the last day of which anybody has looked, None where nobody has; `ended` is true
    of a body that others have succeeded, after whose last day there is nothing to record.

    Of one `document`, `counted` is how many of how many members are recorded, None where that is
    not known; the `body` is None where it was made at no meeting of one.
    """

    body: ox.NamedNode | None
    kind: str
    spans: tuple[Span, ...]
    reaches: str | None
    ended: bool = False
    document: ox.NamedNode | None = None
    counted: tuple[int, int] | None = None

    @property
    def complete(self) -> bool:
        """True if all that there is to record in the period is recorded."""
        return all(span.degree in COMPLETE for span in self.spans)
