"""The answers to jobs, from the store, the canned queries and the pages."""

from __future__ import annotations

import io
import json
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from scograph.ask import cited as citing
from scograph.entity import cited, why_rdf, why_writers
from scograph.entity.neighbourhood import neighbourhood
from scograph.errors import InputError, ScographError, UsageError
from scograph.formats import graphs, results, results_json, resultset, write
from scograph.query import catalog, run, template
from scograph.query.header import Query
from scograph.rdf import sparql_tokens
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import GRAPH, PREFIXES
from scograph.web import jobs
from scograph.web.charts import CHARTS
from scograph.web.jobs import Refusal, Reply
from scograph.web.pages import questions, triples
from scograph.web.pages import why as why_page
from scograph.web.pages.editor import Failed
from scograph.web.pages.explorer import Explorer
from scograph.web.pages.links import Addresses, Page
from scograph.web.pages.problems import NoPageError

_W3C = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


class Served:
    """The state of a worker: the store, the canned queries and the pages."""

    def __init__(
        self, store: ox.Store, queries: dict[str, Query], folder: Path | None = None
    ) -> None:
        self.store = store
        self.queries = queries
        self._folder = folder

    @cached_property
    def explorer(self) -> Explorer:
        """The pages; their index of names is read when the first of them is requested."""
        return Explorer(self.store, self.queries, CHARTS, self._folder)


def work(served: Served, job: jobs.Job) -> Reply | Refusal:
    """The answer to a job, or the refusal."""
    try:
        return _answer(served, job)
    except NoPageError as error:
        names = [name for name, _ in error.near]
        hint = f" Did you mean {' or '.join(names)}?" if names else ""
        addresses = [address for _, address in error.near]
        return Refusal(404, f"{error}{hint}", near=names or None, addresses=addresses or None)
    except ScographError as error:
        return jobs.refusal_of(error)
    except ValueError as error:
        # The store's own word for a value that no other check has found.
        if "IRI" not in str(error):
            raise
        return Refusal(400, "A value in the address is not a valid IRI.")


def _answer(served: Served, job: jobs.Job) -> Reply:
    match job:
        case jobs.Query():
            return _written(_asked(served.store, job), job.format, job.rows)
        case jobs.QueryPage():
            return _query_page(served, job)
        case jobs.Canned():
            return _canned(served, job)
        case jobs.Thing():
            return _thing(served, job)
        case jobs.Graph():
            return _graph(served, job)
        case jobs.Ontology():
            return _ontology(served, job)
        case jobs.PageOf(kind, name, given, lang):
            return Reply(served.explorer.page(Page(kind, name, given), Addresses(lang)))
        case jobs.Chart(name, given, lang):
            page = Page("picture", name, given)
            return Reply(served.explorer.chart(page, Addresses(lang)).svg.encode())
        case jobs.Find():
            return _find(served, job)
        case jobs.Ask():
            return _ask(served, job)
        case jobs.Why():
            return _why(served, job)
        case jobs.Completions():
            return _completions(served, job)


def _asked(store: ox.Store, job: jobs.Query | jobs.QueryPage) -> template.Result:
    sparql = job.sparql
    hosts = set(job.services)
    template.bounded(sparql)
    if sparql_tokens.asks_others(sparql) and not sparql_tokens.service_hosts(sparql) <= hosts:
        raise UsageError("SERVICE is refused: this endpoint asks no other server, or not that one.")
    if not hosts:
        template.refuse(sparql)
    graphs: dict[str, Any] = {}
    if job.default_graphs or job.named_graphs:
        graphs["default_graph"] = [_node(name) for name in job.default_graphs]
        graphs["named_graphs"] = [_node(name) for name in job.named_graphs]
    try:
        return template.evaluate(store, sparql, base_iri=job.base, **graphs)
    except SyntaxError as error:
        raise template.syntax_error(error, sparql, None) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"The query failed: {error}.") from None


def _query_page(served: Served, job: jobs.QueryPage) -> Reply:
    """The page of the editor with the answer to its query, or with the error in it."""
    page, links = Page("sparql", "", {"query": job.sparql}), Addresses(job.lang)
    answer: Any = None
    failed: Failed | None = None
    try:
        answer = _asked(served.store, job)
        if isinstance(answer, ox.QueryTriples):
            answer = triples.read(answer, questions.ROWS)
    except template.QuerySyntaxError as error:
        failed = Failed(error.reason, error.line, error.column, error.mistake)
    except InputError as error:
        failed = Failed(error.reason, error.line, error.column)
    except UsageError as error:
        failed = Failed(str(error))
    shown = served.explorer.editor.answered(page, links, job.sparql, answer, failed, job.start)
    return Reply(shown)


def _canned(served: Served, job: jobs.Canned) -> Reply:
    canned = catalog.get(served.queries, job.name)
    answer = run.canned(served.store, canned, job.given, lang=job.lang)
    table = answer.table(members=job.format == "json")
    if cited.asked(job.cite, job.style):
        found = cited.cited(served.store, answer, table.members)
        table = cited.table(found, job.format, job.style or cited.DEFAULT_STYLE, job.rows)
    return _written(table, job.format, job.rows)


