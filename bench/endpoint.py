"""The endpoint under load, beside a bare one and the servers of others, with the same graph."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import httpx
import pyoxigraph as ox

from bench import peers
from bench.hammer import CONNECTIONS, hammer, port, running, serve
from bench.measure import Goal, goals, number
from bench.setting import Setting
from scograph.formats import lines
from scograph.remote import recipes, stores
from scograph.store import cache
from tests.support import servers
from tests.support import store_kinds as kinds

QUERY = """\
PREFIX scog: <https://w3id.org/scograph/ontology#>
PREFIX scod: <https://w3id.org/scograph/id/>
SELECT ?participation ?person ?state WHERE {
  ?participation scog:atMeeting scod:samarkand-summit-2022 ;
    scog:participant ?person ; scog:represents ?state
}"""
BARE = """\
import sys
import pyoxigraph
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

store = pyoxigraph.Store.read_only(sys.argv[1])

async def sparql(request):
    answer = store.query(request.query_params["query"])
    body = answer.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    return Response(body, media_type="application/sparql-results+json")

app = Starlette(routes=[Route("/sparql", sparql)])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="critical")
"""
NOTE = """\
Each server is started anew in each round, and asked for a while before it counts. The client is one
Python process beside it, which takes its share of the processors: what the fastest server can do is
more than it could ask for."""
ROUNDS = 3
WARM_UP = 0.5  # Of the time that counts; a JVM compiles meanwhile what it runs.

Rows: TypeAlias = set[tuple[str, ...]]


@dataclass
class Server:
    """A running server: where it is asked, and which graphs stand for its default one."""

    url: str
    graphs: tuple[str, ...] = ()


@dataclass
class Load:
    """What a server did: queries a second in each round, and the seconds that each query took."""

    start: Callable[[], AbstractContextManager[Server]]
    varied: bool = True
    rates: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    void: str = ""


def report(setting: Setting) -> str:
    rounds = min(ROUNDS, setting.rounds)
    found = cache.open_at(setting.store).query(QUERY)
    assert isinstance(found, ox.QuerySolutions)
    expected = _rows(found)
    loads = _servers(setting)
    for _ in range(rounds):
        for load in loads.values():
            if not load.void:
                _measure(load, setting.seconds, expected)
    heading = f"{len(expected)} rows by {CONNECTIONS} connections for {setting.seconds:g} s"
    bare = _median(loads["bare Starlette + pyoxigraph"])
    ratios = [
        Goal(f"{name} / the bare one", _median(load) / bare, *_limit(name))
        for name, load in loads.items()
        if name != "bare Starlette + pyoxigraph"
    ]
    return f"## Endpoint\n\n{NOTE}\n\n{_table(heading, loads)}\n\n{goals(ratios)}"


def _servers(setting: Setting) -> dict[str, Load]:
    location = str(setting.store / "oxigraph")
    loads = {
        "scograph serve, never the same query": Load(_scograph),
        "scograph serve, one query": Load(_scograph, varied=False),
        "bare Starlette + pyoxigraph": Load(partial(_bare, location)),
    }
    if setting.peers.has("oxigraph"):
        loads["oxigraph serve-read-only"] = Load(partial(_oxigraph, location))
    if setting.peers.has("jena"):
        folder = setting.folder / "tdb2"
        data = _files("fuseki", setting) / recipes.DATA
        load = [*peers.java("tdb2.tdbloader"), "--loc", str(folder), str(data)]
        subprocess.run(load, check=True, capture_output=True)
        loads["Fuseki on TDB2"] = Load(partial(_fuseki, folder))
    if setting.peers.has("virtuoso"):
        folder = setting.folder / "virtuoso"
        with kinds.filled("virtuoso", folder, _files("virtuoso", setting)):
            pass
        loads["Virtuoso"] = Load(partial(_virtuoso, folder))
    return loads


def _files(profile: str, setting: Setting) -> Path:
    """The files that a store's own loader takes."""
    folder = setting.folder / f"for-{profile}"
    recipes.write(lines.of_graphs(cache.open_at(setting.store)), profile, folder)
    return folder


