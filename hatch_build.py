"""Makes the closure that the wheel carries, so that a first answer waits for no reasoner."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Reads, reasons and validates once, when the wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the closure and the digest of what it was made from, under `scograph/shipped`."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from scograph import building, checked, load, ntriples, readymade
        from scograph.errors import ScographError

        try:
            world = load.read([*load.ontology_files(), *load.data_files()])
            found = checked.entailed(world)
            inferred = ntriples.sort(found.inferred.lines())
            known = checked.check(world, found)
        except ScographError as error:
            raise SystemExit(f"scograph: {error}") from None
        self._folder = tempfile.TemporaryDirectory()
        for path in readymade.write(inferred, Path(self._folder.name) / "closure.nt.gz"):
            build_data["force_include"][str(path)] = f"scograph/shipped/{path.name}"
        made = Path(self._folder.name) / "store"
        made.mkdir()
        building.fill(made, world, inferred, known)
        readymade.seal(made)
        build_data["force_include"][str(made)] = "scograph/shipped/store"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Takes the temporary folder away."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
