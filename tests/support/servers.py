"""Servers on loopback for the tests: triple stores as they are, and small ones that misbehave.

Fuseki and RDF4J come by tests/support/stores/install.sh, Virtuoso with the system. Without
them their tests are skipped, or fail where SCOGRAPH_REQUIRE_ALL=1.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import httpx
import pytest

from scograph.remote import stores
from scograph.remote.endpoint import Endpoint
from scograph.remote.stores import Profile
from tests.support.need import need


class Oxigraph:
    """A running Oxigraph server; `url` is its root."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.url = url
        self.process = process

    @property
    def store(self) -> str:
        return f"{self.url}/store"

    @property
    def query(self) -> str:
        return f"{self.url}/query"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def oxigraph(*options: str, command: str = "serve", limit: int | None = None) -> Iterator[Oxigraph]:
    """An Oxigraph server in memory, or as the options say, until the block ends."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
        "oxigraph"
    )
    if program is None:
        pytest.fail("the package oxigraph, of the extra `test`, is not installed")
    port = _free_port()
    address = f"127.0.0.1:{port}"
    started = [program, command, "--bind", address, *options]
    with _process(started, f"http://{address}/", limit=limit) as process:
        yield Oxigraph(f"http://{address}", process)


STORES = Path(__file__).parent / "stores"
INSTALL = "tests/support/stores/install.sh"
_JAVA = ["java", "-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
_DBA = ("dba", "dba")
_VIRTUOSO_INI = """\
[Database]
DatabaseFile = db/virtuoso.db
ErrorLogFile = db/virtuoso.log
LockFile = db/virtuoso.lck
TransactionFile = db/virtuoso.trx
xa_persistent_file = db/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = db/virtuoso-temp.db
TransactionFile = db/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
AllowOSCalls = 0
DirsAllowed = ., {load}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = vsp
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 600
"""
_RDF4J_REPOSITORY = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "scograph" ; rdfs:label "scograph" ;
  rep:repositoryImpl [ rep:repositoryType "openrdf:SailRepository" ;
    sr:sailImpl [ sail:sailType "openrdf:NativeStore" ] ] .
"""


