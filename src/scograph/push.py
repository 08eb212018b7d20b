"""The graph into another triple store, whole or not at all.

Everything goes into staging graphs first and is counted there; then one update moves it all to its
place. A store without updates is written graph by graph, and what it held before is put back if
anything fails.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scograph import export
from scograph.errors import BadRequest, ScographError, StoreFailed, Unreachable
from scograph.graphstore import (
    Addresses,
    GraphStore,
    drop,
    graph_url,
    refusal,
    shown,
)
from scograph.namespaces import EVERYTHING_GRAPH, GRAPH

if TYPE_CHECKING:
    from scograph.wire import Login

STAGING = GRAPH + "staging/"
_DROPS = 100

# The statuses by which servers say that they do not speak a protocol at an address.
_NOT_SPOKEN = {400, 404, 405, 415, 501}

_MARK = "<{0}> <http://purl.org/dc/terms/type> <{0}> .\n"
_FOREIGN = f"""SELECT (COUNT(*) AS ?n) WHERE {{
  ?s ?p ?o FILTER (!isBlank(?s) && !isBlank(?o))
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{GRAPH}")) }}
}}"""
_OURS = f"""SELECT DISTINCT ?g WHERE {{
  GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{GRAPH}"))
}} ORDER BY ?g"""


# Not MOVE: Fuseki 5.6 on TDB2 lost triples by it, in five pushes of five by update. BIND, since
# RDF4J 4.1 leaves a variable unbound that VALUES binds and only the template uses.
_MOVE = (
    "INSERT { GRAPH ?to { ?s ?p ?o } } WHERE { VALUES (?from ?name) { ",
    " } GRAPH ?from { ?s ?p ?o } BIND (?name AS ?to) }",
)
_UNION = (
    "The default graph of this store is the union of its graphs: nothing is written to it, and "
    "each query sees everything."
)
_UNION_BESIDE = (
    "A query that names no graph sees each triple once for each graph that holds it. Ask "
    f"<{EVERYTHING_GRAPH}> alone: --store does, FROM does."
)


@dataclass(frozen=True)
class Load:
    """One graph on its way: where it goes (None: the default graph), its triples as N-Triples."""

    graph: str | None
    body: bytes

    @property
    def triples(self) -> int:
        """How many there are."""
        return self.body.count(b"\n")


@dataclass
class Report:
    """What is in the store now, what was dropped, and what the user should know."""

    loaded: list[Load] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def plan(graphs: export.Graphs, default_as: str | None = None) -> list[Load]:
    """Each graph once, the default graph last, the same bytes on every run.

    `default_as` is the graph to load it into where a store has no default graph of its own.
    """
    names = sorted(graphs, key=lambda name: (name is None, name or ""))
    canonical = export.canonical(graphs)
    return [
        Load(
            default_as if name is None else name,
            "".join(export.ntriples(canonical[name])).encode(),
        )
        for name in names
    ]


def preview(loads: list[Load], at: Addresses) -> str:
    """The requests that a push would send, one to a line, without sending any."""
    lines = []
    for load in loads:
        where = staged(load.graph, "RUN") if at.update else load.graph
        request = (
            f"PUT {graph_url(at.graphs, where)}"
            if at.graphs
            else f"POST {at.update}  INSERT DATA into {shown(where)}"
        )
        lines.append(f"{request}  ({load.triples} triples)")
    if at.update:
        lines.append(f"POST {at.update}")
        lines.extend(f"  {line}" for line in _switch(loads, [], "RUN").splitlines())
    return "\n".join(lines)


def push(
    loads: list[Load],
    at: Addresses,
    *,
    login: Login | None = None,
    timeout: float | None = None,
    replace_default: bool = False,
    clean: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Loads the graphs in place of those that an earlier push left, and counts them there.

    Where it fails, the store is as it was, or the message names what is left.
    """
    from scograph.wire import Connection

    if at.graphs is None and at.query is None:
        raise BadRequest(f"Nothing can be counted by {at.update} alone. Name --query-url too.")
    any_address = at.graphs or at.update or ""
    with Connection(any_address, login=login, timeout=timeout) as connection:
        run = _Run(GraphStore(connection, at), loads, tell)
        try:
            run.prepare(replace_default, clean)
            if run.store.at.update:
                run.by_staging()
            else:
                run.in_place()
        except BaseException as error:
            connection.extend(min(30.0, max(3.0, timeout or 30.0)))
            said = run.undo()
            if isinstance(error, ScographError):
                error.args = (f"{error} {said}",)
            raise
        return run.report


