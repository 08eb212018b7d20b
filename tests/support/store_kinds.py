"""The kinds of stores that the tests start, and how each one's own loader is called."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support import servers
from tests.support.need import need
from tests.support.servers import Store

KINDS = ("fuseki-memory", "fuseki-tdb2", "virtuoso", "oxigraph", "rdf4j")
PROFILE = {kind: kind.partition("-")[0] for kind in KINDS}


def starts(kind: str, folder: Path, **options: Any) -> AbstractContextManager[Store]:
    """A server of that kind on a folder of its own; what it held there before is there again."""
    start: dict[str, Callable[..., AbstractContextManager[Store]]] = {
        "fuseki-memory": lambda _, **more: servers.fuseki(**more),
        "fuseki-tdb2": servers.tdb2,
        "virtuoso": servers.virtuoso,
        "oxigraph": lambda path, **more: servers.oxigraph_store("--location", str(path), **more),
        "rdf4j": servers.rdf4j,
    }
    return start[kind](folder, **options)


@contextmanager
def filled(kind: str, folder: Path, files: Path) -> Iterator[Store]:
    """A server that holds the files of `export --for`, by the way that their recipe names."""
    data = files / "scograph.nq"
    if kind == "fuseki-tdb2":
        need((servers.STORES / "fuseki").is_dir(), f"Fuseki: {servers.INSTALL}")
        jars = str(servers.STORES / "fuseki" / "*")
        _run("java", "-cp", jars, "tdb2.tdbloader", "--loc", str(folder), str(data))
    if kind == "oxigraph":
        program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
        _run(program, "load", "--location", str(folder), "--file", str(data))
    more = {"load": files} if kind == "virtuoso" else {}
    with starts(kind, folder, **more) as store:
        if kind in ("virtuoso", "fuseki-memory", "rdf4j"):
            load(store, files)
        yield store


def load(store: Store, files: Path) -> None:
    """Loads the files into a running server, in place of what an earlier load left."""
    data = files / "scograph.nq"
    if store.profile.name == "virtuoso":
        _run("isql-vt", store.sql, "dba", "dba", "load.isql", "-i", str(files), cwd=files)
    else:
        # Fuseki takes a whole dataset where the Graph Store Protocol takes a graph.
        path = "data" if store.profile.name == "fuseki" else "statements"
        headers = {"Content-Type": "application/n-quads"}
        reply = httpx.put(
            f"{store.url}/{path}", content=data.read_bytes(), headers=headers, timeout=300
        )
        assert reply.is_success, reply.text


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr
