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

from scograph.errors import ScographError, StoreError, UnreachableError, UsageError
from scograph.rdf.namespaces import EVERYTHING_GRAPH
from scograph.remote import survey
from scograph.remote.graph_store import Addresses, GraphStore, drop, refusal, shown
from scograph.remote.plan import Load
from scograph.remote.staging import STAGING, staged, switch

if TYPE_CHECKING:
    from scograph.remote.http import Login

# Graphs dropped in one update.
_DROPS = 100

# The statuses by which servers say that they do not implement a protocol at an address.
_NOT_IMPLEMENTED = {400, 404, 405, 415, 501}

_MARK = "<{0}> <http://purl.org/dc/terms/type> <{0}> .\n"
_UNION = (
    "The default graph of this store is the union of its graphs: nothing is written to it, and "
    "each query sees everything."
)
_UNION_BESIDE = (
    "A query that names no graph sees each triple once for each graph that holds it. Ask "
    f"<{EVERYTHING_GRAPH}> alone: --store does, FROM does."
)


@dataclass
class Report:
    """The graphs in the store after a push, those dropped, and notes for the user."""

    loaded: list[Load] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


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
    """The report on the graphs loaded, in place of those that an earlier push left.

    After a failure the store is as it was, or the message names what is left in it.
    """
    from scograph.remote.http import Connection

    if at.graphs is None and at.query is None:
        raise UsageError(f"Nothing can be counted by {at.update} alone. Name --query-url too.")
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
            outcome = run.undo()
            if isinstance(error, ScographError):
                error.args = (f"{error} {outcome}",)
            raise
        return run.report


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
        """Finds out what the store can do, and what it holds that this push must not lose."""
        self._try_protocols()
        if self._default_is_union():
            self.report.loaded = [load for load in self.report.loaded if load.graph is not None]
            there = any(load.graph == EVERYTHING_GRAPH for load in self.report.loaded)
            self.report.notes.append(_UNION_BESIDE if there else _UNION)
        elif not replace_default and any(load.graph is None for load in self.report.loaded):
            named = [load.graph for load in self.report.loaded if load.graph]
            survey.check_default_graph(self.store, named)
        if self.store.at.query:
            self._find_leftovers(clean)

    def _try_protocols(self) -> None:
        """Writes one small graph, and leaves out the addresses at which the store refuses it."""
        mark = _MARK.format(self._mark).encode()
        store = self.store
        if store.at.graphs:
            with self._may_write(self._mark):
                reply = store.try_put(self._mark, mark, {"Content-Type": "text/turtle"})
            if not reply.ok:
                self._written.clear()
                if reply.status not in _NOT_IMPLEMENTED or store.at.update is None:
                    raise refusal(reply, "to be written")
                self._tell(f"No Graph Store there ({reply.reason}); trying SPARQL Update.")
                store.at = replace(store.at, graphs=None)
        if store.at.graphs is None:
            with self._may_write(self._mark):
                store.insert(self._mark, mark)
        elif store.at.update:
            reply = store.try_update(drop([f"{self._mark}-2"]))
            if not reply.ok:
                if reply.status not in _NOT_IMPLEMENTED | {401, 403}:
                    raise refusal(reply, "an update")
                self._tell("The store takes no updates; each graph is replaced on its own.")
                store.at = replace(store.at, update=None)

    @contextmanager
    def _may_write(self, graph: str | None) -> Iterator[None]:
        """Notes the graph as one to undo, unless nothing was sent at all."""
        self._written.append(graph)
        try:
            yield
        except UnreachableError:
            self._written.remove(graph)
            raise

    def _default_is_union(self) -> bool:
        """True if a query that names no graph sees a triple of a named one."""
        store = self.store
        if not store.at.query:
            return False
        try:
            return store.true(f"ASK {{ <{self._mark}> ?p ?o }}")
        except StoreError as error:
            if store.at.graphs is None:
                raise
            self._tell(f"{error} Counting by reading the graphs instead.")
            store.at = replace(store.at, query=None)
            return False

    def _find_leftovers(self, clean: bool) -> None:
        found = survey.leftovers(self.store, {load.graph for load in self.report.loaded})
        staging = [
            graph for graph in found.staging if not graph.startswith(f"{STAGING}{self._name}/")
        ]
        self.report.dropped += found.old
        if clean:
            self.report.dropped += staging
        else:
            self.report.notes += [
                f"<{graph}> is from a push that was cut off or still runs; --clean drops it."
                for graph in staging
            ]

    def by_staging(self) -> None:
        """Loads and counts in staging graphs, then moves everything in one update."""
        for load in self.report.loaded:
            self._put(load, staged(load.graph, self._name))
        self._compare(lambda graph: staged(graph, self._name))
        self._switching = True
        graphs = [load.graph for load in self.report.loaded]
        self.store.update(
            switch(graphs, [self._mark, *self.report.dropped], self._name),
            "to move the graphs to their places",
        )
        self._switched = True
        self._compare(lambda graph: graph)
        self._drop_empty()

    def _drop_empty(self) -> None:
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
        """Removes what this run wrote, and returns a sentence on the state of the store."""
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
        if self._before:
            names = ", ".join(shown(graph) for graph in left)
            return f"These could not be put back as they were: {names}."
        names = ", ".join(shown(graph) for graph in left[:3])
        more = f" and {len(left) - 3} more" if len(left) > 3 else ""
        return (
            "What the store held before is unchanged, but these unfinished graphs may be left in "
            f"it: {names}{more}. A push with --clean drops them."
        )

    def _after_broken_switch(self) -> str | None:
        """None where the move did not happen; else a sentence on what is known."""
        with suppress(ScographError):
            if self.store.at.query and self.store.counts([self._mark])[self._mark]:
                return None
        return (
            "Whether the store moved the graphs is not known: it holds all of the old ones or all "
            "of the new ones, if it runs an update as one transaction. Push again to be sure."
        )

    def _put(self, load: Load, graph: str | None) -> None:
        self._tell(f"Sending {load.triples} triples to {shown(graph)}.")
        self._written.append(graph)
        self.store.put(graph, load.body)

    def _compare(self, place: Callable[[str | None], str | None]) -> None:
        """StoreError where a graph does not hold what was sent."""
        there = self.store.counts([place(load.graph) for load in self.report.loaded])
        for load in self.report.loaded:
            found = there[place(load.graph)]
            if found != load.triples:
                raise StoreError(
                    f"{shown(place(load.graph))} holds {found} triples in the store where "
                    f"{load.triples} were sent."
                )
