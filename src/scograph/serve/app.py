"""The application: which address answers what, and the guards that stand before every one."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scograph import __version__, context, lexing
from scograph.explore.links import LANGUAGES, Addresses, Page
from scograph.namespaces import SCOD
from scograph.serve import about, negotiate, openapi, protocol
from scograph.serve.answers import Answers
from scograph.serve.pool import Gone, Pool
from scograph.serve.problem import Problem

GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_SHARED = "public, max-age=60"
_TAG = 35


class Options(NamedTuple):
    """How to serve: the store's folder, and the limits on what strangers may ask.

    `timeout` in seconds; `memory` in MiB for each worker; `rows` for one answer; `queue` is how
    many requests may wait; `request` in bytes; `services` the hosts that SERVICE may name.
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


def create(options: Options) -> Starlette:
    """The application on a store; its workers start with it."""
    service = _Service(options)
    routes = [
        # What is asked most stands first, since they are tried in turn.
        Route("/sparql", service.sparql, methods=["GET", "POST"]),
        Route("/", service.home),
        Route("/search", service.search),
        Route("/pictures", service.pictures),
        Route("/pictures/{name}.svg", service.drawing),
        Route("/pictures/{name}", service.picture),
        Route("/terms.json", service.terms),
        Mount("/static", StaticFiles(packages=[("scograph.explore", "static")])),
        Route("/graphs", service.graphs),
        Route("/queries", service.queries),
        Route("/queries/{name}", service.canned),
        Route("/id/{name:path}", service.thing),
        Route("/ontology", service.ontology),
        Route("/context", service.context),
        Route("/.well-known/void", service.void),
        Route("/openapi.json", service.openapi),
        Route("/healthz", service.health),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(_Watch, log=options.access_log),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["*"],
                expose_headers=["ETag", "Link", "Retry-After", about.CUT],
                max_age=86_400,
            ),
        ],
        exception_handlers={Problem: _problem, HTTPException: _http_problem},
        lifespan=service.lifespan,
    )


