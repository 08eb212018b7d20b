"""What all tests need: the shipped graph, built before the first of them asks."""

from __future__ import annotations

import pytest

from scograph import store


@pytest.fixture(scope="session", autouse=True)
def shipped_store() -> None:
    """The store is there, so that no test meets the note that it is being built."""
    store.current()
