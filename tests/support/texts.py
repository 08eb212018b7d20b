"""The texts of the sources, which are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def folder() -> Path:
    """The folder that SCOGRAPH_SOURCES names; without it the test is skipped."""
    named = os.environ.get("SCOGRAPH_SOURCES")
    if not named:
        pytest.skip("SCOGRAPH_SOURCES names no folder with the texts of the sources")
    return Path(named)
