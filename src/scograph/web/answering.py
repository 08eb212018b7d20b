"""HTTP responses from the answers of jobs: content negotiation, ETag, cache."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from scograph import __version__
from scograph.names import dates
from scograph.rdf import sparql_tokens
from scograph.web import jobs, negotiate
from scograph.web.cache import LARGEST, Answers
from scograph.web.pool import Asked, ClientGoneError, Pool
from scograph.web.spool import Spool

CUT = "Scograph-Cut-To"
"""The header with the number of rows after which an answer was cut."""
SHARED = "public, max-age=60"
PRIVATE = "private, max-age=60"


class Answering:
    """Makes responses from the replies of workers; `version` is that of the store."""

    def __init__(self, pool: Pool, version: str, *, private: bool = False) -> None:
        self._pool = pool
        self._control = PRIVATE if private else SHARED
        self._version = f"{version} {__version__} ".encode()
        self._answers = Answers()

    async def respond(
        self, request: Request, job: jobs.Job, format_name: str, offers: dict[str, str]
    ) -> Response:
        """The response to a job in the format that it names; 304 if the client has it already."""
        adhoc = job if isinstance(job, jobs.Query | jobs.QueryPage) else None
        if adhoc and sparql_tokens.varies(adhoc.sparql):
            headers = {"Cache-Control": "no-store", "Vary": "Accept"}
            return await self._ask(
                request, job, headers, negotiate.content_type(format_name, offers)
            )
        tag = self._tag(format_name, jobs.encode(job))
        # An answer that depends on the name of this server is for those that use the same name.
        control = PRIVATE if adhoc and adhoc.base else self._control
        headers = {"ETag": tag, "Cache-Control": control, "Vary": "Accept"}
        if _matches(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        media = negotiate.content_type(format_name, offers)
        kept = self._answers.get(tag)
        if kept is None:
            return await self._ask(request, job, headers, media)
        return Response(kept.content, headers={**headers, **kept.headers}, media_type=media)

    async def _ask(
        self, request: Request, job: jobs.Job, headers: dict[str, str], media: str
    ) -> Response:
        """The response of a worker, which is kept if it has an ETag and is small."""
        if isinstance(job, jobs.Query | jobs.QueryPage):
            asked = Asked(client(request), sparql_tokens.shape(job.sparql))
        else:
            # A whole graph takes seconds, so it is no short answer.
            short = not isinstance(job, jobs.Graph)
            asked = Asked(client(request), f"{type(job).__name__} {job[0]}", preferred=short)
        found = await self._pool.ask(jobs.encode(job), asked, gone(request))
        cut = {CUT: str(found.cut)} if found.cut is not None else {}
        content = found.spool.content
        if content is None or len(content) > LARGEST:
            length = {"Content-Length": str(found.spool.length)}
            return SpooledResponse(found.spool, gone(request), {**headers, **cut, **length}, media)
        found.spool.close()
        if "ETag" in headers:
            self._answers.keep(headers["ETag"], content, cut)
        return Response(content, headers={**headers, **cut}, media_type=media)

    def _tag(self, format_name: str, line: bytes) -> str:
        """The key of an answer: the version of the graph, the whole request, and the day.

        The day since canned queries and pages may be about today.
        """
        today = dates.days("today")[0]
        content = self._version + f"{format_name} {today} ".encode() + line
        return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


class SpooledResponse(Response):
    """A large answer, which is given back to its spool when it is sent or its client has gone."""

    def __init__(
        self,
        spool: Spool,
        gone: Callable[[], Awaitable[None]],
        headers: dict[str, str],
        media_type: str,
    ) -> None:
        super().__init__(None, headers=headers, media_type=media_type)
        self._spool = spool
        self._gone = gone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it piece by piece, as its client takes it."""
        left = asyncio.ensure_future(self._gone())
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            for piece in self._spool.pieces() if scope["method"] != "HEAD" else ():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                await asyncio.sleep(0)
                if left.done():
                    raise ClientGoneError
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            left.cancel()
            self._spool.close()


def client(request: Request) -> str:
    """The address of the client."""
    return request.client.host if request.client else ""


def gone(request: Request) -> Callable[[], Awaitable[None]]:
    """A function that waits until the client disconnects."""

    async def wait() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return wait


def shared(response: Response) -> Response:
    """The response, which caches may keep for a minute."""
    response.headers["Cache-Control"] = SHARED
    return response


def own(response: Response) -> Response:
    """The response, which only its client may keep: the name of this server stands in it."""
    response.headers["Cache-Control"] = PRIVATE
    return response


def _matches(header: str | None, tag: str) -> bool:
    if not header:
        return False
    tags = {one.strip().removeprefix("W/") for one in header.split(",")}
    return tag in tags or "*" in tags