def _thing(served: Served, job: jobs.Thing) -> Reply:
    found = neighbourhood(served.store, served.explorer.node(job.name))
    cut = len(found[None]) > job.rows
    if cut:
        kept = set(sorted(found[None], key=str)[: job.rows])
        found = {name: [one for one in triples if one in kept] for name, triples in found.items()}
    out = io.BytesIO()
    write.write(found, job.format, out)
    return Reply(out.getvalue(), job.rows if cut else None)


def _graph(served: Served, job: jobs.Graph) -> Reply:
    graph = ox.DefaultGraph() if job.graph is None else _node(job.graph)
    if not graphs.holds(served.store, graph):
        raise NoPageError([], "There is no such graph. The graphs are named below " + GRAPH)
    out = io.BytesIO()
    write.write_store(served.store, job.format, out, graph)
    return Reply(out.getvalue())


def _ontology(served: Served, job: jobs.Ontology) -> Reply:
    out = io.BytesIO()
    write.write(graphs.ontology(served.store), job.format, out)
    return Reply(out.getvalue())


def _find(served: Served, job: jobs.Find) -> Reply:
    answer = served.explorer.asked.suggestion(job.text, Addresses(job.lang)) if not job.of else None
    found = [
        {"iri": one.thing.iri, "label": one.thing.text, "kind": one.kind.text,
         "href": one.thing.href}
        for one in served.explorer.find(job.text, Addresses(job.lang), job.of)
    ]  # fmt: skip
    if answer is not None:
        found.insert(0, answer)
    return Reply(json.dumps({"found": found}, ensure_ascii=False).encode())


def _ask(served: Served, job: jobs.Ask) -> Reply:
    """The answer with what was understood in its JSON; UsageError if the question is refused."""
    response = served.explorer.asked.asker.ask(job.text, lang=job.lang or None)
    if response.refused:
        raise UsageError("\n".join(response.lines()))
    found = response.results(members=True)
    said = response.members()
    if cited.asked(job.cite, job.style):
        style = job.style or cited.DEFAULT_STYLE
        answer = citing.cite(served.store, response, members=True)
        if answer.boolean is None:
            table = cited.table(answer, job.format, style, job.rows)
            found = table._replace(members={**table.members, **said})
        else:
            said = {**said, "citations": cited.member(answer, style)}
    elif isinstance(found, results.Table):
        found = found._replace(members={**found.members, **said})
    if isinstance(found, ox.QueryBoolean) and job.format == "json":
        members = {"head": {}, "boolean": bool(found), **said}
        return Reply(json.dumps(members, ensure_ascii=False).encode())
    return _written(found, job.format, job.rows)


def _why(served: Served, job: jobs.Why) -> Reply:
    cited.asked(None, job.style)
    reasons = why_page.reasons(served.store, job.terms)
    if job.format == "json":
        labels = Labels(served.store, job.lang)
        style = job.style or cited.DEFAULT_STYLE
        found = why_writers.Writer(served.store, labels, style).json(reasons)
        return Reply(json.dumps(found, ensure_ascii=False).encode())
    out = io.BytesIO()
    write.write({None: why_rdf.triples(served.store, reasons)}, job.format, out)
    return Reply(out.getvalue())


def _completions(served: Served, job: jobs.Completions) -> Reply:
    labels = served.explorer.completions(Addresses(job.lang))
    found = {"prefixes": PREFIXES, "terms": list(labels), "labels": labels}
    return Reply(json.dumps(found, ensure_ascii=False).encode())


def _written(answer: template.Result | results.Table, name: str, most: int) -> Reply:
    """The answer in a W3C format, cut after `most` rows or triples."""
    out = io.BytesIO()
    if isinstance(answer, ox.QueryBoolean):
        if name not in _W3C:
            write.write({None: list(resultset.boolean(bool(answer)))}, name, out)
        else:
            answer.serialize(out, format=_W3C[name])
        return Reply(out.getvalue())
    if isinstance(answer, ox.QueryTriples):
        triples = _up_to(answer, most)
        cut = len(triples) > most
        write.write({None: list(set(triples[:most]))}, name, out)
        return Reply(out.getvalue(), most if cut else None)
    if isinstance(answer, results.Table):
        columns = list(answer.columns)
        # Only JSON has room for what is said beside the rows.
        members = answer.members if name == "json" else {}
        rows = _up_to(answer.rows, most)
    else:
        columns, members = [variable.value for variable in answer.variables], {}
        rows = _up_to(answer, most)
    cut = len(rows) > most
    if name not in _W3C:
        found = resultset.triples(columns, [tuple(row) for row in rows[:most]])
        write.write({None: list(found)}, name, out)
        return Reply(out.getvalue(), most if cut else None)
    content = results_json.written(columns, rows[:most], members)
    if name != "json":
        parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        sink = results.xml_into(out) if name == "xml" else out
        cast(ox.QuerySolutions, parsed).serialize(sink, format=_W3C[name])
        content = out.getvalue()
    return Reply(content, most if cut else None)


def _up_to(answer: Any, most: int) -> list[Any]:
    """The first `most` items and one more, if there are as many."""
    return list(islice(answer, most + 1))


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise UsageError("That is no IRI.") from None
