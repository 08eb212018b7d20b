"""All kinds of corruption: importing this module registers them."""

from bench.corruptions import (
    by_hand,
    by_hand_second,
    by_hand_third,
    details,
    documents,
    forms,
    meetings,
    orders,
    oversights,
    people,
    sides,
    sources,
    translations,
    undertakings,
    wordings,
)
from bench.corruptions.kind import KINDS

__all__ = [
    "KINDS",
    "by_hand",
    "by_hand_second",
    "by_hand_third",
    "details",
    "documents",
    "forms",
    "meetings",
    "orders",
    "oversights",
    "people",
    "sides",
    "sources",
    "translations",
    "undertakings",
    "wordings",
]
