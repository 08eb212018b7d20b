"""The package is parted into rooms; `lint-imports` (pyproject.toml) holds their order."""

from __future__ import annotations

from tests.support.terminal import ROOT


def test_few_modules_stand_outside_the_rooms() -> None:
    assert len(list((ROOT / "src" / "scograph").glob("*.py"))) <= 8
