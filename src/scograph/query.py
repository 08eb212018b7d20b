"""Queries with values bound to them: a canned query becomes the SPARQL that is sent.

Three kinds of marked lines, comments to everybody else, are worked on (docs/decisions/0005):
`#? host` keeps a line only when `host` is given, `# values: host` becomes `VALUES`, and
`# labels: person` becomes the look-up of `?personLabel`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

import pyoxigraph as ox

from scograph import dates, lexing, names
from scograph.errors import BadRequest, StoreFailed, UnreadableInput
from scograph.namespaces import GRAPH, PREFIXES, RECORD_GRAPH

Term: TypeAlias = ox.NamedNode | ox.Literal
Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_DATE = ox.NamedNode(PREFIXES["xsd"] + "date")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
_TRUE = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
_FALLBACK = ("en", "ru", "zh")
_NOTHING = "urn:x-scograph:nothing"
_LANG = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_ONLY_IF = re.compile(r"\s*#\? (.*)$")
_MARK = re.compile(r"( *)# (values|labels): (.*)$")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


def bind(
    store: ox.Store,
    query: dict[str, Any],
    given: Mapping[str, str | bool | None],
    *,
    anywhere: bool = False,
) -> dict[str, Term]:
    """The terms of the values given to a canned query, with its defaults.

    BadRequest where a name is unknown or ambiguous, a date is no date, or a value is missing.
    With `anywhere`, an IRI need not be known to the store: it may be known to an endpoint.
    """
    bound: dict[str, Term] = {}
    for parameter in query["parameters"]:
        name = parameter["name"]
        value = given.get(name)
        if value is None:
            value = parameter.get("default")
        if value == "":
            raise BadRequest(f"--{name} is empty. Leave it out, or say what it is.")
        if value in (None, False):
            if parameter.get("required"):
                raise BadRequest(
                    f"--{name} is missing: {parameter['help']} Say, "
                    f'scograph run {query["name"]} --{name} "{parameter.get("example", "…")}"'
                )
            continue
        bound[name] = _term(store, parameter, str(value), anywhere)
        if parameter.get("period"):
            bound[f"{name}-last"] = ox.Literal(dates.days(str(value), name)[1], datatype=_DATE)
    if "from" in bound and "to" in bound and bound["from"].value > bound["to"].value:
        raise BadRequest(f"--from {given['from']} is later than --to {given['to']}.")
    return bound


def expand(query: dict[str, Any], bound: dict[str, Term], lang: str = "en") -> str:
    """The SPARQL of a canned query with its terms bound and its labels looked up."""
    if not _LANG.fullmatch(lang):
        raise BadRequest(f"--lang: {lang!r} is not a language tag. Write en, ru, zh, or the like.")
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
        else:
            lines += [mark[1] + text for word in mark[3].split() for text in _labels(word, lang)]
    return with_prefixes("\n".join(lines) + "\n")


def ask(store: ox.Store, sparql: str, *, source: str | None = None) -> Answer:
    """The answer of the store; the prefixes of the project need not be declared.

    UnreadableInput where the SPARQL is wrong, with line and column in `source`; BadRequest for
    updates and for SERVICE, which would make this program ask another server.
    """
    refuse(sparql)
    try:
        return store.query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_error(error, sparql, source) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreFailed(f"The query failed: {error}.") from None


def refuse(sparql: str) -> None:
    """BadRequest where the text updates or asks other servers, UnreadableInput if it is no text."""
    try:
        sparql.encode()
    except UnicodeEncodeError:
        raise UnreadableInput("The SPARQL is not UTF-8.", path="query") from None
    if lexing.asks_others(sparql):
        raise BadRequest(
            "SERVICE is refused: a query of scograph asks no other server. "
            "Ask that one itself with --endpoint."
        )
    if lexing.form(sparql) in _UPDATES:
        raise BadRequest("The graph is read-only: write SELECT, ASK, CONSTRUCT or DESCRIBE.")


def makes_graph(sparql: str, source: str | None = None) -> bool:
    """Whether the answer is a graph; UnreadableInput where the SPARQL is wrong."""
    return isinstance(ask(ox.Store(), sparql, source=source), ox.QueryTriples)


def syntax_error(error: SyntaxError, sparql: str, source: str | None) -> UnreadableInput:
    """The parser's complaint with line and column, and what else may be wrong."""
    found = re.match(r"error at (\d+):(\d+): (.*)", str(error.msg), re.DOTALL)
    line, column, reason = (
        (int(found[1]), int(found[2]), found[3]) if found else (None, None, error.msg)
    )
    # What letters a name might have had is of no help.
    plain = " ".join(re.sub(r",?\s*\[[^\]]*\]", "", reason).split())
    used, declared = lexing.prefixes(sparql)
    unknown = sorted(used - declared - set(PREFIXES) - {"", "_"})
    hint = f" The prefix {unknown[0]}: is not declared." if unknown else ""
    return UnreadableInput(
        f"The SPARQL cannot be parsed: {plain.rstrip('.')}.{hint}",
        path=source or "query",
        line=line or error.lineno,
        column=column or error.offset,
    )