@dataclass
class Store:
    """A running triple store of some kind: its profile, its addresses, its login, its process."""

    profile: Profile
    url: str
    process: subprocess.Popen[bytes]
    login: tuple[str, str] | None = None
    sql: str = ""

    @property
    def query(self) -> str:
        return stores.endpoint_of(self.profile, self.url)

    @property
    def endpoint(self) -> Endpoint:
        graphs = (self.profile.everything,) if self.profile.everything else ()
        return Endpoint(self.query, graphs)

    def kill(self) -> None:
        """Ends the server in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def fuseki(
    *options: str, update: bool = True, guarded: bool = False, limit: int | None = None
) -> Iterator[Store]:
    """Apache Jena Fuseki, in memory unless the options say otherwise; `guarded`: asks a login."""
    need(
        _java() and (STORES / "fuseki" / "pom.xml").is_file(),
        f"Fuseki: {INSTALL}",
    )
    where = options or ("--mem",)
    writable = ["--update"] if update else []
    port = _free_port()
    main = ["org.apache.jena.fuseki.main.cmds.FusekiMainCmd", "--localhost", f"--port={port}"]
    command = [*_JAVA, "-cp", str(STORES / "fuseki" / "*"), *main, *where, *writable, "/scograph"]
    url = f"http://127.0.0.1:{port}/scograph"
    ready = f"http://127.0.0.1:{port}/" if guarded else f"{url}/query?query=ASK%7B%7D"
    with _process(command, ready, limit=limit) as process:
        yield Store(stores.PROFILES["fuseki"], url, process)


def tdb2(folder: Path, **options: Any) -> AbstractContextManager[Store]:
    """Fuseki on a TDB2 database in a folder."""
    folder.mkdir(exist_ok=True)
    return fuseki("--tdb2", f"--loc={folder}", **options)


@contextmanager
def virtuoso(folder: Path, load: Path | None = None, limit: int | None = None) -> Iterator[Store]:
    """OpenLink Virtuoso on a database in a folder; the bulk loader may read the folder `load`."""
    need(shutil.which("virtuoso-t"), "Virtuoso: apt-get install virtuoso-opensource")
    for name in ("db", "vsp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "db" / "virtuoso.lck").unlink(missing_ok=True)
    sql, http = _free_port(), _free_port()
    text = _VIRTUOSO_INI.format(sql=sql, http=http, load=load or folder)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    url = f"http://127.0.0.1:{http}"
    ready = f"{url}/sparql?query=ASK%7B%7D"
    with _process(command, ready, cwd=folder, limit=limit) as process:
        yield Store(stores.PROFILES["virtuoso"], url, process, _DBA, f"127.0.0.1:{sql}")


@contextmanager
def rdf4j(folder: Path, limit: int | None = None) -> Iterator[Store]:
    """RDF4J Server in Jetty, with one repository on disk, in a folder."""
    need(_java() and (STORES / "rdf4j").is_dir(), f"RDF4J: {INSTALL}")
    port = _free_port()
    where = [f"-Dorg.eclipse.rdf4j.appdata.basedir={folder}"]
    runner, war = STORES / "rdf4j" / "jetty-runner.jar", STORES / "rdf4j" / "rdf4j-http-server.war"
    jetty = ["--host", "127.0.0.1", "--port", str(port), "--path", "/rdf4j-server", str(war)]
    root = f"http://127.0.0.1:{port}/rdf4j-server"
    command = [*_JAVA, *where, "-jar", str(runner), *jetty]
    with _process(command, f"{root}/protocol", limit=limit) as process:
        url = f"{root}/repositories/scograph"
        httpx.put(
            url, content=_RDF4J_REPOSITORY, headers={"Content-Type": "text/turtle"}, timeout=60
        )
        yield Store(stores.PROFILES["rdf4j"], url, process)


@contextmanager
def oxigraph_store(*options: str, limit: int | None = None) -> Iterator[Store]:
    """Oxigraph as one of the stores."""
    with oxigraph(*options, limit=limit) as server:
        yield Store(stores.PROFILES["oxigraph"], server.url, server.process)


def _java() -> bool:
    return shutil.which("java") is not None


@contextmanager
def _process(
    command: list[str], ready: str, *, cwd: Path | None = None, limit: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server until the block ends; `limit` is the size in bytes that no file of it may pass."""

    def limited() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=limited,
    )
    try:
        _wait_for(ready, process)
        yield process
    finally:
        process.kill()
        process.wait()


class Handler(BaseHTTPRequestHandler):
    """Answers with what `answer` returns for method, path, headers and body."""

    protocol_version = "HTTP/1.1"
    answer: Callable[[Handler, bytes], tuple[int, dict[str, str], bytes]]

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, headers, answer = type(self).answer(self, body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def log_message(self, *_: object) -> None:
        pass


Answer = Callable[[Handler, bytes], tuple[int, dict[str, str], bytes]]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of an HTTP server that answers each request with `answer`."""
    handler = type("Answering", (Handler,), {"answer": staticmethod(answer)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the server ended at once with code {process.returncode}")
        try:
            with urlopen(url, timeout=5):  # noqa: S310
                return
        except HTTPError:
            return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"no server at {url}")


def suspend(pid: int, within: float = 10) -> None:
    """Stops a process, and returns once each of its threads stands still.

    A busy machine can run the other threads for a while after SIGSTOP was sent.
    """
    os.kill(pid, signal.SIGSTOP)
    until = time.monotonic() + within
    while any(state != "T" for state in _states(pid)):
        assert time.monotonic() < until, f"process {pid} still runs after SIGSTOP"
        time.sleep(0.01)


def _states(pid: int) -> Iterator[str]:
    """The state of each thread of a process, as in proc_pid_stat(5)."""
    for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
        # A thread may have ended since.
        with suppress(OSError):
            yield stat.read_text().rpartition(")")[2].split()[0]
