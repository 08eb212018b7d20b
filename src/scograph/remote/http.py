"""HTTP requests to a server that the user named, limited in time and size, errors as sentences.

httpx is imported here and nowhere else; other modules import this one inside the functions that
use it, since most commands need no HTTP.
"""

from __future__ import annotations

import os
import re
import ssl
import time
import urllib.request
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import httpx

from scograph import __version__
from scograph.errors import DeadlineError, ScographError, StoreError, UnreachableError, UsageError
from scograph.remote.packing import PackingError, Unpacker

Login: TypeAlias = tuple[str, str]

LARGEST_ANSWER = 512 * 1024 * 1024
_PATIENCE = 600.0
_REDIRECTS = {301, 302, 307, 308}
_ALGORITHM = re.compile(r'algorithm="?([\w-]+)')
_PROTECTION = re.compile(r'qop="?([\w, -]+)')
_ALGORITHMS = {
    f"{name}{end}" for name in ("MD5", "SHA", "SHA-256", "SHA-512") for end in ("", "-SESS")
}


@dataclass(frozen=True)
class Reply:
    """The answer of a server; `most_rows` is the number of rows after which it cuts results.

    `cut` are the server's own words that the answer is not whole; empty if it says nothing.
    """

    url: str
    status: int
    media_type: str
    body: bytes
    most_rows: int | None = None
    cut: str = ""

    @property
    def ok(self) -> bool:
        """True if the status is one of success."""
        return 200 <= self.status < 300

    @property
    def reason(self) -> str:
        """Status and first line of the body for a message: `404 Not Found: no such dataset`."""
        words = self.body[:2000].decode("utf-8", "replace").strip()
        line = "" if words.startswith("<") else words.partition("\n")[0]
        clean = "".join(char for char in line if char.isprintable())[:300].rstrip(". ")
        name = httpx.codes.get_reason_phrase(self.status)
        return f"{self.status} {name}".strip() + (f": {clean}" if clean else "")


class Connection:
    """Requests to one host, with one login, within one time limit."""

    def __init__(
        self, url: str, *, login: Login | None = None, timeout: float | None = None
    ) -> None:
        check_url(url)
        self._timeout = timeout
        self._deadline = time.monotonic() + (_PATIENCE if timeout is None else timeout)
        self._proxy = _proxy(url)
        self._client = _client(_Login(*login) if login else None, self._proxy)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def extend(self, seconds: float) -> None:
        """Leaves at least these seconds, to clean up after a failure."""
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
        """The reply of the server, whatever its status.

        A redirect is followed on the same host only: a login and a query are for the server that
        the user named.
        """
        for _ in range(5):
            reply, onward = self._once(method, url, headers, content, form)
            if onward is None:
                return reply
            url = onward
        raise StoreError(f"{url} redirects too often.")

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
            raise self._unreachable(url, error) from None
        except httpx.TransportError as error:
            by = f" through the proxy {self._proxy}" if self._proxy else ""
            raise StoreError(f"The connection to {url}{by} broke: {_words(error)}.") from None
        except PackingError as error:
            raise StoreError(f"{url} sent an answer that cannot be unpacked: {error}.") from None
        except (ScographError, KeyboardInterrupt, MemoryError):
            raise
        except Exception as error:
            raise StoreError(f"The request to {url} failed: {_words(error)}.") from None
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        most = response.headers.get("x-sparql-maxrows", "")
        most_rows = int(most) if most.isascii() and most.isdigit() else None
        cut = _cut(response)
        return Reply(url, response.status_code, media_type, body, most_rows, cut), None

    def _unreachable(self, url: str, error: Exception) -> UnreachableError:
        if self._proxy:
            return UnreachableError(
                f"No connection to the proxy {self._proxy}, which the environment names for {url}: "
                f"{_words(error)}. To go without it, put the host into NO_PROXY."
            )
        return UnreachableError(
            f"No connection to {url}: {_words(error)}. Is the server running there?"
        )

    def _body(self, url: str, response: httpx.Response) -> bytes:
        whole = bytearray()
        unpacker = Unpacker(response.headers.get("content-encoding", ""))
        for packed in response.iter_raw():
            self._left(url)
            for piece in unpacker.feed(packed):
                whole += piece
                if len(whole) > LARGEST_ANSWER:
                    size = LARGEST_ANSWER // (1024 * 1024)
                    raise StoreError(f"The answer of {url} is larger than {size} MB. Ask for less.")
                self._left(url)
        unpacker.end()
        return bytes(whole)

    def _left(self, url: str) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._too_late(url)
        return left

    def _too_late(self, url: str) -> DeadlineError:
        span = _PATIENCE if self._timeout is None else self._timeout
        return DeadlineError(
            f"{url} did not finish within {span:g} seconds (--timeout gives more)."
        )


