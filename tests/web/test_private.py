"""Pages of other sites: what they may read, under which names, and what caches may keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.server import Server, serving
from tests.support.terminal import CORPUS, SMALL, process

ORIGIN = {"Origin": "https://example.org"}
PATHS = [
    "/", "/sparql?query=ASK{}", "/sparql", "/queries", "/queries/summits", "/graphs?default",
    "/ontology", "/context", "/.well-known/void", "/openapi.json", "/healthz", "/search?q=a",
    "/pictures", "/pictures/hosts.svg", "/terms.json", "/static/style.css", "/no/such/address",
]  # fmt: skip


@pytest.fixture(scope="module")
def opened() -> Iterator[Server]:
    options = ("--allow-origin", "https://example.org", "--public-host", "data.example.org")
    with serving(*SMALL, *options) as running:
        yield running


@pytest.mark.parametrize("path", PATHS)
def test_other_sites_read_no_private_data(path: str, small: Server) -> None:
    answer = small.client.get(path, headers=ORIGIN)
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    if not path.startswith(("/context", "/static")):
        assert "public" not in answer.headers.get("cache-control", "")
    asked = {**ORIGIN, "Access-Control-Request-Method": "POST"}
    preflight = small.client.options(path, headers=asked)
    assert "access-control-allow-origin" not in preflight.headers


@pytest.mark.parametrize("path", PATHS)
def test_an_origin_that_is_allowed_reads_and_others_do_not(path: str, opened: Server) -> None:
    for origin, allowed in (("https://example.org", "https://example.org"), ("null", None)):
        answer = opened.client.get(path, headers={"Origin": origin})
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "origin" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("a.localhost", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("192.0.2.7:80", 200),
        ("data.example.org", 421),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("xlocalhost", 421),
        ("", 400),
        ("a b", 400),
        ("evil.example/localhost", 400),
        ("localhost@evil.example", 400),
    ],
)
def test_the_name_in_the_request_is_one_of_the_server(
    host: str, status: int, small: Server
) -> None:
    for path in ("/sparql?query=ASK{}", "/", "/openapi.json", "/static/style.css", "/none"):
        answer = small.client.get(path, headers={"Host": host})
        if status == 200:
            assert answer.status_code in (200, 404), path
        else:
            assert answer.status_code == status, path
            assert answer.headers["cache-control"] == "no-store"


def test_a_public_name(opened: Server) -> None:
    answer = opened.client.get("/openapi.json", headers={"Host": "data.example.org:8443"})
    assert "data.example.org:8443" in answer.text


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/static/style.css"])
def test_what_names_the_server_is_kept_by_no_shared_cache(path: str, opened: Server) -> None:
    host = {"Host": "data.example.org"}
    for accept in ("*/*", "text/html", "text/turtle"):
        answer = opened.client.get(path, headers={**host, "Accept": accept})
        if "data.example.org" in answer.text:
            assert "public" not in answer.headers.get("cache-control", ""), path
        if answer.status_code == 200 and path not in ("/healthz", "/openapi.json", "/context"):
            assert "accept" in answer.headers["vary"].lower(), path


def test_an_origin_that_is_none() -> None:
    answer = process("serve", "--data", CORPUS, "--only-data", "--allow-origin", "example.org")
    assert answer.code == 2
    assert "--allow-origin" in answer.err
