"""All kinds of corruption: importing this module registers them."""

from bench.corruptions import (
    documents,
    forms,
    meetings,
    orders,
    oversights,
    people,
    sides,
    sources,
    undertakings,
    wordings,
)
from bench.corruptions.kind import KINDS

__all__ = [
    "KINDS",
    "documents",
    "forms",
    "meetings",
    "orders",
    "oversights",
    "people",
    "sides",
    "sources",
    "undertakings",
    "wordings",
]
