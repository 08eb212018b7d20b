"""The passages of sources, for whoever has the texts: found by checksum, cut, and proved."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph.errors import UnreadableInput
from scograph.namespaces import PREFIXES, SCOG
from scograph.rows import Answer

_SOURCE, _SELECTOR, _START, _END = (
    ox.NamedNode(PREFIXES["oa"] + name) for name in ("hasSource", "hasSelector", "start", "end")
)
_CHECKSUM = ox.NamedNode(SCOG + "checksum")


class Passages:
    """The texts in a folder, and the passages that places in them cite."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UnreadableInput("--sources: there is no such folder.", path=folder)
        self._texts: dict[str, str] = {}
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            try:
                text = path.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            self._texts[checksum(text)] = text

    def of(self, store: ox.Store, place: ox.NamedNode) -> str | None:
        """The passage of a place; None where the text is not in the folder, or cites no positions.

        UnreadableInput where the text is there and the passage is not the one that was cited.
        """
        source = _one(store, place, _SOURCE)
        selector = _one(store, place, _SELECTOR)
        if not isinstance(source, ox.NamedNode) or not isinstance(selector, ox.NamedNode):
            return None
        sealed, start, end = (
            _one(store, thing, predicate)
            for thing, predicate in ((source, _CHECKSUM), (selector, _START), (selector, _END))
        )
        text = self._texts.get(sealed.value) if sealed else None
        if text is None or start is None or end is None:
            return None
        passage = text[int(start.value) : int(end.value)]
        cited = _one(store, place, _CHECKSUM)
        if cited is not None and cited.value != checksum(passage):
            raise UnreadableInput(f"The text is not the one that {place.value} cites.")
        return passage


def checksum(text: str) -> str:
    """`sha256:` and the hash of the text as UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def beside(answer: Answer, store: ox.Store, folder: Path) -> Answer:
    """The rows of an answer, and beside each, as `passage`, the passage of its column `place`."""
    if not isinstance(answer, ox.QuerySolutions):
        return answer
    passages = Passages(folder)
    found = json.loads(answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    found["head"]["vars"].append("passage")
    for binding in found["results"]["bindings"]:
        place = binding.get("place")
        text = passages.of(store, ox.NamedNode(place["value"])) if place else None
        if text is not None:
            binding["passage"] = {"type": "literal", "value": text}
    return ox.parse_query_results(json.dumps(found), format=ox.QueryResultsFormat.JSON)


def _one(store: ox.Store, thing: ox.NamedNode, predicate: ox.NamedNode) -> Any:
    found = next(store.quads_for_pattern(thing, predicate, None, ox.DefaultGraph()), None)
    return None if found is None else found.object
