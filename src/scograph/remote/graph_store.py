"""A triple store over HTTP: Graph Store Protocol, SPARQL Update and SPARQL queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from scograph.errors import StoreError, UsageError
from scograph.remote import endpoint, stores

if TYPE_CHECKING:
    from scograph.remote.http import Connection, Reply
    from scograph.remote.stores import Profile

_BATCH = 1_000
_IRI = re.compile(r'[^\x00-\x20<>"{}|^`\\]*')

# Addresses that more than one kind of store has: those of the Graph Store, of updates and of
# queries beside the one named.
_SHARED: dict[str, tuple[str | None, str | None, str | None]] = {
    "update": (None, "update", "query"),
    "sparql": (None, "sparql", "sparql"),
    "sparql-graph-crud": ("sparql-graph-crud", None, "sparql"),
}


@dataclass(frozen=True)
class Addresses:
    """The addresses for the Graph Store Protocol, SPARQL Update and SPARQL queries, if any."""

    graphs: str | None
    update: str | None
    query: str | None


def addresses(
    url: str,
    *,
    update: str | None = None,
    query: str | None = None,
    profile: Profile | None = None,
) -> Addresses:
    """The three addresses of the store at `url`; `update` and `query` override the guess.

    With a profile, `url` may be any address of the store.

    >>> addresses("http://localhost:3030/ds/data").update
    'http://localhost:3030/ds/update'
    """
    from scograph.remote.http import check_url

    for address in (url, update, query):
        if address is not None:
            check_url(address)
    base, _, last = url.rstrip("/").rpartition("/")
    if profile is None and last == "query":
        raise UsageError(
            f"{url} looks like an address for queries. Name the Graph Store "
            f"({base}/store, {base}/data) or the update address ({base}/update)."
        )
    paths = _SHARED.get(last)
    profile = profile or stores.guess(url)
    if profile is not None:
        base, paths = stores.root(profile, url), profile.paths
    if paths is None:
        return Addresses(url, update, query)
    graphs, updates, queries = (
        None if path is None else stores.joined(base, path) for path in paths
    )
    return Addresses(graphs, update or updates, query or queries)


class GraphStore:
    """Reads and writes graphs of a store; each refusal is a StoreError."""

    def __init__(self, connection: Connection, at: Addresses) -> None:
        self.connection = connection
        self.at = at

    def put(self, graph: str | None, body: bytes) -> None:
        """Replaces the content of the graph by these N-Triples."""
        if self.at.graphs is None:
            self.insert(graph, body)
            return
        # Turtle takes in N-Triples, and every store knows its name.
        headers = {"Content-Type": "text/turtle"}
        reply = self.try_put(graph, body, headers)
        if not reply.ok:
            raise refusal(reply, f"to take {shown(graph)}")

    def try_put(self, graph: str | None, body: bytes, headers: dict[str, str]) -> Reply:
        """The store's reply to a PUT of the graph by the Graph Store Protocol."""
        return self.connection.ask("PUT", self._of(graph), headers=headers, content=body)

    def insert(self, graph: str | None, body: bytes) -> None:
        """Adds N-Triples by SPARQL updates, all lines with blank nodes in one update."""
        for batch in _batches(body.decode().splitlines(keepends=True)):
            text = "".join(batch)
            inside = text if graph is None else f"GRAPH <{graph}> {{\n{text}}} "
            # Virtuoso takes no blank nodes as data, but does in a template.
            has_blank = any(_is_blank(line) for line in batch)
            update = "INSERT {{ {0}}} WHERE {{}}" if has_blank else "INSERT DATA {{ {0}}}"
            self.update(update.format(inside), f"to take {shown(graph)}")

    def get(self, graph: str | None) -> bytes | None:
        """The graph as sorted N-Triples; None if the store has no such graph."""
        headers = {"Accept": "application/n-triples, text/turtle;q=0.9"}
        reply = self.connection.ask("GET", self._of(graph), headers=headers)
        if reply.status == 404:
            return None
        if not reply.ok:
            raise refusal(reply, f"to show {shown(graph)}")
        triples = set(endpoint.graph(reply))
        return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()

    def delete(self, graph: str | None) -> None:
        """Deletes the graph, if there is one."""
        if self.at.graphs is not None:
            reply = self.connection.ask("DELETE", self._of(graph))
            if reply.ok or reply.status == 404:
                return
            if self.at.update is None:
                raise refusal(reply, f"to drop {shown(graph)}")
        self.update(drop([graph]), f"to drop {shown(graph)}")

    def update(self, text: str, purpose: str = "the update") -> None:
        """Runs one SPARQL update."""
        reply = self.try_update(text)
        if not reply.ok:
            raise refusal(reply, purpose)

    def try_update(self, text: str) -> Reply:
        """The store's reply to an update."""
        # RDF4J 4.1 takes it for Latin-1 where the charset is left out.
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        return self.connection.ask(
            "POST", self.at.update or "", headers=headers, content=text.encode()
        )

    def rows(self, sparql: str, columns: int = 1) -> list[list[str]]:
        """The rows of a SELECT, each value as a string; StoreError for other columns."""
        found = endpoint.ask_over(self.connection, self.at.query or "", sparql)
        if isinstance(found, ox.QueryBoolean) or len(found.variables) != columns:
            raise self._something_else()
        return [[str(getattr(term, "value", "")) for term in solution] for solution in found]

    def graphs(self, sparql: str, below: str) -> list[str]:
        """The IRIs that a SELECT gives; StoreError for one that does not begin with `below`.

        They go into updates that empty graphs.
        """
        found = [graph for (graph,) in self.rows(sparql)]
        if not all(graph.startswith(below) and _IRI.fullmatch(graph) for graph in found):
            raise self._something_else()
        return found

    def true(self, sparql: str) -> bool:
        """The boolean of an ASK."""
        found = endpoint.ask_over(self.connection, self.at.query or "", sparql)
        if not isinstance(found, ox.QueryBoolean):
            raise self._something_else()
        return bool(found)

    def number(self, sparql: str) -> int:
        """The one number that a SELECT gives."""
        rows = self.rows(sparql)
        return self._number(rows[0][0] if len(rows) == 1 else "")

    def _number(self, text: str) -> int:
        if not re.fullmatch("[0-9]{1,18}", text):
            raise self._something_else()
        return int(text)

    def _something_else(self) -> StoreError:
        return StoreError(
            f"{self.at.query} answered something else than it was asked. Is it the address of a "
            "SPARQL endpoint?"
        )

    def counts(self, graphs: list[str | None]) -> dict[str | None, int]:
        """The number of triples in each graph, by queries or else by reading the graphs."""
        if self.at.query is None:
            return {graph: (self.get(graph) or b"").count(b"\n") for graph in graphs}
        found: dict[str | None, int] = dict.fromkeys(graphs, 0)
        if None in found:
            found[None] = self.number("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        names = " ".join(f"<{graph}>" for graph in graphs if graph is not None)
        rows = self.rows(
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {names} }} "
            "GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
            columns=2,
        )
        found.update((graph, self._number(number)) for graph, number in rows)
        return found

    def _of(self, graph: str | None) -> str:
        return graph_url(self.at.graphs or "", graph)


