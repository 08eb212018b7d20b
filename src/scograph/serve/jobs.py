"""What a worker works out, each from plain data: a query, a canned query, a thing, a graph."""

from __future__ import annotations

import io
import json
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, cast

import pyoxigraph as ox

from scograph import catalog, export, lexing, names, neighbourhood, query, resultset
from scograph.errors import BadRequest, ScographError, UnreadableInput
from scograph.explore import questions, triples
from scograph.explore.links import Addresses, Page
from scograph.explore.pages import Explorer, Failed, NoPage
from scograph.explore.pictures import PICTURES
from scograph.namespaces import GRAPH, ONTOLOGY_GRAPH, PREFIXES, SCOD
from scograph.serve import bindings
from scograph.serve.problem import told

_W3C = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


class Reply(NamedTuple):
    """An answer: its bytes, and the number of rows that it was cut to if it was cut."""

    content: bytes
    cut: int | None = None


class Served:
    """What a worker answers from: the store, the canned queries, and the pages made of both."""

    def __init__(self, store: ox.Store, queries: dict[str, Any]) -> None:
        self.store = store
        self.queries = queries

    @cached_property
    def explorer(self) -> Explorer:
        """The pages; their index of names is read when the first of them is asked for."""
        return Explorer(self.store, self.queries, PICTURES)


class NotThere(ScographError):
    """Nothing has that address."""


def work(served: Served, job: dict[str, Any]) -> Reply | dict[str, Any]:
    """The reply to a job, or the problem with it as `told` gives it."""
    try:
        return _KINDS[job["kind"]](served, job)
    except NotThere as error:
        return {"status": 404, "detail": str(error)}
    except ScographError as error:
        return told(error)


def _query(served: Served, job: dict[str, Any]) -> Reply:
    return _written(_asked(served.store, job), job["format"], job["rows"])


def _asked(store: ox.Store, job: dict[str, Any]) -> query.Answer:
    sparql = job["sparql"]
    hosts = set(job.get("services", []))
    if lexing.asks_others(sparql) and not lexing.service_hosts(sparql) <= hosts:
        raise BadRequest("SERVICE is refused: this endpoint asks no other server, or not that one.")
    if not hosts:
        query.refuse(sparql)
    graphs: dict[str, Any] = {}
    if job["default_graphs"] or job["named_graphs"]:
        graphs["default_graph"] = [_graph(name) for name in job["default_graphs"]]
        graphs["named_graphs"] = [_graph(name) for name in job["named_graphs"]]
    try:
        return store.query(sparql, prefixes=PREFIXES, **graphs)
    except SyntaxError as error:
        raise query.syntax_error(error, sparql, None) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise BadRequest(f"The query failed: {error}.") from None


def _canned(served: Served, job: dict[str, Any]) -> Reply:
    canned = catalog.get(served.queries, job["name"])
    known = {parameter["name"] for parameter in canned["parameters"]}
    unknown = sorted(set(job["given"]) - known)
    if unknown:
        raise BadRequest(
            f"{job['name']} has no parameter {unknown[0][:80]}. It has {', '.join(sorted(known))}."
        )
    flags = {p["name"] for p in canned["parameters"] if p["type"] == "flag"}
    given = {
        name: value.lower() in ("", "1", "true", "yes") if name in flags else value
        for name, value in job["given"].items()
    }
    sparql = query.expand(canned, query.bind(served.store, canned, given), job["lang"])
    return _written(query.ask(served.store, sparql), job["format"], job["rows"])


def _thing(served: Served, job: dict[str, Any]) -> Reply:
    iri = job["iri"]
    node = _node(iri)
    if next(served.store.quads_for_pattern(node, None, None, None), None) is None:
        local = iri.removeprefix(SCOD).replace("-", " ")
        try:
            names.resolve(served.store, local)
            hint = ""
        except BadRequest as error:
            hint = f" {error}" if "nearest" in str(error).lower() else ""
        raise NotThere(f"The graph has nothing under that address.{hint}")
    out = io.BytesIO()
    export.write(neighbourhood.neighbourhood(served.store, iri), job["format"], out)
    return Reply(out.getvalue())


