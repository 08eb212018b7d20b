"""Every page, made from the store: `Explorer(store, queries).page(page, links)` is its HTML."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph import names, query
from scograph.errors import BadRequest
from scograph.explore import drawing, facts, questions, terms, thing, triples
from scograph.explore.finding import Found, Index
from scograph.explore.labels import Labels, Text
from scograph.explore.links import Links, Page
from scograph.explore.render import render
from scograph.namespaces import PREFIXES, SCOD, SCOG

_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
# What the front page counts, and leads to.
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
_START = """SELECT ?summit ?name ?city WHERE {
  ?summit a scog:Summit ;
    scog:heldIn ?city ;
    skos:prefLabel ?name .
  FILTER (LANG(?name) = "en")
}
ORDER BY ?name
LIMIT 20
"""
# The canned queries are all tables; these two show what else SPARQL gives.
_GRAPHS = {
    "describe": "DESCRIBE scod:tashkent-summit-2004\n",
    "construct": """CONSTRUCT { ?summit scog:heldIn ?city ; scog:meetingOf ?body }
WHERE {
  ?summit a scog:Summit ;
    scog:heldIn ?city ;
    scog:meetingOf ?body .
  ?city scog:inState scod:china .
}
""",
}
_STARTS = (
    "sco", "shanghai-five", "china", "uzbekistan", "vladimir-putin", "xi-jinping",
    "tashkent-summit-2004", "tianjin-summit-2025",
)  # fmt: skip


class NoPage(Exception):
    """The graph has nothing under that address; `near` are names that are like it."""

    def __init__(self, near: list[str]) -> None:
        super().__init__("The graph has nothing under that address.")
        self.near = near


class Failed(NamedTuple):
    """What is wrong with a query, and where, counted from 1, if that is known."""

    reason: str
    line: int | None = None
    column: int | None = None


class Explorer:
    """The pages of one store; what all pages need is read once."""

    def __init__(
        self, store: ox.Store, queries: dict[str, Any], pictures: Mapping[str, Any]
    ) -> None:
        self._store = store
        self._queries = queries
        self._pictures = pictures
        self._index: Index | None = None

    def page(self, page: Page, links: Links) -> bytes:
        """The HTML of a page; NoPage where there is none, BadRequest for a wrong value."""
        makers = {
            "home": self._home,
            "thing": self._thing,
            "ontology": self._ontology,
            "queries": self._questions,
            "query": self._question,
            "pictures": self._gallery,
            "picture": self._picture,
            "search": self._search,
            "sparql": self._editor,
        }
        return makers[page.kind](page, links)

    def find(self, text: str, links: Links, of: str | None = None, most: int = 10) -> list[Found]:
        """The things whose names begin so."""
        return self._names().search(text, Labels(self._store, links), of=of, most=most)

    def names(self, links: Links) -> list[dict[str, str]]:
        """Every thing by name, for a search that runs in the browser."""
        labels = Labels(self._store, links)
        return [
            {"label": labels.of(iri).text, "kind": labels.of(kind).text,
             "href": labels.of(iri).href or "", "keys": " ".join(keys)}
            for iri, (kind, keys) in self._names().all().items()
        ]  # fmt: skip

    def picture(self, page: Page, links: Links) -> Any:
        """The picture of a page: SVG, and the table behind it."""
        if page.name not in self._pictures:
            raise NoPage([])
        return self._pictures[page.name].draw(self._store, links.lang, page.given)

    def completions(self, links: Links) -> dict[str, str]:
        """What an editor of SPARQL may complete: the terms of the ontology, with labels."""
        return terms.completions(self._store, Labels(self._store, links))

    def _home(self, page: Page, links: Links) -> bytes:
        labels = Labels(self._store, links)
        counts = {word: sum(self._count(name) for name in classes) for word, classes in _COUNTED}
        starts = [labels.of(SCOD + name) for name in _STARTS if self._known(SCOD + name)]
        asked = [
            (name, self._queries[name]["question"], links.to(Page("query", name, given)))
            for name, given in _ASKED
            if name in self._queries
        ]
        return render("home.html", page, links, counts=counts, starts=starts, asked=asked,
                      pictures=self._drawable)  # fmt: skip

    def _thing(self, page: Page, links: Links) -> bytes:
        node = self._node(page.name)
        labels = Labels(self._store, links)
        part, start = page.given.get("all"), page.given.get("start", "1")
        if not re.fullmatch("[1-9][0-9]{0,5}", start):
            raise NoPage([])
        first = int(start) - 1 if part else 0
        found = thing.thing(self._store, self._queries, node, links, labels, part, first)
        if part and not (found.tables and found.tables[0].rows):
            raise NoPage([])
        on = page.given.get("on")
        members = self._members(node, on, labels, links) if on and found.is_body else None
        return render(
            "thing.html", page, links, thing=found, formats=thing.FORMATS, on=on or _today(),
            members=members, chosen=bool(on), queries=self._queries, most=facts.PAGE,
        )  # fmt: skip

    def _members(
        self, node: ox.NamedNode, on: str, labels: Labels, links: Links
    ) -> questions.Answer:
        given = {"organization": node.value, "on": on}
        return questions.answer(self._store, self._queries["members"], given, labels, links.lang)[0]

    def _ontology(self, page: Page, links: Links) -> bytes:
        groups = terms.terms(self._store, Labels(self._store, links), links.lang)
        return render("ontology.html", page, links, groups=groups, formats=thing.FORMATS)

    def _questions(self, page: Page, links: Links) -> bytes:
        topics: dict[str, list[Any]] = {}
        for name, canned in sorted(self._queries.items()):
            example = questions.link_of_example(canned, links)
            topics.setdefault(canned["tags"][0], []).append((name, canned, example))
        return render("questions.html", page, links, topics=topics)

    def _question(self, page: Page, links: Links) -> bytes:
        if page.name not in self._queries:
            raise NoPage([])
        canned = self._queries[page.name]
        given = dict(page.given)
        if not links.live:
            given = {name: str(value) for name, value in canned["example"].items()}
        labels = Labels(self._store, links)
        values = questions.values(canned, given)
        answer, sparql, failed = None, "", ""
        if not questions.missing(canned, values):
            try:
                answer, sparql = questions.answer(self._store, canned, values, labels, links.lang)
            except BadRequest as error:
                failed = str(error).replace("--", "")
        # Fields that were left empty are in no link.
        asked = {name: "true" if v is True else v for name, v in values.items() if v is not False}
        return render(
            "question.html", page._replace(given=asked), links, canned=canned, answer=answer,
            sparql=sparql, failed=failed, given=asked,
            fields=questions.fields(self._store, canned, given, labels),
            most=questions.ROWS, example=questions.link_of_example(canned, links),
        )  # fmt: skip

    def _gallery(self, page: Page, links: Links) -> bytes:
        return render("pictures.html", page, links, pictures=self._drawable)

    def _picture(self, page: Page, links: Links) -> bytes:
        if page.name not in self._pictures:
            raise NoPage([])
        failed, drawn = "", None
        try:
            drawn = self.picture(page, links)
        except BadRequest as error:
            failed = str(error).replace("--", "")
        kind = self._pictures[page.name]
        labels = Labels(self._store, links)
        shown = {
            one.name: questions.in_words(page.given.get(one.name, one.default or ""), labels)
            for one in kind.parameters
        }
        return render("picture.html", page, links, picture=drawn, kind=kind, failed=failed,
                      shown=shown)  # fmt: skip

    def _search(self, page: Page, links: Links) -> bytes:
        text = page.given.get("q", "")
        found = self.find(text, links, page.given.get("of"), 50) if text else []
        return render("search.html", page, links, text=text, found=found)

    def _editor(self, page: Page, links: Links) -> bytes:
        example = page.given.get("example")
        text = _GRAPHS.get(example or "", page.given.get("edit", _START))
        if example in self._queries:
            canned = self._queries[example]
            given = {name: str(value) for name, value in canned["example"].items()}
            values = questions.values(canned, given)
            text = query.expand(canned, query.bind(self._store, canned, values), links.lang)
        return self.sparql(page, links, text, None)

    def sparql(
        self, page: Page, links: Links, text: str, found: Any, failed: Failed | None = None
    ) -> bytes:
        """The editor with a query, and its answer: rows, a truth value, or triples."""
        labels = Labels(self._store, links)
        answer = questions.table(found, labels) if isinstance(found, ox.QuerySolutions) else None
        truth = bool(found) if isinstance(found, ox.QueryBoolean) else None
        graph = found if isinstance(found, triples.Triples) else None
        return render(
            "sparql.html", page, links, query=text, answer=answer, truth=truth, graph=graph,
            turtle=list(triples.pieces(graph.turtle, links)) if graph else [],
            drawing=drawing.draw(graph.listed, labels) if graph else None,
            failed=failed, queries=self._queries, graphs=_GRAPHS, most=questions.ROWS,
            prefixes=PREFIXES,
        )  # fmt: skip

    def _node(self, name: str) -> ox.NamedNode:
        try:
            node = ox.NamedNode(SCOD + name)
        except ValueError:
            raise NoPage([]) from None
        if not thing.exists(self._store, node):
            raise NoPage(names.suggestions(self._store, name.replace("-", " ")))
        return node

    @cached_property
    def _drawable(self) -> dict[str, Any]:
        """The pictures of which the graph holds what they show."""
        found = {}
        for name, picture in self._pictures.items():
            with contextlib.suppress(BadRequest):
                picture.draw(self._store, "en", {})
                found[name] = picture
        return found

    def _names(self) -> Index:
        if self._index is None:
            self._index = Index(self._store)
        return self._index

    def _count(self, name: str) -> int:
        found = self._store.quads_for_pattern(None, _TYPE, ox.NamedNode(SCOG + name), _DEFAULT)
        return sum(1 for _ in found)

    def _known(self, iri: str) -> bool:
        return thing.exists(self._store, ox.NamedNode(iri))


def _today() -> str:
    today: date = datetime.now(UTC).date()
    return today.isoformat()


__all__ = ["Explorer", "NoPage", "Text"]