def with_prefixes(sparql: str) -> str:
    """The query with those prefixes of the project declared that it uses and does not declare."""
    used, declared = lexing.prefixes(sparql)
    wanted = sorted(used.intersection(PREFIXES) - declared)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in wanted) + sparql


def asserted_graphs(sources: list[str]) -> list[str]:
    """The named graphs of what was asserted, for endpoints that cannot leave the rest out."""
    return [GRAPH + "ontology", RECORD_GRAPH, *sources]


def _term(store: ox.Store, parameter: dict[str, Any], value: str, anywhere: bool) -> Term:
    name, kind = parameter["name"], parameter["type"]
    if anywhere and kind in ("thing", "concept") and (iri := names.given_iri(value)):
        return ox.NamedNode(iri)
    choices = parameter.get("choices")
    if choices and value not in choices:
        raise BadRequest(f"--{name}: {value!r} is none of {', '.join(choices)}.")
    if kind == "thing":
        return names.resolve(store, value, of=parameter.get("of"), option=name)
    if kind == "concept":
        return names.resolve(store, value, scheme=parameter["of"], option=name)
    if kind == "date":
        first, last = dates.days(value, name)
        if first != last and name not in ("from", "to") and not parameter.get("period"):
            raise BadRequest(f"--{name}: {value!r} is not one day. Write YYYY-MM-DD, say {first}.")
        return ox.Literal(last if name == "to" else first, datatype=_DATE)
    if kind == "integer":
        try:
            return ox.Literal(str(int(value)), datatype=_INTEGER)
        except ValueError:
            raise BadRequest(f"--{name}: {value!r} is not a whole number.") from None
    return _TRUE if kind == "flag" else ox.Literal(value)


def _values(words: list[str], bound: dict[str, Term]) -> list[str]:
    lines = []
    for word in words:
        name, _, variable = word.partition("=")
        if name in bound:
            lines.append(f"VALUES ?{variable or name} {{ {bound[name]} }}")
    return lines


def _labels(word: str, lang: str) -> list[str]:
    # Engines keep language tags in small letters.
    tag = lang.lower()
    order = list(dict.fromkeys([tag, tag.partition("-")[0], *_FALLBACK]))
    # An unbound variable in OPTIONAL would match every label there is.
    # COALESCE, since Oxigraph joins on what is surely bound; and IF, since RDF4J 4.1 fails on a
    # variable right inside COALESCE that VALUES gives.
    sure = f"COALESCE(IF (BOUND(?{word}), ?{word}, ?{word}), <{_NOTHING}>)"
    lines = [f"BIND ({sure} AS ?{word}Key)"]
    for at, tag in enumerate(order):
        lines.append(
            f"OPTIONAL {{ ?{word}Key skos:prefLabel ?{word}In{at} . "
            f'FILTER (LANG(?{word}In{at}) = "{tag}") }}'
        )
    choices = ", ".join(f"?{word}In{at}" for at in range(len(order)))
    local = f'IF (ISIRI(?{word}), REPLACE(STR(?{word}), "^.*[/#]", ""), ?{word})'
    return [*lines, f"BIND (COALESCE({choices}, {local}) AS ?{word}Label)"]
