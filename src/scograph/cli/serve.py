"""`scograph serve`: a read-only endpoint for SPARQL, the canned queries and linked data."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from scograph import store
from scograph.cli import options
from scograph.errors import BadRequest, StoreFailed

EXAMPLES = """\b
Examples:
  scograph serve
  scograph serve --port 8080 --timeout 10 --max-rows 10000
  scograph serve --data my.ttl
  curl "http://127.0.0.1:8000/queries/attendees?host=Uzbekistan&format=csv"
  curl http://127.0.0.1:8000/sparql --data-urlencode "query=ASK { scod:sco ?p ?o }"
"""


@click.command("serve", epilog=EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes a free one.",
)
@options.options(*options.GRAPH)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=max(2, os.cpu_count() or 2),
    help="How many queries run at once (default: the number of processors).",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86_400),
    default=30.0,
    show_default=True,
    help="Seconds after which a query is stopped.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=1024,
    show_default=True,
    help="MiB of memory that one query may use.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Rows or triples after which an answer is cut, and says so.",
)
@click.option(
    "--queue",
    type=click.IntRange(0),
    default=64,
    show_default=True,
    help="How many queries may wait; the next one gets 503.",
)
@click.option(
    "--max-request",
    type=click.IntRange(1024),
    default=256 * 1024,
    show_default=True,
    help="Bytes that a request may have.",
)
@click.option(
    "--allow-service",
    "services",
    multiple=True,
    metavar="HOST",
    help="A host, with port if it has one, that SERVICE may ask; repeatable. Without, none.",
)
@click.option("--no-access-log", is_flag=True, help="Without a line for each request.")
def command(
    host: str,
    port: int,
    data: tuple[Path, ...],
    only_data: bool,
    asserted: bool,
    workers: int,
    timeout: float,
    memory: int,
    max_rows: int,
    queue: int,
    max_request: int,
    services: tuple[str, ...],
    no_access_log: bool,
) -> None:
    """Serve the graph, read-only: SPARQL 1.1 Protocol at /sparql, canned queries at /queries.

    Each query runs in a process of its own number, which the deadline kills and whose memory is
    limited. Ctrl-C ends the server when the running queries are done.
    """
    folder = store.current(options.graph_spec(data, only_data, asserted))
    listening = _listen(host, port)
    import uvicorn

    from scograph.serve import app

    made = app.create(
        app.Options(
            folder,
            workers,
            timeout,
            memory,
            max_rows,
            queue,
            max_request,
            services,
            not no_access_log,
        )
    )
    config = uvicorn.Config(
        made,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=int(timeout) + 1,
        timeout_keep_alive=20,
        http="httptools",
        ws="none",
        lifespan="on",
    )
    address, given = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    click.echo(f"scograph: serving on http://{shown}:{given} . Ctrl-C ends it.", err=True)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=1024)
    except socket.gaierror:
        raise BadRequest(f"--host: there is no address {host}.") from None
    except OSError as error:
        raise StoreFailed(
            f"Cannot listen on {host}:{port}: {error.strerror}. Say another --port, or 0 for one "
            "that is free."
        ) from None
    # A connection has it from here; asyncio sets it only on sockets that name their protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