def graph_url(store: str, graph: str | None) -> str:
    """The address of a graph in the Graph Store Protocol."""
    joint = "&" if "?" in store else "?"
    return store + joint + ("default" if graph is None else f"graph={quote(graph, safe='')}")


def drop(graphs: Iterable[str | None]) -> str:
    """The SPARQL update that drops graphs, whether or not they exist."""
    names = ("DEFAULT" if graph is None else f"GRAPH <{graph}>" for graph in graphs)
    return " ;\n".join(f"DROP SILENT {name}" for name in names)


def shown(graph: str | None) -> str:
    """The name of a graph in a message."""
    return "the default graph" if graph is None else f"<{graph}>"


def refusal(reply: Reply, purpose: str) -> StoreError:
    """The StoreError for a reply that is no success."""
    if reply.status in (401, 403):
        return StoreError(
            f"{reply.url} refused {purpose} ({reply.reason}). Name a user who may write with "
            "--user and --password, or ask whether the store is read-only."
        )
    return StoreError(f"{reply.url} refused {purpose} ({reply.reason}).")


def _batches(lines: list[str]) -> Iterator[list[str]]:
    blank = [line for line in lines if _is_blank(line)]
    named = [line for line in lines if not _is_blank(line)]
    if blank:
        yield blank
    for start in range(0, len(named), _BATCH):
        yield named[start : start + _BATCH]


def _is_blank(line: str) -> bool:
    subject, _, rest = line.partition(" ")
    return subject.startswith("_:") or rest.partition(" ")[2].startswith("_:")
