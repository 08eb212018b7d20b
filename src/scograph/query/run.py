"""Queries are run in the embedded store or at an endpoint, and their answers written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from scograph import files, interrupts
from scograph.errors import InputError, StoreError, UsageError, boundary
from scograph.formats import results
from scograph.names import labels
from scograph.query import completeness, completeness_words, instead, parameters, template
from scograph.query.header import Query
from scograph.query.parameters import Given, Term
from scograph.query.there import There
from scograph.rdf import graph, sparql_tokens
from scograph.rdf.namespaces import SOURCE_GRAPHS

if TYPE_CHECKING:
    from scograph.remote.endpoint import Endpoint

_PERIOD = ("from", "to", "certainly")
Row: TypeAlias = tuple[graph.Term | None, ...]


class Answer:
    """The answer to a canned query.

    `parameters` are the values as understood, defaults included; `sparql` is what was sent. The
    `solutions` are read once, by a writer or as `rows`.
    """

    def __init__(
        self,
        store: ox.Store,
        query: Query,
        solutions: ox.QuerySolutions,
        sparql: str,
        parameters: Mapping[str, Term],
        lang: str,
        *,
        asserted: bool = False,
        there: There | None = None,
    ) -> None:
        self._store = store
        self._asserted = asserted
        self._there = there
        self.query = query
        self.solutions = solutions
        self.sparql = sparql
        self.parameters = parameters
        self.lang = lang
        self.columns = [variable.value for variable in solutions.variables]
        """The names of the columns, in order."""

    @cached_property
    def rows(self) -> list[Row]:
        """The rows, each with a term or None for each column."""
        with interrupts.interruptible(), boundary("The query failed"):
            return [tuple(row) for row in self.solutions]

    @cached_property
    def completeness(self) -> completeness.Completeness | None:
        """How complete the record is for just this question; None where the graph does not say.

        Of an answer of an endpoint, as the coverages there say.
        """
        found = completeness.of(
            self._store,
            self.query,
            self.parameters,
            asserted=self._asserted,
            there=self._there,
        )
        rests = self.query["completeness"]
        shown = rests["shown"] if rests is not None else []
        return found.without(shown) if found is not None and shown and not self.rows else found

    @cached_property
    def instead(self) -> list[instead.Question]:
        """Questions like this one that have an answer, where this one has none.

        None for a time after the record, of which it has no answer to anything, and none
        without what is inferred.
        """
        beyond = self.completeness is not None and self.completeness.beyond
        if self.rows or beyond or self._asserted:
            return []
        ask = None if self._there is None else self._there.ask
        return instead.questions(self._store, self.query, self.parameters, ask)

    @cached_property
    def undated(self) -> int:
        """The number of rows that are in no period, since no source tells when they were."""
        name = self.query["undated"]
        given = {one: term for one, term in self.parameters.items() if one not in _PERIOD}
        if not name or len(given) == len(self.parameters):
            return 0
        column = self.columns.index(name)
        sparql = template.expand(self.query, given, labelled=False)
        found = (
            template.ask(self._store, sparql) if self._there is None else self._there.ask(sparql)
        )
        if not isinstance(found, ox.QuerySolutions):
            return 0
        return sum(row[column] is None for row in found)

    def remark(self, lang: str | None = None, *, commands: bool = True) -> str:
        """One line on the completeness of the answer; empty where it cannot be short.

        With `commands`, an empty answer's line ends with what to ask instead.
        """
        if self._unsaid:
            return completeness_words.nowhere(lang or self.lang, empty=not self.rows)
        found = self.completeness
        if found is None or (self.rows and not found.short and not self.undated):
            return ""
        return completeness_words.sentence(
            self._store,
            found,
            lang or self.lang,
            empty=not self.rows,
            undated=self.undated,
            instead=[one.command for one in self.instead] if commands else [],
        )

    @property
    def _unsaid(self) -> bool:
        """True of a question on facts to an endpoint that has no coverages."""
        rests = self.query["completeness"]
        return bool(self._there and not self._there.known and rests and rests["facts"])

    def member(self) -> dict[str, object] | None:
        """The completeness for JSON; None where the graph does not say."""
        if self._unsaid:
            said = completeness_words.nowhere(self.lang, empty=not self.rows)
            return {"complete": False, "reaches": None, "asOf": None, "parts": [], "text": said}
        found = self.completeness
        if found is None:
            return None
        member = completeness_words.as_json(self._store, found, self.lang)
        others = [{"query": one.name, "parameters": one.given} for one in self.instead]
        return {
            **member,
            "text": self.remark(commands=False),
            **({"undated": self.undated} if self.undated else {}),
            **({"instead": others} if others else {}),
        }

    def table(self, *, members: bool = False) -> results.Table:
        """The answer as a table for the writers, with `completeness` for JSON if wanted."""
        member = self.member() if members else None
        return results.Table(self.columns, self.rows, {"completeness": member} if member else {})


def canned(
    store: ox.Store,
    query: Query,
    given: Given,
    *,
    lang: str = "en",
    endpoint: Endpoint | None = None,
    asserted: bool = False,
) -> Answer:
    """The answer to a canned query, from the store or from an endpoint.

    UsageError as `parameters.bind` gives it; the store knows the names even for an endpoint.
    """
    bound = _bind(store, query, given, anywhere=endpoint is not None)
    ask = partial(_as_asked, store, endpoint=endpoint, asserted=asserted)
    there = None if endpoint is None else There(store, ask)
    sparql = _expanded(store, query, bound, lang, asserted=asserted, there=there)
    found = ask(sparql)
    if not isinstance(found, ox.QuerySolutions):
        raise InputError("A canned query is a SELECT.", path=f"{query['name']}.rq")
    return Answer(store, query, found, sparql, bound, lang, asserted=asserted, there=there)


def sparql(
    store: ox.Store, query: Query, given: Given, lang: str = "en", *, anywhere: bool = False
) -> str:
    """The SPARQL of a canned query with these values and its defaults, as `canned` runs it."""
    bound = _bind(store, query, given, anywhere=anywhere)
    return _expanded(store, query, bound, lang)


def _bind(store: ox.Store, query: Query, given: Given, *, anywhere: bool) -> dict[str, Term]:
    """As `parameters.bind`; the error names a query that takes a thing of another class."""
    try:
        return parameters.bind(store, query, given, anywhere=anywhere)
    except UsageError as error:
        if error.kind in ("class", "unknown"):
            error.instead = instead.taking(store, query, error.option, error.value)
        raise


def _expanded(
    store: ox.Store,
    query: Query,
    bound: Mapping[str, Term],
    lang: str,
    *,
    asserted: bool = False,
    there: There | None = None,
) -> str:
    inferred = not asserted and labels.are_inferred(store)
    within = _within_record(store, query, bound, there)
    return template.expand(query, within, lang, inferred=inferred)


def _within_record(
    store: ox.Store, query: Query, bound: Mapping[str, Term], there: There | None
) -> Mapping[str, Term]:
    """The values, with the last day of the record for a day after it.

    What holds after that day nobody has looked for, so that the record cannot tell what ended.
    """
    if "on" not in bound:
        return bound
    last = completeness.reach(store, query, bound, there)
    if last is None or bound["on"].value <= last:
        return bound
    day = ox.Literal(last, datatype=parameters.DATE)
    return {**bound, "on": day, **({"on-last": day} if "on-last" in bound else {})}


def answer(
    store: ox.Store,
    sparql: str,
    *,
    endpoint: Endpoint | None = None,
    asserted: bool = False,
    source: str | None = None,
) -> template.Result | list[ox.Triple]:
    """The answer of the store, or of the endpoint if one is given."""
    if endpoint is None:
        with interrupts.interruptible():
            return template.ask(store, sparql, source=source)
    from scograph.remote import endpoint as remote

    template.bounded(sparql, source)
    template.refuse_updates(sparql)
    graphs = list(endpoint.default_graphs)
    if asserted:
        named = sorted(graph.value for graph in store.named_graphs())
        graphs = template.asserted_graphs(
            [name for name in named if name.startswith(SOURCE_GRAPHS)]
        )
    ask = remote.construct if template.makes_graph(sparql, source) else remote.select
    try:
        return ask(
            endpoint.url, template.with_prefixes(sparql), default_graphs=graphs, auth=endpoint.login
        )
    except StoreError:
        # The endpoint decides what it understands; a mistake is named with its place here.
        if not sparql_tokens.asks_others(sparql):
            template.ask(ox.Store(), sparql, source=source)
        raise


def _as_asked(
    store: ox.Store, sparql: str, *, endpoint: Endpoint | None, asserted: bool
) -> template.Result | list[ox.Triple]:
    """The answer to SPARQL of ours; StoreError where an endpoint answers something else."""
    found = answer(store, sparql, endpoint=endpoint, asserted=asserted)
    asked = None if endpoint is None else sparql_tokens.select(sparql)
    if endpoint is None or asked is None:
        return found
    given = (
        [variable.value for variable in found.variables]
        if isinstance(found, ox.QuerySolutions)
        else []
    )
    if missing := [name for name in asked[0] if name not in given]:
        raise StoreError(
            f"{endpoint.url} answered without the columns that were asked for: "
            f"{', '.join(missing)}. Is it a SPARQL endpoint?"
        )
    return found


def write(found: results.Answer, format_name: str | None, output: Path | None) -> None:
    """Writes the answer to a file or to standard output; Ctrl-C meanwhile ends the process."""
    write_to(output, partial(results.write, found, format_name))


def write_to(output: Path | None, writer: Callable[..., None]) -> None:
    """Calls a writer with the file or standard output, and `terminal`; Ctrl-C ends the process."""
    terminal = output is None and results.is_terminal()
    with (
        interrupts.interruptible(writing=output is not None),
        files.output(output) as stream,
        boundary("The query failed"),
    ):
        writer(stream, terminal=terminal)
