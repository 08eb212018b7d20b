"""All kinds of corruption: importing this module registers them."""

from bench.corruptions import (
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
