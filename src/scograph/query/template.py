"""Templates of canned queries: from the file and bound values to the SPARQL that is run.

Three kinds of marked lines, which are comments in SPARQL, are expanded (docs/decisions/0005):
`#? host` keeps a line only when `host` is given, `# values: host` becomes `VALUES`, and
`# labels: person` becomes the look-up of `?personLabel`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from scograph.errors import InputError, UsageError, boundary
from scograph.names import labels
from scograph.query.parameters import Term
from scograph.rdf import nesting, sparql_order, sparql_tokens
from scograph.rdf.namespaces import GRAPH, PREFIXES, RECORD_GRAPH

if TYPE_CHECKING:
    from scograph.rdf.sparql_mistakes import Mistake

Result: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_ONLY_IF = re.compile(r"\s*#\? (.*)$")
_MARK = re.compile(r"( *)# (values|labels): (.*)$")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


def expand(
    query: Mapping[str, Any],
    bound: Mapping[str, Term],
    lang: str = "en",
    *,
    labelled: bool = True,
    inferred: bool = False,
) -> str:
    """The SPARQL of a canned query, with values bound and label look-ups added if wanted.

    `inferred` is true for a graph with what the rules infer: the look-ups are shorter then.
    """
    lines: list[str] = []
    for line in query["sparql"].splitlines():
        condition = _ONLY_IF.search(line)
        if condition:
            if all(
                (word.lstrip("!") in bound) != word.startswith("!") for word in condition[1].split()
            ):
                lines.append(line[: condition.start()])
            continue
        mark = _MARK.fullmatch(line)
        if not mark:
            lines.append(line)
        elif mark[2] == "values":
            lines += [mark[1] + text for text in _values(mark[3].split(), bound)]
        elif labelled:
            lines += [
                mark[1] + text
                for word in mark[3].split()
                for text in labels.in_sparql(word, lang, inferred=inferred)
            ]
    return with_prefixes("\n".join(lines) + "\n")


def labelled(sparql: str) -> list[str]:
    """The variables of a template whose labels are looked up.

    >>> labelled("SELECT ?a { ?a a scog:State\\n  # labels: a b\\n}")
    ['a', 'b']
    """
    marks = map(_MARK.fullmatch, sparql.splitlines())
    return [word for mark in marks if mark and mark[2] == "labels" for word in mark[3].split()]


class QuerySyntaxError(InputError):
    """A query cannot be parsed; `mistake` is the usual mistake in it, None if it is another one."""

    mistake: Mistake | None = None


def ask(store: ox.Store, sparql: str, *, source: str | None = None) -> Result:
    """The answer of the store; the prefixes of the project need not be declared.

    InputError where the SPARQL is wrong, with line and column in `source`; UsageError for
    updates and for SERVICE, which would make this program ask another server.
    """
    refuse(sparql, source)
    with boundary("The query failed"):
        try:
            return evaluate(store, sparql)
        except SyntaxError as error:
            raise syntax_error(error, sparql, source) from None


def evaluate(store: ox.Store, sparql: str, **options: Any) -> Result:
    """The answer of the engine, which orders values of several kinds by their kind first.

    SyntaxError has the line and the column in the query as it was given.
    """
    ordered = sparql_order.by_kind(sparql)
    try:
        return store.query(ordered, prefixes=PREFIXES, **options)
    except SyntaxError:
        return store.query(sparql, prefixes=PREFIXES, **options)


def refuse(sparql: str, source: str | None = None) -> None:
    """UsageError for updates and queries to other servers, and InputError as `bounded`."""
    bounded(sparql, source)
    if sparql_tokens.asks_others(sparql):
        raise UsageError(
            "SERVICE is refused: a query of scograph asks no other server. "
            "Ask that one itself with --endpoint."
        )
    refuse_updates(sparql)


def bounded(sparql: str, source: str | None = None) -> None:
    """InputError for what no engine is to see: SPARQL that is no UTF-8, or is nested too deep."""
    try:
        sparql.encode()
    except UnicodeEncodeError:
        raise InputError("The SPARQL is not UTF-8.", path=source or "query") from None
    if excess := nesting.sparql(sparql):
        raise InputError(
            f"{excess.reason}, which is more than is read. Write it shorter or in several queries.",
            path=source or "query",
            line=excess.line,
            column=excess.column,
        )


def refuse_updates(sparql: str) -> None:
    """UsageError for what would change a graph."""
    if sparql_tokens.form(sparql) in _UPDATES:
        raise UsageError("The graph is read-only: write SELECT, ASK, CONSTRUCT or DESCRIBE.")


def makes_graph(sparql: str, source: str | None = None) -> bool:
    """True if the answer is a graph; InputError if there is no query in the text.

    What only another engine understands is left to that engine.
    """
    form = sparql_tokens.form(sparql)
    if form in ("CONSTRUCT", "DESCRIBE"):
        return True
    if form not in ("SELECT", "ASK"):
        raise InputError(
            "There is no query: write SELECT, ASK, CONSTRUCT or DESCRIBE.", path=source or "query"
        )
    return False


def syntax_error(error: SyntaxError, sparql: str, source: str | None) -> QuerySyntaxError:
    """The error of the parser with line and column, in plain words."""
    from scograph.rdf import sparql_mistakes

    found = re.match(r"error at (\d+):(\d+): (.*)", str(error.msg), re.DOTALL)
    line, column, message = (
        (int(found[1]), int(found[2]), found[3]) if found else (None, None, str(error.msg))
    )
    at = _offset(sparql, line, column) if line and column else len(sparql)
    mistake = sparql_mistakes.find(sparql, message, at, PREFIXES)
    plain = mistake.reason if mistake else sparql_mistakes.other(sparql, message, at)
    failed = QuerySyntaxError(
        f"The SPARQL cannot be parsed: {plain}{'' if plain.endswith('?') else '.'}",
        path=source or "query",
        line=line or error.lineno,
        column=column or error.offset,
    )
    failed.mistake = mistake
    return failed


def _offset(sparql: str, line: int, column: int) -> int:
    """The place of a line and a column in a text, both counted from 1."""
    lines = sparql.splitlines(keepends=True)
    return min(len("".join(lines[: line - 1])) + max(column - 1, 0), len(sparql))


def with_prefixes(sparql: str) -> str:
    """The query with declarations of the project's prefixes that it uses."""
    used, declared = sparql_tokens.prefixes(sparql)
    wanted = sorted(used.intersection(PREFIXES) - declared)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in wanted) + sparql


def asserted_graphs(sources: list[str]) -> list[str]:
    """The named graphs of the asserted triples, for endpoints that cannot leave out the others."""
    return [GRAPH + "ontology", RECORD_GRAPH, *sources]


def _values(words: list[str], bound: Mapping[str, Term]) -> list[str]:
    lines = []
    for word in words:
        name, _, variable = word.partition("=")
        if name in bound:
            lines.append(f"VALUES ?{variable or name} {{ {bound[name]} }}")
    return lines
