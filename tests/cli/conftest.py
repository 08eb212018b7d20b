"""A server of another program that holds the shipped graph, for all commands that ask one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.servers import Oxigraph, oxigraph
from tests.support.terminal import scograph


@pytest.fixture(scope="session")
def server() -> Iterator[Oxigraph]:
    with oxigraph() as running:
        scograph("push", running.store)
        yield running
