"""Cases as plain lists, a case a line; `#` and a blank begin a comment."""

from __future__ import annotations

from pathlib import Path


def lines(name: str) -> list[str]:
    """The cases of a list."""
    text = (Path(__file__).parents[1] / "cases" / name).read_text(encoding="utf-8")
    first, *rest = text.splitlines()
    return [line for line in rest if line.strip()] if first.startswith("# ") else [first, *rest]


def parts(name: str, separator: str = " -> ") -> list[list[str]]:
    """The cases of a list, each in its parts."""
    return [line.split(separator) for line in lines(name)]
