"""Every page, made from the store: `Explorer(store, queries, charts).page(page, links)`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph.entity import cite as cite_core
from scograph.entity import cited
from scograph.errors import UsageError
from scograph.names import resolve
from scograph.query import parameters
from scograph.query.header import Query
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD
from scograph.web.pages import citing, members_day, problems, questions, tables, terms, thing
from scograph.web.pages import why as why_page
from scograph.web.pages.asked import Asked
from scograph.web.pages.editor import Editor
from scograph.web.pages.finding import Found, Index
from scograph.web.pages.home import Home
from scograph.web.pages.links import Addresses, Links, Page
from scograph.web.pages.problems import NoPageError
from scograph.web.pages.render import render
from scograph.web.pages.texts import Texts

# The charts that have a drawing for phones.
_FOR_PHONES = ("members", "hosts", "summits", "statuses", "officials", "leaders")


class Explorer:
    """The pages of one store; what all pages need is read once."""

    def __init__(
        self,
        store: ox.Store,
        queries: dict[str, Query],
        charts: Mapping[str, Any],
        folder: Path | None = None,
    ) -> None:
        self._store = store
        self._queries = queries
        self._charts = charts
        self._home = Home(store, queries, charts, folder)
        self._folder = folder
        self.editor = Editor(store, queries)
        self.asked = Asked(store, queries, folder)

    def page(self, page: Page, links: Links) -> bytes:
        """The HTML of a page; NoPageError if there is none, UsageError for a wrong value."""
        makers = {
            "home": self._home.front,
            "thing": self._thing,
            "ontology": self._ontology,
            "queries": self._questions,
            "query": self._question,
            "pictures": self._home.gallery,
            "picture": self._chart_page,
            "search": self._search,
            "ask": self.asked.page,
            "sparql": self.editor.page,
            "why": self._why,
        }
        return makers[page.kind](page, links)

    def find(self, text: str, links: Links, of: str | None = None, most: int = 10) -> list[Found]:
        """The things with a name that begins with the text."""
        return self._names.search(text, Texts(self._store, links), of=of, most=most)

    def names(self, links: Links) -> list[dict[str, str]]:
        """Every thing by name, for a search that runs in the browser."""
        texts = Texts(self._store, links)
        return [
            {"label": texts.of(iri).text, "kind": texts.of(kind).text,
             "href": texts.of(iri).href or "", "keys": " ".join(keys)}
            for iri, (kind, keys) in self._names.all().items()
        ]  # fmt: skip

    def chart(self, page: Page, links: Links) -> Any:
        """The chart of a page: SVG, and the table behind it; NoPageError for an unknown name."""
        if page.name not in self._charts:
            names = difflib.get_close_matches(page.name, self._charts, n=3, cutoff=0.3)
            near = [(self._charts[one].title(links.lang), links.to(Page("picture", one)))
                    for one in names or self._charts]  # fmt: skip
            raise NoPageError(near)
        return self._charts[page.name].draw(self._store, links.lang, page.given)

    def completions(self, links: Links) -> dict[str, str]:
        """The completions of the SPARQL editor: terms of the ontology, with labels."""
        return terms.completions(self._store, Texts(self._store, links))

    def node(self, name: str, links: Links | None = None) -> ox.NamedNode:
        """The thing of an address; NoPageError with similar names if there is none."""
        try:
            node = ox.NamedNode(SCOD + name)
        except ValueError:
            raise NoPageError from None
        if not graph.exists(self._store, node, within=None):
            found = resolve.nearest(self._store, name.replace("-", " "))
            raise NoPageError(problems.near(self._store, found, links or Addresses("en")))
        return node

    def _thing(self, page: Page, links: Links) -> bytes:
        node = self.node(page.name, links)
        texts = Texts(self._store, links)
        part, start = page.given.get("all"), _start(page.given.get("start", "1"))
        first = start if part else 0
        found = thing.thing(self._store, self._queries, node, links, texts, part, first)
        if part and not (found.tables and found.tables[0].rows):
            raise NoPageError
        given = None if part else page.given.get("on")
        problem = None
        try:
            day = members_day.of(self._store, node, found.tables, given)
        except UsageError as error:
            problem = problems.of(error, page, links, self._store)
            day = members_day.of(self._store, node, found.tables, None)
        return render(
            "thing.html", page, links, thing=found, formats=thing.FORMATS, problem=problem,
            day=None if part else day, queries=self._queries, most=tables.PAGE,
        )  # fmt: skip

    def _ontology(self, page: Page, links: Links) -> bytes:
        groups = terms.terms(self._store, Texts(self._store, links))
        return render("ontology.html", page, links, groups=groups, formats=thing.FORMATS)

    def _questions(self, page: Page, links: Links) -> bytes:
        topics: dict[str, list[Any]] = {}
        for name, canned in sorted(self._queries.items()):
            example = questions.link_of_example(canned, links)
            topics.setdefault(canned["tags"][0], []).append((name, canned, example))
        return render("questions.html", page, links, topics=topics)

    def _question(self, page: Page, links: Links) -> bytes:
        if page.name not in self._queries:
            raise NoPageError
        canned = self._queries[page.name]
        given = dict(page.given)
        start = _start(given.pop("start", "1"))
        if not links.live:
            given = {name: str(value) for name, value in canned["example"].items()}
        texts = Texts(self._store, links)
        cite, style = given.pop("cite", None), given.pop("style", None)
        values = questions.read_dates(canned, parameters.filled(canned, given))
        answer, sparql, problem, wants, how = None, "", None, {}, []
        if not parameters.missing(canned, values):
            try:
                wanted = (style or cited.DEFAULT_STYLE) if cited.asked(cite, style) else None
                wants = {"cite": "true"} if wanted else {}
                answer, sparql, bound = questions.answer(
                    self._store, canned, values, texts, links, wanted, start
                )
                how = citing.of_page(
                    cite_core.of_answer(self._store, self._folder, canned, bound, texts.labels),
                    links,
                )
            except UsageError as error:
                problem = problems.of(error, page._replace(given=values), links, self._store)
        if answer is not None and start and start >= answer.total:
            raise NoPageError
        fields = questions.fields(self._store, canned, {**given, **values}, texts)
        # Fields that were left empty are in no link.
        page = page._replace(given={**values, **wants}).also(start=start + 1 if start else None)
        return render(
            "question.html", page, links, canned=canned, answer=answer, sparql=sparql,
            problem=problem, given=values, fields=fields, citing=wants, cite=how,
            asked=[field for field in fields if field.name in values],
            most=questions.ROWS, example=questions.link_of_example(canned, links),
        )  # fmt: skip

    def _why(self, page: Page, links: Links) -> bytes:
        given, texts = dict(page.given), Texts(self._store, links)
        cited.asked(None, given.get("style"))
        terms = [given[name] for name in ("thing", "property", "value") if name in given]
        reasons = why_page.reasons(self._store, terms)
        node = resolve.resolve(self._store, terms[0])
        found = why_page.why(self._store, reasons, texts, given.get("style", cited.DEFAULT_STYLE))
        name = texts.of(node.value)
        statement = found.steps[0].statement if len(terms) == 3 else None
        return render("why.html", page, links, found=found, thing=name, statement=statement)

    def _chart_page(self, page: Page, links: Links) -> bytes:
        problem, drawn = None, None
        try:
            drawn = self.chart(page, links)
        except UsageError as error:
            problem = problems.of(error, page, links, self._store)
        kind = self._charts[page.name]
        texts = Texts(self._store, links)
        shown = {
            one.name: questions.in_words(page.given.get(one.name, one.default or ""), texts)
            for one in kind.parameters
        }
        return render("picture.html", page, links, picture=drawn, kind=kind, problem=problem,
                      narrow=page.name in _FOR_PHONES,
                      shown=shown)  # fmt: skip

    def _search(self, page: Page, links: Links) -> bytes:
        text = page.given.get("q", "")
        found = self.find(text, links, page.given.get("of"), 50) if text else []
        return render("search.html", page, links, text=text, found=found)

    @cached_property
    def _names(self) -> Index:
        return Index(self._store)


def _start(text: str) -> int:
    """The number of rows before the one with this number; NoPageError if it is no number."""
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise NoPageError
    return int(text) - 1
