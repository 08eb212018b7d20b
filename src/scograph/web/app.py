"""The ASGI application: routes, middleware and error handlers."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from scograph.web import answering, failures
from scograph.web.hosts import Hosts
from scograph.web.middleware import Guard, VaryingByOrigin
from scograph.web.problem import ProblemError
from scograph.web.routes import Options, Routes

_LONGEST_ADDRESS = 32 * 1024


class _Whole(StaticFiles):
    """The files of the pages, each whole: a header may name thousands of ranges that overlap."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [header for header in scope["headers"] if header[0] != b"range"]
        await super().__call__({**scope, "headers": headers}, receive, _without_ranges(send))


def _without_ranges(send: Send) -> Send:
    async def whole(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [header for header in message["headers"] if header[0] != b"accept-ranges"]
            message = {**message, "headers": kept}
        await send(message)

    return whole


def create(to: Routes, options: Options) -> Starlette:
    """The application whose addresses these handlers answer."""
    routes = [
        # Routes are tried in turn, so the most frequent requests come first.
        Route("/sparql", to.sparql, methods=["GET", "POST"]),
        Route("/", to.home),
        Route("/search", to.search),
        Route("/ask", to.ask),
        Route("/why", to.why),
        Route("/pictures", to.charts),
        Route("/pictures/{name}.svg", to.chart),
        Route("/pictures/{name}", to.chart_page),
        Route("/terms.json", to.completions),
        Mount("/static", _Whole(packages=[("scograph.web", "static")])),
        Route("/graphs", to.graphs),
        Route("/queries", to.queries),
        Route("/queries/{name}", to.canned),
        Route("/id/{name:path}", to.thing),
        Route("/ontology", to.ontology),
        Route("/ontology/{version}", to.ontology),
        Route("/context", to.context),
        Route("/.well-known/void", to.void),
        Route("/openapi.json", to.openapi),
        Route("/healthz", to.health),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(
                Guard,
                log=options.access_log,
                private=options.private,
                longest=min(options.request, _LONGEST_ADDRESS),
            ),
            Middleware(Hosts, names=options.hosts),
            *_cross_origin(options.origins),
        ],
        exception_handlers={ProblemError: failures.problem, HTTPException: failures.http},
    )


def _cross_origin(origins: tuple[str, ...]) -> list[Middleware]:
    """Lets pages of these origins read the answers; all pages with `*`."""
    if not origins:
        return []
    cors = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Retry-After", answering.CUT],
        max_age=86_400,
    )
    return [Middleware(VaryingByOrigin), cors] if "*" not in origins else [cors]
