"""A server on the shipped graph and a real browser, which lets nothing wrong pass."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.support.need import need
from tests.support.server import Server
from tests.support.shared_server import shared
from tests.support.terminal import SMALL
from tests.support.visitor import Visitor

try:
    from playwright.sync_api import Browser, sync_playwright
except ImportError:
    sync_playwright = None  # type: ignore[assignment]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with shared("shipped", tmp_path_factory, "--timeout", "60") as running:
        yield running


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the small invented corpus, as it is without options."""
    with shared("small", tmp_path_factory, *SMALL) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need(sync_playwright, "playwright, of the extra `test`")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    need(program, "a browser: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Visitor]:
    """A page of the browser; the test fails if anything on it went wrong."""
    with Visitor(browser, server.url) as visiting:
        yield visiting
