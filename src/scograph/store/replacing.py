"""The shipped file that a corrected copy replaces."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from scograph import paths
from scograph.errors import UsageError
from scograph.store import fingerprint


def targets(copies: Iterable[Path], shipped: Iterable[Path]) -> dict[Path, Path]:
    """The copies by the shipped files of the same name.

    Of several with that name, the one in a folder of the same name is meant. UsageError is raised
    if there is none, if there are several, or if two copies are of one file.
    """
    files = list(shipped)
    found: dict[Path, Path] = {}
    for copy in copies:
        named = [file for file in files if file.name == copy.name]
        meant = [file for file in named if file.parent.name == copy.resolve().parent.name]
        candidates = meant if len(meant) == 1 else named
        if not candidates:
            close = get_close_matches(copy.name, [file.name for file in files], 3)
            hint = f" The nearest names are {', '.join(close)}." if close else ""
            raise UsageError(
                f"{copy}: no file in {_shown(paths.DATA)} is named {copy.name}.{hint} To check a "
                "new file with the shipped data: scograph validate FILE"
            )
        if len(candidates) > 1:
            listed = ", ".join(map(_shown, candidates))
            raise UsageError(
                f"{copy}: several shipped files have that name: {listed}. Put the copy in a folder "
                "that is named as the one of the file that it replaces."
            )
        if candidates[0] in found:
            raise UsageError(
                f"{copy} and {found[candidates[0]]} both replace {_shown(candidates[0])}. Name one."
            )
        found[candidates[0]] = copy
    return found


def _shown(path: Path) -> str:
    return fingerprint.name(str(path))
