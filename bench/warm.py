"""Warm answers: the same question to libraries that have the data open, in one process."""

from __future__ import annotations

import gc
import io
from functools import partial
from typing import Any

import pyoxigraph as ox

from bench.measure import Goal, Row, Trial, function, goals, in_turn, rows_of, table
from bench.setting import QUESTION, Setting
from scograph.formats import results
from scograph.query import catalog, check, run, template
from scograph.query.header import Query
from scograph.store import cache


def report(setting: Setting) -> str:
    opened, canned = cache.open_at(setting.store), catalog.load()
    one = _question(opened, canned, setting)
    each = [_row(opened, canned[name], setting.rounds) for name in sorted(canned)]
    return f"## Warm answer\n\n{one}\n\n{table('canned query, with its example', each)}"


def ask(opened: ox.Store, canned: Query, given: dict[str, Any]) -> bytes:
    """A canned query by the functions of scograph, from names and dates to CSV."""
    out = io.BytesIO()
    sparql = run.sparql(opened, canned, given)
    results.write(template.ask(opened, sparql), "csv", out, terminal=False)
    return out.getvalue()


def _row(opened: ox.Store, canned: Query, rounds: int) -> Row:
    """A canned query's example, whose answer has to be the recorded one."""
    recorded = rows_of(check.recorded(canned["name"]).encode())
    call = function(partial(ask, opened, canned, canned["example"]), rows_of)
    (row,) = in_turn([Trial(f"`{canned['name']}`", call)], rounds, expected=recorded)
    row.notes["rows"] = f"{recorded.total():,}"
    return row


def _question(opened: ox.Store, canned: dict[str, Query], setting: Setting) -> str:
    _, name, option, value = QUESTION
    sparql = setting.query.read_text(encoding="utf-8")
    given = {option.removeprefix("--"): value}

    def by_oxigraph() -> bytes:
        found = opened.query(sparql)
        assert isinstance(found, ox.QuerySolutions)
        return found.serialize(format=ox.QueryResultsFormat.CSV) or b""

    ours = function(partial(ask, opened, canned[name], given), rows_of)
    trials = [
        Trial("scograph's functions, from the name to CSV", ours),
        Trial("pyoxigraph, the expanded SPARQL on the same store", function(by_oxigraph, rows_of)),
    ]
    if setting.peers.has("rdflib"):
        import rdflib
        from rdflib.plugins.sparql import prepareQuery

        graph = rdflib.Graph().parse(setting.ntriples, format="nt")
        prepared = prepareQuery(sparql)

        def by_rdflib(asked: Any) -> bytes:
            return graph.query(asked).serialize(format="csv") or b""

        # Else every collection of garbage would walk through the whole of rdflib's graph.
        gc.freeze()
        few = min(setting.rounds, 10)
        for title, asked in (("the same SPARQL", sparql), ("the query prepared", prepared)):
            call = function(partial(by_rdflib, asked), rows_of)
            trials.append(Trial(f"rdflib, the graph loaded, {title}", call, few))
    found = in_turn(trials, setting.rounds)
    ratios = [Goal("scograph / pyoxigraph", found[0].median / found[1].median)]
    ratios += [Goal(f"{row.title} / scograph", row.median / found[0].median) for row in found[2:]]
    return f"{table('one answer in an open process', found)}\n\n{goals(ratios)}"
