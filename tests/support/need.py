"""Programs that not every machine has."""

from __future__ import annotations

import os

import pytest


def need(there: object, what: str) -> None:
    """Skips the test where `what` is not installed; fails it where SCOGRAPH_REQUIRE_ALL=1."""
    if not there:
        if os.environ.get("SCOGRAPH_REQUIRE_ALL") == "1":
            pytest.fail(f"not installed: {what}")
        pytest.skip(f"not installed: {what}")
