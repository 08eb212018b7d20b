"""The answer of a part that cannot deal with a change."""

from __future__ import annotations


class FullBuildNeeded(Exception):
    """The change is not of the kind that is worked into a store; the reason is for developers."""
