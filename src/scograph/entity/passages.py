"""The passages that places in sources cite, from a folder with the texts of the sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox

from scograph.corpus import special_files
from scograph.errors import InputError
from scograph.formats.results import Table
from scograph.rdf import graph

_LONGEST = 64 << 20


class Passages:
    """The texts in a folder, and the passages that places in them cite."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise InputError("--sources: there is no such folder.", path=folder)
        self._texts: dict[str, str] = {}
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            try:
                text = special_files.read(path, _LONGEST).decode("utf-8")
            except (InputError, UnicodeDecodeError):
                continue
            self._texts[checksum(text)] = text

    def of(self, store: ox.Store, place: ox.NamedNode) -> str | None:
        """The passage of a place; None where its text is not in the folder, or it has no positions.

        InputError where the text is there but its passage has another checksum than the cited one.
        """
        source = graph.value(store, place, "oa:hasSource")
        selector = graph.value(store, place, "oa:hasSelector")
        text = self._texts.get(graph.text(store, source, "scog:checksum"))
        start, end = (graph.text(store, selector, f"oa:{name}") for name in ("start", "end"))
        if text is None or not start or not end:
            return None
        if not (start.isdecimal() and end.isdecimal()):
            raise InputError(f"{place.value} cites from “{start}” to “{end}”: not two numbers.")
        passage = text[int(start) : int(end)]
        cited = graph.text(store, place, "scog:checksum")
        if cited and cited != checksum(passage):
            raise InputError(f"The text is not the one that {place.value} cites.")
        return passage


def checksum(text: str) -> str:
    """`sha256:` and the hash of the text as UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def beside(answer: Table, store: ox.Store, folder: Path) -> Table:
    """The rows of an answer with a further column `passage`: the passage of the column `place`."""
    passages = Passages(folder)
    at = answer.columns.index("place") if "place" in answer.columns else None
    rows = []
    for row in answer.rows:
        place = None if at is None else row[at]
        text = passages.of(store, place) if isinstance(place, ox.NamedNode) else None
        rows.append([*row, None if text is None else ox.Literal(text)])
    return Table([*answer.columns, "passage"], rows, answer.members)