def _page(served: Served, job: dict[str, Any]) -> Reply:
    page, links = Page(job["page"], job["name"], job["given"]), Addresses(job["lang"])
    try:
        return Reply(served.explorer.page(page, links))
    except NoPage as error:
        hint = f" Did you mean {' or '.join(error.near)}?" if error.near else ""
        raise NotThere(f"{error}{hint}") from None


def _picture(served: Served, job: dict[str, Any]) -> Reply:
    page, links = Page("picture", job["name"], job["given"]), Addresses(job["lang"])
    try:
        return Reply(served.explorer.picture(page, links).svg.encode())
    except NoPage:
        raise NotThere("There is no picture of that name.") from None


def _find(served: Served, job: dict[str, Any]) -> Reply:
    links = Addresses(job["lang"])
    found = [
        {"iri": one.thing.iri, "label": one.thing.text, "kind": one.kind.text,
         "href": one.thing.href}
        for one in served.explorer.find(job["text"], links, job["of"])
    ]  # fmt: skip
    return Reply(json.dumps({"found": found}, ensure_ascii=False).encode())


def _terms(served: Served, job: dict[str, Any]) -> Reply:
    labels = served.explorer.completions(Addresses(job["lang"]))
    found = {"prefixes": PREFIXES, "terms": list(labels), "labels": labels}
    return Reply(json.dumps(found, ensure_ascii=False).encode())


def _shown(served: Served, job: dict[str, Any]) -> Reply:
    """The page of the editor with the answer to its query, or with what is wrong with it."""
    page, links = Page("sparql", "", {"query": job["sparql"]}), Addresses(job["lang"])
    answer: Any = None
    failed: Failed | None = None
    try:
        answer = _asked(served.store, job)
        if isinstance(answer, ox.QueryTriples):
            answer = triples.read(answer, questions.ROWS)
    except UnreadableInput as error:
        place = f"Line {error.line}, column {error.column}: " if error.line else ""
        failed = Failed(f"{place}{error.reason}", error.line, error.column)
    except BadRequest as error:
        failed = Failed(str(error))
    shown = served.explorer.sparql(page, links, job["sparql"], answer, failed)
    return Reply(shown)


def _named_graph(served: Served, job: dict[str, Any]) -> Reply:
    name = job["graph"]
    if name is None:
        found = [
            quad.triple
            for quad in served.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        ]
    else:
        found = [
            quad.triple for quad in served.store.quads_for_pattern(None, None, None, _node(name))
        ]
        if not found:
            raise NotThere("There is no such graph. The graphs are named below " + GRAPH)
    out = io.BytesIO()
    export.write({None: found}, job["format"], out)
    return Reply(out.getvalue())


def _ontology(served: Served, job: dict[str, Any]) -> Reply:
    return _named_graph(served, {**job, "graph": ONTOLOGY_GRAPH})


_KINDS = {
    "query": _query,
    "canned": _canned,
    "thing": _thing,
    "graph": _named_graph,
    "ontology": _ontology,
    "page": _page,
    "picture": _picture,
    "find": _find,
    "terms": _terms,
    "shown": _shown,
}


def _written(answer: query.Answer, name: str, most: int) -> Reply:
    """The answer in a W3C format, cut after so many rows or triples."""
    out = io.BytesIO()
    if isinstance(answer, ox.QueryBoolean):
        answer.serialize(out, format=_W3C[name])
        return Reply(out.getvalue())
    if isinstance(answer, ox.QueryTriples):
        triples = _up_to(answer, most)
        cut = len(triples) > most
        export.write({None: list(set(triples[:most]))}, name, out)
        return Reply(out.getvalue(), most if cut else None)
    columns = [variable.value for variable in answer.variables]
    rows = _up_to(answer, most)
    cut = len(rows) > most
    if name == "turtle":
        found = resultset.triples(columns, [tuple(row) for row in rows[:most]])
        export.write({None: list(found)}, name, out)
        return Reply(out.getvalue(), most if cut else None)
    content = bindings.written(columns, rows[:most])
    if name != "json":
        parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        cast(ox.QuerySolutions, parsed).serialize(out, format=_W3C[name])
        content = out.getvalue()
    return Reply(content, most if cut else None)


def _up_to(answer: Any, most: int) -> list[Any]:
    """One more than the most, where there are as many."""
    return list(islice(answer, most + 1))


def _graph(name: str) -> ox.NamedNode | ox.DefaultGraph:
    return _node(name)


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise BadRequest("That is no IRI.") from None