@contextmanager
def _scograph() -> Iterator[Server]:
    at = port()
    url = f"http://127.0.0.1:{at}/sparql"
    with running(serve(at), url):
        yield Server(url)


@contextmanager
def _bare(location: str) -> Iterator[Server]:
    at = port()
    url = f"http://127.0.0.1:{at}/sparql"
    with running([sys.executable, "-c", BARE, location, str(at)], url):
        yield Server(url)


@contextmanager
def _oxigraph(location: str) -> Iterator[Server]:
    address = f"127.0.0.1:{port()}"
    command = [peers.script("oxigraph"), "serve-read-only", "--location", location]
    url = f"http://{address}/query"
    with running([*command, "--bind", address], url):
        yield Server(url)


@contextmanager
def _fuseki(folder: Path) -> Iterator[Server]:
    """Not as the tests start it: they keep a JVM from compiling well, so that it starts soon."""
    at = port()
    command = peers.java("org.apache.jena.fuseki.main.cmds.FusekiMainCmd")
    url = f"http://127.0.0.1:{at}/scograph/query"
    options = ["--localhost", f"--port={at}", "--tdb2", f"--loc={folder}", "/scograph"]
    with running([*command, *options], url):
        yield Server(url)


@contextmanager
def _virtuoso(folder: Path) -> Iterator[Server]:
    with servers.virtuoso(folder) as there:
        everything = stores.PROFILES["virtuoso"].everything
        yield Server(there.query, (everything,) if everything else ())


def _measure(load: Load, seconds: float, expected: Rows) -> None:
    """One round with a server, if it gives the right answer."""
    with load.start() as server:
        asked = {"query": QUERY, "default-graph-uri": list(server.graphs)}
        accept = {"Accept": ox.QueryResultsFormat.JSON.media_type}
        answer = httpx.get(server.url, params=asked, headers=accept, timeout=60, trust_env=False)
        if answer.status_code != 200:
            load.void = f"status {answer.status_code}"
            return
        found = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        rows = _rows(found)
        if rows != expected:
            load.void = f"{len(rows - expected)} of {len(rows)} rows are others"
            return
        more = "".join(f"&default-graph-uri={quote(graph)}" for graph in server.graphs)
        stamp = random.random() if load.varied else 0.0  # noqa: S311 (no secret)

        def query(number: int) -> str:
            return f"{QUERY} # {stamp} {number if load.varied else 0}"

        hammer(server.url, seconds * WARM_UP, query, more=more)
        stamp += 1
        taken = hammer(server.url, seconds, query, more=more)
        load.taken += taken
        load.rates.append(len(taken) / seconds)


def _rows(found: ox.QuerySolutions) -> Rows:
    return {tuple(str(row[name.value]) for name in found.variables) for row in found}


def _median(load: Load) -> float:
    return statistics.median(load.rates) if load.rates and not load.void else float("nan")


def _limit(name: str) -> tuple[float | None, bool]:
    return (0.8, False) if name.startswith("scograph") else (None, False)


def _table(heading: str, loads: dict[str, Load]) -> str:
    names = "queries a second | slowest round | fastest | median ms | 99 of 100 within"
    lines = [f"| {heading} | {names} |", "| --- |" + " ---: |" * 5]
    for name, load in loads.items():
        if load.void or not load.taken:
            lines.append(f"| {name} | void: {load.void or 'no answer'} | | | | |")
            continue
        ms = [seconds * 1000 for seconds in load.taken]
        late = statistics.quantiles(ms, n=100)[98]
        cells = (_median(load), min(load.rates), max(load.rates), statistics.median(ms), late)
        lines.append(f"| {name} | {' | '.join(map(number, cells))} |")
    return "\n".join(lines)
