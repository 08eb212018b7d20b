"""`scograph serve`: web pages, SPARQL, canned queries and linked data over HTTP, read-only."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import click

from scograph.cli import options
from scograph.errors import StoreError, UsageError, printable
from scograph.store import cache

_ORIGIN = re.compile(r"https?://[^/?#\s]+")
EXAMPLES = """\b
Examples:
  scograph serve
  scograph serve --port 8080 --timeout 10 --max-rows 10000
  scograph serve --data my.ttl
  curl "http://127.0.0.1:8000/queries/attendees?host=Uzbekistan&format=csv"
  curl http://127.0.0.1:8000/sparql --data-urlencode "query=ASK { scod:sco ?p ?o }"
"""


@click.command("serve", epilog=EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 for a free one.",
)
@options.options(*options.GRAPH)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=min(256, max(2, os.cpu_count() or 2)),
    help="Queries that run at once  [default: the number of processors]",
)
@click.option(
    "--timeout",
    type=options.Seconds(0.1, 86_400),
    default=30.0,
    show_default=True,
    help="Seconds after which a query is stopped, with status 504.",
)
@click.option(
    "--memory",
    type=click.IntRange(64, 1 << 24),
    default=1024,
    show_default=True,
    help="MiB of memory for one query.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1, 10**12),
    default=100_000,
    show_default=True,
    help="Rows or triples after which an answer is cut; a header says so.",
)
@click.option(
    "--queue",
    type=click.IntRange(0, 10**6),
    default=64,
    show_default=True,
    help="Queries that may wait; the next one gets 503.",
)
@click.option(
    "--max-request",
    type=click.IntRange(1024, 1 << 30),
    default=256 * 1024,
    show_default=True,
    help="Bytes of a request.",
)
@click.option(
    "--allow-service",
    "services",
    multiple=True,
    metavar="HOST",
    help="Allow SERVICE to this host (HOST or HOST:PORT); repeatable  [default: none]",
)
@click.option(
    "--public-host",
    "public_hosts",
    multiple=True,
    metavar="NAME",
    help="Answer requests to this name, too, e.g. data.example.org; repeatable  "
    "[default: localhost, the name of this machine, and IP addresses]",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let pages of this site read the answers, e.g. https://example.org, or * for all; "
    "repeatable  [default: all, but none with --data]",
)
@click.option("--no-access-log", is_flag=True, help="Leave out the log line of each request.")
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
    public_hosts: tuple[str, ...],
    origins: tuple[str, ...],
    no_access_log: bool,
) -> None:
    """Serve the graph, read-only: web pages, SPARQL at /sparql, canned queries at /queries.

    Queries run in a fixed number of worker processes; one that exceeds its time or memory limit
    is stopped. Ctrl-C ends the server when the running queries are done.
    """
    for origin in origins:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise UsageError(
                f"--allow-origin: {origin} is no origin. Write one like https://example.org, or *."
            )
    folder = cache.current(options.graph_spec(data, only_data, asserted))
    listening = _listen(host, port)
    from scograph.web import server
    from scograph.web.routes import Options

    address, given = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address

    def ready() -> None:
        click.echo(f"scograph: serving on http://{shown}:{given} . Ctrl-C ends it.", err=True)

    made = Options(
        folder,
        workers,
        timeout,
        memory,
        max_rows,
        queue,
        max_request,
        services,
        not no_access_log,
        hosts=(host, *(name.partition(":")[0] for name in public_hosts)),
        origins=origins or (() if data else ("*",)),
        private=bool(data),
    )
    server.serve(made, listening, ready)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=1024)
    except (socket.gaierror, UnicodeError):
        raise UsageError(f"--host: there is no address {printable(host)}.") from None
    except OSError as error:
        raise StoreError(
            f"Cannot listen on {host}:{port}: {error.strerror}. Use another --port, or 0 for a "
            "free one."
        ) from None
    # Connections inherit it; asyncio sets it only on sockets that name their protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
