"""The handlers of all addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from scograph import __version__
from scograph.formats import context
from scograph.rdf import sparql_tokens
from scograph.rdf.namespaces import SCOD
from scograph.web import answering, jobs, negotiate, openapi, protocol
from scograph.web.answering import Answering, gone, own, shared
from scograph.web.middleware import escaped
from scograph.web.pool import Asked, Pool
from scograph.web.problem import ProblemError
from scograph.web.query_string import decoded, given, language, pairs
from scograph.web.service import Service, written

_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_JSON = {"json": "application/json"}
_SVG = {"svg": "image/svg+xml"}
_LONGEST_TAG = 35


class Options(NamedTuple):
    """Options of a server: the folder of the store, and the limits for untrusted clients.

    `timeout` in seconds; `memory` in MiB for each worker; `rows` for one answer; `queue` is how
    many requests may wait; `request` in bytes; `services` the hosts that SERVICE may name; `hosts`
    the names of the server, beside its addresses; `origins` the sites whose pages may read the
    answers, or `*`; `private` where the graph is not for everybody.
    """

    folder: Path
    workers: int = 2
    timeout: float = 30.0
    memory: int = 1024
    rows: int = 100_000
    queue: int = 64
    request: int = 256 * 1024
    services: tuple[str, ...] = ()
    access_log: bool = True
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ("*",)
    private: bool = False


class Routes:
    """The handlers of a server on one store."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._pool = Pool(
            options.folder,
            workers=options.workers,
            timeout=options.timeout,
            memory=options.memory,
            queue=options.queue,
        )
        self._answering = Answering(self._pool, options.folder.name, private=options.private)
        self._service = Service(options.folder)
        self._context = json.dumps(
            {"@context": context.published()}, ensure_ascii=False, indent=2
        ).encode()

    async def start(self) -> None:
        """Starts the workers; StoreError if one does not start."""
        await self._pool.start()

    async def close(self) -> None:
        """Ends the workers."""
        await self._pool.close()

    async def home(self, request: Request) -> Response:
        """The front page."""
        return await self._page(request, "home", "", set())

    async def search(self, request: Request) -> Response:
        """Search results, as a page or as JSON."""
        values = given(request, {"q", "of", "lang", "format"})
        if _wants_page(request, values.get("format"), _JSON):
            return await self._page(request, "search", "", {"q", "of"})
        name = _format(request, values.get("format"), _JSON)
        job = jobs.Find(values.get("q", "")[:200], values.get("of"), language(values))
        return await self._answering.respond(request, job, name, _JSON)

    async def ask(self, request: Request) -> Response:
        """The answer to a question in people's own words, as a page or in a result format."""
        values = given(request, {"q", "lang", "format", "cite", "style"})
        if _wants_page(request, values.get("format"), negotiate.ROWS):
            return await self._page(request, "ask", "", {"q", "cite", "style"})
        name = _format(request, values.get("format"), negotiate.ROWS)
        lang = values.get("lang", "")[:_LONGEST_TAG]
        cite, style = values.get("cite"), values.get("style")
        text = values.get("q", "")[:2000]
        job = jobs.Ask(text, lang, name, self._options.rows, cite, style)
        return await self._answering.respond(request, job, name, negotiate.ROWS)

    async def why(self, request: Request) -> Response:
        """Why the graph holds a fact or a statement, as a page, as JSON or as RDF."""
        named = {"thing", "property", "value"}
        values = given(request, {*named, "lang", "format", "style"})
        terms = [values[name] for name in ("thing", "property", "value") if name in values]
        if "thing" not in values or ("value" in values and "property" not in values):
            raise ProblemError(400, "Name a fact as thing, or a statement: thing, property, value.")
        if _wants_page(request, values.get("format"), negotiate.WHY):
            return await self._page(request, "why", "", {*named, "style"})
        name = _format(request, values.get("format"), negotiate.WHY)
        lang = values.get("lang", "")[:_LONGEST_TAG] or "en"
        job = jobs.Why([one[:2000] for one in terms], lang, name, values.get("style"))
        return await self._answering.respond(request, job, name, negotiate.WHY)

    async def charts(self, request: Request) -> Response:
        """The page that lists the charts."""
        return await self._page(request, "pictures", "", set())

    async def chart_page(self, request: Request) -> Response:
        """The page of a chart, with its data as a table."""
        return await self._page(request, "picture", request.path_params["name"], None)

    async def chart(self, request: Request) -> Response:
        """A chart as SVG."""
        values = given(request, None)
        lang = language(values)
        values.pop("lang", None)
        job = jobs.Chart(request.path_params["name"], values, lang)
        return await self._answering.respond(request, job, "svg", _SVG)

    async def completions(self, request: Request) -> Response:
        """The terms that the editor completes."""
        job = jobs.Completions(language(given(request, {"lang"})))
        return await self._answering.respond(request, job, "json", _JSON)

    async def sparql(self, request: Request) -> Response:
        """Queries of the SPARQL 1.1 Protocol; without one, the service description."""
        asked = await protocol.read(request, self._options.request)
        if asked.sparql is None:
            if _wants_page(request, asked.format, negotiate.GRAPH):
                return await self._page(request, "sparql", "", None)
            return _described(request, asked.format, self._service.service(_base(request)))
        graph = sparql_tokens.form(asked.sparql) in _GRAPH_FORMS
        offers = negotiate.GRAPH if graph else negotiate.ROWS
        if asked.format and not graph and not negotiate.named(asked.format, offers):
            offers = {**offers, **negotiate.GRAPH}
        relative = sparql_tokens.has_relative_iris(asked.sparql)
        query = (
            asked.sparql,
            asked.default_graphs,
            asked.named_graphs,
            self._options.services,
            f"{_base(request)}/sparql" if relative else None,
        )
        if _wants_page(request, asked.format, offers):
            given_here = dict(pairs(request))
            start = given_here.get("start", "")
            first = int(start) - 1 if re.fullmatch("[1-9][0-9]{0,5}", start) else 0
            page = jobs.QueryPage(*query, language(given_here), first)
            return await self._answering.respond(request, page, "html", negotiate.PAGE)
        name = _format(request, asked.format, offers)
        job = jobs.Query(*query, name, self._options.rows)
        return await self._answering.respond(request, job, name, offers)

    async def graphs(self, request: Request) -> Response:
        """Reads of the SPARQL 1.1 Graph Store Protocol."""
        values = given(request, {"graph", "default", "format"})
        if ("graph" in values) == ("default" in values):
            raise ProblemError(
                400,
                "Name one graph: ?default, or ?graph= with its IRI.",
                graphs=self._service.graphs[:1000],
            )
        return await self._graph(request, values.get("graph"), values.get("format"))

    async def queries(self, request: Request) -> Response:
        """The canned queries, as a page or as JSON."""
        values = given(request, {"lang", "format"})
        if _wants_page(request, values.get("format"), _JSON):
            return await self._page(request, "queries", "", set())
        return own(JSONResponse(self._service.listing(_base(request)), headers={"Vary": "Accept"}))

    async def canned(self, request: Request) -> Response:
        """The answer of a canned query, as a page or in a result format."""
        name = request.path_params["name"]
        if name not in self._service.queries:
            near = self._service.near(name)
            addresses = [f"/queries/{one}" for one in near]
            raise ProblemError(
                404,
                "There is no canned query of that name.",
                near=near or None,
                addresses=addresses or None,
            )
        values = given(request, None)
        wanted, lang = values.pop("format", None), values.pop("lang", "en")
        if _wants_page(request, wanted, negotiate.TABLE):
            return await self._page(request, "query", name, None)
        cite, style = values.pop("cite", None), values.pop("style", None)
        chosen = _format(request, wanted, negotiate.TABLE)
        tag = lang[:_LONGEST_TAG] or "en"
        job = jobs.Canned(name, values, tag, chosen, self._options.rows, cite, style)
        return await self._answering.respond(request, job, chosen, negotiate.TABLE)

    async def thing(self, request: Request) -> Response:
        """A thing, as a page or with the facts around it as RDF."""
        values = given(request, {"format", "lang", "all", "start", "on"})
        name = request.path_params["name"]
        if _wants_page(request, values.get("format"), negotiate.DATASET):
            return await self._page(request, "thing", name, {"all", "start", "on"})
        chosen = _format(request, values.get("format"), negotiate.DATASET)
        job = jobs.Thing(name, chosen, self._options.rows)
        response = await self._answering.respond(request, job, chosen, negotiate.DATASET)
        response.headers["Link"] = f'<{SCOD}{escaped(name)}>; rel="canonical"'
        return response

    async def ontology(self, request: Request) -> Response:
        """The ontology, as a page or as RDF; 404 for another version than this one."""
        version = request.path_params.get("version", self._service.ontology)
        if version != self._service.ontology:
            raise ProblemError(
                404,
                f"There is no version {version[:80]} of the ontology here. "
                f"This is version {self._service.ontology}.",
                near=[self._service.ontology],
                addresses=[f"/ontology/{self._service.ontology}"],
            )
        values = given(request, {"format", "lang"})
        if _wants_page(request, values.get("format"), negotiate.GRAPH):
            return await self._page(request, "ontology", "", set())
        name = _format(request, values.get("format"), negotiate.GRAPH)
        return await self._answering.respond(request, jobs.Ontology(name), name, negotiate.GRAPH)

    async def context(self, request: Request) -> Response:
        """The JSON-LD context."""
        return shared(Response(self._context, media_type="application/ld+json"))

    async def void(self, request: Request) -> Response:
        """The description of the dataset."""
        values = given(request, {"format"})
        return _described(request, values.get("format"), self._service.dataset(_base(request)))

    async def openapi(self, request: Request) -> Response:
        """The OpenAPI description of the web API."""
        return own(JSONResponse(openapi.describe(self._service.queries, _base(request))))

    async def health(self, request: Request) -> Response:
        """200 while a worker answers."""
        job = jobs.Query("ASK {}", (), (), (), None, "json", 1)
        asked = Asked(answering.client(request), "health", preferred=True)
        answer = await self._pool.ask(jobs.encode(job), asked, gone(request))
        answer.spool.close()
        return JSONResponse(
            {"status": "ok", "version": __version__}, headers={"Cache-Control": "no-store"}
        )

    async def _page(
        self, request: Request, kind: str, name: str, known: set[str] | None
    ) -> Response:
        """A page; `known` are the parameters that it takes (None: any)."""
        values = given(request, None if known is None else known | {"lang", "format"})
        if "lang" not in values and (preferred := _preferred(request)) != "en":
            return _in_language(request, preferred)
        lang = language(values)
        values = {key: value for key, value in values.items() if key not in ("lang", "format")}
        job = jobs.PageOf(kind, name, values, lang)
        response = await self._answering.respond(request, job, "html", negotiate.PAGE)
        response.headers.add_vary_header("Accept-Language")
        return response

    async def _graph(self, request: Request, graph: str | None, wanted: str | None) -> Response:
        name = _format(request, wanted, negotiate.GRAPH)
        job = jobs.Graph(graph, name)
        return await self._answering.respond(request, job, name, negotiate.GRAPH)


