"""The lexicon: what each word and name may mean, compiled once and kept beside the store."""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph import files
from scograph.store import fingerprint

_HERE = Path(__file__).parent
_FORMAT = "10"
# The modules that decide what a lexicon is, beside the words and the store.
_COMPILING = ("compiler.py", "russian.py", "senses.py", "short_names.py", "tables.py")

Lexicon = dict[str, Any]


def load(store: ox.Store, folder: Path | None) -> Lexicon:
    """The lexicon of a store; compiled if there is none in the folder, or its inputs changed."""
    # As Python keeps compiled modules: read four times as fast as JSON.
    path = folder / f"ask.{sys.implementation.cache_tag}" if folder else None
    now = [list(one[1:]) for one in fingerprint.stamps(inputs())]
    found = _read(path)
    if found is not None and found.get("files") == now:
        return found
    # By content: an installed package has other paths and times than the one that made the store.
    stamp = "".join([_FORMAT, *(one[:16] for one in fingerprint.contents(inputs()).values())])
    if found is None or found["stamp"] != stamp:
        from scograph.ask.compiler import compiled

        # Without times of files, so that a wheel has the same bytes.
        found = {"stamp": stamp, **compiled(store)}
    else:
        found["files"] = now
    if path is not None:
        # Where the store is read-only, each process compiles the lexicon.
        with suppress(OSError):
            files.replace(path, marshal.dumps(found))
    return found


def _read(path: Path | None) -> Lexicon | None:
    """The lexicon in a file; None if there is none that can be read."""
    if path is not None:
        with suppress(OSError, ValueError, EOFError, TypeError, KeyError):
            found: Lexicon = marshal.loads(path.read_bytes())  # noqa: S302
            if found["stamp"].startswith(_FORMAT):
                return found
    return None


def inputs() -> list[str]:
    """The files that decide what a lexicon is, beside the store."""
    words = sorted(str(path) for path in (_HERE / "words").glob("*.yaml"))
    return [*words, *(str(_HERE / name) for name in _COMPILING)]
