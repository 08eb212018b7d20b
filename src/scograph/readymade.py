"""The closure and the store that a wheel carries, so that a first answer waits for neither."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

from scograph import fingerprint, layout

_MADE_FROM = "made_from"


def closure() -> bytes | None:
    """The inferred N-Triples in the wheel, if made from exactly what it ships."""
    try:
        made_from = json.loads(_note(layout.CLOSURE).read_bytes())["made_from"]
        if made_from != digest():
            return None
        return gzip.decompress(layout.CLOSURE.read_bytes())
    except (OSError, EOFError, zlib.error, ValueError, KeyError):
        return None


def store() -> Path | None:
    """The folder of the store in the wheel, if made from exactly what it ships."""
    try:
        made_from = (layout.STORE / _MADE_FROM).read_text(encoding="utf-8")
        return layout.STORE if made_from == fingerprint.digest(fingerprint.shipped()) else None
    except (OSError, ValueError):
        return None


def seal(folder: Path) -> None:
    """Notes in the folder of a store what it was made from."""
    text = fingerprint.digest(fingerprint.shipped())
    (folder / _MADE_FROM).write_text(text, encoding="utf-8")


def write(inferred: bytes, path: Path) -> list[Path]:
    """Writes a closure with the digest of what it was made from; the same bytes on every run."""
    path.write_bytes(gzip.compress(inferred, mtime=0))
    _note(path).write_text(json.dumps({"made_from": digest()}) + "\n", encoding="utf-8")
    return [path, _note(path)]


def digest() -> str:
    """The digest of all that the shipped closure depends on."""
    return fingerprint.digest(fingerprint.shipped(with_queries=False))


def _note(path: Path) -> Path:
    return path.with_name("closure.json")
