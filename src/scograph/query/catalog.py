"""The catalogue of the canned queries: compiled once for each version of their files.

`compile` gives everything that a run needs as plain dictionaries, so that a run parses no YAML.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from scograph import files, paths
from scograph.errors import InputError, UsageError
from scograph.names.resolve import shortened
from scograph.query import header
from scograph.query.header import Query
from scograph.store import fingerprint, pointers

_FORMAT = "1"
_SETTLED = 2_000_000_000  # Nanoseconds after which a change must show in the times of a file.


def compile(folder: Path) -> dict[str, Any]:
    """`{"queries": {name: query}}` of every `.rq` below the folder, but for `internal/`.

    InputError names the file and the line of an error in a header.
    """
    queries: dict[str, Query] = {}
    for path in sorted(folder.rglob("*.rq")):
        if path.parent.name == "internal":
            continue
        if path.stem in queries:
            raise InputError(f"There are two queries of the name {path.stem}.", path=path)
        queries[path.stem] = header.read(path)
    return {"queries": queries}


def load() -> dict[str, Query]:
    """The canned queries by name; their files are read only if one of them has changed.

    What was compiled is kept in the cache folder. The wheel has it too, with a digest of the files.
    """
    files = _files()
    stamps = fingerprint.stamps(files)
    kept = _read(_kept(), summed=True)
    if kept.get("stamps") == [_FORMAT, *map(list, stamps)]:
        found: dict[str, Query] = kept["queries"]
        return found
    started = time.time_ns()
    shipped = _read(paths.COMPILED_QUERIES)
    if shipped.get("digest") == fingerprint.digest(files):
        found = shipped["queries"]
    else:
        found = compile(paths.QUERIES)["queries"]
    newest = max(max(stamp.modified, stamp.changed) for stamp in stamps)
    if newest < started - _SETTLED:
        # Where the cache is read-only, the queries are compiled by each process.
        with suppress(OSError):
            _write(_kept(), {"stamps": [_FORMAT, *stamps], "queries": found}, summed=True)
    return found


def ship(path: Path) -> None:
    """Writes the compiled queries with a digest of their files, for a wheel."""
    files = _files()
    _write(path, {"digest": fingerprint.digest(files), **compile(paths.QUERIES)})


def version(queries: dict[str, Query]) -> str:
    """A short hash of the queries, for whoever keeps their answers."""
    from binascii import crc32

    return f"{crc32(json.dumps(queries).encode()):08x}"


def _files() -> list[str]:
    """The files of the queries, and the modules that decide what is compiled from them."""
    return [*paths.walk(str(paths.QUERIES), (".rq",)), __file__, header.__file__]


def _kept() -> Path:
    return pointers.cache() / "queries.json"


def _read(path: Path, *, summed: bool = False) -> dict[str, Any]:
    """The content of a file, empty if it cannot be read or has another checksum than it says."""
    from zlib import crc32

    try:
        text = path.read_bytes()
        if summed:
            known, _, text = text.partition(b"\n")
            if int(known, 16) != crc32(text):
                return {}
        found = json.loads(text)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, content: dict[str, Any], *, summed: bool = False) -> None:
    from zlib import crc32

    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False).encode()
    files.replace(path, b"%08x\n%b" % (crc32(text), text) if summed else text)


def get(queries: dict[str, Query], name: str) -> Query:
    """The query of a name; UsageError gives the nearest names where there is none."""
    if name in queries:
        return queries[name]
    import difflib

    near = difflib.get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else " `scograph queries` lists them."
    raise UsageError(f"There is no canned query named {shortened(name)}.{hint}")