class _Login(httpx.Auth):
    """Basic or digest authentication, as the server asks; nothing is sent before it asks."""

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
            if any(map(_can_digest, schemes)):
                self._chosen = httpx.DigestAuth(self._user, self._password)
            elif any("basic" in scheme for scheme in schemes):
                self._chosen = httpx.BasicAuth(self._user, self._password)
            else:
                return
        yield from self._chosen.auth_flow(request)


def _can_digest(challenge: str) -> bool:
    """True if a challenge is for digest with an algorithm that httpx has."""
    if "digest" not in challenge:
        return False
    found = _ALGORITHM.search(challenge)
    protection = _PROTECTION.search(challenge)
    known = found is None or found[1].upper() in _ALGORITHMS
    return known and (protection is None or "auth" in re.split(r"[\s,]+", protection[1]))


def _cut(response: httpx.Response) -> str:
    """The words of a server that its answer is not whole, or an empty text."""
    if response.status_code == httpx.codes.PARTIAL_CONTENT:
        return "206 Partial Content"
    # Virtuoso, when its time for a query is over.
    state = response.headers.get("x-sql-state", "")
    return f"X-SQL-State: {state[:40]}" if state else ""


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for an address."""
    address = httpx.URL(url)
    host = address.host + (f":{address.port}" if address.port else "")
    if urllib.request.proxy_bypass(host):
        return None
    named = urllib.request.getproxies()
    found = named.get(address.scheme) or named.get("all")
    return found if not found or "://" in found else f"http://{found}"


def _client(login: _Login | None, proxy: str | None) -> httpx.Client:
    """A client that uses this proxy and no other; StoreError for one of an unknown kind."""
    try:
        return httpx.Client(
            auth=login,
            proxy=proxy,
            # httpx would fail for a proxy that this address does not use.
            trust_env=False,
            verify=_certificates(),
            follow_redirects=False,
            headers={"User-Agent": f"scograph/{__version__}", "Accept-Encoding": "identity"},
        )
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        raise StoreError(
            f"The proxy {proxy}, which the environment names, cannot be used: {_words(error)}. "
            "To go without it, put the host into NO_PROXY."
        ) from None


def _certificates() -> ssl.SSLContext | bool:
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if not file and not folder:
        return True
    try:
        return ssl.create_default_context(cafile=file or None, capath=folder or None)
    except OSError as error:
        raise UsageError(
            "SSL_CERT_FILE, SSL_CERT_DIR or SSLKEYLOGFILE cannot be used: "
            f"{error.strerror or error}."
        ) from None


def check_url(text: str) -> httpx.URL:
    """The parsed URL; UsageError unless it is http or https, with a host and no password.

    >>> check_url("http://localhost:7878/query").host
    'localhost'
    """
    try:
        url = httpx.URL(text)
        # A host in another script is decoded only here.
        host = url.host
    except (httpx.InvalidURL, ValueError) as error:
        raise UsageError(f"{text!r} is no address: {_words(error)}.") from None
    if url.scheme not in ("http", "https") or not host:
        raise UsageError(f"{text!r} is no address of a server: it begins with http:// or https://.")
    if url.userinfo:
        raise UsageError(
            "Leave the user and the password out of the address: --user names the one, "
            "SCOGRAPH_PASSWORD or --password the other."
        )
    return url


def _onward(here: httpx.URL, location: str) -> str:
    try:
        there = here.join(location)
        host = there.host
    except (httpx.InvalidURL, ValueError):
        raise StoreError(f"{here} redirects to something that is no address.") from None
    same = (there.scheme, host, there.port) == (here.scheme, here.host, here.port)
    upgrade = here.host == host and (here.scheme, there.scheme) == ("http", "https")
    if not (same or (upgrade and there.port is None)):
        raise StoreError(
            f"{here} redirects to another server, {there}. Name that address if you trust it."
        )
    if there.userinfo:
        raise StoreError(f"{here} redirects to an address with a login, which nobody named here.")
    return str(there)


def _words(error: Exception) -> str:
    text = "".join(char for char in str(error) if char.isprintable())
    return text.partition("] ")[2].rstrip(".").lower() or text or type(error).__name__
