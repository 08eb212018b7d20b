"""Whether all holders of an office are recorded, so that there is a first one and a number."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from scograph.ask import order
from scograph.ask.order import Row, text
from scograph.ask.plan import Plan, RefusalError
from scograph.rdf.namespaces import SCOD

# Nobody held an office of these states before the states were independent.
_INDEPENDENT = "1992"


def all_recorded(
    plan: Plan, columns: list[str], rows: list[Row], lexicon: Mapping[str, Any]
) -> None:
    """RefusalError unless the record of an office begins with it and has no gap."""
    if "person" in plan.given:
        return
    since, until, office = map(columns.index, ("since", "until", "office"))
    held = order.terms(columns, rows)
    posts = {text(row[office]).removeprefix(SCOD) for row in held}
    if not held or any(row[since] is None for row in held) or len(posts) > 1:
        raise RefusalError("no-order")
    state = lexicon["posts"].get(posts.pop(), ("", ""))[0]
    first = text(held[0][since])
    ours = state == "sco" or state.startswith("sco-")
    if not ours and not (state in lexicon["independent"] and first < _INDEPENDENT):
        raise RefusalError("no-order")
    for row, after in itertools.pairwise(held):
        if row[until] is None or order.gap(row[until], after[since]) > order.LONGEST_GAP:
            raise RefusalError("no-order")
