"""The page of the SPARQL editor: a query, and its answer or its error."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.query import catalog, parameters, run
from scograph.query.header import Query
from scograph.rdf import undeclared
from scograph.rdf.namespaces import PREFIXES
from scograph.rdf.sparql_mistakes import Mistake
from scograph.web.pages import drawing, questions, triples
from scograph.web.pages.links import Links, Page
from scograph.web.pages.render import render
from scograph.web.pages.texts import Texts

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


class Failed(NamedTuple):
    """An error in a query, with line and column counted from 1, and the usual mistake, if known."""

    reason: str
    line: int | None = None
    column: int | None = None
    mistake: Mistake | None = None


class Editor:
    """The page of the editor on one store."""

    def __init__(self, store: ox.Store, queries: dict[str, Query]) -> None:
        self._store = store
        self._queries = queries

    def page(self, page: Page, links: Links) -> bytes:
        """The HTML of the editor with an example, or with the text to edit."""
        given = dict(page.given)
        example, name, text = (given.pop(key, None) for key in ("example", "canned", "edit"))
        if name is not None:
            # The names and values of a canned query make a shorter address than its SPARQL.
            canned = catalog.get(self._queries, name)
            return self.answered(page, links, self._sparql(canned, given, links.lang), None)
        if given:
            raise UsageError(f"There is no parameter {next(iter(given))[:80]}.")
        if example in self._queries:
            canned = self._queries[example]
            given = {name: str(value) for name, value in canned["example"].items()}
            text = self._sparql(canned, given, links.lang)
        text = _GRAPHS.get(example or "", _START) if text is None else text
        return self.answered(page, links, text, None)

    def _sparql(self, canned: Query, given: dict[str, str], lang: str) -> str:
        return run.sparql(self._store, canned, parameters.filled(canned, given), lang)

    def answered(
        self,
        page: Page,
        links: Links,
        text: str,
        found: Any,
        failed: Failed | None = None,
        start: int = 0,
    ) -> bytes:
        """The HTML of the editor with a query and its answer, whose rows begin at `start`."""
        texts = Texts(self._store, links)
        rows = found if isinstance(found, ox.QuerySolutions) else None
        answer = None if rows is None else questions.table(rows, texts, start)
        truth = bool(found) if isinstance(found, ox.QueryBoolean) else None
        graph = found if isinstance(found, triples.Triples) else None
        asked = answer is not None or truth is not None or graph is not None
        unknown = undeclared.with_nearest(self._store, text) if asked else []
        return render(
            "sparql.html", page, links, query=text, answer=answer, truth=truth, graph=graph,
            turtle=list(triples.pieces(graph.turtle, links)) if graph else [],
            drawing=drawing.draw(graph.listed, texts) if graph else None,
            failed=failed, undeclared=unknown, queries=self._queries, graphs=_GRAPHS,
            most=questions.ROWS, prefixes=PREFIXES,
        )  # fmt: skip