class _Service:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._pool = Pool(
            options.folder,
            workers=options.workers,
            timeout=options.timeout,
            memory=options.memory,
            queue=options.queue,
        )
        self._answers = Answers()
        self._known = about.Known(options.folder)
        self._context = json.dumps(
            {"@context": context.published()}, ensure_ascii=False, indent=2
        ).encode()

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self._pool.start()
        try:
            yield
        finally:
            await self._pool.close()

    async def home(self, request: Request) -> Response:
        return await self._page(request, "home", "", set())

    async def search(self, request: Request) -> Response:
        given = _given(request, {"q", "of", "lang", "format"})
        job = {"kind": "find", "text": given.get("q", "")[:200], "of": given.get("of"),
               "lang": _language(given)}  # fmt: skip
        if self._wants_page(request, given.get("format"), {"json": "application/json"}):
            return await self._page(request, "search", "", {"q", "of"})
        return await self._answer(request, job, given.get("format"), {"json": "application/json"})

    async def pictures(self, request: Request) -> Response:
        return await self._page(request, "pictures", "", set())

    async def picture(self, request: Request) -> Response:
        return await self._page(request, "picture", request.path_params["name"], None)

    async def drawing(self, request: Request) -> Response:
        given = _given(request, None)
        name, lang = request.path_params["name"], _language(given)
        given.pop("lang", None)
        job = {"kind": "picture", "name": name, "given": given, "lang": lang}
        return await self._answer(request, job, "svg", {"svg": "image/svg+xml"})

    async def terms(self, request: Request) -> Response:
        job = {"kind": "terms", "lang": _language(_given(request, {"lang"}))}
        return await self._answer(request, job, "json", {"json": "application/json"})

    async def _page(
        self, request: Request, kind: str, name: str, known: set[str] | None
    ) -> Response:
        """A page for people; `known` are the values that it takes (None: any)."""
        given = _given(request, None if known is None else known | {"lang", "format"})
        lang = _language(given)
        given = {key: value for key, value in given.items() if key not in ("lang", "format")}
        job = {"kind": "page", "page": kind, "name": name, "given": given, "lang": lang}
        return await self._answer(request, job, "html", negotiate.PAGE)

    def _wants_page(self, request: Request, wanted: str | None, others: dict[str, str]) -> bool:
        """Whether a page is asked for rather than one of the other formats."""
        offers = {**others, **negotiate.PAGE}
        return negotiate.choose(wanted, request.headers.get("accept"), offers) == "html"

    async def sparql(self, request: Request) -> Response:
        asked = await protocol.read(request, self._options.request)
        if asked.sparql is None:
            if self._wants_page(request, asked.format, negotiate.GRAPH):
                return await self._page(request, "sparql", "", {"edit", "example"})
            return self._described(request, asked.format, self._known.service(_base(request)))
        graph = lexing.form(asked.sparql) in GRAPH_FORMS
        job = {
            "kind": "query",
            "sparql": asked.sparql,
            "default_graphs": asked.default_graphs,
            "named_graphs": asked.named_graphs,
            "services": list(self._options.services),
        }
        offers = negotiate.GRAPH if graph else negotiate.ROWS
        if self._wants_page(request, asked.format, offers):
            job |= {"kind": "shown", "lang": _language(dict(protocol.parameters(request)))}
            return await self._answer(request, job, "html", negotiate.PAGE)
        return await self._answer(request, job, asked.format, offers)

    async def graphs(self, request: Request) -> Response:
        """Reads of the SPARQL 1.1 Graph Store Protocol."""
        given = _given(request, {"graph", "default", "format"})
        if ("graph" in given) == ("default" in given):
            raise Problem(
                400,
                "Say which graph: ?default, or ?graph= with its IRI.",
                graphs=self._known.graphs[:1000],
            )
        job = {"kind": "graph", "graph": given.get("graph")}
        return await self._answer(request, job, given.get("format"), negotiate.GRAPH)

    async def queries(self, request: Request) -> Response:
        given = _given(request, {"lang", "format"})
        if self._wants_page(request, given.get("format"), {"json": "application/json"}):
            return await self._page(request, "queries", "", set())
        return _kept(JSONResponse(self._known.listing(_base(request))))

    async def canned(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._known.queries:
            near = self._known.near(name)
            raise Problem(404, "There is no canned query of that name.", near=near or None)
        given = _given(request, None)
        format_name, lang = given.pop("format", None), given.pop("lang", "en")
        if self._wants_page(request, format_name, negotiate.TABLE):
            return await self._page(request, "query", name, None)
        job = {"kind": "canned", "name": name, "given": given, "lang": lang[:_TAG]}
        return await self._answer(request, job, format_name, negotiate.TABLE)

    async def thing(self, request: Request) -> Response:
        given = _given(request, {"format", "lang", "all", "start", "on"})
        name = request.path_params["name"]
        if self._wants_page(request, given.get("format"), negotiate.DATASET):
            return await self._page(request, "thing", name, {"all", "start", "on"})
        job = {"kind": "thing", "iri": SCOD + name}
        response = await self._answer(request, job, given.get("format"), negotiate.DATASET)
        response.headers["Link"] = f'<{SCOD}{about.escaped(name)}>; rel="canonical"'
        return response

    async def ontology(self, request: Request) -> Response:
        given = _given(request, {"format", "lang"})
        if self._wants_page(request, given.get("format"), negotiate.GRAPH):
            return await self._page(request, "ontology", "", set())
        job = {"kind": "ontology"}
        return await self._answer(request, job, given.get("format"), negotiate.GRAPH)

    async def context(self, request: Request) -> Response:
        return _kept(Response(self._context, media_type="application/ld+json"))

    async def void(self, request: Request) -> Response:
        given = _given(request, {"format"})
        return self._described(request, given.get("format"), self._known.dataset(_base(request)))

    async def openapi(self, request: Request) -> Response:
        return _kept(JSONResponse(openapi.describe(self._known.queries, _base(request))))

    async def health(self, request: Request) -> Response:
        job = {"kind": "query", "sparql": "ASK {}", "default_graphs": [], "named_graphs": []}
        await self._pool.ask(_line({**job, "format": "json", "rows": 1}), _never(request))
        return JSONResponse(
            {"status": "ok", "version": __version__}, headers={"Cache-Control": "no-store"}
        )

    async def _answer(
        self, request: Request, job: dict[str, Any], wanted: str | None, offers: dict[str, str]
    ) -> Response:
        name = negotiate.choose(wanted, request.headers.get("accept"), offers)
        line = _line({**job, "format": name, "rows": self._options.rows})
        tag = self._tag(line)
        headers = {"ETag": tag, "Cache-Control": _SHARED, "Vary": "Accept"}
        if _matches(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        kept = self._answers.get(tag)
        if kept is None:
            found = await self._pool.ask(line, _never(request))
            cut = {about.CUT: str(found.cut)} if found.cut is not None else {}
            if not isinstance(found.content, bytes):
                headers |= {"Content-Length": str(found.length), **cut}
                media = negotiate.content_type(name, offers)
                return StreamingResponse(found.content, headers=headers, media_type=media)
            kept = self._answers.keep(tag, found.content, cut)
        headers |= kept.headers
        return Response(
            kept.content, headers=headers, media_type=negotiate.content_type(name, offers)
        )

    def _described(self, request: Request, wanted: str | None, triples: about.Triples) -> Response:
        name = negotiate.choose(wanted, request.headers.get("accept"), negotiate.GRAPH)
        response = Response(
            about.written(triples, name), media_type=negotiate.content_type(name, negotiate.GRAPH)
        )
        response.headers["Vary"] = "Accept"
        return _kept(response)

    def _tag(self, line: bytes) -> str:
        """What the answer depends on: the version of the graph and all of the request."""
        version = f"{self._options.folder.name} {__version__} ".encode()
        return f'"{hashlib.sha256(version + line).hexdigest()[:32]}"'


def _line(job: dict[str, Any]) -> bytes:
    """A job as a worker reads it; the same line for the same request."""
    return f"{json.dumps(job, sort_keys=True)}\n".encode()


def _given(request: Request, known: set[str] | None) -> dict[str, str]:
    """The parameters of the address, each given once and known (None takes any name)."""
    found: dict[str, str] = {}
    for name, value in protocol.parameters(request):
        if name in found:
            raise Problem(400, f"The parameter {name[:80]} is given more than once.")
        if known is not None and name not in known:
            has = f" There are {', '.join(sorted(known))}." if known else ""
            raise Problem(400, f"There is no parameter {name[:80]}.{has}")
        found[name] = value
    return found


def _language(given: dict[str, str]) -> str:
    """The language of a page: English where it is none of those that pages come in."""
    lang = given.get("lang", "en")
    return lang if lang in LANGUAGES else "en"


def _matches(header: str | None, tag: str) -> bool:
    if not header:
        return False
    tags = {one.strip().removeprefix("W/") for one in header.split(",")}
    return tag in tags or "*" in tags


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = _SHARED
    return response


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _never(request: Request) -> Callable[[], Awaitable[None]]:
    """Waits until the client goes away."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return gone


async def _problem(request: Request, error: Exception) -> Response:
    """The problem as JSON, or as a page for a browser."""
    problem = cast(Problem, error)
    if "text/html" not in request.headers.get("accept", "") or request.method == "OPTIONS":
        return problem.response()
    from scograph.explore.render import render

    links = Addresses(_language(dict(request.query_params)))
    shown = render("problem.html", Page("home"), links, status=problem.status,
                   detail=problem.detail, near=problem.more.get("near") or [])  # fmt: skip
    headers = {"Cache-Control": "no-store", **problem.headers}
    return HTMLResponse(shown, status_code=problem.status, headers=headers)


async def _http_problem(request: Request, error: Exception) -> Response:
    error = cast(HTTPException, error)
    if request.method == "OPTIONS" and error.status_code == 405:
        allowed = dict(error.headers or {}).get("Allow", "GET, HEAD")
        return Response(status_code=204, headers={"Allow": f"{allowed}, OPTIONS"})
    detail = {
        404: "There is nothing at that address. /, /search, /pictures, /sparql, /queries, /graphs, "
        "/id/, /ontology, /context, /.well-known/void and /openapi.json are there.",
        405: "That method is not for this address.",
    }.get(error.status_code, "The request cannot be answered.")
    return await _problem(request, Problem(error.status_code, detail, headers=error.headers))


_SAFE = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
_PAGE_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A picture holds its own styles, and nothing else that could do anything.
_PICTURE_POLICY = b"default-src 'none'; style-src 'unsafe-inline'"


def _policy(message: Message) -> bytes:
    """What a browser may do with the answer."""
    kind = dict(message["headers"]).get(b"content-type", b"")
    return _PICTURE_POLICY if kind.startswith(b"image/svg") else _PAGE_POLICY


class _Watch:
    """Answers a failure with a problem instead of a traceback, and logs a line for each request."""

    def __init__(self, app: ASGIApp, *, log: bool) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, size, started = 0, 0, time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] += [*_SAFE, (b"content-security-policy", _policy(message))]
            size += len(message.get("body", b""))
            await send(message)

        failure = ""
        try:
            await self._app(scope, receive, watched)
        except (Gone, asyncio.CancelledError):
            failure = " client gone"
        except Exception as error:
            failure = f" {type(error).__name__}"
            if not status:
                problem = Problem(500, "The request failed. It has been noted.")
                await problem.response()(scope, receive, watched)
        if self._log:
            taken = (time.perf_counter() - started) * 1000
            moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            path = about.escaped(scope["path"])[:200]
            client = (scope.get("client") or ("-",))[0]
            print(
                f"{moment} {client} {scope['method']} {path} {status or '-'} {size} "
                f"{taken:.0f}ms{failure}",
                file=sys.stderr,
                flush=True,
            )
