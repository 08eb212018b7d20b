"""Where files are: the shipped ontology, data and queries, and the user's cache folder.

In a checkout they are the folders of the repository; in an installed wheel they lie inside the
package under `shipped/`, with the closure made when the wheel was built.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"
ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parents[1]

ONTOLOGY = ROOT / "ontology"
SHAPES = ONTOLOGY / "shapes"
RULES = ONTOLOGY / "rules"
DATA = ROOT / "data"
QUERIES = ROOT / "queries"
CLOSURE = _SHIPPED / "closure.nt.gz"
STORE = _SHIPPED / "store"


def cache_dir() -> Path:
    """The folder for built stores; `SCOGRAPH_CACHE` names another one.

    Elsewhere it is the platform's usual place: `$XDG_CACHE_HOME/scograph` or `~/.cache/scograph`,
    `~/Library/Caches/scograph` on macOS, `%LOCALAPPDATA%\\scograph\\Cache` on Windows.
    """
    named = os.environ.get("SCOGRAPH_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "scograph" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "scograph"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "scograph"
