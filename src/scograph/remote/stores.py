"""Profiles of triple stores: their addresses, logins and peculiarities."""

from __future__ import annotations

import re
from typing import NamedTuple

from scograph.errors import UsageError
from scograph.rdf.namespaces import EVERYTHING_GRAPH


class Profile(NamedTuple):
    """One kind of store.

    `paths` are those of the Graph Store Protocol, of updates and of queries, relative to the
    address that `below` describes; None where the store has no such address. `everything` is the
    named graph that takes the default graph, for stores that have no default graph of their own.
    `union` is true if the default graph is the union of the named ones. `tested` is the version
    that the tests run, if they run one.
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
    """The profile of that name; UsageError lists the known names."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UsageError(f"--store: {name!r} is none of {', '.join(PROFILES)}.") from None


def guess(url: str) -> Profile | None:
    """The profile recognised by the last part of an address; None if it is not recognised.

    >>> guess("http://localhost:8890/sparql-auth").name
    'virtuoso'
    """
    last = url.rstrip("/").rpartition("/")[2]
    name = _GUESSED.get(last)
    if name is None and re.search(r"/repositories/[^/]+/?$", url):
        name = "rdf4j"
    return PROFILES[name] if name else None


def root(profile: Profile, url: str) -> str:
    """The base address of a store, from that address or any other one of the store.

    >>> root(PROFILES["fuseki"], "http://localhost:3030/ds/data")
    'http://localhost:3030/ds'
    """
    base = url.rstrip("/")
    for path in filter(None, profile.paths):
        if base.endswith("/" + path.rstrip("/")):
            return base.removesuffix("/" + path.rstrip("/"))
    return base


def endpoint_of(profile: Profile, url: str) -> str:
    """The address for SPARQL queries, from any address of the store.

    >>> endpoint_of(PROFILES["virtuoso"], "http://localhost:8890")
    'http://localhost:8890/sparql'
    """
    return joined(root(profile, url), profile.paths[2] or "")


def joined(base: str, path: str) -> str:
    """The URL of `path` relative to `base`."""
    return f"{base}/{path}" if path else base
