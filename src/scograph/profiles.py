"""The triple stores that people run, and what differs between them, as data."""

from __future__ import annotations

import re
from typing import NamedTuple

from scograph.errors import BadRequest
from scograph.namespaces import EVERYTHING_GRAPH


class Profile(NamedTuple):
    """One kind of store.

    `paths` are those of the Graph Store Protocol, of updates and of queries below the address that
    `below` describes; None where the store has no such thing. `everything` is the graph that holds
    what other stores hold in their default graph, where that graph is not one of its own. `union`:
    a query that names no graph sees all of them. `tested` is the version that the tests run, if
    they do.
    """

    name: str
    title: str
    below: str
    example: str
    paths: tuple[str | None, str | None, str | None]
    login: str
    union: bool
    tested: str | None = None
    everything: str | None = None
    limits: str = ""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "fuseki",
            "Apache Jena Fuseki",
            "the dataset",
            "http://localhost:3030/scograph",
            ("data", "update", "query"),
            login="basic or digest, where the server has a file of passwords",
            union=False,
            tested="5.6.0",
            limits="writes only where it was started with --update",
        ),
        Profile(
            "virtuoso",
            "OpenLink Virtuoso",
            "the server",
            "http://localhost:8890",
            ("sparql-graph-crud-auth", "sparql-auth", "sparql"),
            login="digest, for all that writes",
            union=True,
            tested="7.2.5",
            everything=EVERYTHING_GRAPH,
            limits="answers are cut at ResultSetMaxRows without an error",
        ),
        Profile(
            "oxigraph",
            "Oxigraph",
            "the server",
            "http://localhost:7878",
            ("store", "update", "query"),
            login="none of its own",
            union=False,
            tested="0.5",
        ),
        Profile(
            "rdf4j",
            "Eclipse RDF4J Server",
            "the repository",
            "http://localhost:8080/rdf4j-server/repositories/scograph",
            ("rdf-graphs/service", "statements", ""),
            login="that of the servlet container",
            union=True,
            tested="4.1.3",
        ),
        Profile(
            "graphdb",
            "Ontotext GraphDB",
            "the repository",
            "http://localhost:7200/repositories/scograph",
            ("rdf-graphs/service", "statements", ""),
            login="basic, where security is on",
            union=True,
        ),
        Profile(
            "stardog",
            "Stardog",
            "the database",
            "http://localhost:5820/scograph",
            ("", "update", "query"),
            login="basic",
            union=False,
        ),
        Profile(
            "neptune",
            "Amazon Neptune",
            "the cluster",
            "https://your-cluster:8182",
            ("sparql/gsp/", "sparql", "sparql"),
            login="none, or signed requests, which scograph does not send",
            union=True,
        ),
        Profile(
            "qlever",
            "QLever",
            "the server",
            "http://localhost:7001",
            (None, None, ""),
            login="an access token for writing, which scograph does not send",
            union=True,
            limits="filled by building its index from export files",
        ),
    )
}

# By the last part of an address, where only one family of stores has it.
_GUESSED = {
    "store": "oxigraph",
    "data": "fuseki",
    "sparql-graph-crud-auth": "virtuoso",
    "sparql-auth": "virtuoso",
    "statements": "rdf4j",
}


def get(name: str) -> Profile:
    """The profile of that name; BadRequest with the names that there are."""
    try:
        return PROFILES[name]
    except KeyError:
        raise BadRequest(f"--store: {name!r} is none of {', '.join(PROFILES)}.") from None


def guess(url: str) -> Profile | None:
    """The profile that an address gives away by its last part; None where it does not.

    >>> guess("http://localhost:8890/sparql-auth").name
    'virtuoso'
    """
    last = url.rstrip("/").rpartition("/")[2]
    name = _GUESSED.get(last)
    if name is None and re.search(r"/repositories/[^/]+/?$", url):
        name = "rdf4j"
    return PROFILES[name] if name else None


def root(profile: Profile, url: str) -> str:
    """The address that the paths of a profile stand below, whichever of them was given.

    >>> root(PROFILES["fuseki"], "http://localhost:3030/ds/data")
    'http://localhost:3030/ds'
    """
    base = url.rstrip("/")
    for path in filter(None, profile.paths):
        if base.endswith("/" + path.rstrip("/")):
            return base.removesuffix("/" + path.rstrip("/"))
    return base


def endpoint_of(profile: Profile, url: str) -> str:
    """Where questions go, whether the address given was that, the store's own or another of it.

    >>> endpoint_of(PROFILES["virtuoso"], "http://localhost:8890")
    'http://localhost:8890/sparql'
    """
    return joined(root(profile, url), profile.paths[2] or "")


def joined(base: str, path: str) -> str:
    """The address below another one."""
    return f"{base}/{path}" if path else base
