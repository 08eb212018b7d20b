"""The rest of a question without what is named: `Who attended except Putin?`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Sense
from scograph.ask.twofold.read import Read
from scograph.rdf.namespaces import SCOD, SCOG

# The columns in which what is left out may stand.
_LEFT_OUT = {
    "Person": ("person", "chair", "leader", "personB", "other"),
    "State": ("state", "represents", "signatory"),
    "Body": ("represents", "organization"),
    "Status": ("capacity", "status"),
    "City": ("city",),
    "Region": ("state", "represents"),
}
# A verb belongs to the question: `Who except Putin attended …?`
_VERBS = (
    "past", "present", "attend", "represent", "host", "chair", "join", "become", "belong",
    "sign", "ratify", "found", "served", "observe",
)  # fmt: skip


def plans(
    items: list[Item], read: Read, queries: Mapping[str, Any], lexicon: Mapping[str, Any]
) -> list[Plan]:
    """`Who attended except Putin?`: the rest of the question, without what is named."""
    items = _not_there(items)
    at = next((n for n, one in enumerate(items) if one.means("except")), -1)
    if at < 0 or sum(one.means("except") for one in items) > 1:
        return []
    end = at + 1
    while end < len(items) and (items[end].of(*_LEFT_OUT) or items[end].means("and")):
        end += 1
    named = [one for one in items[at + 1 : end] if not one.means("and")]
    kinds = {sense.kind for one in named for sense in one.of(*_LEFT_OUT)}
    if not named or len(kinds) != 1 or any(len(one.of(*_LEFT_OUT)) != 1 for one in named):
        return []
    verb = end < len(items) and items[end].means(*_VERBS)
    if at and end < len(items) and "pause" not in items[end].cues and not verb:
        # What follows might belong to what is left out.
        return []
    found = read([*items[:at], *items[end:]])
    if len(found) != 1 or found[0].operation not in ("list", "count", "nth"):
        return []
    made: Plan = found[0]
    columns = queries[made.asking.query]["columns"]
    kind = kinds.pop()
    column = next((name for name in _LEFT_OUT[kind] if name in columns), "")
    if not column:
        return []
    values = [sense.value for one in named for sense in one.of(kind)]
    if kind == "Status":
        prefix = "status-" if column == "status" else "capacity-"
        values = [SCOG + value.replace("status-", prefix) for value in values]
    else:
        if kind == "Region":
            values = [state for one in values for state in lexicon["regions"].get(one, ())]
        values = [SCOD + value for value in values]
    made.without = {column: tuple(sorted(values))}
    return [made]


def _not_there(items: list[Item]) -> list[Item]:
    """`Summits not held in China` as summits except those in China."""
    at = next((n for n, one in enumerate(items) if one.means("not")), 0)
    after = items[at + 1 : at + 2]
    placed = bool(after) and after[0].of("City", "State", "Region") and "in" in after[0].cues
    if not at or not placed or not any(one.means("summit", "session") for one in items[:at]):
        return items
    mark = items[at]
    without = Item(mark.start, mark.end, mark.text, [Sense("word", "except")], mark.cues)
    return [*items[:at], without, *items[at + 1 :]]
