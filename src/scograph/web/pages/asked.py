"""Questions in people's own words: their page, and the first row of the answer as a suggestion."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph.ask.cited import cite
from scograph.ask.core import Asker, Response
from scograph.entity import cited
from scograph.formats import results
from scograph.query.header import Query
from scograph.web.pages import questions
from scograph.web.pages.links import Links, Page
from scograph.web.pages.render import render
from scograph.web.pages.texts import Texts
from scograph.web.words import Words

# Shorter texts are names that somebody looks for.
_QUESTION = re.compile(r"\S+\s+\S+\s+\S+|.*[?？]|.*[\u4e00-\u9fff]{6}", re.DOTALL)
_LONGEST = 2000


class Asked:
    """The pages of questions on one store; the lexicon is read with the first question."""

    def __init__(
        self, store: ox.Store, queries: dict[str, Query], folder: Path | None = None
    ) -> None:
        self._store = store
        self._queries = queries
        self._folder = folder

    @cached_property
    def asker(self) -> Asker:
        """What answers questions."""
        return Asker(self._store, self._queries, self._folder)

    def page(self, page: Page, links: Links) -> bytes:
        """The page of a question, with its answer or why there is none."""
        text = page.given.get("q", "")[:_LONGEST]
        response = self.asker.ask(text, lang=links.lang) if text.strip() else None
        shown, truth = None, None
        style = page.given.get("style")
        wanted = cited.asked(page.given.get("cite"), style)
        if response is not None and not response.refused:
            found = response.results()
            texts = Texts(self._store, links)
            if isinstance(found, ox.QueryBoolean):
                truth = bool(found)
                shown = questions.shown(results.Table([], []), texts)
            else:
                shown = questions.shown(found, texts)
            if wanted:
                citing = cite(self._store, response)
                shown = questions.with_sources(shown, citing, style or cited.DEFAULT_STYLE)
        return render(
            "ask.html", page, links, text=text, response=response, answer=shown, truth=truth,
            citing={"cite": "true"} if wanted else {},
        )  # fmt: skip

    def suggestion(self, text: str, links: Links) -> dict[str, Any] | None:
        """The first row of the answer, for the list below the search box; None if there is none."""
        if not _QUESTION.match(text):
            return None
        response = self.asker.ask(text, lang=links.lang)
        if response.refused or response.answer is None or not response.answer.recorded:
            return None
        return {
            "iri": None,
            "label": _first(response, Words(links.lang)),
            "kind": Words(links.lang)("answer"),
            "href": links.to(Page("ask", "", {"q": text})),
        }


def _first(response: Response, words: Words) -> str:
    answer = response.answer
    if answer is None:
        return ""
    if answer.asks:
        return words("yes") if answer.boolean else words("no")
    more = f" (+{len(answer.rows) - 1})" if len(answer.rows) > 1 else ""
    return f"{getattr(answer.rows[0][1], 'value', '')}{more}"
