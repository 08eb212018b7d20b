"""The record at an endpoint: what it says of its own completeness."""

from __future__ import annotations

from functools import cached_property

import pyoxigraph as ox

from scograph.errors import StoreError
from scograph.query import coverages, internal


class There:
    """An endpoint that `ask` sends SPARQL to; the store knows the names."""

    def __init__(self, store: ox.Store, ask: internal.Ask) -> None:
        self._store = store
        self.ask = ask

    @cached_property
    def known(self) -> coverages.Known:
        """The periods of its coverages; none where it has none or does not give them."""
        try:
            return coverages.elsewhere(self._store, self.ask)
        except StoreError:
            return {}
