"""Answers that a server packs although nobody asked for it: whole, or refused."""

from __future__ import annotations

import gzip
import zlib

import pytest

from scograph.errors import StoreError
from scograph.remote import endpoint, http
from tests.support.servers import serving

ONE, TWO = b"<a:a> <a:b> <a:c> .\n", b"<a:a> <a:b> <a:d> .\n"
KIND = {"Content-Type": "application/n-triples"}


def flushed(text: bytes, window: int) -> bytes:
    """The text as a server sends it that stops after it: all of it, without the end."""
    engine = zlib.compressobj(wbits=window)
    return engine.compress(text) + engine.flush(zlib.Z_FULL_FLUSH)


def raw(text: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(text) + engine.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(ONE + TWO)),
        ("X-GZIP", gzip.compress(ONE) + gzip.compress(TWO)),
        ("deflate", zlib.compress(ONE + TWO)),
        ("deflate", raw(ONE + TWO)),
        ("identity", ONE + TWO),
        ("gzip, identity", gzip.compress(ONE + TWO)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_answer_that_is_packed(encoding: str, body: bytes) -> None:
    with serving(lambda *_: (200, KIND | {"Content-Encoding": encoding}, body)) as url:
        assert len(endpoint.construct(url, "CONSTRUCT {} {}")) == 2


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", flushed(ONE, 31), "it stops before its end"),
        ("gzip", gzip.compress(ONE) + gzip.compress(TWO)[:-1], "it stops before its end"),
        ("gzip", gzip.compress(ONE) + b"\x1f", "it stops before its end"),
        ("deflate", flushed(ONE, 15), "it stops before its end"),
        ("deflate", flushed(ONE, -15), "it stops before its end"),
        ("deflate", zlib.compress(ONE) + TWO, "something follows its end"),
        ("gzip", gzip.compress(ONE)[:-8] + bytes(8), "it is broken"),
        ("gzip", gzip.compress(ONE) + TWO, "it is broken"),
        ("gzip", ONE, "it is broken"),
        ("gzip, gzip", gzip.compress(gzip.compress(ONE)), "it is packed more than once"),
        ("br", ONE, "it is packed as br, which nobody asked for"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_that_cannot_be_unpacked(encoding: str, body: bytes, words: str) -> None:
    with (
        serving(lambda *_: (200, KIND | {"Content-Encoding": encoding}, body)) as url,
        pytest.raises(StoreError, match=f"cannot be unpacked: {words}"),
    ):
        endpoint.construct(url, "CONSTRUCT {} {}")


def test_one_that_is_a_thousand_times_as_large() -> None:
    engine = zlib.compressobj(wbits=31)
    body = b"".join(engine.compress(bytes(1 << 20)) for _ in range(70)) + engine.flush()
    with (
        serving(lambda *_: (200, KIND | {"Content-Encoding": "gzip"}, body)) as url,
        pytest.raises(StoreError, match="more than 100 times as large as what came"),
    ):
        endpoint.construct(url, "CONSTRUCT {} {}")


def test_a_redirect_with_a_login_is_not_followed() -> None:
    with (
        serving(
            lambda handler, _: (307, {"Location": f"http://u:p@{handler.headers['Host']}/"}, b"")
        ) as url,
        http.Connection(url) as connection,
        pytest.raises(StoreError, match="with a login, which nobody named"),
    ):
        connection.ask("GET", url)