_Wanted: TypeAlias = str | Sequence[str] | None


def _format(request: Request, wanted: _Wanted, offers: dict[str, str]) -> str:
    return negotiate.choose(wanted, negotiate.accepted(request), offers)


def _wants_page(request: Request, wanted: _Wanted, others: dict[str, str]) -> bool:
    """True if HTML is preferred to the other formats."""
    return _format(request, wanted, {**others, **negotiate.PAGE}) == "html"


def _preferred(request: Request) -> str:
    """The language that the browser of a reader from elsewhere prefers.

    A link of our own pages without `lang` leads to English, as the reader has chosen.
    """
    headers = request.headers
    if headers.get("sec-fetch-site") == "same-origin" or headers.get("referer", "").startswith(
        f"{_base(request)}/"
    ):
        return "en"
    return negotiate.language(", ".join(headers.getlist("accept-language")))


def _in_language(request: Request, lang: str) -> Response:
    """The way to the same page in another language, with an address that can be shared."""
    values = decoded(request.scope["query_string"])
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
    # Relative, so that it holds behind a proxy too.
    to = "?" + "&".join(filter(None, (values, f"lang={lang}")))
    return RedirectResponse(to, status_code=302, headers=headers)


def _described(request: Request, wanted: _Wanted, triples: list[ox.Triple]) -> Response:
    name = _format(request, wanted, negotiate.GRAPH)
    media = negotiate.content_type(name, negotiate.GRAPH)
    return own(Response(written(triples, name), media_type=media, headers={"Vary": "Accept"}))


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
