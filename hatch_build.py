"""Builds the quads that are shipped in the wheel, so that the first command need not infer."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Builds the store once, when the wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the quads and the compiled queries, with digests of their files, in `shipped/`."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from scograph.ask import lexicon
        from scograph.entity import kept_for_all
        from scograph.errors import ScographError
        from scograph.query import catalog
        from scograph.store import build, cache, shipped

        self._folder = tempfile.TemporaryDirectory()
        made = Path(self._folder.name) / "store"
        made.mkdir()
        queries = Path(self._folder.name) / "queries.json"
        try:
            catalog.ship(queries)
            build.make(made)
            lexicon.load(cache.open_at(made), made)
            kept_for_all.fill(cache.open_at(made), made)
        except ScographError as error:
            raise SystemExit(f"scograph: {error}") from None
        shipped.seal(made)
        build_data["force_include"] |= {
            str(made): "scograph/shipped/store",
            str(queries): "scograph/shipped/queries.json",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes the temporary folder."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
