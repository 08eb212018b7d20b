"""Fills what is kept beside a store with what all canned queries cite, for a wheel."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from scograph.entity.citations import Citing
from scograph.errors import UsageError
from scograph.query import catalog, run

_LONGEST = 200  # Rows.


def fill(store: ox.Store, folder: Path) -> None:
    """Keeps what the canned queries cite, with their examples and without any parameter.

    A long answer without parameters is left to those who cite it: a dozen of them would take longer
    than all others.
    """
    citing = Citing(store, folder)
    for canned in catalog.load().values():
        for given in (canned["example"], {}):
            # A parameter may be required.
            with suppress(UsageError):
                found = run.canned(store, canned, given)
                if given or len(found.rows) <= _LONGEST:
                    citing.answer(canned, found.parameters, found.columns, found.rows, save=False)
    citing.save()
