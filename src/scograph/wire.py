"""HTTP with a server that the user named: bounded, without surprises, errors as sentences.

httpx is imported here and nowhere else; whoever needs this module imports it where it is used.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import httpx

from scograph import __version__
from scograph.errors import BadRequest, OutOfTime, StoreFailed, Unreachable

Login: TypeAlias = tuple[str, str]

LARGEST_ANSWER = 512 * 1024 * 1024
_PATIENCE = 600.0
_REDIRECTS = {301, 302, 307, 308}


@dataclass(frozen=True)
class Reply:
    """What a server answered: `reason` is its status and its first words, fit for a message.

    `most_rows` is the number of rows at which the server says that it cuts its answers.
    """

    url: str
    status: int
    media_type: str
    body: bytes
    most_rows: int | None = None

    @property
    def ok(self) -> bool:
        """The server did what it was asked."""
        return 200 <= self.status < 300

    @property
    def reason(self) -> str:
        """`404 Not Found: no such dataset`, without control characters, on one line."""
        words = self.body[:2000].decode("utf-8", "replace").strip()
        line = "" if words.startswith("<") else words.partition("\n")[0]
        clean = "".join(char for char in line if char.isprintable())[:300].rstrip(". ")
        name = httpx.codes.get_reason_phrase(self.status)
        return f"{self.status} {name}".strip() + (f": {clean}" if clean else "")


class Connection:
    """Requests to one host, with one login, within one span of time."""

    def __init__(
        self, url: str, *, login: Login | None = None, timeout: float | None = None
    ) -> None:
        check_url(url)
        self._timeout = timeout
        self._deadline = time.monotonic() + (_PATIENCE if timeout is None else timeout)
        self._client = httpx.Client(
            auth=_Login(*login) if login else None,
            follow_redirects=False,
            headers={"User-Agent": f"scograph/{__version__}", "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def extend(self, seconds: float) -> None:
        """Leaves at least these seconds from now, to tidy up after a failure."""
        self._deadline = max(self._deadline, time.monotonic() + seconds)

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        form: Mapping[str, str | list[str]] | None = None,
    ) -> Reply:
        """The reply, whatever its status.

        A redirect is followed on the same host only: a login and a query are for the server that
        the user named.
        """
        for _ in range(5):
            reply, onward = self._once(method, url, headers, content, form)
            if onward is None:
                return reply
            url = onward
        raise StoreFailed(f"{url} redirects again and again.")

    def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        content: bytes | None,
        form: Mapping[str, str | list[str]] | None,
    ) -> tuple[Reply, str | None]:
        left = self._left(url)
        limits = httpx.Timeout(left, connect=min(left, 10.0))
        try:
            request = self._client.build_request(
                method, url, headers=headers, content=content, data=form, timeout=limits
            )
            response = self._client.send(request, stream=True)
            try:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    onward = _onward(response.request.url, response.headers["location"])
                    return Reply(url, response.status_code, "", b""), onward
                body = self._body(url, response)
            finally:
                response.close()
        except httpx.TimeoutException:
            raise self._too_late(url) from None
        except httpx.ConnectError as error:
            raise Unreachable(
                f"No connection to {url}: {_words(error)}. Is the server running there?"
            ) from None
        except httpx.TransportError as error:
            raise StoreFailed(f"The connection to {url} broke: {_words(error)}.") from None
        except httpx.DecodingError:
            raise StoreFailed(f"{url} sent an answer that cannot be unpacked.") from None
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        most = response.headers.get("x-sparql-maxrows", "")
        most_rows = int(most) if most.isascii() and most.isdigit() else None
        return Reply(url, response.status_code, media_type, body, most_rows), None

    def _body(self, url: str, response: httpx.Response) -> bytes:
        pieces = bytearray()
        for piece in response.iter_bytes():
            pieces += piece
            if len(pieces) > LARGEST_ANSWER:
                size = LARGEST_ANSWER // (1024 * 1024)
                raise StoreFailed(f"The answer of {url} is larger than {size} MB. Ask for less.")
            self._left(url)
        return bytes(pieces)

    def _left(self, url: str) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._too_late(url)
        return left

    def _too_late(self, url: str) -> OutOfTime:
        span = _PATIENCE if self._timeout is None else self._timeout
        return OutOfTime(f"{url} did not finish within {span:g} seconds (--timeout gives more).")


class _Login(httpx.Auth):
    """Basic or digest, as the server asks; nothing is sent before it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._password = password
        self._chosen: httpx.BasicAuth | httpx.DigestAuth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sends the request as it is until a server has named its scheme."""
        if self._chosen is None:
            response = yield request
            if response.status_code != 401:
                return
            schemes = [
                challenge.lower() for challenge in response.headers.get_list("www-authenticate")
            ]
            if any("digest" in scheme for scheme in schemes):
                self._chosen = httpx.DigestAuth(self._user, self._password)
            elif any("basic" in scheme for scheme in schemes):
                self._chosen = httpx.BasicAuth(self._user, self._password)
            else:
                return
        yield from self._chosen.auth_flow(request)


def check_url(text: str) -> httpx.URL:
    """The parsed address; BadRequest unless it is http or https, with a host and no password.

    >>> check_url("http://localhost:7878/query").host
    'localhost'
    """
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise BadRequest(f"{text!r} is no address: {_words(error)}.") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise BadRequest(f"{text!r} is no address of a server: it begins with http:// or https://.")
    if url.userinfo:
        raise BadRequest(
            "Leave the user and the password out of the address: --user names the one, "
            "SCOGRAPH_PUSH_PASSWORD or --password the other."
        )
    return url


def _onward(here: httpx.URL, location: str) -> str:
    try:
        there = here.join(location)
    except httpx.InvalidURL:
        raise StoreFailed(f"{here} redirects to something that is no address.") from None
    same = (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port)
    upgrade = here.host == there.host and (here.scheme, there.scheme) == ("http", "https")
    if not (same or (upgrade and there.port is None)):
        raise StoreFailed(
            f"{here} redirects to another server, {there}. Name that address if you trust it."
        )
    return str(there)


def _words(error: Exception) -> str:
    text = "".join(char for char in str(error) if char.isprintable())
    return text.partition("] ")[2].rstrip(".").lower() or text or type(error).__name__