def staged(graph: str | None, run: str) -> str:
    """The staging graph that stands in for a graph until all is loaded."""
    return f"{STAGING}{run}/" + ("default" if graph is None else graph.removeprefix(GRAPH))


class _Run:
    """One push: how far it has come, and so what has to be undone."""

    def __init__(self, store: GraphStore, loads: list[Load], tell: Callable[[str], None]) -> None:
        self.store = store
        self.report = Report(loaded=[load for load in loads if load.body])
        self._tell = tell
        self._name = secrets.token_hex(4)
        self._mark = f"{STAGING}{self._name}/mark"
        self._written: list[str | None] = []
        self._before: dict[str | None, bytes | None] = {}
        self._switching = False
        self._switched = False

    def prepare(self, replace_default: bool, clean: bool) -> None:
        """Finds out by one small graph what the store can do and whether it may be written."""
        mark = _MARK.format(self._mark).encode()
        store = self.store
        if store.at.graphs:
            with self._may_write(self._mark):
                reply = store.try_put(self._mark, mark, {"Content-Type": "text/turtle"})
            if not reply.ok:
                self._written.clear()
                if reply.status not in _NOT_SPOKEN or store.at.update is None:
                    raise refusal(reply, "to be written")
                self._tell(f"No Graph Store there ({reply.reason}); trying SPARQL Update.")
                store.at = replace(store.at, graphs=None)
        if store.at.graphs is None:
            with self._may_write(self._mark):
                store.insert(self._mark, mark)
        elif store.at.update:
            reply = store.try_update(drop([f"{self._mark}-2"]))
            if not reply.ok:
                if reply.status not in _NOT_SPOKEN | {401, 403}:
                    raise refusal(reply, "an update")
                self._tell("The store takes no updates; each graph is replaced on its own.")
                store.at = replace(store.at, update=None)
        self._look(replace_default, clean)

    @contextmanager
    def _may_write(self, graph: str | None) -> Iterator[None]:
        """Notes the graph as one to undo, unless nothing was sent at all."""
        self._written.append(graph)
        try:
            yield
        except Unreachable:
            self._written.remove(graph)
            raise

    def _look(self, replace_default: bool, clean: bool) -> None:
        store = self.store
        union = False
        if store.at.query:
            try:
                union = store.true(f"ASK {{ <{self._mark}> ?p ?o }}")
            except StoreFailed as error:
                if store.at.graphs is None:
                    raise
                self._tell(f"{error} Counting by reading the graphs instead.")
                store.at = replace(store.at, query=None)
        if union:
            self.report.loaded = [load for load in self.report.loaded if load.graph is not None]
            there = any(load.graph == EVERYTHING_GRAPH for load in self.report.loaded)
            self.report.notes.append(_UNION_BESIDE if there else _UNION)
        elif not replace_default and any(load.graph is None for load in self.report.loaded):
            self._spare_foreign()
        if store.at.query:
            self._look_for_old(clean)

    def _spare_foreign(self) -> None:
        """BadRequest where the default graph holds what no push put there."""
        if self.store.at.query:
            foreign = int(self.store.rows(_FOREIGN)[0][0])
        else:
            ours = any(self.store.get(load.graph) for load in self.report.loaded if load.graph)
            foreign = 0 if ours else self.store.counts([None])[None]
        if foreign:
            raise BadRequest(
                f"The default graph of the store holds {foreign} triples of another origin, which "
                "would be lost. --no-default leaves it alone, --replace-default overwrites it."
            )

    def _look_for_old(self, clean: bool) -> None:
        targets = {load.graph for load in self.report.loaded}
        for (graph,) in self.store.rows(_OURS):
            if graph in targets or graph.startswith(f"{STAGING}{self._name}/"):
                continue
            if not graph.startswith(STAGING) or clean:
                self.report.dropped.append(graph)
            else:
                self.report.notes.append(
                    f"<{graph}> is from a push that was cut off or still runs; --clean drops it."
                )

    def by_staging(self) -> None:
        """Loads and counts beside, then moves everything in one update."""
        for load in self.report.loaded:
            self._put(load, staged(load.graph, self._name))
        self._compare(lambda graph: staged(graph, self._name))
        self._switching = True
        self.store.update(
            _switch(self.report.loaded, [self._mark, *self.report.dropped], self._name),
            "to move the graphs to their places",
        )
        self._switched = True
        self._compare(lambda graph: graph)
        self._tidy()

    def _tidy(self) -> None:
        """Drops the graphs that are empty now, for stores that keep those."""
        empty = [staged(load.graph, self._name) for load in self.report.loaded]
        empty += [self._mark, *self.report.dropped]
        try:
            for start in range(0, len(empty), _DROPS):
                self.store.update(drop(empty[start : start + _DROPS]), "to drop empty graphs")
        except ScographError as error:
            self.report.notes.append(f"{error} All is in its place; empty graphs may be left.")

    def in_place(self) -> None:
        """Replaces graph after graph, keeping what was there until the end."""
        self.store.delete(self._mark)
        self._written.clear()
        for graph in [*(load.graph for load in self.report.loaded), *self.report.dropped]:
            self._before[graph] = self.store.get(graph)
        for load in self.report.loaded:
            self._put(load, load.graph)
        self._compare(lambda graph: graph)
        for graph in self.report.dropped:
            self._written.append(graph)
            self.store.delete(graph)

    def undo(self) -> str:
        """Takes back what this run wrote; says what came of it."""
        if self._switched:
            return "The graphs are in their places, but look at them before you rely on them."
        if self._switching:
            outcome = self._after_broken_switch()
            if outcome:
                return outcome
        left = []
        for graph in self._written:
            before = self._before.get(graph)
            try:
                if before is None:
                    self.store.delete(graph)
                else:
                    self.store.put(graph, before)
            except ScographError:
                left.append(graph)
        if not left:
            return "What the store held before is unchanged."
        names = ", ".join(shown(graph) for graph in left)
        if self._before:
            return f"These could not be put back as they were: {names}."
        return (
            "What the store held before is unchanged, but these unfinished graphs may be left in "
            f"it: {names}. A push with --clean drops them."
        )

    def _after_broken_switch(self) -> str | None:
        """None where the move did not happen; else what is known."""
        with suppress(ScographError):
            if self.store.at.query and self.store.counts([self._mark])[self._mark]:
                return None
        return (
            "Whether the store moved the graphs is not known: it holds all of the old ones or all "
            "of the new ones, if it runs an update as one transaction. Push again to be sure."
        )

    def _put(self, load: Load, place: str | None) -> None:
        self._tell(f"Sending {load.triples} triples to {shown(place)}.")
        self._written.append(place)
        self.store.put(place, load.body)

    def _compare(self, place: Callable[[str | None], str | None]) -> None:
        """StoreFailed where a graph does not hold what was sent."""
        there = self.store.counts([place(load.graph) for load in self.report.loaded])
        for load in self.report.loaded:
            found = there[place(load.graph)]
            if found != load.triples:
                raise StoreFailed(
                    f"{shown(place(load.graph))} holds {found} triples in the store where "
                    f"{load.triples} were sent."
                )


def _switch(loads: list[Load], dropped: list[str], run: str) -> str:
    """One update that puts the staging graphs in their places.

    Its operations do not grow in number with the graphs: Virtuoso 7.2 takes only so many.
    """
    named = [load.graph for load in loads if load.graph is not None]
    pairs = " ".join(f"(<{staged(graph, run)}> <{graph}>)" for graph in named)
    steps = [
        _emptied([*named, *dropped]),
        f"{_MOVE[0]}{pairs}{_MOVE[1]}",
    ]
    if len(named) < len(loads):
        staging = staged(None, run)
        steps += [
            drop([None]),
            f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{staging}> {{ ?s ?p ?o }} }}",
        ]
    return " ;\n".join([*steps, _emptied([staged(load.graph, run) for load in loads])])


def _emptied(graphs: list[str]) -> str:
    names = " ".join(f"<{graph}>" for graph in graphs)
    pattern = "GRAPH ?g { ?s ?p ?o }"
    return f"DELETE {{ {pattern} }} WHERE {{ VALUES ?g {{ {names} }} {pattern} }}"
