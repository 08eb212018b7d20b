"""One server on the shipped graph for all tests that only read from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.server import Server, serving


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving("--timeout", "20") as running:
        yield running
