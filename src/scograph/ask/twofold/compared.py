"""Which of two came first: `Did India become a member before Iran did?`."""

from __future__ import annotations

from scograph.ask.plan import Plan
from scograph.ask.reading import Item, Reading
from scograph.ask.twofold.read import Read


def plans(items: list[Item], reading: Reading, read: Read) -> list[Plan]:
    """`Did India become a member before Iran did?`"""
    items = _than([one for one in items if not one.means("yesno")])
    at = next((n for n, one in enumerate(items) if one.means("before", "after")), 0)
    if not reading.asks or not at or items[at].means("immediate"):
        return []
    left, right = items[:at], items[at + 1 :]
    if reading.lang == "zh" and len(left) == 1:
        # `伊朗先于白俄罗斯加入`: what both did stands at the end.
        left = [*left, *(one for one in right if not one.of("State"))]
    states = [n for n, one in enumerate(left) if one.of("State")]
    others = [one for one in right if one.of("State")]
    rest = [one for one in right if not one.of("State") and not one.means("join", "become")]
    if len(states) != 1 or len(others) != 1 or any(not one.of("Status", "Body") for one in rest):
        return []
    first, second = (
        read(left),
        read(right if len(right) > 1 else [*left[: states[0]], others[0], *left[states[0] + 1 :]]),
    )
    if len(first) != 1 or len(second) != 1 or first[0].column != "since" != second[0].column:
        return []
    if second[0].column != "since":
        return []
    made = first[0]
    made.operation, made.other = "compare", second[0]
    made.combined = "before" if items[at].means("before") else "after"
    return [made]


def _than(items: list[Item]) -> list[Item]:
    """`白俄罗斯比伊朗早加入` in the order of `Belarus joined before Iran`."""
    at = next((n for n, one in enumerate(items) if one.means("than")), 0)
    if not at or at + 2 >= len(items) or not items[at + 2].means("before", "after"):
        return items
    return [*items[:at], *items[at + 3 :], items[at + 2], items[at + 1]]
