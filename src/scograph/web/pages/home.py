"""The front page: numbers, entry points, questions."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph.entity import cite
from scograph.errors import UsageError
from scograph.query.header import Query
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD
from scograph.web.pages import citing
from scograph.web.pages.links import Links, Page
from scograph.web.pages.render import render
from scograph.web.pages.texts import Texts

_COUNTED = (
    ("meetings", ("Summit", "CouncilSession")),
    ("people", ("Person",)),
    ("states", ("State",)),
    ("documents", ("Document",)),
    ("works", ("Source",)),
)
_ASKED = (
    ("attendees", {"host": "scod:uzbekistan"}),
    ("members", {"organization": "scod:sco"}),
    ("stand-ins", {"organization": "scod:sco"}),
    ("common-memberships", {"state": "scod:russia", "with": "scod:uzbekistan"}),
    ("leaders-together", {"person": "scod:vladimir-putin"}),
    ("documents", {"event": "scod:tianjin-summit-2025"}),
)
_STARTS = (
    "sco", "shanghai-five", "china", "uzbekistan", "vladimir-putin", "xi-jinping",
    "tashkent-summit-2004", "tianjin-summit-2025",
)  # fmt: skip


class Home:
    """The front page and the list of charts of one store."""

    def __init__(
        self,
        store: ox.Store,
        queries: dict[str, Query],
        charts: Mapping[str, Any],
        folder: Path | None = None,
    ) -> None:
        self._folder = folder
        self._store = store
        self._queries = queries
        self._charts = charts

    def front(self, page: Page, links: Links) -> bytes:
        """The HTML of the front page."""
        texts = Texts(self._store, links)
        counts = {word: sum(self._count(name) for name in classes) for word, classes in _COUNTED}
        starts = [
            texts.of(SCOD + name)
            for name in _STARTS
            if graph.exists(self._store, ox.NamedNode(SCOD + name), within=None)
        ]
        asked = [
            (name, self._queries[name]["question"], links.to(Page("query", name, given)))
            for name, given in _ASKED
            if name in self._queries
        ]
        how = citing.of_page(cite.of_data(self._store, self._folder, links.lang), links)
        return render("home.html", page, links, counts=counts, starts=starts, asked=asked,
                      pictures=self._drawable, cite=how)  # fmt: skip

    def gallery(self, page: Page, links: Links) -> bytes:
        """The HTML of the list of charts."""
        return render("pictures.html", page, links, pictures=self._drawable)

    @cached_property
    def _drawable(self) -> dict[str, Any]:
        """The charts for which the graph has data."""
        found = {}
        for name, chart in self._charts.items():
            with contextlib.suppress(UsageError):
                chart.draw(self._store, "en", {})
                found[name] = chart
        return found

    def _count(self, name: str) -> int:
        return sum(1 for _ in graph.instances(self._store, f"scog:{name}"))
