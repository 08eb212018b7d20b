"""The reading of one part of a question."""

from __future__ import annotations

from collections.abc import Callable

from scograph.ask.plan import Plan

# The plans of some items, which a second argument makes a question of yes or no.
Read = Callable[..., list[Plan]]
