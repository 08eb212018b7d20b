"""The server and the static site where a system lacks what Linux has."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.server import Server, serving
from tests.support.terminal import ROOT, SMALL, process

pytestmark = pytest.mark.slow
ELSEWHERE = {"PYTHONPATH": str(ROOT / "tests" / "support" / "elsewhere")}


@pytest.fixture(scope="module")
def bare() -> Iterator[Server]:
    options = ("--workers", "1", "--memory", "64", "--timeout", "30")
    with serving(*options, *SMALL, env=ELSEWHERE) as running:
        yield running


def test_these_things_are_hidden() -> None:
    for tried in ("import fcntl", "import resource", "open('/proc/self/statm')"):
        done = subprocess.run(
            [sys.executable, "-c", tried],
            env={**os.environ, **ELSEWHERE},
            capture_output=True,
            encoding="utf-8",
        )
        assert done.stderr.splitlines()[-1].startswith(("ImportError", "FileNotFoundError"))


def test_memory_is_known() -> None:
    look = "from scograph.interrupts import _free, _held; print(_free() > _held() > 1_000_000)"
    done = subprocess.run(
        [sys.executable, "-c", look],
        env={**os.environ, **ELSEWHERE, "PYTHONPATH": f"{ELSEWHERE['PYTHONPATH']}:{ROOT / 'src'}"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_the_server_answers(bare: Server) -> None:
    query = {"query": "ASK { ?s a scog:Summit }"}
    assert bare.client.get("/sparql", params=query).json()["boolean"] is True
    assert bare.client.get("/", headers={"Accept": "text/html"}).status_code == 200


def test_memory_is_limited(bare: Server) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?c"
    answer = bare.client.post("/sparql", data={"query": query})
    assert answer.status_code == 503
    assert "64 MiB of memory" in answer.json()["detail"]
    assert bare.client.get("/healthz").status_code == 200


def test_workers_end_with_the_server() -> None:
    with serving("--workers", "2", *SMALL, env=ELSEWHERE) as server:
        workers = psutil.Process(server.process.pid).children()
        assert len(workers) >= 2
        server.process.kill()
        server.process.wait(10)
        _, alive = psutil.wait_procs(workers, timeout=10)
        assert not alive


@pytest.mark.slow
def test_the_site_is_written(tmp_path: Path) -> None:
    answer = process("site", tmp_path / "site", "--lang", "en", *SMALL, env=ELSEWHERE)
    assert answer.code == 0, answer.err
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_server_whose_workers_do_not_start_says_so(tmp_path: Path) -> None:
    """Nothing says that it serves before a worker has answered."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nif 'scograph.web.worker' in sys.orig_argv: sys.exit('no worker here')\n",
        encoding="utf-8",
    )
    answer = process("serve", "--port", "0", *SMALL, env={"PYTHONPATH": str(tmp_path)})
    assert answer.code == 4
    assert "serving on" not in answer.err
    assert "A worker of the server does not start" in answer.err
    assert "Traceback" not in answer.err
