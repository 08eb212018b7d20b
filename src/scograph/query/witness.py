"""What each row of an answer rests on: the triples that the patterns of its query matched.

The query is run once more with all its variables. The header key `witness` names those of the row's
own fact; what else the patterns matched is its setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

import pyoxigraph as ox

from scograph.query import template
from scograph.query.header import Query
from scograph.query.parameters import Term
from scograph.query.run import Row
from scograph.rdf import graph, sparql_paths, sparql_patterns
from scograph.rdf.sparql_parser import Pattern, Variable
from scograph.rdf.sparql_patterns import Patterns


class Witness(NamedTuple):
    """The triples of one row; some may match no pattern of this row.

    `own` has those of the row's own facts, for each variable of the key `witness` in its order.
    """

    own: tuple[tuple[ox.Triple, ...], ...]
    setting: tuple[ox.Triple, ...]

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """All of them."""
        return (*(triple for part in self.own for triple in part), *self.setting)


def patterns(canned: Query, bound: Mapping[str, Term]) -> Patterns:
    """The triple patterns of a canned query with these values, without the look-ups of labels."""
    return sparql_patterns.read(template.expand(canned, bound, labelled=False))


def of_rows(
    store: ox.Store,
    canned: Query,
    bound: Mapping[str, Term],
    columns: Sequence[str],
    rows: Sequence[Row],
) -> list[Witness]:
    """The witness of each row; an empty one where the store has no such row."""
    read = patterns(canned, bound)
    labels = {f"{name}Label" for name in template.labelled(canned["sparql"])}
    keys = [name for name in read.columns if name not in labels]
    first = [
        [one for one in read.patterns if _is_about(one, name)] for name in canned["witness"]
    ] or [list(read.patterns)]
    others = [one for one in read.patterns if not any(one in part for part in first)]
    places = [columns.index(name) for name in keys]
    wanted = [tuple(row[at] for at in places) for row in rows]
    found: dict[Row, list[dict[str, graph.Term | None]]] = {key: [] for key in wanted}
    for solution in _solutions(store, read.sparql):
        some = found.get(tuple(solution[name] for name in keys))
        if some is not None:
            some.append(solution)
    made = {
        key: Witness(
            tuple(tuple(sparql_paths.each(store, part, some, check=False)) for part in first),
            tuple(sparql_paths.each(store, others, some, check=False)),
        )
        for key, some in found.items()
    }
    return [made[key] for key in wanted]


def _is_about(pattern: Pattern, name: str) -> bool:
    return isinstance(pattern.subject, Variable) and pattern.subject.name == name


def _solutions(store: ox.Store, sparql: str) -> Iterator[dict[str, graph.Term | None]]:
    rows = cast(ox.QuerySolutions, template.ask(store, sparql))
    names = [variable.value for variable in rows.variables]
    for row in rows:
        yield dict(zip(names, row, strict=True))
